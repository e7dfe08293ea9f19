"""A piece of a function whose addresses are still open: written once, it serves wherever the arrays lie.

Layers of the same shape have the same loop nests; only their arrays lie elsewhere. What was written for one is kept,
and for the next its addresses are filled in: most of the code of a changed network has been written before. So that
pieces fit together, each finds its local variables under the same numbers: the arena's address, some whole numbers,
the vectors that formulas work on (see library), and vectors of its own, as many as the greediest piece wants.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from ..errors import CompileError
from .wasm import MEMORY, Function, unsigned

BASE = 0  # the parameter: the arena's address
INTEGERS = {"i32": (1, 24), "i64": (25, 2)}  # the first local variable of a kind, and how many there are
SCRATCH_FIRST, SCRATCH_COUNT = 27, 120  # vectors of the formulas
VECTORS_FIRST = SCRATCH_FIRST + SCRATCH_COUNT

Moves: TypeAlias = Mapping[int, int]  # bytes that an address is further for each element along an axis
Mark: TypeAlias = tuple[int, int]  # holes before it, and bytes since the last of them
STAYS: Moves = {}


class Fragment(Function):
    """Code with holes: "the address of array 2, and 16 beyond it". After the arrays come the constants that it uses."""

    def __init__(self, arrays: int = 0) -> None:
        super().__init__("fragment", ["i32"])
        self.arrays = arrays
        self.constants: list[bytes] = []
        self.reach = [0] * arrays  # how far beyond its first byte each array is read or written
        self.vectors = 0
        self._integers = dict.fromkeys(INTEGERS, 0)
        self._chunks: list[bytes] = []  # the code before each hole
        self._holes: list[tuple[int, int]] = []  # array, and how far beyond its first byte
        self._moves: list[Moves] = []  # of each hole

    def local(self, kind: str) -> int:
        """Raises: CompileError: there are no more."""
        if kind == "v128":
            self.vectors += 1
            return VECTORS_FIRST + self.vectors - 1
        first, count = INTEGERS[kind]
        if self._integers[kind] == count:
            raise CompileError("more loops and arrays in one nest than there are local variables for")
        self._integers[kind] += 1
        return first + self._integers[kind] - 1

    def memory_of(self, name: str, array: int, beyond: int, moves: Moves = STAYS) -> None:
        """A load or store at the address on the stack plus the array's offset, and so many bytes beyond it.

        moves: how many bytes further that is for each element along an axis: for what is written again elsewhere.
        """
        self.code += MEMORY[name]
        self._chunks.append(bytes(self.code))
        self._holes.append((array, beyond))
        self._moves.append(moves)
        self.code.clear()

    def mark(self) -> Mark:
        """Where the code has come to: what is written from here on can be written again."""
        return len(self._chunks), len(self.code)

    def again(self, mark: Mark, axis: int, elements: int) -> Mark:
        """Write what was written since the mark once more, so many elements further along the axis.

        The local variables are the same: none that it sets may be needed for anything else by now.
        Returns: where the copy begins.
        """
        chunk, begin = mark
        chunks, holes, moved = self._chunks[chunk:], self._holes[chunk:], self._moves[chunk:]
        here = self.mark()
        if not chunks:
            self.code += self.code[begin:]
            return here
        self._chunks.append(bytes(self.code) + chunks[0][begin:])
        self._chunks += chunks[1:]
        self._holes += [
            (array, beyond + moves.get(axis, 0) * elements) for (array, beyond), moves in zip(holes, moved, strict=True)
        ]
        self._moves += moved
        return here

    def constant(self, vector: bytes) -> None:
        """Leave a constant vector on the stack."""
        if vector not in self.constants:
            self.constants.append(vector)
        self.get(BASE)
        self.memory_of("v128.load", self.arrays + self.constants.index(vector), 0)

    def finish(self) -> Fragment:
        """Returns: itself, to be kept: nothing more is written, and what that would take is let go."""
        self._moves.clear()
        return self

    def placed(self, offsets: Sequence[int]) -> bytes:
        """The code for arrays and constants that lie there."""
        parts: list[bytes] = []
        for chunk, (array, beyond) in zip(self._chunks, self._holes, strict=True):
            parts += chunk, unsigned(offsets[array] + beyond)
        return b"".join(parts) + self.code


class Assembly:
    """A function put together from fragments. Args: constant: finds a place in the arena for a constant."""

    def __init__(self, name: str, constant: Callable[[bytes], int]) -> None:
        self.reach = 0  # the first byte of the arena beyond everything that is read or written
        self._name, self._constant = name, constant
        self._code, self._vectors = bytearray(), 0

    def add(self, fragment: Fragment, arrays: Sequence[int] = ()) -> None:
        """Go on with this fragment; its arrays lie there."""
        self._code += fragment.placed([*arrays, *map(self._constant, fragment.constants)])
        self._vectors = max(self._vectors, fragment.vectors)
        ends = (offset + reach for offset, reach in zip(arrays, fragment.reach, strict=True))
        self.reach = max(self.reach, *ends, 0)

    def function(self) -> Function:
        f = Function(self._name, ["i32"])
        for kind, (_, count) in INTEGERS.items():
            f.kinds += [kind] * count
        f.kinds += ["v128"] * (SCRATCH_COUNT + self._vectors)
        f.code = self._code
        return f
