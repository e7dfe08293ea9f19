"""Writes elementwise operations: one instruction where there is one, a formula of `simd_math` otherwise.

Formulas are written once for each type of number and then copied, byte for byte: they work on the same few scratch
variables in every function, and find their constants in a table at the start of the arena.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..errors import CompileError
from ..planning.lanes import Lanes
from .formulas import Vector, in_order, write
from .fragment import BASE, SCRATCH_COUNT, SCRATCH_FIRST, Fragment
from .simd_math import FORMULAS
from .simd_power import power  # noqa: F401 - puts itself into FORMULAS
from .wasm import Function

FORMULA_SPACE, HEAD = 4096, 8192  # bytes at the arena's start: constants of formulas, then those of the graph


@cache
def library_of(lanes: Lanes) -> Library:
    """The library for one type of number: it outlives the modules, so that each formula is written once."""
    return Library(lanes)


class Library:
    """The operations of one type of number: the formulas that have been written so far, and their constants."""

    def __init__(self, lanes: Lanes) -> None:
        self.lanes = lanes
        self.table = bytearray()
        self._offsets: dict[bytes, int] = {}
        self._orders: dict[str, list[Vector]] = {}
        self._written: dict[tuple[str, int], tuple[bytes, list[int]]] = {}

    def load_constant(self, f: Fragment, number: float) -> None:
        """Leave a vector with this number in every lane on the stack."""
        vector = self.lanes.pack(*[number] * self.lanes.width)
        if any(vector):
            f.constant(vector)
        else:
            f.v128(vector)

    def emit(self, f: Fragment, op: str, arguments: Sequence[Sequence[int]], constants: Sequence[float | None],
             results: Sequence[int]) -> None:  # fmt: skip
        """Write an operation for several points.

        Args: arguments: for each argument its locals, one for each point; constants: the arguments' values where
              these are known; results: locals, one for each point.
        """
        name = self._instruction(op, constants)
        if name is not None:
            f.each(name, arguments, results)
        elif op in FORMULAS:
            self._copy_formula(f, op, arguments, results)
        else:
            for *point, result in zip(*arguments, results, strict=True):
                self._in_short(f, op, point)
                f.set(result)

    def _instruction(self, op: str, constants: Sequence[float | None]) -> str | None:
        """The one instruction that does an operation, if there is one."""
        if op in ("maximum", "minimum") and constants[1] is not None and constants[1] == constants[1]:
            # With a constant these take a single instruction of the machine, too, and NaN stays NaN.
            return f"{self.lanes.prefix}.{'pmax' if op == 'maximum' else 'pmin'}"
        return self.lanes.instruction(op)

    def _in_short(self, f: Fragment, op: str, arguments: Sequence[int]) -> None:
        """Leave the result of an operation that takes two or three instructions on the stack."""
        if op == "where":
            condition, yes, no = arguments
            for argument in (yes, no, condition):
                f.get(argument)
            f.op("v128.bitselect")
        elif op == "number":
            f.get(arguments[0])
            self.load_constant(f, 1.0)
            f.op("v128.and")
        else:
            raise CompileError(f"there is no code for {op}")

    # Formulas.

    def _copy_formula(self, f: Fragment, op: str, arguments: Sequence[Sequence[int]], results: Sequence[int]) -> None:
        code, places = self._formula(op, len(results))
        scratch = SCRATCH_FIRST
        for point in zip(*arguments, strict=True):
            for argument in point:
                f.get(argument)
                f.set(scratch)
                scratch += 1
        f.code += code
        for place, result in zip(places, results, strict=True):
            f.get(place)
            f.set(result)

    def _formula(self, op: str, group: int) -> tuple[bytes, list[int]]:
        """Instructions that take `group` sets of arguments from the first scratch variables; where the results are."""
        if (op, group) not in self._written:
            count = FORMULAS[op].__code__.co_argcount - 1
            first = range(SCRATCH_FIRST, SCRATCH_FIRST + group * count, count)
            arguments = [[place + i for place in first] for i in range(count)]
            free = list(reversed(range(SCRATCH_FIRST + group * count, SCRATCH_FIRST + SCRATCH_COUNT)))
            f = Function(op)
            places = write(self._order(op, count), arguments, f, self.lanes, free, lambda node: self._load(f, node))
            self._written[op, group] = bytes(f.code), places
        return self._written[op, group]

    def _order(self, op: str, count: int) -> list[Vector]:
        """The parts of a formula with so many arguments: the same for every size of a group."""
        if op not in self._orders:
            arguments = [Vector("argument", data=i) for i in range(count)]
            self._orders[op] = in_order(FORMULAS[op](self.lanes, *arguments))
        return self._orders[op]

    def _load(self, f: Function, node: Vector) -> None:
        if node.op == "bits":
            assert isinstance(node.data, int)
            raw = node.data.to_bytes(self.lanes.size, "little")
        else:
            assert isinstance(node.data, float)
            raw = self.lanes.pack(node.data)
        if not any(raw):
            f.v128(bytes(16))
        else:
            f.get(BASE)
            f.memory("v128.load", self._offset(raw * self.lanes.width))

    def _offset(self, raw: bytes) -> int:
        """Where a formula's constant stands in the arena."""
        if raw not in self._offsets:
            self._offsets[raw] = len(self.table)
            self.table += raw
            assert len(self.table) <= FORMULA_SPACE
        return self._offsets[raw]


class Constants:
    """The constants of one module, each once, and the table of the formulas before them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._places: dict[bytes, int] = {}

    def place(self, vector: bytes) -> int:
        """Where this vector stands in the arena. Raises: CompileError: there are too many."""
        if vector not in self._places:
            self._places[vector] = FORMULA_SPACE + len(self._places) * 16
            if self._places[vector] + 16 > HEAD:
                raise CompileError("more different constants than a module has room for")
        return self._places[vector]

    def head(self) -> bytes:
        """The first bytes of the arena: every constant that instructions refer to."""
        return (bytes(self._library.table).ljust(FORMULA_SPACE, b"\0") + b"".join(self._places)).ljust(HEAD, b"\0")
