"""Writes elementwise operations: one instruction where there is one, a formula of `simd_math` otherwise.

Formulas are written once for each type of number and then copied, byte for byte: they work on the same few scratch
variables in every function, and find their constants in a table at the start of the arena.
"""

from __future__ import annotations

from collections.abc import Sequence

from .errors import CompileError
from .formulas import Vector, write
from .lanes import Lanes
from .simd_math import FORMULAS
from .simd_power import power  # noqa: F401 - puts itself into FORMULAS
from .wasm import Function

SCRATCH_FIRST, SCRATCH_COUNT = 1, 120  # locals of every function that uses the library
BASE = 0
FORMULA_SPACE, HEAD = 4096, 8192  # bytes at the arena's start: constants of formulas, then those of the graph


class _Formulas:
    """The formulas of one type of number that have been written so far, and their constants."""

    def __init__(self, lanes: Lanes) -> None:
        self.lanes = lanes
        self.table = bytearray()
        self._offsets: dict[bytes, int] = {}
        self._written: dict[tuple[str, int], tuple[bytes, list[int]]] = {}

    def offset(self, raw: bytes) -> int:
        if raw not in self._offsets:
            self._offsets[raw] = len(self.table)
            self.table += raw
            assert len(self.table) <= FORMULA_SPACE
        return self._offsets[raw]

    def code(self, op: str, group: int) -> tuple[bytes, list[int]]:
        """Instructions that take `group` sets of arguments from the first scratch variables; where the results are."""
        if (op, group) not in self._written:
            formula = FORMULAS[op]
            count = formula.__code__.co_argcount - 1
            results = [
                formula(self.lanes, *(Vector("local", data=SCRATCH_FIRST + turn * count + i) for i in range(count)))
                for turn in range(group)
            ]
            f = Function(op)
            free = list(reversed(range(SCRATCH_FIRST + group * count, SCRATCH_FIRST + SCRATCH_COUNT)))
            places = write(results, f, self.lanes, free, lambda node: self._load(f, node))
            self._written[op, group] = bytes(f.code), places
        return self._written[op, group]

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
            f.memory("v128.load", self.offset(raw * self.lanes.width))


_FORMULAS: dict[str, _Formulas] = {}


class Library:
    """The operations of one module, and the constants that its graph uses."""

    def __init__(self, lanes: Lanes) -> None:
        self.lanes = lanes
        self._formulas = _FORMULAS.setdefault(lanes.dtype, _Formulas(lanes))
        self._constants: dict[bytes, int] = {}

    def new_function(self, name: str) -> Function:
        """A function with the arena's base as its parameter and the scratch variables where formulas expect them."""
        f = Function(name, ["i32"])
        for _ in range(SCRATCH_COUNT):
            f.local("v128")
        return f

    def constant(self, number: float) -> int:
        """Where a vector with this number in every lane stands in the arena."""
        raw = self.lanes.pack(*[number] * self.lanes.width)
        if raw not in self._constants:
            self._constants[raw] = FORMULA_SPACE + len(self._constants) * 16
            if self._constants[raw] + 16 > HEAD:
                raise CompileError("more different constants than a module has room for")
        return self._constants[raw]

    def load_constant(self, f: Function, number: float) -> None:
        """Leave a vector with this number in every lane on the stack."""
        if number == 0.0 and str(number) == "0.0":
            f.v128(bytes(16))
        else:
            f.get(BASE)
            f.memory("v128.load", self.constant(number))

    def head(self) -> bytes:
        """The first bytes of the arena: every constant that instructions refer to."""
        own = b"".join(self._constants)
        return (bytes(self._formulas.table).ljust(FORMULA_SPACE, b"\0") + own).ljust(HEAD, b"\0")

    def emit(self, f: Function, op: str, arguments: Sequence[Sequence[int]], constants: Sequence[float | None],
             results: Sequence[int]) -> None:  # fmt: skip
        """Write an operation for several points: `arguments` and `results` are locals, one entry for each point.

        `constants` are the arguments' values where these are known.
        """
        if op in FORMULAS and self.lanes.instruction(op) is None:
            code, places = self._formulas.code(op, len(results))
            scratch = SCRATCH_FIRST
            for point in arguments:
                for argument in point:
                    f.get(argument)
                    f.set(scratch)
                    scratch += 1
            f.code += code
            for place, result in zip(places, results, strict=True):
                f.get(place)
                f.set(result)
            return
        name = self._instruction(op, constants)
        for point, result in zip(arguments, results, strict=True):
            if name is None:
                self._in_short(f, op, point)
            else:
                for argument in point:
                    f.get(argument)
                f.op(name)
            f.set(result)

    def _instruction(self, op: str, constants: Sequence[float | None]) -> str | None:
        """The one instruction that does an operation, if there is one."""
        if op in ("maximum", "minimum") and constants[1] is not None and constants[1] == constants[1]:
            # With a constant these take a single instruction of the machine, too, and NaN stays NaN.
            return f"{self.lanes.prefix}.{'pmax' if op == 'maximum' else 'pmin'}"
        return self.lanes.instruction(op)

    def _in_short(self, f: Function, op: str, arguments: Sequence[int]) -> None:
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
