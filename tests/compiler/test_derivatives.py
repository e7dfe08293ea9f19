"""Derivatives of recordings against central differences, and the formulas they are shown as."""

import numpy as np
import pytest

from gradpad.activations import ACTIVATIONS
from gradpad.compiler import NotRecordable, compile_function, derivative, formula

FUNCTIONS = {
    "everything": lambda x, y: np.tanh(x * y) / (1 + np.exp(-x)) - np.log1p(x * x) * np.sqrt(1 + y * y),
    "powers": lambda x, y: (1 + x * x) ** y + np.expm1(x) ** 3 - np.abs(x) ** 1.5,
    "waves": lambda x, y: np.sin(x) * np.cos(y * x) + np.log(2 + np.sin(x)),
    "corners": lambda x, y: np.where(x > y, x * y, np.maximum(x, 0.3) - np.minimum(y * x, 0.2)) + np.sign(x) * x,
    "products": lambda x, y: np.tanh(x @ y.T) @ (x * y) + (x.T @ x).sum(),
    "sums": lambda x, y: x * x.sum(axis=1, keepdims=True) + np.mean(y * x, axis=0) - np.max(x, axis=1)[:, None],
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_against_differences(name):
    f = FUNCTIONS[name]
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(2, 4, 3))
    slopes = derivative(f)(x, y)
    h = 1e-6
    for place in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[place] = h
        difference = (np.sum(f(x + nudge, y)) - np.sum(f(x - nudge, y))) / (2 * h)
        assert slopes[place] == pytest.approx(difference, rel=1e-6, abs=1e-7)


@pytest.mark.parametrize("name", [n for n, a in ACTIVATIONS.items() if a.exact and a.hidden])
def test_the_engines_own_slopes(name):
    activation = ACTIVATIONS[name]
    z = np.linspace(-4.03, 4.01, 60)
    found = derivative(lambda z: activation.value(z))(z)
    np.testing.assert_allclose(found, activation.slope(z, activation.value(z)), rtol=1e-12, atol=1e-15)


def test_a_derivative_can_be_compiled():
    slope = derivative(lambda z: np.exp(-z * z) * np.tanh(z))
    z = np.linspace(-2, 2, 21)
    compiled = compile_function(lambda z: 3 * slope(2 * z), {"z": z.shape})
    np.testing.assert_allclose(compiled(z=z)["0"], 3 * slope(2 * z), rtol=1e-13)


def test_what_has_no_derivative_says_so():
    with pytest.raises(NotRecordable, match="branching"):
        derivative(lambda z: z if z.sum() > 0 else -z)


def test_formulas():
    assert formula(lambda z: 1 / (1 + np.exp(-z)), "z") == r"\frac{1}{1 + e^{-z}}"
    assert formula(np.tanh, "z", slope=True) == r"1 - \left(\tanh z\right)^2"
    assert formula(lambda o, t: 0.5 * (o - t) ** 2, "o", "t") == r"0.5 \, \left(o - t\right)^2"
    assert formula(lambda z: np.maximum(z, 0.0), "z") == r"\max\left(z, 0\right)"
