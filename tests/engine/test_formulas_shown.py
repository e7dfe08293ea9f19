"""Every formula that is shown is what the code computes: as it is written, as the compiler derives it, with numbers."""

import re

import numpy as np
import pytest

from gradpad.activations import ACTIVATIONS
from gradpad.compiler import formula
from gradpad.features import FEATURES
from gradpad.initializers import INITIALIZERS
from gradpad.losses import LOSSES
from gradpad.optimizers import OPTIMIZERS
from gradpad.regularizers import REGULARIZERS
from gradpad.schedules import SCHEDULES
from gradpad.session import Session
from tests.engine import latex
from tests.engine.test_walk import started

Z = np.linspace(-4.03, 4.07, 82)  # no kinks among them
CLOSE = {"rtol": 1e-12, "atol": 1e-14}
SIX_DIGITS = {"rtol": 1e-5, "atol": 1e-6}  # of the numbers in what the compiler writes


def right(text):
    return text.partition("=")[2]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations(name):
    activation = ACTIVATIONS[name]
    if not activation.elementwise:
        for unit in range(3):
            row = Z[[5, 40, 77]]
            given = latex.value(right(activation.formula), {"z_i": row[unit], "z_j": row})
            np.testing.assert_allclose(given, activation.value(row[None, :])[0, unit], **CLOSE)
        return
    np.testing.assert_allclose(latex.value(right(activation.formula), {"z": Z}), activation.value(Z), **CLOSE)
    derived = latex.value(formula(activation.value, "z"), {"z": Z})
    np.testing.assert_allclose(derived, activation.value(Z), **SIX_DIGITS)
    slope = latex.value(formula(activation.value, "z", slope=True), {"z": Z})
    if activation.exact:
        np.testing.assert_allclose(slope, activation.slope(Z, activation.value(Z)), **SIX_DIGITS)


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("count", [1, 3])
def test_losses(name, count):
    loss, rng = LOSSES[name], np.random.default_rng(count)
    for _ in range(20):
        scores = rng.normal(0, 1.5, (1, count))
        output = loss.outputs[0] if loss.from_logits else "identity"
        targets = np.full((1, count), loss.targets[0] if loss.targets else 0.3)
        targets[0, rng.integers(count)] = 1.0
        o = ACTIVATIONS[output].value(scores)[0]
        letters = {"o_k": o, "t_k": targets[0], "K": float(count)}
        given = latex.value(right(loss.formula), letters)
        np.testing.assert_allclose(given, loss.per_example(scores, targets)[0], **CLOSE)
        if loss.gradient_formula:
            slopes = np.broadcast_to(latex.value(loss.gradient_formula, letters), (count,))
            np.testing.assert_allclose(slopes, loss.gradient(scores, targets)[0], **CLOSE)


def test_losses_say_their_gradient():
    assert [name for name, loss in LOSSES.items() if not loss.gradient_formula] == []


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers(name):
    optimizer, rng = OPTIMIZERS[name], np.random.default_rng(1)
    own = [getattr(optimizer, number) for number in optimizer.numbers()]
    assert len(optimizer.letters) == len(optimizer.slots) + len(own)
    slots_of = dict(zip(optimizer.letters, optimizer.slots, strict=False))
    numbers = dict(zip(optimizer.letters[len(optimizer.slots) :], own, strict=True))
    w = rng.normal(size=5)
    slots = optimizer.new_slots(w)
    letters = {**numbers, "w": w.copy(), **{letter: slots[slot].copy() for letter, slot in slots_of.items()}}
    for step in range(6):
        g = rng.normal(size=5) * 10.0 ** rng.integers(-9, 1)
        rate = rng.uniform(0.001, 0.1)
        letters = latex.assigned(optimizer.formula, {**letters, "g": g, r"\eta": rate, "t": step + 1.0})
        w -= optimizer.change(w, g, slots, rate, step)
        np.testing.assert_allclose(letters["w"], w, rtol=1e-10)
        for letter, slot in slots_of.items():
            np.testing.assert_allclose(letters[letter], slots[slot], rtol=1e-12)


@pytest.mark.parametrize("name", REGULARIZERS)
def test_regularizers(name):
    regularizer, rate = REGULARIZERS[name], 0.3
    given = latex.value(regularizer.formula, {"w": Z, r"\lambda": rate})
    np.testing.assert_allclose(given, regularizer.total(rate, [Z]), **CLOSE)
    pull = np.broadcast_to(latex.value(formula(regularizer.gradient, "w"), {"w": Z}), Z.shape)
    np.testing.assert_allclose(pull, regularizer.gradient(Z), **CLOSE)


