"""A Python console on the live network: what is typed runs in the engine, and what it says comes back as text."""

import ast
import builtins
import contextlib
import io
import rlcompleter
from codeop import compile_command
from typing import Any

from gradpad.workshop.editing import explain

MOST_OUTPUT = 20_000  # characters
MOST_COMPLETIONS = 60


def input(prompt: object = "") -> str:  # noqa: A001 - it is to be found under this name
    """Stands in the place of Python's own, which would wait for a line that nobody can type."""
    raise EOFError("input() has nobody to ask here. Give the value in the line itself, as in x = 3.")


class Console:
    """Keeps the names that the visitor gives; `_` is the last result."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"__name__": "__console__", "__builtins__": builtins, "input": input}

    def run(self, text: str, given: dict[str, Any]) -> dict[str, Any]:
        """Args:    text: one or more statements; given: names that are always there, `net`, `np` ...
        Returns: `incomplete`: whether more lines must follow (then nothing was done); `output`: what was printed and,
                 of an expression, its value; `error`: None, or as editing.explain() gives it.
        """
        self.names.update(given)
        output = io.StringIO()
        error = None
        try:
            if is_incomplete(text):
                return {"incomplete": True, "output": "", "error": None}
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                self._run(text, output)
        except BaseException as raised:
            error = explain(raised)
        told = output.getvalue()
        if len(told) > MOST_OUTPUT:
            told = told[:MOST_OUTPUT] + f"\n... and {len(told) - MOST_OUTPUT} characters more"
        return {"incomplete": False, "output": told, "error": error}

    def _run(self, text: str, output: io.StringIO) -> None:
        tree = ast.parse(text, "<console>")
        last = tree.body[-1] if tree.body else None
        if isinstance(last, ast.Expr):
            tree.body.pop()
        exec(compile(tree, "<console>", "exec"), self.names)  # the visitor's own code, in the visitor's own tab
        if not isinstance(last, ast.Expr):
            return
        value = eval(compile(ast.Expression(last.value), "<console>", "eval"), self.names)
        if value is not None:
            self.names["_"] = value
            output.write(f"{value!r}\n")

    def complete(self, text: str, given: dict[str, Any]) -> list[str]:
        """Args: text: what stands before the cursor, up to the last space or bracket. Returns: what it may become."""
        self.names.update(given)
        completer = rlcompleter.Completer(self.names)
        found: list[str] = []
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Exception):
            while len(found) < MOST_COMPLETIONS:
                option = completer.complete(text, len(found)) if text else None
                if option is None:
                    break
                found.append(option)
        return sorted(set(found), key=lambda name: (name.startswith("_"), name))


def is_incomplete(text: str) -> bool:
    """Whether a text is the beginning of a statement: an open bracket, or a block without its lines."""
    try:
        ast.parse(text, "<console>")
    except SyntaxError:
        with contextlib.suppress(SyntaxError, ValueError, OverflowError):
            return compile_command(text, "<console>", "exec") is None
    return False
