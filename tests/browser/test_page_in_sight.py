"""What stays in sight: a small copy of the output on a phone, and the unit that an open drawer speaks of."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SIZES = [(1440, 900), (1366, 625), (1280, 720), (1024, 768), (820, 1180), (390, 844)]
PIXELS = """name => {
    const { data } = inside(`.small-output canvas.${name}`).getContext('2d').getImageData(0, 0, 50, 50);
    return [...new Uint32Array(data.buffer)].reduce((sum, each) => (sum * 31 + each) | 0, 0);
}"""


@pytest.mark.context(**PHONE)
def test_on_a_phone_a_small_output_is_in_sight_while_something_is_changed(pad):
    page = pad.page
    small = page.locator(".small-output")
    expect(small).to_be_hidden()  # the plane that is drawn on shows the output as well
    page.get_by_label("Learning rate", exact=True).scroll_into_view_if_needed()
    expect(small).to_be_visible()
    expect(small).to_contain_text(re.compile(r"accuracy \d+\.\d%, loss 0\.\d{4}"))
    before = page.evaluate(PIXELS, "map")
    pad.call("pad => pad.train({ epochs: 30 })")
    page.wait_for_function(f"before => ({PIXELS})('map') !== before", arg=before)
    loss = pad.call("pad => pad.snapshot.data_loss")
    expect(small).to_contain_text(f"loss {loss:.4f}")
    # What is being used is not under it.
    rate = page.get_by_label("Learning rate", exact=True)
    rate.tap()
    assert rate.bounding_box()["y"] >= small.bounding_box()["y"] + small.bounding_box()["height"]
    small.tap()
    expect(small).to_be_hidden()
    expect(page.locator("gp-plane .plane")).to_be_in_viewport(ratio=0.9)


@pytest.mark.context(**PHONE)
def test_the_small_output_of_a_function_is_its_graph_and_costs_nothing_out_of_sight(pad):
    page = pad.page
    pad.put({"data": {"kind": "curve", "points": [[-3, 1], [3, -1]], "train_share": 1}, "features": ["x1"],
             "network": {"output": "identity"}})  # fmt: skip
    pad.call("pad => pad.train({ epochs: 3 })")
    small = page.locator(".small-output")
    unseen = page.evaluate(PIXELS, "over")
    assert unseen == 0
    page.get_by_label("Learning rate", exact=True).scroll_into_view_if_needed()
    expect(small).to_contain_text(re.compile(r"^\s*Output\s+loss \d\.\d+"))
    page.wait_for_function(f"() => ({PIXELS})('over') !== 0")


def test_where_all_is_seen_at_once_there_is_no_small_output(pad):
    page = pad.page
    page.set_viewport_size({"width": 1024, "height": 400})
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(page.locator(".small-output")).to_be_hidden()


LIT = (".net .highlighted.first", ".net .highlighted")

# How much of a box lies between the bar on top and the drawer, and within what scrolls sideways.
SHARE = """selector => {
    const box = inside(selector).getBoundingClientRect();
    const net = inside('.net').getBoundingClientRect();
    const { bottom: top } = inside('.above').getBoundingClientRect();
    const { top: bottom } = inside('gp-drawer').getBoundingClientRect();
    const [left, right] = inside(selector).closest('.net') ? [net.left, net.right] : [0, innerWidth];
    const within = (from, to, low, high) => Math.max(0, Math.min(to, high) - Math.max(from, low)) / (to - from);
    return within(box.top, box.bottom, top, bottom) * within(box.left, box.right, left, right);
}"""


@pytest.mark.parametrize("size", SIZES)
def test_the_mathematics_leaves_the_unit_in_sight(pad, size):
    page = pad.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    pad.button("Add a layer").click()
    pad.button("Mathematics").click()
    places = page.locator(".walk-controls .lead")
    expect(places).to_have_text(re.compile(r"^step 1 of \d+$"))
    last = int(places.inner_text().split()[-1])
    seen = {}
    for phase in ("Loss", "Update", "Backward", "Forward"):
        pad.button(phase).click()
        for _ in range(3):
            pad.button("Next").click()
            step = places.inner_text()
            first = next((each for each in LIT if page.locator(each).count() > 0), None)
            if first is None:
                continue
            page.wait_for_function(f"first => ({SHARE})(first) > 0.99", arg=first)
            seen[step] = True
    assert len(seen) >= min(6, last)


@pytest.mark.parametrize("size", SIZES)
def test_every_drawer_leaves_what_it_speaks_of_in_sight(pad, size):
    page = pad.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for chosen in ("Unit 1 of layer 1", "Unit 2 of layer 2"):
        for tab in ("Code", "Your own", "Console"):
            page.get_by_role("button", name=chosen, exact=True).click()
            page.evaluate("scrollTo(0, 0)")
            pad.button(tab).click()
            page.wait_for_function(f"unit => ({SHARE})(unit) > 0.99", arg='.net [aria-pressed="true"]')
            pad.button(tab).click()
    for tab, part, share in (("Points", "gp-sketchpad .plane", 0.6), ("Compare", ".part-loss .chart", 0.99)):
        page.evaluate("scrollTo(0, 0)")
        pad.button(tab).click()
        page.wait_for_function(f"part => ({SHARE})(part) > {share}", arg=part)
        pad.button(tab).click()
