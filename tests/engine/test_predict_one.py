"""What the network says at one point: every unit's number, and the loss at the example that lies nearest."""

import numpy as np
import pytest

from gradpad.errors import ConfigError
from gradpad.session import Session
from tests.engine.test_timeline import moment_of, plain

CONFIG = {
    "seed": 3,
    "data": {"kind": "moons", "count": 80},
    "network": {"layers": [{"units": 5, "activation": "tanh"}, {"units": 3, "activation": "relu"}]},
    "training": {"learning_rate": 0.1},
}
POINT = [1.25, -2.5]


def points_of(session):
    data = session.data()
    return data["points"].reshape(-1, 2), data["labels"], data["is_test"] == 1


def test_it_says_what_predict_says_unit_by_unit() -> None:
    session = Session(CONFIG)
    session.train(max_epochs=5)
    said = session.predict_one(POINT)
    maps = session.predict(points=[POINT], units=True)
    assert said["layers"] == maps["layers"] == [2, 5, 3, 1]
    assert said["values"] == pytest.approx(maps["values"], abs=1e-6)


@pytest.mark.parametrize("tests", [True, False])
def test_the_nearest_example_is_the_nearest_and_its_class_and_loss_are_its_own(tests: bool) -> None:
    session = Session(CONFIG)
    session.train(max_epochs=5)
    points, labels, is_test = points_of(session)
    for point in ([1.25, -2.5], [-4, 3], [0, 0], [6, -6]):
        nearest = session.predict_one(point, tests=tests)["nearest"]
        away = np.hypot(*(points - point).T)
        away[is_test & (not tests)] = np.inf
        at = int(np.argmin(away))
        assert (nearest["index"], nearest["point"]) == (at, points[at].tolist())
        assert (nearest["label"], nearest["is_test"]) == (labels[at], is_test[at])
        output = session.predict(points=[points[at].tolist()])["values"][0]
        assert nearest["outputs"] == pytest.approx([output], abs=1e-6)
        assert nearest["says"] == int(output > 0)
        assert nearest["loss"] == pytest.approx(0.5 * (output - (2 * labels[at] - 1)) ** 2, abs=1e-6)


def test_the_losses_of_all_training_points_have_the_training_loss_as_their_mean() -> None:
    config = {
        **CONFIG,
        "network": {"layers": [{"units": 4, "activation": "tanh"}], "output": "softmax"},
        "training": {"loss": "softmax_cross_entropy", "learning_rate": 0.1},
    }
    session = Session(config)
    snapshot = session.train(max_epochs=3)
    points, _, is_test = points_of(session)
    found = [session.predict_one(point.tolist())["nearest"] for point in points[~is_test]]
    assert np.mean([each["loss"] for each in found]) == pytest.approx(snapshot["data_loss"], rel=1e-9)
    right = [each["says"] == each["label"] for each in found]
    assert np.mean(right) == pytest.approx(snapshot["accuracy"])


def test_of_values_there_is_no_class_and_without_points_no_example() -> None:
    said = Session({**CONFIG, "data": {"kind": "bumps"}, "network": {"output": "identity"}}).predict_one(POINT)
    assert said["says"] is said["codes"] is said["nearest"]["says"] is None
    assert said["nearest"]["loss"] >= 0
    empty = {"kind": "points", "task": "classification", "points": [], "labels": [], "train_share": 1}
    assert Session({**CONFIG, "data": empty}).predict_one(POINT)["nearest"] is None


def test_of_a_moment_it_says_what_was_said_then_and_training_is_not_touched() -> None:
    session, other = Session(CONFIG), Session(CONFIG)
    then = session.train(max_steps=21)
    said = plain(session.predict_one(POINT))
    session.train(max_steps=50)
    assert plain(session.at(moment_of(then), "predict_one", {"point": POINT})) == said
    assert plain(session.predict_one(POINT)) != said
    other.train(max_steps=71)
    for now, expected in zip(session.run.trainer.parameters(), other.run.trainer.parameters(), strict=True):
        assert np.array_equal(now, expected)


@pytest.mark.parametrize("point", [None, 3, [1], [1, "a"], [1, float("nan")], [1, 2, 3, 4], [[1, 2], [3, 4]]])
def test_what_is_no_point_is_refused(point) -> None:
    with pytest.raises(ConfigError):
        Session(CONFIG).predict_one(point)
