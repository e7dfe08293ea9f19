"""The NumPy functions that can be recorded, and what each makes of the graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import NotRecordable
from .graph import Builder, Node
from .operations import ELEMENTWISE

if TYPE_CHECKING:
    from .record import StandIn

UFUNCS: dict[np.ufunc, Callable[..., Node]] = {}
FUNCTIONS: dict[Any, Callable[..., Any]] = {}


def _register_ufuncs() -> None:
    for name, operation in ELEMENTWISE.items():
        if isinstance(operation.function, np.ufunc) and name != "copy":
            UFUNCS[operation.function] = lambda builder, *nodes, _name=name: builder.apply(_name, *nodes)
    one, two = 1.0, 2.0
    UFUNCS[np.square] = lambda b, x: b.apply("multiply", x, x)
    UFUNCS[np.reciprocal] = lambda b, x: b.apply("divide", b.constant(one), x)
    UFUNCS[np.positive] = lambda b, x: b.number(x)
    UFUNCS[np.fabs] = lambda b, x: b.apply("absolute", x)
    UFUNCS[np.float_power] = lambda b, x, y: b.apply("power", x, y)
    UFUNCS[np.exp2] = lambda b, x: b.apply("power", b.constant(two), x)
    UFUNCS[np.sinh] = _sinh
    UFUNCS[np.cosh] = lambda b, x: b.apply("multiply", _exp_sum(b, x, "add"), b.constant(0.5))
    UFUNCS[np.tan] = lambda b, x: b.apply("divide", b.apply("sin", x), b.apply("cos", x))
    UFUNCS[np.bitwise_and] = lambda b, x, y: b.apply("logical_and", x, y)
    UFUNCS[np.bitwise_or] = lambda b, x, y: b.apply("logical_or", x, y)
    UFUNCS[np.invert] = lambda b, x: b.apply("logical_not", x)


def _exp_sum(b: Builder, x: Node, op: str) -> Node:
    return b.apply(op, b.apply("exp", x), b.apply("exp", b.apply("negative", x)))


def _sinh(b: Builder, x: Node) -> Node:
    """(u + u / (u + 1)) / 2 with u = e^x - 1: exact near zero as well."""
    u = b.apply("expm1", b.apply("absolute", x))
    ratio = b.apply("divide", u, b.apply("add", u, b.constant(1.0)))
    half = b.apply("multiply", b.apply("add", u, ratio), b.constant(0.5))
    return b.apply("where", b.apply("less", x, b.constant(0.0)), b.apply("negative", half), half)


def axes_of(axis: Any) -> tuple[int, ...] | None:
    """NumPy's `axis` argument as a tuple, or None for all."""
    if axis is None:
        return None
    return (int(axis),) if isinstance(axis, (int, np.integer)) else tuple(int(a) for a in axis)


