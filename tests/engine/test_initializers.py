"""Initializers: each has the spread that its formula says, and the shape that the layer needs."""

import numpy as np
import pytest

from gradpad.config import Config
from gradpad.initializers import INITIALIZERS
from gradpad.session.construction import make_network

N_IN, N_OUT, SCALE = 120, 80, 0.3
DEVIATIONS = {
    "glorot_uniform": np.sqrt(2 / (N_IN + N_OUT)),
    "glorot_normal": np.sqrt(2 / (N_IN + N_OUT)),
    "he_normal": np.sqrt(2 / N_IN),
    "he_uniform": np.sqrt(2 / N_IN),
    "orthogonal": SCALE / np.sqrt(N_IN),
    "uniform": SCALE / np.sqrt(3),
    "normal": SCALE,
    "constant": 0.0,
    "zeros": 0.0,
}
LIMITS = {
    "glorot_uniform": np.sqrt(6 / (N_IN + N_OUT)), "he_uniform": np.sqrt(6 / N_IN), "uniform": SCALE,
}  # fmt: skip


def weights(name, n_in=N_IN, n_out=N_OUT, scale=SCALE, seed=0):
    return INITIALIZERS[name].weights(np.random.default_rng(seed), n_in, n_out, scale)


@pytest.mark.parametrize("name", list(INITIALIZERS))
def test_spread(name):
    W = weights(name)
    assert W.shape == (N_IN, N_OUT)
    assert W.dtype == np.float64
    assert W.flags.c_contiguous
    if name not in DEVIATIONS:
        return  # what its formula says is looked at in test_formulas_shown
    assert W.std() == pytest.approx(DEVIATIONS[name], rel=0.03)
    if name == "constant":
        assert np.all(W == SCALE)
    else:
        assert abs(W.mean()) <= 5 * DEVIATIONS[name] / np.sqrt(W.size)
    if name in LIMITS:
        assert 0.99 * LIMITS[name] < np.abs(W).max() <= LIMITS[name]


@pytest.mark.parametrize("name", list(INITIALIZERS))
def test_scale_where_it_is_used(name):
    small, large = weights(name, scale=0.5), weights(name, scale=2.0)
    if "initial_scale" in INITIALIZERS[name].uses:
        np.testing.assert_allclose(large, 4 * small, rtol=1e-12)
        assert np.all(weights(name, scale=0.0) == 0)
    else:
        np.testing.assert_array_equal(large, small)
    assert INITIALIZERS[name].describe()["uses"] == list(INITIALIZERS[name].uses)


@pytest.mark.parametrize("shape", [(5, 3), (3, 5), (4, 4), (1, 1), (1, 6)])
def test_orthogonal(shape):
    W = weights("orthogonal", *shape, scale=0.7)
    assert W.shape == shape
    square = W.T @ W if shape[0] >= shape[1] else W @ W.T
    np.testing.assert_allclose(square, 0.49 * np.eye(min(shape)), atol=1e-14)


def test_orthogonal_has_no_favourite_direction():
    """The plain QR of many libraries gives columns of one sign more often."""
    first = [weights("orthogonal", 3, 3, 1.0, seed)[0, 0] for seed in range(400)]
    assert abs(np.mean(first)) < 5 * np.std(first) / 20


@pytest.mark.parametrize("name", list(INITIALIZERS))
def test_same_seed_same_start(name):
    config = Config.from_dict({"seed": 5, "network": {"initializer": name, "initial_bias": -0.25}})
    one, two = make_network(config, 2, 1), make_network(config, 2, 1)
    for layer, other in zip(one.layers, two.layers, strict=True):
        np.testing.assert_array_equal(layer.W, other.W)
        assert set(layer.b) == {-0.25}


@pytest.mark.parametrize(("name", "activation"), [("glorot_normal", "tanh"), ("he_normal", "relu")])
def test_the_signal_neither_fades_nor_explodes(name, activation):
    """Ten layers of a hundred units: with the fitting start the output is still of the input's order."""
    from gradpad.activations import ACTIVATIONS

    rng = np.random.default_rng(0)
    a = rng.normal(size=(200, 100))
    for _ in range(10):
        a = ACTIVATIONS[activation].value(a @ INITIALIZERS[name].weights(rng, 100, 100, 1.0))
    assert 0.1 < a.std() < 3
