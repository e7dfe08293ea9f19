"""The compiled trainer against NumPy's, choice by choice: the same code, so the same numbers to within rounding."""

import itertools
import random
import sys

import numpy as np
import pytest

from gradpad.activations import ACTIVATIONS
from gradpad.compiler import runtime, training
from gradpad.compiler.webassembly import lower
from gradpad.config import Config
from gradpad.config.data_set import make_data_set
from gradpad.fast.compiled_trainer import CompiledTrainer
from gradpad.losses import LOSSES
from gradpad.optimizers import OPTIMIZERS
from gradpad.regularizers import REGULARIZERS
from gradpad.schedules import SCHEDULES
from gradpad.session import Session
from gradpad.session.construction import make_trainer
from gradpad.trainer import Trainer
from tests.compiler.agreement import HIDDEN, OUTPUT, Case, cases, distance, judge

RULES = list(itertools.product(OPTIMIZERS, REGULARIZERS, SCHEDULES))
SAMPLE = 24 if sys.platform != "emscripten" else 6
USUAL = 6  # of the sample, at every commit
REST = pytest.mark.whole("the first six of the sample are trained at every commit, and every choice for forty steps")
CASES = list(itertools.product(HIDDEN, LOSSES))


def config(**changes):
    activation = changes.get("activation", "tanh")
    training_part = {"learning_rate": 0.03, "batch_size": 10, "optimizer": "sgd", **changes.pop("training", {})}
    return Config.from_dict({
        "seed": changes.pop("seed", 1),
        "data": {"kind": "circle", "count": changes.pop("count", 50), "train_share": 0.6},
        "network": {
            "layers": [{"units": units, "activation": activation} for units in changes.get("units", (4, 3))],
            "output": changes.get("output", "tanh"),
            "biases": changes.get("biases", True),
        },
        "training": training_part,
    })  # fmt: skip


def pair(chosen):
    """A trainer that uses NumPy and one that uses compiled code, at the same start."""
    data = make_data_set(chosen)
    plain, compiled = make_trainer(chosen, data), make_trainer(chosen, data)
    plain.__class__ = Trainer
    assert isinstance(compiled, CompiledTrainer)
    return plain, compiled


def run_both(plain, compiled, steps):
    with np.errstate(all="ignore"):
        plain.run(steps)
        compiled.run(steps // 3)
        compiled.run(steps - steps // 3)
    assert (compiled.backend, compiled.backend_reason) == ("compiled", None)
    assert (plain.step, plain.epoch, plain.position) == (compiled.step, compiled.epoch, compiled.position)


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda i: "-".join(CASES[i]))
def test_every_choice_agrees_with_numpy(number):
    """Each activation with each loss; optimizers, regularizers, schedules and sizes of batches take turns."""
    activation, loss = CASES[number]
    optimizer, regularizer, schedule = RULES[number * 7 % len(RULES)]
    chosen = config(activation=activation, output=OUTPUT.get(loss, "tanh"), biases=number % 5 != 4, training={
        "loss": loss, "optimizer": optimizer, "regularizer": regularizer, "regularization_rate": 0.003,
        "schedule": schedule, "batch_size": (10, 7, 30, 1, 4)[number % 5], "dropout": 0.25 if number % 4 == 3 else 0.0,
    })  # fmt: skip
    plain, compiled = pair(chosen)
    run_both(plain, compiled, 40)
    assert distance(plain, compiled) < 1e-11


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=() if number < USUAL else REST, id=str(case))
        for number, case in enumerate(random.Random(6).sample(cases(), SAMPLE))
    ],
)
def test_two_hundred_epochs(case):
    """A sample of what `python3 build.py bench agreement` goes through in full."""
    verdict = judge(case)
    assert verdict.finite
    assert verdict.good, verdict


def test_what_is_apart_is_noticed(monkeypatch):
    """The judge can say no: an update that is one part in a hundred million too long, in the compiled code alone."""
    copy_in = CompiledTrainer.copy_into

    def too_fast(self, loop):
        copy_in(self, loop)
        loop.set_scalars(learning_rate=0.03 * (1 + 1e-8))

    monkeypatch.setattr(CompiledTrainer, "copy_into", too_fast)
    assert not judge(Case("tanh", "half_squared_error", "sgd", "none", 10)).good


def test_float32_is_close():
    chosen = config(training={"precision": "float32"})
    plain, compiled = pair(chosen)
    run_both(plain, compiled, 60)
    assert 0 < distance(plain, compiled) < 1e-5


def test_rates_change_without_compiling_again():
    plain, compiled = pair(config(training={"regularizer": "l2", "regularization_rate": 0.01}))
    run_both(plain, compiled, 9)
    made, loop = training._PROGRAMS.misses, compiled._loop
    for trainer in (plain, compiled):
        trainer.rates.learning_rate, trainer.rates.regularization_rate = 0.2, 0.05
    run_both(plain, compiled, 9)
    assert (training._PROGRAMS.misses, compiled._loop) == (made, loop)
    assert distance(plain, compiled) < 1e-12


def test_weights_set_from_outside_count():
    plain, compiled = pair(config())
    run_both(plain, compiled, 6)
    for trainer in (plain, compiled):
        trainer.network.layers[0].W[...] = 0.25
    run_both(plain, compiled, 6)
    assert distance(plain, compiled) < 1e-12


