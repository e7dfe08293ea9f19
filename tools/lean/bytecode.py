"""Python text to bytecode, by the very Python that will run it. Runs inside Pyodide, at build time."""

import warnings
from importlib import _bootstrap_external
from importlib.util import source_hash
from pathlib import Path
from types import CodeType

# An entry of a code object's table of places: eight instructions, no columns, the same line as before (0).
SAME_LINE = bytes([0x80 | 13 << 3 | 7, 0])


def compile_folder(source: str, target: str, place: str, lines: bool) -> int:
    """Write the bytecode of every `.py` below `source` to the same path below `target`, ending in `.pyc`.

    It is bytecode that is never compared with its source (an unchecked hash), so the source may be absent.

    Args:
        place: the folder that the files will lie in when they run; tracebacks name it.
        lines: keep the place in the text of every instruction, for tracebacks that show the text. Without it, a
            traceback names the line where a function begins. The places are a third of the bytecode when packed.

    Returns: how many files.
    """
    warnings.simplefilter("ignore")  # of others' code
    paths = sorted(Path(source).rglob("*.py"))
    for path in paths:
        name = path.relative_to(source)
        text = path.read_bytes()
        code = compile(text, f"{place}/{name}", "exec", dont_inherit=True, optimize=0)
        code = code if lines else without_lines(code)
        pyc = _bootstrap_external._code_to_hash_pyc(code, source_hash(text), False)  # type: ignore[attr-defined]
        made = (Path(target) / name).with_suffix(".pyc")
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(pyc)
    return len(paths)


def without_lines(code: CodeType) -> CodeType:
    """Return the same code, every instruction of a function on the line where the function begins."""
    constants = tuple(without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    instructions = len(code.co_code) // 2
    full, rest = divmod(instructions, 8)
    table = SAME_LINE * full + (bytes([0x80 | 13 << 3 | rest - 1, 0]) if rest else b"")
    return code.replace(co_consts=constants, co_linetable=table)
