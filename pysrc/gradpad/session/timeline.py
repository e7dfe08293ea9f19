"""Going back in a run: what the network said at an earlier moment, and going on from there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from gradpad.config.fields import shown
from gradpad.errors import WeightsError
from gradpad.session import weight_files
from gradpad.session.engine_access import EngineAccess
from gradpad.session.moments import PastMoment
from gradpad.session.run import Run

QUESTIONS = ("predict", "predict_one", "maps", "metrics", "diagnosis", "landscape", "walk")


@contextmanager
def as_it_was(run: Run, moment: PastMoment) -> Iterator[None]:
    """Inside, a run stands at a moment of its past; afterwards it is as it was before, to the last bit."""
    trainer, states = run.trainer, run.trajectory.states
    counts, slots, recipe = (trainer.step, trainer.epoch, trainer.position), trainer.slots, trainer.recipe
    present = [np.copy(param) for *_, param in trainer.network.parameters()]
    try:
        moment.put_into(trainer)
        run.trajectory.go_back(moment.weights)
        yield
    finally:
        for (*_, param), kept in zip(trainer.network.parameters(), present, strict=True):
            param[...] = kept
        (trainer.step, trainer.epoch, trainer.position), trainer.slots, trainer.recipe = counts, slots, recipe
        run.trajectory.states = states


class Timeline(EngineAccess):
    """The part of a session that goes back. A moment is {"step", "epoch", "epoch_share", "weights"}, the weights as
    float64 in base64, for each layer W row by row, then b.
    """

    def at(self, moment: Any, question: str, params: Any) -> Any:
        """Asks something of the network as it was then; nothing changes.

        Args:    moment; question: one of QUESTIONS; params: what it is to be given.
        Returns: as the question itself. Raises: WeightsError: the moment is none of this network; as the question.
        """
        if question not in QUESTIONS:
            allowed = ", ".join(QUESTIONS)
            raise WeightsError(f"question is {shown(question)}; it must be one of {allowed}.", "question")
        if not isinstance(params, dict):
            raise WeightsError(f"params is {shown(params)}; it must be an object.", "params")
        with as_it_was(self.run, self._moment(moment)):
            return getattr(self, question)(**params)

    def go_back(self, moment: Any) -> dict[str, Any]:
        """Makes a moment of the past the present one: what came after it has not been.

        Returns: a snapshot, with the whole curve. Raises: WeightsError.
        """
        valid = self._moment(moment)
        self.run.go_back(valid)
        if self.run.trainer.recipe.optimizer.slots:
            self.altered = True  # a script that trains from the start does not begin the optimizer's memory anew
        if valid.step == 0:
            self.start = weight_files.copies(self.run.trainer.network)
        self.rows_sent = 0
        self.run_id += 1
        return self.snapshot()

    def _moment(self, given: Any) -> PastMoment:
        names = ["step", "epoch", "epoch_share", "weights"]
        if not isinstance(given, dict) or set(given) != set(names):
            raise WeightsError(f"moment is {shown(given)}; it must have {', '.join(names)}.", "moment")
        step, epoch, share, weights = (given[name] for name in names)
        return PastMoment.from_outside(step, epoch, share, weight_files.from_base64(weights), self.run.trainer)
