"""Training is one small step, over and over: look at a few examples, find the slope, go a little downhill.

`train_step` is the whole of it. It is written once, here: NumPy runs it line by line, the compiler records it and
turns it into WebAssembly, and the page shows it to the learner.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from gradpad.arrays import Array, Scalar
from gradpad.losses import Loss
from gradpad.network import Network
from gradpad.optimizers import Optimizer
from gradpad.randomness import shuffled_order
from gradpad.regularizers import Regularizer, dropout_mask
from gradpad.schedules import Schedule
from gradpad.weighted import Weighted

type Slots = list[dict[str, dict[str, Array]]]  # for each layer, for "W" and "b", the optimizer's arrays


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

    def age(self, step: Any) -> Any:
        """Args: step: updates made in all. Returns: how many of them the optimizer's memory has seen."""
        return step - self.slots_since if self.slots_since else step


@dataclass
class Rates:
    """The numbers that may change at any moment: the arithmetic stays the same. schedule_steps: its length."""

    learning_rate: Any
    regularization_rate: Any = 0.0
    dropout: Any = 0.0
    schedule_steps: Any = 1.0

    def as_arrays(self) -> "Rates":
        """Returns: the same, with what is multiplied by arrays as arrays without axes: NumPy needs half as long."""
        learning_rate, regularization_rate = np.asarray(self.learning_rate), np.asarray(self.regularization_rate)
        return replace(self, learning_rate=learning_rate, regularization_rate=regularization_rate)


def train_step(
    network: Network, recipe: Recipe, slots: Slots, x: Array, targets: Array, rates: Rates, step: Any
) -> Scalar:
    """One update of every weight and bias, from one batch.

    Args:    network: its parameters are changed in place; recipe; slots: the optimizer's arrays, changed in place;
             x: (batch, n_in) and targets: (batch, n_out); rates; step: number of updates made before this one.
    Returns: the batch's mean loss before the update, a single number.
    """
    masks = dropout_masks(network, recipe, len(x), rates, step)
    loss = network.loss_and_gradients(recipe.loss, x, targets, masks)
    rate = recipe.schedule.rate(rates.learning_rate, step, rates.schedule_steps, recipe.schedule_decay)  #: rate
    for layer, layer_slots in zip(network.layers, slots, strict=True):
        for name, param in layer.parameters():
            grad = layer.grads[name]
            if name == "W" and recipe.regularizer.penalizes:
                grad = grad + rates.regularization_rate * recipe.regularizer.gradient(param)  #: penalty
            change = recipe.optimizer.change(param, grad, layer_slots[name], rate, recipe.age(step))  #: change
            if name in layer.free:
                change = change * layer.free[name]  #: held fixed
            param -= change  #: update
    return loss


def dropout_masks(network: Network, recipe: Recipe, batch: int, rates: Rates, step: Any) -> Sequence[Array]:
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


@dataclass(frozen=True)
class Examples:
    """What the network sees of some points, and what it should answer.

    x: shape (n, number of inputs); targets: shape (n, number of outputs); labels: shape (n,); weights: how much each
    example counts, shape (n,), with mean 1, or None where all count the same.
    """

    x: Array
    targets: Array
    labels: Array
    weights: Array | None = None

    def __len__(self) -> int:
        return len(self.x)


