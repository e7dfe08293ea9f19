"""Where a figure's frame can't come up, its reader sees the picture, a sentence and a way on; scripts are told why."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.embedding import serving

ARTICLE = """<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>An article</title>POLICY
<script type="module" src="SITE/embed.js"></script>
<p>Before.</p><grad-pad data="xor" layers="3" height="420"></grad-pad><p>After.</p></html>"""
FORBIDS = """<meta http-equiv="Content-Security-Policy" content="frame-src 'none'">"""
READY = """async () => document.querySelector("grad-pad").ready
    .then(() => "ready", ({ name, message }) => [name, message])"""
OTHER_VERSION = """<!doctype html><script>
parent.postMessage({ gradpad: "frame", protocol: 99 }, "*", [new MessageChannel().port1]);
</script>"""


@pytest.fixture
def open_article(chromium: Browser, site: str, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens an article whose frames are answered in some other way."""
    page = chromium.new_page(viewport={"width": 900, "height": 700}, bypass_csp=False)
    page.set_default_timeout(30_000)

    with serving(tmp_path, "localhost") as origin:

        def opened(answer: Callable[[Route], None] | None, policy: str = "") -> Page:
            (tmp_path / "index.html").write_text(ARTICLE.replace("SITE", site).replace("POLICY", policy))
            if answer:
                page.route(re.compile(r"/embed\.html"), answer)
            page.goto(origin)
            page.wait_for_selector("grad-pad >> iframe", state="attached")
            return page

        yield opened
        page.close()


WAYS = {
    "gone": (lambda route: route.fulfill(status=404, body="gone"), ""),
    "refused": (lambda route: route.abort("connectionrefused"), ""),
    "silent": (lambda route: route.fulfill(content_type="text/html", body="<!doctype html>"), ""),
    "of another version": (lambda route: route.fulfill(content_type="text/html", body=OTHER_VERSION), ""),
    "forbidden by the article's policy": (None, FORBIDS),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_frame_that_does_not_come_up_is_told(open_article: Callable[..., Page], site: str, way: str) -> None:
    page = open_article(*WAYS[way])
    name, message = page.evaluate(READY)
    assert name == "FrameError"
    assert site in message
    assert "frame-src" in message
    figure = page.locator("grad-pad")
    told = figure.get_by_role("status")
    expect(told).to_have_text("This figure could not be loaded. Open it in a tab of its own.")
    link = told.get_by_role("link").get_attribute("href")
    assert link
    assert re.fullmatch(re.escape(site) + r"/#gp\d+-[\w-]+", link)
    # The picture is there, and what was beside the figure is where it was.
    picture = figure.locator("svg").bounding_box()
    assert picture
    assert picture["height"] > 300
    expect(figure.locator("iframe")).to_be_hidden()
    # Nothing waits for ever: what is asked for later fails at once.
    again = page.evaluate("document.querySelector('grad-pad').train({ epochs: 1 }).catch(({ name }) => name)")
    assert again == "FrameError"


def test_a_frame_that_comes_late_is_taken(open_article: Callable[..., Page]) -> None:
    page = open_article(WAYS["silent"][0])
    assert page.evaluate(READY)[0] == "FrameError"
    page.unroute_all()
    page.evaluate("() => { const frame = document.querySelector('grad-pad iframe'); frame.src = frame.src; }")
    figure = page.locator("grad-pad")
    expect(figure.get_by_role("status")).to_have_count(0)
    expect(figure.locator("iframe")).to_be_visible()
    page.set_default_timeout(90_000)
    trained = page.evaluate("document.querySelector('grad-pad').train({ epochs: 2 }).then(({ epoch }) => epoch)")
    assert trained == 2
