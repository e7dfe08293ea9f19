"""Identities that are exact in floating point: they save work and change no result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import copysign, frexp
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from .operations import ELEMENTWISE

if TYPE_CHECKING:
    from .graph import Builder, Node, Shape


def simplified(builder: Builder, op: str, inputs: tuple[Node, ...], shape: Shape) -> Node | None:
    """Something simpler with the same value as `op` on these inputs, or None."""
    values = [number_of(node) for node in inputs]
    simpler: Node | None = None
    if None not in values and op not in ("where", "number"):
        with np.errstate(all="ignore"):
            simpler = builder.constant(ELEMENTWISE[op].function(*(np.float64(v) for v in values if v is not None)))
    elif op in _RULES:
        simpler = _RULES[op](builder, inputs, values)
    return None if simpler is None else builder.broadcast(simpler, shape)


def number_of(node: Node) -> float | None:
    """The value of a constant that is one number, spread or not."""
    if node.op == "broadcast":
        node = node.inputs[0]
    if node.op == "constant" and node.kind == "number" and isinstance(node.data, str):
        return float.fromhex(node.data)
    return None


def _is_power_of_two(value: float) -> bool:
    """Whether dividing by it is the same as multiplying by its inverse, to the last bit."""
    return abs(frexp(value)[0]) == 0.5 and 2.0**-900 < abs(value) < 2.0**900


# One rule for each operation: from its inputs, and their values where these are known, something simpler or None.

Rule: TypeAlias = "Callable[[Builder, Sequence[Node], Sequence[float | None]], Node | None]"


def _negative(b: Builder, inputs: Sequence[Node], values: Sequence[float | None]) -> Node | None:
    return inputs[0].inputs[0] if inputs[0].op == "negative" else None


def _add(b: Builder, inputs: Sequence[Node], values: Sequence[float | None]) -> Node | None:
    x, y = inputs
    return b.apply("subtract", x, y.inputs[0]) if y.op == "negative" else None


def _subtract(b: Builder, inputs: Sequence[Node], values: Sequence[float | None]) -> Node | None:
    x, y = inputs
    if values[1] == 0.0 and copysign(1.0, values[1]) > 0:  # -0.0 - -0.0 is 0.0
        return x
    return b.apply("add", x, y.inputs[0]) if y.op == "negative" else None


def _multiply(b: Builder, inputs: Sequence[Node], values: Sequence[float | None]) -> Node | None:
    x, y = inputs
    if values[0] is not None:  # the number comes second
        return b.apply("multiply", y, x)
    if values[1] == -1.0:
        return b.apply("negative", x)
    if "negative" in (x.op, y.op):
        return _sign_outside(b, "multiply", inputs)
    return x if values[1] == 1.0 else None


def _divide(b: Builder, inputs: Sequence[Node], values: Sequence[float | None]) -> Node | None:
    x, y = inputs
    if "negative" in (x.op, y.op):
        return _sign_outside(b, "divide", inputs)
    if values[1] == 1.0:
        return x
    if values[1] is not None and _is_power_of_two(values[1]):
        return b.apply("multiply", x, b.constant(1.0 / values[1]))
    return None


def _sign_outside(b: Builder, op: str, inputs: Sequence[Node]) -> Node:
    plain = b.apply(op, *(node.inputs[0] if node.op == "negative" else node for node in inputs))
    odd = sum(node.op == "negative" for node in inputs) % 2
    return b.apply("negative", plain) if odd else plain


def _power(b: Builder, inputs: Sequence[Node], values: Sequence[float | None]) -> Node | None:
    """Small powers as products (as NumPy does for 2, ½ and -1); the rest needs a logarithm."""
    x, exponent = inputs[0], values[1]
    if exponent == 1.0:
        return x
    if exponent is None or inputs[1].shape:
        return None
    if exponent == 0.5:
        return b.apply("sqrt", x)
    if exponent < 0 and exponent == int(exponent) >= -4:
        return b.apply("divide", b.constant(1.0), b.apply("power", x, b.constant(-exponent)))
    if exponent in (2.0, 3.0, 4.0):
        square = b.apply("multiply", x, x)
        if exponent == 2.0:
            return square
        return b.apply("multiply", square, x if exponent == 3.0 else square)
    return None


def _number_second(op: str) -> Rule:
    return lambda b, inputs, values: b.apply(op, inputs[1], inputs[0]) if values[0] is not None else None


_RULES: dict[str, Rule] = {
    "negative": _negative,
    "add": _add,
    "subtract": _subtract,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "maximum": _number_second("maximum"),
    "minimum": _number_second("minimum"),
}
