"""The engine's own text: what the page shows beside the numbers, and what a visitor may change.

A module that has been edited (see workshop) is here with its new text, so that what is shown is what runs.
"""

import ast
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from gradpad.errors import GradpadError

READING_ORDER = ("layers", "losses", "network", "training", "gradcheck", "trainer", "optimizers", "activations")
ALSO_EDITABLE = ("initializers", "regularizers", "schedules", "features", "datasets", "metrics")

edited: dict[str, str] = {}  # the text of every module that has been edited and is in force


class SourceError(GradpadError):
    """A module that there is none of, or one that can't be edited."""


def _folder() -> Any:
    """Returns: the engine's own folder."""
    from importlib.resources import files  # not at the start: it takes its time, and not everybody reads

    return files("gradpad")


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Returns: every module of the engine: those to be read, in their order, then the others that may be edited,
    then the rest by name. Modules in folders have dots: "compiler.recording.graph".
    """
    first = (*READING_ORDER, *ALSO_EDITABLE)
    return (*first, *sorted(set(_modules(_folder(), "")) - set(first)))


def _modules(folder: Any, prefix: str) -> Iterator[str]:
    """The modules in a folder and in the packages below it."""
    for entry in folder.iterdir():
        if entry.name.endswith(".py"):
            yield prefix + entry.name.removesuffix(".py")
        elif entry.is_dir() and entry.joinpath("__init__.py").is_file():
            yield from _modules(entry, f"{prefix}{entry.name}.")


@lru_cache(maxsize=64)
def original(module: str) -> str:
    """Args: module: one of names(). Returns: its text as it was shipped. Raises: SourceError."""
    if module not in names():
        raise SourceError(f"There is no module {module!r} in the engine.", "module")
    *folder, name = module.split(".")
    shipped: str = _folder().joinpath(*folder, f"{name}.py").read_text(encoding="utf-8")
    return shipped


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


MOST_FOUND = 300  # lines that a search gives


def search(wanted: str) -> list[dict[str, Any]]:
    """Args:    wanted: a piece of a line; capital letters count only where there is one in it.
    Returns: for each line that holds it `module`, `line` (from 1), its `text`, and `start` and `end` of the first place
             in it; modules as in names(), at most MOST_FOUND.
    """
    wanted = wanted.strip()
    plain = wanted == wanted.lower()
    found: list[dict[str, Any]] = []
    for module in names() if wanted else ():
        for number, line in enumerate(text(module).split("\n"), start=1):
            start = (line.lower() if plain else line).find(wanted)
            if start >= 0:
                place = {"start": start, "end": start + len(wanted)}
                found.append({"module": module, "line": number, "text": line, **place})
                if len(found) == MOST_FOUND:
                    return found
    return found


def defined(module: str) -> list[str]:
    """Returns: the public functions and classes of a module as it was shipped, and the classes' methods with a dot."""
    found: list[str] = []
    for node in ast.parse(original(module)).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            found.append(node.name)
            if isinstance(node, ast.ClassDef):
                methods = [each.name for each in node.body if isinstance(each, ast.FunctionDef)]
                found += [f"{node.name}.{name}" for name in methods if not name.startswith("_")]
    return found


@cache
def _defined_once(module: str) -> tuple[str, ...]:
    return tuple(defined(module))


def catalogue() -> list[dict[str, Any]]:
    """Returns: all modules with `name`, `headline`, `lines`, `editable`, `edited`, and their place in the `reading`
    order (from 1; None for those outside it); and `names`, the functions and classes that the reference explains.
    """
    return [
        {
            "name": name,
            "headline": headline(name),
            "lines": text(name).count("\n"),
            "editable": is_editable(name),
            "edited": name in edited,
            "names": list(_defined_once(name)),
            "reading": READING_ORDER.index(name) + 1 if name in READING_ORDER else None,
        }
        for name in names()
    ]
