r"""A regularizer holds the weights back, so that the network prefers a simple answer to a contorted one.

A penalty for large weights is added to the loss: loss + rate · penalty. It has a gradient like everything else, which
is added to the weights' gradients. Biases are left alone. The penalty is reported beside the loss, never inside it.

Dropout works otherwise: while training, each hidden unit is silenced by chance in every step, so that no unit can
rely on another. What is left is scaled up so that the sum stays the same on average; outside training it does nothing.
"""

from collections.abc import Iterable

import numpy as np

from gradpad.arrays import Array, Real, Scalar
from gradpad.randomness import uniforms
from gradpad.registry import Choice, Registry

REGULARIZERS: Registry["Regularizer"] = Registry("a regularizer")


class Regularizer(Choice):
    """Base of all penalties."""

    penalizes = True

    def penalty(self, W: Array) -> Scalar:
        """Args: W: weights of a layer. Returns: their penalty, a single number."""
        raise NotImplementedError

    def gradient(self, W: Array) -> Array:
        """Args: W: weights of a layer. Returns: d penalty / dW, shaped as W."""
        raise NotImplementedError

    def total(self, rate: float, weights: Iterable[Array]) -> float:
        """Returns: rate times the penalty of all layers' weights together."""
        return rate * sum(float(self.penalty(W)) for W in weights)


@REGULARIZERS.register
class NoRegularizer(Regularizer):
    """The weights are free to grow."""

    name, label, formula = "none", "none", r"0"
    penalizes = False

    def penalty(self, W: Array) -> Scalar:
        return np.zeros(())

    def gradient(self, W: Array) -> Array:
        return np.zeros_like(W)


@REGULARIZERS.register
class L1(Regularizer):
    """Pulls every weight towards zero with the same force, so that the useless ones end up there.

    At zero the force is zero: a weight that has arrived may leave again, no link is ever cut.
    """

    name, label, formula = "l1", "L1", r"\lambda \sum |w|"
    torch = "W.abs().sum()"

    def penalty(self, W: Array) -> Scalar:
        return np.sum(np.abs(W))

    def gradient(self, W: Array) -> Array:
        return np.sign(W)


@REGULARIZERS.register
class L2(Regularizer):
    """Pulls every weight towards zero in proportion to its size, so that none grows very large."""

    name, label, formula = "l2", "L2", r"\frac{\lambda}{2} \sum w^2"
    torch = "0.5 * (W**2).sum()"

    def penalty(self, W: Array) -> Scalar:
        return np.sum(0.5 * W * W)

    def gradient(self, W: Array) -> Array:
        return W


def dropout_mask(rate: Real, key: int, counter: Real, shape: tuple[int, int]) -> Array:
    """Factors that silence each unit with probability `rate` and scale up the rest.

    Args:    rate: share of units to silence, 0 <= rate < 1; key, counter: which random numbers (see randomness);
             shape: (batch, units).
    Returns: 0 or 1 / (1 - rate), of that shape.
    """
    return np.where(uniforms(key, counter, shape) >= rate, 1 / (1 - rate), 0.0)
