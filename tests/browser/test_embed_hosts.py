"""Figures where people write: pages made by MkDocs, Sphinx, Pandoc and Jupyter, as `docs/embedding` has them."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.embedding import EXAMPLES, Reading, open_site, put_address, reading, serving
from tools import embedding, environment

pytestmark = pytest.mark.whole("makes an environment of four makers; test_embed.py has figures on a page without one")

CDN = "cdnjs.cloudflare.com"  # the notebook's own page asks there for MathJax and RequireJS


@pytest.fixture(scope="module")
def reader(chromium: Browser, example_sites: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    """A browser for all these sites."""
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
    draw_and_train(reader, "grad-pad")


def test_a_page_of_quarto_made_by_pandoc_and_one_draws(reader: Reading) -> None:
    go(reader, "quarto/index.html")
    assert reader.figure("figure > grad-pad", "async pad => (await pad.train({ epochs: 3 })).epoch") == 3
    assert reader.figure("figure > grad-pad", "pad => pad.config.training.learning_rate") == 0.1
    assert reader.page.locator("figcaption").inner_text() == "Four units learn XOR."
    draw_and_train(reader, "#yours > grad-pad")
    assert reader.pythons() == 1


def draw_and_train(reader: Reading, selector: str) -> None:
    reader.page.locator(selector).scroll_into_view_if_needed()
    reader.ready_figure(selector)
    plane = reader.frame_of(selector).get_by_label("Data", exact=True)
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    assert box is not None
    reader.page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.4, steps=8)
    reader.page.mouse.up()
    script = "selector => document.querySelector(selector).config.data.kind === 'points'"
    reader.page.wait_for_function(script, arg=selector)
    assert reader.figure(selector, "async pad => (await pad.train({ epochs: 4 })).epoch") == 4


@pytest.mark.parametrize("maker", ["html", "dirhtml"])
def test_a_book_by_sphinx_brings_the_site_along(
    chromium: Browser, example_sites: Path, tmp_path: Path, maker: str
) -> None:
    """With no address given all lies beside the pages: one origin, and no other is asked."""
    made = book(tmp_path, maker)
    assert made.returncode == 0, made.stderr
    (tmp_path / maker / "favicon.ico").touch()  # the browser asks for one
    with serving(tmp_path / maker, "localhost") as origin, reading(chromium, origin, origin) as opened:
        opened.page.goto(f"{origin}/draw.html" if maker == "html" else f"{origin}/draw/")
        assert opened.figure("grad-pad", "async pad => (await pad.train({ epochs: 3 })).epoch") == 3
        assert opened.page.locator("figcaption em").inner_text() == "you"


def test_on_paper_stands_a_picture_and_in_text_are_words(example_sites: Path, tmp_path: Path) -> None:
    for maker in ("latex", "epub", "text", "man"):
        made = book(tmp_path, maker, *["-D", "copyright=us", "-D", "version=1"])
        assert made.returncode == 0, made.stderr
    [page] = (tmp_path / "latex").glob("*.tex")
    names = re.findall(r"sphinxincludegraphics\[.*?\]\{(gradpad-\w+\.png)\}", page.read_text(encoding="utf-8"))
    assert len(names) == 2
    for folder in ("latex", "epub/_images"):
        for name in names:
            assert (tmp_path / folder / name).read_bytes().startswith(b"\x89PNG")
    assert 'alt="Moons, or whatever you draw."' in (tmp_path / "epub" / "draw.xhtml").read_text(encoding="utf-8")
    assert "Moons, or whatever you draw." in (tmp_path / "text" / "draw.txt").read_text(encoding="utf-8")


def test_what_is_wrong_in_a_book_is_told_with_its_file_and_line(example_sites: Path, tmp_path: Path) -> None:
    made = book(tmp_path, "html", change=(":data: moons", ":data: moonz"))
    assert made.returncode != 0
    assert re.search(r"draw\.rst:6: ERROR: data is 'moonz'; it must be one of circle", made.stderr)


def book(
    folder: Path, maker: str, *options: str, change: tuple[str, str] = ("", "")
) -> subprocess.CompletedProcess[str]:
    """Make the example book of docs/embedding, with its site beside the pages."""
    shutil.copytree(EXAMPLES / "sphinx", folder / "source", dirs_exist_ok=True)
    settings = folder / "source" / "conf.py"
    settings.write_text(re.sub("gradpad_site = .*", "", settings.read_text(encoding="utf-8")), encoding="utf-8")
    page = folder / "source" / "draw.rst"
    page.write_text(page.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    command = [environment.python(embedding.MAKERS), "-m", "sphinx", "-W", "-q", "-E", "-b", maker]
    command += [*options, "-d", folder / f"trees-{maker}", folder / "source", folder / maker]
    return subprocess.run(command, capture_output=True, text=True, check=False)


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
