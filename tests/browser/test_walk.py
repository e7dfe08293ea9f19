"""Stepping through one training step on the page: every number, the line that computes it, and what is lit."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from tools.paths import ROOT

TWO_THREE_ONE = {
    "data": {"kind": "xor", "count": 40, "noise": 0, "train_share": 0.5},
    "network": {"layers": [{"units": 3, "activation": "sigmoid"}], "output": "sigmoid"},
    "training": {"batch_size": 1, "learning_rate": 0.5, "engine": "numpy"},
}
IN_SIGHT = """() => {
  const lit = inside(".net .highlighted");
  return !lit || lit.getBoundingClientRect().bottom < inside("gp-drawer").getBoundingClientRect().top;
}"""
STEP = """() => {
  const view = inside("gp-mathematics");
  const { drawer } = view;
  return { step: drawer.walk.steps[drawer.index], index: drawer.index, count: drawer.walk.steps.length };
}"""


@pytest.fixture
def walked(one_visit: Any) -> Any:
    """The page with a 2-3-1 network at its start, and the mathematics open at the first step."""
    visit = one_visit
    visit.call("(pad, config) => { pad.config = config; return pad.reset().then(() => true); }", TWO_THREE_ONE)
    tab = visit.page.get_by_role("button", name="Mathematics", exact=True)
    if tab.get_attribute("aria-expanded") == "false":
        tab.click()
    visit.page.get_by_label("What to follow").select_option("batch")
    visit.page.get_by_label("What to follow").select_option("training")
    # The walk of the test before bears the same heading, until the one that was asked for comes.
    visit.wait_for("pad => pad.shadowRoot.querySelector('gp-workbench').state.drawer.asked === 0")
    visit.page.get_by_role("heading", name="The example goes in").wait_for()
    return visit


def current(visit: Any) -> dict:
    return visit.page.evaluate(STEP)


def lit_line(visit: Any) -> tuple[str, str]:
    """The module's name and the text of the line that is lit."""
    page = visit.page
    page.wait_for_function("() => inside('gp-excerpt [data-lit]') !== null")
    texts = page.evaluate("() => ['.excerpt-head b', 'gp-excerpt [data-lit]'].map((each) => inside(each).textContent)")
    return texts[0], re.sub(r"^\d+", "", texts[1])


def test_all_the_way_through_two_three_one(walked: Any) -> None:
    """Every step has its formula, its numbers in full, its own line of the engine, and what takes part is lit."""
    page = walked.page
    before = walked.call("pad => pad.snapshot.weights")
    source = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "pysrc/gradpad").glob("*.py")}
    pictures = os.environ.get("GRADPAD_WALK_PICTURES")  # a folder, to keep the whole walk as pictures
    seen, phases = [], []
    for index in range(34):
        page.get_by_text(f"step {index + 1} of 34", exact=True).wait_for()
        now = current(walked)
        step = now["step"]
        assert now["index"] == index
        assert page.get_by_role("heading", name=step["title"], exact=True).is_visible()
        assert page.evaluate(
            "() => inside('.formula.letters math') !== null && inside('.formula.numbers math') !== null"
        )
        assert not page.evaluate("() => inside('gp-formula .temml-error') !== null")
        module, line = lit_line(walked)
        mark = re.search(r"#: ([a-z ]+)$", line)
        assert (mark and mark[1] == step["kind"]) or line.strip().startswith("return "), (step["title"], line)
        assert line.rstrip() in source[module].split("\n")
        lit = page.evaluate("() => inside('.net').querySelectorAll('.highlighted').length")
        assert lit == len(step["units"])
        page.wait_for_function(IN_SIGHT)
        seen.append((step["kind"], step["layer"], step["unit"]))
        phases.append(step["phase"])
        if pictures:
            page.screenshot(path=Path(pictures) / f"{index + 1:02}.jpg", quality=45, type="jpeg")
        if index < 33:
            page.get_by_role("button", name="Next").click()
    assert len(set(seen)) == 34
    assert list(dict.fromkeys(phases)) == ["forward", "loss", "backward", "update"]
    assert page.get_by_role("button", name="Next").get_attribute("aria-disabled") == "true"
    assert walked.call("pad => pad.snapshot.weights") == before  # a walk changes nothing


def test_the_walk_equals_the_step_that_is_trained(walked: Any) -> None:
    """The new weights of the walk are those that one step with a batch of one brings, to the last bit."""
    page = walked.page
    page.get_by_label("What to follow").select_option("batch")
    page.wait_for_function(
        "() => inside('gp-mathematics').drawer.example === 'batch' && !inside('gp-mathematics').drawer.asked"
    )
    told = page.evaluate("() => inside('gp-mathematics').drawer.walk.steps.filter((s) => s.kind === 'update')")
    new = walked.call("pad => pad.step(1).then(() => pad.snapshot.weights)")
    expected = [
        [*(row[unit] for row in layer["W"]), layer["b"][unit]] for layer in new for unit in range(len(layer["b"]))
    ]
    assert [step["values"]["after"] for step in told] == expected


