"""Comparing and looking closer: kept runs, several side by side, an input of one's own, the bent plane and the bowl."""

import re

import pytest
from playwright.sync_api import expect

STATE = "pad.shadowRoot.querySelector('gp-workbench').state"


def test_a_formula_is_tried_added_changed_and_removed(pad):
    page = pad.page
    pad.button("Add an input").click()
    pad.button("A formula of your own…").click()
    field = page.get_by_label("Formula in x1 and x2", exact=True)
    expect(field).to_be_focused()
    field.fill("sin(3*x1")
    expect(page.get_by_text("can't be read")).to_be_visible()
    assert pad.button("Add").is_disabled()
    field.fill("log(x1)")
    expect(page.get_by_text("is not a finite number at every point")).to_be_visible()
    field.fill("sin(3*x1)")
    expect(page.get_by_role("img", name="What the formula says over the plane")).to_be_visible()
    field.press("Enter")
    own = page.get_by_role("button", name="Input sin(3*x1)", exact=True)
    expect(own).to_be_visible()
    pad.wait_for("pad => pad.snapshot.weights[0].W.length === 3")
    field.fill("x1**2 + x2**2")
    pad.button("Change").click()
    pad.wait_for("pad => pad.config.features[2]?.formula === 'x1**2 + x2**2'")
    pad.button("Add an input").click()
    page.get_by_label("sin x₁", exact=True).check()
    page.keyboard.press("Escape")
    assert pad.call("pad => pad.config.features.length") == 4
    page.get_by_role("button", name="Input x1**2 + x2**2", exact=True).click()
    pad.button("Remove").click()
    assert pad.call("pad => pad.config.features") == ["x1", "x2", "sin_x1"]
    pad.button("Undo").click()
    assert pad.call("pad => pad.config.features[3].formula") == "x1**2 + x2**2"


def test_a_run_is_kept_named_gone_back_to_let_go_and_there_after_a_reload(pad):
    page = pad.page
    pad.call("pad => pad.train({ epochs: 25 })")
    before = pad.call("pad => pad.snapshot.weights")
    pad.button("Compare").click()
    pad.button("Keep this run").click()
    name = page.get_by_label("Name of run 1", exact=True)
    name.fill("the first")
    name.press("Enter")
    page.get_by_label("Optimizer", exact=True).select_option("adam")
    pad.button("Add a unit to layer 1").click()
    pad.call("pad => pad.train({ epochs: 5 })")
    pad.button("Keep this run").click()
    expect(page.locator(".runs tbody tr")).to_have_count(2)
    shown = page.evaluate("() => document.querySelector('grad-pad').shadowRoot.querySelector('gp-workbench')"
                          ".shadowRoot.querySelector('gp-loss').plot.series.length")  # fmt: skip
    assert shown == 5  # the epochs, two losses, two kept runs
    page.get_by_label("the first in the chart", exact=True).uncheck()
    pad.button("Go back to the first").click()
    pad.wait_for("pad => pad.snapshot.epoch === 25")
    assert pad.call("pad => pad.snapshot.weights") == before
    assert pad.call("pad => pad.config.network.layers[0].units") == 4
    assert pad.call("pad => pad.config.training.optimizer") == "sgd"
    page.get_by_role("button", name=re.compile("^Let go of 2:")).click()
    expect(page.locator(".runs tbody tr")).to_have_count(1)
    pad.button("Keep it after all").click()
    expect(page.locator(".runs tbody tr")).to_have_count(2)
    page.reload()
    page.wait_for_function("customElements.get('grad-pad') !== undefined")
    pad.button("Compare").click()
    expect(page.get_by_label("Name of run 1", exact=True)).to_have_value("the first")
    expect(page.get_by_label("the first in the chart", exact=True)).not_to_be_checked()
    pad.ready()
    pad.button("Go back to the first").click()
    pad.wait_for("pad => pad.snapshot.epoch === 25")
    assert pad.call("pad => pad.snapshot.weights") == before


