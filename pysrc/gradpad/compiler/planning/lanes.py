"""A vector register holds two float64 or four float32: this file names the instructions of each."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property

SAME = {
    "add": "add", "subtract": "sub", "multiply": "mul", "divide": "div", "negative": "neg", "absolute": "abs",
    "sqrt": "sqrt", "floor": "floor", "ceil": "ceil", "trunc": "trunc", "rint": "nearest",
    "maximum": "max", "minimum": "min",
    "less": "lt", "less_equal": "le", "greater": "gt", "greater_equal": "ge", "equal": "eq", "not_equal": "ne",
}  # fmt: skip
BITS = {"logical_and": "v128.and", "logical_or": "v128.or", "logical_not": "v128.not"}


@dataclass(frozen=True)
class Lanes:
    """One type of number: how many in a vector, how many bytes each, and what its instructions are called."""

    dtype: str
    width: int
    size: int
    prefix: str

    def instruction(self, op: str) -> str | None:
        """The instruction that does an elementwise operation, if there is one."""
        return BITS.get(op) or (f"{self.prefix}.{SAME[op]}" if op in SAME else None)

    @cached_property
    def load_splat(self) -> str:
        return f"v128.load{8 * self.size}_splat"

    @cached_property
    def load_lane(self) -> str:
        return f"v128.load{8 * self.size}_lane"

    @cached_property
    def store_lane(self) -> str:
        return f"v128.store{8 * self.size}_lane"

    def pack(self, *numbers: float) -> bytes:
        return struct.pack(f"<{len(numbers)}{'d' if self.size == 8 else 'f'}", *numbers)

    def vectors(self, length: int) -> int:
        return -(-length // self.width)

    def padded(self, length: int) -> int:
        return self.vectors(length) * self.width

    def pick(self, *lanes: int) -> bytes:
        """The pattern of a shuffle that takes these lanes of two vectors."""
        return bytes(lane * self.size + byte for lane in lanes for byte in range(self.size))

    def mask(self, count: int) -> bytes:
        """A vector whose first lanes are all ones and the others zero."""
        return b"\xff" * (count * self.size) + b"\0" * ((self.width - count) * self.size)


FLOAT64 = Lanes("float64", 2, 8, "f64x2")
FLOAT32 = Lanes("float32", 4, 4, "f32x4")
LANES = {"float64": FLOAT64, "float32": FLOAT32}
