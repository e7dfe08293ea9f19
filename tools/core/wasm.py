"""WebAssembly's binary format, as far as one needs it to take a module apart: sections, functions, instructions.

Source: the WebAssembly specification, "Binary Format".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

TYPE, IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, EXPORT, START, ELEMENT, CODE, DATA, DATA_COUNT, TAG = range(1, 14)
HEADER = b"\0asm\x01\0\0\0"
FUNC_REF = 0x70
END = 0x0B
# What an import or an export is.
FUNCTIONS, TABLES, MEMORIES, GLOBALS, TAGS = range(5)

#: Finds where an item ends, of a vector's bytes and where it begins.
Scan = Callable[[bytes, int], int]

#: Instructions by what follows the opcode: `u` an unsigned number, `s` a signed one, `4` and `8` so many bytes;
#: what is not in here has nothing behind it. Numbers that name something have a letter of their own:
#: `f` a function, `t` a table, `g` a global, `x` a tag, `d` a piece of data, `y` a type.
_FOLLOWS = {
    **dict.fromkeys((0x02, 0x03, 0x04, 0x06), "s"),  # block, loop, if, try
    **dict.fromkeys((0x07, 0x08), "x"),  # catch, throw
    **dict.fromkeys((0x09, 0x0C, 0x0D, 0x18), "u"),  # rethrow, br, br_if, delegate
    **dict.fromkeys((0x10, 0x12), "f"),  # call, return_call
    **dict.fromkeys((0x11, 0x13), "yt"),  # call_indirect, return_call_indirect
    **dict.fromkeys((0x20, 0x21, 0x22), "u"),  # local.get, local.set, local.tee
    **dict.fromkeys((0x23, 0x24), "g"),  # global.get, global.set
    **dict.fromkeys((0x25, 0x26), "t"),  # table.get, table.set
    **dict.fromkeys(range(0x28, 0x3F), "uu"),  # loads and stores
    **dict.fromkeys((0x3F, 0x40), "u"),  # memory.size, memory.grow
    **dict.fromkeys((0x41, 0x42), "s"),  # i32.const, i64.const
    0x43: "4",
    0x44: "8",
    0xD0: "s",  # ref.null
    0xD2: "f",  # ref.func
}
_FOLLOWS_FC = {8: "du", 9: "d", 10: "uu", 11: "u", 12: "ut", 13: "u", 14: "tt", 15: "t", 16: "t", 17: "t"}
_PLAIN = {0x00, 0x01, 0x05, 0x0A, END, 0x0F, 0x19, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)}


class FormatError(Exception):
    """The module holds something that is not known here."""


def unsigned(data: bytes, at: int) -> tuple[int, int]:
    """Read an unsigned LEB128 number; return it, and where it ends."""
    result = shift = 0
    while True:
        byte = data[at]
        at += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result, at
        shift += 7


def read_signed(data: bytes, at: int) -> tuple[int, int]:
    """Read a signed LEB128 number; return it, and where it ends."""
    begin = at
    result, at = unsigned(data, at)
    return (result - (1 << 7 * (at - begin)) if data[at - 1] & 0x40 else result), at


def past(data: bytes, at: int) -> int:
    """Return where a LEB128 number ends."""
    while data[at] >= 0x80:
        at += 1
    return at + 1


def leb(number: int) -> bytes:
    """Write an unsigned LEB128 number."""
    result = bytearray()
    while number >= 0x80:
        result.append(number & 0x7F | 0x80)
        number >>= 7
    result.append(number)
    return bytes(result)


def signed(number: int) -> bytes:
    """Write a signed LEB128 number."""
    result = bytearray()
    while not -64 <= number < 64:
        result.append(number & 0x7F | 0x80)
        number >>= 7
    result.append(number & 0x7F)
    return bytes(result)


def vector(items: list[bytes]) -> bytes:
    """Write a vector: how many there are, and they."""
    return leb(len(items)) + b"".join(items)


def sized(content: bytes) -> bytes:
    """Write bytes behind their number."""
    return leb(len(content)) + content


@dataclass
class Section:
    """One section of a module: its number, and what it holds."""

    kind: int
    content: bytes

    def items(self, end_of: Scan) -> list[bytes]:
        """Return the vector that it is, taken apart by a function that finds an item's end."""
        count, at = unsigned(self.content, 0)
        items = []
        for _ in range(count):
            begin, at = at, end_of(self.content, at)
            items.append(self.content[begin:at])
        if at != len(self.content):
            raise FormatError(f"section {self.kind}: {len(self.content) - at} bytes behind its last item")
        return items

    def extend(self, end_of: Scan, more: list[bytes]) -> None:
        """Put items behind those that it has."""
        self.content = vector([*self.items(end_of), *more])


def imported(section: Section, kind: int) -> int:
    """Return how many of a kind are imported: their numbers come first."""
    items = section.items(end_of_import)
    return sum(item[end_of_sized(item, end_of_sized(item, 0))] == kind for item in items)


