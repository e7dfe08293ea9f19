"""A run is training with an eye on it: it keeps the learning curve and knows when to stop.

The curve has a row for each of the first hundred epochs and then for each per cent more, so that it stays short
however long the run is, and is the same however the run was cut into pieces.
"""

import math
import time
from bisect import bisect_right
from dataclasses import dataclass, field, fields

import numpy as np

from gradpad.arrays import Array
from gradpad.config.data_set import DataSet, make_data_set
from gradpad.config.schema import Config, TrainingConfig
from gradpad.fast.compiled_trainer import CompiledTrainer
from gradpad.metrics import accuracy, predicted_classes
from gradpad.session.construction import make_trainer
from gradpad.session.moments import PastMoment, Rows
from gradpad.session.trajectory import Trajectory

EVERY_EPOCH_UNTIL = 100
GROWTH = 1.01  # after that, a row for each per cent more epochs
IMPROVEMENT = 1e-4  # a loss counts as better if it is lower by this share at least
INTERRUPTED = 1.0  # seconds between two turns from which on nobody was training
TOO_LARGE = 1e6  # a loss this many times that of the start (plus one) has left for infinity


def next_row_after(epoch: int) -> int:
    """Returns: the epoch after which the next row of the curve is due."""
    return epoch + 1 if epoch < EVERY_EPOCH_UNTIL else math.ceil(epoch * GROWTH)


@dataclass
class Curve:
    """Rows of the learning curve: after each epoch the mean losses on training and test set, the penalty, and for
    classes the accuracies (NaN without classes or without examples).
    """

    epoch: list[int] = field(default_factory=list)
    data_loss: list[float] = field(default_factory=list)
    test_loss: list[float] = field(default_factory=list)
    penalty: list[float] = field(default_factory=list)
    accuracy: list[float] = field(default_factory=list)
    test_accuracy: list[float] = field(default_factory=list)

    def add(self, epoch: int, *values: float) -> None:
        """Args: epoch; values: one for each of the other columns, in their order."""
        self.epoch.append(epoch)
        for entry, value in zip(fields(self)[1:], values, strict=True):
            getattr(self, entry.name).append(value)

    def until(self, epoch: int) -> "Curve":
        """Returns: the rows up to this epoch."""
        rows = bisect_right(self.epoch, epoch)
        return Curve(*(getattr(self, entry.name)[:rows] for entry in fields(self)))

    def best(self) -> tuple[float, int]:
        """Returns: the lowest of the losses that should improve, and its epoch; the first row is the start's."""
        best = math.inf, 0
        for epoch, data_loss, test_loss in zip(self.epoch, self.data_loss, self.test_loss, strict=True):
            watched = test_loss if math.isfinite(test_loss) else data_loss
            if watched < best[0] * (1 - IMPROVEMENT):
                best = watched, epoch
        return best


@dataclass(frozen=True)
class Losses:
    """The losses of a moment, and the network's outputs for the training and the test set, shape (n, n_out)."""

    data_loss: float
    test_loss: float
    penalty: float
    outputs: tuple[Array, Array]

    @property
    def watched(self) -> float:
        """The loss that should improve: the test set's, or without one the training set's."""
        return self.test_loss if math.isfinite(self.test_loss) else self.data_loss


