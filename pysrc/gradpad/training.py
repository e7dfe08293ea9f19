"""Training is one small step, over and over: look at a few examples, find the slope, go a little downhill.

`train_step` is the whole of it: a pass forward, a pass back, and each weight is changed a little. In the simplest
case the change is the learning rate times the gradient (SGD, in optimizers); the optimizer, the penalty, the
schedule and dropout are choices on top of that.

The step is written once, here: NumPy runs it line by line, the compiler records it and turns it into WebAssembly,
and the page shows it to the learner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from gradpad.arrays import Array, Real, Scalar
from gradpad.losses import Loss
from gradpad.network import Network
from gradpad.optimizers import Optimizer
from gradpad.regularizers import Regularizer, dropout_mask
from gradpad.schedules import Schedule

Slots: TypeAlias = list[dict[str, dict[str, Array]]]  # for each layer, for "W" and "b", the optimizer's arrays


@dataclass(frozen=True)
class Recipe:
    """How to train: the choices that decide which arithmetic is done.

    dropout_key: chance's key, None without; slots_since: the step at which the optimizer's memory began, which is not
    the first where another optimizer had begun: Adam corrects its means by how long they have been gathering.
    """

    loss: Loss
    optimizer: Optimizer
    regularizer: Regularizer
    schedule: Schedule
    schedule_decay: float = 0.5
    dropout_key: int | None = None
    slots_since: int = 0

    def slot_step(self, step: Real) -> Real:
        """Args: step: updates made in all. Returns: how many of them the optimizer's slots have seen."""
        return step - self.slots_since if self.slots_since else step


@dataclass
class Rates:
    """The numbers that may change at any moment: the arithmetic stays the same. schedule_steps: its length."""

    learning_rate: Real
    regularization_rate: Real = 0.0
    dropout: Real = 0.0
    schedule_steps: Real = 1.0


def train_step(
    network: Network, recipe: Recipe, slots: Slots, x: Array, targets: Array, rates: Rates, step: Real
) -> Scalar:
    """One update of every weight and bias, from one batch.

    Args:    network: its parameters are changed in place; recipe; slots: the optimizer's arrays, changed in place;
             x: (batch, n_in) and targets: (batch, n_out); rates; step: number of updates made before this one.
    Returns: the batch's mean loss before the update, a single number.
    """
    masks = dropout_masks(network, recipe, len(x), rates, step)  # none without dropout
    loss = network.loss_and_gradients(recipe.loss, x, targets, masks)
    rate = recipe.schedule.rate(rates.learning_rate, step, rates.schedule_steps, recipe.schedule_decay)  #: rate
    for layer, layer_slots in zip(network.layers, slots, strict=True):
        for name, param in layer.parameters():
            grad = layer.grads[name]
            if name == "W" and recipe.regularizer.penalizes:
                grad = grad + rates.regularization_rate * recipe.regularizer.gradient(param)  #: penalty
            change = recipe.optimizer.change(param, grad, layer_slots[name], rate, recipe.slot_step(step))  #: change
            if name in layer.trainable:  # a visitor may hold weights fixed
                change = change * layer.trainable[name]  #: held fixed
            param -= change  #: update
    return loss


def dropout_masks(network: Network, recipe: Recipe, batch: int, rates: Rates, step: Real) -> Sequence[Array]:
    """Returns: dropout's factors for each hidden layer in this step, shape (batch, units), or nothing without."""
    if recipe.dropout_key is None:
        return ()
    hidden = network.layers[:-1]
    counters = [step * len(hidden) + place for place in range(len(hidden))]
    return [
        dropout_mask(rates.dropout, recipe.dropout_key, counter, (batch, layer.W.shape[1]))
        for layer, counter in zip(hidden, counters, strict=True)
    ]


def new_slots(network: Network, optimizer: Optimizer) -> Slots:
    """Returns: fresh slots, zeros, for every parameter of the network."""
    return [{name: optimizer.new_slots(param) for name, param in layer.parameters()} for layer in network.layers]
