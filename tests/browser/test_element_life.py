"""From the first byte to a worker that dies: the element before, without and after its Python."""

import json
import time
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import PATIENCE_MS, READY_MS, Visit
from tests.browser.workers import HOLD_WORKERS
from tools import python_parts
from tools.paths import ROOT

POINTS = {"kind": "points", "points": [[-3, -3], [-3, 3], [3, -3], [3, 3]], "labels": [0, 0, 1, 1]}
DESCRIPTION = json.loads((ROOT / "web/generated/description.json").read_text())
NUMPY = "**/numpy*.whl*"


def held(visit: Visit, pattern: str) -> list[Route]:
    """Hold back every request for an address until the test lets it go."""
    routes: list[Route] = []
    visit.page.route(pattern, lambda route: routes.append(route))
    return routes


def let_go(visit: Visit, pattern: str, routes: list[Route]) -> None:
    visit.page.route(pattern, lambda route: route.fallback())
    for route in routes:
        route.fallback()


@pytest.mark.parametrize("path", ["/", "/embed.html"])
def test_one_can_draw_and_ask_before_python_is_there(visit: Visit, path: str) -> None:
    """With a recorded figure that answers until then, and without."""
    routes = held(visit, NUMPY)
    visit.open(path)
    if path == "/":
        visit.wait_for("pad => pad.snapshot?.engine.path === 'recorded'")
    else:
        assert visit.call("pad => pad.snapshot") is None
    visit.page.get_by_role("button", name="Clear", exact=True).click()
    box = visit.page.get_by_label("Data", exact=True).bounding_box()
    assert box is not None
    for place in (0.25, 0.75):
        visit.page.mouse.click(box["x"] + box["width"] * place, box["y"] + box["height"] * place)
        visit.page.get_by_role("radiogroup", name="Class").get_by_role("radio").nth(1).click()
    drawn = visit.call("pad => pad.config.data")
    assert drawn["kind"] == "points"
    assert {*drawn["labels"]} == {0, 1}
    visit.call(
        "pad => { window.asked = pad.step(2); window.trained = false; window.asked.then(() => (trained = true)); }"
    )
    assert not visit.page.evaluate("trained")
    let_go(visit, NUMPY, routes)
    visit.ready()
    assert visit.page.evaluate("async () => (await asked).step") == 2
    assert visit.call("pad => pad.config.data") == drawn


def test_a_configuration_that_is_set_before_the_element_is_known_is_taken_up(visit: Visit) -> None:
    visit.page.add_init_script("""
        document.addEventListener("readystatechange", () => {
            if (document.readyState === "interactive") document.querySelector("grad-pad").config = { seed: 77 };
        });
    """)
    visit.open()
    assert visit.call("pad => pad.config.seed") == 77
    visit.ready()
    assert visit.call("pad => pad.config.seed") == 77


SHOWN = "pad => [...inside('gp-workbench').state.data.points]"


def test_the_data_set_that_is_named_is_drawn_before_python_is_there(visit: Visit) -> None:
    """On the site and in an embedded figure; of one with noise nothing is known, and that is said."""
    # A set that no experiment has: of the spiral, say, a recorded figure brings the points themselves, at once.
    visit.page.route("**/python/**", lambda route: None)
    [moons] = [each["sample"]["points"] for each in DESCRIPTION["registries"]["datasets"] if each["name"] == "moons"]
    visit.open("/embed.html?data=moons")
    visit.wait_for(f"(pad, points) => String(({SHOWN})(pad)) === String(points)", moons)
    visit.open()
    assert visit.call(SHOWN) != moons
    visit.button("Moons").click()
    visit.wait_for(f"(pad, points) => String(({SHOWN})(pad)) === String(points)", moons)
    visit.call("pad => { pad.config = { data: { kind: 'xor' } }; }")  # as an article does
    assert visit.call(SHOWN) != moons
    visit.call("pad => { pad.config = { data: { kind: 'moons', noise: 0.2 } }; }")
    visit.wait_for(f"pad => ({SHOWN})(pad).length === 0")
    expect(visit.page.get_by_text("Python makes these points.")).to_be_visible()


