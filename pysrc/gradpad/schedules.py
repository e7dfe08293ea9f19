"""A schedule changes the learning rate as training goes on: large steps to find the valley, small ones to settle.

Each gives a factor for the learning rate from `progress`, the steps done so far divided by the schedule's own length
(so 0 at the start and 1 when its length is over).
"""

from typing import Any

import numpy as np

from gradpad.arrays import Real
from gradpad.registry import Choice, Registry

SCHEDULES: Registry["Schedule"] = Registry("a schedule")


class Schedule(Choice):
    """Base of all schedules."""

    changes = True  # whether the learning rate is ever another than the one that was chosen

    def factor(self, progress: Real, decay: float) -> Real:
        """Args: progress: steps done / length, 0 or more; decay: factor left after one length. Returns: factor."""
        raise NotImplementedError

    def rate(self, learning_rate: Real, step: Real, length: Real, decay: float) -> Real:
        """Args:    learning_rate: as configured; step: updates made before this one; length: in steps; decay.
        Returns: the learning rate of this step.
        """
        return learning_rate * self.factor(step / length, decay)

    def describe(self) -> dict[str, Any]:
        """Returns: the description, with the factor sampled over three lengths."""
        progress = np.linspace(0.0, 3.0, 121)
        y = np.broadcast_to(self.factor(progress, 0.5), progress.shape)
        curve = {"x": progress.tolist(), "y": y.tolist(), "slope": np.gradient(y, progress).tolist()}
        return {**super().describe(), "curve": curve}


@SCHEDULES.register
class Constant(Schedule):
    """The learning rate stays as it is."""

    name, label, formula = "constant", "constant", r"\eta_t = \eta"
    changes = False

    def factor(self, progress: Real, decay: float) -> Real:
        return 1.0

    def rate(self, learning_rate: Real, step: Real, length: Real, decay: float) -> Real:
        return learning_rate


@SCHEDULES.register
class StepDecay(Schedule):
    """The learning rate drops by the same factor each time the schedule's length has passed."""

    name, label, formula = "step", "step decay", r"\eta_t = \eta\,\gamma^{\lfloor t / T \rfloor}"
    uses = ("schedule_epochs", "schedule_decay")

    def factor(self, progress: Real, decay: float) -> Real:
        return decay ** np.floor(progress)


@SCHEDULES.register
class Exponential(Schedule):
    """The learning rate shrinks smoothly, by the same share in every step."""

    name, label, formula = "exponential", "exponential", r"\eta_t = \eta\,\gamma^{t / T}"
    uses = ("schedule_epochs", "schedule_decay")

    def factor(self, progress: Real, decay: float) -> Real:
        return decay**progress


@SCHEDULES.register
class Cosine(Schedule):
    """The learning rate follows half a cosine wave down to zero over the schedule's length, and stays there.

    Source: Loshchilov & Hutter 2017, equation 5.
    """

    name, label = "cosine", "cosine"
    formula = r"\eta_t = \frac{\eta}{2} \left(1 + \cos \pi \min(t / T, 1) \right)"
    uses = ("schedule_epochs",)

    def factor(self, progress: Real, decay: float) -> Real:
        return 0.5 * (1 + np.cos(np.pi * np.minimum(progress, 1.0)))


@SCHEDULES.register
class WarmUp(Schedule):
    """The learning rate grows from almost nothing to its full size over the schedule's length."""

    name, label, formula = "warm_up", "warm-up", r"\eta_t = \eta \min((t + 1) / T, 1)"
    uses = ("schedule_epochs",)

    def factor(self, progress: Real, decay: float) -> Real:
        return np.minimum(progress, 1.0)

    def rate(self, learning_rate: Real, step: Real, length: Real, decay: float) -> Real:
        return learning_rate * self.factor((step + 1) / length, decay)
