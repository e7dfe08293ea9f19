"""TensorFlow Playground's defaults learn here as they do there; the whole table: build.py bench playground_defaults."""

import pytest

from gradpad.config.data_set import make_data_set
from gradpad.session.construction import make_trainer
from tests.bench.bench_playground_defaults import GOAL, TASKS, learn

BY_NAME = {task.name: task for task in TASKS}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["circle", "xor", "gauss", "spiral, preset"])
def test_the_goal_is_reached(name, seed):
    result = learn(BY_NAME[name], seed)
    assert result.reached is not None, f"best test loss: {result.best}"
    assert result.best < GOAL


def test_the_start_is_the_playgrounds():
    config = BY_NAME["circle"].config(0)
    data = make_data_set(config)
    trainer = make_trainer(config, data)
    assert [layer.W.shape for layer in trainer.network.layers] == [(2, 4), (4, 2), (2, 1)]
    for layer in trainer.network.layers:
        assert abs(layer.W).max() <= 0.5
        assert set(layer.b) == {0.1}
    assert (len(data.train), len(data.test), trainer.batch_size) == (250, 250, 10)
    assert set(data.train.targets.ravel()) == {-1.0, 1.0}
