"""Pointing at the output, with the mouse, a finger or the keys: what the network says there, and its way through it."""

import numpy as np
import pytest
from playwright.sync_api import expect

EVERY_X = "What the network says at every x"
STATE = "inside('gp-workbench').state"
SMALL = {
    "seed": 4,
    "data": {"kind": "circle", "count": 120},
    "network": {"layers": [{"units": 8, "activation": "tanh"}, {"units": 4, "activation": "relu"}]},
    "training": {"optimizer": "sgd", "learning_rate": 0.1},
}
# What is shown of the point: the engine's answer as the network has it, and whether it is the shown network's.
SHOWN = """() => {
    const { answer, snapshot } = inside('gp-network');
    return answer && { at: answer.at, values: [...answer.values], layers: answer.layers, says: answer.says,
        nearest: answer.nearest, of_what_is_shown: answer.about === snapshot };
}"""
# The canvases of the network, as a number.
DRAWN = """() => [...inside('gp-network').querySelectorAll('.net canvas')].map((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((sum, value, i) => (sum * 31 + value * (i % 977)) % 1000003, 0);
}).join()"""


def output(page):
    return page.get_by_role("application", name="What the network says at every point")


def place_of(page, x1, x2, name="What the network says at every point"):
    plane = page.get_by_role("application", name=name)
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    unit = box["width"] / 12
    return box["x"] + (x1 + 6) * unit, box["y"] + (6 - x2) * unit


def card(page):
    return page.locator("gp-point-card")


def shown_at(page, x1, x2):
    """What is shown of a point, once it is that point's (to within a pixel)."""
    near = """([x1, x2]) => { const at = inside('gp-network').answer?.at;
        return at && Math.hypot(at[0] - x1, at[1] - x2) < 0.1; }"""
    page.wait_for_function(near, arg=[x1, x2])
    return page.evaluate(SHOWN)


def trained(pad, config=SMALL, epochs=60):
    pad.put(config)
    pad.call("(pad, epochs) => pad.train({ epochs }).then(() => true)", epochs)


def forward(config, weights, point):
    """Every unit's number at a point, worked out here."""
    functions = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "identity": lambda z: z}
    names = [*(layer["activation"] for layer in config["network"]["layers"]), config["network"]["output"]]
    a = np.array(point[: len(config["features"])])
    values = [a]
    for layer, name in zip(weights, names, strict=True):
        a = functions[name](a @ np.array(layer["W"]) + np.array(layer["b"]))
        values.append(a)
    return np.concatenate(values)


def test_the_mouse_is_answered_with_the_numbers_of_the_network_that_is_shown(pad) -> None:
    page = pad.page
    trained(pad)
    pad.maps_have_come()
    at_rest = page.evaluate(DRAWN)
    page.mouse.move(*place_of(page, 1.5, -2))
    shown = shown_at(page, 1.5, -2)
    config, snapshot = pad.call("pad => [pad.config, pad.snapshot]")
    expected = forward(config, snapshot["weights"], shown["at"])
    assert shown["values"] == pytest.approx(expected, abs=1e-9)
    assert shown["layers"] == [2, 8, 4, 1]
    assert shown["of_what_is_shown"]
    sure = (1 + abs(expected[-1])) / 2
    colour = "Blue" if expected[-1] > 0 else "Orange"
    words = f"{colour}, more than 99% sure." if sure > 0.995 else f"{colour}, {round(100 * sure)}% sure."
    expect(card(page)).to_contain_text(words)
    page.wait_for_function(f"before => ({DRAWN})() !== before", arg=at_rest)
    expect(page.locator("gp-unit-inspector")).to_contain_text("number times weight")
    page.mouse.move(5, 5)
    expect(card(page)).to_have_count(0)
    page.wait_for_function(f"before => ({DRAWN})() === before", arg=at_rest)
    assert page.evaluate(SHOWN) is None


