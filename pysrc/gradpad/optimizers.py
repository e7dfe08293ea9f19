r"""An optimizer turns a gradient into a change: how far, and in which direction, a parameter moves.

The gradient says which way is uphill. The simplest thing is to go a little the other way; the others remember
something of the earlier steps, in arrays called *slots*, one set for each parameter. The contract, for all:

    change = optimizer.change(param, grad, slots, rate, step)      updates the slots in place
    param -= change                                                 done by the training step

`rate` is the learning rate, `step` the number of updates that this optimizer has made before this one.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gradpad.arrays import Array, Real
from gradpad.registry import Choice, Registry, number

OPTIMIZERS: Registry["Optimizer"] = Registry("an optimizer")


@dataclass(frozen=True)
class Optimizer(Choice):
    """Base of all optimizers; a number of its own is a field, and so becomes one of the configuration."""

    slots: ClassVar[tuple[str, ...]] = ()
    letters: ClassVar[tuple[str, ...]] = ()  # what the formula calls its slots, then its numbers, in their order

    def new_slots(self, param: Array) -> dict[str, Array]:
        """Returns: for each slot an array of zeros, shaped as the parameter."""
        return {name: np.zeros_like(param) for name in self.slots}

    def change(self, param: Array, grad: Array, slots: dict[str, Array], rate: Real, step: Real) -> Array:
        """Args:    param and grad = dL/dparam, of one shape; slots: of the same shape, updated in place;
                 rate: learning rate; step: updates made with these slots before this one, 0 at first.
        Returns: what to subtract from the parameter, of the same shape.
        """
        raise NotImplementedError


@OPTIMIZERS.register
@dataclass(frozen=True)
class SGD(Optimizer):
    """Stochastic gradient descent: a step straight downhill, the longer the steeper the slope."""

    name, label, formula = "sgd", "SGD", r"w \leftarrow w - \eta\,g"
    torch = "torch.optim.SGD({})"

    def change(self, param: Array, grad: Array, slots: dict[str, Array], rate: Real, step: Real) -> Array:
        return rate * grad


@OPTIMIZERS.register
@dataclass(frozen=True)
class Momentum(Optimizer):
    """Gathers speed like a ball: steps in the same direction add up, a zigzag cancels out."""

    name, label = "momentum", "momentum"
    formula = r"v \leftarrow \mu v + g, \quad w \leftarrow w - \eta\,v"
    torch = "torch.optim.SGD({}, momentum={momentum})"
    slots = ("velocity",)
    letters = ("v", r"\mu")
    momentum: float = number(0.9, 0, 0.9999, "Momentum", "How much of its speed a weight keeps.")

    def change(self, param: Array, grad: Array, slots: dict[str, Array], rate: Real, step: Real) -> Array:
        velocity = slots["velocity"]
        velocity *= self.momentum
        velocity += grad
        return rate * velocity


@OPTIMIZERS.register
@dataclass(frozen=True)
class Nesterov(Optimizer):
    """Momentum that looks ahead: it takes the speed it is about to have into account.

    Source: Sutskever, Martens, Dahl & Hinton 2013, in the form that PyTorch uses.
    """

    name, label = "nesterov", "Nesterov momentum"
    formula = r"v \leftarrow \mu v + g, \quad w \leftarrow w - \eta\,(g + \mu v)"
    torch = "torch.optim.SGD({}, momentum={momentum}, nesterov=True)"
    slots = ("velocity",)
    letters = ("v", r"\mu")
    momentum: float = 0.9  # the one that Momentum describes

    def change(self, param: Array, grad: Array, slots: dict[str, Array], rate: Real, step: Real) -> Array:
        velocity = slots["velocity"]
        velocity *= self.momentum
        velocity += grad
        return rate * (grad + self.momentum * velocity)


@OPTIMIZERS.register
@dataclass(frozen=True)
class RMSProp(Optimizer):
    """Gives every weight a step of its own: short where its gradients have been large, long where small.

    Source: Tieleman & Hinton 2012, lecture 6.5.
    """

    name, label = "rmsprop", "RMSProp"
    formula = r"s \leftarrow \rho s + (1 - \rho) g^2, \quad w \leftarrow w - \eta \frac{g}{\sqrt{s} + \epsilon}"
    torch = "torch.optim.RMSprop({}, alpha={rho}, eps={epsilon})"
    slots = ("mean_square",)
    letters = ("s", r"\rho", r"\epsilon")
    rho: float = number(0.99, 0, 0.9999, "Memory", "How long squared gradients are remembered.")
    epsilon: float = 1e-8  # the one that Adam describes

    def change(self, param: Array, grad: Array, slots: dict[str, Array], rate: Real, step: Real) -> Array:
        mean_square = slots["mean_square"]
        mean_square *= self.rho
        mean_square += (1 - self.rho) * grad * grad
        return rate * grad / (np.sqrt(mean_square) + self.epsilon)


@OPTIMIZERS.register
@dataclass(frozen=True)
class Adam(Optimizer):
    """Momentum and a step of its own for every weight, both corrected for having started from zero.

    Source: Kingma & Ba 2015, algorithm 1.
    """

    name, label = "adam", "Adam"
    formula = (
        r"m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \quad "
        r"w \leftarrow w - \eta \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}"
    )
    torch = "torch.optim.Adam({}, betas=({beta1}, {beta2}), eps={epsilon})"
    slots = ("mean", "mean_square")
    letters: ClassVar[tuple[str, ...]] = ("m", "v", r"\beta_1", r"\beta_2", r"\epsilon")
    beta1: float = number(0.9, 0, 0.9999, "Beta 1", "How long gradients are remembered.")
    beta2: float = number(0.999, 0, 0.99999, "Beta 2", "How long squared gradients are remembered.")
    epsilon: float = number(1e-8, 0, 1, "Epsilon", "A small number against division by zero.", exclusive_minimum=True)

    def change(self, param: Array, grad: Array, slots: dict[str, Array], rate: Real, step: Real) -> Array:
        mean, mean_square = slots["mean"], slots["mean_square"]
        mean *= self.beta1
        mean += (1 - self.beta1) * grad
        mean_square *= self.beta2
        mean_square += (1 - self.beta2) * grad * grad
        mean_scale = 1 / (1 - self.beta1 ** (step + 1))  # both means began at zero: scale them up
        square_scale = 1 / (1 - self.beta2 ** (step + 1))
        return (rate * mean_scale) * mean / (np.sqrt(mean_square * square_scale) + self.epsilon)


@OPTIMIZERS.register
@dataclass(frozen=True)
class AdamW(Adam):
    """Adam that also shrinks every weight a little at each step, apart from the gradient.

    Source: Loshchilov & Hutter 2019, algorithm 2.
    """

    name, label = "adamw", "AdamW"
    formula = Adam.formula + r" - \eta \lambda w"
    torch = "torch.optim.AdamW({}, betas=({beta1}, {beta2}), eps={epsilon}, weight_decay={weight_decay})"
    letters = (*Adam.letters, r"\lambda")
    weight_decay: float = number(0.01, 0, 1, "Weight decay", "How fast AdamW shrinks every weight.")

    def change(self, param: Array, grad: Array, slots: dict[str, Array], rate: Real, step: Real) -> Array:
        return rate * self.weight_decay * param + super().change(param, grad, slots, rate, step)
