"""The session, as the page uses it: reset, train, predict, and what happens to input that is not good."""

import copy
import json
import math
import pickle
from types import SimpleNamespace

import numpy as np
import pytest

from gradpad.config import description
from gradpad.errors import ConfigError, DataError, WeightsError
from gradpad.session import Session
from tests.engine.one_step import inspect

pytestmark = pytest.mark.platform  # the clock

POINTS = {"kind": "points", "points": [[-2, -2], [-2, -1], [2, 2], [1, 2]], "labels": [0, 0, 1, 1]}


def plain(value):
    """JSON's own view of a snapshot: raises for what can't cross."""
    return json.loads(json.dumps(value, default=lambda array: array.tolist(), allow_nan=False))


def test_snapshot_is_plain():
    snapshot = plain(Session().train(max_epochs=3))
    assert snapshot["epoch"] == 3
    assert snapshot["step"] == 75
    assert 0 < snapshot["data_loss"] < 1
    assert snapshot["curve"]["epoch"] == [0, 1, 2, 3]
    assert len(snapshot["weights_flat"]) == (2 * 4 + 4) + (4 * 2 + 2) + (2 * 1 + 1)
    assert snapshot["shapes"][0] == {"W": [2, 4], "b": [4]}
    assert snapshot["problem"] is None


def test_the_curve_comes_in_pieces_and_is_the_same():
    whole, cut = Session(), Session()
    rows = whole.train(max_epochs=150)["curve"]
    pieces = [cut.train(max_epochs=7)["curve"] for _ in range(10)]
    pieces += [cut.train(max_steps=13)["curve"] for _ in range(200)]
    joined = {key: [row for piece in pieces for row in piece[key]] for key in rows}
    assert len(rows["epoch"]) > 120
    assert {key: values[: len(rows["epoch"])] for key, values in joined.items()} == rows


def test_the_curve_begins_with_the_network_as_it_stands_before_the_first_step():
    session = Session()
    before = session.snapshot()
    assert before["curve"]["data_loss"] == [before["data_loss"]]
    after = session.set_weight(0, "W", [0, 0], 3.0)
    assert after["data_loss"] != before["data_loss"]
    assert after["curve"]["epoch"] == [0]
    assert after["curve"]["data_loss"] == [after["data_loss"]]
    session.train(max_epochs=2)
    assert session.run.curve.data_loss[0] == after["data_loss"]


def test_a_snapshot_says_which_share_of_the_pass_is_done():
    session = Session({"training": {"batch_size": 10}})
    examples = len(session.data_set.train)
    assert session.snapshot()["epoch_share"] == 0
    assert session.train(max_steps=3)["epoch_share"] == 30 / examples
    assert session.train(max_epochs=1)["epoch_share"] == 0


def test_the_curve_thins_out():
    curve = Session({"data": {"kind": "gauss", "count": 4}, "training": {"batch_size": 2}}).train(max_epochs=5000)[
        "curve"
    ]
    assert curve["epoch"][:102] == [*range(101), 101]
    assert len(curve["epoch"]) < 600
    assert curve["epoch"][-1] > 4900


def test_reset_is_the_same_start():
    session = Session({"seed": 3})
    first = plain(session.train(max_epochs=20))
    again = plain(session.reset())
    assert again["run_id"] == first["run_id"] + 1
    assert again["step"] == again["epoch"] == 0
    second = plain(session.train(max_epochs=20))
    assert second["weights_flat"] == first["weights_flat"]
    assert again["curve"]["data_loss"] + second["curve"]["data_loss"] == first["curve"]["data_loss"]


def test_train_without_limits_is_one_step():
    assert Session().train()["step"] == 1


def test_budget_returns_in_time_and_goes_on():
    session = Session()
    first = session.train(budget_ms=1)["step"]
    assert first >= 1
    assert session.train(budget_ms=1)["step"] > first


def test_examples_a_second_are_those_of_the_clock_on_the_wall(monkeypatch):
    """What is done between two turns, such as drawing, takes time as well; a pause does not count."""
    now = [100.0]
    monkeypatch.setattr("gradpad.session.run.time", SimpleNamespace(perf_counter=lambda: now[0]))
    session = Session({"data": {"count": 100, "train_share": 1.0}, "training": {"batch_size": 10}})
    session.train(max_steps=10)
    now[0] += 0.5
    assert session.train(max_steps=10)["examples_per_second"] == 200
    now[0] += 0.25
    assert session.train(max_steps=10)["examples_per_second"] == 400
    now[0] += 60
    assert session.train(max_steps=10)["examples_per_second"] == 400  # the last that was measured


def test_partial_epoch_then_epochs():
    """train(max_epochs=1) in the middle of an epoch completes that epoch."""
    session = Session()
    session.train(max_steps=10)
    assert session.train(max_epochs=1)["step"] == 25


