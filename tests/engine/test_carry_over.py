"""Drawing, units and inputs that join or leave: what was learned stays, and only another task or start begins anew."""

import copy

import numpy as np
import pytest

from gradpad.config.schema import LayerConfig
from gradpad.errors import ConfigError
from gradpad.session import Session
from gradpad.session.carry_over import match_layers
from tests.engine.builders import given_back

POINTS = [[-2, -2], [-2, -1], [-1, -2], [2, 2], [1, 2], [2, 1]]
DRAWN = {"kind": "points", "points": POINTS, "labels": [0, 0, 0, 1, 1, 1], "train_share": 1.0}
TWO_LAYERS = {"layers": [{"units": 3, "activation": "tanh"}, {"units": 2, "activation": "tanh"}]}


def trained(**config):
    session = Session(
        {"data": DRAWN, "network": TWO_LAYERS, "training": {"learning_rate": 0.1, "batch_size": 3}, **config}
    )
    session.train(max_epochs=20)
    return session


def changed(session, **changes):
    config = copy.deepcopy(session.config.to_dict())
    for path, value in changes.items():
        *way, last = path.split("__")
        place = config
        for step in way:
            place = place[step]
        place[last] = value
    return config


def parameters(session):
    layers = session.run.trainer.network.layers
    return [np.copy(param) for layer in layers for _, param in layer.parameters()]


def answers(session):
    return np.array(session.predict(points=POINTS)["values"]).ravel()


def test_a_point_that_is_drawn_changes_the_data_and_training_goes_on():
    session = trained()
    before, run_id = parameters(session), session.run_id
    snapshot = session.adapt(changed(session, data__points=[*POINTS, [0, 3]], data__labels=[0, 0, 0, 1, 1, 1, 0]))
    assert (snapshot["epoch"], snapshot["step"]) == (20, 40)
    assert snapshot["run_id"] > run_id
    for old, new in zip(before, parameters(session), strict=True):
        assert np.array_equal(old, new)
    assert len(session.data_set.train) == 7
    assert snapshot["data_loss"] > 0
    after = session.train(max_epochs=5)
    assert after["epoch"] == 25
    assert session.run.curve.epoch == [*range(26)]


def test_it_goes_on_as_if_the_points_had_been_there_all_along():
    """The same weights on the same points take the same steps, whichever way they came there."""
    for optimizer in ("sgd", "momentum", "adam"):
        training = {"optimizer": optimizer, "learning_rate": 0.05, "batch_size": 6}
        one, other = trained(training=training), trained(training=training)
        one.adapt(changed(one, data__train_share=0.9))
        one.adapt(changed(one, data__train_share=1.0))
        assert one.train(max_epochs=3)["epoch"] == other.train(max_epochs=3)["epoch"] == 23
        for mine, its in zip(parameters(one), parameters(other), strict=True):
            assert np.array_equal(mine, its)


def test_a_unit_that_joins_has_small_links_and_hardly_changes_what_is_said():
    session = trained()
    before, said = parameters(session), answers(session)
    layers = [{"units": 4, "activation": "tanh"}, {"units": 2, "activation": "tanh"}]
    session.adapt(changed(session, network__layers=layers))
    W0, b0, W1, *_ = parameters(session)
    assert np.array_equal(W0[:, :3], before[0])
    assert np.array_equal(b0[:3], before[1])
    assert np.array_equal(W1[:3], before[2])
    assert 0 < np.abs(W1[3]).max() < 0.2
    assert np.abs(answers(session) - said).max() < 0.2


def test_a_unit_that_leaves_takes_only_its_own_links():
    session = trained()
    before = parameters(session)
    session.adapt(changed(session, network__layers=[{"units": 2, "activation": "tanh"}] * 2))
    W0, _, W1, b1, W2, b2 = parameters(session)
    assert np.array_equal(W0, before[0][:, :2])
    assert np.array_equal(W1, before[2][:2])
    for now, then in zip((b1, W2, b2), before[3:], strict=True):
        assert np.array_equal(now, then)


def test_an_input_that_joins_is_hardly_heard_and_one_that_leaves_takes_its_weights():
    session = trained()
    before, said = parameters(session), answers(session)
    session.adapt(changed(session, features=["x1_squared", "x1", "x2"]))
    assert np.array_equal(parameters(session)[0][1:], before[0])
    assert np.abs(answers(session) - said).max() < 0.5
    session.adapt(changed(session, features=["x2"]))
    assert np.array_equal(parameters(session)[0], before[0][1:])


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_layer_that_joins_passes_on_what_it_gets(place):
    session = trained()
    said = answers(session)
    layers = [{"units": 3, "activation": "tanh"}, {"units": 2, "activation": "tanh"}]
    layers.insert(place, {"units": 3, "activation": "identity"})
    session.adapt(changed(session, network__layers=layers))
    assert np.allclose(answers(session), said, atol=1e-9)
    assert session.train(max_epochs=1)["epoch"] == 21


