"""Lines, moves and selections on the sketchpad, with the mouse, with fingers and with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.sketching import (
    button,
    choose_class,
    click,
    drawn,
    on_screen,
    press,
    sketchpad,
    stroke,
    tab_to_the_sketchpad,
    take,
    told,
)

SQUARE = [(-3, -3), (3, -3), (3, 3), (-3, 3)]
SELECTED = "pad => pad.shadowRoot.querySelector('gp-workbench').state.selected"
# Rings and loops are painted on a canvas of their own.
MARKED = """pad => {
  const sketchpad = pad.shadowRoot.querySelector('gp-workbench').shadowRoot.querySelector('gp-sketchpad');
  const canvas = sketchpad.querySelector('canvas.marks');
  if (canvas.hidden) return 0;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, i) => i % 4 === 3 && value > 200).length;
}"""


@pytest.fixture
def page(pad):
    """The site's page, empty."""
    button(pad.page, "Clear").click()
    return pad.page


@pytest.fixture
def square(page, pad):
    """Four points."""
    take(page, "Single point")
    click(page, *SQUARE)
    assert rounded(pad) == SQUARE
    return page


def rounded(pad):
    return [(round(x1), round(x2)) for x1, x2 in drawn(pad)["points"]]


def test_a_line_is_seen_while_it_is_drawn_and_is_one_step_of_undo(page, pad):
    take(page, "Line")
    places = on_screen(page, [(-4, 2), (0, 5), (4, 2)])
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=5)
    pad.wait_for("pad => pad.config.data.points.length > 5")
    page.mouse.move(*places[2], steps=5)
    page.mouse.up()
    points = drawn(pad)["points"]
    assert points[0] == pytest.approx([-4, 2], abs=0.05)
    assert points[-1] == pytest.approx([4, 2], abs=0.05)
    assert all(abs(x2 - 2) < 0.05 for _, x2 in points)
    sparse = len(points)
    page.get_by_label("Density", exact=True).fill("1")
    stroke(page, [(-4, -2), (4, -2)])
    assert len(drawn(pad)["points"]) - sparse > 1.5 * sparse
    button(page, "Undo").click()
    button(page, "Undo").click()
    assert drawn(pad)["points"] == []


def test_a_point_is_dragged_and_only_that_one(square, pad):
    take(square, "Move")
    stroke(square, [(3, 3), (1, 5), (0, 4)])
    assert rounded(pad) == [(-3, -3), (3, -3), (0, 4), (-3, 3)]
    button(square, "Undo").click()
    assert rounded(pad) == SQUARE


def test_a_loop_selects_shift_adds_and_all_that_is_selected_moves_together(square, pad):
    take(square, "Select")
    stroke(square, [(1, -5), (5, -5), (5, 5), (1, 5)])
    assert pad.call(SELECTED) == [1, 2]
    expect(told(square)).to_have_text("2 points are selected.")
    square.keyboard.down("Shift")
    stroke(square, [(-5, -5), (-1, -5), (-1, -1), (-5, -1)])
    square.keyboard.up("Shift")
    assert pad.call(SELECTED) == [0, 1, 2]
    stroke(square, [(3, 3), (4, 2), (5, 1)])
    assert rounded(pad) == [(-1, -5), (5, -5), (5, 1), (-3, 3)]
    assert pad.call(SELECTED) == [0, 1, 2]
    square.keyboard.press("Control+z")
    assert rounded(pad) == SQUARE


def test_what_is_selected_is_marked_by_rings_until_one_presses_elsewhere(square, pad):
    assert pad.call(MARKED) == 0
    take(square, "Select")
    places = on_screen(square, [(-5, -5), (5, -5), (5, 5), (-5, 5)])
    square.mouse.move(*places[0])
    square.mouse.down()
    for place in places[1:]:
        square.mouse.move(*place, steps=5)
    pad.wait_for(f"pad => ({MARKED})(pad) > 600")  # the loop itself
    square.mouse.up()
    pad.wait_for(f"pad => ({MARKED})(pad) > 150 && ({MARKED})(pad) < 1500")
    click(square, (0, 0))
    pad.wait_for(f"pad => ({MARKED})(pad) === 0")
    assert rounded(pad) == SQUARE


