"""Whole numbers of the training loop, exact however long it runs: the step's number, and keys of random numbers.

To the recorded code the step's number is a number like others, of the module's type: float32 tells no two numbers
apart above 16,777,216. Random numbers must not repeat because of that. So a `Counter` also remembers which whole
number it stands for, `factor * step + offset`, as long as it is multiplied by and added to whole numbers; from that
the module draws in 64-bit integers. A `Key` is 64 bits that are handed to the module at run time: no key is built in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .graph import Builder, Node, Shape
from .numpy_types import WHOLE
from .stand_in import StandIn


@dataclass(frozen=True)
class Key:
    """Stands for 64 bits that are not known when the code is recorded."""

    name: str


@dataclass(frozen=True)
class Draw:
    """Which random numbers: those of a key (by name, or the key itself) and of the counter factor * step + offset."""

    key: str | int
    factor: int
    offset: int


class Counter(StandIn):
    """A stand-in for a whole number of Python's that goes up by `factor` with each step."""

    def __init__(self, builder: Builder, node: Node, factor: int = 1, offset: int = 0) -> None:
        super().__init__(builder, node, WHOLE, frozen=True)
        self.factor, self.offset = factor, offset

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return int

    def like(self) -> int:
        return 1

    def __add__(self, other: Any) -> StandIn:
        if not _is_whole(other):
            return self.elementwise(np.add, self, other)
        node = self.builder.apply("add", self.node, self.lift(other))
        return Counter(self.builder, node, self.factor, self.offset + other)

    def __mul__(self, other: Any) -> StandIn:
        if not _is_whole(other):
            return self.elementwise(np.multiply, self, other)
        node = self.builder.apply("multiply", self.node, self.lift(other))
        return Counter(self.builder, node, self.factor * other, self.offset * other)

    __radd__ = __iadd__ = __add__  # `step += 1` makes another number
    __rmul__ = __imul__ = __mul__

    def record_uniforms(self, key: Any, shape: Shape) -> StandIn:
        """Random numbers of the generator in `randomness`; this is their counter."""
        draw = Draw(key.name if isinstance(key, Key) else int(key), self.factor, self.offset)
        return self.wrap(self.builder.make("uniforms", (), tuple(shape), data=draw))


def _is_whole(value: Any) -> bool:
    return type(value) is int and value >= 0