def test_the_nearest_example_is_ringed_and_told_with_its_loss(pad) -> None:
    page = pad.page
    trained(pad)
    page.mouse.move(*place_of(page, 2, 2))
    shown = shown_at(page, 2, 2)
    data = page.evaluate(f"() => ({{ points: [...{STATE}.data.points], labels: [...{STATE}.data.labels] }})")
    points = np.reshape(data["points"], (-1, 2))
    at = int(np.argmin(np.hypot(*(points - shown["at"]).T)))
    assert shown["nearest"]["index"] == at
    [output_there] = pad.call("async (pad, point) => [...await pad.predict([point])]", points[at].tolist())
    target = 2 * data["labels"][at] - 1
    loss = (output_there - target) ** 2 / 2
    assert shown["nearest"]["loss"] == pytest.approx(loss, abs=1e-6)
    right = "right" if (output_there > 0) == (target > 0) else "wrong"
    expect(card(page)).to_contain_text(f"{'blue' if target > 0 else 'orange'}, {right}, loss")
    ring = page.locator("gp-plane .marks path.ring:not(.rim)").bounding_box()
    middle = (ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2)
    assert middle == pytest.approx(place_of(page, *points[at]), abs=2)


def test_while_it_learns_each_number_is_of_the_network_that_is_shown(pad) -> None:
    page = pad.page
    pad.put(SMALL)
    page.mouse.move(*place_of(page, 1, 1))
    shown_at(page, 1, 1)
    seen = pad.call("""async (pad) => {
        pad.play();
        const seen = [];
        for (let frame = 0; frame < 600 && seen.length < 40; frame += 1) {
            await new Promise(requestAnimationFrame);
            const { answer, snapshot, running } = inside('gp-network');
            if (running) seen.push([answer !== null, answer?.about === snapshot, snapshot.step]);
        }
        pad.pause();
        return seen;
    }""")
    assert all(about for there, about, _ in seen if there)
    assert sum(there for there, *_ in seen) > 30  # it follows, turn by turn
    assert len({step for *_, step in seen}) > 5


def test_of_a_moment_of_the_run_it_says_what_was_said_then(pad) -> None:
    page = pad.page
    trained(pad)
    page.mouse.move(*place_of(page, 1.5, -2))
    now = shown_at(page, 1.5, -2)
    then = pad.call("pad => pad.seek(3)")
    page.wait_for_function(
        "last => inside('gp-network').answer && inside('gp-network').answer.values.at(-1) !== last",
        arg=now["values"][-1],
    )
    shown = page.evaluate(SHOWN)
    assert shown["of_what_is_shown"]
    config = pad.call("pad => pad.config")
    assert shown["values"] == pytest.approx(forward(config, then["weights"], shown["at"]), abs=1e-9)
    page.mouse.move(*place_of(page, -2, 0.5))  # and the next question is about that moment, too
    shown = shown_at(page, -2, 0.5)
    assert shown["values"] == pytest.approx(forward(config, then["weights"], shown["at"]), abs=1e-9)
    pad.call("pad => pad.seek(null)")
    page.wait_for_function("() => inside('gp-network').answer?.about === inside('gp-workbench').state.snapshot")
    shown, present = page.evaluate(SHOWN), pad.call("pad => pad.snapshot.weights")
    assert shown["values"] == pytest.approx(forward(config, present, shown["at"]), abs=1e-9)


def test_nothing_is_asked_while_nobody_points(pad) -> None:
    page = pad.page
    trained(pad)
    page.evaluate("""() => {
        window.posted = 0;
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (message, ...rest) {
            if (message?.method === 'predict_one') window.posted += 1;
            return post.call(this, message, ...rest);
        };
    }""")
    pad.call("pad => pad.train({ epochs: 20 }).then(() => true)")
    page.mouse.move(*place_of(page, 1, 1))
    shown_at(page, 1, 1)
    asked = page.evaluate("() => window.posted")
    assert asked >= 1
    page.mouse.move(5, 5)
    expect(card(page)).to_have_count(0)
    before = page.evaluate("() => window.posted")
    pad.call("pad => pad.train({ epochs: 20 }).then(() => true)")
    assert page.evaluate("() => window.posted") == before