def test_progress_is_told_in_bytes(visit: Visit) -> None:
    routes = held(visit, NUMPY)
    visit.open("/embed.html?start=seen")
    bar = visit.page.get_by_role("progressbar")
    bar.wait_for()
    state = "pad => pad.shadowRoot.querySelector('gp-workbench').state.boot"
    sizes = {file["name"]: file["bytes"] for file in python_parts.parts()["files"]}  # all but what is held back
    others = sum(size for name, size in sizes.items() if not name.startswith("numpy"))
    visit.wait_for(f"(pad, others) => (({state})(pad)).loaded >= others", others)
    boot = visit.call(state)
    assert boot["phase"] == "download"
    assert boot["total"] == sum(sizes.values())
    assert boot["loaded"] < boot["total"]
    let_go(visit, NUMPY, routes)
    visit.ready()
    assert visit.call(state)["phase"] == "ready"


@pytest.mark.expects_console_errors
def test_a_download_that_fails_once_is_tried_again(visit: Visit) -> None:
    failed: list[str] = []

    def fail_once(route: Route) -> None:
        if failed:
            route.fallback()
        else:
            failed.append(route.request.url)
            route.abort()

    visit.page.route(NUMPY, fail_once)
    visit.open()
    assert visit.ready()["numpy"]
    assert len(failed) == 1


@pytest.mark.expects_console_errors
def test_a_download_that_keeps_failing_is_told_and_can_be_tried_again(visit: Visit) -> None:
    visit.page.route(NUMPY, lambda route: route.fulfill(status=404, body="gone"))
    visit.open("/embed.html")
    visit.page.set_default_timeout(READY_MS)
    message = visit.call("pad => pad.ready.then(() => null, (error) => error.message)")
    assert "numpy" in message
    assert "404" in message
    assert visit.call("pad => pad.step(1).catch((error) => error.message)") == message
    visit.call("(pad, data) => { pad.config = { data }; }", POINTS)
    visit.page.unroute(NUMPY)
    visit.page.get_by_role("button", name="Start Python again").click()
    visit.ready()
    assert visit.call("async pad => (await pad.step(1)).step") == 1
    assert visit.call("pad => pad.alive") == {"engine": "compiled"}
    assert visit.call("pad => pad.config.data.points") == POINTS["points"]