@pytest.mark.parametrize("name", SCHEDULES)
def test_schedules(name):
    schedule = SCHEDULES[name]
    for step in (0, 1, 5, 39, 40, 41, 95, 1000):
        letters = {r"\eta": 0.1, r"\gamma": 0.4, "t": float(step), "T": 40.0}
        given = latex.value(right(schedule.formula), letters)
        np.testing.assert_allclose(given, schedule.rate(0.1, step, 40.0, 0.4), **CLOSE)


@pytest.mark.parametrize("name", FEATURES)
def test_inputs(name):
    x1, x2 = np.random.default_rng(0).uniform(-5, 5, (2, 50))
    given = latex.value(FEATURES[name].formula, {"x_1": x1, "x_2": x2})
    np.testing.assert_allclose(given, FEATURES[name].value(x1, x2), **CLOSE)


class Recorded:
    """Stands for the generator of random numbers, and notes what it is asked for."""

    def __init__(self):
        self.asked = None

    def uniform(self, low, high, size):
        self.asked = ("U", low, high)
        return np.random.default_rng(0).uniform(low, high, size)

    def normal(self, mean=0.0, deviation=1.0, size=None):
        self.asked = ("N", mean, deviation)
        return np.random.default_rng(0).normal(mean, deviation, size)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_initializers(name):
    rng, n_in, n_out, s = Recorded(), 7, 4, 0.3
    W = INITIALIZERS[name].weights(rng, n_in, n_out, s)
    letters = {"n_{\\text{in}}": 7.0, "n_{\\text{out}}": 4.0, "s": s, "I": np.eye(n_out), "W": W}
    text = INITIALIZERS[name].formula.replace(r"_\text{in}", r"_{\text{in}}").replace(r"_\text{out}", r"_{\text{out}}")
    text = text.replace(r"n_{\text{in}}", "a").replace(r"n_{\text{out}}", "b")
    letters |= {"a": 7.0, "b": 4.0}
    first, *meanings = text.split(r", \quad ")
    for meaning in meanings:
        left, _, what = meaning.partition("=")
        letters[left.strip()] = latex.value(what, letters)
    chance = re.fullmatch(r"w \\sim ([UN])\((.*), (.*)\)", first)
    if chance:
        second = latex.value(chance[3], letters)
        assert rng.asked[0] == chance[1]
        spread = rng.asked[2] if chance[1] == "U" else rng.asked[2] ** 2
        np.testing.assert_allclose((rng.asked[1], spread), (latex.value(chance[2], letters), second), **CLOSE)
    elif first.startswith("w ="):
        np.testing.assert_array_equal(W, np.full(W.shape, latex.value(right(first), letters)))
    else:
        assert first == r"W^\top W = s^2 I"
        np.testing.assert_allclose(W.T @ W, latex.value("s^2 I", letters), atol=1e-14)


def rows_of(numbers):
    """The rows of what a step shows, each as (formula with numbers, number that it comes to), where it has both."""
    body = numbers.removeprefix(r"\begin{aligned} ").removesuffix(r" \end{aligned}")
    for row in re.split(r" \\\\ (?=[^&]*&=|&)", body):
        parts = row.replace("&=", "=").split(" = ")
        if len(parts) == 3 and r"\cdots" not in row and "f(" not in row and "L(" not in row and r"\infty" not in row:
            yield parts[1], parts[2]


@pytest.mark.parametrize("seed", range(40))
def test_the_numbers_of_a_walk_come_to_what_is_shown(seed):
    """Each number is shown with four digits: with all of them moved within that, the result is among what comes out."""
    session, place = started(seed)
    rng, seen = np.random.default_rng(seed), 0
    for step in session.walk(place)["steps"]:
        for text, result in rows_of(step["numbers"]):
            found = [
                latex.value(text, {}, lambda digits: float(digits) * (1 + rng.uniform(-5e-4, 5e-4))) for _ in range(9)
            ]
            shown = latex.value(result, {})
            if not np.all(np.isfinite(found)):  # the logarithm of an output that is shown as 0 or 1
                continue
            middle, spread = (max(found) + min(found)) / 2, max(found) - min(found)
            assert abs(shown - middle) <= 2 * spread + 5e-4 * abs(shown), (step["title"], text, result)
            seen += 1
    assert seen > 3


def test_the_change_of_rmsprop_has_its_epsilon():
    """Where a gradient is as small as epsilon, the formula without it was a tenth off."""
    data = {"kind": "points", "points": [[0.3, 0.1], [0.2, -0.4]], "labels": [1, 0]}
    training = {"optimizer": "rmsprop", "epsilon": 0.01, "batch_size": 1, "engine": "numpy"}
    session = Session({"data": data, "network": {"layers": []}, "training": training})
    [change] = [step for step in session.walk(0)["steps"] if step["kind"] == "change"]
    rows = list(rows_of(change["numbers"]))
    assert len(rows) == 3
    for text, result in rows:
        assert latex.value(text, {}) == pytest.approx(latex.value(result, {}), rel=2e-3)
