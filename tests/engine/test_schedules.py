"""Schedules: each factor worked by hand, its bounds, and its place in a training step."""

import math

import numpy as np
import pytest

from gradpad.schedules import SCHEDULES
from tests.engine.builders import start


@pytest.mark.parametrize(
    ("name", "progress", "factor"),
    [
        ("constant", 0.7, 1),
        ("step", 0.0, 1),
        ("step", 0.999, 1),
        ("step", 1.0, 0.3),
        ("step", 2.5, 0.09),
        ("exponential", 0.0, 1),
        ("exponential", 0.5, math.sqrt(0.3)),
        ("exponential", 2.0, 0.09),
        ("cosine", 0.0, 1),
        ("cosine", 0.5, 0.5),
        ("cosine", 1.0, 0),
        ("cosine", 7.0, 0),
        ("warm_up", 0.0, 0),
        ("warm_up", 0.25, 0.25),
        ("warm_up", 3.0, 1),
    ],
)
def test_by_hand(name, progress, factor):
    assert SCHEDULES[name].factor(progress, 0.3) == pytest.approx(factor, abs=1e-15)


@pytest.mark.parametrize("name", list(SCHEDULES))
def test_bounds(name):
    schedule, length = SCHEDULES[name], 10
    rates = [schedule.rate(0.5, step, length, 0.3) for step in range(40)]
    assert all(0 <= rate <= 0.5 for rate in rates)
    assert rates[0] > 0  # the first step moves
    if name not in ("constant", "warm_up"):
        assert sorted(rates, reverse=True) == rates
        assert rates[-1] < 0.5
    else:
        assert rates[-1] == 0.5


def test_warm_up_is_at_its_full_size_after_its_length():
    rates = [SCHEDULES["warm_up"].rate(1.0, step, 4, 0.5) for step in range(6)]
    assert rates == [0.25, 0.5, 0.75, 1, 1, 1]


@pytest.mark.parametrize("name", list(SCHEDULES))
def test_the_curve_that_is_shown(name):
    described = SCHEDULES[name].describe()
    assert {len(described["curve"][axis]) for axis in ("x", "y", "slope")} == {121}
    assert np.all(np.isfinite(described["curve"]["slope"]))


def test_in_a_step():
    """Plain descent moves every weight by rate times gradient; with a schedule, by the rate of that very step."""
    raw = {"training": {"schedule": "exponential", "schedule_epochs": 3, "schedule_decay": 0.2, "learning_rate": 0.4}}
    _, trainer = start(raw)
    assert trainer.rates.schedule_steps == 3 * trainer.steps_per_epoch
    trainer.run(30)
    W = trainer.network.layers[0].W
    before = W.copy()
    trainer.run(1)
    rate = 0.4 * 0.2 ** (30 / 75)
    np.testing.assert_allclose(before - W, rate * trainer.network.layers[0].grads["W"], rtol=1e-9, atol=1e-15)
