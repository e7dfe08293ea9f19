"""The core that is shipped is Pyodide's own, but for where calls through Python's table are made."""

import pytest

from tools.core import instructions, shared_calls, steps, wasm

CALL_INDIRECT = 0x11


def functions(module: bytes) -> list[bytes]:
    """The functions that a module defines."""
    [code] = [part for part in wasm.sections(module) if part.kind == wasm.CODE]
    return code.items(wasm.end_of_sized)


def calls(module: bytes) -> list[tuple[int, int]]:
    """The functions that call through the first table, by place, and the types that they call."""
    found = []
    for place, code in enumerate(functions(module)):
        for opcode, begin, end in instructions.instructions(code, instructions.body_starts(code), len(code)):
            if opcode == CALL_INDIRECT:
                kind, behind = wasm.unsigned(code, begin + 1)
                found += [(place, kind)] * (wasm.unsigned(code, behind) == (0, end))
    return found


def test_calls_through_the_table_are_made_in_one_place_for_each_type() -> None:
    original, shipped = steps.ORIGINAL.read_bytes(), steps.CORE.read_bytes()
    before, after = calls(original), calls(shipped)
    assert len(before) > 4000
    assert {kind for _, kind in after} == {kind for _, kind in before}
    assert len(after) == len({kind for _, kind in after}) < 100
    assert min(place for place, _ in after) == len(functions(original))
    assert len(functions(shipped)) == len(functions(original)) + len(after)


def test_a_module_without_such_calls_stays_as_it_is() -> None:
    """One function of no arguments, which returns 42."""
    module = bytes.fromhex("0061736d 01000000 01 05 01 60 00 01 7f 02 01 00 03 02 01 00 0a 06 01 04 00 41 2a 0b")
    assert shared_calls.with_shared_calls(module) == shared_calls.Shared(module, 1, 1)


@pytest.mark.parametrize("code", ["fd 0c 0b", "ff 0b"])
def test_what_is_not_known_is_refused(code: str) -> None:
    body = bytes.fromhex(code)
    with pytest.raises(wasm.FormatError, match="not known"):
        list(instructions.instructions(body, 0, len(body)))
