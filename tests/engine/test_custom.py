"""A visitor's own activation or loss: taken where it is right, refused with the place where it is wrong."""

import numpy as np
import pytest

from gradpad.activations import ACTIVATIONS, picture
from gradpad.custom import custom_activation, custom_loss
from gradpad.errors import CustomError
from gradpad.gradcheck import gradcheck
from gradpad.losses import LOSSES
from gradpad.session import Session
from tests.engine.builders import random_network, random_targets


def bump(z):
    """A hill at zero.

    More words.
    """
    return np.exp(-z * z)


def bump_slope(z):
    return -2 * z * np.exp(-z * z)


def hard_tanh(z):
    return np.clip(z, -1.0, 1.0)


def hard_tanh_slope(z):
    return np.where(np.abs(z) < 1, 1.0, 0.0)


def log_cosh(outputs, targets):
    return np.sum(np.log(np.cosh(outputs - targets)), axis=1)


def log_cosh_gradient(outputs, targets):
    return np.tanh(outputs - targets)


@pytest.mark.parametrize(("function", "slope"), [(bump, bump_slope), (hard_tanh, hard_tanh_slope)])
def test_an_activation_in_a_network(function, slope):
    mine = custom_activation(function, slope)
    rng = np.random.default_rng(0)
    network = random_network(rng, [2, 4, 3, 1], ["tanh", "tanh", "identity"])
    network.layers[0].activation = network.layers[1].activation = mine
    x, targets = rng.normal(size=(6, 2)), rng.normal(size=(6, 1))
    report = gradcheck(network, LOSSES["half_squared_error"], x, targets)
    assert report.passed, f"\n{report}"


def test_an_activation_is_called_what_its_function_is():
    mine = custom_activation(bump, bump_slope, targets=(0.0, 1.0))
    assert (mine.name, mine.label, mine.help, mine.targets) == ("bump", "bump", "A hill at zero.", (0.0, 1.0))
    assert picture(mine)["curve"]["y"][50] == 1.0


def test_the_same_numbers_as_the_built_in():
    def swish_again(z):
        return z / (1 + np.exp(-z))

    def its_slope(z):
        s = 1 / (1 + np.exp(-z))
        return s + z * s * (1 - s)

    mine, theirs = custom_activation(swish_again, its_slope), ACTIVATIONS["swish"]
    z = np.linspace(-5, 5, 41).reshape(41, 1)
    np.testing.assert_array_equal(mine.value(z), theirs.value(z))
    np.testing.assert_allclose(mine.slope(z, mine.value(z)), theirs.slope(z, theirs.value(z)), rtol=1e-12)


def test_a_registered_one_trains(monkeypatch):
    monkeypatch.setattr(ACTIVATIONS, "_choices", dict(ACTIVATIONS._choices))
    ACTIVATIONS.register(type(custom_activation(bump, bump_slope)))
    session = Session({"network": {"layers": [{"units": 5, "activation": "bump"}]}, "training": {"learning_rate": 0.3}})
    assert session.train(max_epochs=40)["accuracy"] > 0.9
    assert session.gradcheck()["passed"]


@pytest.mark.parametrize("output", ["identity", "tanh", "softmax"])
def test_a_loss_in_a_network(output):
    mine = custom_loss(log_cosh, log_cosh_gradient)
    rng = np.random.default_rng(1)
    network = random_network(rng, [2, 4, 3], ["tanh", output])
    x, targets = rng.normal(size=(6, 2)), random_targets(rng, "half_squared_error", output, (6, 3))
    report = gradcheck(network, mine, x, targets)
    assert report.passed, f"\n{report}"
    assert mine.name == "log_cosh"
    assert mine.help == "Made by a visitor."


def test_a_loss_of_probabilities():
    def surprise(o, t):
        return -np.sum(t * np.log(o) + (1 - t) * np.log(1 - o), axis=1)

    def its_gradient(o, t):
        return (o - t) / (o * (1 - o))

    mine = custom_loss(surprise, its_gradient, targets=(0.0, 1.0))
    rng = np.random.default_rng(2)
    z, t = rng.normal(size=(8, 1)), rng.choice([0.0, 1.0], (8, 1))
    a = ACTIVATIONS["sigmoid"].value(z)
    built_in = LOSSES["binary_cross_entropy"]
    assert mine.value(a, t) == pytest.approx(built_in.value(z, t), rel=1e-12)
    delta = ACTIVATIONS["sigmoid"].backward(mine.gradient(a, t), z, a)
    np.testing.assert_allclose(delta, built_in.gradient(z, t), rtol=1e-10)