def _recorded(*functions: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def register(handler: Callable[..., Any]) -> Callable[..., Any]:
        for function in functions:
            FUNCTIONS[function] = handler
        return handler

    return register


def _plain(options: dict[str, Any], name: str) -> None:
    """Arguments with their default values are fine; others would change the result."""
    for key, value in options.items():
        if value is not None and value is not np._NoValue and not (key == "where" and value is True):
            raise NotRecordable(f"np.{name} with the argument {key} can't be recorded")


def _reduction(op: str) -> Callable[..., Any]:
    def handler(who: StandIn, a: Any, axis: Any = None, keepdims: Any = False, **rest: Any) -> StandIn:
        _plain(rest, op)
        return who.wrap(who.builder.reduce(op, who.lift(a), axes_of(axis), keepdims is True))

    return handler


FUNCTIONS[np.sum] = _reduction("sum")
FUNCTIONS[np.max] = FUNCTIONS[np.amax] = _reduction("max")
FUNCTIONS[np.min] = FUNCTIONS[np.amin] = _reduction("min")


@_recorded(np.mean)
def _mean(who: StandIn, a: Any, axis: Any = None, keepdims: Any = False, **rest: Any) -> StandIn:
    _plain(rest, "mean")
    node, axes = who.lift(a), axes_of(axis)
    total = who.builder.reduce("sum", node, axes, keepdims is True)
    count = np.prod([node.shape[i] for i in (range(len(node.shape)) if axes is None else axes)])
    if count == 0:
        raise NotRecordable("the mean of no numbers")
    return who.wrap(who.builder.apply("divide", total, who.builder.constant(float(count))))


@_recorded(np.where)
def _where(who: StandIn, condition: Any, *values: Any) -> StandIn:
    if len(values) != 2:
        raise NotRecordable("np.where with a condition alone gives a result whose shape depends on values")
    return who.wrap(who.builder.apply("where", who.lift(condition), *(who.lift(v) for v in values)))


@_recorded(np.clip)
def _clip(who: StandIn, a: Any, low: Any = None, high: Any = None, **rest: Any) -> StandIn:
    _plain(rest, "clip")
    node = who.lift(a)
    if low is not None:
        node = who.builder.apply("maximum", node, who.lift(low))
    if high is not None:
        node = who.builder.apply("minimum", node, who.lift(high))
    return who.wrap(node)


@_recorded(np.dot, np.matmul)
def _dot(who: StandIn, a: Any, b: Any) -> StandIn:
    left, right = who.lift(a), who.lift(b)
    if left.shape and right.shape:
        return who.wrap(who.builder.matmul(left, right))
    return who.wrap(who.builder.apply("multiply", left, right))


@_recorded(np.outer)
def _outer(who: StandIn, a: Any, b: Any) -> StandIn:
    left, right = who.lift(a), who.lift(b)
    if len(left.shape) != 1 or len(right.shape) != 1:
        raise NotRecordable("np.outer of arrays that are not vectors")
    return who.wrap(who.builder.apply("multiply", who.builder.reshape(left, (*left.shape, 1)), right))


@_recorded(np.zeros_like, np.empty_like)
def _zeros_like(who: StandIn, a: Any, **rest: Any) -> StandIn:
    return _full_like(who, a, 0.0, **rest)


@_recorded(np.ones_like)
def _ones_like(who: StandIn, a: Any, **rest: Any) -> StandIn:
    return _full_like(who, a, 1.0, **rest)


@_recorded(np.full_like)
def _full_like(who: StandIn, a: Any, value: Any, **rest: Any) -> StandIn:
    rest.pop("subok", None)
    rest.pop("order", None)
    if np.dtype(rest.pop("dtype", None) or np.float64).kind not in "fb":
        raise NotRecordable("arrays of whole numbers can't be recorded")
    _plain(rest, "full_like")
    return who.wrap(who.builder.broadcast(who.lift(value), who.lift(a).shape))


@_recorded(np.copy)
def _copy(who: StandIn, a: Any, **rest: Any) -> StandIn:
    return who.wrap(who.lift(a))


@_recorded(np.copyto)
def _copyto(who: StandIn, target: Any, source: Any, **rest: Any) -> None:
    _plain({k: v for k, v in rest.items() if k != "casting"}, "copyto")
    if target is None or not hasattr(target, "assign"):
        raise NotRecordable("a result that depends on recorded arrays was written into a plain NumPy array")
    target.assign(source)


@_recorded(np.transpose)
def _transpose(who: StandIn, a: Any, axes: Any = None) -> StandIn:
    return _as_stand_in(who, a).transpose(*(axes or ()))


@_recorded(np.reshape)
def _reshape(who: StandIn, a: Any, *shape: Any, **rest: Any) -> StandIn:
    _plain(rest, "reshape")
    return _as_stand_in(who, a).reshape(*shape)


@_recorded(np.ravel)
def _ravel(who: StandIn, a: Any) -> StandIn:
    return _as_stand_in(who, a).reshape(-1)


@_recorded(np.squeeze)
def _squeeze(who: StandIn, a: Any, axis: Any = None) -> StandIn:
    shape = who.lift(a).shape
    gone = axes_of(axis)
    chosen = {i for i, n in enumerate(shape) if n == 1} if gone is None else {i % len(shape) for i in gone}
    return _as_stand_in(who, a).reshape(tuple(n for i, n in enumerate(shape) if i not in chosen))


@_recorded(np.expand_dims)
def _expand_dims(who: StandIn, a: Any, axis: Any) -> StandIn:
    shape = list(who.lift(a).shape)
    for place in sorted(i % (len(shape) + 1) for i in axes_of(axis) or ()):
        shape.insert(place, 1)
    return _as_stand_in(who, a).reshape(tuple(shape))


@_recorded(np.broadcast_to)
def _broadcast_to(who: StandIn, a: Any, shape: Any, **rest: Any) -> StandIn:
    full = (shape,) if isinstance(shape, int) else tuple(shape)
    return who.wrap(who.builder.broadcast(who.lift(a), full))


@_recorded(np.shape)
def _shape(who: StandIn, a: Any) -> tuple[int, ...]:
    return who.lift(a).shape


@_recorded(np.ndim)
def _ndim(who: StandIn, a: Any) -> int:
    return len(who.lift(a).shape)


@_recorded(np.size)
def _size(who: StandIn, a: Any, axis: Any = None) -> int:
    shape = who.lift(a).shape
    return int(np.prod(shape)) if axis is None else shape[axis]


def _as_stand_in(who: StandIn, a: Any) -> StandIn:
    return a if isinstance(a, type(who)) else who.wrap(who.lift(a))


_register_ufuncs()
