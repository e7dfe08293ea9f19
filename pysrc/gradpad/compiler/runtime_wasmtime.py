"""Runs generated modules under CPython, in a memory of their own that NumPy looks into: mostly for tests."""

from __future__ import annotations

import ctypes
import functools
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from .cache import Cache
from .runtime import Bytes

if TYPE_CHECKING:
    import wasmtime  # an extra: this file is also read where it is not installed

PAGE = 65536


@functools.cache
def left_at_the_end(kind: type[Any]) -> type[Any]:
    """Make a kind of wasmtime's objects that are not freed one by one while Python ends.

    Wasmtime's own functions may be gone by then, and each object that is still held somewhere would complain of it. The
    process gives back all its memory anyway.
    """

    def forget(self: Any, ending: Any = sys.is_finalizing) -> None:
        if not ending():
            kind.__del__(self)

    return type(kind.__name__, (kind,), {"__del__": forget})


class WasmtimeRuntime:
    """Each instance has a store and a memory of its own, freed with it.

    Args: optimise: whether modules are made to run fast, rather than to be there soon.
    Raises: ImportError: wasmtime is not installed.
    """

    name = "wasmtime"

    def __init__(self, optimise: bool = True) -> None:
        import wasmtime

        config = wasmtime.Config()
        config.cranelift_opt_level = "speed" if optimise else "none"
        config.wasm_simd = True
        self._engine = left_at_the_end(wasmtime.Engine)(config)
        self._modules: Cache[wasmtime.Module] = Cache()

    def instantiate(self, binary: bytes, size: int) -> WasmtimeInstance:
        import wasmtime

        module = self._modules.get(binary, lambda: left_at_the_end(wasmtime.Module)(self._engine, binary))
        return WasmtimeInstance(self._engine, module, size)


class WasmtimeInstance:
    """A module whose arena is the start of its memory. The memory never grows, so views stay valid."""

    def __init__(self, engine: Any, module: Any, size: int) -> None:
        import wasmtime

        self._store = left_at_the_end(wasmtime.Store)(engine)
        pages = -(-size // PAGE)
        self._memory = wasmtime.Memory(self._store, wasmtime.MemoryType(wasmtime.Limits(pages, None)))
        self._exports = wasmtime.Instance(self._store, module, [self._memory]).exports(self._store)
        address = ctypes.cast(self._memory.data_ptr(self._store), ctypes.c_void_p).value
        raw = (ctypes.c_ubyte * size).from_address(address or 0)
        # The memory lives as long as any view of it; not this object, which has a view: neither would ever go.
        vars(raw)["owner"] = (self._store, self._memory)
        self._arena: Bytes = np.frombuffer(raw, np.uint8)

    @property
    def arena(self) -> Bytes:
        return self._arena

    def call(self, name: str, *arguments: int) -> int:
        function: Any = self._exports[name]
        result = function(self._store, 0, *arguments)
        return 0 if result is None else int(result)
