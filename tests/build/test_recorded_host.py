"""A recorded figure trains in a bare JavaScript host to the numbers of the engine: weights to the last bit."""

import base64
import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gradpad.config.presets import PRESETS
from gradpad.recorded import record_figure
from gradpad.session import Session, carried
from tools.node import node

HOST = Path(__file__).with_name("recorded_host.mjs")
# Of the losses: a sum may be added up in another order; and a program of float32 knows the start with its digits alone.
ROUNDING = {"float64": 1e-9, "float32": 1e-6}

TANH = [{"units": 8, "activation": "tanh"}, {"units": 8, "activation": "tanh"}]
OTHERS: dict[str, Any] = {
    "adam, a shorter last batch": {"training": {"optimizer": "adam", "batch_size": 40, "learning_rate": 0.01}},
    "momentum, a schedule": {"training": {"optimizer": "momentum", "schedule": "cosine", "schedule_epochs": 30}},
    "nesterov, dropout": {"network": {"layers": TANH}, "training": {"optimizer": "nesterov", "dropout": 0.2}},
    "rmsprop, l2": {"training": {"optimizer": "rmsprop", "regularizer": "l2", "regularization_rate": 0.003}},
    "float32": {"training": {"precision": "float32"}},
    "one batch": {"data": {"kind": "moons"}, "training": {"batch_size": 250}},
    "no test points": {"data": {"kind": "xor", "train_share": 1.0}},
    "without biases": {"network": {"layers": TANH, "biases": False}},
    "standardized": {"features": ["x1", "x2", "x1_squared"], "standardize": True},
    "softmax": {
        "data": {"kind": "rings"},
        "network": {"layers": TANH, "output": "softmax"},
        "training": {"loss": "softmax_cross_entropy"},
    },
}
CONFIGS = {**{preset.name: preset.config for preset in PRESETS}, **OTHERS}
PLAN: list[tuple[str, dict[str, Any]]] = [
    ("train", {"max_epochs": 150}),
    ("train", {"max_steps": 7}),
    ("maps", {"resolution": 30, "parts": [[0, 0, 9, 30], [1, 0, 9, 20]]}),
    ("predict", {"data": True, "units": True}),
    ("predict_one", {"point": [0.5, -1.5]}),
    ("train", {"max_epochs": 50}),
]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[Any], Any]]:
    """What came of each figure in the host: its answers, and what it carries."""
    folder = tmp_path_factory.mktemp("figures")
    files = {name: folder / f"{place}.gradpad" for place, name in enumerate(CONFIGS)}
    for name, file in files.items():
        file.write_bytes(record_figure(CONFIGS[name]))
    told = json.dumps([{"figure": str(file), "plan": PLAN} for file in files.values()])
    subprocess.run([node(), HOST], input=told, text=True, check=True)
    return {
        name: (
            json.loads(Path(f"{file}.json").read_text(encoding="utf-8")),
            carried.from_bytes(Path(f"{file}.carried").read_bytes()),
        )
        for name, file in files.items()
    }


def plain(value: Any) -> Any:
    """As JSON would bring it."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def assert_alike(expected: Any, got: Any, where: str, exact: bool, rounding: float = 1e-9) -> None:
    """Arrays to the last bit where `exact`, all other numbers to within rounding."""
    if isinstance(expected, dict):
        assert {key for key, value in expected.items() if value is not None} == {
            key for key, value in got.items() if value is not None
        }, where
        for key, value in expected.items():
            assert_alike(value, got.get(key), f"{where}.{key}", exact, rounding)
    elif isinstance(expected, np.ndarray):
        assert np.array_equal(expected, got) if exact else np.allclose(expected, got, rounding, rounding), where
    elif isinstance(expected, list):
        assert len(expected) == len(got), where
        for place, (one, other) in enumerate(zip(expected, got, strict=True)):
            assert_alike(one, other, f"{where}.{place}", exact, rounding)
    elif isinstance(expected, float):
        both_missing = np.isnan(expected) and (got is None or np.isnan(got))
        assert both_missing or abs(expected - got) <= rounding * (1 + abs(expected)), (where, expected, got)
    else:
        assert expected == got, where


DIVERGES = {"rate_too_high"}
UNTOLD = {"run_id", "examples_per_second", "engine", "problem"}


@pytest.mark.parametrize("name", [name for name in CONFIGS if name not in DIVERGES])
def test_what_the_host_has_learned_is_what_the_engine_has(name: str, trained: Any) -> None:
    answers, carries = trained[name]
    session = Session(CONFIGS[name])
    rounding = ROUNDING[session.config.training.precision]
    for (method, params), got in zip(PLAN, answers, strict=True):
        asked = plain(getattr(session, method)(**params))
        expected, told = ({key: value for key, value in each.items() if key not in UNTOLD} for each in (asked, got))
        assert_alike(expected, told, method, False, rounding)
    assert session.run.trainer.backend == "compiled"
    assert_alike(carried.from_bytes(session.carry()), carries, "carry", True, rounding)


@pytest.mark.parametrize("name", sorted(DIVERGES))
def test_training_that_leaves_for_infinity_is_left_to_python(name: str, trained: Any) -> None:
    answers, carries = trained[name]
    assert [each.get("failed") for each in answers] == ["NeedsPython", None, None, None, None, "NeedsPython"]
    session = Session(CONFIGS[name])
    session.train(max_steps=7)
    assert_alike(carried.from_bytes(session.carry()), carries, "carry", exact=True)


@pytest.mark.parametrize("name", ["circle", "adam, a shorter last batch", "nesterov, dropout"])
def test_python_goes_on_from_it_as_if_it_had_been_there_from_the_start(name: str, trained: Any) -> None:
    whole, after = Session(CONFIGS[name]), Session(CONFIGS[name])
    for method, params in PLAN:
        getattr(whole, method)(**params)
    after.recall(CONFIGS[name], base64.b64encode(carried.to_bytes(trained[name][1])).decode())
    for session in (whole, after):
        session.train(max_epochs=20)
    assert_alike(carried.from_bytes(whole.carry()), carried.from_bytes(after.carry()), "carry", exact=True)
