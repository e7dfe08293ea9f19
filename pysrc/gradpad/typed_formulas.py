"""Formulas that a visitor types, such as sin(3*x) + x**2, turned into NumPy.

A formula is data from outside, so it is read, not run: Python's parser gives the tree, and only numbers, the named
variables, + - * / **, and a short list of functions are let through.
"""

import ast
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.errors import FormulaError

MAX_LENGTH = 200

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "tanh": np.tanh, "exp": np.exp, "log": np.log,
    "sqrt": np.sqrt, "abs": np.abs, "sign": np.sign, "min": np.minimum, "max": np.maximum,
}  # fmt: skip
CONSTANTS = {"pi": float(np.pi), "e": float(np.e)}
BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}  # fmt: skip
UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {ast.USub: operator.neg, ast.UAdd: operator.pos}
ARGUMENTS = {"min": 2, "max": 2}


def compile_formula(text: str, variables: tuple[str, ...]) -> Callable[..., Array]:
    """Args:    text: the formula; variables: names that may stand in it.
    Returns: a function of those variables (keyword arguments, arrays of one shape) to an array of that shape.
    Raises:  FormulaError: it is too long, can't be read, or holds something that is not allowed.
    """
    tree = read_formula(text, variables)

    def function(**values: Array) -> Array:
        like = next(iter(values.values()))
        with np.errstate(all="ignore"):
            result = evaluate(tree, {**CONSTANTS, **values})
        return np.broadcast_to(np.asarray(result, dtype=np.float64), like.shape).copy()

    return function


def read_formula(text: str, variables: tuple[str, ...]) -> ast.expr:
    """Args:    text: the formula; variables: names that may stand in it.
    Returns: its tree, in which nothing stands but what evaluate() knows.
    Raises:  FormulaError: as compile_formula(), with the place in the text where there is one.
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"The formula has {len(text)} characters; at most {MAX_LENGTH} are allowed.")
    source, places = as_python(text)
    try:
        tree = ast.parse(source, mode="eval").body
        check(tree, variables)
    except FormulaError as error:
        if error.place is not None:
            start, end = error.place
            error.place = places[start], places[end]
        raise
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        place = None
        if isinstance(error, SyntaxError) and text:
            at = (error.offset or 0) - 1 if error.lineno == 1 else -1  # -1: at the end, where something is missing
            start = places[at] if 0 <= at < len(places) - 1 else len(text) - 1
            place = (start, start + 1)
        raise FormulaError(
            f"The formula {text!r} can't be read. Write it like 0.5 * sin(2 * {variables[0]}).", None, place
        ) from None
    return tree


def as_python(text: str) -> tuple[str, list[int]]:
    """Returns: the formula as Python's parser wants it, with ** for ^, and for each byte of that (the parser counts in
    bytes) and one past the last, the character of the text that it comes from.
    """
    source, places = "", []
    start = len(text) - len(text.lstrip())
    for i, character in enumerate(text.rstrip()):
        if i < start:
            continue
        written = "**" if character == "^" else character
        source += written
        places += [i] * len(written.encode("utf-8", "replace"))
    return source, [*places, len(text.rstrip())]


def check(node: ast.expr, variables: tuple[str, ...]) -> None:
    """Raises: FormulaError: the tree holds anything but what a formula may hold."""

    def refuse(message: str) -> FormulaError:
        return FormulaError(message, None, (node.col_offset, node.end_col_offset or node.col_offset))

    match node:
        case ast.Constant(value=value) if isinstance(value, (int, float)) and not isinstance(value, bool):
            if abs(value) > 1e300:
                raise refuse(f"The number {value!r:.20} is too large for a formula.")
        case ast.Name(id=name) if name in variables or name in CONSTANTS:
            pass
        case ast.Name(id=name):
            known = ", ".join([*variables, *CONSTANTS])
            raise refuse(f"The formula does not know {name!r}; it may use {known}.")
        case ast.BinOp(left=left, op=op, right=right) if type(op) in BINARY:
            check(left, variables)
            check(right, variables)
        case ast.UnaryOp(op=op, operand=operand) if type(op) in UNARY:
            check(operand, variables)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            wanted = ARGUMENTS.get(name, 1)
            if len(args) != wanted:
                raise refuse(f"{name} takes {wanted} argument{'s' * (wanted > 1)}, not {len(args)}.")
            for arg in args:
                check(arg, variables)
        case ast.Call(func=ast.Name(id=name)):
            raise refuse(f"There is no function {name!r} in formulas; there are {', '.join(FUNCTIONS)}.")
        case _:
            raise refuse("A formula may hold numbers, variables, + - * / **, brackets and functions only.")


def names_in(tree: ast.AST) -> set[str]:
    """Returns: the names that stand in a formula, those of its functions too."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def evaluate(node: ast.AST, values: dict[str, Any]) -> Any:
    """Args: node: a tree that check() let through; values: of variables and constants. Returns: its value."""
    match node:
        case ast.Constant(value=value):
            return np.float64(value)  # type: ignore[arg-type]
        case ast.Name(id=name):
            return values[name]
        case ast.BinOp(left=left, op=op, right=right):
            return BINARY[type(op)](evaluate(left, values), evaluate(right, values))
        case ast.UnaryOp(op=op, operand=operand):
            return UNARY[type(op)](evaluate(operand, values))
        case ast.Call(func=ast.Name(id=name), args=args):
            return FUNCTIONS[name](*(evaluate(arg, values) for arg in args))
    raise AssertionError("check() lets nothing else through")
