"""Compiled steps are held against NumPy's own, now and then: what differs beyond rounding is noticed, and NumPy trains.

A recording is checked in many ways before it runs; this is the last one, which needs to know nothing of how code may
go wrong. It costs three steps of NumPy's each time, and the times between grow. Code that was edited is held against
NumPy before its first compiled step, the engine's own a little later.
"""

from collections.abc import Callable

import numpy as np

from gradpad.arrays import Array
from gradpad.trainer import Moment, Trainer

FIRST = 64  # steps of the engine's own code before it is looked at first
GROWTH = 2  # times as many steps as were made until the next look
CLOSE = {"float64": 1e-9, "float32": 1e-3}  # relative to the largest number
CHAOS = 10  # times what another rounding of the start makes of NumPy's own steps


class Watchdog:
    """When to look, and what to say.

    Args: at_once: whether to look before anything else; step: how many steps were made before.
    """

    def __init__(self, at_once: bool, step: int) -> None:
        self.start = step
        self.due = step if at_once else step + FIRST

    def is_due(self, step: int) -> bool:
        """Whether to look now; the next time is later."""
        if step < self.start:  # training was begun again, or went back
            self.due, self.start = min(self.due, step + FIRST), step
        if step < self.due:
            return False
        self.due = step + max(FIRST // 4, GROWTH * (step - self.start))
        return True

    def difference(
        self,
        trainer: Trainer,
        start: Moment,
        by_numpy: Callable[[], None],
        compiled: Callable[[], None],
        precision: str,
    ) -> str | None:
        """Makes the same steps by NumPy and compiled. Returns: None, and the trainer is where the compiled ones lead;
        or what is wrong, and it is where NumPy's lead.
        """
        by_numpy()
        expected = trainer.save()
        trainer.restore(start)
        compiled()
        got = trainer.save()
        apart = distance(expected, got)
        if apart <= CLOSE[precision]:
            return None
        nudged = 0.0
        for towards in (None, -np.inf, np.inf, 0.0):
            trainer.restore(start)
            if towards is not None:
                for layer in trainer.network.layers:
                    for _, param in layer.parameters():
                        param[...] = np.nextafter(param, towards)
            by_numpy()
            own = distance(expected, trainer.save())
            if towards is None and own > 0:
                trainer.restore(expected)
                return "run twice from the same start, NumPy's steps differ: by chance, or by what the code remembers"
            nudged = max(nudged, own)
        trainer.restore(got if apart <= CHAOS * nudged else expected)
        return None if apart <= CHAOS * nudged else f"compiled steps came out otherwise than NumPy's, by {apart:.1e}"

    def evaluation_difference(self, expected: tuple[float, Array], got: tuple[float, Array]) -> str | None:
        """Returns: what is wrong with the compiled losses and outputs, or None."""
        pairs = [(np.asarray(one), np.asarray(other)) for one, other in zip(expected, got, strict=True)]
        if all(_apart(one, other) <= CLOSE["float64"] for one, other in pairs):
            return None
        return "the compiled outputs of the whole training set came out otherwise than NumPy's"


def distance(one: Moment, other: Moment) -> float:
    """Returns: the largest difference between two moments' arrays, relative to the largest number of each."""
    if one[0] != other[0]:
        return np.inf
    apart = 0.0
    for (param, slots), (other_param, other_slots) in zip(one[1], other[1], strict=True):
        if slots.keys() != other_slots.keys():
            return np.inf
        pairs = [(param, other_param), *((slots[name], other_slots[name]) for name in slots)]
        apart = max([apart, *(_apart(a, b) for a, b in pairs)])
    return apart


def _apart(expected: Array, got: Array) -> float:
    """What has left the finite numbers is not compared: where exactly that happens is a matter of rounding."""
    if expected.shape != got.shape:
        return float(np.inf)
    with np.errstate(all="ignore"):
        if not np.isfinite(expected).all():
            return 0.0
        if not np.isfinite(got).all():
            return float(np.inf)
        return float(np.max(np.abs(expected - got), initial=0.0) / (1 + np.max(np.abs(expected), initial=0.0)))