@pytest.mark.parametrize("way", ["the Delete key", "the button"])
def test_what_is_selected_is_deleted_in_one_step(square, pad, way):
    take(square, "Select")
    stroke(square, [(1, -5), (5, -5), (5, 5), (1, 5)])
    if way == "the button":
        button(square, "Delete 2 selected points").click()
    else:
        square.keyboard.press("Delete")
    assert rounded(pad) == [(-3, -3), (-3, 3)]
    assert pad.call(SELECTED) == []
    button(square, "Undo").click()
    assert rounded(pad) == SQUARE


def test_a_class_that_is_chosen_is_given_to_what_is_selected(square, pad):
    take(square, "Select")
    stroke(square, [(1, -5), (5, -5), (5, 5), (1, 5)])
    choose_class(square, 1)
    assert drawn(pad)["labels"] == [0, 1, 1, 0]
    sketchpad(square).focus()
    square.keyboard.press("1")
    assert drawn(pad)["labels"] == [0, 0, 0, 0]
    choose_class(square, 1)
    # The class that is chosen already, for others.
    stroke(square, [(-5, -5), (-1, -5), (-1, 5), (-5, 5)])
    choose_class(square, 1)
    assert drawn(pad)["labels"] == [1, 1, 1, 1]
    for labels in ([0, 1, 1, 0], [0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 0]):
        button(square, "Undo").click()
        assert drawn(pad)["labels"] == labels
    assert rounded(pad) == SQUARE


def test_everything_is_selected_with_the_usual_key_and_escape_lets_go(square, pad):
    sketchpad(square).focus()
    square.keyboard.press("Control+a")
    assert pad.call(SELECTED) == [0, 1, 2, 3]
    square.keyboard.press("Escape")
    assert pad.call(SELECTED) == []
    square.keyboard.press("Control+a")
    square.keyboard.press("Backspace")
    assert drawn(pad)["points"] == []


def test_escape_in_the_middle_of_a_gesture_leaves_nothing_behind_not_even_a_step_of_undo(pad):
    page = pad.page
    before = drawn(pad)
    for tool in ("Spray", "Line", "Eraser", "Select"):
        take(page, tool)
        places = on_screen(page, [(-4, 0), (0, 4), (4, 0)])
        page.mouse.move(*places[0])
        page.mouse.down()
        page.mouse.move(*places[1], steps=5)
        page.mouse.move(*places[2], steps=5)
        page.keyboard.press("Escape")
        page.mouse.up()
        assert drawn(pad) == before, tool
        assert pad.call(SELECTED) == [], tool
        expect(button(page, "Undo")).to_be_disabled()


def test_the_keyboard_alone_draws_lines_moves_selects_and_deletes(page, pad):
    tab_to_the_sketchpad(page)
    press(page, "p", "Enter", *["Shift+ArrowRight"] * 2, "Enter")
    assert drawn(pad)["points"] == [[0, 0], [2, 0]]
    # Carry the second one.
    press(page, "m", "Enter")
    expect(told(page)).to_contain_text("Holding a point.")
    press(page, "Shift+ArrowUp", "ArrowRight", "Enter")
    assert drawn(pad)["points"] == [[0, 0], [2.25, 1]]
    expect(told(page)).to_have_text("Let go.")
    # Put back what was only tried.
    press(page, "Enter", *["Shift+ArrowDown"] * 3, "Escape")
    assert drawn(pad)["points"] == [[0, 0], [2.25, 1]]
    # A line along the bottom.
    press(page, "l", *["Shift+ArrowDown"] * 5, "Enter", *["Shift+ArrowLeft"] * 3, "Enter")
    line = drawn(pad)["points"][2:]
    assert len(line) > 5
    assert {x2 for _, x2 in line} == {-4}
    press(page, "Control+z", "Control+z", "Control+Shift+z")
    assert drawn(pad)["points"] == [[0, 0], [2.25, 1]]
    # A frame around the one, and the other by itself.
    press(page, "a", *["Shift+ArrowUp"] * 5, "Shift+ArrowRight", "Enter")
    press(page, *["Shift+ArrowLeft"] * 4, *["Shift+ArrowDown"] * 4, "Enter")
    assert pad.call(SELECTED) == [0]
    press(page, *["Shift+ArrowRight"] * 6, *["Shift+ArrowUp"] * 4, " ")
    assert pad.call(SELECTED) == [0, 1]
    expect(told(page)).to_have_text("2 points are selected.")
    # Both go, from wherever the cursor is.
    press(page, "m", *["Shift+ArrowLeft"] * 9, "Enter")
    expect(told(page)).to_contain_text("Holding 2 points.")
    press(page, "Shift+ArrowUp", "Space")
    assert drawn(pad)["points"] == [[0, 1], [2.25, 2]]
    press(page, "Delete")
    assert drawn(pad)["points"] == []
    press(page, *["Control+z"] * 2)
    assert drawn(pad)["points"] == [[0, 0], [2.25, 1]]


