r"""The catalogue of activations: other bends for a unit, each with its slope under it.

Both are needed: the first goes forward, the second, its derivative, goes backward through the chain rule (see
layers, where the two methods are explained, and where tanh stands). What differs is how they behave far from zero: a
slope that fades there makes learning slow, one that is zero makes it stop.

All work on arrays of any shape, element by element; softmax alone mixes the units of a layer.
"""

from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.layers import Activation, Tanh
from gradpad.registry import Registry


class Activations(Registry[Activation]):
    """The menu of them."""

    def describe(self) -> list[dict[str, Any]]:
        """Returns: the description of each, with its curve."""
        return [{**activation.describe(), **picture(activation)} for activation in self.values()]


def picture(activation: Activation) -> dict[str, Any]:
    """Returns: where it may stand, and for z from -5 to 5 its curve and slope; of an activation that mixes the units
    of a layer, the share of one unit as its sum grows against one other at 0.
    """
    z = np.linspace(-5.0, 5.0, 101)
    a = (
        activation.value(z)
        if activation.elementwise
        else activation.value(np.stack([z, np.zeros_like(z)], axis=1))[:, 0]
    )
    curve = {"x": z.tolist(), "y": a.tolist(), "slope": activation.slope(z, a).tolist()}
    own = {"hidden": activation.hidden, "elementwise": activation.elementwise}
    return {**own, "targets": list(activation.targets), "tasks": list(activation.tasks), "curve": curve}


ACTIVATIONS = Activations("an activation")


@ACTIVATIONS.register
class Identity(Activation):
    """Passes the sum on as it is: a straight line, for outputs that may be any number."""

    name, label, formula = "identity", "linear", r"f(z) = z"
    torch = "{}"

    def value(self, z: Array) -> Array:
        return z * 1.0  # times one: a new array, as from every other

    def slope(self, z: Array, a: Array) -> Array:
        return np.ones_like(z)


@ACTIVATIONS.register
class Step(Activation):
    """Fires or does not, the classical neuron's threshold; its slope is zero, so it is trained with a sigmoid's.

    A step is flat everywhere, so a true gradient would never move a weight. Going backward we pretend that it was a
    sigmoid (a "surrogate gradient"): the direction is useful, but it is not a derivative, and the gradient check
    leaves it out.
    """

    name, label, formula = "step", "step", r"f(z) = \begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}"
    torch = '''def fire(z):
    """The classical neuron: 1 above zero, else 0. Backward it pretends to have been a sigmoid."""
    smooth = torch.sigmoid(z)
    return smooth + (torch.where(z > 0, 1.0, 0.0) - smooth).detach()'''
    exact = False
    targets = (0.0, 1.0)

    def value(self, z: Array) -> Array:
        return np.where(z > 0, 1.0, 0.0)

    def slope(self, z: Array, a: Array) -> Array:
        s = sigmoid(z)
        return s * (1 - s)


def sigmoid(z: Array) -> Array:
    """Returns: 1 / (1 + e^-z) of each number, between 0 and 1."""
    return 1 / (1 + np.exp(-z))


@ACTIVATIONS.register
class Sigmoid(Activation):
    """Squeezes any number smoothly between 0 and 1, like a probability."""

    name, label, formula = "sigmoid", "sigmoid", r"f(z) = \frac{1}{1 + e^{-z}}"
    torch = "torch.sigmoid({})"
    targets = (0.0, 1.0)

    def value(self, z: Array) -> Array:
        return sigmoid(z)

    def slope(self, z: Array, a: Array) -> Array:
        return a * (1 - a)


ACTIVATIONS.register(Tanh)


@ACTIVATIONS.register
class ReLU(Activation):
    """Lets positive numbers through and cuts negative ones to zero; a unit that is always cut is dead."""

    name, label, formula = "relu", "ReLU", r"f(z) = \max(0, z)"
    torch = "F.relu({})"
    targets = (0.0, 1.0)

    def value(self, z: Array) -> Array:
        return np.maximum(z, 0.0)

    def slope(self, z: Array, a: Array) -> Array:
        return np.where(z > 0, 1.0, 0.0)


