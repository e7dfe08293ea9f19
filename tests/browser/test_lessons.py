"""Every lesson: its figures work, its task is done as a person would do it, and the check recognises that."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.barriers import barriers
from tests.browser.conftest import VIEWPORT
from tools.paths import WEB

LESSONS = sorted(path.name for path in WEB.glob("lesson*.html"))


@pytest.fixture(scope="module")
def reader(visits: Any) -> Iterator[Any]:
    """One reader who goes through all lessons, and knows which have been looked at."""
    with visits() as opened:
        opened.looked = set()
        yield opened
        assert not opened.errors
        assert not opened.outside


def begin(reader: Any, name: str, python: bool = True) -> Any:
    """Open a lesson and look at it; its task is not done yet."""
    page = look(reader, f"lesson-{name}.html")
    page.locator("gp-task").get_by_role("status").get_by_text("Not yet.").wait_for()
    if python:
        reader.ready()
    return page


def look(reader: Any, name: str) -> Any:
    """Open a page; the first time, with Python in all figures that train, nothing in it is a barrier, and it fits."""
    page = reader.page
    page.goto(f"{reader.origin}/{name}")
    page.wait_for_function("() => [...document.querySelectorAll('*')].every((e) => e.matches(':defined'))")
    if name in reader.looked:
        return page
    if page.locator("grad-pad").count():
        reader.ready()
    assert barriers(page) == []
    for width in (360, 820):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.set_viewport_size(VIEWPORT)
    reader.looked.add(name)
    return page


def done(page: Any) -> None:
    page.locator("gp-task").get_by_role("status").get_by_text("Done").wait_for()


def slide(page: Any, name: str, value: float) -> None:
    """Pull a slider to a value; what the figure then does is up to the figure."""
    slider = page.get_by_role("slider", name=name, exact=True)
    slider.evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', { bubbles: true })); }", value
    )


def test_the_neuron(reader: Any) -> None:
    page = begin(reader, "1-neuron", python=False)
    page.get_by_role("button", name="Artificial").click()
    page.get_by_role("img", name="An artificial neuron").wait_for()
    slide(page, "bias", 0)
    slide(page, "x2", 1)
    slide(page, "w2", -0.8)
    done(page)


def test_the_neuron_by_keyboard(reader: Any) -> None:
    page = begin(reader, "1-neuron", python=False)
    before = page.get_by_role("img", name="Three parts").get_attribute("aria-label")
    page.get_by_role("slider", name="x1", exact=True).focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.get_by_role("img", name="Three parts").get_attribute("aria-label") != before


def test_the_activation(reader: Any) -> None:
    page = begin(reader, "2-activation", python=False)
    slide(page, "threshold", -2)
    page.get_by_role("img", name="A threshold at −2.00: at z = −1.00 the unit says 1.").wait_for()
    sigmoid = page.locator("gp-figure-sigmoid")
    for name, value in (("z", 0.9), ("weight", 7)):
        sigmoid.get_by_role("slider", name=name, exact=True).evaluate(
            "(input, value) => { input.value = value; input.dispatchEvent(new Event('input')); }", value
        )
    done(page)


def test_layers(reader: Any) -> None:
    page = begin(reader, "3-layers")
    page.get_by_role("button", name="Train").click()
    reader.wait_for("pad => pad.snapshot.epoch > 20")
    assert reader.call("pad => pad.snapshot.accuracy") < 0.9
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Add a layer").click()
    page.get_by_role("button", name="Train").click()
    done(page)


def test_the_loss_by_hand(reader: Any) -> None:
    page = begin(reader, "4-loss")
    slide(page, "layer 1: weight 1 to 1", 1.5)
    slide(page, "layer 1: weight 2 to 1", 0.7)
    done(page)
    shown = page.locator("gp-figure-by-hand b").element_handle()
    same = "b => Math.abs(Number(b.textContent) - document.querySelector('grad-pad').snapshot.data_loss) <= 1e-4"
    page.wait_for_function(same, arg=shown)
    assert reader.call("pad => pad.snapshot.step") == 0


def test_gradient_descent(reader: Any) -> None:
    page = begin(reader, "5-gradient-descent", python=False)
    parabola = page.locator("gp-figure-parabola")
    parabola.get_by_role("slider").evaluate(
        "(input) => { input.value = 2.7; input.dispatchEvent(new Event('input')); }"
    )
    parabola.get_by_role("button", name="Ten steps").click()
    parabola.get_by_text("The rate is too large.").wait_for()
    bowl = page.locator("gp-figure-bowl")
    bowl.get_by_role("button", name="Ten steps").click()
    page.locator("gp-task").get_by_text("Step 10").wait_for()
    bowl.get_by_role("button", name="Start again").click()
    bowl.get_by_role("slider").evaluate("(input) => { input.value = 0.97; input.dispatchEvent(new Event('input')); }")
    for _ in range(12):
        bowl.get_by_role("button", name="Step", exact=True).click()
    done(page)


def test_backpropagation(reader: Any) -> None:
    page = begin(reader, "6-backpropagation")
    page.get_by_role("button", name="Mathematics", exact=True).click()
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_text("You are at step 2 of 34.").wait_for()
    page.get_by_role("button", name="Next", exact=True).focus()
    page.keyboard.press("End")
    done(page)


def test_the_training_loop(reader: Any) -> None:
    page = begin(reader, "7-training-loop")
    loop = page.locator("gp-figure-pseudocode")
    for _ in range(7):
        loop.get_by_role("button", name="Next line").click()
    assert "update" in loop.locator("[aria-current]").inner_text()
    reader.wait_for("pad => pad.snapshot.step === 1")
    for _ in range(12):
        loop.get_by_role("button", name="Next line").click()
    done(page)
    reader.wait_for("pad => pad.snapshot.step === 3")


def test_logic(reader: Any) -> None:
    page = begin(reader, "8-logic")
    page.get_by_role("button", name="XOR gate").click()
    page.get_by_role("button", name="Add a layer").click()
    page.get_by_role("button", name="Train").click()
    done(page)


def test_a_function(reader: Any) -> None:
    page = begin(reader, "9-functions")
    figure = page.locator("gp-figure-function")
    figure.get_by_label("The function", exact=True).select_option("hill")
    reader.wait_for("pad => pad.config.data.kind === 'curve' && Math.abs(pad.config.data.points[20][1] - 1) < 0.01")
    box = figure.get_by_role("img").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 30, steps=8)
    page.mouse.up()
    reader.wait_for("pad => pad.config.data.points.slice(0, 6).some(([, y]) => y > 1.3)")
    figure.get_by_label("The function", exact=True).select_option("sine")
    page.get_by_label("Optimizer").select_option("adam")
    page.get_by_role("button", name="Train").click()
    done(page)


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_has_no_barrier_and_fits(reader: Any, name: str) -> None:
    """Most have been looked at when their task was done: Python takes seconds to start."""
    if name not in reader.looked:
        look(reader, name)
    assert name in reader.looked