class Run:
    """One training run from its start.

    Args: trainer: at its start; data: the same examples, for the losses; rules: when to stop.
    """

    def __init__(self, trainer: CompiledTrainer, data: DataSet, rules: TrainingConfig) -> None:
        self.trainer = trainer
        self.data = data
        self.rules = rules
        self.reason: str | None = None
        self.message: str | None = None
        self.examples_per_second: float | None = None  # by the clock on the wall, drawing between turns and all
        self.trained_until = -math.inf  # when the last turn ended
        self.next_row = next_row_after(0)
        self.last_good = trainer.save()
        self.rows = Rows()
        self.opening = self.begin_curve()  # the losses with the weights that it begins with

    def begin_curve(self) -> Losses:
        """Begins the curve at the network as it stands before the first step. Returns: its losses."""
        losses = self.losses()
        self.best = (losses.watched, 0)  # the lowest so far, and its epoch
        self.start_loss = losses.data_loss + losses.penalty
        self.curve = Curve()
        self.curve.add(0, *self.row(losses))
        self.trajectory = Trajectory()
        self.trajectory.add(self.trainer.network)
        self.rows.look(losses.outputs[0])
        return losses

    def go_back(self, moment: PastMoment) -> None:
        """Makes a moment of this run the present one: what came after it has not been."""
        moment.put_into(self.trainer)
        self.reason = self.message = None
        self.curve = self.curve.until(moment.epoch)
        self.next_row = 1
        while self.next_row <= moment.epoch:
            self.next_row = next_row_after(self.next_row)
        self.best = self.curve.best()
        self.trajectory.go_back(moment.weights)
        self.last_good = self.trainer.save()

    def go_on_from(self, before: "Run") -> None:
        """Args: before: the run whose network was carried over into this one; its curve goes on."""
        self.curve, self.next_row = before.curve, before.next_row
        self.best = (self.best[0], self.trainer.epoch)  # another data set or shape is another scale
        if [state.size for state in before.trajectory.states[:1]] == [state.size for state in self.trajectory.states]:
            self.trajectory = before.trajectory

    def losses(self) -> Losses:
        """Returns: mean losses with the present weights (NaN without examples) and the penalty."""
        trainer = self.trainer
        weights = [layer.W for layer in trainer.network.layers]
        penalty = trainer.recipe.regularizer.total(float(trainer.rates.regularization_rate), weights)
        sets = trainer.evaluate_each((self.data.train, self.data.test))
        (data_loss, outputs), (test_loss, test_outputs) = sets
        return Losses(data_loss, test_loss, penalty, (outputs, test_outputs))

    def row(self, losses: Losses) -> tuple[float, ...]:
        """Returns: the columns of the curve but its epoch."""
        data = self.data
        accuracies = [math.nan, math.nan]
        codes = data.class_codes
        if codes is not None:
            accuracies = [
                accuracy(predicted_classes(outputs, codes), examples.labels)
                for outputs, examples in zip(losses.outputs, (data.train, data.test), strict=True)
            ]
        return losses.data_loss, losses.test_loss, losses.penalty, *accuracies

    def advance(self, max_steps: float = math.inf, max_epochs: float = math.inf, seconds: float = math.inf) -> Losses:
        """Trains until one of the limits is reached, or until a rule says to stop.

        Args:    max_steps: updates; max_epochs: passes over the training set; seconds: about how long.
        Returns: the losses at the end.
        """
        started = time.perf_counter()
        trainer, first_step = self.trainer, self.trainer.step
        last_step, last_epoch = trainer.step + max_steps, trainer.epoch + max_epochs
        self.reason = self.message = None
        known: Losses | None = None  # those of the present weights
        while trainer.step < last_step and trainer.epoch < last_epoch and self.reason is None:
            left = seconds - (time.perf_counter() - started)
            if left <= 0 and trainer.step > first_step:
                break
            next_look = self.next_look
            to_row = trainer.steps_left_in_epoch() + (next_look - trainer.epoch - 1) * trainer.steps_per_epoch
            to_end = trainer.steps_left_in_epoch() + (last_epoch - trainer.epoch - 1) * trainer.steps_per_epoch
            trainer.run(int(min(to_row, to_end, last_step - trainer.step)), left)
            known = self.add_row() if trainer.position == 0 and trainer.epoch >= next_look else None
            if trainer.awaits_compilation:
                break
        losses = known or self.losses()
        if known is None and self.check_divergence(losses.data_loss + losses.penalty):
            losses = self.losses()
        ended = time.perf_counter()
        elapsed = ended - (self.trained_until if started - self.trained_until < INTERRUPTED else started)
        self.trained_until = ended
        if trainer.step > first_step and elapsed > 0:
            done = (trainer.step - first_step) * len(self.data.train) / trainer.steps_per_epoch
            self.examples_per_second = done / elapsed
        return losses

    @property
    def next_look(self) -> int:
        """The epoch after which the losses are due: for a row of the curve, or because it is the last, as asked."""
        asked = self.rules.stop_epochs
        return min(self.next_row, asked) if asked > self.trainer.epoch else self.next_row

    def add_row(self) -> Losses | None:
        """Adds a row to the curve and looks whether to stop. Returns: its losses; None where training has diverged."""
        losses = self.losses()
        if self.check_divergence(losses.data_loss + losses.penalty):
            return None
        epoch, numbers = self.trainer.epoch, self.row(losses)
        self.curve.add(epoch, *numbers)
        self.trajectory.add(self.trainer.network)
        self.rows.look(losses.outputs[0])
        self.rows.add(self.trainer, numbers)
        self.next_row = next_row_after(epoch)
        self.check_rules(losses, epoch)
        return losses

    def check_rules(self, losses: Losses, epoch: int) -> None:
        """Sets `reason` and `message` where a rule of the configuration says to stop."""
        rules = self.rules
        if losses.watched < self.best[0] * (1 - IMPROVEMENT):
            self.best = (losses.watched, epoch)
        if 0 < rules.stop_epochs <= epoch:
            self.reason, self.message = "epochs", f"Stopped after {epoch} epochs, as asked."
        elif losses.data_loss <= rules.stop_loss and rules.stop_loss > 0:
            self.reason = "loss"
            self.message = f"Stopped: the training loss is {losses.data_loss:.4g}, as low as asked."
        elif 0 < rules.patience <= epoch - self.best[1]:
            self.reason = "patience"
            self.message = f"Stopped: no improvement for {epoch - self.best[1]} epochs (best: {self.best[0]:.4g})."

    def check_divergence(self, loss: float) -> bool:
        """Goes back to the last good weights if training has left for infinity.

        Args:    loss: what training goes down: the data loss plus the penalty. The weights are looked at too, for
                 they may leave before it: a tanh of an infinite sum is still 1.
        Returns: whether it has.
        """
        finite = all(bool(np.isfinite(array).all()) for array in self.trainer.parameters())
        if finite and math.isfinite(loss) and loss <= TOO_LARGE * (1 + self.start_loss):
            self.last_good = self.trainer.save()
            return False
        if math.isnan(loss) and not len(self.data.train):
            return False
        epoch, rate = self.trainer.epoch, float(self.trainer.rates.learning_rate)
        self.trainer.restore(self.last_good)
        self.reason = "diverged"
        self.message = (
            f"Training diverged in epoch {epoch + 1}: with a learning rate of {rate:g} the steps overshoot and the "
            f"loss grows without end. The weights are back at epoch {self.trainer.epoch}. Try a rate of {rate / 10:g}."
        )
        return True


def new_run(config: Config) -> Run:
    """Returns: a run of this configuration at its start. Raises: FormulaError: a formula has no value at some point."""
    with np.errstate(all="ignore"):
        data = make_data_set(config)
        return Run(make_trainer(config, data), data, config.training)