def test_a_host_that_knows_no_wasm_type_will_do(visit: Visit) -> None:
    def as_bytes(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-type": "application/octet-stream"})

    visit.page.route("**/pyodide.asm-*.wasm*", as_bytes)
    visit.open()
    assert visit.ready()["python"]


def test_what_was_chosen_is_there_after_a_reload(pad: Visit) -> None:
    pad.call("(pad, data) => { pad.config = { seed: 5, data }; }", POINTS)
    config = pad.call("pad => pad.config")
    pad.page.reload()
    assert pad.call("pad => pad.config") == config
    pad.ready()
    assert pad.call("pad => pad.config") == config
    pad.page.evaluate('localStorage.setItem(\'gradpad:page\', \'{"config": {"seed": "broken"}}\')')
    pad.page.evaluate("window.addEventListener('pagehide', (e) => e.stopImmediatePropagation(), { capture: true })")
    pad.page.evaluate("Storage.prototype.setItem = () => {}")
    pad.page.reload()
    assert pad.call("pad => pad.config.seed") == 0


BENCH = "document.querySelector('grad-pad').shadowRoot.querySelector('gp-workbench')"
# What a figure is: all that a new Python has to have again.
WHOLE = f"""async pad => {{
    await pad.predict([[0, 0]]);
    const {{ sources }} = {BENCH}.state.drawer;
    const edited = Object.values(sources).filter(({{ text, original }}) => text !== original).map(({{ name }}) => name);
    const session = JSON.parse(await pad.export("session"));
    return {{ edited, config: pad.config, weights: pad.snapshot.weights, step: pad.snapshot.step, session }};
}}"""
DEATHS = {
    "an error of the worker": "workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))",
    "silence, while nothing is asked": "workers.at(-1).terminate()",
    "a death of Pyodide's own": f"{BENCH}.send({{ type: 'console/run', text: 'import os; os.abort()' }})",
}


def restarted(visit: Visit, kill: str) -> float:
    """Kill Python, and wait for the next; return the seconds that it took to be noticed."""
    visit.call("""pad => {
        window.again = new Promise((resolve) => pad.addEventListener("gradpad-ready", resolve, { once: true }));
        window.noticed = new Promise((resolve) => pad.addEventListener("gradpad-error", resolve, { once: true }));
    }""")
    started = time.monotonic()
    visit.page.evaluate(f"() => {{ {kill}; }}")
    visit.page.evaluate("noticed.then(() => null)")
    took = time.monotonic() - started
    visit.page.set_default_timeout(READY_MS)
    visit.page.evaluate("again.then(() => null)")
    visit.page.set_default_timeout(PATIENCE_MS)
    return took


@pytest.mark.expects_console_errors
def test_a_python_that_dies_is_replaced_and_nothing_is_lost(visit: Visit) -> None:
    visit.page.add_init_script(HOLD_WORKERS)
    visit.open().ready()
    config = {"data": POINTS, "training": {"optimizer": "adam", "batch_size": 2}}
    visit.call("async (pad, config) => { pad.config = config; await pad.train({ epochs: 30 }); }", config)
    visit.button("Code").click()
    visit.page.get_by_text("activations.py").first.wait_for()
    shipped = visit.page.evaluate(f"{BENCH}.state.drawer.sources.activations.text")
    edited = shipped.replace("return 1 / (1 + np.exp(-z))", "return 1 / (1 + np.exp(-1.0 * z))")
    assert edited != shipped
    visit.page.evaluate(f"text => {BENCH}.send({{ type: 'code/apply', module: 'activations', text }})", edited)
    visit.page.get_by_text("is edited, and in force.").wait_for()
    visit.call("pad => pad.train({ epochs: 20 })")
    visit.page.wait_for_function("workers.at(-1).kept")  # what was learned since the last copy would be lost
    before = visit.call(WHOLE)
    assert before["edited"] == ["activations"]
    for death, kill in DEATHS.items():  # more than three within two minutes are too many
        took = restarted(visit, kill)
        print(f"{death}: noticed after {took:.1f} s")
        notice = visit.page.locator("gp-notice")
        expect(notice).to_contain_text("Python has been started again. The network is as it was.")
        expect(notice).not_to_contain_text("No longer in force")
        assert visit.call(WHOLE) == before, death
    assert visit.page.evaluate("workers.length") == 1 + len(DEATHS)
    after = visit.call("async pad => await pad.train({ epochs: 5 })")
    assert after["epoch"] == 55


def test_training_goes_on_and_side_by_side_runs_too(visit: Visit) -> None:
    visit.page.add_init_script(HOLD_WORKERS)
    visit.open().ready()
    start = {"type": "sweep/start", "path": "training.learning_rate", "values": [0.01, 0.1], "epochs": 100_000}
    visit.page.evaluate(f"action => {BENCH}.send(action)", start)
    visit.page.evaluate("document.querySelector('grad-pad').play()")
    trials = f"{BENCH}.state.sweep.trials.map(({{ epoch }}) => epoch)"
    visit.wait_for(f"pad => pad.snapshot.step > 500 && {trials}.every(epoch => epoch > 200)")
    restarted(visit, "workers.at(-1).terminate()")
    step = visit.call("pad => pad.snapshot.step")
    assert step > 100
    reached = visit.page.evaluate(trials)
    assert min(reached) > 100
    expect(visit.page.locator("gp-notice")).to_contain_text("Training goes on.")
    visit.wait_for(
        f"(pad, [step, ...reached]) => pad.snapshot.step > step + 100 && {trials}.every((e, i) => e > reached[i])",
        [step, *reached],
    )


@pytest.mark.expects_console_errors
def test_a_worker_whose_file_does_not_come_once_is_asked_for_again(visit: Visit) -> None:
    answers = iter([{"status": 404}, {"status": 200, "content_type": "text/html", "body": "<p>a portal</p>"}])

    def spoil(route: Route) -> None:
        answer = next(answers, None)
        route.fulfill(**answer) if answer else route.continue_()

    visit.page.context.route("**/assets/worker-*.js*", spoil)
    visit.open().ready()
    assert next(answers, None) is None


def test_two_figures_share_one_python_and_nothing_else(visit: Visit) -> None:
    visit.page.add_init_script(HOLD_WORKERS)
    visit.open().ready()
    script = """async first => {
        const second = document.createElement("grad-pad");
        second.config = { seed: 1, data: { kind: "xor", count: 30 } };
        document.body.append(second);
        await second.ready;
        await Promise.all([first.train({ epochs: 20 }), second.train({ epochs: 30 })]);
        const answer = [first.snapshot.epoch, second.snapshot.epoch, second.config.data.kind, first.config.data.kind];
        second.remove();
        await first.step(1);
        return [...answer, workers.length];
    }"""
    assert visit.call(script) == [20, 30, "xor", "circle", 1]


def test_a_figure_that_is_taken_out_and_put_back_goes_on(pad: Visit) -> None:
    script = """async pad => {
        await pad.train({ epochs: 10 });
        const { weights, step } = pad.snapshot;
        const parent = pad.parentNode;
        pad.remove();
        await new Promise(requestAnimationFrame);
        parent.append(pad);
        await pad.ready;
        const same = JSON.stringify(weights) === JSON.stringify(pad.snapshot.weights);
        pad.remove();
        await new Promise(requestAnimationFrame);
        const waiting = pad.step(1);
        parent.append(pad);
        return { same, further: (await waiting).step - step };
    }"""
    assert pad.call(script) == {"same": True, "further": 1}


def test_a_configuration_can_stand_inside_the_element(pad: Visit) -> None:
    assert inside(pad, json.dumps({"seed": 9}))["seed"] == 9
    broken = inside(pad, '{"seed": -4}')
    assert broken["seed"] == 0
    assert "seed is -4" in broken["error"]
    assert "JSON" in inside(pad, "{ seed }")["error"]


def inside(pad: Visit, text: str) -> Any:
    script = """async (_, text) => {
        const figure = document.createElement("grad-pad");
        const script = document.createElement("script");
        script.type = "application/json";
        script.textContent = text;
        figure.append(script);
        let error = null;
        figure.addEventListener("gradpad-error", (event) => { error = event.detail.message; });
        document.body.append(figure);
        await figure.ready;
        const { seed } = figure.config;
        figure.remove();
        return { seed, error };
    }"""
    return pad.call(script, text)


def test_code_that_was_written_is_there_after_a_reload_and_does_not_run_by_itself(pad: Any) -> None:
    pad.spoilt = True  # its Python has other code now
    page = pad.page
    pad.button("Code").click()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nMINE = 1")
    pad.button("Apply").click()
    page.get_by_text("In force.").wait_for()
    page.wait_for_function("Object.values(localStorage).some((text) => text.includes('MINE = 1'))")
    pad.open().ready()
    page.get_by_text("is still here, and not in force: activations.").wait_for()
    pad.button("Show it").click()
    page.get_by_text("is changed here, and not yet in force.").wait_for()
    sources = "pad.shadowRoot.querySelector('gp-workbench').state.drawer.sources"
    pad.wait_for(f"pad => {sources}.activations?.text.includes('class Activations')")
    assert pad.call(f"pad => {sources}.activations.text.includes('MINE = 1')") is False
    pad.button("Apply").click()
    page.get_by_text("In force.").wait_for()