def test_a_click_follows_the_point_in_the_mathematics_and_on_an_example_the_example(pad) -> None:
    page = pad.page
    trained(pad)
    page.mouse.click(*place_of(page, 5.5, 5.5))  # the circle has nothing there
    expect(page.get_by_role("region", name="One training step, number by number")).to_be_visible()
    page.wait_for_function(f"() => {STATE}.drawer.walk !== null")
    example = page.evaluate(f"() => {STATE}.drawer.example")
    assert example["point"] == pytest.approx([5.5, 5.5], abs=0.1)
    assert page.evaluate(f"() => {STATE}.drawer.walk.x[0]") == example["point"]
    expect(page.get_by_label("What to follow")).to_have_value("own")
    place = page.evaluate(f"""() => {{
        const {{ data }} = {STATE};
        const i = [...data.labels.keys()].filter((i) => !data.is_test[i])[5];
        return [data.points[2 * i], data.points[2 * i + 1]];
    }}""")
    page.mouse.click(*place_of(page, *place))
    page.wait_for_function(f"() => {STATE}.drawer.example === 5")
    page.get_by_role("button", name="Mathematics", exact=True).click()


def test_the_keys_move_a_cursor_and_what_is_there_is_heard(pad) -> None:
    page = pad.page
    trained(pad)
    heard = page.locator("gp-plane [aria-live]")
    page.get_by_role("button", name="Bowl", exact=True).focus()
    page.keyboard.press("Tab")
    expect(output(page)).to_be_focused()
    expect(heard).to_contain_text("At x₁ 0.00, x₂ 0.00.")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    expect(heard).to_contain_text("At x₁ 0.25, x₂ 1.00.")
    shown = shown_at(page, 0.25, 1)
    sure = 100 * (1 + abs(shown["values"][-1])) / 2
    expect(heard).to_contain_text("more than 99% sure" if sure > 99.5 else f"{round(sure)}% sure")
    expect(heard).to_contain_text("Nearest")
    expect(page.locator("gp-plane .marks path.cross").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => {STATE}.drawer.walk !== null")
    assert page.evaluate(f"() => {STATE}.drawer.tab") == "mathematics"
    output(page).focus()
    page.keyboard.press("ArrowLeft")
    expect(heard).to_contain_text("At x₁ 0.00, x₂ 1.00.")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(heard).to_have_text("")
    page.keyboard.press("ArrowLeft")
    expect(heard).to_contain_text("At x₁ −0.25, x₂ 1.00.")
    page.keyboard.press("Tab")
    expect(card(page)).to_have_count(0)
    page.get_by_role("button", name="Mathematics", exact=True).click()


@pytest.mark.context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
def test_a_tap_answers_and_stays_while_one_looks_elsewhere_and_trains(pad) -> None:
    page = pad.page
    trained(pad)
    page.touchscreen.tap(*place_of(page, 2, -3))
    shown_at(page, 2, -3)
    expect(card(page)).to_contain_text("At x₁")
    assert page.evaluate(f"() => {STATE}.drawer.tab") is None  # a tap answers, and opens nothing
    before = page.evaluate(SHOWN)["values"][-1]
    pad.call("pad => pad.train({ epochs: 5 }).then(() => true)")
    page.wait_for_function(
        "before => ![before, undefined].includes(inside('gp-network').answer?.values.at(-1))", arg=before
    )
    expect(card(page)).to_be_visible()
    page.touchscreen.tap(*place_of(page, -3, -1))
    shown_at(page, -3, -1)
    page.get_by_role("button", name="Follow it in the mathematics").tap()
    page.wait_for_function(f"() => {STATE}.drawer.tab === 'mathematics' && {STATE}.drawer.walk !== null")
    assert page.evaluate(f"() => {STATE}.drawer.walk.x[0]") == pytest.approx([-3, -1], abs=0.1)
    page.get_by_role("button", name="Mathematics", exact=True).click()
    card(page).get_by_role("button", name="Close").tap()
    expect(card(page)).to_have_count(0)


@pytest.mark.context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
def test_a_finger_that_scrolls_asks_nothing(pad) -> None:
    page = pad.page
    trained(pad)
    x, y = place_of(page, 0, -2)
    before = page.evaluate("() => scrollY")
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for by in range(10, 210, 20):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y + by}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("before => scrollY !== before", arg=before)
    expect(card(page)).to_have_count(0)
    assert page.evaluate(SHOWN) is None


