"""The compiler's tests run under CPython, through wasmtime, and inside Pyodide, on Python's own memory."""

import sys

import pytest

from gradpad.compiler import runtime

# These look at files of the project or start programs, neither of which there is inside Pyodide.
collect_ignore = ["test_explanation.py", "test_identical_everywhere.py"] if sys.platform == "emscripten" else []


@pytest.fixture(autouse=True)
def compiled(monkeypatch):
    """Whatever tests of the engine have made of it: the runtime that belongs to this Python is looked for anew."""
    monkeypatch.setattr(runtime, "_found", None)
