"""The learning curve is the run's timeline: along it one sees the network as it was, and goes on from there."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from gradpad.config.plane import grid

STATE = "pad.shadowRoot.querySelector('gp-workbench').state"
SEEN = "pad.shadowRoot.querySelector('gp-workbench')"
SMALL = {
    "seed": 4,
    "data": {"kind": "circle", "count": 120},
    "network": {"layers": [{"units": 8, "activation": "tanh"}, {"units": 8, "activation": "tanh"}]},
    "training": {"optimizer": "sgd", "learning_rate": 0.1},
}
# What stands on the screen, as numbers and as words.
SHOWN = f"""pad => {{
    const {{ maps, past }} = {STATE};
    // The maps of the outputs, by column and unit: see web/plane/maps.js.
    return {{ map: [...maps.found.get((maps.layers.length - 1) * 65536)], past: past && past.snapshot }};
}}"""


def chart(page):
    return page.get_by_role("slider", name="Loss over time")


def place_of(page, epoch):
    """Where an epoch lies in the chart, in pixels of the window, once the whole run is drawn there."""
    chart(page).scroll_into_view_if_needed()
    drawn = "() => inside('gp-loss').plot?.scales.x.max === inside('gp-workbench').state.snapshot.epoch"
    page.wait_for_function(drawn)
    return page.evaluate(
        """epoch => {
            const chart = inside('gp-loss');
            const { left, top, height } = chart.plot.over.getBoundingClientRect();
            return [left + chart.plot.valToPos(epoch, 'x'), top + height / 2];
        }""",
        epoch,
    )


def moment_near(pad, epoch):
    """The moment nearest to an epoch: which ones are kept, of many that came at once, is the machine's speed."""
    return pad.call("(pad, e) => pad.timeline.reduce((a, b) => Math.abs(b - e) < Math.abs(a - e) ? b : a)", epoch)


def trained(pad, epochs=200, config=SMALL):
    pad.put(config)
    pad.call("(pad, epochs) => pad.train({ epochs })", epochs)


def in_the_past(pad):
    pad.wait_for(f"pad => {STATE}.past !== null")
    return pad.call(f"pad => {STATE}.past.moment.epoch")


def holds(pad):
    """What is shown belongs to the moment that is shown: map, loss, accuracy and numbers of the very same weights."""
    page = pad.page
    pad.wait_for(f"pad => {STATE}.maps.whole")
    shown = pad.call(SHOWN)
    then = shown["past"]
    now = pad.call("pad => pad.snapshot")
    assert then["step"] < now["step"]
    points = grid(100).tolist()
    said = pad.call(
        """async (pad, [config, weights, grid]) => {
            const other = document.createElement('grad-pad');
            other.style.position = 'absolute';
            document.body.append(other);
            await other.ready;
            other.config = config;
            const snapshot = await other.set_weights(weights);
            const values = [...(await other.predict(grid))];
            other.remove();
            return { snapshot, values };
        }""",
        [pad.call("pad => pad.config"), then["weights"], points],
    )
    np.testing.assert_allclose(shown["map"], said["values"], rtol=0, atol=1e-5)
    for name in ("data_loss", "test_loss", "accuracy", "test_accuracy"):
        assert then[name] == said["snapshot"][name], name
    numbers = page.locator("gp-loss .metrics dd")
    expect(numbers.nth(0)).to_have_text(f"{then['data_loss']:.4f}")
    expect(numbers.nth(1)).to_have_text(f"{then['test_loss']:.4f}")
    expect(page.locator(".part-output .metrics dd").first).to_have_text(f"{100 * then['accuracy']:.1f}%")
    expect(page.locator(".counts b").first).to_have_text(str(then["epoch"]))
    words = re.compile(rf"^Epoch {then['epoch']} of {now['epoch']}, as it was: loss {then['data_loss']:.4f}")
    expect(chart(page)).to_have_attribute("aria-valuetext", words)
    expect(page.locator(".timeline .when")).to_have_text(f"Epoch {then['epoch']} of {now['epoch']}, as it was")
    return then


