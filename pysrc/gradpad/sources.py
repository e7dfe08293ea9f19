"""The engine's own text: what the page shows beside the numbers, and what a visitor may change.

A module that has been edited (see workshop) is here with its new text, so that what is shown is what runs.
"""

import ast
from functools import lru_cache
from importlib.resources import files
from typing import Any

from gradpad.errors import GradpadError

READING_ORDER = ("activations", "layers", "losses", "network", "optimizers", "training", "gradcheck")
ALSO_EDITABLE = ("initializers", "regularizers", "schedules", "features", "datasets", "metrics")

edited: dict[str, str] = {}  # the text of every module that has been edited and is in force


class SourceError(GradpadError):
    """A module that there is none of, or one that can't be edited."""


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Returns: every module of the engine: those to be read, in their order, then the others that may be edited,
    then the rest by name. Modules in folders have a dot: "compiler.graph".
    """
    root = files("gradpad")
    found = [entry.name for entry in root.iterdir() if entry.name.endswith(".py")]
    for folder in root.iterdir():
        if folder.is_dir() and folder.joinpath("__init__.py").is_file():
            inside = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".py"))
            found += [f"{folder.name}.{name}" for name in inside]
    first = (*READING_ORDER, *ALSO_EDITABLE)
    rest = sorted(name.removesuffix(".py") for name in found if name.removesuffix(".py") not in first)
    return (*first, *rest)


@lru_cache(maxsize=64)
def original(module: str) -> str:
    """Args: module: one of names(). Returns: its text as it was shipped. Raises: SourceError."""
    if module not in names():
        raise SourceError(f"There is no module {module!r} in the engine.", "module")
    *folder, name = module.split(".")
    return files("gradpad").joinpath(*folder, f"{name}.py").read_text(encoding="utf-8")


def text(module: str) -> str:
    """Args: module: one of names(). Returns: its text as it runs now. Raises: SourceError."""
    return edited[module] if module in edited else original(module)


def is_editable(module: str) -> bool:
    """Whether a visitor may change this module: the mathematics, not what carries it."""
    return module in READING_ORDER or module in ALSO_EDITABLE


def headline(module: str) -> str:
    """Returns: the first sentence of a module's docstring."""
    try:
        words = ast.get_docstring(ast.parse(text(module))) or ""
    except SyntaxError:
        words = ""
    return " ".join(words.split("\n\n")[0].split())


def catalogue() -> list[dict[str, Any]]:
    """Returns: all modules with `name`, `headline`, `lines`, `editable`, `edited`, and their place in the `reading`
    order (from 1; None for those outside it).
    """
    return [
        {
            "name": name,
            "headline": headline(name),
            "lines": text(name).count("\n"),
            "editable": is_editable(name),
            "edited": name in edited,
            "reading": READING_ORDER.index(name) + 1 if name in READING_ORDER else None,
        }
        for name in names()
    ]