def test_of_a_unit_that_is_looked_at_its_own_number_is_said(pad) -> None:
    page = pad.page
    trained(pad)
    page.get_by_role("button", name="Unit 3 of layer 1", exact=True).click()
    page.mouse.move(*place_of(page, 2, 2, "Unit 3 of layer 1"))
    shown = shown_at(page, 2, 2)
    value = shown["values"][2 + 2]
    expect(card(page)).to_contain_text(f"Unit 3 of layer 1 says {value:.2f}.".replace("-", "−"))
    page.keyboard.press("Escape")


def test_of_a_function_of_x_only_the_x_counts(pad) -> None:
    page = pad.page
    page.get_by_label("What to learn").select_option(label="function of x")
    pad.call("pad => pad.train({ epochs: 30 }).then(() => true)")
    page.mouse.move(*place_of(page, 2, 5, EVERY_X))
    shown = shown_at(page, 2, 0)
    config, snapshot = pad.call("pad => [pad.config, pad.snapshot]")
    said = forward(config, snapshot["weights"], shown["at"])[-1]
    assert shown["values"][-1] == pytest.approx(said, abs=1e-9)
    expect(card(page)).to_contain_text(f"The value {said:.2f}.".replace("-", "−"))
    expect(card(page)).to_contain_text("off by")
    dot = page.locator("gp-plane .marks .dot").bounding_box()
    half = page.evaluate("() => inside('gp-plane').plotScale.half")
    expected = place_of(page, shown["at"][0], 6 * said / half, EVERY_X)
    assert (dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2) == pytest.approx(expected, abs=1.5)


def test_values_are_told_as_values(pad) -> None:
    page = pad.page
    trained(pad, {"data": {"kind": "bumps"}, "network": {"layers": [{"units": 4}], "output": "identity"}}, 10)
    page.mouse.move(*place_of(page, 1, 2))
    shown = shown_at(page, 1, 2)
    expect(card(page)).to_contain_text(f"The value {shown['values'][-1]:.2f}.".replace("-", "−"))
    nearest = shown["nearest"]
    off = abs(nearest["outputs"][0] - nearest["label"])
    expect(card(page)).to_contain_text(f"off by {off:.2f}")


def test_many_units_are_coloured_and_the_busiest_links_are_drawn(pad) -> None:
    page = pad.page
    trained(pad, {**SMALL, "network": {"layers": [{"units": 40, "activation": "tanh"}] * 2}}, 5)
    at_rest = page.evaluate(DRAWN)
    page.mouse.move(*place_of(page, 1.5, -2))
    shown = shown_at(page, 1.5, -2)
    page.wait_for_function(f"before => ({DRAWN})() !== before", arg=at_rest)
    links = page.evaluate("() => inside('gp-network').linksNow().links")
    weights = pad.call("pad => pad.snapshot.weights")
    before = np.array(shown["values"][2:42])
    sizes = np.abs(before[:, None] * np.array(weights[1]["W"]))
    strongest = {divmod(int(i), 40) for i in np.argsort(sizes.ravel())[-5:]}
    assert {(link["from"], link["to"]) for link in links if link["layer"] == 1} == strongest