def test_dragging_along_the_curve_shows_the_network_as_it_was_and_the_end_the_present(pad):
    page = pad.page
    trained(pad)
    pad.maps_have_come()
    present = pad.call(SHOWN)
    x, y = place_of(page, 60)
    page.mouse.move(x, y)
    page.mouse.down()
    in_the_past(pad)
    early = moment_near(pad, 5)
    x, y = place_of(page, early)
    page.mouse.move(x, y, steps=6)
    pad.wait_for(f"(pad, epoch) => {STATE}.past.moment.epoch === epoch", early)
    page.mouse.up()
    holds(pad)
    later = moment_near(pad, 20)
    x, y = place_of(page, later)
    page.mouse.click(x, y)
    pad.wait_for(f"(pad, epoch) => {STATE}.past.moment.epoch === epoch", later)
    holds(pad)
    x, _ = place_of(page, 200)
    page.mouse.click(x + 2, y)
    pad.wait_for(f"pad => {STATE}.past === null")
    assert pad.call(SHOWN) == present
    assert pad.call("pad => pad.snapshot.epoch") == 200


def test_the_keys_go_along_the_curve_too(pad):
    page = pad.page
    trained(pad)
    epochs = pad.call("pad => pad.timeline")
    chart(page).focus()
    for key, place in [("ArrowLeft", -2), ("ArrowLeft", -3), ("PageDown", -15), ("ArrowRight", -14), ("Home", 0)]:
        page.keyboard.press(key)
        pad.wait_for(f"(pad, epoch) => {STATE}.past?.moment.epoch === epoch", epochs[place])
    holds(pad)
    page.keyboard.press("End")
    pad.wait_for(f"pad => {STATE}.past === null")
    page.keyboard.press("ArrowLeft")
    in_the_past(pad)
    page.keyboard.press("Escape")
    pad.wait_for(f"pad => {STATE}.past === null")
    value = chart(page).get_attribute("aria-valuenow")
    assert float(value) == float(chart(page).get_attribute("aria-valuemax")) == 200


@pytest.mark.context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
def test_a_finger_goes_along_the_curve_and_still_scrolls_the_page(pad):
    page = pad.page
    trained(pad)
    touch = page.context.new_cdp_session(page)

    def finger(kind, *at):
        points = [{"x": at[0], "y": at[1]}] if at else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    early = moment_near(pad, 12)
    x, y = place_of(page, 100)
    to, _ = place_of(page, early)
    finger("touchStart", x, y)
    for share in (0.1, 0.4, 0.7, 1):
        finger("touchMove", x + share * (to - x), y)
    finger("touchEnd")
    pad.wait_for(f"(pad, epoch) => {STATE}.past?.moment.epoch === epoch", early)
    then = holds(pad)
    before = page.evaluate("scrollY")
    x, y = place_of(page, 100)
    finger("touchStart", x, y)
    for by in range(10, 210, 20):
        finger("touchMove", x, y - by)
    finger("touchEnd")
    page.wait_for_function("before => scrollY !== before", arg=before)
    assert pad.call(f"pad => {STATE}.past.snapshot.step") == then["step"]


def test_what_is_looked_at_beside_belongs_to_the_moment_as_well(pad):
    page = pad.page
    trained(pad)
    for name, value in [("more_numbers", True), ("show_wrong", True), ("plane", "bent")]:
        action = {"type": "config/set", "path": f"view.{name}", "value": value}
        pad.call(f"(pad, action) => {SEEN}.send(action)", action)
    pad.wait_for(f"pad => {STATE}.polled?.metrics && {STATE}.bent")
    trained_numbers = pad.call(f"pad => JSON.stringify([{STATE}.polled.metrics, [...{STATE}.bent.values]])")
    told = pad.call("async pad => await pad.seek(3)")
    assert told["epoch"] == 3
    pad.wait_for(f"(pad, accuracy) => {STATE}.polled?.metrics.train.accuracy === accuracy", told["accuracy"])
    pad.wait_for(f"(pad, before) => JSON.stringify([{STATE}.polled.metrics, [...{STATE}.bent.values]]) !== before",
                 trained_numbers)  # fmt: skip
    page.get_by_role("button", name="Mathematics", exact=True).click()
    pad.wait_for(f"pad => {STATE}.drawer.walk !== null")
    weight = told["weights"][0]["W"][0][0]
    walked = pad.call(f"pad => JSON.stringify({STATE}.drawer.walk, (_, v) => ArrayBuffer.isView(v) ? [...v] : v)")
    assert json.dumps(weight)[:9] in walked
    pad.call("pad => pad.seek(null)")
    pad.wait_for(f"(pad, before) => JSON.stringify([{STATE}.polled.metrics, [...{STATE}.bent.values]]) === before",
                 trained_numbers)  # fmt: skip