@ACTIVATIONS.register
class LeakyReLU(Activation):
    """A ReLU that lets a hundredth of a negative number through, so that no unit dies."""

    name, label = "leaky_relu", "leaky ReLU"
    formula = r"f(z) = \begin{cases} z & z > 0 \\ 0.01\,z & z \le 0 \end{cases}"
    torch = "F.leaky_relu({}, 0.01)"
    leak = 0.01

    def value(self, z: Array) -> Array:
        return np.where(z > 0, z, self.leak * z)

    def slope(self, z: Array, a: Array) -> Array:
        return np.where(z > 0, 1.0, self.leak)


@ACTIVATIONS.register
class ELU(Activation):
    """A ReLU whose negative side bends smoothly down to -1."""

    name, label = "elu", "ELU"
    formula = r"f(z) = \begin{cases} z & z > 0 \\ e^z - 1 & z \le 0 \end{cases}"
    torch = "F.elu({})"

    def value(self, z: Array) -> Array:
        return np.where(z > 0, z, np.expm1(np.minimum(z, 0.0)))

    def slope(self, z: Array, a: Array) -> Array:
        return np.where(z > 0, 1.0, a + 1)


@ACTIVATIONS.register
class Softplus(Activation):
    """A ReLU with its corner rounded off."""

    name, label, formula = "softplus", "softplus", r"f(z) = \ln(1 + e^z)"
    torch = "F.softplus({})"
    targets = (0.0, 1.0)

    def value(self, z: Array) -> Array:
        return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))  # the same, without overflow

    def slope(self, z: Array, a: Array) -> Array:
        return sigmoid(z)


@ACTIVATIONS.register
class GELU(Activation):
    """A smooth ReLU that dips a little below zero first, as used in language models.

    This is the tanh form; it differs from the form with the normal distribution by less than 0.0005.
    Source: Hendrycks & Gimpel 2016, section 2.
    """

    name, label = "gelu", "GELU"
    formula = r"f(z) = \tfrac{z}{2}\left(1 + \tanh\left(\sqrt{2/\pi}\,(z + 0.044715\,z^3)\right)\right)"
    torch = 'F.gelu({}, approximate="tanh")'
    c, k = float(np.sqrt(2 / np.pi)), 0.044715

    def value(self, z: Array) -> Array:
        return 0.5 * z * (1 + np.tanh(self.c * (z + self.k * z * z * z)))

    def slope(self, z: Array, a: Array) -> Array:
        t = np.tanh(self.c * (z + self.k * z * z * z))
        return 0.5 * (1 + t) + 0.5 * z * (1 - t * t) * self.c * (1 + 3 * self.k * z * z)


@ACTIVATIONS.register
class Swish(Activation):
    """The sum times its own sigmoid: a smooth ReLU that dips below zero."""

    name, label, formula = "swish", "swish", r"f(z) = \frac{z}{1 + e^{-z}}"
    torch = "F.silu({})"

    def value(self, z: Array) -> Array:
        return z / (1 + np.exp(-z))

    def slope(self, z: Array, a: Array) -> Array:
        s = sigmoid(z)
        return s + a * (1 - s)


@ACTIVATIONS.register
class Sine(Activation):
    """A wave: the unit rises and falls again and again, which suits patterns that repeat."""

    name, label, formula = "sine", "sine", r"f(z) = \sin z"
    torch = "torch.sin({})"

    def value(self, z: Array) -> Array:
        return np.sin(z)

    def slope(self, z: Array, a: Array) -> Array:
        return np.cos(z)


@ACTIVATIONS.register
class Softmax(Activation):
    r"""Turns a layer's sums into shares that add up to 1: one probability for each class.

    Every output depends on every sum of its row, so there is no single slope; the chain rule has a sum in it:
    dL/dz_i = a_i (dL/da_i - sum_j dL/da_j a_j).
    """

    name, label, formula = "softmax", "softmax", r"f(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}"
    torch = "torch.softmax({}, dim=1)"
    hidden = elementwise = False
    targets = (0.0, 1.0)
    tasks = ("classification",)  # a value to be predicted is no share

    def value(self, z: Array) -> Array:
        e = np.exp(z - z.max(axis=-1, keepdims=True))  # the same, without overflow
        return e / e.sum(axis=-1, keepdims=True)

    def slope(self, z: Array, a: Array) -> Array:
        return a * (1 - a)  # da_i/dz_i alone, for the curve; backward() has the whole of it

    def backward(self, grad_a: Array, z: Array, a: Array) -> Array:
        return a * (grad_a - (grad_a * a).sum(axis=-1, keepdims=True))
