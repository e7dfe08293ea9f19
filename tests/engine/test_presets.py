"""Every preset shows what its comment says: each claim is measured here, on ten seeds; on three at every commit."""

from itertools import pairwise

import numpy as np
import pytest

from gradpad.config.presets import PRESETS
from gradpad.session import Session

MORE_SEEDS = pytest.mark.whole("the first three seeds are trained at every commit")
SEEDS = [seed if seed < 3 else pytest.param(seed, marks=MORE_SEEDS) for seed in range(10)]
BY_NAME = {preset.name: preset for preset in PRESETS}


def trained(name, epochs, seed=0, **changes):
    session = Session({**BY_NAME[name].config, "seed": seed, **changes})
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
@pytest.mark.parametrize("seed", SEEDS)
def test_these_learn(name, epochs, seed):
    assert trained(name, epochs, seed)[1]["accuracy"] > 0.95


@pytest.mark.parametrize("seed", SEEDS)
def test_xor_needs_a_hidden_layer(seed):
    assert trained("xor_no_hidden_layer", 300, seed)[1]["accuracy"] < 0.8


@pytest.mark.parametrize("seed", SEEDS)
def test_zeros_learn_nothing(seed):
    session, snapshot = trained("zeros", 50, seed)
    assert snapshot["accuracy"] < 0.6
    assert all(np.all(layer.W == 0) for layer in session.run.trainer.network.layers)


@pytest.mark.parametrize("seed", SEEDS)
def test_too_high_a_rate_climbs_and_stops_and_the_lower_one_that_is_offered_learns(seed):
    session, snapshot = trained("rate_too_high", 1000, seed)
    losses = list(session.run.curve.data_loss)
    assert snapshot["reason"] == "diverged"
    assert snapshot["message"].endswith("Try a rate of 0.03.")
    assert len(losses) >= 10  # the chart shows it
    assert all(after > before for before, after in pairwise(losses[3:]))  # the first steps may still find a way down
    config = session.config.to_dict()
    config["training"]["learning_rate"] = 0.03
    session.update(config)
    snapshot = session.train(max_epochs=300)
    assert snapshot["reason"] is None
    assert snapshot["accuracy"] > 0.95


def test_dead_relus_stay_dead_and_a_better_start_learns():
    session, snapshot = trained("dead_relus", 50)
    assert len(session.diagnosis()["dead_units"][0]) == 6
    assert snapshot["accuracy"] < 0.6
    network = {**BY_NAME["dead_relus"].config["network"], "initial_bias": 0.0}
    session, snapshot = trained("dead_relus", 100, network=network)
    assert session.diagnosis()["dead_units"] == [[]]
    assert snapshot["accuracy"] > 0.95


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_learned_by_heart_is_of_no_use_elsewhere(seed):
    session, early = trained("overfitting", 20, seed)
    late = session.train(max_epochs=380)
    assert late["accuracy"] == 1.0
    assert late["test_accuracy"] < 0.7
    assert late["data_loss"] < 0.02
    assert late["test_loss"] > 1.5 * early["test_loss"]


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


@pytest.mark.parametrize(("seeds", "finds"), [(3, 0), pytest.param(10, 2, marks=MORE_SEEDS)])
def test_the_spiral_alone_is_hard(seeds, finds):
    """Two starts of ten may find it all the same."""
    assert sum(trained("spiral_alone", 500, seed)[1]["accuracy"] > 0.95 for seed in range(seeds)) <= finds


@pytest.mark.parametrize("seed", SEEDS)
def test_gradients_fade_through_sigmoids(seed):
    session, _ = trained("vanishing", 1, seed)
    norms = [layer["W"] for layer in session.diagnosis()["gradient_norms"]]
    assert norms[0] < norms[-1] / 300
    assert session.train(max_epochs=1999)["data_loss"] > 0.49  # half of a target's square: nothing is learned
    tanh = {"layers": [{"units": 4, "activation": "tanh"}] * 6}
    assert trained("vanishing", 100, seed, network=tanh)[1]["accuracy"] > 0.95


@pytest.mark.parametrize("seed", SEEDS)
def test_values_are_predicted(seed):
    session, _ = trained("bumps", 100, seed)
    assert session.metrics()["test"]["r_squared"] > 0.6


@pytest.mark.parametrize("seed", SEEDS)
def test_the_curve_is_the_sine(seed):
    x = np.linspace(-6, 6, 241)
    session, _ = trained("sine_curve", 500, seed)
    curve = session.run.trainer.network.forward(x[:, None])[:, 0]
    assert np.abs(curve - np.sin(x)).max() < 0.3
    assert session.metrics()["test"]["r_squared"] > 0.98
