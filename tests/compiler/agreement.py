"""Line 6 of the compiler's promises: after 200 epochs compiled and NumPy weights are the same to within 1e-10.

For every activation × loss × optimizer × regularizer × batch size. Where training is chaotic, no two ways of rounding
stay together: there the difference is held against what NumPy itself makes of start weights that are one unit in the
last place up or down. `python3 build.py bench agreement` goes through the whole product, the tests through a sample.
"""

import itertools
import math
from dataclasses import asdict, dataclass, replace

import numpy as np

from gradpad.activations import ACTIVATIONS
from gradpad.config import Config
from gradpad.config.data_set import make_data_set
from gradpad.fast.compiled_trainer import CompiledTrainer
from gradpad.losses import LOSSES
from gradpad.optimizers import OPTIMIZERS
from gradpad.regularizers import REGULARIZERS
from gradpad.session.construction import make_trainer
from gradpad.trainer import Trainer

EPOCHS, RATE = 200, 0.03
EXAMPLES = {10: 50, 30: 80, 250: 250}  # by size of batch: enough for a shorter last batch, and for one of 250
CLOSE = 1e-10
CHAOS = 10  # times what a changed start does: compiled code rounds differently in every step, not only at the start
NUDGES = 8  # changed starts that are tried, for what one does is a matter of luck

OUTPUT = {"binary_cross_entropy": "sigmoid", "softmax_cross_entropy": "softmax"}
HIDDEN = [name for name, activation in ACTIVATIONS.items() if activation.hidden]
BATCHES = (10, 30, 250)


@dataclass(frozen=True)
class Case:
    activation: str
    loss: str
    optimizer: str
    regularizer: str
    batch: int

    def __str__(self):
        return "-".join(map(str, asdict(self).values()))

    def config(self):
        return Config.from_dict({
            "seed": 1,
            "data": {"kind": "circle", "count": 2 * EXAMPLES[self.batch], "noise": 0.1, "train_share": 0.5},
            "network": {
                "layers": [{"units": units, "activation": self.activation} for units in (4, 3)],
                "output": OUTPUT.get(self.loss, "tanh"),
            },
            "training": {
                "loss": self.loss, "optimizer": self.optimizer, "regularizer": self.regularizer,
                "regularization_rate": 0.001, "batch_size": self.batch, "learning_rate": RATE,
            },
        })  # fmt: skip


def cases():
    """Every case there is, in order."""
    return [Case(*choices) for choices in itertools.product(HIDDEN, LOSSES, OPTIMIZERS, REGULARIZERS, BATCHES)]


@dataclass(frozen=True)
class Verdict:
    """difference: the largest between two weights or slots; nudged: the largest that a changed start made, looked at
    only where the difference is not small; finite: whether NumPy's own numbers stayed so.
    """

    difference: float
    nudged: float | None
    finite: bool

    @property
    def good(self):
        return self.difference < CLOSE or (self.nudged is not None and self.difference <= CHAOS * self.nudged)


def judge(case):
    """Trains by NumPy and compiled, and compares. Returns: a Verdict. Raises: AssertionError: it was not compiled."""
    config = case.config()
    data = make_data_set(config)

    def trained(kind, nudge=None):
        trainer = make_trainer(config, data)
        trainer.__class__ = kind
        if nudge is not None:
            rng = np.random.default_rng(nudge)
            for layer in trainer.network.layers:
                layer.W[...] = np.nextafter(layer.W, rng.choice([-np.inf, np.inf], layer.W.shape))
        with np.errstate(all="ignore"):
            trainer.run(EPOCHS * trainer.steps_per_epoch)
        return trainer

    plain, compiled = trained(Trainer), trained(CompiledTrainer)
    assert (compiled.backend, compiled.backend_reason) == ("compiled", None)
    assert (plain.step, plain.epoch, plain.position) == (compiled.step, compiled.epoch, compiled.position)
    finite = all(bool(np.isfinite(array).all()) for array in plain.parameters())
    verdict = Verdict(distance(plain, compiled), None, finite)
    for nudge in range(NUDGES):
        if verdict.good:
            break
        nudged = distance(plain, trained(Trainer, nudge))
        verdict = replace(verdict, nudged=max(nudged, verdict.nudged or 0.0))
    return verdict


def distance(one, other):
    """The largest difference between two trainers' weights and slots; what is not finite must be so in both."""
    largest = 0.0
    for a, b in zip(one.parameters(), other.parameters(), strict=True):
        same = (a == b) | (np.isnan(a) & np.isnan(b))
        with np.errstate(all="ignore"):
            largest = max(largest, float(np.max(np.where(same, 0.0, np.abs(a - b)))))
        if math.isnan(largest):
            return math.inf
    return largest
