r"""The proof that backpropagation is right: compare its gradients with the plainest measurement there is.

Make one weight a little larger and look at the loss; make it a little smaller and look again. The slope between the
two is what the gradient should be:

    dL/dw ~ (L(w + h) - L(w - h)) / 2h

That takes two passes for every single weight, which is why nobody trains so, and why backpropagation matters.
"""

from dataclasses import dataclass

import numpy as np

from gradpad.arrays import Array
from gradpad.losses import Loss
from gradpad.network import Network
from gradpad.regularizers import REGULARIZERS, Regularizer

STEP = 6e-6  # about the cube root of float64's precision, where both kinds of error are smallest
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Comparison:
    """One parameter array: its gradient by backpropagation and by differences."""

    layer: int
    name: str
    backpropagation: Array
    differences: Array

    @property
    def error(self) -> float:
        """The distance between the two, relative to their size; that of numbers close to zero is taken as it is."""
        scale = np.linalg.norm(self.backpropagation) + np.linalg.norm(self.differences)
        return float(np.linalg.norm(self.backpropagation - self.differences) / max(float(scale), 1e-4))


@dataclass(frozen=True)
class Report:
    """What a gradient check found; print it to read it."""

    comparisons: list[Comparison]
    tolerance: float

    @property
    def worst(self) -> Comparison:
        return max(self.comparisons, key=lambda comparison: comparison.error)

    @property
    def passed(self) -> bool:
        return bool(self.worst.error < self.tolerance)

    def __str__(self) -> str:
        lines = []
        for c in self.comparisons:
            verdict = "right" if c.error < self.tolerance else "WRONG"
            lines.append(f"layer {c.layer + 1}  {c.name}  {c.backpropagation.shape!s:10}  {c.error:.1e}  {verdict}")
            if c.error >= self.tolerance:
                place = tuple(
                    np.unravel_index(np.argmax(np.abs(c.backpropagation - c.differences)), c.differences.shape)
                )
                where = ", ".join(str(i) for i in place)
                lines.append(
                    f"    at {c.name}[{where}]: {c.backpropagation[place]:.9g} by backpropagation, "
                    f"{c.differences[place]:.9g} by differences"
                )
        return "\n".join(lines)


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

    def objective() -> float:
        network.forward(x)
        penalty = regularizer.total(regularization_rate, [layer.W for layer in network.layers])
        return float(loss.value(network.scores(loss), targets)) + penalty

    network.loss_and_gradients(loss, x, targets)
    found = [{name: grad.copy() for name, grad in layer.grads.items()} for layer in network.layers]
    comparisons = []
    for place, layer in enumerate(network.layers):
        for name, param in layer.parameters():
            grad = found[place][name]
            if name == "W" and regularizer.penalizes:
                grad = grad + regularization_rate * regularizer.gradient(param)
            measured = np.zeros_like(param)
            for index in np.ndindex(param.shape):
                kept = param[index]
                param[index] = kept + STEP
                above = objective()
                param[index] = kept - STEP
                below = objective()
                param[index] = kept
                measured[index] = (above - below) / (2 * STEP)
            comparisons.append(Comparison(place, name, grad, measured))
    return Report(comparisons, tolerance)
