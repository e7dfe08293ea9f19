"""Weights by hand, weights held fixed, and the moments that one can go back to."""

import json

import numpy as np
import pytest

from gradpad.errors import WeightsError
from gradpad.export.session_file import SessionFileError
from gradpad.session import Session
from gradpad.session.run import Run
from tests.engine.builders import given_back

ADAM = {"training": {"optimizer": "adam", "learning_rate": 0.01}}


def weights(session):
    return [np.copy(array) for layer in session.run.trainer.network.layers for _, array in layer.parameters()]


def same(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_one_weight_is_set_and_no_other():
    session = Session()
    before = weights(session)
    snapshot = session.set_weight(layer=1, parameter="W", index=[2, 1], value=-1.5)
    after = weights(session)
    assert after[2][2, 1] == -1.5
    after[2][2, 1] = before[2][2, 1]
    assert same(before, after)
    assert snapshot["weights_flat"][12 + 2 * 2 + 1] == -1.5
    session.set_weight(layer=2, parameter="b", index=[0], value=0.25)
    assert session.run.trainer.network.layers[2].b.tolist() == [0.25]


def test_before_the_first_step_a_weight_by_hand_has_the_losses_worked_out_once(monkeypatch):
    session, asked, losses = Session({}), [], Run.losses
    monkeypatch.setattr(Run, "losses", lambda run: asked.append(run) or losses(run))
    by_hand = session.set_weight(0, "W", [0, 0], 1.25)
    assert len(asked) == 1
    assert by_hand["curve"]["data_loss"] == [by_hand["data_loss"]]
    assert session.snapshot()["data_loss"] == by_hand["data_loss"]
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("layer", "parameter", "index"),
    [(3, "W", [0, 0]), (0, "W", [0]), (0, "b", [4]), (0, "W", [-1, 0]), (0, "z", [0]), (True, "b", [0]), ("0", "b", 0)],
)
def test_a_weight_that_is_not_there_is_refused(layer, parameter, index):
    session = Session()
    with pytest.raises(WeightsError, match="no parameter"):
        session.set_weight(layer, parameter, index, 1.0)
    with pytest.raises(WeightsError, match="no parameter"):
        session.freeze(layer, parameter, index, True)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e9, "1", None, True])
def test_a_value_that_is_no_weight_is_refused(value):
    session = Session()
    before = weights(session)
    with pytest.raises(WeightsError, match=r"weights\.0\.b\.1 is .*must be a number from -1000 to 1000"):
        session.set_weight(0, "b", [1], value)
    assert same(before, weights(session))


@pytest.mark.parametrize("engine", ["auto", "numpy"])
@pytest.mark.parametrize("optimizer", ["sgd", "adamw"])
def test_what_is_held_stays_and_all_else_learns(engine, optimizer):
    session = Session({"training": {"optimizer": optimizer, "engine": engine, "weight_decay": 0.1}})
    session.train(max_epochs=1)
    session.freeze(0, "W", [1, 2], True)
    assert session.freeze(2, "b", [0], True)["frozen"] == ["0.W.1.2", "2.b.0"]
    before = weights(session)
    session.train(max_epochs=3)
    after = weights(session)
    assert after[0][1, 2] == before[0][1, 2]
    assert after[5] == before[5]
    moved = sum(np.count_nonzero(a != b) for a, b in zip(after, before, strict=True))
    assert moved == sum(a.size for a in after) - 2
    assert session.freeze(0, "W", [1, 2], False)["frozen"] == ["2.b.0"]
    session.train(max_epochs=1)
    assert weights(session)[0][1, 2] != before[0][1, 2]


def test_a_session_file_keeps_what_is_held_and_refuses_what_is_not_there():
    session = Session(ADAM)
    session.train(max_epochs=2)
    session.freeze(1, "W", [3, 0], True)
    text = session.export("session")
    other = Session()
    assert other.open_session(text)["frozen"] == ["1.W.3.0"]
    session.train(max_epochs=2)
    other.train(max_epochs=2)
    assert same(weights(session), weights(other))
    for wrong in (["1.W.4.0"], ["1.W"], ["x"], [3], "1.b.0", ["0.b.99999999"]):
        with pytest.raises((WeightsError, SessionFileError), match=r"parameter"):
            other.open_session(json.dumps({**json.loads(text), "frozen": wrong}))
    assert same(weights(session), weights(other))


def test_adam_counts_from_the_step_at_which_it_took_over():
    """Its first step is about as long as the rate for every weight, however many steps another optimizer made."""
    session = Session({"training": {"optimizer": "sgd", "batch_size": 250}})
    session.train(max_steps=1000)
    session.update({"training": {"optimizer": "adam", "batch_size": 250, "learning_rate": 0.01}})
    before = weights(session)
    session.train(max_steps=1)
    for old, new in zip(before, weights(session), strict=True):
        np.testing.assert_allclose(np.abs(new - old), 0.01, rtol=1e-3)
    text = session.export("session")
    other = Session()
    other.open_session(text)
    session.train(max_steps=7)
    other.train(max_steps=7)
    assert same(weights(session), weights(other))


def test_a_moment_that_was_remembered_comes_back_whole():
    session = Session(ADAM)
    session.train(max_steps=33)
    session.freeze(0, "b", [0], True)
    config = session.config.to_dict()
    kept = given_back(session.carry())
    then, curve = weights(session), list(session.run.curve.accuracy)
    first = session.train(max_epochs=4)
    session.reset({"network": {"layers": [{"units": 3}]}})
    snapshot = session.recall(config, kept)
    assert snapshot["step"] == 33
    assert snapshot["frozen"] == ["0.b.0"]
    assert snapshot["curve"]["accuracy"] == curve
    assert same(weights(session), then)
    again = session.train(max_epochs=4)
    np.testing.assert_array_equal(again["weights_flat"], first["weights_flat"])


def test_a_moment_is_recalled_with_another_optimizer():
    session = Session(ADAM)
    session.train(max_steps=10)
    kept = given_back(session.carry())
    then = weights(session)
    snapshot = session.recall({"training": {"optimizer": "momentum"}}, kept)
    assert snapshot["step"] == 10
    assert same(weights(session), then)
    assert session.train(max_epochs=1)["step"] == 25


def test_the_curve_tells_the_accuracies_of_classes_and_nothing_of_values():
    snapshot = Session().train(max_epochs=2)
    assert snapshot["curve"]["accuracy"][-1] == snapshot["accuracy"]
    assert snapshot["curve"]["test_accuracy"][-1] == snapshot["test_accuracy"]
    assert len(snapshot["curve"]["accuracy"]) == 3
    values = Session({"data": {"kind": "plane"}}).train(max_epochs=2)
    assert values["curve"]["accuracy"] == [None, None, None]


def test_a_checkpoint_knows_what_was_held_then():
    session = Session({"training": {"engine": "numpy"}})
    session.freeze(0, "W", [0, 0], True)
    kept = given_back(session.carry())
    session.freeze(0, "W", [0, 1], True)
    assert session.recall(session.config.to_dict(), kept)["frozen"] == ["0.W.0.0"]
