"""A tiny language for vector formulas: `y * (p2 + y * p3)` written in Python becomes WebAssembly.

An expression is a tree that is written out once, when it is complete. A value that is used several times is kept in
a local variable; everything else stays on WebAssembly's stack.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from ..planning.lanes import Lanes
from .wasm import Function

Operator: TypeAlias = "Callable[[Vector, Vector | float], Vector]"


def _of_two(op: str) -> Operator:
    return lambda x, y: Vector(op, x, _lift(y))


def _reflected(op: str) -> Operator:
    return lambda x, y: Vector(op, _lift(y), x)


class Vector:
    """An expression: an operation on other expressions, a constant, or an argument, by its number."""

    __slots__ = ("arguments", "data", "op")

    def __init__(self, op: str, *arguments: Vector, data: object = None) -> None:
        self.op, self.arguments, self.data = op, arguments, data

    __add__, __radd__ = _of_two("add"), _reflected("add")
    __sub__, __rsub__ = _of_two("sub"), _reflected("sub")
    __mul__, __rmul__ = _of_two("mul"), _reflected("mul")
    __truediv__, __rtruediv__ = _of_two("div"), _reflected("div")
    __lt__, __gt__, __le__, __ge__ = _of_two("lt"), _of_two("gt"), _of_two("le"), _of_two("ge")
    __and__, __or__, __xor__ = _of_two("v128.and"), _of_two("v128.or"), _of_two("v128.xor")
    equals, differs = _of_two("eq"), _of_two("ne")
    at_most, at_least = _of_two("pmin"), _of_two("pmax")  # the smaller, the larger of it and a constant; NaN stays NaN
    plus_bits, minus_bits = _of_two("int.add"), _of_two("int.sub")

    def __neg__(self) -> Vector:
        return Vector("neg", self)

    def __abs__(self) -> Vector:
        return Vector("abs", self)

    def sqrt(self) -> Vector:
        return Vector("sqrt", self)

    def shifted_left(self, count: int) -> Vector:
        return Vector("shl", self, data=count)

    def shifted_right(self, count: int) -> Vector:
        """The bits, moved right; zeros come in."""
        return Vector("shr_u", self, data=count)


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
