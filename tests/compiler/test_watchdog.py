"""The last look: a recorder that records something else than NumPy does is found out while it trains."""

import numpy as np
import pytest

from gradpad import sources
from gradpad.compiler.recording import numpy_ufuncs
from gradpad.fast import forward_pass
from gradpad.fast.watchdog import FIRST
from gradpad.session.session import Session
from tests.compiler.edits import put_back

CONFIG = {
    "data": {"kind": "circle", "count": 40},
    "network": {"layers": [{"units": 3, "activation": "swish"}]},
    "training": {"learning_rate": 0.02},
}


@pytest.fixture
def wrong(monkeypatch):
    """A recorder that takes e^x for a little more than it is."""
    right = numpy_ufuncs.UFUNCS[np.exp]
    monkeypatch.setitem(
        numpy_ufuncs.UFUNCS, np.exp, lambda b, x: b.apply("multiply", right(b, x), b.constant(1 + 1e-6))
    )
    forward_pass.forget_compiled()
    yield
    forward_pass.forget_compiled()


def numbers(engine, steps, edit=False):
    session = Session({**CONFIG, "training": {**CONFIG["training"], "engine": engine}})
    if edit:
        session.edit("optimizers", sources.text("optimizers") + "\n# changed\n")
    for _ in range(steps):
        session.train(max_steps=1)
    return session


def test_a_wrong_recorder_is_noticed(wrong):
    session = numbers("auto", FIRST - 1)
    assert session.snapshot()["engine"]["path"] == "compiled"
    for _ in range(10):
        session.train(max_steps=1)
    engine = session.snapshot()["engine"]
    assert engine["path"] == "numpy"
    assert "otherwise than NumPy's" in engine["why"]


def test_after_an_edit_it_is_noticed_before_a_step_counts(wrong):
    try:
        session = numbers("auto", 5, edit=True)
        assert "otherwise than NumPy's" in session.snapshot()["engine"]["why"]
        plain = numbers("numpy", 5)
        np.testing.assert_array_equal(session.snapshot()["weights_flat"], plain.snapshot()["weights_flat"])
        assert session.snapshot()["data_loss"] == plain.snapshot()["data_loss"]
    finally:
        put_back()


def test_what_acts_late_and_is_seen_by_nothing_else_is_noticed_later():
    """A counter where nobody looks, in NumPy's own module: it is NumPy's steps alone that count."""
    hidden = "        np.tally = getattr(np, 'tally', 0) + 1\n        rate = rate * (2.0 if np.tally > 70 else 1.0)\n"
    line = "        return rate * grad\n"
    text = sources.text("optimizers").replace(line, hidden + line, 1)
    try:
        session = Session({**CONFIG, "training": {**CONFIG["training"], "optimizer": "sgd"}})
        assert session.edit("optimizers", text)["applied"]
        session.train(max_steps=1)
        assert session.snapshot()["engine"]["path"] == "compiled"
        for _ in range(60):
            session.train(max_steps=300)
        engine = session.snapshot()["engine"]
        assert engine["path"] == "numpy"
        assert "by chance, or by what the code remembers" in engine["why"] or "otherwise" in engine["why"]
    finally:
        vars(np).pop("tally", None)
        put_back()


def test_right_code_is_left_alone():
    session = numbers("auto", 2 * FIRST)
    session.train(max_steps=20_000)
    assert session.snapshot()["engine"] == {"path": "compiled", "precision": "float64", "why": None}