def sections(module: bytes) -> list[Section]:
    """Take a module apart."""
    if not module.startswith(HEADER):
        raise FormatError("this is no WebAssembly module of version 1")
    at = len(HEADER)
    result = []
    while at < len(module):
        kind = module[at]
        size, at = unsigned(module, at + 1)
        result.append(Section(kind, module[at : at + size]))
        at += size
    return result


def assembled(parts: list[Section]) -> bytes:
    """Put sections together to a module."""
    return HEADER + b"".join(bytes([part.kind]) + sized(part.content) for part in parts)


# --- Where an item ends --------------------------------------------------------------------------------------


def end_of_sized(data: bytes, at: int) -> int:
    """Return the end of something that stands behind its size, as names do."""
    size, at = unsigned(data, at)
    return at + size


def end_of_type(data: bytes, at: int) -> int:
    """Return the end of a function's type."""
    if data[at] != 0x60:
        raise FormatError(f"type {data[at]:#x} is no function's")
    parameters, at = unsigned(data, at + 1)
    results, at = unsigned(data, at + parameters)
    return at + results


def end_of_limits(data: bytes, at: int) -> int:
    """Return the end of the least and the most of a table or a memory."""
    return past(data, past(data, at + 1)) if data[at] & 1 else past(data, at + 1)


def end_of_import(data: bytes, at: int) -> int:
    """Return the end of an import."""
    at = end_of_sized(data, end_of_sized(data, at))
    kind, at = data[at], at + 1
    if kind == 0:
        return past(data, at)
    if kind == 1:
        return end_of_limits(data, at + 1)
    if kind == 2:
        return end_of_limits(data, at)
    if kind == 3:
        return at + 2
    if kind == 4:
        return past(data, at + 1)
    raise FormatError(f"import of kind {kind}")


def end_of_export(data: bytes, at: int) -> int:
    """Return the end of an export."""
    return past(data, end_of_sized(data, at) + 1)


def end_of_table(data: bytes, at: int) -> int:
    """Return the end of a table."""
    return end_of_limits(data, at + 1)


def end_of_global(data: bytes, at: int) -> int:
    """Return the end of a global variable."""
    return end_of_expression(data, at + 2)


def end_of_tag(data: bytes, at: int) -> int:
    """Return the end of a tag."""
    return past(data, at + 1)


def end_of_data(data: bytes, at: int) -> int:
    """Return the end of a piece of data."""
    kind, at = unsigned(data, at)
    if kind != 0:
        raise FormatError(f"data of kind {kind}: only what is laid down at the start is known here")
    return end_of_sized(data, end_of_expression(data, at))


def end_of_expression(data: bytes, at: int) -> int:
    """Return the end of an expression: that of a start value, or of a place."""
    for opcode, _, end in instructions(data, at, len(data)):
        if opcode == END:
            return end
    raise FormatError("an expression without an end")


# --- Code ----------------------------------------------------------------------------------------------------


def body_starts(function: bytes) -> int:
    """Return where a function's instructions begin, behind its size and its local variables."""
    groups, at = unsigned(function, past(function, 0))
    for _ in range(groups):
        at = past(function, at) + 1
    return at


def instructions(data: bytes, at: int, end: int) -> Iterator[tuple[int, list[tuple[str, int, int]], int]]:
    """Go through instructions; give of each its opcode, the numbers that name something, and where it ends.

    Such a number is given as its letter (see _FOLLOWS) and the places where it begins and ends.
    """
    none: list[tuple[str, int, int]] = []
    while at < end:
        opcode = data[at]
        at += 1
        if opcode in _PLAIN:
            yield opcode, none, at
            continue
        follows = _FOLLOWS.get(opcode)
        if opcode == 0xFC:
            number, at = unsigned(data, at)
            follows = _FOLLOWS_FC.get(number, "" if number < 8 else None)
        elif opcode == 0x0E:  # br_table
            count, at = unsigned(data, at)
            follows = "u" * (count + 1)
        elif opcode == 0x1C:  # select with a type
            count, at = unsigned(data, at)
            at += count
            follows = ""
        elif opcode == 0x1F:  # try_table
            at = past(data, at)
            count, at = unsigned(data, at)
            names = []
            for _ in range(count):
                kind, at = data[at], at + 1
                if kind < 2:
                    begin, at = at, past(data, at)
                    names.append(("x", begin, at))
                at = past(data, at)
            yield opcode, names, at
            continue
        if follows is None:
            raise FormatError(f"instruction {opcode:#x} is not known here")
        names = []
        for letter in follows:
            begin = at
            if letter == "4" or letter == "8":
                at += int(letter)
                continue
            while data[at] >= 0x80:
                at += 1
            at += 1
            if letter not in "us":
                names.append((letter, begin, at))
        yield opcode, names, at
