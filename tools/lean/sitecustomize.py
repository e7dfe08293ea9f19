"""What makes this page's Python start sooner, and what tells of what it lacks.

Python imports it at its start, before Pyodide's own modules.
"""

import sys
from types import ModuleType
from typing import Any


class Asyncio(ModuleType):
    """Stands in for `asyncio`, which Pyodide imports at its start, until something of it is asked for.

    With it comes what Pyodide does at its own start otherwise (`WITHOUT_LOOP` in steps.py): the browser's event loop.
    """

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get("asyncio") is self:
            del sys.modules["asyncio"]
            from pyodide import webloop  # type: ignore[import-not-found]

            webloop._initialize_event_loop()
        return getattr(sys.modules["asyncio"], name)


class LeftOut:
    """Is asked last where a module may be; says of those of the standard library why they are not here."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        if name in sys.stdlib_module_names:
            raise ModuleNotFoundError(
                f"No module named {name!r}: Gradpad ships a trimmed Python, without what this page does not use. "
                f"An ordinary CPython has it.",
                name=name,
            )


sys.modules["asyncio"] = Asyncio("asyncio")
sys.meta_path.append(LeftOut)