def test_training_goes_on_from_the_present(pad):
    page = pad.page
    trained(pad, 100)
    present = pad.call("pad => pad.snapshot")
    pad.call("pad => pad.seek(10)")
    assert pad.call("pad => pad.snapshot") == present
    pad.button("Step").click()
    pad.wait_for("(pad, step) => pad.snapshot.step === step + 1", present["step"])
    assert pad.call(f"pad => {STATE}.past") is None
    pad.call("pad => pad.seek(10)")
    pad.button("Train").click()
    pad.wait_for("(pad, step) => pad.snapshot.step > step + 5", present["step"])
    pad.button("Pause").click()
    page.wait_for_function(f"() => (pad => {STATE}.phase === 'idle')(document.querySelector('grad-pad'))")
    assert pad.call(f"pad => {STATE}.past") is None


def test_one_goes_on_from_a_moment_and_undo_brings_back_what_was(pad):
    page = pad.page
    trained(pad, 20)  # where an answer ends, there is a moment
    expected = pad.call("pad => pad.train({ epochs: 20 })")
    pad.call("pad => pad.train({ epochs: 160 })")
    before, timeline = pad.call("pad => [pad.snapshot, pad.timeline]")
    pad.call("pad => pad.seek(20)")
    page.get_by_role("button", name="Go on from here").click()
    pad.wait_for("pad => pad.snapshot.epoch === 20")
    assert pad.call(f"pad => {STATE}.past") is None
    assert pad.call("pad => [pad.timeline.at(-1), pad.snapshot.curve.epoch.at(-1)]") == [20, 20]
    # As if nothing had followed: to the last bit.
    again = pad.call("pad => pad.train({ epochs: 20 })")
    assert again["weights"] == expected["weights"]
    assert again["curve"] == expected["curve"]
    pad.button("Undo").click()
    pad.wait_for("pad => pad.snapshot.epoch === 200")
    back, epochs = pad.call("pad => [pad.snapshot, pad.timeline]")
    assert back["weights"] == before["weights"]
    assert back["curve"] == before["curve"]
    assert epochs == timeline
    pad.call("pad => pad.seek(20)")
    holds(pad)
    pad.call("pad => pad.seek(null)")
    pad.button("Redo").click()
    pad.wait_for("pad => pad.snapshot.epoch === 40")
    assert pad.call("pad => pad.timeline.at(-1)") == 40


@pytest.mark.parametrize("size", [(1440, 900), (1280, 860), (1280, 800), (1366, 720)])
def test_what_can_be_done_with_a_moment_is_in_sight_without_scrolling(pad, size):
    page = pad.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    trained(pad, 60)
    pad.call("pad => pad.seek(10)")
    page.evaluate("scrollTo(0, 0)")
    box = page.get_by_role("button", name="Go on from here").bounding_box()
    assert box["y"] + box["height"] <= page.locator("gp-drawer").bounding_box()["y"]


def test_a_weight_that_is_changed_in_the_past_is_changed_from_there(pad):
    trained(pad, 60)
    then = pad.call("pad => pad.seek(10)")
    assert abs(then["epoch"] - 10) <= 1  # which of many moments at once are kept is the machine's speed
    pad.call(f"""pad => {SEEN}.send({{
        type: 'network/set-weight', layer: 0, parameter: 'W', index: [0, 0], value: 1.25,
    }})""")
    pad.wait_for("pad => pad.snapshot.weights[0].W[0][0] === 1.25")
    assert pad.call("pad => [pad.snapshot.epoch, pad.timeline.at(-1)]") == [then["epoch"], then["epoch"]]


