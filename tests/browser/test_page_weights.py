"""Weights by hand: pulled at in the picture, typed, stepped with the keys, held fixed, and taken back."""

import pytest
from playwright.sync_api import expect

LINK = "weight from unit 2 to unit 1 of layer 2"
WEIGHT = "pad => pad.snapshot.weights[1].W[1][0]"


def on_link(page, layer, source, target, share=0.1):
    """Where on the screen a link can be pressed: not quite in the middle, where links cross."""
    box = page.locator("gp-network .stage").bounding_box()
    link = page.locator("gp-network").evaluate(
        "(net, [layer, from, to]) => net.edges.find(l => l.layer === layer && l.from === from && l.to === to)",
        [layer, source, target],
    )
    at = link["x1"] + share * (link["x2"] - link["x1"])
    height = page.evaluate(
        "async ([link, x]) => { const low = (t) => 1.5 * t - 1.5 * t * t + t ** 3; let t = 0;"
        "const share = (x - link.x1) / (link.x2 - link.x1); while (low(t) < share) t += 0.0005;"
        "return link.y1 + (link.y2 - link.y1) * (3 * t * t - 2 * t ** 3); }",
        [link, at],
    )
    return box["x"] + at, box["y"] + height


def bias_spot(page, column, unit):
    box = page.locator(f'gp-network [data-unit="{column}-{unit}"]').bounding_box()
    return box["x"], box["y"] + box["height"]


def signed(value):
    return f"{value:+.2f}".replace("-", "−")


def field(page, name):
    return page.get_by_role("spinbutton", name=name, exact=True)


def test_a_link_is_pulled_up_and_down_and_one_pull_is_one_step_of_undo(pad):
    page = pad.page
    before = pad.call(WEIGHT)
    x, y = on_link(page, 1, 1, 0)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 100, steps=10)
    pad.wait_for(f"(pad, before) => ({WEIGHT})(pad) > before + 1.8", before)
    page.mouse.move(x, y - 50, steps=5)
    page.mouse.up()
    pad.wait_for(f"(pad, before) => Math.abs(({WEIGHT})(pad) - before - 1) < 0.07", before)
    page.mouse.move(1, 1)
    expect(field(page, LINK)).to_have_value(signed(pad.call(WEIGHT)))
    page.get_by_role("button", name="Undo", exact=True).click()
    pad.wait_for(f"(pad, before) => ({WEIGHT})(pad) === before", before)
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    page.get_by_role("button", name="Redo", exact=True).click()
    pad.wait_for(f"(pad, before) => Math.abs(({WEIGHT})(pad) - before - 1) < 0.07", before)


def test_a_clicked_link_stays_in_view_is_typed_over_and_stepped_with_the_keys(pad):
    page = pad.page
    page.mouse.click(*on_link(page, 1, 1, 0))
    page.mouse.move(1, 1)
    field(page, LINK).fill("-1,5")
    field(page, LINK).press("Enter")
    pad.wait_for(f"pad => ({WEIGHT})(pad) === -1.5")
    field(page, LINK).press("ArrowUp")
    field(page, LINK).press("Shift+ArrowUp")
    pad.wait_for(f"pad => ({WEIGHT})(pad) === -0.4")
    expect(field(page, LINK)).to_have_value("−0.40")
    field(page, LINK).fill("much")
    field(page, LINK).press("Enter")
    expect(field(page, LINK)).to_have_value("−0.40")
    slider = page.get_by_label(f"{LINK}, slider", exact=True)
    slider.press("End")
    pad.wait_for(f"pad => ({WEIGHT})(pad) === 4")


def test_the_outputs_bias_is_a_bias_like_any_other(pad):
    page = pad.page
    x, y = bias_spot(page, 3, 0)
    page.mouse.click(x, y)
    page.mouse.move(1, 1)
    expect(page.locator(".inspector h3")).to_have_text("Bias of the output unit")
    field(page, "bias of the output unit").fill("0.75")
    field(page, "bias of the output unit").press("Enter")
    pad.wait_for("pad => pad.snapshot.weights[2].b[0] === 0.75")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 60, steps=6)
    page.mouse.up()
    pad.wait_for("pad => pad.snapshot.weights[2].b[0] < -0.3")


