"""WebAssembly's binary format, as far as one needs it to take a module apart: numbers, sections and their items.

Source: the WebAssembly specification, "Binary Format".
"""

from collections.abc import Callable
from dataclasses import dataclass

TYPE, IMPORT, FUNCTION, CODE = 1, 2, 3, 10
HEADER = b"\0asm\x01\0\0\0"
END = 0x0B
FUNCTIONS = 0  # what an import may be

#: Finds where an item ends, of a vector's bytes and where it begins.
Scan = Callable[[bytes, int], int]


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


def signature(form: bytes) -> tuple[bytes, bytes]:
    """Return what a function's type takes and gives, a byte each."""
    count, at = unsigned(form, 1)
    taken, at = form[at : at + count], at + count
    count, at = unsigned(form, at)
    return taken, form[at : at + count]


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
