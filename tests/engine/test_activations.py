"""What is particular to an activation: its values far out, its limits, the surrogate, softmax's shares."""

import math

import numpy as np
import pytest

from gradpad.activations import ACTIVATIONS

FAR = np.array([-1e4, -800.0, -40.0, 0.0, 40.0, 800.0, 1e4])


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_finite_far_out(name):
    activation = ACTIVATIONS[name]
    with np.errstate(over="ignore"):  # e^800 is infinite, and 1 / (1 + that) is 0, as it should be
        z = FAR[None, :]
        a = activation.value(z)
        slope = activation.slope(z, a)
        grad = activation.backward(np.ones_like(z), z, a)
    assert a.shape == slope.shape == grad.shape == z.shape
    assert np.all(np.isfinite(a))
    assert np.all(np.isfinite(slope))
    assert np.all(np.isfinite(grad))


@pytest.mark.parametrize(
    ("name", "z", "a"),
    [
        ("identity", -2.5, -2.5),
        ("step", 0.0, 0.0),
        ("step", 1e-300, 1.0),
        ("sigmoid", math.log(3), 0.75),
        ("tanh", math.log(3) / 2, 0.5),
        ("relu", -3.0, 0.0),
        ("leaky_relu", -3.0, -0.03),
        ("elu", -math.log(4), -0.75),
        ("softplus", math.log(3), math.log(4)),
        ("swish", math.log(3), 0.75 * math.log(3)),
        ("sine", math.pi / 6, 0.5),
    ],
)
def test_by_hand(name, z, a):
    assert ACTIVATIONS[name].value(np.array([z]))[0] == pytest.approx(a, rel=1e-14, abs=1e-300)


def test_gelu_is_close_to_the_exact_one():
    """Its docstring promises less than 0.0005 from z times the normal distribution's share below z."""
    z = np.linspace(-8, 8, 4001)
    exact = np.array([v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in z])
    assert np.abs(ACTIVATIONS["gelu"].value(z) - exact).max() < 0.0005


def test_softmax():
    softmax, z = ACTIVATIONS["softmax"], np.array([[1.0, 2, 3], [1000, 1000, 1000], [0, -1e4, 1e4]])
    a = softmax.value(z)
    np.testing.assert_allclose(a.sum(axis=1), 1, rtol=1e-15)
    np.testing.assert_allclose(a[0], np.exp([1, 2, 3]) / np.exp([1, 2, 3]).sum(), rtol=1e-14)
    np.testing.assert_allclose(a[1], 1 / 3)
    np.testing.assert_allclose(softmax.value(z + 7)[0], a[0], rtol=1e-13)  # only differences count
    grad = np.array([[0.3, -1, 2]])
    jacobian = np.diag(a[0]) - np.outer(a[0], a[0])
    np.testing.assert_allclose(softmax.backward(grad, z[:1], a[:1]), grad @ jacobian, rtol=1e-12)


def test_step_is_trained_with_a_sigmoids_slope():
    step, sigmoid = ACTIVATIONS["step"], ACTIVATIONS["sigmoid"]
    assert not step.exact
    z = np.linspace(-4, 4, 9)
    np.testing.assert_allclose(step.slope(z, step.value(z)), sigmoid.slope(z, sigmoid.value(z)), rtol=1e-14)


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_description(name):
    described = next(entry for entry in ACTIVATIONS.describe() if entry["name"] == name)
    assert described["help"].endswith(".")
    assert {len(described["curve"][axis]) for axis in ("x", "y", "slope")} == {101}
    low, high = described["targets"]
    assert low < high
    out = np.array(described["curve"]["y"])
    assert out.max() > (low + high) / 2 > out.min()  # both answers can be told apart
