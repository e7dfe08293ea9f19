"""The survey of the loss around the weights, and the trail that leads to them."""

import numpy as np
import pytest

from gradpad.errors import ConfigError, DataError, FormulaError
from gradpad.session import Session
from gradpad.session.landscape import main_directions, random_direction, random_directions
from gradpad.session.trajectory import MOST, Trajectory, evenly, flat
from tests.engine.builders import random_network


def whole(session, resolution=7):
    found = session.landscape(renew=True, budget_ms=1000, resolution=resolution)
    assert found["done"]
    return found


@pytest.mark.parametrize("engine", ["auto", "numpy"])
def test_the_losses_are_those_of_networks_that_could_be_built(engine):
    session = Session({"training": {"engine": engine}})
    session.train(max_epochs=20)
    found = whole(session)
    assert found["follows_path"]
    survey, network = session._survey, session.run.trainer.network
    kept = flat(network)
    for row, column in ((0, 0), (3, 5), (6, 2)):
        moved = survey.centre + found["u"][column] * survey.directions[0] + found["v"][6 - row] * survey.directions[1]
        start = 0
        for layer in network.layers:
            for _, param in layer.parameters():
                param[...] = moved[start : start + param.size].reshape(param.shape)
                start += param.size
        assert found["loss"][7 * row + column] == pytest.approx(session.run.trainer.evaluate(session.data_set.train)[0])
    np.testing.assert_array_equal(survey.centre, kept)


def test_the_path_leads_from_the_start_to_the_present_weights_and_lies_in_the_picture():
    session = Session()
    session.train(max_epochs=30)
    found = whole(session)
    path = found["path"].reshape(-1, 2)
    assert len(path) == 32
    assert path[-1].tolist() == [0, 0]
    assert path[0, 0] < 0
    for axis, edge in ((0, found["u"]), (1, found["v"])):
        assert edge[0] < path[:, axis].min()
        assert edge[-1] > path[:, axis].max()


def test_a_survey_is_made_in_slices_and_leaves_training_alone():
    one, other = Session(), Session()
    one.train(max_epochs=5)
    other.train(max_epochs=5)
    seen = one.landscape(renew=True, budget_ms=0, resolution=9)
    assert not seen["done"]
    assert np.isfinite(seen["loss"]).sum() == 1
    slices = 0
    while not seen["done"]:
        seen = one.landscape(budget_ms=0.5, resolution=9)
        one.train(max_steps=3)
        slices += 1
    other.train(max_steps=3 * slices)
    np.testing.assert_array_equal(flat(one.run.trainer.network), flat(other.run.trainer.network))
    assert one.landscape(resolution=9)["done"]


def test_without_a_trail_the_directions_are_random_and_orthogonal():
    session = Session()
    assert not whole(session)["follows_path"]
    u, v = random_directions(session.run.trainer.network, 3)
    assert np.linalg.norm(u) == pytest.approx(1)
    assert abs(u @ v) < 1e-9
    zeros = Session({"network": {"initializer": "zeros"}})
    assert np.all(np.isfinite(whole(zeros)["loss"]))


def test_the_main_directions_are_those_of_the_largest_spread():
    rng = np.random.default_rng(0)
    moments = rng.normal(size=(20, 6)) * [9, 0.1, 0.1, 4, 0.1, 0.1]
    u, v = main_directions(moments)
    assert abs(u[0]) > 0.95
    assert abs(v[3]) > 0.95
    assert abs(u @ v) < 1e-9
    assert main_directions(moments[:2]) is None
    assert main_directions(np.outer(np.arange(5.0), np.ones(6))) is None


def test_a_trail_stays_short_and_keeps_its_beginning():
    session, trail = Session(), Trajectory()
    network = session.run.trainer.network
    for value in range(500):
        network.layers[0].W[...] = value
        trail.add(network)
    assert len(trail.states) <= MOST
    assert trail.states[0][0] == 0
    assert np.all(np.diff([moment[0] for moment in trail.states]) > 0)


def test_a_thinned_trail_has_its_moments_where_most_of_the_way_was_come():
    fast, slow = np.linspace(0, 10, 11), np.linspace(10, 10.1, 90)
    kept = evenly([np.array([x, 0.0]) for x in [*fast, *slow]], 20)
    assert sum(moment[0] < 10 for moment in kept) == 10
    assert kept[0][0] == 0
    assert kept[-1][0] == 10.1
    assert len(evenly([np.zeros(3)] * 200, 20)) <= 20


def test_what_can_not_be_surveyed_is_refused():
    empty = Session({"data": {"kind": "points", "points": [], "labels": []}})
    with pytest.raises(DataError):
        empty.landscape()
    with pytest.raises(ConfigError, match="resolution"):
        Session().landscape(resolution=1000)
    with pytest.raises(ConfigError, match="budget_ms"):
        Session().landscape(budget_ms=-1)


def test_a_formula_is_tried_as_an_input_and_changes_nothing():
    session = Session()
    found = session.feature("sin(3*x1)", 5)
    np.testing.assert_allclose(found["values"].reshape(5, 5)[2], np.sin(3 * np.linspace(-6, 6, 5)), rtol=1e-6)
    assert session.config.features == ("x1", "x2")
    wrong = {"sin(": "can't be read", "log(x1)": "finite", "y": "does not know 'y'", "": "can't be read"}
    for formula, why in wrong.items():
        with pytest.raises(FormulaError, match=why):
            session.feature(formula)
    with pytest.raises(ConfigError, match="text"):
        session.feature(3)


def test_the_units_answers_at_the_datas_own_points():
    session = Session({"data": {"count": 20}})
    points = session.data_set.points.points
    own, given = session.predict(data=True, units=True), session.predict(points=points.tolist(), units=True)
    np.testing.assert_array_equal(own["values"], given["values"])
    assert own["layers"] == [2, 4, 2, 1]


def test_a_random_direction_is_as_long_as_each_units_weights():
    network = random_network(np.random.default_rng(0), [2, 3, 1], ["tanh", "tanh"])
    parts = random_direction(network, np.random.default_rng(1))
    for (*_, param), part in zip(network.parameters(), parts, strict=True):
        np.testing.assert_allclose(np.linalg.norm(part, axis=0), np.linalg.norm(param, axis=0), rtol=1e-12)