def test_a_weight_that_is_held_stays_while_the_others_learn(pad):
    page = pad.page
    page.get_by_role("button", name="Unit 1 of layer 2", exact=True).click()
    hold = page.get_by_role("button", name=f"Hold the {LINK} fixed", exact=True)
    hold.click()
    free = page.get_by_role("button", name=f"Let the {LINK} learn again", exact=True)
    expect(free).to_have_attribute("aria-pressed", "true")
    before = pad.call("pad => pad.snapshot.weights[1].W.map(row => row[0])")
    pad.call("pad => pad.train({ epochs: 5 })")
    after = pad.call("pad => pad.snapshot.weights[1].W.map(row => row[0])")
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, True, False, False]
    assert pad.call("pad => pad.snapshot.frozen") == ["1.W.1.0"]
    free.click()
    pad.wait_for("pad => pad.snapshot.frozen.length === 0")


def test_training_and_reset_are_taken_back_with_the_weights_and_the_curve(pad):
    page = pad.page
    start = pad.call("pad => pad.snapshot.weights")
    page.get_by_role("button", name="Train", exact=True).click()
    pad.wait_for("pad => pad.snapshot.epoch > 20")
    page.get_by_role("button", name="Pause", exact=True).click()
    pad.wait_for("pad => pad.shadowRoot.querySelector('gp-workbench').state.phase === 'idle'")
    trained = pad.call("pad => ({ ...pad.snapshot, run_id: 0, examples_per_second: 0 })")
    page.get_by_role("button", name="Reset", exact=True).click()
    pad.wait_for("pad => pad.snapshot.epoch === 0")
    page.keyboard.press("Control+z")
    pad.wait_for("(pad, epoch) => pad.snapshot.epoch === epoch", trained["epoch"])
    again = pad.call("pad => ({ ...pad.snapshot, run_id: 0, examples_per_second: 0 })")
    assert again["weights"] == trained["weights"]
    assert again["curve"] == trained["curve"]
    page.keyboard.press("Control+z")
    pad.wait_for("pad => pad.snapshot.epoch === 0")
    assert pad.call("pad => pad.snapshot.weights") == start
    page.keyboard.press("Control+Shift+z")
    pad.wait_for("(pad, epoch) => pad.snapshot.epoch === epoch", trained["epoch"])


def test_units_are_dragged_in_and_off(pad):
    page = pad.page

    def units():
        return pad.call("pad => pad.config.network.layers.map(layer => layer.units)")

    def centre(locator):
        box = locator.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def drag(start, end):
        page.mouse.move(*start)
        page.mouse.down()
        page.mouse.move(*end, steps=5)
        page.mouse.up()

    palette = centre(page.locator("gp-network .palette"))
    first = centre(page.locator('gp-network [data-unit="1-0"]'))
    second = centre(page.locator('gp-network [data-unit="2-0"]'))
    drag(palette, first)
    assert units() == [5, 2]
    drag(palette, ((first[0] + second[0]) / 2, first[1]))
    assert units() == [5, 1, 2]
    away = page.locator('gp-network [data-unit="1-0"]')
    drag(centre(away), (centre(away)[0], 10))
    assert units() == [4, 1, 2]
    drag(centre(page.locator('gp-network [data-unit="2-0"]')), (5, 5))
    assert units() == [4, 2]
    drag(centre(page.get_by_role("button", name="Input x₂", exact=True)), (5, 5))
    assert pad.call("pad => pad.config.features") == ["x1"]
    pad.button("Add an input").click()
    page.get_by_label("x₂", exact=True).check()
    assert pad.call("pad => pad.config.features") == ["x1", "x2"]


@pytest.mark.context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
def test_a_finger_picks_a_link_and_moves_its_slider(pad):
    page = pad.page
    page.locator("gp-network").scroll_into_view_if_needed()
    page.touchscreen.tap(*on_link(page, 1, 1, 0, share=0.4))
    expect(page.locator(".inspector h3")).to_have_text("Weight from unit 2 to unit 1 of layer 2")
    slider = page.get_by_label(f"{LINK}, slider", exact=True)
    box = slider.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    pad.wait_for(f"pad => Math.abs(({WEIGHT})(pad) - 2) < 0.3")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
