"""Ten thousand configurations that someone broke: each trains a step with finite numbers, or is refused with its path.

Valid ones are changed at random places: another choice, a number at or past its limit, a wrong type, a missing or an
unknown key, a list that is too long. The same seed makes the same ten thousand every time.
"""

import copy
import json
import math
import random

import numpy as np
import pytest

from gradpad.config.description import REGISTRIES, describe_fields
from gradpad.errors import ConfigError, DataError, GradpadError
from gradpad.session import Session
from tests.engine.one_step import inspect

ROUNDS = 10
USUAL = 1  # of them at every commit
EACH = 1000

POINTS = [[-1, 2], [2.5, 1], [0, 0], [-3, -2], [4, 4], [1, -5]]
BASES = [
    {"data": {"count": 60}},
    {"seed": 3, "data": {"kind": "spiral", "count": 40, "noise": 0.1}, "network": {"layers": []}},
    {
        "data": {"kind": "points", "points": POINTS, "labels": [0, 1, 2, 0, 1, 2], "train_share": 0.9},
        "network": {"layers": [{"units": 3, "activation": "relu"}], "output": "softmax"},
        "training": {"loss": "softmax_cross_entropy", "optimizer": "adamw", "dropout": 0.5},
    },
    {
        "data": {"kind": "points", "task": "regression", "points": POINTS, "labels": [0.5, -1, 2, 0, 9, 1]},
        "network": {"output": "identity", "biases": False, "initializer": "orthogonal"},
        "training": {"loss": "huber", "optimizer": "rmsprop", "regularizer": "l2", "regularization_rate": 0.1},
    },
    {
        "data": {"kind": "formula", "formula": "sin(x) + x^2 / 9", "count": 20, "noise": 0.1},
        "features": ["x1", "x1_squared", {"formula": "cos(2*x1)"}],
        "standardize": True,
        "network": {"output": "identity"},
        "training": {"optimizer": "nesterov", "schedule": "cosine", "regularizer": "l1", "regularization_rate": 0.01},
    },
    {
        "data": {"kind": "curve", "points": [[-2, 1], [0, 0.5], [3, -1]]},
        "features": ["x1"],
        "network": {"output": "identity"},
        "view": {"show": ["loss", 1, None], "dark": True},
    },
    {
        "data": {"kind": "blobs", "count": 30},
        "features": ["x1", "x2", "radius", {"formula": "x1 * x2"}],
        "network": {"output": "sigmoid", "layers": [{"units": 5, "activation": "gelu"}, {"units": 2}]},
        "training": {"loss": "binary_cross_entropy", "optimizer": "adam", "batch_size": 7, "stop_epochs": 1},
    },
]
STRANGE = [
    None, True, False, 0, 1, -1, 2, 0.5, -0.0, 1e-320, 1e308, -1e308, 10**19, 10**400, -(10**5000), math.nan,
    math.inf, -math.inf, "", "x1", "tanh", "\ud800", "a\x00b", "💡" * 300, "__import__('os')", "x1" * 5000, [], {},
    [[]], [None], [0, 1], {"": 0}, {"formula": "x1"}, {"formula": 1}, {"formula": "x1.real"}, {"kind": "points"},
    {"units": 2}, [[1, 2]] * 3, [1e308] * 2, "points", "curve", "formula", "classification", b"bytes", (1, 2), 1j,
]  # fmt: skip
DEEP: list = []
for _ in range(3000):
    DEEP = [DEEP]
FORMULAS = [
    "x", "x1", "x2 + 1", "1/x1", "log(x)", "sqrt(x1)", "10^10^10", "exp(exp(x1))", "x**-1", "1e999", "((((", "x1 x2",
    "lambda: 1", "x.real", "min(x1)", "max(x1, x2)", "sign(x1)", "tan(x) * 1e6", "0 * x1", "-" * 150 + "x1",
    "(" * 90 + "x1" + ")" * 90, "x1 if x1 else 2", "e^x1", "pi", "1_0", "0x1F", "1e300 * x1", "x1 ** 400", "ｘ1",
]  # fmt: skip

FIELDS = list(describe_fields())
NAMES = {name: list(registry) for name, registry in REGISTRIES.items()}


def valid_value(rng, field):
    """A value that the field allows, more often than not a small one; the limits themselves now and then."""
    match field["type"]:
        case "boolean":
            return rng.random() < 0.5
        case "text":
            return rng.choice(FORMULAS)
        case "choice":
            return rng.choice(NAMES[field.get("choices", "datasets")])
    low, high = field["minimum"], field["maximum"]
    if rng.random() < 0.15:
        return rng.choice([low, high])
    if field["type"] == "integer":
        return rng.randint(low, min(high, low + 30))
    return low + min(high - low, 10.0 ** rng.uniform(-6, 2)) * rng.random()


