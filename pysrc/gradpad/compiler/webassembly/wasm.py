"""A WebAssembly module is a short list of byte strings: this file writes them.

Instructions go by their names in the standard's text format, so that code that emits reads like WebAssembly:
`f.get(x); f.get(y); f.op("f64x2.add"); f.set(z)`. Nothing here knows what is being computed.

Source: WebAssembly Core Specification 2.0, chapter 5 (binary format).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

TYPES = {"i32": b"\x7f", "i64": b"\x7e", "f32": b"\x7d", "f64": b"\x7c", "v128": b"\x7b"}


@lru_cache(maxsize=1 << 14)  # a module writes the same few hundred offsets thousands of times
def unsigned(number: int) -> bytes:
    """LEB128: seven bits a byte, the lowest first; the top bit says that more follow."""
    if number < 1 << 7:
        return bytes((number,))
    if number < 1 << 14:  # most addresses
        return bytes((number & 127 | 128, number >> 7))
    out = bytearray()
    while number >= 128:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def signed(number: int) -> bytes:
    """LEB128 of a number that may be negative: stops once the sign bit says it all."""
    out = bytearray()
    while not -64 <= number < 64:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number & 127)
    return bytes(out)


PLAIN = {
    "unreachable": 0x00,
    "i32.eqz": 0x45, "i32.ge_u": 0x4F, "i32.add": 0x6A, "i32.sub": 0x6B, "i32.mul": 0x6C, "i32.shl": 0x74,
    "i64.lt_u": 0x54, "i64.add": 0x7C, "i64.mul": 0x7E, "i64.xor": 0x85, "i64.shr_u": 0x88,
    "f64.mul": 0xA2,
    "i32.wrap_i64": 0xA7, "f64.convert_i64_u": 0xBA,
    "f32.demote_f64": 0xB6,
}  # fmt: skip

SIMD = {
    "f32x4.eq": 65, "f32x4.ne": 66, "f32x4.lt": 67, "f32x4.gt": 68, "f32x4.le": 69, "f32x4.ge": 70,
    "f64x2.eq": 71, "f64x2.ne": 72, "f64x2.lt": 73, "f64x2.gt": 74, "f64x2.le": 75, "f64x2.ge": 76,
    "v128.not": 77, "v128.and": 78, "v128.or": 80, "v128.xor": 81, "v128.bitselect": 82,
    "f32x4.ceil": 103, "f32x4.floor": 104, "f32x4.trunc": 105, "f32x4.nearest": 106,
    "f64x2.ceil": 116, "f64x2.floor": 117, "f64x2.trunc": 122, "f64x2.nearest": 148,
    "i32x4.shl": 171, "i32x4.shr_u": 173, "i32x4.add": 174, "i32x4.sub": 177,
    "i64x2.shl": 203, "i64x2.shr_u": 205, "i64x2.add": 206, "i64x2.sub": 209,
    "f32x4.abs": 224, "f32x4.neg": 225, "f32x4.sqrt": 227, "f32x4.add": 228, "f32x4.sub": 229,
    "f32x4.mul": 230, "f32x4.div": 231, "f32x4.min": 232, "f32x4.max": 233, "f32x4.pmin": 234, "f32x4.pmax": 235,
    "f64x2.abs": 236, "f64x2.neg": 237, "f64x2.sqrt": 239, "f64x2.add": 240, "f64x2.sub": 241,
    "f64x2.mul": 242, "f64x2.div": 243, "f64x2.min": 244, "f64x2.max": 245, "f64x2.pmin": 246, "f64x2.pmax": 247,
}  # fmt: skip

OPCODES = {name: bytes((code,)) for name, code in PLAIN.items()}
OPCODES |= {name: b"\xfd" + unsigned(code) for name, code in SIMD.items()}

# Loads and stores: the opcode, and log2 of the alignment that is natural for it.
MEMORY = {
    "i32.load": b"\x28\x02", "i64.load": b"\x29\x03", "f32.load": b"\x2a\x02", "f64.load": b"\x2b\x03",
    "i32.store": b"\x36\x02", "i64.store": b"\x37\x03", "f32.store": b"\x38\x02", "f64.store": b"\x39\x03",
    "v128.load": b"\xfd\x00\x04", "v128.load32_splat": b"\xfd\x09\x02", "v128.load64_splat": b"\xfd\x0a\x03",
    "v128.store": b"\xfd\x0b\x04",
    "v128.load32_lane": b"\xfd\x56\x02", "v128.load64_lane": b"\xfd\x57\x03",
    "v128.store32_lane": b"\xfd\x5a\x02", "v128.store64_lane": b"\xfd\x5b\x03",
}  # fmt: skip
SHUFFLE = b"\xfd\x0d"
VOID = b"\x40"


class _Local(dict[int, bytes]):
    """An instruction on a local variable, by the variable's number: most of a module's instructions are of these."""

    def __init__(self, opcode: bytes) -> None:
        self._opcode = opcode

    def __missing__(self, local: int) -> bytes:
        code = self[local] = self._opcode + unsigned(local)
        return code


_GET, _SET = _Local(b"\x20"), _Local(b"\x21")


class Function:
    """One function under construction: its code grows as its methods are called."""

    def __init__(self, name: str, parameters: Sequence[str] = (), results: Sequence[str] = ()) -> None:
        self.name = name
        self.parameters = tuple(parameters)
        self.results = tuple(results)
        self.kinds = list(parameters)
        self.code = bytearray()

    def local(self, kind: str) -> int:
        """A new local variable; its index."""
        self.kinds.append(kind)
        return len(self.kinds) - 1

    def op(self, *names: str) -> None:
        for name in names:
            self.code += OPCODES[name]

    def get(self, local: int) -> None:
        self.code += _GET[local]

    def set(self, local: int) -> None:
        self.code += _SET[local]

    def each(self, name: str, arguments: Sequence[Sequence[int]], results: Sequence[int]) -> None:
        """One instruction several times: on the first of each of the arguments into the first of the results, ..."""
        opcode = OPCODES[name]
        if len(arguments) == 2:
            for a, b, result in zip(*arguments, results, strict=True):
                self.code += _GET[a] + _GET[b] + opcode + _SET[result]
        else:
            for *these, result in zip(*arguments, results, strict=True):
                self.code += b"".join([_GET[a] for a in these]) + opcode + _SET[result]

    def tee(self, local: int) -> None:
        self.code += b"\x22" + unsigned(local)

    def i32(self, number: int) -> None:
        self.code += b"\x41" + signed(number)

    def i64(self, number: int) -> None:
        """A 64-bit constant; numbers of 2⁶³ and above are taken as the same bits with a sign."""
        self.code += b"\x42" + signed(number - (1 << 64) if number >> 63 == 1 else number)

    def f64(self, number: float) -> None:
        self.code += b"\x44" + struct.pack("<d", number)

    def v128(self, raw: bytes) -> None:
        self.code += b"\xfd\x0c" + raw

    def memory(self, name: str, offset: int = 0) -> None:
        """A load or store at the address on the stack plus `offset`."""
        self.code += MEMORY[name] + unsigned(offset)

    def lane(self, lane: int) -> None:
        """Which lane, after a load or store of one lane."""
        self.code.append(lane)

    def shuffle(self, lanes: bytes) -> None:
        """Sixteen bytes chosen from the thirty-two of the two vectors on the stack."""
        self.code += SHUFFLE + lanes

    def block(self) -> None:
        self.code += b"\x02" + VOID

    def loop(self) -> None:
        self.code += b"\x03" + VOID

    def if_(self) -> None:
        self.code += b"\x04" + VOID

    def else_(self) -> None:
        self.code += b"\x05"

    def end(self) -> None:
        self.code += b"\x0b"

    def branch(self, depth: int) -> None:
        self.code += b"\x0c" + unsigned(depth)

    def branch_if(self, depth: int) -> None:
        self.code += b"\x0d" + unsigned(depth)

    def call(self, index: int) -> None:
        self.code += b"\x10" + unsigned(index)

    def move(self, local: int, by: int) -> None:
        """Add a number to a variable of type i32."""
        self.get(local)
        self.i32(by)
        self.op("i32.add")
        self.set(local)

    def count_down(self, counter: int) -> None:
        """At the end of a loop: go round again until nothing is left of the counter."""
        self.get(counter)
        self.i32(1)
        self.op("i32.sub")
        self.tee(counter)
        self.branch_if(0)

    def body(self) -> bytes:
        """Local declarations in runs of one type, then the instructions."""
        runs = [(len(list(run)), kind) for kind, run in groupby(self.kinds[len(self.parameters) :])]
        head = unsigned(len(runs)) + b"".join(unsigned(count) + TYPES[kind] for count, kind in runs)
        return _sized(head + bytes(self.code) + b"\x0b")


def module(functions: Sequence[Function], exports: Sequence[Function]) -> bytes:
    """A module of these functions that imports its memory as `env.memory` and exports some by name."""
    signatures = [
        b"\x60" + _vector([TYPES[k] for k in f.parameters]) + _vector([TYPES[k] for k in f.results]) for f in functions
    ]
    types = list(dict.fromkeys(signatures))
    index = {id(f): i for i, f in enumerate(functions)}
    exported = [_name(f.name) + b"\x00" + unsigned(index[id(f)]) for f in exports]
    return b"\0asm\1\0\0\0" + b"".join(
        (
            _section(1, _vector(types)),
            _section(2, _vector([_name("env") + _name("memory") + b"\x02\x00\x01"])),
            _section(3, _vector([unsigned(types.index(s)) for s in signatures])),
            _section(7, _vector(exported)),
            _section(10, _vector([f.body() for f in functions])),
        )
    )


def _sized(raw: bytes) -> bytes:
    return unsigned(len(raw)) + raw


def _vector(items: Sequence[bytes]) -> bytes:
    return unsigned(len(items)) + b"".join(items)


def _name(text: str) -> bytes:
    return _sized(text.encode())


def _section(number: int, content: bytes) -> bytes:
    return bytes((number,)) + _sized(content)
