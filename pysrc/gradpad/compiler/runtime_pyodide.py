"""Runs generated modules in the browser (or Node), on the memory that Python and NumPy themselves use.

Nothing is copied: the arena is a NumPy array, and the module gets its address. When Python's memory grows, addresses
stay as they are, and so do instances. A module can only be told one address, and everything that it reads or writes
was checked, when it was made, to lie within so many bytes of it.

Pyodide has no public name for its memory: `_module.HEAPU8.buffer` belongs to it, the object itself is found among
the module's exports. Where a future Pyodide hides it, `start` returns the reason and NumPy does the work.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .cache import Cache
from .runtime import Bytes, NoRuntime

ALIGN = 16


class PyodideRuntime:
    """Instances share Python's memory; each has an arena of its own in it."""

    name = "pyodide"

    def __init__(self, js: Any, memory: Any, to_js: Any) -> None:
        self._js, self._to_js = js, to_js
        self._imports = js.Object.fromEntries(to_js([["env", js.Object.fromEntries(to_js([["memory", memory]]))]]))
        self._modules: Cache[Any] = Cache()

    @classmethod
    def start(cls) -> PyodideRuntime | NoRuntime:
        """The runtime, or why there is none."""
        try:
            import js  # type: ignore[import-not-found]
            import pyodide_js  # type: ignore[import-not-found]
            from pyodide.ffi import to_js  # type: ignore[import-not-found]

            module = pyodide_js._module
            memory = getattr(module, "memory", None) or getattr(module, "wasmMemory", None)
            if memory is None:
                return NoRuntime("this version of Pyodide does not show its memory")
            runtime = cls(js, memory, to_js)
            runtime._check()
        except Exception as problem:
            return NoRuntime(f"WebAssembly modules can't be made here: {problem}")
        return runtime

    def _compile(self, binary: bytes) -> Any:
        return self._js.WebAssembly.Module.new(self._to_js(binary))

    def _check(self) -> None:
        """A module of one instruction must see what NumPy wrote."""
        from .webassembly.wasm import Function, module

        f = Function("look", ["i32"], ["i32"])
        f.get(0)
        f.memory("i32.load", 4)
        instance = self.instantiate(module([f], [f]), 16)
        instance.arena.view(np.int32)[1] = 20261122
        if instance.call("look") != 20261122:
            raise RuntimeError("the memory that was found is not Python's")

    def instantiate(self, binary: bytes, size: int) -> PyodideInstance:
        module = self._modules.get(binary, lambda: self._compile(binary))
        instance = self._js.WebAssembly.Instance.new(module, self._imports)
        return PyodideInstance(instance.exports, size)


class PyodideInstance:
    """A module whose arena is a NumPy array: freed, both, when the last reference goes."""

    def __init__(self, exports: Any, size: int) -> None:
        raw = np.zeros(size + ALIGN, np.uint8)
        start = -raw.ctypes.data % ALIGN
        self._arena: Bytes = raw[start : start + size]
        self._base = int(self._arena.ctypes.data)
        self._exports = exports
        self._functions: dict[str, Any] = {}

    @property
    def arena(self) -> Bytes:
        return self._arena

    def call(self, name: str, *arguments: int) -> int:
        function = self._functions.get(name)
        if function is None:
            function = self._functions[name] = getattr(self._exports, name)
        result = function(self._base, *arguments)
        return 0 if result is None else int(result)
