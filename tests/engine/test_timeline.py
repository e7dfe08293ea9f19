"""Moments of a run: what is asked of one is what was said then; going on from one is as if nothing had followed."""

import base64

import numpy as np
import pytest

from gradpad.errors import GradpadError, WeightsError
from gradpad.session import Session
from gradpad.session.moments import MOST

CONFIG = {
    "seed": 5,
    "data": {"kind": "spiral", "count": 120},
    "network": {"layers": [{"units": 6, "activation": "tanh"}, {"units": 4, "activation": "tanh"}]},
    "training": {"optimizer": "sgd", "batch_size": 16},
}


def with_training(**training):
    return {**CONFIG, "training": {**CONFIG["training"], **training}}


def moment_of(snapshot):
    return {
        "step": snapshot["step"],
        "epoch": snapshot["epoch"],
        "epoch_share": snapshot["epoch_share"],
        "weights": spelt(snapshot["weights_flat"]),
    }


def spelt(weights):
    return base64.b64encode(np.asarray(weights, "<f8").tobytes()).decode()


def rows_of(snapshot):
    """The moments that a snapshot brings, as they are asked for."""
    rows = snapshot["moments"]
    count = len(rows["step"])
    weights = np.reshape(rows["weights_flat"], (count, -1)) if count else []
    return [
        {"step": rows["step"][i], "epoch": rows["epoch"][i], "epoch_share": 0, "weights": spelt(weights[i])}
        for i in range(count)
    ]


def plain(answer):
    """An answer whose arrays can be compared."""
    if isinstance(answer, dict):
        return {name: plain(value) for name, value in answer.items() if name != "run_id"}
    return answer.tolist() if isinstance(answer, np.ndarray) else answer


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize(
    ("question", "params"),
    [
        ("predict", {"resolution": 20, "units": True}),
        ("predict", {"data": True, "units": True}),
        ("maps", {"resolution": 20, "parts": [[1, 0, 3, 10]]}),
        ("metrics", {}),
        ("diagnosis", {}),
    ],
)
def test_what_is_asked_of_a_moment_is_what_was_said_then_and_nothing_changes(optimizer, question, params) -> None:
    session = Session(with_training(optimizer=optimizer))
    then = session.train(max_steps=21)
    said = plain(getattr(session, question)(**params))
    session.train(max_steps=50)
    before = session.carry()
    assert plain(session.at(moment_of(then), question, params)) == said
    assert session.carry() == before
    assert plain(getattr(session, question)(**params)) != said


def test_a_walk_at_a_moment_is_the_step_that_was_made_then() -> None:
    session = Session(CONFIG)
    then = session.train(max_steps=21)
    walk = plain(session.walk("batch"))
    session.train(max_steps=50)
    assert plain(session.at(moment_of(then), "walk", {"example": "batch"})) == walk


def test_the_landscape_of_a_moment_shows_the_way_up_to_it() -> None:
    session = Session(CONFIG)
    then = session.train(max_epochs=40)
    shown = session.landscape(renew=True, resolution=7, budget_ms=1e6)
    session.train(max_epochs=40)
    again = session.at(moment_of(then), "landscape", {"renew": True, "resolution": 7, "budget_ms": 1e6})
    assert plain(again) == plain(shown)


def test_an_error_inside_leaves_everything_as_it_was() -> None:
    session = Session(CONFIG)
    then = session.train(max_steps=9)
    session.train(max_steps=9)
    before = session.carry()
    with pytest.raises(GradpadError):
        session.at(moment_of(then), "predict", {"resolution": 1})
    assert session.carry() == before


@pytest.mark.parametrize("engine", ["auto", "numpy"])
def test_one_goes_on_from_a_moment_as_if_nothing_had_followed(engine: str) -> None:
    one, other = Session(with_training(engine=engine)), Session(with_training(engine=engine))
    then = one.train(max_steps=21)
    one.train(max_steps=70)
    back = one.go_back(moment_of(then))
    assert (back["step"], back["data_loss"]) == (then["step"], then["data_loss"])
    other.train(max_steps=21)
    one.train(max_epochs=9)
    other.train(max_epochs=9)
    assert one.run.curve == other.run.curve
    for now, expected in zip(one.run.trainer.parameters(), other.run.trainer.parameters(), strict=True):
        assert np.array_equal(now, expected)
    assert one.run.best == other.run.best
    assert not one.altered


