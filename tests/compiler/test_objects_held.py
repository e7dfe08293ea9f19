"""Python holds no more after many changes of the configuration than after some: everything that is kept has a bound."""

import gc

import numpy as np
import pytest

from gradpad.session import Session

pytestmark = pytest.mark.usefixtures("quick")

WARM, MORE = 50, 100  # changes that fill what is kept, and further ones
SLACK = 10  # objects for each further change: one network alone has more


def count():
    gc.collect()
    return len(gc.get_objects())


def change(session, rng):
    """Another shape of network, another data set, another way to train, and what a page asks of it."""
    layers = [{"units": int(rng.integers(1, 6)), "activation": str(rng.choice(["tanh", "relu", "sine"]))}]
    config = {
        "seed": 1,
        "data": {"kind": str(rng.choice(["circle", "xor"])), "count": int(rng.integers(12, 30))},
        "network": {"layers": layers * int(rng.integers(1, 3))},
        "training": {"optimizer": str(rng.choice(["sgd", "adam"])), "batch_size": int(rng.integers(1, 12))},
    }
    (session.adapt if rng.random() < 0.5 else session.reset)(config)
    session.train(max_steps=8)
    session.predict(resolution=5, units=True)


def test_a_hundred_changes_more_leave_no_more_objects():
    rng, session = np.random.default_rng(0), Session({})
    for _ in range(WARM):
        change(session, rng)
    session.walk(0)
    before = count()
    for _ in range(MORE):
        change(session, rng)
    session.walk(0)
    assert count() - before < SLACK * MORE
