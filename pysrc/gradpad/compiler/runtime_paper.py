"""Holds a program's memory and runs nothing: enough to write the program down, for a host elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from . import runtime
from .errors import CompileError
from .runtime import Bytes


class PaperInstance:
    """A module that is not there, with its arena."""

    def __init__(self, size: int) -> None:
        self.arena: Bytes = np.zeros(size, np.uint8)

    def call(self, name: str, *arguments: int) -> int:
        raise CompileError(f"{name} is written down only, and can't be run here")


class PaperRuntime:
    """Makes such instances."""

    name = "paper"

    def instantiate(self, binary: bytes, size: int) -> PaperInstance:
        return PaperInstance(size)


@contextmanager
def on_paper() -> Iterator[None]:
    """What is compiled meanwhile is not to be run; it needs nothing here that could."""
    before, runtime._found = runtime._found, PaperRuntime()
    try:
        yield
    finally:
        runtime._found = before