def test_a_layer_that_can_not_pass_on_begins_as_any_layer_does():
    session = trained()
    before = parameters(session)
    layers = [*TWO_LAYERS["layers"][:1], {"units": 1, "activation": "sigmoid"}, *TWO_LAYERS["layers"][1:]]
    session.adapt(changed(session, network__layers=layers))
    now = parameters(session)
    assert np.array_equal(now[0], before[0])
    assert np.array_equal(now[-2], before[-2])
    assert np.ptp(now[2]) > 0


def test_what_is_held_fixed_stays_so():
    session = trained()
    session.freeze(0, "W", [0, 1], True)
    layers = [{"units": 5, "activation": "tanh"}, {"units": 2, "activation": "tanh"}]
    assert session.adapt(changed(session, network__layers=layers))["frozen"] == ["0.W.0.1"]
    held = session.run.trainer.network.layers[0].W[0, 1]
    session.train(max_epochs=2)
    assert session.run.trainer.network.layers[0].W[0, 1] == held


def test_a_third_class_leaves_the_hidden_layers_what_they_are():
    session = trained()
    before = parameters(session)
    labels = [0, 0, 0, 1, 1, 2]
    session.adapt(changed(session, data__labels=labels))
    now = parameters(session)
    assert now[-2].shape == (2, 3)
    for old, new in zip(before[:-2], now[:-2], strict=True):
        assert np.array_equal(old, new)


@pytest.mark.parametrize(
    "changes",
    [
        {"seed": 1},
        {"network__initializer": "he_normal"},
        {"network__biases": False},
        {"data": {"kind": "formula", "formula": "sin(x)"}, "features": ["x1"]},
    ],
)
def test_another_seed_start_or_task_begins_anew(changes):
    session = trained()
    config = changed(session, **changes)
    snapshot = session.adapt(config)
    assert (snapshot["epoch"], snapshot["step"]) == (0, 0)
    for now, fresh in zip(parameters(session), parameters(Session(config)), strict=True):
        assert np.array_equal(now, fresh)


def test_a_network_that_has_not_learned_anything_is_what_its_configuration_makes():
    session = Session({"data": DRAWN, "network": TWO_LAYERS})
    config = changed(session, network__layers=[{"units": 4, "activation": "tanh"}])
    session.adapt(config)
    for now, fresh in zip(parameters(session), parameters(Session(config)), strict=True):
        assert np.array_equal(now, fresh)
    assert not session.altered
    session.set_weight(0, "W", [0, 0], 5.0)
    session.adapt(changed(session, data__train_share=0.8))
    assert session.run.trainer.network.layers[0].W[0, 0] == 5.0


def test_what_is_refused_changes_nothing():
    session = trained()
    before = parameters(session)
    with pytest.raises(ConfigError, match="units"):
        session.adapt(changed(session, network__layers=[{"units": 0, "activation": "tanh"}]))
    for old, new in zip(before, parameters(session), strict=True):
        assert np.array_equal(old, new)
    assert session.snapshot()["epoch"] == 20


def test_undo_brings_back_network_and_data():
    session = trained()
    config, before = session.config.to_dict(), parameters(session)
    kept = given_back(session.carry())
    session.adapt(changed(session, network__layers=[{"units": 2, "activation": "relu"}]))
    session.train(max_epochs=3)
    assert session.recall(config, kept)["epoch"] == 20
    for old, new in zip(before, parameters(session), strict=True):
        assert np.array_equal(old, new)
    assert session.run.curve.epoch == [*range(21)]


def test_layers_are_matched_from_the_front_and_from_the_back():
    a, b, c, d = (LayerConfig(units, "tanh") for units in (1, 2, 3, 4))
    assert match_layers([a, b], [c, d]) == [0, 1]
    assert match_layers([a, b], [a, c, b]) == [0, None, 1]
    assert match_layers([a, b], [a, b, c]) == [0, 1, None]
    assert match_layers([a, b], [c, a, b]) == [None, 0, 1]
    assert match_layers([a, b, c], [a, c]) == [0, 2]
    assert match_layers([a], []) == []
    assert match_layers([], [a]) == [None]