def test_two_tabs_keep_runs_and_erasing_erases_them(pad):
    page = pad.page
    with page.context.expect_page() as opened:  # by itself, as a link opens it: a blank tab's own page may end a `goto`
        page.evaluate("() => open(location.href, '_blank', 'noopener')")
    other = opened.value
    for tab in (page, other):
        tab.wait_for_function("document.querySelector('grad-pad')?.snapshot")
        tab.get_by_role("button", name="Compare", exact=True).click()
    for tab in (page, other):
        tab.get_by_role("button", name="Keep this run", exact=True).click()
        expect(tab.locator(".runs tbody tr")).to_have_count(1)
    page.reload()
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator(".runs tbody tr")).to_have_count(2)
    other.close()
    page.get_by_role("button", name="Erase what this browser keeps").click()
    page.get_by_role("button", name="Erase", exact=True).click()
    expect(page.get_by_text("Erased: your drawing")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_text("Keep a run, change something")).to_be_visible()
    expect(page.locator(".runs tbody tr")).to_have_count(0)


def test_runs_that_found_no_room_are_named_and_the_others_are_there_at_the_next_visit(visit):
    """The browser takes some of six runs, and says of the others that they last until the page is closed."""
    page = visit.open().page
    visit.ready()
    visit.page.evaluate("""() => {
      window.room = 4;  // the browser's own answer to a full disk, from the fifth on
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (value, ...given) {
        const request = put.call(this, value, ...given);
        if (value.length > room) this.transaction.abort();
        return request;
      };
      const { error } = Object.getOwnPropertyDescriptors(IDBTransaction.prototype);
      Object.defineProperty(IDBTransaction.prototype, "error", {
        get() { return error.get.call(this) ?? new DOMException("full", "QuotaExceededError"); },
      });
    }""")
    visit.button("Compare").click()
    for count in range(1, 7):
        visit.button("Keep this run").click()
        expect(page.locator(".runs tbody tr")).to_have_count(count)
    said = page.locator("gp-notice .note")
    expect(said).to_contain_text("This browser has no room left.")
    expect(said).to_contain_text(re.compile(r": 5: circle.*; 6: circle"))
    page.reload()
    visit.button("Compare").click()
    expect(page.locator(".runs tbody tr")).to_have_count(4)


def test_several_are_trained_side_by_side_paused_and_one_is_taken_over(pad):
    page = pad.page
    pad.button("Compare").click()
    page.get_by_label("Field", exact=True).select_option("training.learning_rate")
    page.get_by_label("Values", exact=True).fill("0.01, 0.1, 0.3")
    page.get_by_label("Epochs", exact=True).fill("5000")
    page.get_by_label("Epochs", exact=True).press("Tab")
    pad.button("Train side by side").click()
    pad.wait_for(f"pad => {STATE}.sweep?.trials.every(trial => trial.epoch > 0)")
    pad.button("Pause these").click()
    pad.wait_for(f"pad => !{STATE}.sweep.running")
    expect(page.locator(".trials li")).to_have_count(3)
    pad.call("pad => pad.train({ epochs: 1 })")  # what was under way in the one Python has come to its end
    pad.call("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))")
    epochs = pad.call(f"pad => {STATE}.sweep.trials.map(trial => trial.epoch)")
    pad.call("pad => pad.train({ epochs: 3 })")  # the figure on the page has its Python to itself again
    assert pad.call(f"pad => {STATE}.sweep.trials.map(trial => trial.epoch)") == epochs
    losses = pad.call(f"pad => {STATE}.sweep.trials.map(trial => trial.data_loss)")
    assert len(set(losses)) == 3
    pad.button("Make Learning rate 0.1 the figure on the page").click()
    pad.wait_for("pad => pad.config.training.learning_rate === 0.1")
    pad.wait_for("(pad, epoch) => pad.snapshot.epoch === epoch", epochs[1])
    page.get_by_label("Values", exact=True).fill("0.1, -1")
    pad.button("Train side by side").click()
    expect(page.get_by_text("training.learning_rate is -1")).to_be_visible()


