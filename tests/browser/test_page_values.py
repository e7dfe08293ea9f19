"""Values painted on the plane, and functions of one variable drawn as a curve."""

import pytest
from playwright.sync_api import expect

from tests.browser.sketching import button, choose_class, click, drawn, press, sketchpad, stroke, take, told

LEARNT = """pad => {
  const sketchpad = pad.shadowRoot.querySelector('gp-workbench').shadowRoot.querySelector('gp-sketchpad');
  const canvas = sketchpad.querySelector('canvas.learnt');
  if (canvas.hidden) return null;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let sum = 0;
  for (let i = 3; i < data.length; i += 4) sum += data[i] > 200 ? i : 0;
  return sum;
}"""


def learn(page, what):
    page.get_by_label("What to learn").select_option(label=what)


@pytest.fixture
def page(pad):
    """The site's page, empty."""
    button(pad.page, "Clear").click()
    return pad.page


def test_values_are_painted_with_the_slider_and_with_keys(page, pad):
    learn(page, "values")
    value = page.get_by_label("Value", exact=True)
    stroke(page, [(-4, 3), (-2, 3)])
    value.fill("-0.6")
    take(page, "Single point")
    click(page, (3, -3))
    press(page, "+", "+")
    expect(told(page)).to_have_text("Value −0.4")
    click(page, (3, 3))
    press(page, "-")
    click(page, (3, 0))
    data = drawn(pad)
    assert data["task"] == "regression"
    assert data["labels"][-3:] == [-0.6, -0.4, -0.5]
    assert set(data["labels"][:-3]) == {1}
    take(page, "Eraser")
    stroke(page, [(-5, 3), (-1, 3)])
    assert drawn(pad)["labels"] == [-0.6, -0.4, -0.5]


