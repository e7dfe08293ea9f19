"""A function of x that is learned with a linear output: what each unit adds, and the output as their sum."""

import numpy as np
import pytest
from playwright.sync_api import expect

CONFIG = {
    "seed": 2,
    "data": {"kind": "formula", "formula": "sin(x)", "count": 60, "noise": 0, "train_share": 1},
    "features": ["x1"],
    "network": {
        "layers": [{"units": 4, "activation": "tanh"}, {"units": 3, "activation": "tanh"}],
        "output": "identity",
    },
    "training": {"optimizer": "adam", "learning_rate": 0.03},
}
PARTS = """() => {
    const { parts } = inside('gp-plane');
    return parts && { ...parts, summands: parts.summands.map(({ unit, weight, values }) => [unit, weight, values]) };
}"""
# How many pixels of the output's curves are of a colour.
OF_COLOUR = """(name) => {
    const plane = inside('gp-plane');
    const canvas = plane.querySelector('canvas.over');
    const wanted = plane.theme.signs[name].match(/[0-9.]+/g).map(Number);
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4)
        if (data[i + 3] > 60 && wanted.every((value, k) => Math.abs(value - data[i + k]) < 12)) count += 1;
    return count;
}"""


@pytest.fixture
def page(pad):
    pad.put(CONFIG)
    pad.call("pad => pad.train({ epochs: 60 }).then(() => true)")
    pad.page.wait_for_function("() => inside('gp-plane').parts?.summands.length === 3")
    pad.maps_have_come()
    return pad.page


def test_the_output_is_the_sum_of_what_the_units_add_and_the_bias(page, pad) -> None:
    parts = page.evaluate(PARTS)
    total = np.sum([values for *_, values in parts["summands"]], axis=0) + parts["bias"]
    xs = np.linspace(-6, 6, len(total))
    said = pad.call("async (pad, points) => [...await pad.predict(points)]", [[x, 0] for x in xs.tolist()])
    assert total == pytest.approx(said, abs=1e-4)
    last = pad.call("pad => pad.snapshot.weights.at(-1)")
    assert [weight for _, weight, _ in parts["summands"]] == [row[0] for row in last["W"]]
    expect(page.locator("gp-plane .scale")).to_contain_text("Their sum is the strong line")
    signs = {weight < 0 for _, weight, _ in parts["summands"]}
    for negative in signs:
        assert page.evaluate(OF_COLOUR, "negative" if negative else "positive") > 100


def test_pointing_at_a_unit_of_the_last_layer_shows_what_it_adds(page) -> None:
    page.get_by_role("button", name="Unit 2 of layer 2", exact=True).hover()
    expect(page.locator("gp-plane .scale")).to_contain_text("Unit 2 of layer 2: the wide line is what it adds")
    assert page.evaluate(PARTS)["unit"] == 1
    page.get_by_role("button", name="Unit 2 of layer 1", exact=True).hover()
    page.wait_for_function("() => !inside('gp-plane').plotScale.graph")  # of another layer its map is shown


def test_it_can_be_switched_off_and_is_not_offered_where_the_output_is_no_sum(page, pad) -> None:
    page.get_by_role("checkbox", name="What units add").uncheck()
    assert page.evaluate(PARTS) is None
    expect(page.locator("gp-plane .scale")).not_to_contain_text("sum")
    pad.put({**CONFIG, "network": {**CONFIG["network"], "output": "tanh"}})
    expect(page.get_by_role("checkbox", name="What units add")).to_have_count(0)
