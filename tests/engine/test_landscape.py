"""The loss as a landscape: every point of it is the loss of a network that could be built."""

import numpy as np
import pytest

from gradpad.losses import LOSSES
from gradpad.session.loss_surface import along_weight, loss_surface, parameter_arrays, random_direction
from tests.engine.builders import random_network, start


def trained():
    data, trainer = start({"data": {"kind": "gauss", "count": 60}, "network": {"layers": [{"units": 3}]}})
    trainer.run(2000)
    return data, trainer


def test_the_minimum_is_in_the_middle_after_training():
    """A linear unit's squared loss has one lowest point, and going down the whole set's slope finds it."""
    data, trainer = start(
        {
            "data": {"kind": "plane", "count": 60, "noise": 0.3}, "network": {"layers": [], "output": "identity"},
            "training": {"batch_size": 10_000, "learning_rate": 0.05},
        }
    )  # fmt: skip
    trainer.run(1000)
    network, loss = trainer.network, trainer.recipe.loss
    u, v = along_weight(network, 0, (0, 0)), along_weight(network, 0, (1, 0))
    surface = loss_surface(network, loss, data.train, u, v, extent=0.01, resolution=11)
    assert np.unravel_index(surface.loss.argmin(), surface.loss.shape) == (5, 5)
    assert surface.loss[5, 5] == trainer.evaluate(data.train)[0]


def test_against_direct_evaluation():
    data, trainer = trained()
    network = trainer.network
    u, v = along_weight(network, 0, (1, 2)), along_weight(network, 1, (2, 0))
    surface = loss_surface(network, trainer.recipe.loss, data.train, u, v, extent=1.5, resolution=4)
    assert surface.u.tolist() == surface.v.tolist() == [-1.5, -0.5, 0.5, 1.5]
    first, second = network.layers
    kept = first.W[1, 2], second.W[2, 0]
    for row, along_v in enumerate(surface.v):
        for column, along_u in enumerate(surface.u):
            first.W[1, 2], second.W[2, 0] = kept[0] + along_u, kept[1] + along_v
            assert surface.loss[row, column] == trainer.evaluate(data.train)[0]
    first.W[1, 2], second.W[2, 0] = kept


def test_the_network_is_left_as_it_was():
    data, trainer = trained()
    before = [param.copy() for param in parameter_arrays(trainer.network)]
    rng = np.random.default_rng(0)
    u, v = random_direction(trainer.network, rng), random_direction(trainer.network, rng)
    surface = loss_surface(trainer.network, trainer.recipe.loss, data.train, u, v, resolution=3)
    assert surface.loss.shape == (3, 3)
    for param, old in zip(parameter_arrays(trainer.network), before, strict=True):
        np.testing.assert_array_equal(param, old)


def test_a_weight_direction_changes_that_weight_alone():
    network = random_network(np.random.default_rng(0), [2, 3, 1], ["tanh", "tanh"])
    direction = along_weight(network, 0, (1, 2))
    assert sum(np.count_nonzero(part) for part in direction) == 1
    assert direction[0][1, 2] == 1.0


def test_a_random_direction_is_as_long_as_each_units_weights():
    network = random_network(np.random.default_rng(0), [2, 3, 1], ["tanh", "tanh"])
    for param, part in zip(parameter_arrays(network), random_direction(network, np.random.default_rng(1)), strict=True):
        np.testing.assert_allclose(np.linalg.norm(part, axis=0), np.linalg.norm(param, axis=0), rtol=1e-12)


@pytest.mark.parametrize("loss", ["half_squared_error", "huber"])
def test_a_squared_loss_of_a_linear_unit_is_a_bowl(loss):
    """Half squared error of a linear unit is a quadratic: second differences are the same everywhere."""
    data, trainer = start({"network": {"layers": [], "output": "identity"}, "data": {"kind": "plane", "count": 30}})
    u, v = along_weight(trainer.network, 0, (0, 0)), along_weight(trainer.network, 0, (1, 0))
    surface = loss_surface(trainer.network, LOSSES[loss], data.train, u, v, extent=3, resolution=9)
    bends = np.diff(surface.loss, n=2, axis=1)
    assert np.allclose(bends, bends[0, 0]) == (loss == "half_squared_error")
    assert np.all(bends > -1e-12)
