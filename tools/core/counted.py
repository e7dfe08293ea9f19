"""A core that remembers which of its functions ran: each sets a bit of a number that can be read from outside."""

from tools.core import instructions, wasm

BITS = 64
#: What the numbers are exported as: this, and which one it is.
NAME = "~ran"
_I64, _MUTABLE = 0x7E, 0x01


def counted(module: bytes) -> bytes:
    """Return the module with the means to remember.

    Args:
        module: a WebAssembly module.
    """
    parts = wasm.sections(module)
    found = {part.kind: part for part in parts if part.kind}
    first = len(found[wasm.GLOBAL].items(instructions.end_of_global)) + wasm.imported(found[wasm.IMPORT], wasm.GLOBALS)
    functions = found[wasm.CODE].items(wasm.end_of_sized)
    numbers = -(-len(functions) // BITS)
    zero = bytes([_I64, _MUTABLE, 0x42, 0, wasm.END])
    exports = [wasm.sized(f"{NAME}{i}".encode()) + b"\x03" + wasm.leb(first + i) for i in range(numbers)]
    found[wasm.GLOBAL].extend(instructions.end_of_global, [zero] * numbers)
    found[wasm.EXPORT].extend(wasm.end_of_export, exports)
    marked = []
    for place, function in enumerate(functions):
        _, begins = wasm.unsigned(function, 0)
        starts = instructions.body_starts(function)
        which = wasm.leb(first + place // BITS)
        bit = 1 << place % BITS
        mark = b"\x23" + which + b"\x42" + wasm.signed(bit - (bit >> 63 << 64)) + b"\x84\x24" + which
        marked.append(wasm.sized(function[begins:starts] + mark + function[starts:]))
    found[wasm.CODE].content = wasm.vector(marked)
    return wasm.assembled(parts)
