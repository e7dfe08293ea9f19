r"""A layer is a row of units that all look at the same inputs, each with weights of its own.

Forward, for a batch of examples at once (one example a row):

    z = x W + b        each unit's weighted sum of the inputs, plus its bias
    a = f(z)           bent by the activation: without a bend, a pile of layers could only ever draw a straight line

Backward, the layer is told how the loss changes with its outputs (dL/da), and works out three things with the
chain rule. Write delta for dL/dz, the "error term" of each unit:

    delta = dL/da · f'(z)
    dL/dW = xᵀ delta           a weight's share of the blame: its input times its unit's error
    dL/db = sum of delta       over the examples
    dL/dx = delta Wᵀ           what the layer before must be told

The bend below is tanh, which squeezes any number between -1 and 1. There are others; `activations` has them all.
Comments that begin with `#:` name the steps through which the page walks with one example.

Source: Rumelhart, Hinton & Williams 1986, equations 4 to 8.
"""

from collections.abc import Iterator

import numpy as np

from gradpad.arrays import Array
from gradpad.registry import Choice


class Activation(Choice):
    """The bend f in a unit, and its slope f', which says how much a = f(z) changes when z does."""

    def value(self, z: Array) -> Array:
        """Args: z: weighted sums, any shape. Returns: a = f(z), of the same shape, element by element."""
        raise NotImplementedError

    def slope(self, z: Array, a: Array) -> Array:
        """Args: z and a = f(z), of one shape (some slopes are simpler in z, some in a). Returns: f'(z)."""
        raise NotImplementedError

    def backward(self, grad_a: Array, z: Array, a: Array) -> Array:
        """The chain rule through the bend.

        Args:    grad_a: dL/da; z and a as in the forward pass; all of one shape.
        Returns: dL/dz, of the same shape.
        """
        return grad_a * self.slope(z, a)  #: chain rule

    # What the menus and the gradient check ask of it; the mathematics does not.
    hidden = True  # may stand in a hidden layer
    elementwise = True  # each unit's answer depends on its own sum alone
    exact = True  # slope() is the true derivative of value()
    targets = (-1.0, 1.0)  # what a unit at the output should say for "no" and for "yes"
    tasks: tuple[str, ...] = ("classification", "regression")  # what it can be the output for


class Tanh(Activation):
    """Squeezes any number smoothly between -1 and 1."""

    name, label, formula = "tanh", "tanh", r"f(z) = \tanh z"
    torch = "torch.tanh({})"

    def value(self, z: Array) -> Array:
        return np.tanh(z)

    def slope(self, z: Array, a: Array) -> Array:
        return 1 - a * a


class Dense:
    """A fully connected layer.

    Args: W: weights, shape (n_in, n_out): W[i, j] leads from input i to unit j.
          b: biases, shape (n_out,), or None for a layer without.
          activation: the bend f.
    After forward(): x (batch, n_in); z, a (batch, n_out). After backward(): delta (batch, n_out) and
    grads["W"], grads["b"], shaped as W and b.
    """

    def __init__(self, W: Array, b: Array | None, activation: Activation) -> None:
        self.W = W
        self.b = b
        self.activation = activation
        self.grads: dict[str, Array] = {}
        self.x: Array
        self.z: Array
        self.a: Array
        self.delta: Array
        self.mask: Array | None = None  # of dropout, in a training step (see regularizers)
        self.trainable: dict[str, Array] = {}  # where a visitor holds weights fixed: 0 for those, 1 for the others

    def forward(self, x: Array, mask: Array | None = None) -> Array:
        """Args:    x: inputs, shape (batch, n_in).
                 mask: dropout's factors for the outputs, shape (batch, n_out); None outside training.
        Returns: what the next layer sees, shape (batch, n_out).
        """
        self.x = x  #: inputs
        self.z = x @ self.W if self.b is None else x @ self.W + self.b  #: weighted sum
        self.a = self.activation.value(self.z)  #: activation
        self.mask = mask
        return self.a if mask is None else self.a * mask  #: dropout

    def backward(self, grad_output: Array) -> Array:
        """Args:    grad_output: the loss's gradient with respect to what forward() returned, (batch, n_out).
        Returns: dL/dx, shape (batch, n_in). Fills `delta` and `grads`.
        """
        grad_a = grad_output if self.mask is None else grad_output * self.mask
        return self.backward_from_delta(self.activation.backward(grad_a, self.z, self.a))  #: error term

    def backward_from_delta(self, delta: Array) -> Array:
        """The same from dL/dz: where the loss gives the error term itself (see losses, "from logits").

        Args:    delta: dL/dz, shape (batch, n_out).
        Returns: dL/dx, shape (batch, n_in).
        """
        self.delta = delta  #: error term as given
        self.grads["W"] = self.x.T @ delta  #: weight gradient
        if self.b is not None:
            self.grads["b"] = delta.sum(axis=0)  #: bias gradient
        return delta @ self.W.T  #: passed back

    def parameters(self) -> Iterator[tuple[str, Array]]:
        """Yields: ("W", weights) and, where there are biases, ("b", biases): the arrays themselves."""
        yield "W", self.W
        if self.b is not None:
            yield "b", self.b

    def __repr__(self) -> str:
        return f"<Dense {self.W.shape[0]} → {self.W.shape[1]}, {type(self.activation).__name__}>"
