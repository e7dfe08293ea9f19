"""Writes elementwise operations: one instruction where there is one, a formula of `simd_math` otherwise.

Formulas are written once for each type of number and then copied, byte for byte: they work on the same few scratch
variables in every function, and find their constants in a table at the start of the arena.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from .errors import CompileError
from .formulas import Vector, write
from .lanes import Lanes
from .simd_math import FORMULAS
from .wasm import Function

SCRATCH_FIRST, SCRATCH_COUNT = 1, 72  # locals of every function that uses the library
BASE = 0
FORMULA_SPACE, HEAD = 3072, 8192  # bytes at the arena's start: constants of formulas, then those of the graph


class _Formulas:
    """The formulas of one type of number that have been written so far, and their constants."""

    def __init__(self, lanes: Lanes) -> None:
        self.lanes = lanes
        self.table = bytearray()
        self._offsets: dict[bytes, int] = {}
        self._written: dict[str, bytes] = {}

    def offset(self, raw: bytes) -> int:
        if raw not in self._offsets:
            self._offsets[raw] = len(self.table)
            self.table += raw
            assert len(self.table) <= FORMULA_SPACE
        return self._offsets[raw]

    def code(self, op: str) -> bytes:
        """Instructions that take their arguments from the first scratch variables and leave the result on the stack."""
        if op not in self._written:
            formula = FORMULAS[op]
            count = formula.__code__.co_argcount - 1
            arguments = [Vector("local", data=SCRATCH_FIRST + i) for i in range(count)]
            f = Function(op)
            used = write(formula(self.lanes, *arguments), f, self.lanes, SCRATCH_FIRST + count,
                         lambda number: self._load(f, self.lanes.pack(number)),
                         lambda pattern: self._load(f, pattern.to_bytes(self.lanes.size, "little")))  # fmt: skip
            assert used + count <= SCRATCH_COUNT, (op, used)
            self._written[op] = bytes(f.code)
        return self._written[op]

    def _load(self, f: Function, raw: bytes) -> None:
        if not any(raw):
            f.v128(bytes(16))
        else:
            f.get(BASE)
            f.memory(self.lanes.load_splat, self.offset(raw))


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
        """Where this number stands in the arena."""
        raw = self.lanes.pack(number)
        if raw not in self._constants:
            self._constants[raw] = FORMULA_SPACE + len(self._constants) * self.lanes.size
            if self._constants[raw] + self.lanes.size > HEAD:
                raise CompileError("more different constants than a module has room for")
        return self._constants[raw]

    def head(self) -> bytes:
        """The first bytes of the arena: every constant that instructions refer to."""
        own = b"".join(self._constants)
        return (bytes(self._formulas.table).ljust(FORMULA_SPACE, b"\0") + own).ljust(HEAD, b"\0")

    def emit(self, f: Function, op: str, arguments: Sequence[int], constants: Sequence[float | None]) -> None:
        """Leave the result of an operation on the stack. `constants` are the arguments' values where known."""
        if op in ("maximum", "minimum") and len(constants) == 2 and constants[1] is not None and constants[1] == constants[1]:
            f.get(arguments[0])
            f.get(arguments[1])
            f.op(f"{self.lanes.prefix}.{'pmax' if op == 'maximum' else 'pmin'}")  # one instruction; keeps a NaN
            return
        instruction = self.lanes.instruction(op)
        if instruction is not None:
            for argument in arguments:
                f.get(argument)
            f.op(instruction)
        elif op == "where":
            f.get(arguments[1])
            f.get(arguments[2])
            f.get(arguments[0])
            f.op("v128.bitselect")
        elif op == "number":
            f.get(arguments[0])
            f.get(BASE)
            f.memory(self.lanes.load_splat, self.constant(1.0))
            f.op("v128.and")
        elif op in FORMULAS:
            code = self._formulas.code(op)
            for place, argument in enumerate(arguments):
                f.get(argument)
                f.set(SCRATCH_FIRST + place)
            f.code += code
        else:
            raise CompileError(f"there is no code for {op}")


def double(number: float) -> int:
    """The bits of a float64."""
    return int(struct.unpack("<Q", struct.pack("<d", number))[0])
