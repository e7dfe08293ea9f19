"""Keeps what was made last, by what it depends on: programs by graph and shapes, modules by their bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

KEPT = 24


class Cache(Generic[T]):
    """The least recently used goes first."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept, self._entries = kept, OrderedDict[Hashable, T]()
        self.misses = 0

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        if key in self._entries:
            self._entries.move_to_end(key)
            return self._entries[key]
        self.misses += 1
        return self.put(key, make())

    def put(self, key: Hashable, entry: T) -> T:
        """Keep something from now on, whatever there was before."""
        self._entries[key] = entry
        if len(self._entries) > self._kept:
            self._entries.popitem(last=False)
        return entry

    def clear(self) -> None:
        self._entries.clear()

    def __len__(self) -> int:
        return len(self._entries)
