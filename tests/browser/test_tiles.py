"""Layers of many units: tiles and pictures of weights, by mouse and by keyboard; what is in view, and what it costs."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_page_weights import field

PUT = """async (pad, layers) => {
  pad.pause();
  pad.config = { network: { layers: layers.map(units => ({ units })) } };
  await pad.reset();
}"""
STRONGEST = """([layer, unit]) => {
  const { weights } = inside('grad-pad').snapshot;
  const by = (values) =>
    values.map((w, i) => [Math.abs(w), i]).sort((a, b) => b[0] - a[0]).slice(0, 5).map(([, i]) => i + 1);
  return [by(weights[layer].W.map(row => row[unit])), by(weights[layer + 1].W[unit])];
}"""


@pytest.fixture
def many(pad):
    """A network of 2-64-64-1."""
    pad.call(PUT, [64, 64])
    expect(tile(pad, 2, 64)).to_be_attached()
    return pad


def tile(pad, layer, number):
    return pad.page.get_by_role("button", name=f"Unit {number} of layer {layer}", exact=True)


def image(pad, layer, source, target):
    """Where on the screen the weight of a link is."""
    stage = pad.page.locator("gp-network .stage").bounding_box()
    place = pad.page.locator("gp-network").evaluate(
        """(net, [layer, from, to]) => {
          const { left, top, width, height, rows, rowUnits, columnUnits } = net.layout.images[layer];
          const [r, c] = rows === "to" ? [to, from] : [from, to];
          return [left + (columnUnits.indexOf(c) + 0.5) / columnUnits.length * width,
                  top + (rowUnits.indexOf(r) + 0.5) / rowUnits.length * height];
        }""",
        [layer, source, target],
    )
    return stage["x"] + place[0], stage["y"] + place[1]


def test_the_picture_keeps_its_height_and_no_unit_is_too_small_to_be_seen(pad):
    page = pad.page
    heights = set()
    for layers in ([4, 2], [12, 12], [13], [64, 64], [256, 256], [64] * 6):
        pad.call(PUT, layers)
        last = page.get_by_role("button", name=f"Unit {layers[-1]} of layer {len(layers)}", exact=True)
        expect(last).to_be_attached()
        box = last.bounding_box()
        assert min(box["width"], box["height"]) >= 10
        heights.add(page.locator("gp-network .stage").bounding_box()["height"])
    assert len(heights) == 1


def test_a_tile_that_is_pointed_at_shows_its_five_strongest_links_each_way(many):
    page = many.page
    tile(many, 1, 10).hover()
    expect(page.locator(".inspector h3")).to_have_text("Unit 10 of layer 1")
    expect(page.locator(".part-output .head .lead")).to_have_text("Unit 10 of layer 1")
    tile(many, 2, 7).hover()
    ways = page.locator(".inspector .ways > div")
    incoming, outgoing = page.evaluate(STRONGEST, [1, 6])
    expect(ways.first.locator("gp-weight .label")).to_have_text([f"unit {n}" for n in incoming])
    expect(ways.last.locator("gp-weight .label")).to_have_text(["output unit"])
    assert outgoing == [1]
    page.mouse.move(1, 1)
    expect(page.locator(".inspector h3")).to_have_count(0)
    tile(many, 2, 7).click()
    page.mouse.move(1, 1)
    expect(page.locator(".inspector h3")).to_have_text("Unit 7 of layer 2")
    page.get_by_role("button", name="all 64", exact=True).click()
    expect(page.locator(".inspector gp-weight")).to_have_count(65)


def test_the_keys_lead_from_tile_to_tile_and_from_layer_to_layer(many):
    page = many.page
    tile(many, 1, 1).focus()
    for key, name in (
        ("ArrowRight", "Unit 2 of layer 1"),
        ("ArrowDown", "Unit 6 of layer 1"),
        ("ArrowLeft", "Unit 5 of layer 1"),
        ("ArrowUp", "Unit 1 of layer 1"),
        ("End", "Unit 64 of layer 1"),
        ("ArrowRight", "Unit 61 of layer 2"),
        ("Home", "Unit 1 of layer 2"),
    ):
        page.keyboard.press(key)
        focused = page.get_by_role("button", name=name, exact=True)
        expect(focused).to_be_focused()
        expect(focused).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".inspector h3")).to_have_text(name)
    assert page.locator('gp-network .unit[tabindex="0"]').count() == 1
    page.keyboard.press("Escape")
    expect(page.locator(".inspector h3")).to_have_count(0)


def test_a_weight_in_the_picture_is_read_pulled_at_held_and_taken_back(many):
    page = many.page
    weight = "(pad) => pad.snapshot.weights[0].W[1][20]"
    name = "weight from x₂ to unit 21 of layer 1"
    x, y = image(many, 0, 1, 20)
    page.mouse.move(x, y)
    expect(page.locator(".inspector h3")).to_have_text("Weight from x₂ to unit 21 of layer 1")
    before = many.call(weight)
    page.mouse.down()
    page.mouse.move(x, y - 50, steps=5)
    page.mouse.up()
    many.wait_for(f"(pad, before) => ({weight})(pad) > before + 0.8", before)
    page.mouse.move(1, 1)
    field(page, name).fill("-0.5")
    field(page, name).press("Enter")
    many.wait_for(f"pad => ({weight})(pad) === -0.5")
    page.get_by_role("button", name=f"Hold the {name} fixed", exact=True).click()
    many.wait_for("pad => pad.snapshot.frozen.join() === '0.W.1.20'")
    many.call("pad => pad.train({ epochs: 2 })")
    assert many.call(weight) == -0.5
    for _ in range(2):
        page.keyboard.press("Control+z")
    many.wait_for(f"(pad, before) => ({weight})(pad) > before + 0.8", before)


def test_tiles_stand_by_number_or_by_importance_and_the_choice_is_kept_in_the_configuration(many):
    page = many.page
    many.call("pad => pad.train({ epochs: 20 })")
    order = page.get_by_label("Order of the tiles", exact=True)
    numbers = """net =>
      [...net.querySelectorAll('[data-column="1"] .tile')].map(tile => Number(tile.dataset.unit.split('-')[1]))"""
    assert page.locator("gp-network").evaluate(numbers) == list(range(64))
    order.select_option("importance")
    many.wait_for("pad => pad.config.view.tile_order === 'importance'")
    importance = """net => {
      const heard = net.snapshot.weights[1].W.map(row => row.reduce((sum, w) => sum + Math.abs(w), 0));
      const order = net.layout.grids[1].order;
      return [[...order].sort((a, b) => a - b).join() === [...order.keys()].join(), heard[order[0]] > heard[order[63]]];
    }"""
    page.wait_for_function(
        f"() => !(({numbers})(inside('gp-network'))).every((unit, place) => unit === place)",
    )
    assert page.locator("gp-network").evaluate(importance) == [True, True]
    order.select_option("index")
    page.wait_for_function(f"() => (({numbers})(inside('gp-network'))).every((unit, place) => unit === place)")


def test_a_tile_that_is_carried_away_is_a_unit_less(many):
    page = many.page
    box = tile(many, 1, 64).bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 15, box["y"] + 5, steps=3)
    page.mouse.up()
    assert many.call("pad => pad.config.network.layers.map(l => l.units)") == [64, 64], "within its layer it stays"
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 5, 5, steps=5)
    page.mouse.up()
    many.wait_for("pad => pad.config.network.layers.map(l => l.units).join() === '63,64'")


UNITS = "pad => pad.config.network.layers.map(layer => layer.units)"


def test_the_number_of_units_is_typed_and_what_does_not_fit_is_said(pad):
    page = pad.page
    number = page.get_by_role("spinbutton", name="Units of layer 1", exact=True)
    number.fill("40")
    number.press("Enter")
    pad.wait_for(f"pad => ({UNITS})(pad).join() === '40,2'")
    expect(tile(pad, 1, 40)).to_be_attached()
    number.press("ArrowUp")
    pad.wait_for(f"pad => ({UNITS})(pad).join() === '41,2'")
    for typed in ("1000", "many", "0"):
        number.fill(typed)
        number.press("Enter")
        expect(number).to_have_value("41")
        assert "1 to 256" in number.evaluate("input => input.validationMessage")
    assert pad.call(UNITS) == [41, 2]
    number.fill("7")
    number.press("Enter")
    pad.wait_for(f"pad => ({UNITS})(pad).join() === '7,2'")
    expect(page.locator(".tiles")).to_have_count(0)


def test_a_button_that_is_held_goes_on_and_that_is_one_step_of_undo(pad):
    page = pad.page
    box = pad.button("Add a unit to layer 1").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    pad.wait_for(f"pad => ({UNITS})(pad)[0] >= 20")
    page.mouse.up()
    reached = pad.call(UNITS)[0]
    pad.button("Add a unit to layer 1").click()
    pad.wait_for(f"(pad, n) => ({UNITS})(pad)[0] === n + 1", reached)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    pad.wait_for(f"pad => ({UNITS})(pad)[0] === 4")
