"""Why something could not be compiled, in words that can be shown to a learner, with the line that is to blame."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

OWN = (__file__.rpartition(os.sep)[0], f"{os.sep}numpy{os.sep}")  # whose lines say nothing to whoever wrote the code


class CompileError(Exception):
    """The recording is sound, but no module can be made of it, or a module was asked to do something unsafe."""


class NotRecordable(CompileError):
    """The Python function did something that can't be recorded: a branch on a value, an unknown operation."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        for refused in _REFUSED[-1:]:
            refused.append(self)


TOO_DEEP = "too many operations follow on one another, or a function calls itself: that is too deep for the compiler"
_REFUSED: list[list[NotRecordable]] = []  # for each recording that is going on, what was refused


def is_recording() -> bool:
    """Whether some code is being recorded just now."""
    return bool(_REFUSED)


@contextmanager
def refusals() -> Iterator[None]:
    """Around a recording: whatever goes wrong in it becomes a NotRecordable that names the line.

    Code may catch what it raises (`try: float(z) except TypeError`), and would then be recorded on a way that NumPy
    does not take. So what was refused once stays refused.
    """
    refused: list[NotRecordable] = []
    _REFUSED.append(refused)
    problem: Exception | None = None
    try:
        yield
    except RecursionError:
        problem = NotRecordable(TOO_DEEP)
    except Exception as raised:  # code may raise anything on stand-ins; NumPy will show what it raises by itself
        problem = raised
    finally:
        _REFUSED.pop()
    first = refused[0] if refused else problem
    if first is not None:
        raise NotRecordable(told(first)) from first


@contextmanager
def depth_told() -> Iterator[None]:
    """Around what goes through a recording from operation to operation. Raises: NotRecordable: they are too many."""
    try:
        yield
    except RecursionError:
        raise NotRecordable(TOO_DEEP) from None


def told(problem: Exception) -> str:
    """Returns: what went wrong, and where in the code that was recorded."""
    text = str(problem) if isinstance(problem, CompileError) else f"{type(problem).__name__}: {problem}"
    where = place(problem.__traceback__)
    return f"{text} ({where})" if where and " (line " not in text else text


def place(traceback: TracebackType | None) -> str:
    """Returns: the innermost line that belongs neither to the compiler nor to NumPy: "line 3 of layers.py: ..."."""
    import linecache  # not at the start: most code is recorded without a word

    found = ""
    while traceback is not None:
        name, line = traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        if not name.startswith(OWN[0]) and OWN[1] not in name:
            source = linecache.getline(name, line).strip()
            file = "the console" if name == "<console>" else name.replace(os.sep, "/").rpartition("/")[2]
            found = f"line {line} of {file}" + (f": {source}" if source else "")
        traceback = traceback.tb_next
    return found