def test_a_batch_in_matrices(walked: Any) -> None:
    """With more than one example the numbers are matrices, with their shapes."""
    page = walked.page
    walked.call("pad => { pad.config = { ...pad.config, training: { ...pad.config.training, batch_size: 5 } } }")
    page.get_by_label("What to follow").select_option("batch")
    page.get_by_role("heading", name="Layer 1: the weighted sums").wait_for()
    page.get_by_text("Every digit").click()
    shapes = page.evaluate("() => [...inside('.digits').querySelectorAll('caption')].map((each) => each.textContent)")
    assert shapes == ["5 × 2", "2 × 3", "3", "5 × 3"]
    told = page.evaluate("() => inside('gp-mathematics').drawer.walk.steps.filter((s) => s.kind === 'update')")
    new = walked.call("pad => pad.step(1).then(() => pad.snapshot.weights)")
    flat = [[w for row in layer["W"] for w in row] for layer in new]
    assert [step["values"]["after"]["numbers"] for step in told] == [flat[0], new[0]["b"], flat[1], new[1]["b"]]


def test_back_play_and_the_parts(walked: Any) -> None:
    page = walked.page
    page.get_by_role("button", name="Backward").click()
    page.get_by_role("heading", name="The output: the error term").wait_for()
    page.get_by_role("button", name="Back", exact=True).click()
    page.get_by_role("heading", name="The gradient of the loss").wait_for()
    page.get_by_role("button", name="Play the walk").click()
    page.get_by_role("heading", name="The output: the error term").wait_for()
    page.get_by_role("button", name="Stop the walk").click()
    page.get_by_role("button", name="Update").click()
    page.get_by_role("heading", name="how far to go, SGD").first.wait_for()


def test_by_keyboard_alone(walked: Any) -> None:
    page = walked.page
    page.get_by_role("button", name="Next").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.get_by_text("step 4 of 34", exact=True).wait_for()
    page.keyboard.press("End")
    page.get_by_text("step 34 of 34", exact=True).wait_for()
    page.keyboard.press("ArrowLeft")
    page.get_by_text("step 33 of 34", exact=True).wait_for()


def test_a_point_of_ones_own(walked: Any) -> None:
    page = walked.page
    page.get_by_label("What to follow").select_option("own")
    page.get_by_label("x1", exact=True).fill("1.25")
    page.keyboard.press("Tab")
    page.wait_for_function("() => inside('gp-mathematics').drawer.walk.x[0][0] === 1.25")
    assert current(walked)["step"]["values"]["x"][0] == 1.25
    assert page.locator(".digits").inner_text() is not None


def test_a_point_picked_on_the_plane(walked: Any) -> None:
    """While the mathematics is open, a press on the output follows the training point that is nearest."""
    page = walked.page
    place = page.evaluate(
        """() => {
          const plane = inside("gp-plane .plane").getBoundingClientRect();
          const { data } = inside("gp-plane");
          const i = [...data.labels.keys()].filter((i) => !data.is_test[i])[7];
          const at = (v) => (v + 6) / 12;
          const [x1, x2] = [data.points[2 * i], data.points[2 * i + 1]];
          return [plane.left + at(x1) * plane.width, plane.top + at(-x2) * plane.height];
        }"""
    )
    page.mouse.click(*place)
    page.wait_for_function("() => inside('gp-mathematics').drawer.example === 7")
    page.wait_for_function("() => inside('.plane .picked') !== null")


def test_the_numbers_follow_the_network(walked: Any) -> None:
    """After a step of training the same place of the walk shows the numbers of the network as it now is."""
    page = walked.page
    page.get_by_role("button", name="Next").click()
    old = current(walked)["step"]["values"]
    page.get_by_role("button", name="Step", exact=True).click()
    page.wait_for_function("(z) => inside('gp-mathematics').drawer.walk.steps[1].values.z !== z", arg=old["z"])
    now = current(walked)
    assert now["index"] == 1
    assert now["step"]["values"]["w"] != old["w"]
    weights = walked.call("pad => pad.snapshot.weights")
    assert now["step"]["values"]["w"] == [row[0] for row in weights[0]["W"]]


def test_formulas_are_read_as_mathematics(walked: Any) -> None:
    """In the accessibility tree a formula is a formula, with its numbers in it, not a picture or bare text."""
    page = walked.page
    page.get_by_role("button", name="Next").click()
    page.get_by_role("heading", name="Unit 1 of layer 1: the weighted sum").wait_for()
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node.get("role", {}).get("value") for node in nodes if not node.get("ignored")]
    assert roles.count("MathMLMath") >= 2
    assert "MathMLSup" in roles or "MathMLSubSup" in roles
