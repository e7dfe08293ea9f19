"""What is refused, and that the message names the field, its value and what is allowed; nothing changes by it."""

import math
import warnings

import numpy as np
import pytest

from gradpad.activations import ACTIVATIONS
from gradpad.config import Config
from gradpad.config.data import is_limited
from gradpad.config.fields import shown
from gradpad.errors import ConfigError, DataError, FormulaError, GradpadError, WeightsError
from gradpad.features import FEATURES, feature_matrix
from gradpad.losses import LOSSES
from gradpad.network import Network
from gradpad.randomness import stream
from gradpad.registry import Choice, Registry
from gradpad.session import Session
from tests.engine.builders import random_network
from tests.engine.one_step import inspect

DEEP: list = []
for _ in range(50):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("config", "path", "said"),
    [
        ({"data": {"kind": "points", "points": [[1, 10**400]], "labels": [0]}}, "data.points.0", "from -1000 to 1000"),
        ({"data": {"kind": "points", "points": [[1, math.nan]], "labels": [0]}}, "data.points.0", "nan"),
        ({"data": {"kind": "points", "points": [[1, True]], "labels": [0]}}, "data.points.0", "True"),
        ({"data": {"kind": "points", "points": 5}}, "data.points", "list of pairs"),
        ({"data": {"kind": "points", "points": [[0, 0]] * 10_001}}, "data.points", "at most 10000"),
        ({"data": {"kind": "points", "points": [[0, 0]], "labels": []}}, "data.labels", "0 entries"),
        ({"data": {"kind": "points", "points": [[0, 0]], "labels": 3}}, "data.labels", "is 3"),
        ({"data": {"kind": "points", "points": [[0, 0]], "labels": [6]}}, "data.labels.0", "a class from 0 to 5"),
        ({"data": {"kind": "points", "points": [[0, 0]], "labels": [0.5]}}, "data.labels.0", "a class from 0 to 5"),
        ({"data": {"kind": "points", "task": "x"}}, "data.task", "classification or regression"),
        ({"data": {"kind": "points", "noise": 0.1}}, "data.noise", "there are kind, task"),
        ({"data": {"kind": "curve", "labels": []}, "features": ["x1"]}, "data.labels", "there are kind, points"),
        ({"data": {"kind": []}}, "data.kind", "it must be one of circle"),
        ({"data": {"kind": "formula", "formula": 10**5000}}, "data.formula", "text of at most 200"),
        ({"data": []}, "data", "an object with a kind"),
        ({"data": {"count": 10.5}}, "data.count", "a whole number from 1 to 10000"),
        ({"data": {"train_share": 0}}, "data.train_share", "greater than 0 and at most 1"),
        ({"seed": True}, "seed", "True; it must be a whole number"),
        ({"seed": 10**5000}, "seed", "whole number"),
        ({"seed": -1}, "seed", "-1"),
        ({"version": 2}, "version", "reads version 1"),
        ({"colour": 1}, "colour", "not known"),
        ({5: 1}, "5", "not known"),
        ({"features": []}, "features", "0 inputs; 1 to 16"),
        ({"features": "x1"}, "features", "must be a list"),
        ({"features": ["x1", "x1"]}, "features.1", "once only"),
        ({"features": [{"formula": "x1", "name": "a"}]}, "features.0", "or a formula"),
        ({"features": [{"formula": "x3"}]}, "features.0", "does not know 'x3'"),
        ({"network": {"layers": [{"units": 4}] * 7}}, "network.layers", "7 hidden layers; 0 to 6"),
        ({"network": {"layers": [{"units": 0}]}}, "network.layers.0.units", "from 1 to 256"),
        ({"network": {"layers": [{"activation": "softmax"}]}}, "network.layers.0.activation", "output only"),
        ({"network": {"layers": [4]}}, "network.layers.0", "must be an object"),
        ({"network": {"biases": 1}}, "network.biases", "true or false"),
        ({"training": {"loss": "softmax_cross_entropy"}}, "training.loss", "goes with the output softmax, not tanh"),
        ({"training": {"learning_rate": math.inf}}, "training.learning_rate", "greater than 0"),
        ({"training": {"optimizer": "Adam"}}, "training.optimizer", "one of sgd, momentum"),
        ({"view": DEEP}, "view", "an object"),
        ({"view": {"a": DEEP}}, "view", "20 levels"),
        ({"view": {"a": "x" * 20_000}}, "view", "20000 characters"),
        ({"view": {"a": {1, 2}}}, "view", "plain JSON"),
        ({"view": {"a": math.nan}}, "view", "plain JSON"),
        (
            {"data": {"kind": "curve", "points": [[0, 0]]}, "features": ["x1", "radius"]},
            "features.1",
            "Leave out x₂",
        ),
        (
            {"data": {"kind": "plane"}, "network": {"output": "softmax"}},
            "network.output",
            "Use a linear output",
        ),
        ({"data": {"kind": "plane"}, "training": {"loss": "hinge"}}, "training.loss", "not for regression"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_configurations(config, path, said):
    with pytest.raises(ConfigError) as caught:
        Config.from_dict(config)
    assert caught.value.path == path
    assert said in caught.value.message
    assert path.split(".")[-1] in caught.value.message
    assert len(caught.value.message) < 400


def test_every_refusal_of_a_pair_gives_its_reason():
    for loss in LOSSES.values():
        for output in ACTIVATIONS:
            for task in ("classification", "regression"):
                refusal = loss.refusal(output, task)
                assert refusal is None or (len(refusal) > 40 and refusal.endswith("."))


def test_shown_is_short_whatever_it_is():
    deep: list = []
    for _ in range(200_000):
        deep = [deep]
    for value in (deep, 10**6000, "x" * 10**6, {"a": [1] * 10**5}, None):
        assert len(shown(value)) <= 60
    while deep:  # taken apart by hand: some Pythons can't let go of so deep a list at once
        deep = deep.pop()


def test_is_limited():
    assert all(map(is_limited, (0, -1000, 999.5)))
    assert not any(map(is_limited, (True, None, "1", math.nan, math.inf, 1000.1, 10**400, 1j)))


def test_a_name_that_is_not_registered():
    with pytest.raises(ConfigError, match="'nothing' is not an activation; there are identity, step"):
        ACTIVATIONS["nothing"]
    assert isinstance(ACTIVATIONS, Registry)
    assert ACTIVATIONS.get("nothing") is None
    assert "nothing" not in ACTIVATIONS


def test_a_choice_without_a_name_or_with_anothers_is_not_registered():
    registry = Registry("a colour")

    class Red(Choice):
        name = "red"

    class Scarlet(Red):
        """Another class by that name."""

    class Nameless(Choice):
        """It has forgotten its own."""

    registry.register(Red)
    with pytest.raises(ValueError, match="'red' is a colour already, by Red"):
        registry.register(Scarlet)
    with pytest.raises(ValueError, match="Nameless has no name"):
        registry.register(Nameless)
    assert list(registry) == ["red"]
    assert type(registry["red"]) is Red


@pytest.fixture
def session():
    return Session({"data": {"kind": "gauss", "count": 20}})


@pytest.mark.parametrize(
    ("example", "path"),
    [
        (-1, "example"),
        (10, "example"),
        (True, "example"),
        (0.5, "example"),
        ("0", "example"),
        ({"point": [0, 0]}, "example"),
        ({"point": [0, 0], "label": 2}, "example.label"),
        ({"point": [0, 0], "label": 0.5}, "example.label"),
        ({"point": [0, 0], "label": "a"}, "example.label"),
        ({"point": [0, 0], "label": math.nan}, "example.label"),
        ({"point": [0, 0, 1, 1], "label": 0}, "points"),
        ({"point": 5, "label": 0}, "points"),
        ({"point": [math.inf, 0], "label": 0}, "points"),
        ({"point": ["a", "b"], "label": 0}, "points"),
    ],
)
def test_examples(session, example, path):
    before = session.snapshot()["weights_flat"].tobytes()
    with pytest.raises(ConfigError) as caught:
        inspect(session, example)
    assert caught.value.path == path
    assert session.snapshot()["weights_flat"].tobytes() == before


def test_examples_that_are_taken(session):
    by_number, by_place = inspect(session, 3), session.data_set.points
    place = np.flatnonzero(~by_place.is_test)[3]
    by_point = inspect(session, {"point": by_place.points[place].tolist(), "label": int(by_place.labels[place])})
    assert by_number["loss"] == by_point["loss"]
    values = Session({"data": {"kind": "plane", "count": 20}, "network": {"output": "identity"}})
    assert inspect(values, {"point": [1, 1], "label": -0.25})["targets"].tolist() == [[-0.25]]


@pytest.mark.parametrize("points", [5, None, "ab", [1, 2, 3], [[1, 2], [3]], [[1, 2, 3, 4]], [[[1, 2]]], [[1, "a"]]])
def test_points_to_predict(session, points):
    with pytest.raises(ConfigError) as caught:
        session.predict(points=points) if points is not None else session.predict(resolution=None)
    assert caught.value.path in ("points", "resolution")


def test_points_that_are_taken(session):
    pairs = session.predict(points=[[1, 2], [3, 4]])
    flat = session.predict(points=np.array([1.0, 2, 3, 4]))
    assert pairs["values"].tolist() == flat["values"].tolist()
    assert session.predict(points=[])["count"] == 0


def test_open_weights(session):
    whole = session.export("json")
    other = Session({"seed": 9, "data": {"kind": "gauss", "count": 20}})
    snapshot = other.open_weights(whole)
    assert snapshot["weights_flat"].tobytes() == session.snapshot()["weights_flat"].tobytes()
    with pytest.raises(WeightsError):
        other.open_weights(b"nothing")
    with pytest.raises(WeightsError):
        other.open_weights("{}")
    assert other.snapshot()["weights_flat"].tobytes() == session.snapshot()["weights_flat"].tobytes()


def test_a_failed_reset_changes_nothing(session):
    session.train(max_steps=3)
    before = session.snapshot()
    for raw in ({"seed": -1}, {"features": [{"formula": "log(x1)"}]}, 5):
        with pytest.raises(GradpadError):
            session.reset(raw)
    after = session.snapshot()
    assert (after["run_id"], after["step"]) == (before["run_id"], 3)
    assert after["weights_flat"].tobytes() == before["weights_flat"].tobytes()


def test_formulas_without_a_value():
    with pytest.raises(FormulaError, match="not a finite number") as caught:
        feature_matrix(["x1", {"formula": "log(x1)"}], np.array([[-1.0, 0.0]]))
    assert caught.value.path == "features.1"
    with pytest.raises(FormulaError, match=r"at x = -6") as caught:
        Session(
            {"data": {"kind": "formula", "formula": "log(x)"}, "features": ["x1"], "network": {"output": "identity"}}
        )
    assert caught.value.path == "data.formula"


@pytest.mark.parametrize(
    ("raw", "path", "told"),
    [
        (
            {"features": ["x1", {"formula": "x1.__class__"}]},
            "features.1",
            "features.1 is 'x1.__class__'. A formula",
        ),
        ({"features": [{"formula": "1/(x1-x1)"}]}, "features.0", "features.0 is '1/(x1-x1)', which is not a finite"),
        (
            {"data": {"kind": "formula", "formula": "y + 1"}},
            "data.formula",
            "data.formula is 'y + 1'. The formula",
        ),
    ],
)
def test_a_formula_that_is_refused_is_named_with_its_field(raw, path, told):
    with pytest.raises(GradpadError) as caught:
        Session(raw)
    assert caught.value.path == path
    assert caught.value.message.startswith(told)


def test_every_feature_against_its_meaning():
    points = np.array([[3.0, -4.0], [0.5, 2.0]])
    x1, x2 = points.T
    expected = {
        "x1": x1, "x2": x2, "x1_squared": x1**2, "x2_squared": x2**2, "x1_x2": x1 * x2, "sin_x1": np.sin(x1),
        "sin_x2": np.sin(x2), "cos_x1": np.cos(x1), "cos_x2": np.cos(x2), "radius": np.sqrt(x1**2 + x2**2),
    }  # fmt: skip
    assert set(expected) == set(FEATURES)
    np.testing.assert_allclose(feature_matrix(list(expected), points), np.stack(list(expected.values()), axis=1))
    moved = points + np.array([0, 1.0])
    for name, feature in FEATURES.items():  # what says that it does not use x2 does not
        same = np.array_equal(feature_matrix([name], points), feature_matrix([name], moved))
        assert same != feature.uses_x2


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"kind": "points"}, "data.points"),
        ({"kind": "points", "points": [[0, 0], [1, 1]], "labels": [1, 1]}, "data.labels"),
        ({"kind": "points", "points": [[1, 1], [1, 1]], "labels": [0, 1]}, "data.points"),
        ({"kind": "points", "task": "regression", "points": [[1, 1]], "labels": [0]}, "data.points"),
        ({"kind": "gauss", "count": 1}, "data.labels"),
    ],
)
def test_data_that_can_not_be_learned(data, path):
    output = "identity" if data.get("task") == "regression" else "tanh"
    s = Session({"data": data, "network": {"output": output}})
    for act in (s.train, s.diagnosis, s.gradcheck):
        with pytest.raises(DataError) as caught:
            act()
        assert caught.value.path == path
    assert s.snapshot()["problem"]["path"] == path
    assert s.predict(resolution=3)["count"] == 9


