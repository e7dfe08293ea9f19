"""The bent plane and the bowl say what is to be seen: axes with words, a legend, and a slider that folds the plane."""

import re

import pytest
from playwright.sync_api import expect

STATE = "inside('gp-workbench').state"
CONFIG = {
    "seed": 4,
    "data": {"kind": "circle", "count": 60},
    "network": {"layers": [{"units": 3, "activation": "tanh"}, {"units": 2, "activation": "tanh"}]},
    "training": {"optimizer": "adam", "learning_rate": 0.03},
}
# The shares of training points whose colour is painted where they lie on the plane, and where the units put them.
PAINTED = """() => {
    const view = inside('gp-feature-space');
    const canvas = view.querySelector('canvas');
    const context = canvas.getContext('2d');
    const { data, activations, theme } = view;
    const [a, b] = view.axes.map(([column, unit]) => {
        const before = activations.layers.slice(0, column).reduce((sum, n) => sum + n, 0) + unit;
        return activations.values.subarray(before * activations.count, (before + 1) * activations.count);
    });
    const number = (text) => text.match(/[0-9.]+/g).map(Number);
    const is = (x, y, label) => {
        const [at, wanted] = [[x * canvas.width, (1 - y) * canvas.height], number(theme.classes[label])];
        const { data: pixel } = context.getImageData(Math.round(at[0]), Math.round(at[1]), 1, 1);
        return wanted.every((value, i) => Math.abs(value - pixel[i]) < 60);
    };
    const training = [...data.labels.keys()].filter((i) => !data.is_test[i]);
    const share = (where) => training.filter((i) => is(...where(i), data.labels[i])).length / training.length;
    const bent = (value) => (value + 1.12) / 2.24;  // tanh ends at -1 and 1, with 6 % of room at each end
    return {
        flat: share((i) => [(data.points[2 * i] + 6) / 12, (data.points[2 * i + 1] + 6) / 12]),
        bent: share((i) => [bent(a[i]), bent(b[i])]),
    };
}"""


@pytest.fixture
def page(pad):
    pad.put(CONFIG)
    pad.call("pad => pad.train({ epochs: 150 }).then(() => true)")
    return pad.page


def test_a_slider_folds_the_plane_and_the_points_go_along(page) -> None:
    page.get_by_role("button", name="Bent", exact=True).click()
    page.wait_for_function("() => inside('gp-feature-space')?.activations && inside('gp-feature-space').maps.whole")
    slider = page.get_by_role("slider", name="How far the plane is bent")
    expect(slider).to_have_attribute("aria-valuetext", "Bent, as the two units see it")
    up = page.locator("gp-feature-space .ends-of .up")
    expect(up).to_have_text("↑ unit 2 of layer 2")
    painted = f"([what, least]) => ({PAINTED})()[what] > least"
    page.wait_for_function(painted, arg=["bent", 0.5])
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "The plane as it is")
    expect(up).to_have_text("↑ x2")
    expect(page.locator("gp-feature-space .ends-of .right")).to_have_text("6.00")
    page.wait_for_function(painted, arg=["flat", 0.5])
    expect(page.locator("gp-feature-space .legend")).to_contain_text("bent, it is straight")
    page.keyboard.press("PageUp")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("% of the way from the plane to the bent plane"))
    box = slider.bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 20, box["y"] + box["height"] / 2, steps=10)
    page.mouse.up()
    expect(slider).to_have_value("1")
    page.wait_for_function(painted, arg=["bent", 0.5])


def test_the_bent_plane_says_what_its_axes_and_its_line_are(page) -> None:
    page.get_by_role("button", name="Bent", exact=True).click()
    legend = page.locator("gp-feature-space .legend")
    expect(legend).to_contain_text("At the strong line the network changes its mind: here it is straight.")
    page.get_by_label("Unit whose number goes across").select_option(label="input x₁")
    expect(page.locator("gp-feature-space .ends-of .across")).to_have_text("input x₁ →")
    expect(legend).not_to_contain_text("straight")


def test_the_bowl_says_which_directions_what_is_high_and_where_one_is(page, pad) -> None:
    page.get_by_role("button", name="Bowl", exact=True).click()
    page.wait_for_function(f"() => {STATE}.bowl?.done")
    bowl = page.locator("gp-loss-landscape")
    expect(bowl.locator(".legend")).to_contain_text("to the right as training has moved them most")
    expect(bowl.locator(".ends-of .across")).to_have_text("moved most →")
    low, high = page.evaluate(f"() => [{STATE}.bowl.u[0], {STATE}.bowl.u.at(-1)]")
    expect(bowl.locator(".ends-of .right")).to_have_text(f"{high:.2f}".replace("-", "−"))
    expect(bowl.locator(".ends-of .low")).to_contain_text(f"{low:.2f}".replace("-", "−"))
    pad.call("pad => pad.reset().then(() => true)")
    expect(bowl.locator(".legend")).to_contain_text("two random directions")
