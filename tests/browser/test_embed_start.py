"""When a figure of an article starts its Python: once it is seen, or, where that is asked for, once it is used."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import READY_MS, SAVES_DATA
from tests.browser.embedding import Reading, reading, serving

PREFERS = """
const asked = window.matchMedia.bind(window);
window.matchMedia = (query) => asked(query.includes("reduced-data") ? "all" : query);
"""
PARTS = 'show="data:sketchpad plane:output controls:train"'
BIG = re.compile(r"/(python|core|late)/|\.(wasm|whl|zst|zip|bin)\b|blob:")
SHOWN = """() => {
    const pad = document.querySelector("grad-pad");
    const sketchpad = pad?.shadowRoot.querySelector("gp-workbench")?.shadowRoot.querySelector("gp-sketchpad");
    return pad?.config.data.kind === "moons" && sketchpad?.checkVisibility();
}"""


@pytest.fixture
def open_article(chromium: Browser, site: str, tmp_path: Path) -> Iterator[Callable[..., tuple[Reading, list[str]]]]:
    """Opens an article with one figure, in view; gives it with what it has asked for that is big."""
    with serving(tmp_path, "localhost") as origin, reading(chromium, origin, site) as reader:

        def opened(figure: str, script: str = "") -> tuple[Reading, list[str]]:
            asked: list[str] = []
            head = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>An article</title>'
            loads = f'<script type="module" src="{site}/embed.js"></script>'
            (tmp_path / "index.html").write_text(head + loads + figure.replace("SITE", site))
            if script:
                reader.page.context.add_init_script(script)
            reader.page.on("request", lambda request: asked.append(request.url) if BIG.search(request.url) else None)
            reader.page.goto(origin)
            reader.page.wait_for_selector("iframe", state="attached")
            reader.frame_of("grad-pad, iframe").wait_for_function(SHOWN)
            return reader, asked

        yield opened


def rests(reader: Reading, asked: list[str]) -> None:
    """Nothing of Python has been asked for, long after the figure is there, in view and at rest."""
    frame = reader.frame_of("grad-pad, iframe")
    # Later than a figure that starts when it is seen: two pictures after observers have been told what is in view.
    frame.evaluate("""() => new Promise((done) => {
        new IntersectionObserver(() => requestAnimationFrame(() => requestAnimationFrame(done))).observe(document.body);
    })""")
    reader.page.wait_for_load_state("networkidle")
    expect(frame.get_by_text("Python starts when it is needed")).to_be_visible()
    assert asked == []
    assert reader.pythons() == 0


def starts(reader: Reading, asked: list[str]) -> None:
    frame = reader.frame_of("grad-pad, iframe")
    frame.wait_for_function("() => document.querySelector('grad-pad').snapshot !== null", timeout=READY_MS)
    assert any("/python/" in address for address in asked)
    assert reader.pythons() == 1


WAYS = {
    "by its author": (f'<grad-pad data="moons" start="touch" at="epoch 3" {PARTS}></grad-pad>', ""),
    "where a reader saves data": (f'<grad-pad data="moons" {PARTS}></grad-pad>', SAVES_DATA),
    "where a reader prefers to": (f'<grad-pad data="moons" {PARTS}></grad-pad>', PREFERS),
}


@pytest.mark.parametrize("way", WAYS)
def test_python_waits_for_the_first_pointer(open_article: Callable[..., tuple[Reading, list[str]]], way: str) -> None:
    reader, asked = open_article(*WAYS[way])
    rests(reader, asked)
    plane = reader.frame_of("grad-pad").get_by_label("Data", exact=True)
    plane.scroll_into_view_if_needed()
    plane.click()
    starts(reader, asked)
    if 'at="' in WAYS[way][0]:
        reader.page.wait_for_function("() => document.querySelector('grad-pad').snapshot.epoch === 3")


def test_python_waits_for_the_first_key(open_article: Callable[..., tuple[Reading, list[str]]]) -> None:
    figure = f'<button>Before</button><grad-pad data="moons" start="touch" {PARTS}></grad-pad>'
    reader, asked = open_article(figure)
    reader.page.get_by_role("button", name="Before").focus()
    rests(reader, asked)
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    starts(reader, asked)


def test_a_frame_alone_waits_and_an_author_may_have_it_start(
    open_article: Callable[..., tuple[Reading, list[str]]],
) -> None:
    address = "SITE/embed.html?data=moons&amp;start=touch&amp;show=data:sketchpad+controls:train"
    reader, asked = open_article(f'<iframe src="{address}" width="600" height="600"></iframe>')
    rests(reader, asked)
    reader.frame_of("iframe").get_by_role("button", name="Train").click()
    starts(reader, asked)


def test_a_script_that_asks_is_use(open_article: Callable[..., tuple[Reading, list[str]]]) -> None:
    reader, asked = open_article(WAYS["by its author"][0])
    rests(reader, asked)
    reader.page.set_default_timeout(READY_MS)
    assert reader.figure("grad-pad", "async pad => (await pad.train({ epochs: 4 })).epoch") == 7  # from epoch 3 on
    assert asked


@pytest.mark.parametrize("script", ["", SAVES_DATA])
def test_one_that_may_starts_once_it_is_seen(
    open_article: Callable[..., tuple[Reading, list[str]]], script: str
) -> None:
    figure = f'<grad-pad data="moons" start="touch" {PARTS}></grad-pad>'
    reader, asked = open_article(figure, script)
    rests(reader, asked)
    reader.figure("grad-pad", "pad => pad.setAttribute('start', 'seen')")  # what its author says holds for all readers
    starts(reader, asked)
