"""The sketchpad, used as a person does: with the mouse, with a finger, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.sketching import button, choose_class, drawn, on_screen, stroke, tab_to_the_sketchpad, take


@pytest.fixture
def page(pad):
    """The site's page, empty."""
    button(pad.page, "Clear").click()
    return pad.page


def test_an_empty_sketchpad_says_what_to_do(page):
    assert page.get_by_text("Draw here").is_visible()
    assert button(page, "Clear").is_disabled()
    stroke(page, [(0, 0), (1, 0)])
    assert not page.get_by_text("Draw here").is_visible()


def test_a_stroke_of_the_mouse_leaves_points_of_the_chosen_class_along_its_way(page, pad):
    stroke(page, [(-4, 3), (-1, 3)])
    choose_class(page, 1)
    stroke(page, [(1, -3), (4, -3)])
    data = drawn(pad)
    assert data["kind"] == "points"
    by_class = {
        label: [p for p, k in zip(data["points"], data["labels"], strict=True) if k == label] for label in (0, 1)
    }
    assert len(by_class[0]) >= 15
    assert len(by_class[1]) >= 15
    assert all(-5.1 <= x1 <= 0.1 and 1.9 <= x2 <= 4.1 for x1, x2 in by_class[0])
    assert all(-0.1 <= x1 <= 5.1 and -4.1 <= x2 <= -1.9 for x1, x2 in by_class[1])


def test_one_stroke_is_one_step_of_undo_and_redo(page, pad):
    stroke(page, [(-4, 3), (-1, 3)])
    first = drawn(pad)
    stroke(page, [(1, -3), (4, -3)])
    second = drawn(pad)
    button(page, "Undo").click()
    assert drawn(pad) == first
    page.keyboard.press("Control+z")
    assert drawn(pad)["points"] == []
    page.keyboard.press("Control+Shift+z")
    button(page, "Redo").click()
    assert drawn(pad) == second
    assert button(page, "Redo").is_disabled()


def test_a_single_point_is_placed_where_one_clicks(page, pad):
    take(page, "Single point")
    page.mouse.click(*on_screen(page, [(2, -1)])[0])
    (point,) = drawn(pad)["points"]
    assert point == pytest.approx([2, -1], abs=0.05)


@pytest.mark.parametrize("way", ["the eraser", "the right button"])
def test_what_is_rubbed_out_is_gone_and_the_rest_stays(page, pad, way):
    take(page, "Single point")
    for place in on_screen(page, [(-3, 0), (0, 0), (3, 0), (0, 5)]):
        page.mouse.click(*place)
    if way == "the eraser":
        take(page, "Eraser")
        stroke(page, [(-3, 0), (1, 0)])
    else:
        take(page, "Spray")
        page.get_by_label("Size", exact=True).fill("0.5")
        page.mouse.move(*on_screen(page, [(-3, 0)])[0])
        page.mouse.down(button="right")
        page.mouse.move(*on_screen(page, [(1, 0)])[0], steps=5)
        page.mouse.up(button="right")
    left = sorted(drawn(pad)["points"])
    assert [[round(x1), round(x2)] for x1, x2 in left] == [[0, 5], [3, 0]]


def test_escape_gives_up_the_stroke_that_is_being_drawn(page, pad):
    stroke(page, [(-4, 3), (-1, 3)])
    before = drawn(pad)
    places = on_screen(page, [(1, -3), (3, -3)])
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert drawn(pad)["points"] == before["points"]


def test_drawing_on_an_example_makes_it_a_drawing_that_keeps_its_points(pad):
    page = pad.page
    before = pad.call("pad => pad.config.data")
    assert before["kind"] == "circle"
    take(page, "Single point")
    page.mouse.click(*on_screen(page, [(5, 5)])[0])
    data = drawn(pad)
    assert data["kind"] == "points"
    assert len(data["points"]) == before["count"] + 1


def test_the_keyboard_alone_places_and_removes_points(page, pad):
    tab_to_the_sketchpad(page)
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Space")
    assert drawn(pad)["points"] == [[1, 1], [0, 1]]
    assert drawn(pad)["labels"] == [0, 1]
    assert page.get_by_role("radiogroup", name="Class").get_by_role("radio").nth(1).is_checked()
    page.keyboard.press("Delete")
    assert drawn(pad)["points"] == [[1, 1]]
    page.keyboard.press("Control+z")
    assert drawn(pad)["points"] == [[1, 1], [0, 1]]


@pytest.mark.context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
def test_a_finger_draws_and_the_page_stays_where_it_is(page, pad):
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in places]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    scrolled = page.evaluate("scrollY")
    path = on_screen(page, [(-3, 4 - 0.5 * n) for n in range(17)])
    send("touchStart", path[0])
    for place in path[1:]:
        send("touchMove", place)
    send("touchEnd")
    data = drawn(pad)
    assert len(data["points"]) >= 20
    assert all(-4.2 <= x1 <= -1.8 for x1, _ in data["points"])
    assert page.evaluate("scrollY") == scrolled


def test_the_sketchpad_says_when_it_is_full(page, pad):
    most = pad.call("""pad => {
        const { config } = pad;
        const points = Array.from({ length: 9999 }, (_, i) => [-6 + (i % 100) * 0.12, 6 - Math.floor(i / 100) * 0.12]);
        pad.config = { ...config, data: { ...config.data, points, labels: points.map((_, i) => i % 2) } };
        return 10000;
    }""")
    stroke(page, [(0, 0), (2, 0)])
    assert len(drawn(pad)["points"]) == most
    assert page.get_by_text("the most there can be").is_visible()


def test_up_to_six_classes_each_with_its_shape_are_drawn(page, pad):
    classes = page.get_by_role("radiogroup", name="Class").get_by_role("radio")
    assert classes.count() == 2
    for label in range(6):
        if label >= 2:
            button(page, "Add a class").click()
        choose_class(page, label)
        stroke(page, [(-5 + 2 * label, -3), (-5 + 2 * label, 3)])
    assert classes.count() == 6
    assert button(page, "Add a class").count() == 0
    assert set(drawn(pad)["labels"]) == set(range(6))
    names = classes.evaluate_all("all => all.map(each => each.ariaLabel)")
    assert len({re.split(r"[ ,]", name)[1] for name in names}) == 6
    button(page, "Undo").click()
    assert set(drawn(pad)["labels"]) == set(range(5))


def test_a_class_that_was_added_is_there_after_a_reload_and_can_be_taken_away(visit):
    page, classes = visit.open().page, visit.page.get_by_role("radiogroup", name="Class").get_by_role("radio")
    visit.ready()
    button(page, "Clear").click()
    button(page, "Add a class").click()
    expect(classes).to_have_count(3)
    page.reload()
    visit.ready()
    expect(classes).to_have_count(3)
    choose_class(page, 2)
    stroke(page, [(-3, -3), (-3, 3)])
    assert set(drawn(visit)["labels"]) == {2}
    button(page, "Remove class 2").click()
    expect(classes).to_have_count(2)
    assert drawn(visit)["labels"] == []
    button(page, "Undo").click()
    expect(classes).to_have_count(3)
    assert set(drawn(visit)["labels"]) == {2}
