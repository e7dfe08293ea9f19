"""The same problems given to PyTorch: activations, losses, optimizers, schedules and whole trainings must agree.

PyTorch is not among the project's tools, for it is large. These tests run where it is found: in the Python that runs
the tests, in the one that GRADPAD_TORCH_PYTHON names, or in `.venv-torch`, made like this with any CPython it
supports:

    python3.11 -m venv .venv-torch
    .venv-torch/bin/python -m pip install torch==2.13.0

PyTorch's part (torch_reference.py) runs in a process of its own, and only numbers pass between the two.
"""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gradpad.activations import ACTIVATIONS
from gradpad.losses import LOSSES
from gradpad.optimizers import OPTIMIZERS
from gradpad.regularizers import REGULARIZERS
from gradpad.schedules import SCHEDULES
from gradpad.training import Rates, Recipe, new_slots, train_step
from tests.engine.builders import parameters, random_network, random_targets

pytestmark = pytest.mark.torch

HOW = "to run it: python3.11 -m venv .venv-torch && .venv-torch/bin/python -m pip install torch==2.13.0"
SCRIPT = Path(__file__).with_name("torch_reference.py")
STEPS = 100
CLOSE = {"rtol": 1e-10, "atol": 1e-12}

KNOWN = [name for name in ACTIVATIONS if name != "step"]  # PyTorch has no surrogate gradient for a threshold
PAIRS = [
    (loss, output)
    for loss in LOSSES
    for output in KNOWN
    if any(LOSSES[loss].refusal(output, task) is None for task in ("classification", "regression"))
]
NUMBERS = {
    "plain": {},
    "odd": {
        "momentum": 0.5, "rho": 0.7, "beta1": 0.6, "beta2": 0.95, "epsilon": 1e-3, "weight_decay": 0.3,
    },
}  # fmt: skip


def optimizer_with(name, numbers):
    """Returns: the optimizer, and all its numbers by name."""
    own = {key: value for key, value in numbers.items() if key in OPTIMIZERS[name].describe()["uses"]}
    optimizer = type(OPTIMIZERS[name])(**own)
    return optimizer, {key: getattr(optimizer, key) for key in optimizer.describe()["uses"]}


def make_activation(name):
    rng = np.random.default_rng(len(name))
    z = np.concatenate([np.linspace(-12, 12, 49).reshape(7, 7), rng.normal(0, 2, (3, 7))])
    return {"kind": "activation", "name": name, "z": z, "weights": rng.normal(size=z.shape)}


def make_loss(loss, output):
    rng = np.random.default_rng([len(loss), len(output)])
    z = rng.normal(0, 3, (9, 4))
    targets = random_targets(rng, loss, output, z.shape)
    return {"kind": "loss", "loss": loss, "output": output, "z": z, "targets": targets}


def make_trajectory(name, which):
    rng = np.random.default_rng(len(name))
    grads = rng.normal(0, 1, (STEPS, 3, 2)) * 10.0 ** rng.integers(-4, 2, (3, 2))  # steep and flat ways at once
    numbers = optimizer_with(name, NUMBERS[which])[1]
    param = rng.normal(size=(3, 2))
    return {"kind": "trajectory", "optimizer": name, "rate": 0.03, "numbers": numbers, "param": param, "grads": grads}


def make_schedule(name):
    length = 20
    steps = length + 1 if name == "cosine" else 3 * length  # then PyTorch's cosine rises again; ours stays at zero
    return {"kind": "schedule", "name": name, "rate": 0.4, "length": length, "decay": 0.3, "steps": steps}


def make_training(optimizer, schedule, regularizer, output, loss):
    rng = np.random.default_rng([len(optimizer), len(schedule)])
    activations = ["tanh", "swish", output]
    network = random_network(rng, [2, 5, 4, 3], activations)
    return {
        "kind": "training", "optimizer": optimizer, "numbers": optimizer_with(optimizer, {})[1], "rate": 0.005,
        "schedule": schedule, "length": STEPS, "decay": 0.3, "steps": STEPS, "loss": loss, "activations": activations,
        "params": [param for _, _, param in parameters(network)], "x": rng.normal(0, 2, (15, 2)),
        "targets": random_targets(rng, loss, output, (15, 3)), "regularizer": regularizer,
        "l1": 0.02 if regularizer == "l1" else 0.0, "l2": 0.02 if regularizer == "l2" else 0.0,
    }  # fmt: skip


TRAININGS = [
    ("sgd", "constant", "none", "tanh", "half_squared_error"),
    ("momentum", "step", "l2", "sigmoid", "binary_cross_entropy"),
    ("nesterov", "exponential", "l1", "identity", "huber"),
    ("rmsprop", "warm_up", "none", "softmax", "softmax_cross_entropy"),
    ("adam", "cosine", "l2", "softmax", "softmax_cross_entropy"),
    ("adamw", "step", "none", "tanh", "mean_squared_error"),
]