def test_going_back_in_the_middle_of_an_epoch():
    plain, compiled = pair(config(training={"batch_size": 4}))
    run_both(plain, compiled, 10)
    saved = [trainer.save() for trainer in (plain, compiled)]
    run_both(plain, compiled, 7)
    for trainer, kept in zip((plain, compiled), saved, strict=True):
        trainer.restore(kept)
    run_both(plain, compiled, 5)
    assert distance(plain, compiled) < 1e-12


@pytest.mark.parametrize("dropout", [0.0, 0.3])
def test_the_same_shapes_are_compiled_once(dropout):
    """Whatever the seed, for the order, the weights and dropout."""
    pair(config(seed=5, training={"dropout": dropout}))[1].run(1)
    made = training._PROGRAMS.misses
    plain, compiled = pair(config(seed=6, training={"dropout": dropout}))
    run_both(plain, compiled, 9)
    assert training._PROGRAMS.misses == made
    assert distance(plain, compiled) < 1e-12


def test_a_layer_like_the_others_needs_no_new_loop_nests():
    """What was written for a layer serves another of its shape, with other addresses: and computes the same."""
    pair(config(units=(5, 5, 5)))[1].run(1)
    written, programs = lower._FRAGMENTS.misses, training._PROGRAMS.misses
    plain, compiled = pair(config(units=(5, 5, 5, 5)))
    run_both(plain, compiled, 9)
    assert training._PROGRAMS.misses == programs + 1
    assert lower._FRAGMENTS.misses == written
    assert distance(plain, compiled) < 1e-12


def test_the_last_batch_is_compiled_in_a_turn_of_its_own():
    """Where time is short, a run ends before it, so that the page gets to show something; and no number changes."""
    chosen = config(training={"batch_size": 7, "optimizer": "adam"})
    in_turns, at_once = pair(chosen)[1], pair(chosen)[1]
    whole = len(in_turns.examples) // 7
    assert len(in_turns.examples) % 7
    in_turns.run(10**6, seconds=0.02)
    assert (in_turns.awaits_compilation, in_turns.step, in_turns.backend) == (True, whole, "compiled")
    in_turns.run(5, seconds=60)
    assert (in_turns.awaits_compilation, in_turns.step) == (False, whole + 5)
    at_once.run(whole + 5)
    assert not at_once.awaits_compilation
    for one, other in zip(in_turns.parameters(), at_once.parameters(), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_last_batch_that_cannot_be_recorded_ends_compiled_training(monkeypatch):
    """What was trained until then stays, and NumPy goes on from there."""
    tanh = ACTIVATIONS["tanh"]
    monkeypatch.setattr(type(tanh), "value", lambda self, z: np.tanh(z) if len(z) == 7 or z.max() < 9 else z)
    plain, compiled = pair(config(training={"batch_size": 7}))
    whole = len(plain.examples) // 7
    for trainer in (plain, compiled):
        trainer.run(whole)
    assert compiled.backend == "compiled"
    for trainer in (plain, compiled):
        trainer.run(3)
    assert compiled.backend == "numpy"
    assert "branching on a value" in compiled.backend_reason
    assert (plain.step, plain.position) == (compiled.step, compiled.position)
    assert distance(plain, compiled) < 1e-12


def test_held_weights_stay():
    plain, compiled = pair(config())
    for trainer in (plain, compiled):
        trainer.network.layers[0].trainable["W"] = np.array([[1.0, 0, 1, 0], [0, 1, 1, 1]])
    run_both(plain, compiled, 12)
    assert distance(plain, compiled) < 1e-12


def test_without_a_runtime_numpy_trains_and_says_why(monkeypatch):
    monkeypatch.setattr(runtime, "_found", runtime.NoRuntime("not here"))
    _, compiled = pair(config())
    compiled.run(3)
    assert (compiled.backend, compiled.backend_reason, compiled.step) == ("numpy", "not here", 3)


def test_code_that_branches_trains_through_numpy(monkeypatch):
    tanh = ACTIVATIONS["tanh"]
    monkeypatch.setattr(type(tanh), "value", lambda self, z: np.tanh(z) if z.max() < 1e9 else z)
    _, compiled = pair(config())
    compiled.run(3)
    assert compiled.backend == "numpy"
    assert "branching" in compiled.backend_reason
    monkeypatch.undo()
    monkeypatch.setattr(runtime, "_found", None)
    compiled.forget_compiled()
    compiled.run(3)
    assert (compiled.backend, compiled.step) == ("compiled", 6)


@pytest.mark.parametrize("batch_size", [7, 3, 15, 30])
def test_a_batch_size_changed_in_the_middle_of_an_epoch(batch_size):
    """The rest of that epoch has other batches than the compiled loop; numbers and counters are those of NumPy."""
    ends = []
    for engine in ("auto", "numpy"):
        session = Session({"data": {"kind": "circle", "count": 60}, "training": {"engine": engine}})
        session.train(max_steps=2)
        config = session.config.to_dict()
        config["training"]["batch_size"] = batch_size
        session.update(config)
        session.train(max_steps=1)
        session.train(max_epochs=5)
        assert session.run.trainer.backend == ("compiled" if engine == "auto" else "numpy")
        ends.append(session.snapshot())
    fast, plain = ends
    assert (fast["step"], fast["epoch"]) == (plain["step"], plain["epoch"])
    np.testing.assert_allclose(fast["weights_flat"], plain["weights_flat"], rtol=1e-10, atol=1e-12)
