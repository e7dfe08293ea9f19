"""Moments of a run: what a network was at some step, so that it can be looked at again, and gone on from.

The page keeps them (web/training/timeline.js). Here they are taken, at every row of the learning curve, so that a
command that trains thousands of epochs in one go leaves a trace, too.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.config.fields import shown
from gradpad.errors import WeightsError
from gradpad.session.trajectory import flat
from gradpad.trainer import Trainer

MOST = 48  # between two answers to the page
MOST_BYTES = 4_000_000
MAX_STEPS = 2**53  # the whole numbers that JSON keeps in every language


@dataclass(frozen=True)
class PastMoment:
    """Where a run stood: updates and whole passes made, examples seen in the present pass; all parameters, flat."""

    step: int
    epoch: int
    position: int
    weights: Array

    @staticmethod
    def of(trainer: Trainer) -> "PastMoment":
        return PastMoment(trainer.step, trainer.epoch, trainer.position, flat(trainer.network))

    @staticmethod
    def from_outside(step: Any, epoch: Any, epoch_share: Any, weights: bytes, trainer: Trainer) -> "PastMoment":
        """Args:    epoch_share: of the present pass, from 0 up to 1; weights: float64, one after another, as bytes.
        Raises:  WeightsError: it is none of this trainer's network.
        """
        for name, value in (("step", step), ("epoch", epoch)):
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_STEPS:
                raise WeightsError(f"{name} is {shown(value)}; it must be a whole number from 0.", name)
        if isinstance(epoch_share, bool) or not isinstance(epoch_share, int | float) or not 0 <= epoch_share < 1:
            raise WeightsError(f"epoch_share is {shown(epoch_share)}; it must be from 0 up to 1.", "epoch_share")
        expected = sum(param.size for *_, param in trainer.network.parameters())
        if len(weights) != 8 * expected:
            raise WeightsError(f"weights has {len(weights) / 8:g} numbers; the network has {expected}.", "weights")
        values = np.frombuffer(weights, "<f8")
        if not np.all(np.isfinite(values)):
            raise WeightsError("weights holds a number that is not finite; all must be finite.", "weights")
        return PastMoment(step, epoch, round(epoch_share * len(trainer.examples)), values)

    def put_into(self, trainer: Trainer) -> None:
        """Makes it the present one. The optimizer's memory of then is not known: it begins anew."""
        start = 0
        for *_, param in trainer.network.parameters():
            param[...] = self.weights[start : start + param.size].reshape(param.shape)
            start += param.size
        trainer.step, trainer.epoch, trainer.position = self.step, self.epoch, self.position
        if trainer.recipe.optimizer.slots:
            trainer.begin_slots()


@dataclass(frozen=True)
class Row:
    """A moment, with the numbers of its row of the curve. seen: how far the answers had come by then."""

    moment: PastMoment
    numbers: tuple[float, ...]
    seen: float


class Rows:
    """What is to be told of the way that training has come, and how far the network's answers have.

    seen: the sum, from row to row, of the mean change of an answer to a training example: what a learner sees change.
    """

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.seen = 0.0
        self._answers: Array | None = None

    def look(self, answers: Array) -> None:
        """Args: answers: the network's outputs for the training set, shape (n, n_out)."""
        if self._answers is not None and self._answers.shape == answers.shape and answers.size:
            change = float(np.mean(np.abs(answers - self._answers)))
            self.seen += change if np.isfinite(change) else 0.0
        self._answers = np.array(answers)

    def add(self, trainer: Trainer, numbers: tuple[float, ...]) -> None:
        """Args: numbers: the columns of the curve but its epoch."""
        row = Row(PastMoment.of(trainer), numbers, self.seen)
        self.rows.append(row)
        if len(self.rows) > max(2, min(MOST, MOST_BYTES // max(1, row.moment.weights.nbytes))):
            del self.rows[1::2]

    def take(self) -> list[Row]:
        """Returns: the rows since it was last called."""
        rows, self.rows = self.rows, []
        return rows