def test_predict_points_and_planes():
    session = Session(POINTS_CONFIG)
    session.train(max_epochs=200)
    outputs = session.predict(points=POINTS["points"])
    assert outputs["values"].dtype == np.float32
    assert outputs["layers"] == [1]
    assert np.all(np.sign(outputs["values"]) == [-1, -1, 1, 1])
    plane = session.predict(resolution=10, units=True)
    assert plane["layers"] == [2, 4, 2, 1]
    maps = plane["values"].reshape(9, 10, 10)
    assert maps[0, 0, 0] == -6  # x1 grows to the right,
    assert maps[0, 0, -1] == 6
    assert maps[1, 0, 0] == 6  # x2 is largest in the first row, at the top,
    assert maps[8, 0, -1] > 0 > maps[8, -1, 0]  # and the output is the same way up


@pytest.mark.parametrize("engine", ["auto", "numpy"])
def test_maps_of_some_units_as_finely_as_they_are_looked_at(engine):
    session = Session({"network": {"layers": [{"units": 30}, {"units": 3}]}, "training": {"engine": engine}})
    whole = session.predict(resolution=30, units=True)
    values, starts = whole["values"].reshape(-1, 30, 30), np.cumsum([0, *whole["layers"]])
    found = session.maps(30, [[1, 4, 6, 10], [0, 1, 2, 30], [2, 0, 100, 100], [2, 3, 9, 5], [8, 0, 1, 5]])
    assert found["parts"] == [[1, 4, 6, 10], [0, 1, 2, 30], [2, 0, 3, 30]]
    assert found["layers"] == whole["layers"] == [2, 30, 3, 1]
    assert found["count"] == 900
    assert np.array_equal(found["outputs"].reshape(1, 30, 30), values[-1:])
    few, rest = np.split(found["values"], [200])
    assert np.array_equal(few.reshape(2, 10, 10), values[starts[1] + 4 : starts[1] + 6, 1::3, 1::3])
    assert np.array_equal(rest.reshape(4, 30, 30), values[[1, *range(starts[2], starts[2] + 3)]])
    assert session.maps(5)["values"].shape == (0,)


@pytest.mark.parametrize(
    "part", [[-1, 0, 5, 10], [1, -1, 2, 10], [1, 0, 1, 0], [1, 0, 1], [1, 0, True, 10], [1, 0, 1.0, 10], "x", None]
)
def test_maps_of_what_is_no_part_of_a_network(part):
    session = Session({"network": {"layers": [{"units": 4}]}})
    with pytest.raises(ConfigError, match="parts has"):
        session.maps(20, [part])
    with pytest.raises(ConfigError, match="resolution"):
        session.maps(1)


POINTS_CONFIG = {"data": POINTS, "training": {"batch_size": 4, "learning_rate": 0.1}}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"kind": "points", "points": [], "labels": []}, "no points"),
        ({"kind": "points", "points": [[1, 1]], "labels": [0]}, "one class"),
        ({"kind": "points", "points": [[1, 1], [2, 2]], "labels": [1, 1]}, "one class"),
        ({"kind": "points", "points": [[1, 1]] * 4, "labels": [0, 1, 0, 1]}, "one place"),
        ({"kind": "points", "task": "regression", "points": [[1, 1]], "labels": [0.5]}, "One point"),
        ({"kind": "curve", "points": []}, "no points"),
    ],
)
def test_data_that_can_not_be_learned_yet(data, words):
    features = ["x1"] if data["kind"] == "curve" else ["x1", "x2"]
    session = Session({"data": data, "features": features})
    snapshot = plain(session.snapshot())
    assert words in snapshot["problem"]["message"]
    assert snapshot["problem"]["path"].startswith("data.")
    with pytest.raises(DataError, match=words):
        session.train(max_steps=1)
    assert session.predict(resolution=5)["values"].shape == (25,)
    assert session.reset(POINTS_CONFIG)["problem"] is None


