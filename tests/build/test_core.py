"""The core in two parts is the same Python: the same answers, from whatever part they come."""

import json
from pathlib import Path

import pytest

from tools.console import run
from tools.core import instructions, steps, wasm
from tools.core.module import Core, places
from tools.core.split import split
from tools.lean.steps import LEAN_STDLIB
from tools.node import node
from tools.numpy_wheel import PYODIDE
from tools.paths import ROOT

USUAL = "import json; json.dumps([sum(range(10)), 'learned'.upper(), float('1e-3') ** 2])"
# Every character and every pair of bytes, through tables that lie in the second part.
TABLES = """
import hashlib, unicodedata
found = hashlib.sha256()
for name in ("gb2312", "gbk", "gb18030", "hz", "big5", "big5hkscs", "cp950", "shift_jis", "shift_jisx0213", "euc_jp",
             "euc_jis_2004", "iso2022_jp", "iso2022_jp_2", "euc_kr", "cp949", "johab", "iso2022_kr", "cp932"):
    for begin in range(0, 0x30000, 0x1000):
        text = "".join(chr(i) for i in range(begin, begin + 0x1000) if not 0xD800 <= i < 0xE000)
        found.update(text.encode(name, "replace"))
    for high in range(0x80, 0x100):
        found.update(bytes(b for low in range(0x30, 0x100) for b in (high, low)).decode(name, "replace").encode())
for i in range(0x110000):
    c = chr(i)
    found.update(f"{unicodedata.name(c, '')}{unicodedata.decomposition(c)}{unicodedata.east_asian_width(c)}".encode())
    found.update(f"{unicodedata.category(c)}{unicodedata.numeric(c, 0)}{unicodedata.mirrored(c)}".encode())
found.update(unicodedata.normalize("NFKC", "".join(map(chr, range(0xA0, 0xD800)))).encode())
assert unicodedata.lookup("GREEK SMALL LETTER ETA") == "\\u03b7"
found.hexdigest()
"""


def answers(folder: Path, python: list[str], **plan: str) -> list[list[object]]:
    """Each answer of some lines of Python, and how often the second part had been asked for until then."""
    file = folder / "plan.json"
    file.write_text(json.dumps({"pyodide": str(PYODIDE), "python": python, **plan}), encoding="utf-8")
    script = ROOT / "tests" / "build" / "whole_and_split.mjs"
    printed = run([node(), script, file], what="Python did not run.", remedy="See above.", label="core")
    result: list[list[object]] = json.loads(printed.strip().splitlines()[-1])
    return result


PARTS = {"first": str(steps.FIRST), "rest": str(steps.REST)}


def test_what_is_usual_needs_no_second_part(tmp_path: Path) -> None:
    unusual = "import unicodedata; unicodedata.name('é')"
    answered = answers(tmp_path, [USUAL, unusual, unusual], stdlib=str(LEAN_STDLIB), **PARTS)
    name = "LATIN SMALL LETTER E WITH ACUTE"
    assert answered == [['[45, "LEARNED", 1e-06]', 0], [name, 1], [name, 1]]


def test_every_table_reads_the_same_from_the_second_part(tmp_path: Path) -> None:
    whole, parted = answers(tmp_path, [TABLES]), answers(tmp_path, [TABLES], **PARTS)
    assert whole[0][1] == 0
    assert parted == [[whole[0][0], 1]], "it comes, and it comes once"


def test_the_second_part_is_most_of_the_core() -> None:
    core, first, rest = (path.read_bytes() for path in (steps.WASM, steps.FIRST, steps.REST))
    assert len(first) < 0.55 * len(core)
    assert len(first) + len(rest) < 1.1 * len(core)


def test_calls_through_the_table_are_made_in_one_place_for_each_type() -> None:
    """In the first part no function calls through Python's table but those that were added, one for each type."""

    def callers(module: bytes) -> list[tuple[int, int]]:
        core = Core(module)
        return [
            (place, wasm.unsigned(code, names[0][1])[0])
            for place, code in enumerate(core.code)
            for opcode, names, _ in instructions.instructions(code, instructions.body_starts(code), len(code))
            if opcode == 0x11 and wasm.unsigned(code, names[1][1])[0] == 0
        ]

    before, after = callers(steps.WASM.read_bytes()), callers(steps.FIRST.read_bytes())
    assert len(before) > 4000
    assert {kind for _, kind in after} <= {kind for _, kind in before}
    assert len(after) == len({kind for _, kind in after}) < 100
    assert min(place for place, _ in after) >= len(Core(steps.WASM.read_bytes()).code)


def test_nothing_moves_that_ran() -> None:
    core = steps.WASM.read_bytes()
    code = next(part for part in wasm.sections(core) if part.kind == wasm.CODE)
    parts = split(core, range(wasm.unsigned(code.content, 0)[0]), ())
    assert parts.functions == 0
    assert parts.data == 0


def test_a_function_that_there_is_not_is_named() -> None:
    with pytest.raises(wasm.FormatError, match="PyInit_nothing"):
        places(steps.WASM.read_bytes(), ["PyInit_unicodedata", "PyInit_nothing"])


@pytest.mark.parametrize("number", [0, 1, 63, 64, 127, 128, 300, 2**31, -1, -64, -65, -(2**31)])
def test_numbers_are_written_as_they_are_read(number: int) -> None:
    assert wasm.read_signed(wasm.signed(number), 0) == (number, len(wasm.signed(number)))
    if number >= 0:
        assert wasm.unsigned(wasm.leb(number), 0) == (number, len(wasm.leb(number)))


@pytest.mark.parametrize("spoilt", [b"", b"\0asm\x02\0\0\0", b"MZ"])
def test_what_is_no_module_is_refused(spoilt: bytes) -> None:
    with pytest.raises(wasm.FormatError):
        wasm.sections(spoilt)
