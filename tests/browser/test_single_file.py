"""The page as one file, opened from a disk with every network refused: it does the whole main job."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.browser.sketching import button, stroke
from tools.single_file import MOST_BYTES

READY_MS = 90_000
PAD = "document.querySelector('grad-pad')"


@pytest.fixture(scope="module")
def file(one_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file on a stick: alone in a folder with a name as people have them."""
    return Path(shutil.copy(one_file, tmp_path_factory.mktemp("Lehrer Müller #1") / "gradpad.html"))


@pytest.fixture(scope="module")
def opened(chromium: Browser, file: Path) -> Iterator[Page]:
    """The page, opened as by a double-click; whatever tries to reach a network is refused and remembered."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860}, accept_downloads=True)
    context.set_default_timeout(READY_MS)
    context.set_offline(True)
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []

    def look(request: Request) -> None:
        if not request.url.startswith(("blob:", "data:", file.as_uri())):
            asked.append(request.url)

    def refuse(route: Route) -> None:
        route.abort()

    context.route(re.compile("^(https?|wss?):"), refuse)
    page.on("request", look)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(file.as_uri())
    page.evaluate(f"{PAD}.ready")
    yield page
    assert not asked
    assert not errors
    context.close()


def test_it_is_small_enough_for_a_mail_or_a_stick(file: Path) -> None:
    size = file.stat().st_size
    print(f"gradpad.html has {size / 1e6:.2f} MB")
    assert size < MOST_BYTES


def test_it_names_nothing_that_lies_elsewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    markup = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", text, flags=re.DOTALL)
    assert re.findall(r"""(?:href|src)=["'](?!data:|#|\?["'])[^"']*""", markup) == []
    assert "Content-Security-Policy" in markup
    assert "unsafe-eval'" not in markup.replace("wasm-unsafe-eval'", "")


def test_it_draws_trains_and_learns(opened: Page) -> None:
    page = opened
    button(page, "Clear").click()
    stroke(page, [(-3.1, 2), (-1.9, 1.6)])
    page.get_by_role("radiogroup", name="Class").get_by_role("radio").nth(1).check()
    stroke(page, [(1.9, -2), (3.1, -2.4)])
    button(page, "Train").click()
    page.wait_for_function(f"() => {PAD}.snapshot?.accuracy > 0.95")
    button(page, "Pause").click()
    assert page.evaluate(f"{PAD}.snapshot.engine.path") != "numpy"  # compiled, as on the site


def test_mathematics_and_code_are_there(opened: Page) -> None:
    page = opened
    button(page, "Mathematics").click()
    expect(page.locator("gp-mathematics math").first).to_be_visible()
    button(page, "Code").click()
    button(page, "activations").click()
    expect(page.locator(".cm-content")).to_contain_text("class Activation")
    assert page.get_by_role("link", name="Reference").count() == 0
    button(page, "Code").click()


def test_a_script_can_be_saved(opened: Page, tmp_path: Path) -> None:
    page = opened
    button(page, "Share and save").click()
    with page.expect_download() as coming:
        button(page, "Python script").click()
    path = tmp_path / "script.py"
    coming.value.save_as(path)
    assert ast.parse(path.read_text(encoding="utf-8"))
    page.keyboard.press("Escape")


def test_a_link_leads_to_the_file_and_says_so(opened: Page, file: Path) -> None:
    page = opened
    config = page.evaluate(f"{PAD}.config")
    button(page, "Share and save").click()
    address = page.get_by_label("Share link").input_value()
    assert address.startswith(f"{file.as_uri()}#gp1-")
    expect(page.get_by_text("This page is a file on this computer")).to_be_visible()
    page.keyboard.press("Escape")
    other = page.context.new_page()
    other.goto(address)
    other.evaluate(f"{PAD}.ready")
    assert other.evaluate(f"{PAD}.config") == config
    other.evaluate(f"() => {{ {PAD}.config = {{}}; }}")
    other.evaluate(f"address => {PAD}.open(address)", address)  # pasted into any Gradpad
    assert other.evaluate(f"{PAD}.config") == config
    other.close()


def test_it_can_be_used_again_after_it_was_closed(opened: Page, file: Path) -> None:
    """The drawing is kept, and Python starts a second time."""
    drawn = opened.evaluate(f"{PAD}.config.data")
    opened.reload()
    opened.evaluate(f"{PAD}.ready")
    assert opened.evaluate(f"{PAD}.config.data") == drawn
