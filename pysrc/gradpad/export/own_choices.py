"""A choice that a visitor made of functions, as a class that an exported file can carry (see gradpad.custom)."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from gradpad.compiler import CompileError, numpy_text
from gradpad.errors import DataError
from gradpad.export.source import is_own
from gradpad.layers import Activation
from gradpad.registry import Choice

Function: TypeAlias = Callable[..., Any]
Written: TypeAlias = tuple[str, str]  # what must stand before, and the expression that gives the function's value


def own_text(choice: Choice) -> str | None:
    """Returns: the class of a choice that was made of functions; None where the engine's files have it.

    Raises: DataError: it can't be written down.
    """
    cls = type(choice)
    if is_own(cls.__module__, cls.__qualname__):
        return None
    made_of = getattr(choice, "made_of", None)
    if made_of is None:
        remedy = "Write it as a class there"
        raise DataError(f"{choice.label!r} has no text in the engine's files, so it can't be taken along. {remedy}.")
    function, derivative = made_of
    if isinstance(choice, Activation):
        methods = [("value(self, z)", written(function, "z"), "")]
        slope = written(derivative, "z") if derivative is not None else expression(function, "z", slope=True)
        methods.append(("slope(self, z, a)", slope, ""))
    else:
        arguments = ("scores", "targets")
        methods = [("per_example(self, scores, targets)", written(function, *arguments), "")]
        gradient = written(derivative, *arguments) if derivative is not None else None
        methods.append(("gradient(self, scores, targets)", gradient, " / len(scores)"))
    lines = [f"class {class_name(choice)}({cls.__mro__[1].__name__}):", f'    """{(cls.__doc__ or "").strip()}"""']
    before = []
    for head, text, after in methods:
        if text is None:
            missing = head.partition("(")[0]
            told = f"the {missing} of {choice.label!r} is no function that can be written down by itself"
            raise DataError(f"This can't be taken along: {told}. Write it as a class in the engine's files.")
        before.append(text[0])
        lines += ["", f"    def {head}:", f"        return {text[1]}{after}"]
    return "\n\n\n".join([*dict.fromkeys(filter(None, before)), "\n".join(lines)])


def class_name(choice: Choice) -> str:
    """Returns: the name of a choice's class in an exported file; one made of functions is not called as they are."""
    cls = type(choice)
    if not hasattr(cls, "made_of"):
        return cls.__name__
    return "".join(part.capitalize() for part in choice.name.split("_")) + cls.__mro__[1].__name__


def written(function: Function, *names: str) -> Written | None:
    """Returns: a function by its own text, or by what the compiler records of it; None where neither can be had."""
    text = own_source(function)
    if text is not None:
        return text, f"{function.__name__}({', '.join(names)})"
    return expression(function, *names)


def expression(function: Function, *names: str, slope: bool = False) -> Written | None:
    """Returns: what the compiler records of an elementwise function, or of its slope; None where it can't."""
    try:
        return "", f"({numpy_text(function, *names, slope=slope)})"
    except CompileError:
        return None


def own_source(function: Function) -> str | None:
    """Returns: the text of a function that speaks of nothing but its arguments and NumPy; None for any other."""
    try:
        text = textwrap.dedent(inspect.getsource(function)).rstrip()
        [node] = ast.parse(text).body
        seen = inspect.getclosurevars(function)
    except (OSError, TypeError, SyntaxError, ValueError):
        return None
    plain = isinstance(node, ast.FunctionDef) and node.name == function.__name__ and not node.decorator_list
    speaks_of_others = seen.nonlocals or any(value is not np for value in seen.globals.values())
    return text if plain and not speaks_of_others and set(seen.globals) <= {"np"} else None
