"""Where the browser keeps the figures of an article apart, they take turns with Python: a sandboxed article."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, expect

from tests.browser.embedding import Reading, open_site, reading, serving

FIGURE = '<grad-pad id="f{0}" data="xor" layers="{0}" show="plane:output controls:train" height="300"></grad-pad>'


@pytest.fixture(scope="module")
def reader(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    folder: Path = tmp_path_factory.mktemp("sandboxed")
    with open_site() as site, serving(folder, "localhost") as article:
        script = f'<script type="module" src="{site}/embed.js"></script>'
        figures = "".join(FIGURE.format(i) for i in (1, 2, 3))
        (folder / "article.html").write_text(f"<!doctype html><title>Three</title>{script}{figures}")
        around = '<iframe id="around" sandbox="allow-scripts" src="article.html" width="600" height="760"></iframe>'
        (folder / "index.html").write_text(f'<!doctype html><link rel="icon" href="data:,">{around}')
        with reading(chromium, article, site) as opened:
            opened.page.goto(f"{article}/index.html")
            yield opened


def call(frame: Frame, selector: str, function: str) -> object:
    return frame.evaluate(f"(selector) => ({function})(document.querySelector(selector))", selector)


def test_two_pythons_at_most_and_the_others_keep_what_they_learned(reader: Reading) -> None:
    article = reader.frame_of("#around")
    article.wait_for_function("customElements.get('grad-pad') !== undefined")
    assert article.evaluate("self.origin") == "null"
    reader.page.set_default_timeout(120_000)
    learned = {}
    for name in ("#f1", "#f2", "#f3"):
        learned[name] = call(article, name, "async pad => (await pad.train({ epochs: 20 })).weights")
        assert len(reader.page.workers) <= 2
    assert len(reader.page.workers) == 2
    for name, weights in learned.items():
        assert call(article, name, "pad => pad.snapshot.weights") == weights

    inner = [frame for frame in reader.page.frames if frame.parent_frame == article]
    asleep = [frame for frame in inner if frame.get_by_role("button", name="Wake it").count() > 0]
    assert len(asleep) == 1
    asleep[0].get_by_role("button", name="Wake it").click()
    expect(asleep[0].get_by_role("button", name="Wake it")).to_have_count(0, timeout=90_000)
    units = asleep[0].evaluate("document.querySelector('grad-pad').config.network.layers[0].units")
    name = f"#f{units}"
    assert call(article, name, "async pad => (await pad.ready, await pad.train({ epochs: 1 })).epoch") == 21
    assert call(article, name, "pad => pad.snapshot.weights") != learned[name]
    assert len(reader.page.workers) == 2
