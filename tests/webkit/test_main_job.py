"""The main job in WebKit: draw two blobs with the pointer, train, undo, reload. Driven by WebDriver, in an environment
of its own (tools/webkit.py): `python3 build.py test webkit`."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tools.paths import DIST
from tools.server import start_in_background

# Selenium's own, of how its parts call each other.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")

START_S, PATIENCE_S = 180, 60  # WebKit starts Python in a minute where Chromium takes seconds
PAD = """const pad = document.querySelector('grad-pad');
const state = pad?.shadowRoot?.querySelector('gp-workbench')?.state;"""
READY = "state?.phase === 'idle' && pad.snapshot !== null"
SECOND = "[role=radiogroup][aria-label=Class] label:nth-of-type(2)"
FIND = """
const all = (root) => [...root.querySelectorAll("*")].flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
return all(document).find((e) => e.matches(arguments[0]) &&
  (!arguments[1] || [e.getAttribute("aria-label"), e.textContent.trim()].includes(arguments[1])));
"""


class Visit:
    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def ask(self, expression: str) -> Any:
        """What an expression of `pad` and `state` comes to."""
        return self.driver.execute_script(f"{PAD} return {expression}")

    def wait(self, expression: str, seconds: float = PATIENCE_S) -> None:
        WebDriverWait(self.driver, seconds).until(lambda _: self.ask(expression), f"never: {expression}")

    def find(self, selector: str, name: str = "") -> Any:
        """The first element of the page, in any shadow tree, that fits."""
        return self.driver.execute_script(FIND, selector, name)

    def press(self, name: str) -> None:
        self.find("button", name).click()

    def blob(self, x1: float, x2: float) -> None:
        """A small scribble around a point of the plane."""
        box = self.find("[aria-label=Data]").rect
        unit = box["width"] / 12
        hand = ActionChains(self.driver, duration=20)
        places = [(x1 + a, x2 + b) for a, b in [(-0.6, 0), (0.6, 0.4), (0.4, -0.6), (-0.4, 0.6), (0.2, -0.2)]]
        for index, (a, b) in enumerate(places):
            x, y = round(box["x"] + (a + 6) * unit), round(box["y"] + (6 - b) * unit)
            hand.w3c_actions.pointer_action.move_to_location(x, y)
            if index == 0:
                hand.w3c_actions.pointer_action.pointer_down()
        hand.w3c_actions.pointer_action.pointer_up()
        hand.perform()


@pytest.fixture
def visit() -> Iterator[Visit]:
    server = start_in_background(DIST)
    options = Options()
    options.binary_location = os.environ["GRADPAD_WEBKIT"]
    options.add_argument("--automation")
    driver = WebKitGTK(options=options, service=Service(os.environ["GRADPAD_WEBKIT_DRIVER"]))
    try:
        driver.set_window_size(1280, 900)
        driver.get(f"http://127.0.0.1:{server.server_address[1]}/")
        yield Visit(driver)
    finally:
        driver.quit()
        server.shutdown()
        server.server_close()


def test_two_blobs_are_drawn_learned_taken_back_and_there_after_a_reload(visit: Visit) -> None:
    visit.wait(READY, START_S)
    assert visit.ask("state.snapshot.engine.path") == "compiled"
    visit.press("Clear")
    visit.blob(-2.5, 2)
    visit.wait("pad.config.data.labels?.length > 3")
    visit.find(SECOND).click()
    visit.blob(2.5, -2)
    visit.wait("new Set(pad.config.data.labels).size === 2")
    visit.wait("state.phase === 'idle' && !pad.snapshot.problem")
    visit.press("Train")
    visit.wait("pad.snapshot.accuracy > 0.95")
    visit.press("Pause")
    visit.wait("state.phase === 'idle'")
    assert visit.ask("pad.snapshot.step") > 0
    visit.press("Undo")
    visit.wait("pad.snapshot.step === 0")
    visit.press("Undo")
    visit.wait("new Set(pad.config.data.labels).size === 1")
    visit.press("Redo")
    visit.wait("new Set(pad.config.data.labels).size === 2")
    points = visit.ask("JSON.stringify(pad.config.data.points)")
    visit.wait(f"Object.values(localStorage).some((text) => text.includes({points!r}))")
    visit.driver.refresh()
    visit.wait(READY, START_S)
    assert visit.ask("JSON.stringify(pad.config.data.points)") == points
