"""A recording as a formula: each operation as a mathematician would write it, in LaTeX."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..recording.graph import Node, constant_value
from .writing import Piece, Writer, recorded

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4  # how tightly a piece holds together
SIGNS = {"less": "<", "less_equal": r"\le", "greater": ">", "greater_equal": r"\ge", "equal": "=", "not_equal": r"\ne"}
NAMED = {"log": r"\ln", "tanh": r"\tanh", "sin": r"\sin", "cos": r"\cos", "sign": r"\operatorname{sgn}"}
WRAPPED = {
    "sqrt": r"\sqrt{%s}", "absolute": r"\left|%s\right|", "floor": r"\lfloor %s \rfloor", "ceil": r"\lceil %s \rceil",
    "exp": "e^{%s}",
}  # fmt: skip


def formula(function: Callable[..., Any], *names: str, slope: bool = False) -> str:
    """LaTeX of an elementwise function of these variables; with `slope`, of its derivative by the first.

    Raises: NotRecordable: the function can't be recorded.
    """
    node, called = recorded(function, names, slope=slope)
    return to_latex(node, called)


def to_latex(node: Node, names: dict[str, str] | None = None) -> str:
    """LaTeX of a node; inputs are called as `names` says, or by their own names."""
    return _Writer(names or {}).piece(node)[0]


class _Writer(Writer):
    BRACKETS = r"\left({}\right)"

    def _write(self, node: Node) -> Piece:
        op, inputs = node.op, node.inputs
        if op == "input":
            return self.names.get(str(node.data), str(node.data)), ATOM
        if op == "constant":
            return _number(constant_value(node)) if not node.shape else (r"\mathrm{const}", ATOM)
        if op in ("broadcast", "reshape", "copy"):
            return self.piece(inputs[0])
        if op == "number":
            return rf"\left[{self.piece(inputs[0])[0]}\right]", ATOM
        if op in ("add", "subtract"):
            sign = "+" if op == "add" else "-"
            return f"{self.at_least(inputs[0], SUM)} {sign} {self.at_least(inputs[1], PRODUCT)}", SUM
        if op == "negative":
            return f"-{self.at_least(inputs[0], PRODUCT)}", SUM
        if op == "multiply":
            return self._product(inputs)
        if op == "divide":
            inner = inputs[0]
            if inner.op == "divide" and self.piece(inner.inputs[1]) == self.piece(inputs[1]):  # twice by the same
                numerator, denominator = self.piece(inner.inputs[0])[0], self.at_least(inputs[1], ATOM)
                return rf"\frac{{{numerator}}}{{{denominator}^2}}", POWER
            return rf"\frac{{{self.piece(inputs[0])[0]}}}{{{self.piece(inputs[1])[0]}}}", POWER
        if op == "power":
            return f"{self.at_least(inputs[0], ATOM)}^{{{self.piece(inputs[1])[0]}}}", POWER
        if op in WRAPPED:
            return WRAPPED[op] % self.piece(inputs[0])[0], POWER
        if op in NAMED:
            return rf"{NAMED[op]} {self.at_least(inputs[0], POWER)}", PRODUCT
        return self._rest(node)

    def _product(self, inputs: tuple[Node, ...]) -> Piece:
        first, second = inputs
        if self.piece(first) == self.piece(second):
            return f"{self.at_least(first, ATOM)}^2", POWER
        if second.op == "constant":  # the number goes first
            first, second = second, first
        left, right = self.at_least(first, PRODUCT), self.at_least(second, PRODUCT)
        dot = r" \cdot " if right[:1].isdigit() else r" \, "
        return f"{left}{dot}{right}", PRODUCT

    def _rest(self, node: Node) -> Piece:
        texts = [self.piece(operand)[0] for operand in node.inputs]
        if node.op == "expm1":
            return f"e^{{{texts[0]}}} - 1", SUM
        if node.op == "log1p":
            return rf"\ln \left(1 + {self.at_least(node.inputs[0], SUM)}\right)", PRODUCT
        if node.op in ("maximum", "minimum"):
            return rf"\{node.op[:3]}\left({texts[0]}, {texts[1]}\right)", ATOM
        if node.op in SIGNS:
            return f"{texts[0]} {SIGNS[node.op]} {texts[1]}", SUM
        if node.op == "where":
            cases = rf"{texts[1]} & {texts[0]} \\ {texts[2]} & \text{{otherwise}}"
            return rf"\begin{{cases}} {cases} \end{{cases}}", ATOM
        if node.op in ("sum", "max", "min"):
            return rf"\{node.op} {self.at_least(node.inputs[0], PRODUCT)}", PRODUCT
        if node.op == "transpose":
            return f"{self.at_least(node.inputs[0], ATOM)}^{{\\mathsf{{T}}}}", POWER
        if node.op == "matmul":
            return rf"{self.at_least(node.inputs[0], PRODUCT)} \, {self.at_least(node.inputs[1], PRODUCT)}", PRODUCT
        return rf"\operatorname{{{node.op.replace('_', ' ')}}}\left({', '.join(texts)}\right)", ATOM


def _number(value: float) -> Piece:
    if value == int(value) and abs(value) < 1e6:
        text = str(int(value))
    else:
        text = f"{value:.6g}"
        if "e" in text:
            digits, exponent = text.split("e")
            return rf"{digits} \cdot 10^{{{int(exponent)}}}", PRODUCT
    return text, ATOM if value >= 0 else SUM