def put(raw, path, value):
    """Sets the value at a dotted path, making what is missing on the way; [] is any layer there is."""
    *way, last = path.split(".")
    for step in way:
        if step.endswith("[]"):
            layers = raw.setdefault("layers", [{}])
            raw = layers[0] if isinstance(layers, list) and layers and isinstance(layers[0], dict) else {}
        else:
            raw = raw.setdefault(step, {})
        if not isinstance(raw, dict):
            return
    raw[last] = value


def places(node):
    """Yields every container in a configuration and a key in it."""
    if isinstance(node, (dict, list)) and node is not DEEP:
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            yield node, key
            yield from places(node[key])


def copied(node):
    """A copy of all but what is too deep to be copied."""
    return copy.deepcopy(node, {id(DEEP): DEEP})


def mutate(rng, raw):
    """Changes one thing."""
    if rng.random() < 0.6:
        field = rng.choice(FIELDS)
        put(raw, field["path"], valid_value(rng, field))
        return
    spots = list(places(raw))
    if not spots:
        raw[rng.choice(["seed", "data", "network", "extra"])] = copied(rng.choice(STRANGE))
        return
    container, key = rng.choice(spots)
    match rng.randrange(8):
        case 0 | 1:
            container[key] = copied(rng.choice(STRANGE))
        case 2:
            del container[key]
        case 3 if isinstance(container, list):
            container.extend(copied(container) * rng.randint(1, 8))
        case 3 | 4:
            wanted = rng.choice(spots)
            container[key] = copied(wanted[0][wanted[1]])
        case 5 if isinstance(container[key], str):
            container[key] = rng.choice(FORMULAS)
        case 5:
            container[key] = DEEP
        case 6 if isinstance(container, dict):
            container[rng.choice(["extra", "units", "", "x" * 500, 5])] = 1
        case _:
            scale = rng.choice([-1, 1e-9, 1e9, 1e300])
            if isinstance(container[key], (int, float)) and abs(container[key]) < 1e300:
                container[key] = container[key] * scale
            else:
                container[key] = copied(rng.choice(STRANGE))


def broken(rng):
    """A valid configuration after one to four changes."""
    raw = copy.deepcopy(rng.choice(BASES))
    for _ in range(rng.choice([1, 1, 1, 2, 2, 3, 4])):
        mutate(rng, raw)
    return raw


def shown_in_full(raw):
    try:
        return repr(raw)[:3000]
    except (ValueError, RecursionError):
        return "something too deep or too large to show"


def check_refusal(error):
    assert error.path is not None
    assert 10 < len(error.message) < 1000
    if type(error) is ConfigError and error.path:
        assert error.path.rsplit(".", 1)[-1][:20] in error.message
    json.dumps(error.message)


def check_numbers(snapshot):
    assert np.all(np.isfinite(snapshot["weights_flat"]))
    if snapshot["reason"] != "diverged":
        assert snapshot["data_loss"] is not None
    json.dumps(snapshot, default=np.ndarray.tolist, allow_nan=False)


def exercise(rng, raw):
    """Returns: how it went, in a word. Lets nothing but a GradpadError with a path be a refusal."""
    try:
        session = Session(raw)
    except GradpadError as error:
        check_refusal(error)
        return "refused"
    if rng.random() < 0.9:  # to compile takes as long as hundreds of steps: one in ten is enough
        session.run.trainer.engine = "numpy"
    try:
        snapshot = session.train(max_steps=rng.randint(1, 3))
        assert session.snapshot()["problem"] is None
    except DataError as error:
        check_refusal(error)
        return "no data"
    check_numbers(snapshot)
    if rng.random() < 0.1:
        also(rng, session)
    return snapshot["reason"] or "trained"


def also(rng, session):
    """The rest of what the page may ask."""
    try:
        session.predict(resolution=4, units=True)
        inspect(session, 0)
        session.diagnosis()
        changed = session.config.to_dict()
        for _ in range(rng.randint(1, 2)):
            mutate(rng, changed["training"])
        session.update(changed)
        check_numbers(session.train(max_steps=2))
    except GradpadError as error:
        check_refusal(error)


REST = pytest.mark.whole(f"the first {EACH * USUAL} are gone through at every commit")


@pytest.mark.parametrize("part", [*range(USUAL), *(pytest.param(n, marks=REST) for n in range(USUAL, ROUNDS))])
def test_a_thousand(part):
    rng = random.Random(part)
    outcomes = {}
    for number in range(EACH):
        raw = broken(rng)
        text = shown_in_full(raw)
        try:
            outcome = exercise(rng, raw)
        except Exception as error:
            raise AssertionError(f"number {number} of part {part}: {text}") from error
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    assert outcomes["refused"] > 0.2 * EACH
    assert outcomes["trained"] > 0.2 * EACH


def test_every_base_is_valid():
    for raw in BASES:
        check_numbers(Session(raw).train(max_steps=1))


@pytest.mark.parametrize("raw", [5, "text", [], [{}], b"{}", math.nan, DEEP], ids=lambda raw: type(raw).__name__)
def test_no_configuration_at_all(raw):
    with pytest.raises(ConfigError, match="must be an object"):
        Session(raw)
