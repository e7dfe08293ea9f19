"""The compiler's tests run under CPython, through wasmtime, and inside Pyodide, on Python's own memory."""

import sys

import pytest

from gradpad.compiler import runtime

# It looks at a file of the project, which is not there inside Pyodide.
collect_ignore = ["test_explanation.py"] if sys.platform == "emscripten" else []


@pytest.fixture(autouse=True)
def compiled(monkeypatch):
    """Whatever tests of the engine have made of it: the runtime that belongs to this Python is looked for anew."""
    monkeypatch.setattr(runtime, "_found", None)


@pytest.fixture
def quick(compiled, monkeypatch):
    """Under wasmtime, modules are compiled without optimisation: the numbers are the same, and it is soon done."""
    if sys.platform != "emscripten":
        from gradpad.compiler.runtime_wasmtime import WasmtimeRuntime

        monkeypatch.setattr(runtime, "_found", WasmtimeRuntime(optimise=False))