def test_numbers_beyond_all_bounds_give_no_warning():
    """Overflow is looked for in the losses; it must not print warnings into a browser's console."""
    s = Session({"data": {"kind": "gauss", "count": 20}, "features": [{"formula": "1e300 * x1"}], "standardize": True,
                 "network": {"output": "identity", "layers": []}})  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        snapshot = s.train(max_epochs=3)
        inspect(s, 0)
        s.diagnosis()
        s.gradcheck()
        s.predict(resolution=4, units=True)
    assert np.all(np.isfinite(snapshot["weights_flat"]))


def test_small_things():
    network = random_network(np.random.default_rng(0), [2, 3, 1], ["tanh", "sigmoid"])
    assert (network.n_in, network.n_out) == (2, 1)
    assert isinstance(network, Network)
    with pytest.raises(ValueError, match="not in"):
        stream(0, "no such purpose")


def test_what_is_too_large_is_told_with_its_limits():
    values = {"kind": "points", "task": "regression", "points": [[0, 0], [1, 1]], "labels": [5000, 1]}
    with pytest.raises(ConfigError, match=r"data.labels.0 is 5000; it must be a number from -1000 to 1000\."):
        Session({"data": values, "network": {"output": "identity"}})
    session = Session({"data": {"kind": "plane"}, "network": {"output": "identity"}})
    with pytest.raises(ConfigError, match=r"example.label is 5000; it must be a number from -1000 to 1000\."):
        inspect(session, {"point": [0, 0], "label": 5000})


