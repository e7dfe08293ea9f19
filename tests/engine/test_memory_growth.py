"""Training goes on, number for number, when Python's memory grows under it, and nothing makes it grow without end.

Inside Pyodide the compiled loop works on Python's own memory, and growth replaces the buffer that JavaScript sees;
nothing may keep hold of the old one. CPython's loops have memory of their own, and there the test is easily passed.
"""

import gc
import sys
import tracemalloc

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


def test_networks_that_were_left_leave_nothing_in_pythons_memory():
    session = Session()

    def change(units):
        """As the page does it: what undo may want is handed out, and another configuration begins."""
        kept = session.carry()
        session.reset({"network": {"layers": [{"units": units}]}, "training": {"optimizer": "adam", "engine": "numpy"}})
        session.train(max_epochs=40)
        return len(kept)

    def left_by(changes):
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        sizes = [change(3 + place % 2) for place in range(changes)]
        gc.collect()
        return tracemalloc.get_traced_memory()[0] - before, sum(sizes)

    left_by(4)  # what is made once and kept
    tracemalloc.start()
    try:
        left_by(2)
        left, handed_out = left_by(12)
    finally:
        tracemalloc.stop()
    assert left < handed_out / 12, f"{left} bytes more, where {handed_out} were handed out"
