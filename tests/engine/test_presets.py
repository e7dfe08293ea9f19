"""Every preset shows what its comment says: each claim is measured here."""

import numpy as np
import pytest

from gradpad.config.presets import PRESETS
from gradpad.session import Session

BY_NAME = {preset.name: preset for preset in PRESETS}


def trained(name, epochs, **changes):
    session = Session({**BY_NAME[name].config, **changes})
    return session, session.train(max_epochs=epochs)


def feature_weights(session):
    """How strongly each input is used: the length of its row of weights."""
    return np.linalg.norm(session.run.trainer.network.layers[0].W, axis=1)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_each_is_a_valid_configuration_with_a_short_comment(preset):
    assert Session(preset.describe()["config"]).snapshot()["problem"] is None
    assert 40 < len(preset.comment) < 240
    assert preset.comment.endswith(".")


def test_names_are_unique():
    assert len(BY_NAME) == len(PRESETS) >= 12


@pytest.mark.parametrize(
    ("name", "epochs"),
    [("circle", 100), ("and_one_unit", 300), ("xor_hidden_layer", 200), ("spiral_helped", 100), ("four_classes", 30)],
)
def test_these_learn(name, epochs):
    _, snapshot = trained(name, epochs)
    assert snapshot["accuracy"] > 0.95


def test_xor_needs_a_hidden_layer():
    _, snapshot = trained("xor_no_hidden_layer", 300)
    assert snapshot["accuracy"] < 0.8


def test_zeros_learn_nothing():
    session, snapshot = trained("zeros", 50)
    assert snapshot["accuracy"] < 0.6
    assert all(np.all(layer.W == 0) for layer in session.run.trainer.network.layers)


def test_too_high_a_rate_diverges_and_the_lower_one_does_not():
    session, snapshot = trained("rate_too_high", 100)
    assert snapshot["reason"] == "diverged"
    config = session.config.to_dict()
    config["training"]["learning_rate"] /= 100
    session.update(config)
    assert session.train(max_epochs=20)["reason"] is None


def test_dead_relus_stay_dead_and_a_better_start_learns():
    session, snapshot = trained("dead_relus", 50)
    assert len(session.diagnosis()["dead_units"][0]) == 6
    assert snapshot["accuracy"] < 0.6
    network = {**BY_NAME["dead_relus"].config["network"], "initial_bias": 0.0}
    session, snapshot = trained("dead_relus", 100, network=network)
    assert session.diagnosis()["dead_units"] == [[]]
    assert snapshot["accuracy"] > 0.95


def test_overfitting():
    _, snapshot = trained("overfitting", 1000)
    assert snapshot["accuracy"] == 1.0
    assert snapshot["test_loss"] > 20 * snapshot["data_loss"]


def test_l1_fades_useless_inputs_and_l2_shrinks_all():
    l1, l2 = (trained(name, 600)[0] for name in ("l1", "l2"))
    plain, _ = trained("l1", 600, training={})
    useful = [2, 3]
    useless = [0, 1, 4, 5, 6]
    faded = feature_weights(l1)
    assert faded[useless].max() < 0.05 * faded[useful].min()
    shrunk = feature_weights(l2)
    assert shrunk[useless].max() > faded[useless].max()
    assert np.linalg.norm(shrunk) < np.linalg.norm(feature_weights(plain))


def test_the_spiral_alone_is_hard():
    _, snapshot = trained("spiral_alone", 300)
    assert snapshot["accuracy"] < 0.9


def test_gradients_fade_through_sigmoids():
    session, _ = trained("vanishing", 1)
    norms = [layer["W"] for layer in session.diagnosis()["gradient_norms"]]
    assert norms[0] < norms[-1] / 1000


@pytest.mark.parametrize(("name", "epochs"), [("bumps", 100), ("sine_curve", 500)])
def test_values_are_predicted(name, epochs):
    session, _ = trained(name, epochs)
    assert session.metrics()["test"]["r_squared"] > 0.8
