"""When training stops, and when it does not: at the very epoch that was asked, never for a rule that is off."""

import json
import math

import numpy as np
import pytest

from gradpad.errors import ConfigError
from gradpad.session import Session

QUICK = {"data": {"kind": "gauss", "count": 40}}


def session(**training):
    return Session({**QUICK, "training": training})


@pytest.mark.parametrize("epochs", [1, 5, 100, 101, 102, 104, 151, 237])
def test_at_the_epoch_that_was_asked(epochs):
    """Also where the curve has no row for every epoch any more."""
    s = session(stop_epochs=epochs)
    snapshot = s.train(max_epochs=1000)
    assert (snapshot["epoch"], snapshot["reason"], snapshot["stopped"]) == (epochs, "epochs", True)
    assert snapshot["message"] == f"Stopped after {epochs} epochs, as asked."
    assert s.run.curve.epoch[-1] == epochs


def test_at_the_same_epoch_however_the_run_is_cut():
    s = session(stop_epochs=137)
    for _ in range(400):
        snapshot = s.train(max_steps=1)
        if snapshot["stopped"]:
            break
    assert (snapshot["epoch"], snapshot["reason"]) == (137, "epochs")


def test_once_stopped_it_may_go_on():
    s = session(stop_epochs=3)
    s.train(max_epochs=10)
    changed = s.config.to_dict()
    changed["training"]["stop_epochs"] = 0
    s.update(changed)
    snapshot = s.train(max_epochs=4)
    assert (snapshot["epoch"], snapshot["stopped"]) == (7, False)


def test_loss():
    snapshot = session(stop_loss=0.05).train(max_epochs=1000)
    assert snapshot["reason"] == "loss"
    assert snapshot["data_loss"] <= 0.05


def test_a_loss_of_nothing_does_not_stop_what_was_not_asked_to():
    """Hinge reaches a loss of exactly 0; stop_loss = 0 means never."""
    s = Session(
        {**QUICK, "network": {"layers": [], "output": "identity"},
         "training": {"loss": "hinge", "learning_rate": 1.0, "batch_size": 5}}
    )  # fmt: skip
    snapshot = s.train(max_epochs=300)
    assert snapshot["data_loss"] == 0
    assert (snapshot["epoch"], snapshot["reason"]) == (300, None)


def test_patience():
    s = Session({**QUICK, "network": {"initializer": "zeros"}, "training": {"patience": 4, "learning_rate": 1e-9}})
    snapshot = s.train(max_epochs=1000)
    assert (snapshot["epoch"], snapshot["reason"]) == (4, "patience")
    assert "no improvement for 4 epochs" in snapshot["message"]


def test_patience_starts_anew_with_another_loss():
    """Another loss is on another scale; the best of the old one says nothing."""
    s = Session({**QUICK, "network": {"output": "identity"}, "training": {"patience": 20}})
    s.train(max_epochs=10)
    changed = s.config.to_dict()
    changed["training"]["loss"] = "hinge"
    s.update(changed)
    assert math.isinf(s.run.best[0])
    assert s.train(max_epochs=15)["reason"] is None


def weights_of(snapshot):
    return np.array(snapshot["weights_flat"])


DIVERGING = {
    "linear": ({"layers": [], "output": "identity"}, {"learning_rate": 10.0}),
    "weights before the loss": ({"layers": []}, {"optimizer": "adamw", "weight_decay": 1.0, "learning_rate": 1000.0}),
    "penalty": ({}, {"regularizer": "l2", "regularization_rate": 10.0, "learning_rate": 1000.0}),
    "momentum": ({"output": "identity"}, {"optimizer": "momentum", "learning_rate": 100.0}),
}


@pytest.mark.parametrize("name", DIVERGING)
@pytest.mark.parametrize("steps", [1, 3, None])
def test_divergence_leaves_finite_weights(name, steps):
    """However the run is cut, no weight that is shown is ever infinite, and training stops by itself."""
    network, training = DIVERGING[name]
    s = Session({**QUICK, "network": network, "training": training})
    for _ in range(1000):
        snapshot = s.train(max_steps=steps, max_epochs=None if steps else 10)
        assert np.all(np.isfinite(snapshot["weights_flat"]))
        if snapshot["stopped"]:
            break
    assert snapshot["reason"] == "diverged"
    assert "learning rate" in snapshot["message"]
    assert all(np.all(np.isfinite(array)) for array in s.run.trainer.parameters())
    json.dumps(snapshot, default=np.ndarray.tolist, allow_nan=False)


@pytest.mark.parametrize("limits", [{"max_steps": 0.5}, {"max_steps": 2.5}, {"max_epochs": 1.5}])
def test_parts_of_a_step_are_refused(limits):
    with pytest.raises(ConfigError, match="whole number"):
        session().train(**limits)


@pytest.mark.parametrize("limit", [-1, "5", math.nan, [1]])
@pytest.mark.parametrize("name", ["max_steps", "max_epochs", "budget_ms"])
def test_no_numbers_are_refused(name, limit):
    with pytest.raises(ConfigError, match="number from 0 up") as caught:
        session().train(**{name: limit})
    assert caught.value.path == name


def test_whole_limits():
    s = session()
    assert s.train(max_steps=0)["step"] == 0
    assert s.train(max_steps=3.0)["step"] == 3
    assert s.train(max_steps=math.inf, max_epochs=2)["epoch"] == 3  # two boundaries on from the middle of the second
    assert s.train(max_epochs=10**400, budget_ms=1)["step"] > 0
