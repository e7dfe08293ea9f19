"""Calls through a table, made in one place for each type of function.

A browser's compiler looks at which functions a call through a table has reached so far, and compiles those in. While
Python starts they keep changing: Chromium compiled the loop that runs Python's bytecode, 79 kB, again and again, and
threw it away at the next new function. Where all such calls are made by one small function, it sees that there is
nothing to guess. What was measured is in docs/decisions/0021-calls-through-one-function.md.
"""

from dataclasses import dataclass

from tools.core import instructions, wasm

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
    parts = wasm.sections(module)
    found = {part.kind: part for part in parts if part.kind}
    types = found[wasm.TYPE].items(wasm.end_of_type)
    functions = found[wasm.CODE].items(wasm.end_of_sized)
    first = wasm.imported(found[wasm.IMPORT], wasm.FUNCTIONS) + len(functions)
    makers: dict[int, int] = {}  # of a type: the function that makes calls of it
    code = [_changed(function, makers, first) for function in functions]
    signatures = [wasm.signature(types[kind]) for kind in makers]
    code += [_maker(len(parameters), kind) for kind, (parameters, _) in zip(makers, signatures, strict=True)]
    wanted = [b"\x60" + wasm.sized(parameters + _I32) + wasm.sized(results) for parameters, results in signatures]
    types += [form for form in dict.fromkeys(wanted) if form not in types]
    found[wasm.TYPE].content = wasm.vector(types)
    found[wasm.FUNCTION].extend(wasm.past, [wasm.leb(types.index(form)) for form in wanted])
    found[wasm.CODE].content = wasm.vector(code)
    return Shared(wasm.assembled(parts), len(functions), len(code))


def _changed(function: bytes, makers: dict[int, int], first: int) -> bytes:
    """Return a function with its calls through the first table made for it."""
    pieces, at = [], wasm.past(function, 0)
    for opcode, begin, end in instructions.instructions(function, instructions.body_starts(function), len(function)):
        if opcode == _CALL_INDIRECT:
            kind, behind = wasm.unsigned(function, begin + 1)
            if function[behind] == 0:  # the first table
                maker = makers.setdefault(kind, first + len(makers))
                pieces += [function[at:begin], bytes([_CALL]), wasm.leb(maker)]
                at = end
    return wasm.sized(b"".join([*pieces, function[at:]]))


def _maker(parameters: int, kind: int) -> bytes:
    """Return a function that takes what a call of this type takes, and the place in the table, and makes the call."""
    arguments = b"".join(bytes([_LOCAL_GET]) + wasm.leb(i) for i in range(parameters + 1))
    return wasm.sized(b"\0" + arguments + bytes([_CALL_INDIRECT]) + wasm.leb(kind) + bytes([0, wasm.END]))
