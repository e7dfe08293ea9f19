"""A trainer goes through the training set again and again: a step for each batch, an epoch for each whole pass.

In each epoch the examples come in a new order, and every one of them once. The step itself is `training.train_step`.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np

from gradpad.arrays import Array
from gradpad.network import Network
from gradpad.randomness import shuffled_order
from gradpad.training import Rates, Recipe, new_slots, train_step
from gradpad.weighted import Weighted

Moment: TypeAlias = tuple[tuple[int, int, int], list[tuple[Array, dict[str, Array]]]]  # see Trainer.save


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
        # Kept for the whole of an epoch: its order, and the examples in that order.
        self._order: tuple[int, Any] = (-1, None)
        self._shuffled: tuple[int, Any, Array, Array] = (-1, None, examples.x, examples.targets)  # epoch, of what

    def begin_slots(self) -> None:
        """Gives the optimizer a fresh memory, as of now."""
        self.slots = new_slots(self.network, self.recipe.optimizer)
        self.recipe = replace(self.recipe, slots_since=self.step)

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
        for _ in range(steps):
            x, targets = self.next_batch()
            rates = as_arrays(self.rates)  # anew for each step: what a step does to them is for that step alone
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

    def evaluate_each(self, sets: Sequence[Examples]) -> list[tuple[float, Array]]:
        """Returns: for each of these sets what evaluate() does."""
        return [self.evaluate(examples) for examples in sets]

    def mean_loss(self, examples: Examples, scores: Array) -> float:
        """Args: scores: what the loss looks at, (n, n_out). Returns: the mean loss, by the examples' weights."""
        loss = self.recipe.loss
        if examples.weights is not None:
            loss = Weighted(loss, examples.weights)
        return float(loss.value(scores, examples.targets))

    def parameters(self) -> list[Array]:
        """Returns: every array that training changes: weights, biases and the optimizer's slots."""
        arrays: list[Array] = []
        for place, name, param in self.network.parameters():
            arrays += [param, *self.slots[place][name].values()]
        return arrays

    def save(self) -> Moment:
        """Returns: all that restore() needs to come back to this moment."""
        kept = [
            (np.copy(param), {slot: np.copy(value) for slot, value in self.slots[place][name].items()})
            for place, name, param in self.network.parameters()
        ]
        return (self.step, self.epoch, self.position), kept

    def restore(self, saved: Moment) -> None:
        """Goes back to where save() was called, with the same network and optimizer."""
        (self.step, self.epoch, self.position), kept = saved
        for (place, name, param), (old_param, old_slots) in zip(self.network.parameters(), kept, strict=True):
            param[...] = old_param
            slots = self.slots[place][name]
            slots.clear()  # an optimizer may have put other arrays, or plain numbers, in their place
            slots.update({slot: value.copy() if value.ndim else value[()] for slot, value in old_slots.items()})


def as_arrays(rates: Rates) -> Rates:
    """Returns: the same, with what is multiplied by arrays as arrays without axes: NumPy needs half as long."""
    learning_rate, regularization_rate = np.asarray(rates.learning_rate), np.asarray(rates.regularization_rate)
    return replace(rates, learning_rate=learning_rate, regularization_rate=regularization_rate)
