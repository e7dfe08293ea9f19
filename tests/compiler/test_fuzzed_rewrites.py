"""Rewrites of the engine's own functions (see rewrites), each trained fifty steps by NumPy and compiled.

They agree, up to rounding or to what one unit in the last place of the start makes of NumPy's own steps; or compiled
training says why NumPy trains. A thousand at every commit, and ten thousand by `GRADPAD_FUZZ=10000`.
"""

import collections
import copy
import os
import re
import sys

import numpy as np
import pytest

from gradpad import trainer as trainer_module
from gradpad.activations import ACTIVATIONS
from gradpad.fast import forward_pass
from gradpad.fast.compiled_trainer import CompiledTrainer
from gradpad.fast.watchdog import distance
from gradpad.layers import Dense
from gradpad.losses import LOSSES
from gradpad.network import Network
from gradpad.optimizers import OPTIMIZERS
from gradpad.regularizers import REGULARIZERS
from gradpad.schedules import SCHEDULES
from gradpad.trainer import Examples, Trainer
from gradpad.training import Rates, Recipe
from tests.compiler.rewrites import PRELUDE, edit

COUNT = int(os.environ.get("GRADPAD_FUZZ", "40" if sys.platform == "emscripten" else "1000"))
BLOCK = 50  # to a test
STEPS = 50
PRELUDE_CODE = compile(PRELUDE, "what rewrites call", "exec")
# An optimizer that divides by |g| + 1e-8 makes 5e6 times as much of a rounding of the gradient in each step.
ROUNDING = 1e-8
TALLY = collections.Counter()
REASONS = collections.Counter()

pytestmark = pytest.mark.usefixtures("quick")


def setting(seed, edits):
    """Returns: what a Trainer takes, made so that what is rewritten is used; the same every time."""
    rng = np.random.default_rng(seed)
    names = {owner.name for owner, _, _ in edits if hasattr(owner, "name")}

    def one(registry, *usual):
        wanted = [name for name in registry if name in names]
        return registry[wanted[0] if wanted else usual[rng.integers(len(usual))]]

    activation = one(ACTIVATIONS, "tanh", "sigmoid", "relu")
    layers = [Dense(rng.normal(size=(2, 3)), rng.normal(size=3), activation),
              Dense(rng.normal(size=(3, 2)), rng.normal(size=2), ACTIVATIONS["tanh"])]  # fmt: skip
    x = rng.normal(size=(12, 2))
    targets = np.where(rng.random((12, 2)) < 0.5, -1.0, 1.0)
    recipe = Recipe(
        one(LOSSES, "half_squared_error", "huber"), one(OPTIMIZERS, "sgd", "momentum", "adam"),
        one(REGULARIZERS, "none", "l2"), one(SCHEDULES, "constant"), 0.5, 7 if rng.random() < 0.1 else None,
    )  # fmt: skip
    batch = 5 if rng.random() < 0.2 else 4  # of twelve: in some there is a shorter last batch
    return Network(layers), recipe, Rates(0.05, 0.01, 0.3, 9.0), Examples(x, targets, targets[:, 0]), batch, 11


def put(edits, seed, undo):
    """Puts rewritten functions in force, with a fresh memory of their own."""
    for owner, name, text in edits:
        module = owner if owner.__name__.startswith("gradpad.") else sys.modules[owner.__module__]
        space = {**vars(module)}
        exec(PRELUDE_CODE, space)
        exec(compile(text, f"rewrite {seed}", "exec"), space)
        target = trainer_module if name == "train_step" else owner
        undo.append((target, name, vars(target)[name]))
        setattr(target, name, space[name])
    forward_pass.forget_compiled()


def trained(kind, seed, edits, nudge=None):
    """A trainer after its steps, with its losses and outputs."""
    undo = []
    np.random.seed(1)  # noqa: NPY002 - what rewritten code may draw from
    try:
        put(edits, seed, undo)
        trainer = kind(*setting(seed, edits))
        with np.errstate(all="ignore"):
            if nudge is None:
                for steps in (1, STEPS - 21, 20):
                    trainer.run(steps)
            else:
                nudged(trainer, np.random.default_rng(nudge))
            return trainer, trainer.save(), trainer.evaluate(trainer.examples)
    finally:
        for target, name, old in undo:
            setattr(target, name, old)


def nudged(trainer, rng):
    """Compiled code rounds otherwise at every step: so do these, in the last place of parameters and activations."""
    for layer in trainer.network.layers:
        layer.activation = copy.copy(layer.activation)
        layer.activation.value = lambda z, plain=layer.activation.value: beside(plain(z), rng)
    for _ in range(STEPS):
        for _, _, param in trainer.network.parameters():
            param[...] = beside(param, rng)
        trainer.run(1)


def beside(array, rng):
    """The numbers next to these, up or down."""
    return np.nextafter(array, rng.choice([-np.inf, np.inf], np.shape(array)))


def judge(seed):
    """Returns: "agreed", "refused", "raised" or "SILENT", and why."""
    for attempt in range(8):
        edits = edit((seed, attempt))
        try:
            _, plain, shown = trained(Trainer, seed, edits)
        except Exception:
            continue
        break
    else:
        return "raised", "nothing that NumPy could run was found"
    fast, compiled, fast_shown = trained(CompiledTrainer, seed, edits)
    if fast.backend == "numpy":
        return "refused", fast.backend_reason
    apart = max(distance(plain, compiled), apart_in(shown, fast_shown))
    if apart > ROUNDING:
        for nudge in range(8):
            _, other, other_shown = trained(Trainer, seed, edits, nudge)
            if apart <= 10 * max(distance(plain, other), apart_in(shown, other_shown)):
                return "agreed", "as one unit in the last place does"
        return "SILENT", f"{apart:.1e} apart: {[(owner.__name__, name, text) for owner, name, text in edits]}"
    return "agreed", "to within rounding"


def apart_in(one, other):
    """How far two evaluations are apart."""
    if not (np.isfinite(one[0]) and np.isfinite(one[1]).all()):
        return 0.0
    return max(abs(one[0] - other[0]) / (1 + abs(one[0])), float(np.max(np.abs(one[1] - other[1]))))


def general(reason):
    """A reason without its line and its numbers."""
    return re.sub(r"\d[\d.e+-]*", "#", re.sub(r" \((?:<|line ).*", "", reason.split("\n")[0]))


@pytest.mark.parametrize("block", range(0, COUNT, BLOCK))
def test_rewritten_code_trains_the_same_or_says_why_not(block):
    silent = []
    for seed in range(block, min(block + BLOCK, COUNT)):
        verdict, why = judge(seed)
        TALLY[verdict] += 1
        if verdict == "refused":
            assert why, seed
            REASONS[general(why)] += 1
        if verdict == "SILENT":
            silent.append((seed, why))
    assert not silent, silent


def test_the_tally_is_told(capsys):
    """How many agreed and how many were refused, with the ten most frequent reasons."""
    with capsys.disabled():
        print(f"\n{sum(TALLY.values())} rewrites: {dict(TALLY)}")
        for reason, count in REASONS.most_common(10):
            print(f"{count:6}  {reason}")
    assert TALLY["SILENT"] == 0
