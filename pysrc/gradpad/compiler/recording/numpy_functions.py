"""The functions of NumPy's that look at whole arrays and can be recorded, and what each makes of the graph.

Whether the arguments are such as NumPy takes, and which shape and type come of them, NumPy has been asked already
(`numpy_types`): here is only what is computed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import NotRecordable
from .graph import Builder, Node

if TYPE_CHECKING:
    from .stand_in import StandIn

FUNCTIONS: dict[Any, Callable[..., Any]] = {}


def axes_of(axis: Any, ndim: int) -> tuple[int, ...]:
    """NumPy's `axis` argument as a tuple of numbers from 0 up."""
    if axis is None:
        return tuple(range(ndim))
    return tuple([int(a) % max(ndim, 1) for a in ((axis,) if np.ndim(axis) == 0 else axis)])


def recorded(*functions: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator: this is how a call of these functions is recorded."""

    def register(handler: Callable[..., Any]) -> Callable[..., Any]:
        for function in functions:
            FUNCTIONS[function] = handler
        return handler

    return register


def plain(options: dict[str, Any], name: str) -> None:
    """Arguments with their default values are fine; others would change the result."""
    for key, value in options.items():
        plain_type = key == "dtype" and (value is float or value is np.float64)
        harmless = plain_type or key in ("subok", "order") or (key == "where" and value is True)
        if value is not None and value is not np._NoValue and not harmless:
            raise NotRecordable(f"np.{name} with the argument {key} can't be recorded")


def _reduction(op: str, of: Callable[[Builder, Node], Node] = Builder.number) -> Callable[..., Any]:
    def handler(who: StandIn, a: Any, axis: Any = None, *more: Any, keepdims: Any = False, **rest: Any) -> StandIn:
        plain(rest, op)
        if any(each is not None for each in more):
            raise NotRecordable(f"np.{op} with a third argument by place can't be recorded; give it by its name")
        node = of(who.builder, who.lift(a))
        kept = keepdims is not np._NoValue and bool(keepdims)
        return who.wrap(who.builder.reduce(op, node, axes_of(axis, len(node.shape)), kept))

    return handler


def _truth(b: Builder, node: Node) -> Node:
    return b.number(b.boolean(node))


FUNCTIONS[np.sum] = _reduction("sum")
FUNCTIONS[np.max] = FUNCTIONS[np.amax] = _reduction("max")
FUNCTIONS[np.min] = FUNCTIONS[np.amin] = _reduction("min")
FUNCTIONS[np.any], FUNCTIONS[np.all] = _reduction("max", _truth), _reduction("min", _truth)


def _divided(who: StandIn, total: Node, node: Node, axis: Any, less: Any = 0) -> Node:
    """A sum over axes of `node`, divided by how many numbers were summed, less some."""
    count = int(np.prod([node.shape[i] for i in axes_of(axis, len(node.shape))])) - less
    return who.builder.apply("divide", total, who.builder.constant(float(max(count, 0))))


@recorded(np.mean)
def _mean(who: StandIn, a: Any, axis: Any = None, *more: Any, **options: Any) -> StandIn:
    total = FUNCTIONS[np.sum](who, a, axis, *more, **options)
    return who.wrap(_divided(who, total.node, who.lift(a), axis))


def _variance(who: StandIn, a: Any, axis: Any, options: dict[str, Any]) -> Node:
    b, node = who.builder, who.lift(a)
    less = options.pop("ddof", 0)
    if options.pop("correction", np._NoValue) is not np._NoValue or options.pop("mean", np._NoValue) is not np._NoValue:
        raise NotRecordable("np.var with a correction or a mean can't be recorded")
    mean = _mean(who, a, axis, keepdims=True, **{k: v for k, v in options.items() if k != "keepdims"}).node
    apart = b.apply("subtract", node, mean)
    square = who.wrap(b.apply("multiply", apart, apart))
    return _divided(who, FUNCTIONS[np.sum](who, square, axis, **options).node, node, axis, less)


@recorded(np.var)
def _var(who: StandIn, a: Any, axis: Any = None, **options: Any) -> StandIn:
    return who.wrap(_variance(who, a, axis, options))


@recorded(np.std)
def _std(who: StandIn, a: Any, axis: Any = None, **options: Any) -> StandIn:
    return who.wrap(who.builder.apply("sqrt", _variance(who, a, axis, options)))


@recorded(np.linalg.norm)
def _norm(who: StandIn, x: Any, ord: Any = None, axis: Any = None, keepdims: Any = False) -> StandIn:
    b, node = who.builder, who.lift(x)
    axes = axes_of(axis, len(node.shape))
    if ord not in ((None, 2) if len(axes) == 1 else (None, "fro")):
        raise NotRecordable(f"np.linalg.norm with ord={ord!r} can't be recorded")
    return who.wrap(b.apply("sqrt", b.reduce("sum", b.apply("multiply", node, node), axes, bool(keepdims))))


def _place_of(op: str) -> Callable[..., Any]:
    """Argmax and argmin: the first place where the largest is, or a NaN."""

    def handler(who: StandIn, a: Any, axis: Any = None, out: Any = None, *, keepdims: Any = False) -> StandIn:
        b, node = who.builder, who.lift(a)
        if out is not None or (axis is None and len(node.shape) != 1):
            raise NotRecordable(f"np.arg{op} over several axes, or with `out`, can't be recorded")
        [along] = axes_of(axis, len(node.shape)) if axis is not None else (0,)
        length = node.shape[along]
        places = b.constant(np.arange(length).reshape(-1, *[1] * (len(node.shape) - along - 1)))
        best = b.reduce(op, node, (along,), True)
        here = b.apply("logical_or", b.apply("equal", b.number(node), best), b.apply("not_equal", node, node))
        found = b.apply("where", here, places, b.constant(float(length)))
        return who.wrap(b.reduce("min", found, (along,), keepdims is True))

    return handler


FUNCTIONS[np.argmax], FUNCTIONS[np.argmin] = _place_of("max"), _place_of("min")


@recorded(np.where)
def _where(who: StandIn, condition: Any, *values: Any) -> StandIn:
    if len(values) != 2:
        raise NotRecordable("np.where with a condition alone gives a result whose shape depends on values")
    return who.wrap(who.builder.apply("where", who.lift(condition), *(who.lift(v) for v in values)))


@recorded(np.clip)
def _clip(who: StandIn, a: Any, a_min: Any = None, a_max: Any = None, **rest: Any) -> StandIn:
    low, high = rest.pop("min", a_min), rest.pop("max", a_max)
    plain(rest, "clip")
    node = who.lift(a)
    for op, limit in (("maximum", low), ("minimum", high)):
        if limit is not None and limit is not np._NoValue:
            node = who.builder.apply(op, node, who.lift(limit))
    return who.wrap(node)


@recorded(np.nan_to_num)
def _nan_to_num(who: StandIn, x: Any, copy: Any = True, nan: Any = 0.0, **rest: Any) -> StandIn:
    if not copy or set(rest) - {"posinf", "neginf"}:
        raise NotRecordable("np.nan_to_num in place can't be recorded")
    b, node, largest = who.builder, who.lift(x), float(np.finfo(np.float64).max)
    high, low = (given if given is not None else sign * largest
                 for given, sign in ((rest.get("posinf"), 1), (rest.get("neginf"), -1)))  # fmt: skip
    for test, limit, put in (("greater", largest, high), ("less", -largest, low)):
        node = b.apply("where", b.apply(test, node, b.constant(limit)), who.lift(put), node)
    return who.wrap(b.apply("where", b.apply("not_equal", node, node), who.lift(nan), node))


@recorded(np.round, np.around)
def _round(who: StandIn, a: Any, decimals: Any = 0, out: Any = None) -> StandIn:
    if out is not None or decimals < 0:
        raise NotRecordable("np.round to tens, or with `out`, can't be recorded")
    b, scale = who.builder, who.builder.constant(10.0**decimals)
    if decimals == 0:
        return who.wrap(b.apply("rint", who.lift(a)))
    return who.wrap(b.apply("divide", b.apply("rint", b.apply("multiply", who.lift(a), scale)), scale))


@recorded(np.dot)
def _dot(who: StandIn, a: Any, b: Any, out: Any = None) -> StandIn:
    left, right = who.lift(a), who.lift(b)
    if out is not None:
        raise NotRecordable("np.dot with `out` can't be recorded")
    if left.shape and right.shape:
        return who.wrap(who.builder.matmul(left, right))
    return who.wrap(who.builder.apply("multiply", left, right))


@recorded(np.outer)
def _outer(who: StandIn, a: Any, b: Any, out: Any = None) -> StandIn:
    left, right = who.lift(a), who.lift(b)
    if out is not None or len(left.shape) != 1 or len(right.shape) != 1:
        raise NotRecordable("np.outer of arrays that are not vectors can't be recorded")
    return who.wrap(who.builder.apply("multiply", who.builder.reshape(left, (*left.shape, 1)), right))


# What is known without the numbers.


@recorded(np.shape)
def _shape(who: StandIn, a: Any) -> tuple[int, ...]:
    return who.lift(a).shape


@recorded(np.ndim)
def _ndim(who: StandIn, a: Any) -> int:
    return len(who.lift(a).shape)


@recorded(np.size)
def _size(who: StandIn, a: Any, axis: Any = None) -> int:
    shape = who.lift(a).shape
    return int(np.prod(shape)) if axis is None else int(np.prod([shape[i] for i in axes_of(axis, len(shape))]))


def as_stand_in(who: StandIn, a: Any) -> StandIn:
    """Args: a: a stand-in, or what NumPy would make an array of."""
    return a if hasattr(type(a), "like") else who.wrap(who.lift(a))