@pytest.mark.parametrize(
    ("config", "path", "words"),
    [
        ([], "", "must be an object"),
        ({"speed": 1}, "speed", "not known"),
        ({"version": 2}, "version", "reads version 1"),
        ({"seed": -1}, "seed", "from 0 to"),
        ({"seed": 1.5}, "seed", "whole number"),
        ({"seed": True}, "seed", "whole number"),
        ({"data": 3}, "data", "object"),
        ({"data": {"kind": "cube"}}, "data.kind", "circle"),
        ({"data": {"kind": "circle", "count": 0}}, "data.count", "1 to 10000"),
        ({"data": {"kind": "circle", "noise": 0.6}}, "data.noise", "0 to 0.5"),
        ({"data": {"kind": "points", "points": [[0, 0]] * 20_000}}, "data.points", "20000 points; at most 10000"),
        ({"data": {"kind": "points", "points": [[0, "a"]], "labels": [0]}}, "data.points.0", "pair of numbers"),
        ({"data": {"kind": "points", "points": [[0, 1]], "labels": [6]}}, "data.labels.0", "0 to 5"),
        ({"data": {"kind": "points", "points": [[0, 1]], "labels": []}}, "data.labels", "list of 1"),
        ({"features": []}, "features", "1 to 16"),
        ({"features": ["x3"]}, "features.0", "x1, x2"),
        ({"features": ["x1", "x1"]}, "features.1", "once"),
        ({"features": [{"formula": "x1 +"}]}, "features.0", "can't be read"),
        ({"network": {"layers": [{"units": 0}]}}, "network.layers.0.units", "1 to 256"),
        ({"network": {"layers": [{"units": 2, "activation": "softmax"}]}}, "network.layers.0.activation", "output"),
        ({"network": {"layers": [{}] * 7}}, "network.layers", "0 to 6"),
        ({"training": {"learning_rate": 0}}, "training.learning_rate", "greater than 0"),
        ({"training": {"learning_rate": math.inf}}, "training.learning_rate", "at most 1000"),
        ({"training": {"learning_rate": math.nan}}, "training.learning_rate", "greater than 0"),
        ({"training": {"learning_rate": "fast"}}, "training.learning_rate", "'fast'"),
        ({"training": {"optimizer": "magic"}}, "training.optimizer", "sgd, momentum"),
        ({"training": {"loss": "hinge"}, "network": {"output": "sigmoid"}}, "training.loss", "both sides of zero"),
        ({"training": {"loss": "binary_cross_entropy"}}, "training.loss", "probability"),
        ({"data": {"kind": "curve", "points": [[0, 1]]}}, "features.1", "x₁ alone"),
        ({"data": {"kind": "formula", "formula": "import os"}, "features": ["x1"]}, "data.formula", "read"),
        ({"data": {"kind": "formula", "formula": "1 / x"}, "features": ["x1"]}, None, None),
        ({"data": {"kind": "formula", "formula": "log(x)"}, "features": ["x1"]}, "data.formula", "no value"),
        ({"view": {"a": "b" * 30_000}}, "view", "20000 characters"),
    ],
)
def test_refusals_name_field_value_and_limits_and_change_nothing(config, path, words):
    session = Session(POINTS_CONFIG)
    before = plain(session.train(max_epochs=5))
    if path is None:
        session.reset(config)
        return
    with pytest.raises(ConfigError if "no value" not in words else Exception, match=words) as refusal:
        session.reset(config)
    assert refusal.value.path == path
    after = plain(session.snapshot())
    assert after["weights_flat"] == before["weights_flat"]
    assert after["run_id"] == before["run_id"]


def test_divergence_is_told_and_undone():
    config = {"network": {"output": "identity", "layers": [{"units": 4, "activation": "relu"}]}}
    session = Session({**config, "training": {"learning_rate": 50}})
    snapshot = plain(session.train(max_epochs=100))
    assert snapshot["stopped"]
    assert snapshot["reason"] == "diverged"
    assert "learning rate of 50" in snapshot["message"]
    assert "Try a rate of 5" in snapshot["message"]
    assert np.all(np.isfinite(snapshot["weights_flat"]))
    assert snapshot["data_loss"] is not None
    lower = session.update({**session.config.to_dict(), "training": {"learning_rate": 0.01}})
    assert lower["step"] == snapshot["step"]
    assert plain(session.train(max_epochs=20))["reason"] is None


def test_update_keeps_the_run():
    session = Session()
    before = session.train(max_epochs=4)
    config = session.config.to_dict()
    config["training"] |= {"learning_rate": 0.1, "regularizer": "l2", "regularization_rate": 0.1, "batch_size": 3}
    after = plain(session.update(config))
    assert after["step"] == before["step"]
    assert after["run_id"] == before["run_id"]
    assert after["penalty"] > 0
    assert after["weights_flat"] == plain(before)["weights_flat"]
    assert session.train(max_epochs=1)["step"] == before["step"] + 84


def test_update_of_the_loss_recodes_the_targets():
    session = Session({"network": {"output": "sigmoid"}})
    session.train(max_epochs=2)
    config = session.config.to_dict()
    config["training"]["loss"] = "binary_cross_entropy"
    session.update(config)
    assert set(session.data_set.train.targets.ravel()) == {0.0, 1.0}
    assert session.train(max_epochs=100)["accuracy"] > 0.9