def named(function):
    def f(z):
        return function(z)

    return f


def rolls_dice(z):
    return z + np.random.default_rng().normal(size=z.shape)


def overwrites(z):
    z *= 2
    return z.copy()


@pytest.mark.parametrize(
    ("function", "slope", "said"),
    [
        (bump, lambda z: -z * np.exp(-z * z), "The slope of bump at z = "),
        (bump, lambda z: np.where(z > 5.9, 0.5, bump_slope(z)), "at z = 5."),
        (bump, lambda z: bump_slope(z)[:1], "must be (121, 2)"),
        (bump, lambda z: z / 0, "must be a finite number everywhere"),
        (named(np.log), lambda z: 1 / z, "f(z) is nan at -6.03"),
        (named(lambda z: np.log(np.abs(z) - 3)), lambda z: z, "must be a finite number everywhere"),
        (named(lambda z: z.sum(axis=1)), bump_slope, "has shape (121,)"),
        (named(lambda z: 1.0), bump_slope, "gives float; it must give an array"),
        (named(lambda z: z > 0), bump_slope, "array of floating-point numbers"),
        (named(lambda z: z.astype(np.float32)), bump_slope, "array of floating-point numbers"),
        (named(lambda z: z - z.mean()), np.ones_like, "stands among others"),
        (named(lambda z: undefined), np.ones_like, "raises NameError: name 'undefined' is not defined"),  # noqa: F821
        (named(lambda z: z if z > 0 else 0), np.ones_like, "raises ValueError"),
        (rolls_dice, np.ones_like, "stands among others"),
        (overwrites, np.ones_like, "changes its arguments"),
        (lambda z: z, np.ones_like, "define it with def"),
        ("np.tanh", np.ones_like, "is not a function"),
    ],
)
def test_activations_that_are_refused(function, slope, said):
    with pytest.raises(CustomError) as caught:
        custom_activation(function, slope)
    assert said in caught.value.message


def half_of_it(outputs, targets):
    return 0.5 * np.sum((outputs - targets) ** 2, axis=1)


@pytest.mark.parametrize(
    ("function", "gradient", "said"),
    [
        (half_of_it, lambda o, t: 2 * (o - t), "The gradient of half_of_it with respect to output 0, at outputs ["),
        (half_of_it, lambda o, t: (o - t) / len(o), "differences say"),
        (half_of_it, lambda o, t: (o - t) / o.shape[1], "with respect to output"),
        (half_of_it, lambda o, t: (o - t).sum(axis=1), "must be (40, 1)"),
        (log_cosh_gradient, lambda o, t: o, "has shape (40, 1)"),
        (lambda o, t: o, lambda o, t: o, "define it with def"),
    ],
)
def test_losses_that_are_refused(function, gradient, said):
    with pytest.raises(CustomError) as caught:
        custom_loss(function, gradient)
    assert said in caught.value.message


def test_a_loss_that_mixes_examples_is_refused():
    def above_average(outputs, targets):
        return np.sum((outputs - outputs.mean()) ** 2, axis=1)

    with pytest.raises(CustomError, match="each has its own"):
        custom_loss(above_average, lambda o, t: o)


def test_what_is_missing_is_found():
    for function, slope in ((bump, bump_slope), (hard_tanh, hard_tanh_slope)):
        mine, z = custom_activation(function), np.linspace(-3.03, 3.01, 50).reshape(25, 2)
        np.testing.assert_allclose(mine.slope(z, mine.value(z)), slope(z), rtol=1e-12, atol=1e-14)
    rng = np.random.default_rng(3)
    o, t = rng.normal(size=(2, 6, 3))
    np.testing.assert_allclose(custom_loss(log_cosh).gradient(o, t), log_cosh_gradient(o, t) / 6, rtol=1e-12)
