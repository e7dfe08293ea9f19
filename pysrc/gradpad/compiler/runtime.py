"""Runs a generated module on a block of memory that NumPy sees as well.

Two ways: in Pyodide the module works directly on Python's own memory, and the arena is a NumPy array; under CPython
the `wasmtime` package runs it, and NumPy looks into wasmtime's memory. Which one there is is found out once. Without
either, `NoRuntime` says so and the caller goes on with NumPy.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Protocol

import numpy as np
import numpy.typing as npt

from .errors import CompileError

Bytes = npt.NDArray[np.uint8]


class NoRuntime(CompileError):
    """There is nothing here that could run WebAssembly next to NumPy."""


class Instance(Protocol):
    """A module with its arena."""

    @property
    def arena(self) -> Bytes:
        """The arena's bytes, as they are now: ask again after anything that may have moved memory."""

    def call(self, name: str, *arguments: int) -> int:
        """Call an exported function; the arena's address goes in front of the arguments."""


class Runtime(Protocol):
    """Makes instances."""

    name: str

    def instantiate(self, binary: bytes, size: int) -> Instance:
        """A new arena of `size` bytes, zeroed, and the module working on it."""


_found: Runtime | NoRuntime | None = None


def find_runtime() -> Runtime:
    """The runtime of this Python. Raises: NoRuntime: there is none, and why."""
    global _found
    if _found is None:
        _found = _look()
    if isinstance(_found, NoRuntime):
        raise NoRuntime(*_found.args)  # a new one: an exception keeps the frames that it went through
    return _found


def begin(binary: bytes, size: int, contents: Iterable[tuple[int, bytes]]) -> Instance:
    """A module whose arena begins with these bytes at these places. Raises: NoRuntime."""
    instance = find_runtime().instantiate(binary, size)
    for offset, raw in contents:
        instance.arena[offset : offset + len(raw)] = np.frombuffer(raw, np.uint8)
    return instance


def _look() -> Runtime | NoRuntime:
    if sys.byteorder != "little":
        return NoRuntime("WebAssembly's numbers have another byte order than this machine's")
    if sys.platform == "emscripten":
        from .runtime_pyodide import PyodideRuntime

        return PyodideRuntime.start()
    from .runtime_wasmtime import WasmtimeRuntime

    try:
        return WasmtimeRuntime()
    except ImportError:
        return NoRuntime("the package wasmtime, which runs WebAssembly under CPython, is not installed")