def begin_a_replay(pad):
    """Press Replay after a run; `window.seen` has the steps that are shown from then on, null for the present."""
    trained(pad)
    pad.call("""pad => {
        window.seen = [];
        pad.addEventListener('gradpad-seek', ({ detail }) => window.seen.push(detail?.step ?? null));
    }""")
    pad.button("Replay").click()


def test_a_replay_shows_the_run_again_and_ends_in_the_present(pad):
    page = pad.page
    begin_a_replay(pad)
    pad.wait_for("pad => window.seen.length > 10")
    expect(pad.button("Stop")).to_be_visible()
    pad.wait_for(f"pad => {STATE}.past === null && !{STATE}.replaying && window.seen.at(-1) === null")
    *steps, last = page.evaluate("window.seen")
    assert last is None
    assert steps == sorted(steps)
    assert steps[0] == 0
    assert len(set(steps)) > 30
    assert pad.call("pad => pad.snapshot.epoch") == 200
    pad.button("Replay").click()
    in_the_past(pad)
    pad.button("Stop").click()
    pad.wait_for(f"pad => {STATE}.past === null && !{STATE}.replaying")


@pytest.mark.context(reduced_motion="reduce")
def test_where_nothing_is_to_move_a_replay_is_a_few_stills(pad):
    begin_a_replay(pad)
    pad.wait_for("pad => window.seen.length > 1 && window.seen.at(-1) === null")
    assert 4 <= len(set(pad.page.evaluate("window.seen"))) <= 9


def test_the_axis_is_chosen_and_kept_and_every_axis_can_be_gone_along(pad):
    page = pad.page
    trained(pad)
    for name in ("epochs", "log", "watched"):
        page.get_by_label("Axis of the learning curve").select_option(name)
        assert pad.call("pad => pad.config.view.curve") == name
        moment = moment_near(pad, 30)
        x, y = place_of(page, moment)
        page.mouse.click(x, y)
        pad.wait_for(f"(pad, epoch) => Math.abs({STATE}.past?.moment.epoch - epoch) <= 1", moment)
        pad.call("pad => pad.seek(null)")
    ticks = page.evaluate("inside('gp-loss').plot.axes[0]._values")
    assert ticks[:2] == ["0", "3"] or ticks[:2] == ["0", "1"]


def test_a_session_brings_its_timeline_and_a_kept_run_too(pad):
    page = pad.page
    trained(pad)
    timeline = pad.call("pad => pad.timeline")
    session = pad.call("pad => pad.export('session')")
    then = pad.call("pad => pad.seek(20)")
    page.get_by_role("button", name="Compare", exact=True).click()
    page.get_by_role("button", name="Keep this run").click()
    pad.wait_for(f"pad => {STATE}.kept.length === 1")
    pad.put({"data": {"kind": "xor"}})
    assert pad.call("pad => pad.timeline") == [0]
    pad.call("(pad, session) => pad.open(session)", session)
    assert pad.call("pad => pad.timeline") == timeline
    assert pad.call("pad => pad.seek(20)")["weights"] == then["weights"]
    holds(pad)
    pad.put({"data": {"kind": "xor"}})
    pad.call(f"pad => {SEEN}.send({{ type: 'runs/open', id: {STATE}.kept[0].id }})")
    pad.wait_for("pad => pad.snapshot.epoch === 200")
    assert pad.call("pad => pad.timeline") == timeline