def test_going_back_brings_the_whole_curve_up_to_there_and_ends_a_stop() -> None:
    session = Session(with_training(stop_epochs=30))
    first = session.train(max_epochs=12)
    last = session.train(max_epochs=100)
    assert last["stopped"]
    back = session.go_back(moment_of(first))
    assert back["curve"]["epoch"] == list(range(13))
    assert not back["stopped"]
    assert back["run_id"] > last["run_id"]
    assert session.train(max_epochs=100)["epoch"] == 30


def test_an_optimizer_begins_its_memory_anew_and_the_script_is_told() -> None:
    session = Session(with_training(optimizer="adam"))
    then = session.train(max_steps=21)
    session.train(max_steps=21)
    session.go_back(moment_of(then))
    trainer = session.run.trainer
    assert trainer.recipe.slots_since == 21
    assert not any(np.any(slot) for layer in trainer.slots for slots in layer.values() for slot in slots.values())
    assert session.altered


def test_a_long_command_leaves_moments_at_the_rows_of_its_curve() -> None:
    session = Session(CONFIG)
    snapshot = session.train(max_epochs=400)
    rows = rows_of(snapshot)
    assert 20 < len(rows) <= MOST
    assert snapshot["moments"]["epoch"][0] == 1
    seen = snapshot["moments"]["seen"]
    assert seen == sorted(seen)
    assert 0 < seen[0] <= seen[-1] <= snapshot["seen"]
    curve = snapshot["curve"]
    for place, row in enumerate(rows):
        at = curve["epoch"].index(row["epoch"])
        told = session.at(row, "metrics", {})
        assert told["train"]["accuracy"] == curve["accuracy"][at] == snapshot["moments"]["accuracy"][place]
        assert snapshot["moments"]["data_loss"][place] == curve["data_loss"][at]
        assert row["step"] == row["epoch"] * session.run.trainer.steps_per_epoch
    assert rows_of(session.train(max_steps=1)) == []


BAD = [
    ("moment", None),
    ("moment", {"step": 1}),
    ("step", {"step": True}),
    ("step", {"step": -1}),
    ("epoch", {"epoch": 1.5}),
    ("epoch_share", {"epoch_share": 1}),
    ("epoch_share", {"epoch_share": "0"}),
    ("weights", {"weights": spelt([1.0])}),
    ("weights", {"weights": "nan"}),
    (None, {"weights": "not base64!"}),
    (None, {"weights": 5}),
]


@pytest.mark.parametrize(("path", "change"), BAD)
@pytest.mark.parametrize("go", [True, False])
def test_what_is_no_moment_of_this_network_is_refused_and_nothing_changes(path, change, go: bool) -> None:
    session = Session(CONFIG)
    then = moment_of(session.train(max_steps=5))
    if change is not None and change.get("weights") == "nan":
        change = {"weights": spelt(np.full(len(base64.b64decode(then["weights"])) // 8, np.nan))}
    moment = change if path == "moment" else {**then, **change}
    before = session.carry()
    wish = (session.go_back, moment) if go else (session.at, moment, "metrics", {})
    with pytest.raises(WeightsError) as refused:
        wish[0](*wish[1:])
    assert refused.value.path == path
    assert session.carry() == before


@pytest.mark.parametrize(("question", "params"), [("train", {}), ("reset", {}), ("_enter", {}), ("metrics", None)])
def test_nothing_but_questions_is_asked_of_a_moment(question, params) -> None:
    session = Session(CONFIG)
    then = moment_of(session.train(max_steps=5))
    with pytest.raises(WeightsError):
        session.at(then, question, params)
