"""A tiny language for vector formulas: `y * (p2 + y * p3)` written in Python becomes WebAssembly.

An expression is a tree that is written out once, when it is complete. A value that is used several times is kept in
a local variable; everything else stays on WebAssembly's stack.
"""

from __future__ import annotations

from collections.abc import Callable

from ..planning.lanes import Lanes
from .wasm import Function


class Vector:
    """An expression: an operation on other expressions, a constant, or an argument, by its number."""

    __slots__ = ("arguments", "data", "op")

    def __init__(self, op: str, *arguments: Vector, data: object = None) -> None:
        self.op, self.arguments, self.data = op, arguments, data

    def __add__(self, other: Vector | float) -> Vector:
        return Vector("add", self, _lift(other))

    def __radd__(self, other: float) -> Vector:
        return Vector("add", _lift(other), self)

    def __sub__(self, other: Vector | float) -> Vector:
        return Vector("sub", self, _lift(other))

    def __rsub__(self, other: float) -> Vector:
        return Vector("sub", _lift(other), self)

    def __mul__(self, other: Vector | float) -> Vector:
        return Vector("mul", self, _lift(other))

    def __rmul__(self, other: float) -> Vector:
        return Vector("mul", _lift(other), self)

    def __truediv__(self, other: Vector | float) -> Vector:
        return Vector("div", self, _lift(other))

    def __rtruediv__(self, other: float) -> Vector:
        return Vector("div", _lift(other), self)

    def __neg__(self) -> Vector:
        return Vector("neg", self)

    def __abs__(self) -> Vector:
        return Vector("abs", self)

    def __lt__(self, other: Vector | float) -> Vector:
        return Vector("lt", self, _lift(other))

    def __gt__(self, other: Vector | float) -> Vector:
        return Vector("gt", self, _lift(other))

    def __le__(self, other: Vector | float) -> Vector:
        return Vector("le", self, _lift(other))

    def __ge__(self, other: Vector | float) -> Vector:
        return Vector("ge", self, _lift(other))

    def equals(self, other: Vector | float) -> Vector:
        return Vector("eq", self, _lift(other))

    def differs(self, other: Vector | float) -> Vector:
        return Vector("ne", self, _lift(other))

    def at_most(self, limit: float) -> Vector:
        """The smaller of this and a constant; NaN stays NaN."""
        return Vector("pmin", self, _lift(limit))

    def at_least(self, limit: float) -> Vector:
        """The larger of this and a constant; NaN stays NaN."""
        return Vector("pmax", self, _lift(limit))

    def __and__(self, other: Vector) -> Vector:
        return Vector("v128.and", self, other)

    def __or__(self, other: Vector) -> Vector:
        return Vector("v128.or", self, other)

    def __xor__(self, other: Vector) -> Vector:
        return Vector("v128.xor", self, other)

    def sqrt(self) -> Vector:
        return Vector("sqrt", self)

    def shifted_left(self, count: int) -> Vector:
        return Vector("shl", self, data=count)

    def shifted_right(self, count: int) -> Vector:
        """The bits, moved right; zeros come in."""
        return Vector("shr_u", self, data=count)

    def plus_bits(self, other: Vector) -> Vector:
        return Vector("int.add", self, other)

    def minus_bits(self, other: Vector) -> Vector:
        return Vector("int.sub", self, other)


def _lift(value: Vector | float) -> Vector:
    return value if isinstance(value, Vector) else Vector("constant", data=float(value))


def bits(pattern: int) -> Vector:
    """A constant given by its bits, the same in every lane."""
    return Vector("bits", data=pattern)


def where(condition: Vector, yes: Vector | float, no: Vector | float) -> Vector:
    """One or the other, lane by lane."""
    return Vector("v128.bitselect", _lift(yes), _lift(no), condition)


def polynomial(x: Vector, coefficients: list[float]) -> Vector:
    """c0 + c1 x + c2 x² + ..., as a tree (Estrin's scheme): a shorter wait than one multiplication after another."""
    terms: list[Vector | float] = list(coefficients)
    power = x
    while len(terms) > 1:
        pairs: list[Vector | float] = [
            terms[i] + power * terms[i + 1] if i + 1 < len(terms) else terms[i] for i in range(0, len(terms), 2)
        ]
        terms, power = pairs, power * power
    return _lift(terms[0])


def write(order: list[Vector], arguments: list[list[int]], f: Function, lanes: Lanes, free: list[int],
          constant: Callable[[Vector], None]) -> list[int]:  # fmt: skip
    """Write the instructions of a formula for several points, interleaved; returns where the results are.

    While one waits for a multiplication the processor works on the next, and they share the loads of constants.

    Args: order: see in_order(); arguments: for each argument of the formula its local variables, one for each point;
          free: local variables that may be used.
    """
    last = {id(argument): time for time, node in enumerate(order) for argument in node.arguments}
    turns = range(len(arguments[0]))
    places: dict[int, list[int]] = {}
    for time, node in enumerate(order):
        if node.op == "argument":
            assert isinstance(node.data, int)
            places[id(node)] = arguments[node.data]
            continue
        if node.op in ("constant", "bits"):
            constant(node)
            place = free.pop()
            f.set(place)
            places[id(node)] = [place for _ in turns]
            continue
        operands = [places[id(argument)] for argument in node.arguments]
        results = places[id(node)] = []
        for turn in turns:
            for operand in operands:
                f.get(operand[turn])
            _operate(node, f, lanes)
            results.append(free.pop())
            f.set(results[-1])
        for slot, argument in enumerate(node.arguments):
            if last[id(argument)] == time and argument.op != "argument" and argument not in node.arguments[:slot]:
                free.extend(set(places[id(argument)]))
    return places[id(order[-1])]


def _operate(node: Vector, f: Function, lanes: Lanes) -> None:
    """Write the instruction of one operation; its arguments are on the stack."""
    integer = "i64x2" if lanes.size == 8 else "i32x4"
    if node.op in ("shl", "shr_u"):
        assert isinstance(node.data, int)
        f.i32(node.data)
        f.op(f"{integer}.{node.op}")
    elif node.op.startswith("int."):
        f.op(f"{integer}.{node.op[4:]}")
    else:
        f.op(node.op if node.op.startswith("v128.") else f"{lanes.prefix}.{node.op}")


def in_order(result: Vector) -> list[Vector]:
    """Every part of an expression once, each after what it needs; constants just before their first use."""
    order: list[Vector] = []
    seen: set[int] = set()

    def visit(node: Vector) -> None:
        if id(node) in seen:
            return
        seen.add(id(node))
        for argument in sorted(node.arguments, key=lambda a: a.op == "constant"):
            visit(argument)
        order.append(node)

    visit(result)
    return order
