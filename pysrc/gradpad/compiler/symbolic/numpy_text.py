"""A recording as Python: each operation as one would type it with NumPy, so that a derivative found can be read."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from ..errors import NotRecordable
from ..recording.graph import Node, constant_value
from .writing import Piece, Writer, recorded

TEST, SUM, PRODUCT, SIGN, POWER, ATOM = 0, 1, 2, 3, 4, 5  # how tightly a piece holds together
CALLS = {"absolute": "abs"}  # NumPy's short name, where it has one
TESTS = {"less": "<", "less_equal": "<=", "greater": ">", "greater_equal": ">=", "equal": "==", "not_equal": "!="}
FUNCTIONS = {
    "maximum", "minimum", "absolute", "sign", "sqrt", "floor", "ceil", "trunc", "rint", "exp", "expm1", "log", "log1p",
    "tanh", "sin", "cos", "logical_and", "logical_or", "logical_not",
}  # fmt: skip


def numpy_text(function: Callable[..., Any], *names: str, slope: bool = False) -> str:
    """Python for an elementwise function of these variables; with `slope`, for its derivative by the first.

    Returns: an expression in `names` and `np` whose value has the shape of the first variable.
    Raises:  NotRecordable: the function can't be recorded, or holds what is no elementwise operation.
    """
    node, called = recorded(function, names, slope=slope)
    text = _Writer(called).piece(node)[0]
    if not re.search(rf"\b({'|'.join(names)})\b", text):
        return f"np.full_like({names[0]}, {text})"
    return text


class _Writer(Writer):
    def _write(self, node: Node) -> Piece:
        op, inputs = node.op, node.inputs
        if op == "input":
            return self.names[str(node.data)], ATOM
        if op == "constant":
            value = constant_value(node)
            if not math.isfinite(value):
                raise NotRecordable(f"the number {value} can't be written down")
            text = str(int(value)) if value == int(value) and abs(value) < 1e6 else repr(float(value))
            return text, ATOM if value >= 0 else SIGN
        if op in ("broadcast", "reshape", "copy", "number"):
            return self.piece(inputs[0])
        if op in ("add", "subtract"):
            sign = "+" if op == "add" else "-"
            return f"{self.at_least(inputs[0], SUM)} {sign} {self.at_least(inputs[1], PRODUCT)}", SUM
        if op == "multiply" and inputs[0] is inputs[1]:
            return f"{self.at_least(inputs[0], ATOM)}**2", POWER
        if op in ("multiply", "divide"):
            first, second = inputs
            if op == "multiply" and second.op == "constant":  # the number goes first
                first, second = second, first
            sign = "*" if op == "multiply" else "/"
            return f"{self.at_least(first, PRODUCT)} {sign} {self.at_least(second, SIGN)}", PRODUCT
        if op == "negative":
            return f"-{self.at_least(inputs[0], SIGN)}", SIGN
        if op == "power":
            return f"{self.at_least(inputs[0], ATOM)}**{self.at_least(inputs[1], SIGN)}", POWER
        if op in TESTS:
            return f"{self.at_least(inputs[0], SUM)} {TESTS[op]} {self.at_least(inputs[1], SUM)}", TEST
        if op == "where":
            test, *values = inputs
            written = [f"{float(constant_value(v))!r}" if v.op == "constant" else self.piece(v)[0] for v in values]
            return f"np.where({self.piece(test)[0]}, {', '.join(written)})", ATOM
        if op in FUNCTIONS:
            return f"np.{CALLS.get(op, op)}({', '.join(self.piece(each)[0] for each in inputs)})", ATOM
        raise NotRecordable(f"{op} can't be written down as an expression")
