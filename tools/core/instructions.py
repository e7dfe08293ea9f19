"""WebAssembly's instructions, as far as one needs them to go from one to the next.

Source: the WebAssembly specification, "Binary Format", "Instructions".
"""

from collections.abc import Iterator

from tools.core.wasm import END, FormatError, past, unsigned

#: How many LEB128 numbers follow an opcode.
_NUMBERS = {
    **dict.fromkeys((0x00, 0x01, 0x05, 0x0A, END, 0x0F, 0x19, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)), 0),
    **dict.fromkeys((0x02, 0x03, 0x04, 0x06, 0x07, 0x08, 0x09, 0x0C, 0x0D, 0x18), 1),  # blocks, branches, exceptions
    **dict.fromkeys((0x10, 0x12), 1),  # call, return_call
    **dict.fromkeys((0x11, 0x13), 2),  # call_indirect, return_call_indirect: a type and a table
    **dict.fromkeys(range(0x20, 0x27), 1),  # local variables, global variables, tables
    **dict.fromkeys(range(0x28, 0x3F), 2),  # loads and stores
    **dict.fromkeys((0x3F, 0x40, 0x41, 0x42, 0xD0, 0xD2), 1),  # memory.size, memory.grow, constants, references
}
_BYTES = {0x43: 4, 0x44: 8}  # f32.const, f64.const
_NUMBERS_FC = {**dict.fromkeys(range(8), 0), 8: 2, 9: 1, 10: 2, 11: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1}


def body_starts(function: bytes) -> int:
    """Return where a function's instructions begin, behind its size and its local variables."""
    groups, at = unsigned(function, past(function, 0))
    for _ in range(groups):
        at = past(function, at) + 1
    return at


def instructions(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Go through instructions; give of each its opcode, where that stands, and where the instruction ends."""
    while at < end:
        begin, opcode = at, data[at]
        at += 1
        numbers = _NUMBERS.get(opcode)
        if opcode == 0xFC:
            number, at = unsigned(data, at)
            numbers = _NUMBERS_FC.get(number)
        elif opcode == 0x0E:  # br_table
            count, at = unsigned(data, at)
            numbers = count + 1
        elif opcode == 0x1C:  # select with a type
            count, at = unsigned(data, at)
            at, numbers = at + count, 0
        elif opcode == 0x1F:  # try_table: a type, and ways out
            count, at = unsigned(data, past(data, at))
            for _ in range(count):
                kind = data[at]
                at = past(data, at + 1)
                at = past(data, at) if kind < 2 else at
            numbers = 0
        elif opcode in _BYTES:
            at, numbers = at + _BYTES[opcode], 0
        if numbers is None:
            raise FormatError(f"instruction {opcode:#x} is not known here")
        for _ in range(numbers):
            while data[at] >= 0x80:
                at += 1
            at += 1
        yield opcode, begin, at