def test_the_toolbar_is_one_stop_for_the_tab_key_and_arrows_go_from_tool_to_tool(page):
    toolbar = page.get_by_role("toolbar", name="Tools")
    names = toolbar.get_by_role("button").evaluate_all("all => all.map(each => each.ariaLabel)")
    assert names == ["Spray", "Single point", "Line", "Move", "Select", "Eraser"]
    assert toolbar.locator("[tabindex='0']").count() == 1
    toolbar.get_by_role("button", name="Spray").focus()
    press(page, "ArrowRight", "ArrowRight", "Enter")
    expect(toolbar.get_by_role("button", name="Line")).to_have_attribute("aria-pressed", "true")
    assert toolbar.locator("[aria-pressed='true']").count() == 1
    press(page, "End", "ArrowRight", "Space")
    expect(toolbar.get_by_role("button", name="Spray")).to_have_attribute("aria-pressed", "true")


def test_all_keys_are_listed_in_one_place_and_each_tool_key_there_takes_its_tool(page):
    tab_to_the_sketchpad(page)
    press(page, "?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    rows = keys.locator("dl").nth(1).locator("div").all_inner_texts()
    press(page, "Escape")
    expect(keys).to_be_hidden()
    assert len(rows) == 6
    sketchpad(page).focus()
    for row in rows:
        key, name = row.split("\n")
        press(page, key.lower())
        tool = page.get_by_role("toolbar", name="Tools").get_by_role("button", name=name, exact=True)
        expect(tool).to_have_attribute("aria-pressed", "true")
    button(page, "Keys").click()
    expect(keys).to_be_visible()
    keys.get_by_role("button", name="Close").click()
    expect(keys).to_be_hidden()


PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def fingers(page):
    """A function that says where the fingers are now."""
    touch = page.context.new_cdp_session(page)

    def at(kind, *places):
        points = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(on_screen(page, list(places)))]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return at


@pytest.mark.context(**PHONE)
def test_a_finger_drags_a_point_without_aiming_well(page, pad, fingers):
    take(page, "Single point")
    fingers("touchStart", (0, 0))
    fingers("touchEnd")
    take(page, "Move")
    fingers("touchStart", (0.5, -0.5))
    for n in range(1, 9):
        fingers("touchMove", (0.5 + 0.25 * n, -0.5 + 0.25 * n))
    fingers("touchEnd")
    assert drawn(pad)["points"][0] == pytest.approx([2, 2], abs=0.1)


@pytest.mark.context(**PHONE)
def test_two_fingers_scroll_the_page_and_what_the_first_of_them_drew_is_gone(page, pad, fingers):
    take(page, "Line")
    before = drawn(pad)
    scrolled = page.evaluate("scrollY")
    fingers("touchStart", (-2, -3))
    fingers("touchMove", (-1.5, -3))
    fingers("touchStart", (-1.5, -3), (2, -3))
    for n in range(1, 15):
        fingers("touchMove", (-1.5, -3 + 0.3 * n), (2, -3 + 0.3 * n))
    fingers("touchEnd")
    assert drawn(pad) == before
    expect(button(page, "Undo")).to_be_enabled()  # the Clear of the fixture
    page.wait_for_function("before => scrollY > before", arg=scrolled)


@pytest.mark.context(**PHONE)
def test_all_tools_fit_on_a_small_phone_and_are_large_enough_for_a_finger(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    boxes = [each.bounding_box() for each in page.get_by_role("toolbar", name="Tools").get_by_role("button").all()]
    assert len({box["y"] for box in boxes}) == 1
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in boxes)
    waste = page.get_by_role("button", name="Delete what is selected").bounding_box()
    assert waste["y"] == boxes[0]["y"]
    assert waste["x"] + waste["width"] <= 344 + 1
