"""Training goes on, number for number, when Python's memory grows under it.

Inside Pyodide the compiled loop works on Python's own memory, and growth replaces the buffer that JavaScript sees;
nothing may keep hold of the old one. CPython's loops have memory of their own, and there the test is easily passed.
"""

import gc
import sys

import numpy as np
import pytest

from gradpad.session import Session

pytestmark = pytest.mark.platform  # memory

MEGABYTE = 2**20
MOST_BLOCKS = 16
CASES = {
    "float64": {"optimizer": "adam", "batch_size": 7},
    "float32": {"optimizer": "adam", "batch_size": 7, "precision": "float32"},
    "dropout": {"optimizer": "momentum", "dropout": 0.25},
    "numpy": {"optimizer": "adam", "engine": "numpy"},
}


def heap():
    """The bytes of Python's memory inside Pyodide; None where it has no such limit."""
    if sys.platform != "emscripten":
        return None
    import pyodide_js

    return int(pyodide_js._module.HEAPU8.length)


def large_arrays():
    """Arrays of 60 MB, every byte written: three, and more until the memory has grown under them."""
    before, blocks = heap(), []
    while len(blocks) < 3 or heap() == before is not None:
        assert len(blocks) < MOST_BLOCKS, "the memory did not grow"
        blocks.append(np.full(60 * MEGABYTE, len(blocks) + 1, np.uint8))
    return blocks


def numbers(snapshot):
    """What training came to: all but how fast, and which run it was."""
    kept = ("step", "epoch", "data_loss", "test_loss", "accuracy", "test_accuracy", "curve")
    return {name: snapshot[name] for name in kept}, np.asarray(snapshot["weights_flat"]).tobytes()


def train(session):
    """In the middle of an epoch, too."""
    return numbers(session.train(max_epochs=20)), numbers(session.train(max_steps=5))


@pytest.mark.parametrize("training", CASES.values(), ids=list(CASES))
def test_training_survives_the_growth_of_memory(training):
    config = {"seed": 4, "data": {"kind": "xor", "count": 60, "noise": 0.1}, "training": training}
    calm, disturbed = Session(config), Session(config)
    expected = [train(calm) for _ in range(3)]
    assert train(disturbed) == expected[0]
    path = disturbed.snapshot()["engine"]["path"]
    if sys.platform == "emscripten":
        assert path == ("numpy" if training.get("engine") == "numpy" else "compiled")
    blocks = large_arrays()
    assert train(disturbed) == expected[1]
    assert all((block == place + 1).all() for place, block in enumerate(blocks))  # nothing was written into them
    blocks.clear()
    gc.collect()
    assert train(disturbed) == expected[2]
    assert disturbed.snapshot()["engine"]["path"] == path
    late = Session(config)  # its loop is made after the growth
    assert [train(late) for _ in range(3)] == expected
    for session in (calm, disturbed, late):
        session.close()
