"""Checkpoints of a run that one can go back to: that is how undo brings back what a network had learned.

The engine keeps none of them: the page gets each as bytes (gradpad.session.carried), and gives it back when it is
wanted, to this Python or to the next. Python's memory only grows, so what may become many is better kept elsewhere.
"""

import base64
import binascii
import copy
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.config.schema import Config
from gradpad.errors import WeightsError
from gradpad.optimizers import Optimizer
from gradpad.session import carried
from gradpad.session import weight_files as weights
from gradpad.session.run import Curve, Run, new_run
from gradpad.session.snapshots import Snapshots
from gradpad.session.state import SessionState
from gradpad.training import Slots


@dataclass(frozen=True)
class Checkpoint:
    """All of a run that can't be worked out from its configuration; arrays are copies."""

    optimizer: type[Optimizer]
    counts: tuple[int, int, int]
    parameters: list[dict[str, Array]]
    slots: Slots
    slots_since: int
    trainable: list[dict[str, Array]]
    start: list[dict[str, Array]]
    altered: bool
    curve: Curve
    trajectory: list[Array]
    next_row: int
    best: tuple[float, int]
    start_loss: float

    @staticmethod
    def of(session: SessionState) -> "Checkpoint":
        """Returns: where the session's run stands now."""
        run, trainer = session.run, session.run.trainer
        return Checkpoint(
            optimizer=type(trainer.recipe.optimizer),
            counts=(trainer.step, trainer.epoch, trainer.position),
            parameters=weights.copies(trainer.network),
            slots=copy.deepcopy(trainer.slots),
            slots_since=trainer.recipe.slots_since,
            trainable=copy.deepcopy([layer.trainable for layer in trainer.network.layers]),
            start=session.start,
            altered=session.altered,
            curve=copy.deepcopy(run.curve),
            trajectory=list(run.trajectory.states),
            next_row=run.next_row,
            best=run.best,
            start_loss=run.start_loss,
        )

    def to_bytes(self) -> bytes:
        """Returns: all of it; from_bytes() gives it back to the last bit."""
        return carried.to_bytes(self.told())

    def told(self) -> dict[str, Any]:
        """Returns: all of it as numbers, texts, arrays, and lists and dicts of them."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        optimizer = [self.optimizer.name, *self.optimizer.slots]
        return {**told, "optimizer": optimizer, "curve": asdict(self.curve)}

    @staticmethod
    def from_bytes(content: bytes, run: Run) -> "Checkpoint":
        """Args:    run: just built, from a configuration of the same shape.
        Raises:  WeightsError: it is damaged, or of another network.
        """
        told = carried.from_bytes(content)
        optimizer = type(run.trainer.recipe.optimizer)
        try:
            if told.pop("optimizer") != [optimizer.name, *optimizer.slots]:
                optimizer = Optimizer  # an optimizer that no run has: what it remembers is of no use
            counts, best = tuple(told.pop("counts")), tuple(told.pop("best"))
            curve = Curve(**told.pop("curve"))
            checkpoint = Checkpoint(optimizer=optimizer, counts=counts, best=best, curve=curve, **told)
            shapes = [[(name, param.shape) for name, param in layer.items()] for layer in checkpoint.parameters]
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise WeightsError("What the page kept of this network is damaged.") from error
        if shapes != [[(n, p.shape) for n, p in layer.items()] for layer in weights.copies(run.trainer.network)]:
            raise WeightsError("What the page kept is another network's.")
        return checkpoint

    def put_into(self, run: Run) -> None:
        """Args: run: just built, from a configuration of the same shape."""
        trainer = run.trainer
        for place, name, param in trainer.network.parameters():
            param[...] = self.parameters[place][name]
        trainer.step, trainer.epoch, trainer.position = self.counts
        if type(trainer.recipe.optimizer) is self.optimizer:
            trainer.slots = copy.deepcopy(self.slots)
            trainer.recipe = replace(trainer.recipe, slots_since=self.slots_since)
        else:
            trainer.begin_slots()  # what another optimizer remembers is of no use to this one
        for layer, masks in zip(trainer.network.layers, self.trainable, strict=True):
            layer.trainable = {name: np.copy(mask) for name, mask in masks.items()}
        run.curve = copy.deepcopy(self.curve)
        run.trajectory.states = list(self.trajectory)
        run.next_row, run.best, run.start_loss = self.next_row, self.best, self.start_loss
        run.last_good = trainer.save()


class Checkpoints(Snapshots):
    """The part of a session that says where it stands, and goes back there."""

    def carry(self) -> bytes:
        """Returns: where the run stands now, as bytes that recall() takes, in another Python too."""
        return Checkpoint.of(self).to_bytes()

    def recall(self, config: Any, content: str) -> dict[str, Any]:
        """Goes to a checkpoint, under a configuration that it had then.

        Args:    content: it as carry() gave it, in base64.
        Returns: a snapshot, with the whole curve.
        Raises:  ConfigError, FormulaError, WeightsError; then nothing has changed.
        """
        valid = Config.from_dict(config)
        run = new_run(valid)
        try:
            checkpoint = Checkpoint.from_bytes(base64.b64decode(content, validate=True), run)
        except binascii.Error as error:
            raise WeightsError("What the page kept of this network is damaged.") from error
        checkpoint.put_into(run)
        self._enter(valid, run, checkpoint.start, checkpoint.altered)
        return self.snapshot()
