"""Numbers as Python text that gives back the very same numbers, to the last bit."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

WIDTH = 110


def number(value: Any) -> str:
    """Returns: a number as Python writes it; whole numbers of a label or a count stay whole."""
    return repr(int(value)) if isinstance(value, int | np.integer) else repr(float(value))


def filled(items: Iterable[str], indent: str = "    ") -> str:
    """Returns: items with commas between them, as many to a line as fit."""
    lines, line = [], ""
    for item in items:
        if line and len(indent) + len(line) + len(item) + 2 > WIDTH:
            lines.append(indent + line)
            line = ""
        line += (" " if line else "") + item + ","
    return "\n".join([*lines, indent + line] if line else lines)


def row(values: Iterable[Any]) -> str:
    """Returns: a list of numbers on one line."""
    return f"[{', '.join(number(value) for value in values)}]"


def array(name: str, items: Sequence[str], tail: str = "") -> str:
    """Returns: an assignment of an array, on one line if it fits. Args: tail: what follows it, such as a reshape."""
    short = f"{name} = np.array([{', '.join(items)}]){tail}"
    if len(short) <= WIDTH:
        return short
    return f"{name} = np.array([\n{filled(items)}\n]){tail}"


def matrix(rows: Iterable[Iterable[Any]]) -> str:
    """Returns: np.array([[...], ...]) with each row on lines of its own where it is long."""
    rows = [list(r) for r in rows]
    short = f"np.array([{', '.join(row(r) for r in rows)}])"
    if len(short) <= WIDTH - 20:
        return short
    inner = []
    for r in rows:
        line = f"        {row(r)},"
        inner.append(line if len(line) <= WIDTH else f"        [\n{filled(map(number, r), ' ' * 12)}\n        ],")
    return "np.array([\n" + "\n".join(inner) + "\n    ])"
