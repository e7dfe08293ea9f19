"""NumPy's functions that work element by element, and what each makes of the graph."""

from __future__ import annotations

from collections.abc import Callable
from math import frexp, log

import numpy as np

from ..errors import NotRecordable
from .graph import Builder, Node
from .operations import ELEMENTWISE
from .simplify import number_of

UFUNCS: dict[np.ufunc, Callable[..., Node]] = {}
REDUCE = {np.add: np.sum, np.maximum: np.max, np.minimum: np.min, np.logical_or: np.any, np.logical_and: np.all}


def _register_ufuncs() -> None:
    for name, operation in ELEMENTWISE.items():
        if isinstance(operation.function, np.ufunc) and name != "copy":
            UFUNCS[operation.function] = lambda builder, *nodes, _name=name: builder.apply(_name, *nodes)
    one, two, largest = 1.0, 2.0, float(np.finfo(np.float64).max)
    UFUNCS[np.square] = lambda b, x: b.apply("multiply", x, x)
    UFUNCS[np.reciprocal] = lambda b, x: b.apply("divide", b.constant(one), x)
    UFUNCS[np.positive] = lambda b, x: b.number(x)
    UFUNCS[np.conjugate] = lambda b, x: b.number(x)
    UFUNCS[np.fabs] = lambda b, x: b.apply("absolute", x)
    UFUNCS[np.float_power] = lambda b, x, y: b.apply("power", x, y)
    UFUNCS[np.exp2] = lambda b, x: b.apply("power", b.constant(two), x)
    UFUNCS[np.log2] = lambda b, x: b.apply("multiply", b.apply("log", x), b.constant(1 / log(2)))
    UFUNCS[np.log10] = lambda b, x: b.apply("multiply", b.apply("log", x), b.constant(1 / log(10)))
    UFUNCS[np.sinh] = _sinh
    UFUNCS[np.cosh] = _cosh
    UFUNCS[np.tan] = lambda b, x: b.apply("divide", b.apply("sin", x), b.apply("cos", x))
    UFUNCS[np.bitwise_and] = lambda b, x, y: b.apply("logical_and", x, y)
    UFUNCS[np.bitwise_or] = lambda b, x, y: b.apply("logical_or", x, y)
    UFUNCS[np.invert] = lambda b, x: b.apply("logical_not", x)
    UFUNCS[np.logical_xor] = lambda b, x, y: b.apply("not_equal", b.boolean(x), b.boolean(y))
    UFUNCS[np.isnan] = lambda b, x: b.apply("not_equal", x, x)
    UFUNCS[np.isfinite] = lambda b, x: b.apply("less_equal", b.apply("absolute", x), b.constant(largest))
    UFUNCS[np.isinf] = lambda b, x: b.apply("greater", b.apply("absolute", x), b.constant(largest))
    UFUNCS[np.logaddexp] = _logaddexp
    UFUNCS[np.heaviside] = _heaviside
    UFUNCS[np.floor_divide] = lambda b, x, y: _floor_divided(b, x, _power_of_two(y))
    UFUNCS[np.remainder] = lambda b, x, y: _remainder(b, x, _power_of_two(y))


def _half_of_exp(b: Builder, x: Node) -> Node:
    """e^x / 2, which is finite a little beyond where e^x is."""
    root = b.apply("exp", b.apply("multiply", x, b.constant(0.5)))
    return b.apply("multiply", b.apply("multiply", root, b.constant(0.5)), root)


def _cosh(b: Builder, x: Node) -> Node:
    size = b.apply("absolute", x)
    return b.apply("add", _half_of_exp(b, size), _half_of_exp(b, b.apply("negative", size)))


def _sinh(b: Builder, x: Node) -> Node:
    """(u + u / (u + 1)) / 2 with u = e^|x| - 1, exact near zero as well; e^|x| / 2 where that is the same."""
    size = b.apply("absolute", x)
    u = b.apply("expm1", b.apply("minimum", size, b.constant(40.0)))
    ratio = b.apply("divide", u, b.apply("add", u, b.constant(1.0)))
    near = b.apply("multiply", b.apply("add", u, ratio), b.constant(0.5))
    half = b.apply("where", b.apply("greater", size, b.constant(40.0)), _half_of_exp(b, size), near)
    return b.apply("where", b.apply("less", x, b.constant(0.0)), b.apply("negative", half), half)


def _logaddexp(b: Builder, x: Node, y: Node) -> Node:
    apart = b.apply("negative", b.apply("absolute", b.apply("subtract", x, y)))
    sum_ = b.apply("add", b.apply("maximum", x, y), b.apply("log1p", b.apply("exp", apart)))
    return b.apply("where", b.apply("equal", x, y), b.apply("add", x, b.constant(log(2))), sum_)


def _heaviside(b: Builder, x: Node, at_zero: Node) -> Node:
    zero = b.constant(0.0)
    sign = b.apply("where", b.apply("less", x, zero), zero, b.apply("where", b.apply("equal", x, zero), at_zero, x))
    return b.apply("where", b.apply("greater", x, zero), b.constant(1.0), sign)


def _power_of_two(y: Node) -> Node:
    """Raises: NotRecordable: x / y is rounded, and may come out as the next whole number."""
    value = number_of(y)
    if value is None or abs(frexp(value)[0]) != 0.5:
        raise NotRecordable("// and % of floating-point numbers can be recorded with 1, 2, 0.5 ... on the right only")
    return y


def _floor_divided(b: Builder, x: Node, y: Node) -> Node:
    return b.apply("floor", b.apply("divide", x, y))


def _remainder(b: Builder, x: Node, y: Node) -> Node:
    return b.apply("subtract", x, b.apply("multiply", _floor_divided(b, x, y), y))


WHOLE_DIVISION: dict[np.ufunc, Callable[..., Node]] = {np.floor_divide: _floor_divided, np.remainder: _remainder}

_register_ufuncs()
