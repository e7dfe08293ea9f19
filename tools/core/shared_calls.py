"""Calls through a table, made in one place for each type of function.

A browser's compiler looks at which functions a call through a table has reached so far, and compiles those in. While
Python starts they keep changing: Chromium compiled the loop that runs Python's bytecode, 79 kB, again and again, and
threw it away at the next new function. Where all such calls are made by one small function, it sees that there is
nothing to guess. What was measured is in docs/decisions/0021-calls-through-one-function.md.
"""

from dataclasses import dataclass

from tools.core import instructions, wasm
from tools.core.module import Core

_LOCAL_GET, _CALL, _CALL_INDIRECT = 0x20, 0x10, 0x11
_I32 = b"\x7f"


@dataclass
class Shared:
    """The module, and how many functions it had and has."""

    module: bytes
    before: int
    after: int


def with_shared_calls(module: bytes) -> Shared:
    """Return the module with calls through its first table made by a function of its own for each type.

    Those functions come behind all others, whose places stay.
    """
    core = Core(module)
    found = core.found
    first = core.imported[wasm.FUNCTIONS] + len(core.code)
    makers: dict[int, int] = {}  # of a type: the function that makes calls of it
    code = [_changed(function, makers, first) for function in core.code]
    code += [_maker(core, kind) for kind in makers]
    types = []
    for kind in makers:
        parameters, results = core.signature(kind)
        types.append(core.type_number(b"\x60" + wasm.sized(parameters + _I32) + wasm.sized(results)))
    found[wasm.FUNCTION].extend(wasm.past, [wasm.leb(number) for number in types])
    found[wasm.CODE].content = wasm.vector(code)
    return Shared(wasm.assembled(core.parts), len(core.code), len(code))


def _changed(function: bytes, makers: dict[int, int], first: int) -> bytes:
    """Return a function with its calls through the first table made for it."""
    pieces, at = [], wasm.past(function, 0)
    place = instructions.body_starts(function)
    for opcode, names, end in instructions.instructions(function, place, len(function)):
        if opcode == _CALL_INDIRECT:
            kind, table = (wasm.unsigned(function, begin)[0] for _, begin, _ in names)
            if table == 0:
                maker = makers.setdefault(kind, first + len(makers))
                pieces += [function[at:place], bytes([_CALL]), wasm.leb(maker)]
                at = end
        place = end
    return wasm.sized(b"".join([*pieces, function[at:]]))


def _maker(core: Core, kind: int) -> bytes:
    """Return a function that takes what a call of this type takes, and the place in the table, and makes the call."""
    parameters, _ = core.signature(kind)
    arguments = b"".join(bytes([_LOCAL_GET]) + wasm.leb(i) for i in range(len(parameters) + 1))
    return wasm.sized(b"\0" + arguments + bytes([_CALL_INDIRECT]) + wasm.leb(kind) + bytes([0, wasm.END]))
