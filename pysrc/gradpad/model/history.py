"""How training went: the loss and the score after every epoch, on what was learned and on what was kept aside."""

import importlib
import math
from dataclasses import dataclass, field
from typing import Any


@dataclass(repr=False)
class History:
    """What `fit` gives back; each list has a number for every epoch.

    loss, score: of the whole training set, after each epoch; validation_loss, validation_score: of the validation
    set, empty without one, NaN where only other epochs had one. score_name: "accuracy" (the share that is right) or
    "R²" (the share of the variance that is explained). best_epoch: where the loss that was watched was lowest, from 1.
    seconds: spent. engine: "compiled" or "numpy"; why: why it is not compiled. stopped: why training ended before it
    was due, or None.
    """

    score_name: str
    loss: list[float] = field(default_factory=list)
    score: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    validation_score: list[float] = field(default_factory=list)
    best_epoch: int = 0
    seconds: float = 0.0
    engine: str = "numpy"
    why: str | None = None
    stopped: str | None = None

    def __len__(self) -> int:
        """How many epochs were trained."""
        return len(self.loss)

    def fill_validation(self) -> None:
        """Writes NaN for the epochs that had no validation set."""
        for column in (self.validation_loss, self.validation_score):
            column += [math.nan] * (len(self) - len(column))

    def latest(self) -> str:
        """Returns: the newest numbers, as a line."""
        told = f"loss {self.loss[-1]:.4g}, {self.score_name} {self.score[-1]:.4g}"
        if self.validation_loss:
            told += f"; validation {self.validation_loss[-1]:.4g}, {self.validation_score[-1]:.4g}"
        return told

    def __repr__(self) -> str:
        if not self.loss:
            return "<History: nothing was trained yet>"
        ended = f"; {self.stopped}" if self.stopped else ""
        return f"<History of {len(self)} epochs, {self.seconds:.2f} s, {self.engine}: {self.latest()}{ended}>"

    def plot(self, axes: Any = None) -> Any:
        """Draws losses and scores over the epochs, with matplotlib.

        Args:    axes: two of matplotlib's axes to draw into; left out, a new figure gets them.
        Returns: the two axes. Raises: ImportError: matplotlib is not installed.
        """
        if axes is None:
            try:
                pyplot = importlib.import_module("matplotlib.pyplot")
            except ImportError:
                remedy = "pip install matplotlib. The numbers are in history.loss, history.score and their like"
                raise ImportError(f"To plot a history, matplotlib must be installed: {remedy}.") from None
            axes = pyplot.subplots(1, 2, figsize=(9, 3.5), layout="constrained")[1]
        epochs = range(1, len(self) + 1)
        for place, name in ((axes[0], "loss"), (axes[1], "score")):
            place.plot(epochs, getattr(self, name), label="training")
            kept_aside = getattr(self, f"validation_{name}")
            if kept_aside:
                place.plot(epochs, kept_aside, label="validation")
                place.legend()
            place.set_xlabel("epoch")
            place.set_ylabel("loss" if name == "loss" else self.score_name)
        return axes
