r"""The proof that backpropagation is right: compare its gradients with the plainest measurement there is.

Make one weight a little larger and look at the loss; make it a little smaller and look again. The slope between the
two is what the gradient should be:

    dL/dw ~ (L(w + h) - L(w - h)) / 2h

That takes two passes for every single weight, which is why nobody trains so, and why backpropagation matters.

Two things are no mistake. At a corner, a ReLU's at zero, the loss has one slope to the left and another to the
right, and any number between the two will do; where several corners meet, the check is made a little beside them.
And a step is flat: it has no slope to learn from, so it is trained with one that is made up; what a gradient owes to
that can't be compared, and the report says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from gradpad.arrays import Array
from gradpad.losses import Loss
from gradpad.network import Network
from gradpad.regularizers import REGULARIZERS, Regularizer

STEP = 6e-6  # h: about the cube root of float64's precision, where both kinds of error are smallest
TOLERANCE = 1e-6
BESIDE = 1e-3  # how far from a corner a network is checked again
SLOPE_TOLERANCE = 1e-5  # of a single slope near 1; more, for a sharp bend in one place blurs the difference there

Moved: TypeAlias = Callable[[float], Array]  # h to what a function is when each number, for itself, is moved by h


def measured_slopes(moved: Moved, given: Array, tolerance: float | Array) -> Array:
    """Args:    moved: the function whose slopes are measured; given: what they should be, of the shape that it gives;
             tolerance: how far off still counts as equal.
    Returns: the slopes, of that shape; at a corner, the given one where it lies between those of the two sides.
    """
    below, here, above = moved(-STEP), moved(0.0), moved(STEP)
    slopes = (above - below) / (2 * STEP)
    left, right = (here - below) / STEP, (above - here) / STEP
    is_between = np.abs(given - slopes) <= 0.51 * np.abs(right - left)
    return np.where(is_between & (np.abs(given - slopes) > tolerance), given, slopes)


def one_by_one(function: Callable[[], float], array: Array) -> Moved:
    """Returns: what function() comes to with one number of `array` moved, for each of them; it stays as it was."""

    def moved(h: float) -> Array:
        if h == 0:
            return np.full(array.shape, function())
        values = np.empty(array.shape)
        for index in np.ndindex(array.shape):
            kept = array[index]
            array[index] = kept + h
            values[index] = function()
            array[index] = kept
        return values

    return moved


def wrong_slope(moved: Moved, given: Array) -> tuple[tuple[int, ...], float] | None:
    """Args:    as measured_slopes().
    Returns: the place where a given slope is furthest from the measured one, and the latter; None where all are right.
    """
    measured = measured_slopes(moved, given, SLOPE_TOLERANCE * (1 + np.abs(given)))
    error = np.abs(given - measured) / (1 + np.abs(measured))
    error = np.where(np.isfinite(error), error, np.inf)
    place = tuple(int(i) for i in np.unravel_index(np.argmax(error), error.shape))
    return (place, float(measured[place])) if error[place] > SLOPE_TOLERANCE else None


@dataclass(frozen=True)
class Comparison:
    """One parameter array: its gradient by backpropagation and by differences; `exact`: no made-up slope is in it."""

    layer: int
    name: str
    backpropagation: Array
    differences: Array
    exact: bool = True

    @property
    def error(self) -> float:
        """The distance between the two, relative to their size; that of numbers close to zero is taken as it is."""
        error = float(np.linalg.norm(self.backpropagation - self.differences) / size(self))
        return error if np.isfinite(error) else float("inf")

    def told(self, tolerance: float) -> str:
        """Returns: how it came out, in a line, or two where it is wrong."""
        line = f"layer {self.layer + 1}  {self.name}  {self.backpropagation.shape!s:10}  "
        if not self.exact:
            return line + "not compared: a step is flat, and trained with a slope that is made up"
        if self.error < tolerance:
            return line + f"{self.error:.1e}  right"
        gap = np.abs(self.backpropagation - self.differences)
        place = np.unravel_index(np.argmax(gap), gap.shape)
        where = ", ".join(str(i) for i in place)
        return (
            f"{line}{self.error:.1e}  WRONG\n    at {self.name}[{where}]: {self.backpropagation[place]:.9g} by "
            f"backpropagation, {self.differences[place]:.9g} by differences"
        )


def size(c: Comparison) -> float:
    """Returns: how large the two arrays are together, and not below what rounding leaves."""
    return max(float(np.linalg.norm(c.backpropagation) + np.linalg.norm(c.differences)), 1e-4)


@dataclass(frozen=True, repr=False)
class Report:
    """What a gradient check found: typed into a console, it is a table to read."""

    comparisons: list[Comparison]
    tolerance: float

    @property
    def compared(self) -> list[Comparison]:
        """Those that have a true gradient."""
        return [comparison for comparison in self.comparisons if comparison.exact]

    @property
    def worst(self) -> Comparison | None:
        """The comparison with the largest error; None where a step leaves nothing to compare."""
        return max(self.compared, key=lambda comparison: comparison.error, default=None)

    @property
    def error(self) -> float:
        """The largest error, 0 where there is nothing to compare."""
        return self.worst.error if self.worst is not None else 0.0

    @property
    def passed(self) -> bool:
        return bool(self.error < self.tolerance)

    def __repr__(self) -> str:
        return "\n".join(comparison.told(self.tolerance) for comparison in self.comparisons)


def gradcheck(
    network: Network,
    loss: Loss,
    x: Array,
    targets: Array,
    regularizer: Regularizer = REGULARIZERS["none"],
    regularization_rate: float = 0.0,
    tolerance: float = TOLERANCE,
) -> Report:
    """Checks every gradient of the loss (plus penalty) that training goes down.

    Args:    network, left as it was; loss; x: (batch, n_in); targets: (batch, n_out); regularizer and its rate;
             tolerance: largest relative error that passes.
    Returns: a report, one comparison for each parameter array.
    """
    args = loss, x, targets, regularizer, regularization_rate, tolerance
    report = compared_here(network, *args)
    if not report.passed:
        rng, kept = np.random.default_rng(0), [param.copy() for *_, param in network.parameters()]
        for *_, param in network.parameters():
            param += rng.normal(0, BESIDE, param.shape)
        beside = compared_here(network, *args)
        for (*_, param), old in zip(network.parameters(), kept, strict=True):
            param[...] = old
        report = beside if beside.passed else report
    return report


def compared_here(
    network: Network, loss: Loss, x: Array, targets: Array, regularizer: Regularizer, rate: float, tolerance: float
) -> Report:
    """Args and returns: as gradcheck(), with the weights as they are."""

    def objective() -> float:
        network.forward(x)
        penalty = regularizer.total(rate, [layer.W for layer in network.layers])
        return float(loss.value(network.scores(loss), targets)) + penalty

    network.loss_and_gradients(loss, x, targets)
    found = [{name: grad.copy() for name, grad in layer.grads.items()} for layer in network.layers]
    steps = [place for place, layer in enumerate(network.layers) if not layer.activation.exact]
    comparisons = []
    for place, name, param in network.parameters():
        grad = found[place][name]
        if name == "W" and regularizer.penalizes:
            grad = grad + rate * regularizer.gradient(param)
        close = tolerance * max(float(np.linalg.norm(grad)), 1e-4) / grad.size  # so that all together pass
        measured = measured_slopes(one_by_one(objective, param), grad, close)
        comparisons.append(Comparison(place, name, grad, measured, exact=not steps or place > steps[-1]))
    return Report(comparisons, tolerance)
