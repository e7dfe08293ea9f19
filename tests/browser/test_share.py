"""Share links: a copied one opens as the same figure in a new page, a damaged one is told and changes nothing."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tools.server import start_in_background

FIGURE = {
    "seed": 5,
    "data": {
        "kind": "points",
        "points": [[-2, 1.25], [-1.5, 2], [2, -1], [1.75, -2.5], [0.5, 3]],
        "labels": [0, 0, 1, 1, 0],
        "train_share": 1,
    },
    "network": {"layers": [{"units": 3, "activation": "relu"}, {"units": 2, "activation": "tanh"}]},
    "training": {"learning_rate": 0.1, "batch_size": 2},
}
TRAIN = "pad => pad.train({ epochs: 12 })"


@pytest.fixture
def sharer(one_visit: Any) -> Any:
    """A page with a figure of its own in it."""
    one_visit.put(FIGURE)
    return one_visit


def copied_link(visit: Any, *, weights: bool = False) -> str:
    """The link that a visitor gets by pressing the button."""
    page = visit.page
    visit.button("Share and save").click()
    page.get_by_label("With the present weights").set_checked(weights)
    visit.button("Copy link").click()
    expect(page.get_by_text("Copied: a link of")).to_be_visible()
    page.keyboard.press("Escape")
    link: str = page.evaluate("() => navigator.clipboard.readText()")
    return link


def test_a_link_opens_as_the_same_figure_in_a_new_page(sharer: Any, visits: Any) -> None:
    config = sharer.call("pad => pad.config")
    curve = sharer.call(TRAIN)["curve"]
    link = copied_link(sharer)
    assert link.startswith(sharer.origin + "/#gp1-")
    assert sharer.call("pad => pad.link()") == link.partition("#")[2]
    with visits() as other:
        other.open("/#" + link.partition("#")[2])
        assert other.call("pad => pad.config") == config  # before Python is there
        other.ready()
        assert other.call("pad => pad.config") == config
        assert other.call(TRAIN)["curve"] == curve
        assert "#" not in other.page.url
        assert not other.errors
        assert not other.outside


def test_a_link_with_weights_brings_them(sharer: Any) -> None:
    sharer.call(TRAIN)
    weights = sharer.call("pad => pad.snapshot.weights")
    link = copied_link(sharer, weights=True)
    sharer.call("async pad => { pad.config = {}; await pad.reset(); }")
    sharer.page.evaluate("hash => { location.hash = hash; }", link.partition("#")[2])
    sharer.wait_for("pad => pad.config.seed === 5 && pad.snapshot.weights[0].b.length === 3")
    sharer.wait_for("(pad, weights) => JSON.stringify(pad.snapshot.weights) === JSON.stringify(weights)", weights)


def test_opening_a_link_is_one_step_of_undo(sharer: Any) -> None:
    link = sharer.call("pad => pad.link()")
    sharer.call("async pad => { pad.config = { seed: 77 }; await pad.reset(); }")
    before = sharer.call("pad => pad.config")
    sharer.call("(pad, link) => pad.open(link)", link)
    assert sharer.call("pad => pad.config.seed") == 5
    sharer.button("Undo").click()
    assert sharer.call("pad => pad.config") == before
    sharer.button("Redo").click()
    assert sharer.call("pad => pad.config.seed") == 5


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda link: link[:-9], "This link is damaged"),
        (lambda link: link[:20] + ("A" if link[20] != "A" else "B") + link[21:], "This link is damaged"),
        (lambda link: "gp7-" + link.partition("-")[2], "newer Gradpad"),
    ],
    ids=["cut off", "changed", "newer"],
)
def test_a_link_that_cannot_be_read_is_told_and_the_page_goes_on(sharer: Any, change: Any, says: str) -> None:
    page = sharer.page
    link = change(sharer.call("pad => pad.link()"))
    config = sharer.call("pad => pad.config")
    sharer.call(TRAIN)
    weights = sharer.call("pad => pad.snapshot.weights")
    page.evaluate("hash => { location.hash = hash; }", link)
    expect(page.locator("gp-notice").get_by_role("alert")).to_contain_text(says)
    assert sharer.call("pad => pad.config") == config
    assert sharer.call("pad => pad.snapshot.weights") == weights
    assert sharer.call("pad => pad.train({ epochs: 1 })")["epoch"] == 13
    sharer.button("Close this message").click()


def test_a_damaged_link_on_the_first_visit_leaves_the_default_figure(visit: Any) -> None:
    visit.open("/#gp1-AAAAAAAAAAAA")
    expect(visit.page.locator("gp-notice").get_by_role("alert")).to_contain_text("This link is damaged")
    assert visit.call("pad => pad.config.data.kind") != "points"


def test_python_in_a_link_is_shown_and_does_not_run(sharer: Any, tmp_path: Path) -> None:
    """A link that carries code: its text stands in the code pane, and the engine is the shipped one."""
    page = sharer.page
    # The page's own way to such a link: change a module, copy the link, put the module back.
    sharer.put({**FIGURE, "network": {"layers": [{"units": 3, "activation": "sigmoid"}]}})
    sharer.button("Code").click()
    sharer.button("activations").click()
    page.get_by_text("activations.py").first.wait_for()
    bench = "document.querySelector('grad-pad').shadowRoot.querySelector('gp-workbench')"
    shipped = page.evaluate(f"() => {bench}.state.drawer.sources.activations.text")
    changed = shipped.replace("return 1 / (1 + np.exp(-z))", "return 1 / (1 + np.exp(-2 * z))")
    changed = changed.replace("return a * (1 - a)", "return 2 * a * (1 - a)")
    assert changed != shipped
    page.evaluate(f"text => {bench}.send({{ type: 'code/apply', module: 'activations', text }})", changed)
    page.get_by_text("is edited, and in force.").wait_for()
    link = copied_link(sharer)
    sharer.button("Restore").click()
    page.get_by_text("as it was shipped.").wait_for()
    outputs = "pad => pad.reset().then(() => pad.predict([[1, 2]])).then(values => [...values])"
    plain = sharer.call(outputs)
    mine = shipped + "# mine"
    page.evaluate(f"text => {bench}.send({{ type: 'code/draft', module: 'activations', text }})", mine)
    page.evaluate("hash => { location.hash = hash; }", link.partition("#")[2])
    expect(page.locator("gp-notice").get_by_role("alert")).to_contain_text(
        "activations. It has not run. Below stands what it changes"
    )
    expect(page.get_by_text("is changed here, and not yet in force.")).to_be_visible()
    difference = page.get_by_role("region", name="What it changes")
    expect(difference.locator(".new").first).to_contain_text("+         return 1 / (1 + np.exp(-2 * z))")
    expect(difference.locator(".gone").first).to_contain_text("return 1 / (1 + np.exp(-z))")
    expect(difference).to_be_in_viewport()
    assert sharer.call(outputs) == plain
    written = "() => inside('gp-code').editor.text"
    assert page.evaluate(written) == changed
    sharer.button("Back to your own text").click()
    page.wait_for_function(f"text => ({written})() === text", arg=mine)
    sharer.button("Show the text that came").click()
    page.wait_for_function(f"text => ({written})() === text", arg=changed)
    page.evaluate(f"() => {bench}.send({{ type: 'history/undo' }})")  # the link goes, and its code with it
    page.wait_for_function(f"text => ({written})() === text", arg=mine)
    sharer.button("Discard").click()
    sharer.button("Code").click()
    in_a_frame_of_another_site(sharer, link, tmp_path)


def in_a_frame_of_another_site(sharer: Any, link: str, folder: Path) -> None:
    """There a click may be meant for something else: the code is left out, and can't be applied."""
    frame = f'<iframe src="{link}" style="width: 900px; height: 800px; opacity: 0.01"></iframe>'
    (folder / "index.html").write_text(frame, encoding="utf-8")
    server = start_in_background(folder)
    address = f"http://127.0.0.1:{server.server_address[1]}"
    sharer.origins.add(address)
    page = sharer.page.context.new_page()
    page.goto(f"{address}/index.html")
    framed = page.frame_locator("iframe")
    framed.get_by_text("In a page of another site it is left out, and has not run").wait_for(timeout=90_000)
    framed.get_by_role("button", name="Code", exact=True).click()
    framed.get_by_role("button", name="activations", exact=True).click()
    framed.get_by_text("as it was shipped.").wait_for()
    expect(framed.get_by_role("button", name="Apply")).to_have_attribute("aria-disabled", "true")
    page.close()
    server.shutdown()
    server.server_close()


def test_the_dialog_by_keyboard(sharer: Any) -> None:
    page = sharer.page
    opener = sharer.button("Share and save")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Share and save")
    expect(dialog).to_be_visible()
    inside = "each => each.contains(each.getRootNode().activeElement)"
    assert dialog.evaluate(inside)
    for _ in range(4):
        page.keyboard.press("Tab")
        assert dialog.evaluate(inside)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert opener.evaluate("each => each === each.getRootNode().activeElement")


@pytest.mark.parametrize("width", [360, 820, 1440])
def test_the_dialog_fits_the_screen(sharer: Any, width: int) -> None:
    page = sharer.page
    page.set_viewport_size({"width": width, "height": 780})
    sharer.button("Share and save").click()
    box = page.get_by_role("dialog").bounding_box()
    wide = page.get_by_role("dialog").evaluate("each => each.scrollWidth > each.clientWidth")
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1280, "height": 860})
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert not wide