BAD = {
    "no list": (lambda moments: {}, "timeline"),
    "too many": (lambda moments: (moments * 500)[:500], "timeline"),  # how many there are is the speed's
    "a step that does not rise": (lambda moments: [moments[1], moments[0]], "timeline.1.step"),
    "a loss that is none": (lambda moments: [{**moments[0], "data_loss": "low"}], "timeline.0.data_loss"),
    "weights that are none": (lambda moments: [{**moments[0], "weights": "<b>"}], "timeline.0.weights"),
    "weights of another network": (
        lambda moments: [moments[0], {**moments[1], "weights": moments[1]["weights"][:32]}],
        "timeline.1.weights",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_timeline_that_is_none_is_refused_by_name_and_nothing_changes(pad, name):
    trained(pad, 150)
    session = json.loads(pad.call("pad => pad.export('session')"))
    spoil, path = BAD[name]
    session["timeline"] = spoil(session["timeline"])
    before = pad.call("pad => JSON.stringify([pad.config, pad.snapshot, pad.timeline])")
    told = """async (pad, session) => {
        try { await pad.open(session); return null; } catch (error) { return [error.name, error.path]; }
    }"""
    assert pad.call(told, json.dumps(session)) == ["ConfigError", path]
    assert pad.call("pad => JSON.stringify([pad.config, pad.snapshot, pad.timeline])") == before


@pytest.mark.parametrize("wish", ["'soon'", "-1", "NaN", "undefined", "{}"])
def test_an_epoch_that_is_none_is_refused(pad, wish):
    said = pad.call(f"pad => pad.seek({wish}).then(() => null, (error) => [error.name, error.message])")
    assert said[0] == "TypeError"
    assert "it must be a number from 0, or null" in said[1]


@pytest.mark.parametrize("at", ["epoch 40", "40"])
def test_an_author_starts_a_figure_at_a_moment(pad, at):
    script = """async (pad, at) => {
        const other = document.createElement('grad-pad');
        other.setAttribute('data', 'xor');
        other.setAttribute('at', at);
        document.body.append(other);
        await other.ready;
        await new Promise((done) => {
            const look = () => other.snapshot?.epoch === 40 ? done() : setTimeout(look, 20);
            look();
        });
        const answer = [other.snapshot.epoch, other.timeline];
        other.remove();
        return answer;
    }"""
    epoch, timeline = pad.call(script, at)
    assert epoch == 40
    assert timeline[0] == 0
    assert timeline[-1] == 40
    assert len(timeline) > 20


@pytest.mark.expects_console_errors
@pytest.mark.parametrize("at", ["soon", "-3", "epoch 1e9", "4.5"])
def test_a_moment_that_is_none_is_told_in_the_figure(pad, at):
    script = """(pad, at) => {
        const other = document.createElement('grad-pad');
        other.setAttribute('at', at);
        return new Promise((done) => {
            other.addEventListener('gradpad-error', ({ detail }) => done([detail.path, detail.message]));
            document.body.append(other);
        }).finally(() => other.remove());
    }"""
    path, message = pad.call(script, at)
    assert path == "at"
    assert "a number of epochs from 0 to 100000" in message


def test_eight_moments_of_a_run_are_taken_along_as_one_picture(pad):
    page = pad.page
    trained(pad)
    page.get_by_role("button", name="Share and save").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Run (SVG)", exact=True).click()
    assert taken.value.suggested_filename == "gradpad_run.svg"
    text = taken.value.path().read_text()
    captions = re.findall(r"Epoch (\d+), loss ([\d.]+)<", text)
    epochs = [int(epoch) for epoch, _ in captions]
    assert len(epochs) == 8
    assert epochs == sorted(set(epochs))
    assert (epochs[0], epochs[-1]) == (0, 200)
    curve, loss = pad.call("pad => [pad.snapshot.curve, pad.snapshot.data_loss]")
    losses = {**dict(zip(curve["epoch"], curve["data_loss"], strict=True)), 200: loss}
    for epoch, told in captions:
        assert float(told) == pytest.approx(losses[int(epoch)], abs=6e-5)


LENGTH = """bytes => new Promise((done, fail) => {
    const video = document.createElement('video');
    video.muted = true;
    video.onerror = () => fail(new Error('no film'));
    video.onloadedmetadata = () => { video.currentTime = 1e6; };  // a recording knows its length once it is at its end
    video.onseeked = () => done([video.videoWidth, video.videoHeight, video.duration]);
    video.src = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: 'video/webm' }));
})"""


def test_a_run_is_taken_along_as_a_film(pad):
    page = pad.page
    trained(pad)
    page.get_by_role("button", name="Share and save").click()
    with page.expect_download(timeout=90_000) as taken:
        page.get_by_role("button", name="Film (WebM)", exact=True).click()
    assert taken.value.suggested_filename == "gradpad_film.webm"
    content = taken.value.path().read_bytes()
    assert content[:4] == bytes.fromhex("1a45dfa3")
    width, height, seconds = page.evaluate(LENGTH, list(content))
    assert (width, height) == (480, 520)
    assert seconds > 8
