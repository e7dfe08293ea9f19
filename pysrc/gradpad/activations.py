r"""An activation is the bend in a unit: without it, a pile of layers could only ever draw a straight line.

A unit adds up its weighted inputs to one number z and passes on a = f(z). To learn, it must also know how much a
changes when z does: the slope f'(z). Each activation below gives both, one under the other, because the second is
the derivative of the first. The chain rule then reads

    dL/dz = dL/da · f'(z)

All work on arrays of any shape, element by element; softmax alone mixes the units of a layer.
"""

from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.registry import Choice, Registry

ACTIVATIONS: Registry["Activation"] = Registry("an activation")


class Activation(Choice):
    """Base of all activations: a = value(z), and dL/dz from dL/da."""

    hidden = True  # may stand in a hidden layer
    elementwise = True  # each unit's answer depends on its own sum alone
    exact = True  # slope() is the true derivative of value()
    targets = (-1.0, 1.0)  # what a unit at the output should say for "no" and for "yes"
    tasks: tuple[str, ...] = ("classification", "regression")  # what it can be the output for

    def value(self, z: Array) -> Array:
        """Args: z: weighted sums. Returns: a = f(z), of the same shape."""
        raise NotImplementedError

    def slope(self, z: Array, a: Array) -> Array:
        """Args: z and a = f(z), of one shape (some slopes are simpler in z, some in a). Returns: f'(z)."""
        raise NotImplementedError

    def backward(self, grad_a: Array, z: Array, a: Array) -> Array:
        """The chain rule through this activation.

        Args:    grad_a: dL/da; z and a as in the forward pass; all of one shape.
        Returns: dL/dz, of the same shape.
        """
        return grad_a * self.slope(z, a)  #: chain rule

    def describe(self) -> dict[str, Any]:
        """Returns: the description, with the curve and its slope sampled for z from -5 to 5."""
        z = np.linspace(-5.0, 5.0, 101)
        a = self.value(z)
        curve = {"x": z.tolist(), "y": a.tolist(), "slope": self.slope(z, a).tolist()}
        own = {"hidden": self.hidden, "elementwise": self.elementwise}
        goes = {"targets": list(self.targets), "tasks": list(self.tasks)}
        return {**super().describe(), **own, **goes, "curve": curve}


@ACTIVATIONS.register
class Identity(Activation):
    """Passes the sum on as it is: a straight line, for outputs that may be any number."""

    name, label, formula = "identity", "linear", r"f(z) = z"
    torch = "{}"

    def value(self, z: Array) -> Array:
        return z * 1.0

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


@ACTIVATIONS.register
class Tanh(Activation):
    """Squeezes any number smoothly between -1 and 1."""

    name, label, formula = "tanh", "tanh", r"f(z) = \tanh z"
    torch = "torch.tanh({})"

    def value(self, z: Array) -> Array:
        return np.tanh(z)

    def slope(self, z: Array, a: Array) -> Array:
        return 1 - a * a


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

    def describe(self) -> dict[str, Any]:
        """Returns: the description, with the share of one class as its sum grows against one other at 0."""
        z = np.linspace(-5.0, 5.0, 101)
        a = self.value(np.stack([z, np.zeros_like(z)], axis=1))[:, 0]
        curve = {"x": z.tolist(), "y": a.tolist(), "slope": self.slope(z, a).tolist()}
        return {**super().describe(), "curve": curve}
