"""What the page around a figure may be: of a strict policy, isolated, on a disk, without our script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.embedding import serving
from tools.paths import DIST
from tools.server import Handler, OpenHandler

ARTICLE = """<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>An article</title>POLICY
<script type="module" src="SITE/embed.js"></script></head>
<body><grad-pad data="xor" layers="3" height="300" show="plane:output"><p>In its stead.</p></grad-pad></body></html>"""
# The two lines of docs/embedding, and nothing else that a page could allow.
POLICY = """<meta http-equiv="Content-Security-Policy" content="
default-src 'none'; script-src SITE; frame-src SITE; require-trusted-types-for 'script'">"""
WITHOUT_FRAMES = POLICY.replace("frame-src SITE;", "")
USED = """async () => {
    const pad = document.querySelector("grad-pad");
    const [value] = await pad.predict([[1, 2]]);
    return Number.isFinite(value) && (await pad.train({ epochs: 2 })).epoch;
}"""
READY = 'document.querySelector("grad-pad").ready.then(() => "ready", ({ name }) => name)'


class IsolatedHandler(Handler):
    """Serves an article that lets in from other origins only what says that it may be."""

    def end_headers(self) -> None:
        """Add the header."""
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()


class IsolableHandler(OpenHandler):
    """Serves the site as docs/embedding says for such articles."""

    def end_headers(self) -> None:
        """Add the two headers."""
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
        super().end_headers()


@pytest.fixture
def page(article_page: Page) -> Page:
    """The page around a figure."""
    return article_page


def article(folder: Path, site: str, policy: str = "") -> None:
    (folder / "index.html").write_text(ARTICLE.replace("POLICY", policy).replace("SITE", site))


def test_two_lines_of_policy_are_enough(page: Page, site: str, tmp_path: Path) -> None:
    article(tmp_path, site, POLICY)
    with serving(tmp_path, "localhost") as origin:
        page.goto(origin)
        assert page.evaluate(USED) == 2


def test_without_the_second_line_it_is_told(page: Page, site: str, tmp_path: Path) -> None:
    article(tmp_path, site, WITHOUT_FRAMES)
    with serving(tmp_path, "localhost") as origin:
        page.goto(origin)
        assert page.evaluate(READY) == "FrameError"
        expect(page.get_by_role("status")).to_contain_text("could not be loaded")


def test_a_page_on_a_disk_has_its_figure(page: Page, site: str, tmp_path: Path) -> None:
    article(tmp_path, site)
    page.goto((tmp_path / "index.html").as_uri())
    assert page.evaluate("self.origin") == "null"
    assert page.evaluate(USED) == 2


def test_where_the_script_is_missing_stands_what_is_inside_the_tag(page: Page, site: str, tmp_path: Path) -> None:
    article(tmp_path, site)
    inside = page.get_by_text("In its stead.")
    with serving(tmp_path, "localhost") as origin:
        page.goto(origin)
        assert page.evaluate(READY) == "ready"
        expect(inside).to_be_hidden()
        page.route("**/embed.js", lambda route: route.abort())
        page.goto(origin)
        expect(inside).to_be_visible()
        assert page.evaluate("customElements.get('grad-pad') === undefined")


def test_without_javascript_stands_what_is_inside_the_tag(chromium: Browser, site: str, tmp_path: Path) -> None:
    article(tmp_path, site)
    with chromium.new_context(java_script_enabled=False) as context, serving(tmp_path, "localhost") as origin:
        page = context.new_page()
        page.goto(origin)
        expect(page.get_by_text("In its stead.")).to_be_visible()


@pytest.mark.parametrize(("handler", "becomes"), [(OpenHandler, "FrameError"), (IsolableHandler, "ready")])
def test_in_an_isolated_article_a_figure_needs_two_headers_of_its_site(
    page: Page, tmp_path: Path, handler: type[Handler], becomes: str
) -> None:
    with serving(DIST, "127.0.0.1", handler) as site, serving(tmp_path, "localhost", IsolatedHandler) as origin:
        article(tmp_path, site)
        page.goto(origin)
        assert page.evaluate(READY) == becomes
        if becomes == "ready":
            assert page.evaluate(USED) == 2
