"""WebAssembly's instructions: where each ends, and which of its numbers name something.

Source: the WebAssembly specification, "Binary Format", "Instructions".
"""

from collections.abc import Iterator

from tools.core.wasm import END, FormatError, end_of_sized, past, unsigned

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


def end_of_global(data: bytes, at: int) -> int:
    """Return the end of a global variable."""
    return end_of_expression(data, at + 2)


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
