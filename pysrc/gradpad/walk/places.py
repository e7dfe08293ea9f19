"""Where in the source a step of the walk happens: found in the text itself, never from a list of line numbers.

The engine's lines carry short comments, `#: weighted sum`; and what a single activation, loss or optimizer does is
the line with which its method returns.
"""

import ast
import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from gradpad import sources

MARK = re.compile(r"#: (?P<name>[a-z ]+)$")


@dataclass(frozen=True)
class Place:
    """A line of the engine. module: "layers"; line: from 1; first, last: the lines of the function around it;
    function: "Dense.forward".
    """

    module: str
    line: int
    first: int
    last: int
    function: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@lru_cache(maxsize=64)
def functions(text: str) -> list[tuple[str, ast.FunctionDef]]:
    """Returns: every function of a module's text with its name, "Dense.forward" for methods."""
    found = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            found.append((node.name, node))
        elif isinstance(node, ast.ClassDef):
            found += [(f"{node.name}.{part.name}", part) for part in node.body if isinstance(part, ast.FunctionDef)]
    return found


def around(module: str, line: int) -> Place:
    """Returns: the place of a line, with the function that it stands in."""
    for name, node in functions(sources.text(module)):
        last = node.end_lineno or node.lineno
        if node.lineno <= line <= last:
            return Place(module, line, node.lineno, last, name)
    return Place(module, line, line, line, "")


def marked(module: str, mark: str) -> list[Place]:
    """Args:    module: "layers"; mark: "weighted sum".
    Returns: the place of the line that carries the mark, in a list; an empty one if an edit has removed it.
    """
    for number, line in enumerate(sources.text(module).split("\n"), start=1):
        found = MARK.search(line)
        if found and found["name"] == mark:
            return [around(module, number)]
    return []


def returned(choice: Any, method: str) -> list[Place]:
    """Args:    choice: an activation, a loss, an optimizer ...; method: "value".
    Returns: where its method returns, in a list; an empty one if its source is not the engine's own.
    """
    for kind in type(choice).__mro__:
        module = kind.__module__.removeprefix("gradpad.")
        if method not in vars(kind) or module not in sources.names():
            continue
        for name, node in functions(sources.text(module)):
            if name == f"{kind.__name__}.{method}":
                lines = [part.lineno for part in ast.walk(node) if isinstance(part, ast.Return)]
                return [around(module, max(lines))] if lines else []
    return []
