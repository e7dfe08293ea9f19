"""The training loop: what a step, a batch and an epoch are, and that the same start gives the same end."""

import numpy as np
import pytest

from gradpad.config import Config
from gradpad.config.data_set import make_data_set
from gradpad.randomness import shuffled_order
from gradpad.session.construction import make_trainer


def trainer_of(**config):
    parsed = Config.from_dict(config)
    return make_trainer(parsed, make_data_set(parsed))


def parameters(trainer):
    return [param.copy() for param in trainer.parameters()]


def test_an_epoch_sees_every_example_once():
    trainer = trainer_of(data={"kind": "circle", "count": 50}, training={"batch_size": 7})
    assert trainer.steps_per_epoch == 4
    trainer.run(3)
    assert (trainer.step, trainer.epoch, trainer.position) == (3, 0, 21)
    trainer.run(1)
    assert (trainer.step, trainer.epoch, trainer.position) == (4, 1, 0)


def test_order_changes_from_epoch_to_epoch():
    trainer = trainer_of(data={"kind": "circle", "count": 50})
    first = trainer.order()
    trainer.run(trainer.steps_per_epoch)
    second = trainer.order()
    assert sorted(first) == sorted(second) == list(range(25))
    assert list(first) != list(second)
    assert list(second) == list(shuffled_order(trainer.order_key, 1, 25))


def test_the_last_batch_counts_its_own_size():
    """A partial batch must move the weights as a batch of that size would, with nothing left over from before."""
    trainer = trainer_of(data={"kind": "circle", "count": 20}, training={"batch_size": 7, "engine": "numpy"})
    trainer.run(1)
    rows = trainer.order()[7:10]
    alone = trainer_of(data={"kind": "circle", "count": 20}, training={"batch_size": 3, "engine": "numpy"})
    for mine, theirs in zip(alone.parameters(), trainer.parameters(), strict=True):
        mine[...] = theirs
    alone.position = 7
    alone.order_key = trainer.order_key
    assert list(alone.order()[7:10]) == list(rows)
    trainer.run(1)
    alone.run(1)
    for mine, theirs in zip(alone.parameters(), trainer.parameters(), strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_a_cut_run_equals_a_whole_one():
    whole, cut = (trainer_of(data={"kind": "xor", "count": 60}, training={"optimizer": "adam"}) for _ in range(2))
    whole.run(100)
    for steps in (1, 2, 30, 60, 7):
        cut.run(steps)
    for a, b in zip(parameters(whole), parameters(cut), strict=True):
        np.testing.assert_array_equal(a, b)


def test_time_limit_makes_at_least_one_step():
    trainer = trainer_of()
    trainer.run(1000, seconds=0.0)
    assert trainer.step == 1


def test_save_and_restore():
    trainer = trainer_of(training={"optimizer": "momentum"})
    trainer.run(30)
    saved = trainer.save()
    trainer.run(30)
    after = parameters(trainer)
    trainer.restore(saved)
    assert (trainer.step, trainer.epoch, trainer.position) == (30, 1, 50)
    trainer.run(30)
    for a, b in zip(after, parameters(trainer), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("dropout", [0.0, 0.5])
def test_same_seed_same_numbers(dropout):
    config = {"seed": 5, "training": {"dropout": dropout}}
    a, b = trainer_of(**config), trainer_of(**config)
    a.run(100)
    b.run(100)
    for x, y in zip(parameters(a), parameters(b), strict=True):
        np.testing.assert_array_equal(x, y)
    other = trainer_of(**{**config, "seed": 6})
    other.run(100)
    assert not np.array_equal(parameters(a)[0], parameters(other)[0])


def test_xor_is_learned_on_its_four_corners():
    """The classic first problem: full batch, 2-3-1 sigmoid units, a thousand epochs."""
    corners, labels = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]
    trainer = trainer_of(
        data={"kind": "points", "points": corners, "labels": labels},
        network={"layers": [{"units": 3, "activation": "sigmoid"}], "output": "sigmoid"},
        training={"loss": "binary_cross_entropy", "learning_rate": 5, "batch_size": 4},
    )
    trainer.run(1000)
    outputs = trainer.network.forward(np.array(corners, dtype=float))[:, 0]
    np.testing.assert_allclose(outputs, labels, atol=0.05)


def test_l1_kills_no_link():
    """A weight that L1 has pulled to zero can leave again (TensorFlow Playground cuts it for ever)."""
    trainer = trainer_of(training={"regularizer": "l1", "regularization_rate": 0.01})
    trainer.network.layers[0].W[...] = 0.0
    trainer.network.layers[1].W[...] = 0.5
    trainer.run(20)
    assert np.all(trainer.network.layers[0].W != 0)
