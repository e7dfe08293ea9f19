"""A network is layers in a row: each one's output is the next one's input.

Forward runs through the layers from first to last. Backward runs from last to first, and each layer hands the one
before it the gradient it needs: that is backpropagation, and below it is a loop of three lines.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from gradpad.arrays import Array, Scalar
from gradpad.layers import Dense
from gradpad.losses import Loss


class Network:
    """Dense layers in a row; the last is the output layer.

    Args: layers: each one's n_in equals the n_out of the one before.
    """

    def __init__(self, layers: Sequence[Dense]) -> None:
        self.layers = list(layers)

    def forward(self, x: Array, masks: Sequence[Array] = ()) -> Array:
        """Args:    x: inputs, shape (batch, n_in of the first layer).
                 masks: of dropout, one for each hidden layer, in a training step; none otherwise.
        Returns: the outputs, shape (batch, n_out of the last layer).
        """
        for layer, mask in zip_longest(self.layers, masks):  # where there is no mask, it is None
            x = layer.forward(x, mask)
        return x

    def backward(self, grad: Array, from_logits: bool = False) -> Array:
        """Fills every layer's `grads`, from the last layer to the first.

        Args:    grad: the loss's gradient with respect to the output layer's a, or, `from_logits`, its z.
        Returns: the loss's gradient with respect to the network's inputs, shape (batch, n_in).
        """
        *earlier, last = self.layers
        grad = last.backward_from_delta(grad) if from_logits else last.backward(grad)
        for layer in reversed(earlier):
            grad = layer.backward(grad)
        return grad

    def scores(self, loss: Loss) -> Array:
        """Returns: what `loss` looks at after forward(): the output layer's z or its a, (batch, n_out)."""
        return self.layers[-1].z if loss.from_logits else self.layers[-1].a

    def loss_and_gradients(self, loss: Loss, x: Array, targets: Array, masks: Sequence[Array] = ()) -> Scalar:
        """One pass forward and one back: the mean loss of a batch, with every layer's `grads` filled.

        Args:    x: (batch, n_in); targets: (batch, n_out); masks: as in forward().
        Returns: the mean loss per example, a single number.
        """
        self.forward(x, masks)
        scores = self.scores(loss)
        self.backward(loss.gradient(scores, targets), loss.from_logits)  #: loss gradient
        return loss.value(scores, targets)  #: loss

    def parameters(self) -> Iterator[tuple[int, str, Array]]:
        """Yields: every array that is learned, first layer first, with the number of its layer and "W" or "b"."""
        for place, layer in enumerate(self.layers):
            for name, param in layer.parameters():
                yield place, name, param

    def __repr__(self) -> str:
        return f"<Network of {self.layers}>"

    @property
    def n_in(self) -> int:
        return int(self.layers[0].W.shape[0])

    @property
    def n_out(self) -> int:
        return int(self.layers[-1].W.shape[1])