def problems():
    """All problems by name; names are those that the tests ask with."""
    found = {f"activation {name}": make_activation(name) for name in KNOWN}
    found |= {f"loss {loss} {output}": make_loss(loss, output) for loss, output in PAIRS}
    found |= {f"trajectory {name} {which}": make_trajectory(name, which) for name in OPTIMIZERS for which in NUMBERS}
    found |= {f"schedule {name}": make_schedule(name) for name in SCHEDULES}
    return found | {f"training {' '.join(names)}": make_training(*names) for names in TRAININGS}


def find_torch():
    """Returns: a Python that has PyTorch, or None."""
    if importlib.util.find_spec("torch") is not None:
        return sys.executable
    if os.environ.get("GRADPAD_TORCH_PYTHON"):
        return os.environ["GRADPAD_TORCH_PYTHON"]
    home = SCRIPT.parents[2] / ".venv-torch"
    return next((str(home / place) for place in ("bin/python", "Scripts/python.exe") if (home / place).exists()), None)


@pytest.fixture(scope="module")
def asked():
    return problems()


@pytest.fixture(scope="module")
def answers(asked):
    """PyTorch's answers, all had in one run."""
    if sys.platform == "emscripten":
        pytest.skip("PyTorch does not run inside Pyodide; CPython's run of these tests compares with it")
    python = find_torch()
    if python is None:
        pytest.skip(f"PyTorch is not installed; {HOW}")
    text = json.dumps(asked, default=np.ndarray.tolist)
    done = subprocess.run([python, "-W", "ignore", SCRIPT], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{python} could not answer:\n{done.stderr}"
    return json.loads(done.stdout)["answers"]


@pytest.mark.parametrize("name", KNOWN)
def test_activation(name, asked, answers):
    problem, answer = asked[f"activation {name}"], answers[f"activation {name}"]
    z, activation = problem["z"], ACTIVATIONS[name]
    a = activation.value(z)
    np.testing.assert_allclose(a, answer["a"], rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(activation.backward(problem["weights"], z, a), answer["grad_z"], **CLOSE)


@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_loss(loss, output, asked, answers):
    problem, answer = asked[f"loss {loss} {output}"], answers[f"loss {loss} {output}"]
    z, targets, rule = problem["z"], problem["targets"], LOSSES[loss]
    a = ACTIVATIONS[output].value(z)
    scores = z if rule.from_logits else a
    np.testing.assert_allclose(rule.per_example(scores, targets), answer["per_example"], rtol=1e-12)
    grad = rule.gradient(scores, targets)
    grad_z = grad if rule.from_logits else ACTIVATIONS[output].backward(grad, z, a)
    np.testing.assert_allclose(grad_z, answer["grad_z"], **CLOSE)


@pytest.mark.parametrize("which", NUMBERS)
@pytest.mark.parametrize("name", list(OPTIMIZERS))
def test_optimizer(name, which, asked, answers):
    problem, places = asked[f"trajectory {name} {which}"], answers[f"trajectory {name} {which}"]
    optimizer, _ = optimizer_with(name, NUMBERS[which])
    param = problem["param"].copy()
    slots = optimizer.new_slots(param)
    assert len(places) == STEPS
    for step, (grad, place) in enumerate(zip(problem["grads"], places, strict=True)):
        param -= optimizer.change(param, grad, slots, problem["rate"], step)
        np.testing.assert_allclose(param, place, rtol=0, atol=1e-10, err_msg=f"after step {step + 1}")


@pytest.mark.parametrize("name", list(SCHEDULES))
def test_schedule(name, asked, answers):
    problem, rates = asked[f"schedule {name}"], answers[f"schedule {name}"]
    ours = [
        SCHEDULES[name].rate(problem["rate"], step, problem["length"], problem["decay"])
        for step in range(problem["steps"])
    ]
    np.testing.assert_allclose(ours, rates, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("names", TRAININGS, ids=" ".join)
def test_training(names, asked, answers):
    """A hundred steps from end to end, each side with its own gradients."""
    problem, answer = asked[f"training {' '.join(names)}"], answers[f"training {' '.join(names)}"]
    network = random_network(np.random.default_rng(0), [2, 5, 4, 3], problem["activations"])
    for (_, _, param), start in zip(parameters(network), problem["params"], strict=True):
        param[...] = start
    recipe = Recipe(
        LOSSES[problem["loss"]], optimizer_with(problem["optimizer"], {})[0], REGULARIZERS[problem["regularizer"]],
        SCHEDULES[problem["schedule"]], problem["decay"],
    )  # fmt: skip
    rates = Rates(problem["rate"], problem["l1"] + problem["l2"], 0.0, float(problem["length"]))
    slots = new_slots(network, recipe.optimizer)
    x, targets = problem["x"], problem["targets"]
    losses = [train_step(network, recipe, slots, x, targets, rates, step) for step in range(STEPS)]
    np.testing.assert_allclose(losses, answer["losses"], rtol=0, atol=1e-10)
    assert losses[-1] < losses[0]
    for (layer, name, param), theirs in zip(parameters(network), answer["params"], strict=True):
        np.testing.assert_allclose(param, theirs, rtol=0, atol=1e-10, err_msg=f"layer {layer}, {name}")
