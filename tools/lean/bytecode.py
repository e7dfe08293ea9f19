"""Python text to bytecode, by the very Python that will run it. Runs inside Pyodide, at build time."""

import warnings
from importlib import _bootstrap_external
from importlib.util import source_hash
from pathlib import Path


def compile_folder(source: str, target: str, place: str) -> int:
    """Write the bytecode of every `.py` below `source` to the same path below `target`, ending in `.pyc`.

    It is bytecode that is never compared with its source (an unchecked hash), so the source may be absent.

    Args:    place: the folder that the files will lie in when they run; tracebacks name it.
    Returns: how many files.
    """
    warnings.simplefilter("ignore")  # of others' code
    paths = sorted(Path(source).rglob("*.py"))
    for path in paths:
        name = path.relative_to(source)
        text = path.read_bytes()
        code = compile(text, f"{place}/{name}", "exec", dont_inherit=True, optimize=0)
        pyc = _bootstrap_external._code_to_hash_pyc(code, source_hash(text), False)  # type: ignore[attr-defined]
        made = (Path(target) / name).with_suffix(".pyc")
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(pyc)
    return len(paths)
