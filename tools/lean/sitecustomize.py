"""What makes this page's Python start sooner. Python imports it at its start, before Pyodide's own modules."""

import builtins
import dataclasses
import marshal
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

# What dataclass_code.py has compiled: from the text that `dataclasses` writes for a class to its bytecode.
DATACLASS_CODE = Path("/lib/python3.14/site-packages/gradpad/dataclass_code.bin")


def run(text: str, names: dict[str, Any], results: dict[str, Any]) -> None:
    """Stands in for `exec` in `dataclasses`: a text that is known need not be compiled again."""
    builtins.exec(compiled.get(text, text), names, results)


compiled = marshal.loads(DATACLASS_CODE.read_bytes()) if DATACLASS_CODE.is_file() else {}
dataclasses.exec = run  # type: ignore[attr-defined]


class Asyncio(ModuleType):
    """Stands in for `asyncio`, which Pyodide imports at its start, until something of it is asked for.

    With it comes what Pyodide does at its own start otherwise (see deferring.py): the browser's event loop.
    """

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get("asyncio") is self:
            del sys.modules["asyncio"]
            from pyodide import webloop  # type: ignore[import-not-found]

            webloop._initialize_event_loop()
        return getattr(sys.modules["asyncio"], name)


sys.modules["asyncio"] = Asyncio("asyncio")
