"""Examples that count for more than others: the same loss, each example's part of it taken times a weight.

A weight of 2 is as good as seeing the example twice. The loss stays a sum over the batch divided by the number of its
examples, so weights whose mean is 1 leave its size as it was, and that of the steps too.
"""

from gradpad.arrays import Array
from gradpad.losses import Loss


class Weighted(Loss):
    """A loss whose examples have weights.

    Args: loss: what one example costs; weights: of the examples of one batch, shape (batch,).
    """

    def __init__(self, loss: Loss, weights: Array) -> None:
        self.loss = loss
        self.weights = weights
        self.from_logits = loss.from_logits

    def per_example(self, scores: Array, targets: Array) -> Array:
        return self.loss.per_example(scores, targets) * self.weights

    def gradient(self, scores: Array, targets: Array) -> Array:
        return (self.loss.gradient(scores, targets).T * self.weights).T
