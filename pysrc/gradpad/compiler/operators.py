"""Arithmetic on stand-ins without a detour through NumPy: a step has hundreds of operators, and NumPy's way is long.

`a * b` on arrays is `np.multiply(a, b)`, which hands a stand-in back to itself. What is written down is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from .record import StandIn

T = TypeVar("T", bound="type[StandIn]")
OPERATORS = {"add": "add", "sub": "subtract", "mul": "multiply", "truediv": "divide", "pow": "power"}


def with_operators(kind: T) -> T:
    """Give a class of stand-ins its operators: `a + b`, `b + a` and `a += b`, and those of the others."""
    for short, op in OPERATORS.items():
        for name, method in (("", _forward(op)), ("r", _reflected(op)), ("i", _in_place(op))):
            setattr(kind, f"__{name}{short}__", method)
    return kind


def _forward(op: str) -> Callable[[StandIn, Any], StandIn]:
    return lambda a, b: a.wrap(a.builder.apply(op, a.node, a.lift(b)))


def _reflected(op: str) -> Callable[[StandIn, Any], StandIn]:
    return lambda a, b: a.wrap(a.builder.apply(op, a.lift(b), a.node))


def _in_place(op: str) -> Callable[[StandIn, Any], StandIn]:
    def change(a: StandIn, b: Any) -> StandIn:
        a.assign(a.wrap(a.builder.apply(op, a.node, a.lift(b))))
        return a

    return change
