"""Identities that are exact in floating point: they save work and change no result."""

from __future__ import annotations

from math import frexp
from typing import TYPE_CHECKING

import numpy as np

from .operations import ELEMENTWISE

if TYPE_CHECKING:
    from .graph import Builder, Node, Shape


def simplified(builder: Builder, op: str, inputs: tuple[Node, ...], shape: Shape) -> Node | None:
    """Something simpler with the same value as `op` on these inputs, or None."""
    values = [_number(node) for node in inputs]
    if all(value is not None for value in values) and op not in ("where", "number"):
        with np.errstate(all="ignore"):
            folded = builder.constant(ELEMENTWISE[op].function(*(np.float64(v) for v in values if v is not None)))
        return builder.broadcast(folded, shape)
    if len(inputs) == 1:
        inner = inputs[0]
        return inner.inputs[0] if op == "negative" and inner.op == "negative" else None
    if op == "multiply" and values[0] is not None:
        return builder.apply("multiply", inputs[1], inputs[0])
    if op == "multiply" and values[1] == -1.0:
        return builder.broadcast(builder.apply("negative", inputs[0]), shape)
    if op in ("multiply", "divide") and "negative" in (inputs[0].op, inputs[1].op):
        flipped = sum(node.op == "negative" for node in inputs) % 2
        plain = builder.apply(op, *(node.inputs[0] if node.op == "negative" else node for node in inputs))
        return builder.apply("negative", plain) if flipped else plain
    if (op, values[1]) in {("multiply", 1.0), ("divide", 1.0), ("subtract", 0.0), ("power", 1.0)}:
        return builder.broadcast(inputs[0], shape)
    if op == "add" and inputs[1].op == "negative":
        return builder.apply("subtract", inputs[0], inputs[1].inputs[0])
    if op == "subtract" and inputs[1].op == "negative":
        return builder.apply("add", inputs[0], inputs[1].inputs[0])
    if op == "divide" and values[1] is not None and _is_power_of_two(values[1]):
        return builder.apply("multiply", inputs[0], builder.constant(1.0 / values[1]))
    if op == "power" and values[1] is not None and not inputs[1].shape:
        return _power(builder, inputs[0], values[1])
    if op in ("maximum", "minimum") and values[0] is not None:
        return builder.apply(op, inputs[1], inputs[0])
    return None


def _number(node: Node) -> float | None:
    """The value of a constant that is one number, spread or not."""
    if node.op == "broadcast":
        node = node.inputs[0]
    if node.op == "constant" and node.kind == "number" and isinstance(node.data, str):
        return float.fromhex(node.data)
    return None


def _power(builder: Builder, x: Node, exponent: float) -> Node | None:
    """Small powers as products (as NumPy does for 2, ½ and -1); the rest needs a logarithm."""
    if exponent == 0.5:
        return builder.apply("sqrt", x)
    if exponent < 0 and exponent == int(exponent) >= -4:
        return builder.apply("divide", builder.constant(1.0), builder.apply("power", x, builder.constant(-exponent)))
    if exponent in (2.0, 3.0, 4.0):
        square = builder.apply("multiply", x, x)
        if exponent == 2.0:
            return square
        return builder.apply("multiply", square, x if exponent == 3.0 else square)
    return None


def _is_power_of_two(value: float) -> bool:
    """Whether dividing by it is the same as multiplying by its inverse, to the last bit."""
    return abs(frexp(value)[0]) == 0.5 and 2.0**-900 < abs(value) < 2.0**900