class Trainer:
    """Goes through the training set, batch by batch, in a new order each epoch.

    Args: network; recipe; rates; examples: the training set, at least one example;
          batch_size: how many make a batch; the last one of an epoch may be smaller, and its mean is over its own;
          order_key: 64 bits that the order of the examples grows from.
    """

    path = "numpy"  # what does the arithmetic
    why: str | None = None  # and why it is not the compiled code, where it is not
    rests = False  # whether run() has stopped early because what comes next begins with a wait
    engine = "auto"  # what was asked for, and with how many digits (see config.arithmetic)
    precision = "float64"

    def __init__(
        self, network: Network, recipe: Recipe, rates: Rates, examples: Examples, batch_size: int, order_key: int
    ) -> None:
        self.network = network
        self.recipe = recipe
        self.rates = rates
        self.examples = examples
        self.batch_size = batch_size
        self.order_key = order_key
        self.slots = new_slots(network, recipe.optimizer)
        self.step = 0  # updates made
        self.epoch = 0  # whole passes made over the training set
        self.position = 0  # examples seen in the present pass
        self._order: tuple[int, Any] = (-1, None)
        self._shuffled: tuple[int, Any, Array, Array] = (-1, None, examples.x, examples.targets)  # epoch, of what

    def begin_slots(self) -> None:
        """Gives the optimizer a fresh memory, as of now."""
        self.slots = new_slots(self.network, self.recipe.optimizer)
        self.recipe = replace(self.recipe, slots_since=self.step)

    def foresee(self) -> None:
        """Says in `path` and `why` what will do the arithmetic, before it does: here NumPy, always."""

    def renew(self) -> None:
        """The code may have changed: whatever was made from the old is to be made anew. NumPy needs nothing."""

    @property
    def steps_per_epoch(self) -> int:
        return -(-len(self.examples) // self.batch_size)

    def order(self) -> Any:
        """Returns: the order of the examples in the present epoch, shape (n,)."""
        if self._order[0] != self.epoch:
            self._order = (self.epoch, shuffled_order(self.order_key, self.epoch, len(self.examples)))
        return self._order[1]

    def next_batch(self) -> tuple[Array, Array]:
        """Returns: inputs and targets of the batch that comes next, shapes (batch, n_in) and (batch, n_out).

        All examples are put into the epoch's order at once: then a batch is a slice, and nothing is copied for it.
        """
        if self._shuffled[0] != self.epoch or self._shuffled[1] is not self.examples:
            order = self.order()
            self._shuffled = (self.epoch, self.examples, self.examples.x[order], self.examples.targets[order])
        _, _, x, targets = self._shuffled
        batch = slice(self.position, self.position + self.batch_size)
        return x[batch], targets[batch]

    def batch_recipe(self) -> Recipe:
        """Returns: the recipe for the batch that comes next: with a loss that knows the weights of its examples."""
        weights = self.examples.weights
        if weights is None:
            return self.recipe
        batch = self.order()[self.position : self.position + self.batch_size]
        return replace(self.recipe, loss=Weighted(self.recipe.loss, weights[batch]))

    def run(self, steps: int, seconds: float = float("inf")) -> None:
        """Makes `steps` updates, or as many as fit into `seconds`, but at least one."""
        deadline = time.perf_counter() + seconds
        rates = self.rates.as_arrays()
        for _ in range(steps):
            x, targets = self.next_batch()
            train_step(self.network, self.batch_recipe(), self.slots, x, targets, rates, self.step)
            self.step += 1
            self.position += len(x)
            if self.position >= len(self.examples):
                self.position, self.epoch = 0, self.epoch + 1
            if time.perf_counter() >= deadline:
                break

    def steps_left_in_epoch(self) -> int:
        """Returns: how many updates complete the present pass."""
        return -(-(len(self.examples) - self.position) // self.batch_size)

    def evaluate(self, examples: Examples) -> tuple[float, Array]:
        """Returns: the mean loss per example with the present weights (NaN without examples), and the outputs."""
        outputs = self.network.forward(examples.x)
        if not len(examples):
            return float("nan"), outputs
        return self.mean_loss(examples, self.network.scores(self.recipe.loss)), outputs

    def mean_loss(self, examples: Examples, scores: Array) -> float:
        """Args: scores: what the loss looks at, (n, n_out). Returns: the mean loss, by the examples' weights."""
        loss = self.recipe.loss
        if examples.weights is not None:
            loss = Weighted(loss, examples.weights)
        return float(loss.value(scores, examples.targets))

    def parameters(self) -> list[Array]:
        """Returns: every array that training changes: weights, biases and the optimizer's slots."""
        arrays: list[Array] = []
        for layer, layer_slots in zip(self.network.layers, self.slots, strict=True):
            for name, param in layer.parameters():
                arrays += [param, *layer_slots[name].values()]
        return arrays

    def save(self) -> tuple[tuple[int, int, int], list[Array]]:
        """Returns: all that restore() needs to come back to this moment."""
        return (self.step, self.epoch, self.position), [np.copy(array) for array in self.parameters()]

    def restore(self, saved: tuple[tuple[int, int, int], list[Array]]) -> None:
        """Goes back to where save() was called, with the same network and optimizer."""
        (self.step, self.epoch, self.position), arrays = saved
        for array, old in zip(self.parameters(), arrays, strict=True):
            array[...] = old
