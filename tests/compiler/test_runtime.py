"""What holds modules: freed when nothing needs it any more, and where there is none nothing else is held instead."""

import gc
import os
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

import gradpad
from gradpad.compiler import NoRuntime, compile_function, find_runtime, runtime
from gradpad.errors import DataError
from gradpad.session.session import Session

SMALL = {"data": {"kind": "circle", "count": 20}, "network": {"layers": [{"units": 2}]}}


def test_without_a_runtime_sessions_are_freed(monkeypatch):
    """An exception that is raised again and again keeps the frames of all who asked, and what they held."""
    monkeypatch.setattr(runtime, "_found", NoRuntime("not here"))
    alive = []
    for _ in range(20):
        session = Session(SMALL)
        session.train(max_steps=1)
        assert session.snapshot()["engine"] == {"path": "numpy", "precision": "float64", "why": "not here"}
        alive.append(weakref.ref(session.run.trainer))
    del session
    gc.collect()
    assert not any(ref() for ref in alive)


def test_points_that_cannot_be_learned_hold_no_session():
    session = Session({"data": {"kind": "points", "points": [[0, 0]], "labels": [0]}})
    for _ in range(3):
        with pytest.raises(DataError):
            session.train(max_steps=1)
    problem = session.data_set.points.problem
    assert problem is not None
    assert problem.__traceback__ is None


@pytest.mark.skipif(sys.platform == "emscripten", reason="wasmtime runs under CPython")
def test_an_instance_goes_with_its_last_reference():
    """Not when Python looks for cycles: each has mappings of memory, of which a process may have so many."""
    gc.collect()
    gc.disable()
    try:
        alive = []
        for number in range(30):
            compiled = compile_function(lambda x, k=number: x + k, {"x": (3,)})
            view = compiled.inputs["x"]
            alive.append(weakref.ref(compiled._instance))
        del compiled
        assert not any(ref() for ref in alive[:-1])
        view[...] = 1.0  # the memory outlives its instance as long as it is looked at
        assert view.sum() == 3
    finally:
        gc.enable()


PROGRAM = """
import builtins, gradpad
model = gradpad.Model([2, 3, 1], seed=0)
model.fit([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]], epochs=2)
print(model.history)
builtins.kept = model  # outlives the modules that would free what it holds
"""


@pytest.mark.skipif(sys.platform == "emscripten", reason="wasmtime runs under CPython")
def test_a_program_ends_without_complaints_whatever_it_still_holds():
    surroundings = {**os.environ, "PYTHONPATH": str(Path(gradpad.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=surroundings, capture_output=True, text=True, check=True)
    assert done.stdout
    assert done.stderr == ""


def test_by_numpy_the_precision_is_that_of_numpy():
    training = {"precision": "float32", "engine": "numpy"}
    assert Session({**SMALL, "training": training}).snapshot()["engine"]["precision"] == "float64"
    session = Session({**SMALL, "training": {"precision": "float32"}})
    session.train(max_steps=1)
    assert session.snapshot()["engine"]["precision"] == "float32"


def test_the_reason_is_told_each_time(monkeypatch):
    monkeypatch.setattr(runtime, "_found", NoRuntime("not here"))
    problems = []
    for _ in range(2):
        with pytest.raises(NoRuntime, match="not here") as raised:
            find_runtime()
        problems.append(raised.value)
    assert problems[0] is not problems[1]