@pytest.mark.parametrize("budget", [2000, 0, 10**400, float("inf")])
def test_a_landscape_may_take_as_long_as_one_likes(budget):
    session = Session({"data": {"kind": "xor_gate"}})
    assert session.landscape(budget_ms=budget, resolution=3)["done"] == (budget > 0)
    assert session.train(budget_ms=10**400, max_steps=1)["step"] == 1


@pytest.mark.parametrize("budget", [-1, True, "5", float("nan")])
def test_a_time_that_is_none_is_refused(budget):
    session = Session({})
    for ask in (session.landscape, session.train):
        with pytest.raises(ConfigError, match=r"budget_ms is .*; it must be a number from 0 up"):
            ask(budget_ms=budget)


def test_an_input_that_is_the_same_everywhere_is_not_blown_up():
    """Seven times 0.1 has a deviation of 1.4e-17, which is rounding, and no unit to measure by."""
    points = [[x, 0.1] for x in (-3, -2, -1, 0, 1, 2, 3)]
    data = {"kind": "points", "points": points, "labels": [0, 0, 0, 1, 1, 1, 1]}
    session = Session({"data": data, "standardize": True})
    assert session.data_set.scaling.deviation[1] == 1.0
    session.train(max_epochs=20)
    left, right = session.predict(points=[[-3, 0.11], [3, 0.11]])["values"]
    assert abs(left - right) > 0.1


def test_a_refusal_keeps_nothing_of_the_one_before():
    session = Session({"data": {"kind": "points"}})
    told = []
    for _ in range(2):
        with pytest.raises(DataError) as caught:
            session.train()
        told.append(len(list(caught.traceback)))
        caught = None
    assert told[0] == told[1]