def test_a_step_may_be_epochs(pad):
    page = pad.page
    page.get_by_label("What a step is", exact=True).select_option("epoch")
    page.get_by_label("How many at a step", exact=True).fill("12")
    pad.button("Step").click()
    pad.wait_for("pad => pad.snapshot.epoch === 12")
    pad.button("Step").click()
    pad.wait_for("pad => pad.snapshot.epoch === 24")
    pad.button("Undo").click()
    pad.wait_for("pad => pad.snapshot.epoch === 12")


def test_the_chart_shows_accuracy_and_penalty_and_its_axis_is_in_sight(pad):
    page = pad.page
    pad.call("pad => { pad.config = { training: { regularizer: 'l2', regularization_rate: 0.01 } } }")
    pad.call("pad => pad.train({ epochs: 30 })")
    chart = page.get_by_role("slider", name="Loss over time")
    bar = page.locator("gp-drawer").bounding_box()
    box = chart.bounding_box()
    assert box["y"] + box["height"] <= bar["y"]
    page.get_by_label("Accuracy", exact=True).check()
    page.get_by_label("Penalty", exact=True).check()
    accuracy = pad.call("pad => pad.snapshot.accuracy")
    expect(chart).to_have_attribute("aria-valuetext", re.compile(f"Epoch 30: .*, {100 * accuracy:.1f}% right"))
    penalty = pad.call("pad => pad.snapshot.curve.penalty.at(-1)")
    expect(page.locator(".more-metrics div").last).to_have_text(re.compile(rf"penalty\s*{penalty:.4f}"))


PIXELS = """canvas => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) sum = (sum * 31 + data[i] + 7 * data[i + 1] + data[i + 3]) % 1000003;
    return sum;
}"""


def test_the_plane_as_two_units_see_it_bends_while_training(pad):
    page = pad.page
    pad.button("Bent").click()
    pad.wait_for(f"pad => {STATE}.bent?.layers.length === 4")
    canvas = page.locator(".plane.feature-space canvas")
    expect(page.get_by_role("img", name="The plane as unit 1 of layer 2 and unit 2 of layer 2 see it")).to_be_visible()
    before = canvas.evaluate(PIXELS)
    page.get_by_label("Unit whose number goes up", exact=True).select_option("1.2")
    expect(page.get_by_role("img", name="The plane as unit 1 of layer 2 and unit 3 of layer 1 see it")).to_be_visible()
    page.get_by_role("combobox", name="Pace").select_option("full speed")
    pad.button("Train").click()
    pad.wait_for("pad => pad.snapshot.epoch > 50")
    pad.button("Pause").click()
    assert canvas.evaluate(PIXELS) != before
    bent = pad.call(f"pad => Array.from({STATE}.bent.values.slice(0, 3))")
    points = pad.call(f"pad => Array.from({STATE}.data.points.slice(0, 6))")
    assert bent == pytest.approx(points[0::2], rel=1e-6)  # the first map is x₁ at the points themselves


def test_the_bowl_is_surveyed_while_training_goes_on(pad):
    page = pad.page
    pad.button("Bowl").click()
    pad.wait_for(f"pad => {STATE}.bowl?.done")
    assert pad.call(f"pad => {STATE}.bowl.follows_path") is False
    page.get_by_role("combobox", name="Pace").select_option("full speed")
    pad.button("Train").click()
    pad.wait_for(f"pad => {STATE}.bowl?.done && {STATE}.bowl.follows_path")
    pad.wait_for("pad => pad.snapshot.epoch > 100")
    pad.button("Pause").click()
    pad.wait_for(f"pad => {STATE}.phase === 'idle'")
    expect(page.get_by_text("to the right as training has moved them most")).to_be_visible()
    # At rest the survey is of the weights that are shown: the middle of its path is their loss.
    pad.wait_for(
        f"pad => {{ const {{ bowl, snapshot }} = {STATE}; const low = Math.min(...bowl.loss);"
        "return bowl.done && low < 1.5 * snapshot.data_loss + 0.01; }"
    )
    pad.button("Plane").click()
    expect(page.locator("gp-loss-landscape")).to_have_count(0)
