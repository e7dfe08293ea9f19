"""Operators and methods of stand-ins, from tables.

Arithmetic goes without a detour through NumPy, for a step has hundreds of operators: `a * b` on arrays is
`np.multiply(a, b)`, which would hand a stand-in back to itself. What is written down is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from .numpy_types import FLOAT

if TYPE_CHECKING:
    from .stand_in import StandIn

T = TypeVar("T", bound="type[StandIn]")
OPERATORS = {"add": "add", "sub": "subtract", "mul": "multiply", "truediv": "divide", "pow": "power"}
Operator = Callable[["StandIn", Any], "StandIn"]


def with_operators(kind: T) -> T:
    """Give a class of stand-ins its operators: `a + b`, `b + a` and `a += b`, and those of the others."""
    for short, op in OPERATORS.items():
        forward = _forward(op)
        for name, method in (("", forward), ("r", _reflected(op)), ("i", _in_place(forward))):
            setattr(kind, f"__{name}{short}__", method)
    return kind


def _plain(value: Any) -> bool:
    """Whether an operand leaves the result of arithmetic float64 if the other is."""
    kind = type(value)
    return kind is float or kind is int or getattr(value, "dtype", None) is FLOAT


def _forward(op: str) -> Operator:
    ufunc = getattr(np, op)

    def forward(a: StandIn, b: Any) -> StandIn:
        if a.dtype is FLOAT and _plain(b):
            return a.wrap(a.builder.apply(op, a.node, a.lift(b)))
        return a.elementwise(ufunc, a, b)

    return forward


def _reflected(op: str) -> Operator:
    ufunc = getattr(np, op)

    def reflected(a: StandIn, b: Any) -> StandIn:
        if a.dtype is FLOAT and _plain(b):
            return a.wrap(a.builder.apply(op, a.lift(b), a.node))
        return a.elementwise(ufunc, b, a)

    return reflected


def _in_place(forward: Operator) -> Operator:
    return lambda a, b: a.overwritten(forward(a, b))


METHODS = (
    "sum", "mean", "max", "min", "std", "var", "argmax", "argmin", "any", "all", "clip", "round", "squeeze",
    "swapaxes", "take", "repeat", "ravel", "dot",
)  # fmt: skip
REFUSED = {
    "__bool__": "branching on a value (if, while, and, or)", "__float__": "float() of an array",
    "__int__": "int() of an array", "__index__": "indexing with a recorded value", "__round__": "round() of an array",
    "__complex__": "complex() of an array", "__format__": "printing an array", "item": "item()", "tolist": "tolist()",
    "__array__": "making a plain NumPy array of a recorded one",
}  # fmt: skip


def with_methods(kind: T) -> T:
    """Give a class of stand-ins the methods that are functions of NumPy's too, and those that need the numbers."""
    for name in METHODS:
        setattr(kind, name, _method(getattr(np, name)))
    for name, what in REFUSED.items():
        setattr(kind, name, _refusal(what))
    return kind


def _method(function: Any) -> Callable[..., Any]:
    return lambda self, *inputs, **options: self.call(function, (self, *inputs), options)


def _refusal(what: str) -> Callable[..., Any]:
    return lambda self, *_, **__: self.refuse(what)
