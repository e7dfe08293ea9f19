"""Figures where people write: pages made by MkDocs, Sphinx and Jupyter, as `docs/embedding` has them."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.embedding import Reading, open_site, put_address, reading, serving

pytestmark = pytest.mark.whole("makes an environment of three makers; test_embed.py has figures on a page without one")

CDN = "cdnjs.cloudflare.com"  # the notebook's own page asks there for MathJax and RequireJS


@pytest.fixture(scope="module")
def reader(chromium: Browser, example_sites: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    """A browser for all three sites."""
    folder = tmp_path_factory.mktemp("hosts") / "sites"
    shutil.copytree(example_sites, folder)
    (folder / "favicon.ico").touch()
    with open_site() as site, serving(folder, "localhost") as article:
        put_address(folder, site)
        with reading(chromium, article, site, elsewhere=CDN) as opened:
            yield opened


def go(reader: Reading, path: str) -> None:
    reader.page.goto(f"{reader.origin}/{path}")
    reader.page.wait_for_function("customElements.get('grad-pad') !== undefined")


def test_mkdocs_ten_figures_share_one_python_and_nothing_else(
    reader: Reading, capsys: pytest.CaptureFixture[str]
) -> None:
    go(reader, "mkdocs/index.html")
    before = reader.memory()
    frame = reader.frame_of("grad-pad")
    reader.ready_figure("grad-pad")
    one = reader.memory()
    frame.get_by_role("button", name="Train").click()
    reader.page.wait_for_function("() => document.querySelector('grad-pad').snapshot?.epoch > 5")
    frame.get_by_role("button", name="Pause").click()
    script = """async () => {
        const ten = [...document.querySelectorAll(".ten")];
        const made = await Promise.all(ten.map((pad, i) => pad.train({ epochs: 10 + i })));
        return made.map(({ epoch, weights }) => [epoch, weights[0].b.length]);
    }"""
    reader.page.set_default_timeout(90_000)
    assert reader.page.evaluate(script) == [[10 + i, 1 + i] for i in range(10)]
    eleven = reader.memory()
    with capsys.disabled():
        print(
            f"\n  eleven figures: {reader.pythons()} Python, {eleven:.0f} MB in all of the browser's processes; "
            f"one figure {one:.0f} MB, the article before its first Python {before:.0f} MB"
        )
    assert reader.pythons() == 1


def test_when_the_figure_that_has_python_goes_another_takes_over(reader: Reading) -> None:
    frames = [each.content_frame() for each in reader.page.query_selector_all("grad-pad > iframe")]
    has = [frame is not None and frame.evaluate("'gradpad:python' in window") for frame in frames]
    assert has.count(True) == 1
    reader.page.evaluate("i => document.querySelectorAll('grad-pad')[i].remove()", has.index(True))
    # Any other figure: here the last.
    snapshot = reader.figure(".ten:last-child", "pad => pad.snapshot")
    assert snapshot["epoch"] == 19
    reader.page.set_default_timeout(90_000)
    # It goes on from what it had learned: twenty-two epochs, and a loss no worse than after nineteen.
    further = reader.figure(".ten:last-child", "pad => pad.train({ epochs: 3 })")
    assert further["epoch"] == 22
    assert further["data_loss"] <= snapshot["data_loss"]
    assert reader.pythons() == 1


def test_sphinx_with_myst(reader: Reading) -> None:
    go(reader, "sphinx/index.html")
    reader.ready_figure("grad-pad")
    assert reader.figure("grad-pad", "pad => pad.config.data.kind") == "xor"
    frame = reader.frame_of("grad-pad")
    frame.get_by_role("button", name="Step").click()
    reader.page.wait_for_function("() => document.querySelector('grad-pad').snapshot.step === 1")


def test_sphinx_with_restructuredtext_one_draws(reader: Reading) -> None:
    go(reader, "sphinx/draw.html")
    reader.ready_figure("grad-pad")
    frame = reader.frame_of("grad-pad")
    plane = frame.get_by_label("Data", exact=True)
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    assert box is not None
    reader.page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.4, steps=8)
    reader.page.mouse.up()
    reader.page.wait_for_function("() => document.querySelector('grad-pad').config.data.kind === 'points'")
    assert reader.figure("grad-pad", "async pad => (await pad.train({ epochs: 4 })).epoch") == 4


def test_a_notebook_as_a_page(reader: Reading) -> None:
    reader.page.goto(f"{reader.origin}/jupyter/figure.html")
    reader.page.wait_for_function("customElements.get('grad-pad') !== undefined")
    reader.page.locator("iframe[src*='data=spiral']").scroll_into_view_if_needed()
    frame = reader.frame_of("iframe[src*='data=spiral']")
    frame.wait_for_function("() => document.querySelector('grad-pad')?.snapshot !== null", timeout=90_000)
    frame.get_by_role("button", name="Train").click()
    frame.wait_for_function("() => document.querySelector('grad-pad').snapshot.epoch > 3")
    expect(frame.locator(".counts")).to_be_hidden()
    reader.page.locator("grad-pad").scroll_into_view_if_needed()
    assert reader.figure("grad-pad", "async pad => (await pad.train({ epochs: 2 })).epoch") == 2
    assert re.search("gauss", reader.figure("grad-pad", "pad => pad.config.data.kind"))
    assert reader.pythons() == 1
