"""What `dataclasses` writes and compiles for the engine's classes, compiled. Runs inside Pyodide, at build time.

A dataclass writes Python text for its methods when its class is made, and compiles that. At a first start that takes
longer than all the rest of importing the engine.
"""

import builtins
import dataclasses
import marshal
from pathlib import Path
from typing import Any

from bytecode import without_lines  # type: ignore[import-not-found]


def compile_dataclasses(target: str) -> int:
    """Import all of the engine; write the bytecode of every text that `dataclasses` compiles meanwhile, by its text.

    Returns: how many texts.
    """
    texts: list[str] = []

    def run(text: str, names: dict[str, Any], results: dict[str, Any]) -> None:
        texts.append(text)
        builtins.exec(text, names, results)

    dataclasses.exec = run  # type: ignore[attr-defined]
    import promises  # type: ignore[import-not-found]

    promises.import_engine()
    codes = {text: without_lines(compile(text, "<string>", "exec", dont_inherit=True)) for text in sorted(set(texts))}
    Path(target).write_bytes(marshal.dumps(codes))
    return len(codes)