def test_update_refuses_what_needs_a_reset():
    session = Session()
    with pytest.raises(ConfigError, match="need a reset"):
        session.update({"seed": 1})


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ({"stop_epochs": 12}, "epochs"),
        ({"stop_loss": 0.3}, "loss"),
        ({"patience": 3, "learning_rate": 1e-9}, "patience"),
    ],
)
def test_stopping_rules(rules, reason):
    snapshot = Session({"training": rules}).train(max_epochs=500)
    assert snapshot["stopped"]
    assert snapshot["reason"] == reason
    assert snapshot["message"].startswith("Stopped")
    if reason == "epochs":
        assert snapshot["epoch"] == 12


def test_weights_come_back():
    session = Session()
    session.train(max_epochs=5)
    layers = [{"W": layer.W.tolist(), "b": layer.b.tolist()} for layer in session.run.trainer.network.layers]
    loss = session.snapshot()["data_loss"]
    session.reset()
    assert session.set_weights(layers)["data_loss"] == loss
    layers[1]["W"][0][0] = math.nan
    with pytest.raises(WeightsError, match=r"weights\.1\.W"):
        session.set_weights(layers)
    assert session.snapshot()["data_loss"] == loss


@pytest.mark.parametrize("kind", [choice["name"] for choice in description.describe()["registries"]["datasets"]])
def test_every_generator_can_be_trained_on(kind):
    regression = (
        next(c for c in description.describe()["registries"]["datasets"] if c["name"] == kind)["task"] == "regression"
    )
    output = "identity" if regression else "tanh"
    session = Session({"data": {"kind": kind}, "network": {"output": output}})
    before = session.snapshot()["data_loss"]
    assert session.train(max_epochs=30)["data_loss"] < before


def test_six_classes_with_softmax():
    angles = np.linspace(0, 2 * np.pi, 6, endpoint=False)
    points = [[4 * math.cos(a) + d, 4 * math.sin(a)] for a in angles for d in (-0.2, 0.2)]
    config = {
        "data": {"kind": "points", "points": points, "labels": [k for k in range(6) for _ in range(2)]},
        "network": {"layers": [{"units": 8}], "output": "softmax"},
        "training": {"loss": "softmax_cross_entropy", "learning_rate": 0.5},
    }
    snapshot = Session(config).train(max_epochs=300)
    assert snapshot["accuracy"] == 1.0
    assert snapshot["shapes"][-1]["W"] == [8, 6]


@pytest.mark.parametrize(
    "data", [{"kind": "formula", "formula": "sin(x)"}, {"kind": "curve", "points": [[-3, 1], [0, 0], [3, -1]]}]
)
def test_a_function_of_one_variable(data):
    config = {"data": data, "features": ["x1"], "network": {"output": "identity", "layers": [{"units": 8}]}}
    session = Session({**config, "training": {"learning_rate": 0.05}})
    assert session.train(max_epochs=1500)["data_loss"] < 0.05


def test_inspect_gradcheck_diagnosis_and_export():
    session = Session()
    session.train(max_epochs=2)
    walk = inspect(session, 3)
    assert list(walk) == ["inputs", "targets", "outputs", "loss", "forward", "backward", "update"]
    assert inspect(session, {"point": [1.0, 2.0], "label": 1})["targets"].tolist() == [[1.0]]
    with pytest.raises(ConfigError, match="example"):
        inspect(session, 10_000)
    assert session.gradcheck()["passed"]
    assert len(session.diagnosis()["gradient_norms"]) == 3
    assert json.loads(session.export("json"))["gradpad_weights"] == 1
    assert session.export("npz")[:2] == b"PK"
    with pytest.raises(ConfigError, match="json, npz"):
        session.export("exe")


@pytest.mark.parametrize(
    "bad", [{"resolution": 1}, {"resolution": 10_000}, {"points": "abc"}, {"points": [[math.nan, 1]]}, {}]
)
def test_predict_refuses(bad):
    with pytest.raises(ConfigError):
        Session().predict(**bad)


def test_description_is_plain_and_complete():
    text = json.dumps(description.describe(), allow_nan=False)
    found = json.loads(text)
    assert found["config"] == Session().config.to_dict()
    assert len(found["sample"]["points"]) == 2 * 500
    for name, choices in found["registries"].items():
        assert choices, name
        for entry in choices:
            assert entry["help"].endswith("."), entry["name"]
            assert entry["label"], entry["name"]
    paths = [field["path"] for field in found["fields"]]
    assert len(paths) == len(set(paths))
    assert "network.layers[].units" in paths


def pickled(session):
    return pickle.loads(pickle.dumps(session))


@pytest.mark.parametrize("copied", [copy.deepcopy, pickled])
def test_a_trained_session_is_copied_and_goes_on_alike(copied):
    session = Session({})
    session.train(max_epochs=3)
    other = copied(session)
    assert repr(other) == repr(session)
    assert repr(session).endswith("<Dense 2 → 1, Tanh>]>, epoch 3>")
    assert other.train(max_epochs=5)["data_loss"] == session.train(max_epochs=5)["data_loss"]