def test_one_pull_at_the_slider_gives_its_value_to_what_is_selected_and_is_one_step(page, pad):
    learn(page, "values")
    take(page, "Single point")
    click(page, (-3, 0), (3, 0))
    sketchpad(page).focus()
    press(page, "Control+a")
    box = page.get_by_label("Value", exact=True).bounding_box()
    page.mouse.move(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    labels = drawn(pad)["labels"]
    assert labels[0] == labels[1] < 0
    button(page, "Undo").click()
    assert drawn(pad)["labels"] == [1, 1]


def test_classes_become_values_where_they_were_drawn_and_undo_brings_them_back(page, pad):
    take(page, "Single point")
    click(page, (-3, 0))
    choose_class(page, 1)
    click(page, (3, 0))
    before = drawn(pad)
    learn(page, "values")
    assert drawn(pad)["labels"] == [-1, 1]
    assert drawn(pad)["points"] == before["points"]
    expect(page.get_by_label("What to learn")).to_have_value("values")
    button(page, "Undo").click()
    assert drawn(pad) == before
    expect(page.get_by_label("What to learn")).to_have_value("classes")


def test_painted_values_are_learned(pad):
    button(pad.page, "Clear").click()
    learn(pad.page, "values")
    pad.page.get_by_label("Value", exact=True).fill("0.5")
    stroke(pad.page, [(-4, 3), (-4, -3)])
    pad.page.get_by_label("Value", exact=True).fill("-0.5")
    stroke(pad.page, [(4, 3), (4, -3)])
    pad.wait_for("pad => pad.config.data.points.length > 10")
    pad.call("pad => pad.train({ epochs: 100 })")
    left, right = pad.call("async pad => [...await pad.predict([[-4, 0], [4, 0]])]")
    assert left == pytest.approx(0.5, abs=0.15)
    assert right == pytest.approx(-0.5, abs=0.15)


def test_a_function_is_drawn_over_the_old_one_and_undone(pad):
    page = pad.page
    before = pad.call("pad => pad.config")
    learn(page, "function of x")
    config = pad.call("pad => pad.config")
    assert config["data"]["kind"] == "curve"
    assert config["features"] == ["x1"]
    assert config["network"]["output"] == "identity"
    first = dict(map(tuple, config["data"]["points"]))
    stroke(page, [(-2, -3), (2, -3)])  # half way down: the value −1
    second = dict(map(tuple, drawn(pad)["points"]))
    assert second.keys() == first.keys()
    for x, value in second.items():
        if abs(x) < 1.95:
            assert value == pytest.approx(-1, abs=0.02), x
        elif abs(x) > 2.15:  # beyond the pen, also if its first press was a pixel off
            assert value == first[x], x
    button(page, "Undo").click()
    assert dict(map(tuple, drawn(pad)["points"])) == first
    button(page, "Undo").click()
    assert pad.call("pad => pad.config") == before
    for _ in range(2):
        button(page, "Redo").click()
    assert dict(map(tuple, drawn(pad)["points"])) == second


def test_all_tools_work_on_a_function(page, pad):
    learn(page, "function of x")
    button(page, "Clear").click()
    assert page.get_by_text("Press and move from left to right").is_visible()
    take(page, "Line")
    stroke(page, [(-5, -3), (0, 5), (5, 3)])
    line = drawn(pad)["points"]
    assert len(line) == 101
    assert all(value == pytest.approx(x / 5, abs=0.03) for x, value in line)
    take(page, "Eraser")
    page.get_by_label("Size", exact=True).fill("0.5")
    stroke(page, [(-1, 0), (1, 0)])
    assert all(abs(x) > 0.7 for x, _ in drawn(pad)["points"])
    take(page, "Single point")
    click(page, (0, 3))
    assert [round(value, 1) for x, value in drawn(pad)["points"] if abs(x) < 0.5] == [1.0]
    take(page, "Move")
    stroke(page, [(0, 3), (2, -3)])  # a point of a graph goes up and down only
    assert [round(value, 1) for x, value in drawn(pad)["points"] if abs(x) < 0.5] == [-1.0]
    sketchpad(page).focus()
    press(page, "Control+a", "Delete")
    assert drawn(pad)["points"] == []


def test_a_drawn_function_is_in_the_link_and_outlives_a_reload(page, pad, visits):
    learn(page, "function of x")
    stroke(page, [(-4, 3), (0, -4), (4, 2)])
    data = drawn(pad)
    with visits() as other:
        other.open("/#" + pad.call("pad => pad.link()"))
        assert drawn(other) == data
        expect(other.page.get_by_label("What to learn")).to_have_value("function")
    pad.page.wait_for_function(
        "points => JSON.stringify(localStorage).includes(points)", arg=str(data["points"][40][1])
    )
    pad.page.reload()
    pad.wait_for("(pad, count) => pad.config?.data.points?.length === count", len(data["points"]))
    assert drawn(pad) == data


def test_the_curve_that_the_network_has_learned_is_shown_and_follows_training(pad):
    learn(pad.page, "function of x")
    pad.wait_for(f"pad => ({LEARNT})(pad) > 0")
    before = pad.call(LEARNT)
    pad.call("pad => pad.train({ epochs: 200 })")
    pad.wait_for(f"(pad, before) => ({LEARNT})(pad) !== before", before)
    assert pad.call("pad => pad.snapshot.data_loss") < 0.2
    # The output shows it as well; what is for maps of the plane only is not offered.
    expect(pad.page.get_by_text("Line: what the network says.")).to_be_visible()
    expect(pad.page.get_by_role("checkbox", name="Contour lines")).to_have_count(0)
    learn(pad.page, "classes")
    expect(pad.page.get_by_role("checkbox", name="Contour lines")).to_be_visible()
    pad.wait_for(f"pad => ({LEARNT})(pad) === null")
    assert pad.call("pad => pad.config.features") == ["x1", "x2"]


@pytest.mark.context(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
@pytest.mark.parametrize("what", ["classes", "values", "function of x"])
def test_everything_fits_on_a_small_phone(page, what):
    learn(page, what)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
