"""The site's first figure trains before Python is there, and Python takes over what it has learned."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit
from tools.engine_description import DESCRIPTION as DESCRIBED

DESCRIPTION = json.loads(DESCRIBED.read_text(encoding="utf-8"))
PYTHON = "**/python/**"
RECORDED = "pad => pad.snapshot?.engine.path === 'recorded'"
WEIGHTS = "pad => pad.snapshot.weights"


@pytest.fixture
def held(visit: Visit) -> tuple[Visit, Callable[[], None]]:
    """A first visit, and what lets Python come to it."""
    routes: list[Route] = []
    visit.page.route(PYTHON, lambda route: routes.append(route))

    def come() -> None:
        visit.page.unroute(PYTHON)
        visit.page.route(PYTHON, lambda route: route.fallback())
        for route in routes:
            route.fallback()

    visit.open()
    assert visit.call("pad => pad.alive") == {"engine": "recorded"}
    return visit, come


def learned_by_python_alone(visit: Visit, asked: str) -> Any:
    """What a figure that has Python from the start comes to."""
    other = visit.beside().open("/embed.html?keep=")
    other.ready()
    assert other.call("pad => pad.snapshot.engine.path") == "compiled"
    other.call(asked)
    return other.call(WEIGHTS)


def test_it_trains_resets_and_answers_without_any_python(held: tuple[Visit, Any]) -> None:
    visit, _ = held
    page = visit.page
    expect(page.get_by_text("Python takes over as soon as it is there.")).to_be_attached()
    page.get_by_role("button", name="Train", exact=True).click()
    visit.wait_for("pad => pad.snapshot.accuracy === 1")
    page.get_by_role("button", name="Pause", exact=True).click()
    start = visit.call("async pad => (await pad.reset()).weights")
    visit.call("pad => pad.train({ epochs: 40 })")
    learned = visit.call("pad => pad.snapshot")
    assert learned["epoch"] == 40
    assert learned["engine"]["path"] == "recorded"
    assert learned["weights"] != start
    assert len(learned["curve"]["epoch"]) == 41
    output = page.locator("gp-plane .ask")
    output.hover()
    expect(page.locator("gp-point-card")).to_be_visible()
    rows = visit.call("pad => pad.predict([[0, 0], [4, 4]])")
    assert rows[0] * rows[1] < 0  # the disc, and the ring around it
    assert visit.call("async pad => (await pad.reset()).weights") == start


def test_python_takes_over_to_the_last_bit_in_the_middle_of_an_epoch(held: tuple[Visit, Any]) -> None:
    visit, come = held
    visit.call("pad => pad.step(37)")
    before = visit.call("pad => pad.snapshot")
    assert before["engine"]["path"] == "recorded"
    assert before["epoch_share"] > 0
    come()
    visit.ready()
    assert visit.call(WEIGHTS) == before["weights"]
    after = visit.call("pad => pad.train({ epochs: 5 })")
    assert after["engine"]["path"] == "compiled"
    assert after["curve"]["epoch"] == [*range(7)]
    assert after["weights"] == learned_by_python_alone(
        visit, "async pad => { await pad.step(37); await pad.train({ epochs: 5 }); }"
    )


def test_python_takes_over_while_it_trains_and_the_timeline_goes_on(held: tuple[Visit, Any]) -> None:
    visit, come = held
    visit.page.get_by_label("Pace").select_option("full")
    visit.page.get_by_role("button", name="Train", exact=True).click()
    visit.wait_for("pad => pad.snapshot.epoch > 10")
    visit.call("""pad => {
        window.steps = [];
        pad.addEventListener("gradpad-snapshot", ({ detail }) => steps.push([detail.step, detail.engine.path]));
    }""")
    come()
    visit.ready()
    visit.page.wait_for_function("() => steps.some(([, path]) => path === 'compiled')")
    visit.page.get_by_role("button", name="Pause", exact=True).click()
    steps = visit.page.evaluate("steps")
    assert steps == sorted(steps)
    paths = [path for _, path in steps]
    assert paths == sorted(paths, reverse=True)  # recorded first, then compiled, and never back
    timeline = visit.call("pad => pad.timeline")
    assert timeline[0] == 0
    assert timeline == sorted(timeline)
    epochs = visit.call("pad => pad.snapshot.curve.epoch")
    assert epochs[:11] == [*range(11)]
    assert epochs == sorted(set(epochs))


def test_what_needs_python_is_shown_as_coming_and_happens_once_it_is_there(held: tuple[Visit, Any]) -> None:
    visit, come = held
    page = visit.page
    visit.call("pad => pad.train({ epochs: 3 })")
    page.get_by_role("button", name="Add a unit to layer 1").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    come()
    visit.ready()
    visit.wait_for("pad => pad.snapshot.weights[0].b.length === 5")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    assert visit.call("pad => pad.snapshot.epoch") == 3  # the network was kept


def test_undo_of_what_was_trained_before_python_works_after_it(held: tuple[Visit, Any]) -> None:
    visit, come = held
    start = visit.call(WEIGHTS)
    visit.page.get_by_role("button", name="Step", exact=True).click()
    visit.wait_for("pad => pad.snapshot.step === 1")
    come()
    visit.ready()
    visit.page.get_by_role("button", name="Undo", exact=True).click()
    visit.wait_for("pad => pad.snapshot.step === 0")
    assert visit.call(WEIGHTS) == start


EXPERIMENTS = {preset["name"]: preset["config"] for preset in DESCRIPTION["presets"]}


@pytest.mark.expects_console_errors
def test_every_experiment_trains_without_python_and_undo_leads_back(visit: Visit) -> None:
    visit.page.route(PYTHON, lambda route: route.abort())
    visit.open()
    visit.call("pad => pad.alive")
    learned = visit.call("pad => pad.train({ epochs: 3 })")
    visit.call("(pad, config) => { pad.config = config; }", EXPERIMENTS["spiral_helped"])
    visit.wait_for("pad => pad.snapshot.weights[0].W.length === 4")
    visit.page.get_by_role("button", name="Undo", exact=True).click()
    visit.wait_for("pad => pad.snapshot.weights[0].W.length === 2")
    assert visit.call("pad => pad.snapshot.weights") == learned["weights"]
    for name, config in EXPERIMENTS.items():
        visit.call("(pad, config) => { pad.config = config; }", config)
        if name == "rate_too_high":  # leaves for infinity, which Python alone can put into words
            message = "pad => pad.train({ epochs: 50 }).then(() => null, (error) => error.message)"
            assert "downloaded" in visit.call(message)
            continue
        learned = visit.call("async pad => { await pad.reset(); return pad.train({ epochs: 2 }); }")
        assert (learned["epoch"], learned["engine"]["path"]) == (2, "recorded"), name
        assert visit.call("pad => pad.config.network") == config["network"]


@pytest.mark.expects_console_errors
def test_where_python_cant_be_had_the_figure_goes_on_and_says_what_it_cant_do(visit: Visit) -> None:
    visit.page.route(PYTHON, lambda route: route.abort())
    visit.open()
    reason = visit.call("pad => pad.ready.then(() => null, (error) => error.message)")
    assert "could not be downloaded" in reason
    notice = visit.page.get_by_role("alert").filter(has_text="goes on training without it")
    expect(notice).to_be_visible()
    visit.call("pad => pad.train({ epochs: 2 })")
    assert visit.call("pad => pad.snapshot.epoch") == 2
    visit.page.unroute(PYTHON)
    visit.page.get_by_role("button", name="Start Python again").click()
    visit.ready()
    after = visit.call("pad => pad.train({ epochs: 1 })")
    assert (after["epoch"], after["engine"]["path"]) == (3, "compiled")
