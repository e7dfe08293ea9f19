"""The functions of NumPy's that make arrays, put several together, or arrange their elements anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import NotRecordable
from .indexing import put_back
from .numpy_functions import as_stand_in, axes_of, plain, recorded
from .numpy_types import FLOAT

if TYPE_CHECKING:
    from .stand_in import StandIn


@recorded(np.zeros_like, np.empty_like)
def _zeros_like(who: StandIn, a: Any, *more: Any, **rest: Any) -> StandIn:
    return _full_like(who, a, 0.0, *more, **rest)


@recorded(np.ones_like)
def _ones_like(who: StandIn, a: Any, *more: Any, **rest: Any) -> StandIn:
    return _full_like(who, a, 1.0, *more, **rest)


@recorded(np.full_like)
def _full_like(who: StandIn, a: Any, fill_value: Any, dtype: Any = None, *_: Any, **rest: Any) -> StandIn:
    shape = rest.pop("shape", None)
    full = who.lift(a).shape if shape is None else (shape,) if isinstance(shape, int) else tuple(shape)
    plain(rest, "full_like")
    wanted = getattr(a, "dtype", FLOAT) if dtype is None else np.dtype(dtype)
    if wanted.kind == "i" and who.lift(fill_value).op != "constant":
        raise NotRecordable("arrays of whole numbers can't be filled with recorded numbers")
    return who.wrap(who.builder.broadcast(who.lift(fill_value), full))


@recorded(np.copy)
def _copy(who: StandIn, a: Any, order: Any = "K", **_: Any) -> StandIn:
    return as_stand_in(who, a).copy()


@recorded(np.copyto)
def _copyto(who: StandIn, dst: Any, src: Any, **rest: Any) -> None:
    where = rest.pop("where", True)
    plain({k: v for k, v in rest.items() if k != "casting"}, "copyto")
    if not hasattr(dst, "assign"):
        raise NotRecordable("a result that depends on recorded arrays was written into a plain NumPy array")
    if where is True:
        dst.assign(src)
    else:
        dst.assign(who.wrap(who.builder.apply("where", who.lift(where), who.lift(src), dst.node)))


# The same elements in another order, or several arrays in one.


@recorded(np.transpose)
def _transpose(who: StandIn, a: Any, axes: Any = None) -> StandIn:
    return as_stand_in(who, a).transpose(*(axes or ()))


@recorded(np.swapaxes)
def _swapaxes(who: StandIn, a: Any, axis1: int, axis2: int) -> StandIn:
    order = list(range(np.ndim(a)))
    order[axis1], order[axis2] = order[axis2], order[axis1]
    return as_stand_in(who, a).transpose(*order)


@recorded(np.reshape)
def _reshape(who: StandIn, a: Any, shape: Any = None, order: Any = "C", **rest: Any) -> StandIn:
    plain(rest, "reshape")
    if order != "C":
        raise NotRecordable("np.reshape in another order can't be recorded")
    return as_stand_in(who, a).reshape(shape)


@recorded(np.ravel)
def _ravel(who: StandIn, a: Any, order: Any = "C") -> StandIn:
    return _reshape(who, a, -1, order)


@recorded(np.squeeze)
def _squeeze(who: StandIn, a: Any, axis: Any = None) -> StandIn:
    shape = who.lift(a).shape
    gone = {i for i, n in enumerate(shape) if n == 1} if axis is None else set(axes_of(axis, len(shape)))
    return as_stand_in(who, a).reshape(tuple(n for i, n in enumerate(shape) if i not in gone))


@recorded(np.expand_dims)
def _expand_dims(who: StandIn, a: Any, axis: Any) -> StandIn:
    shape, new = list(who.lift(a).shape), (axis,) if np.ndim(axis) == 0 else tuple(axis)
    for place in sorted(axes_of(new, len(shape) + len(new))):
        shape.insert(place, 1)
    return as_stand_in(who, a).reshape(tuple(shape))


@recorded(np.broadcast_to)
def _broadcast_to(who: StandIn, array: Any, shape: Any, **rest: Any) -> StandIn:
    full = (shape,) if np.ndim(shape) == 0 else tuple(shape)
    return as_stand_in(who, array).view(lambda node: who.builder.broadcast(node, full))


@recorded(np.atleast_2d)
def _atleast_2d(who: StandIn, a: Any) -> StandIn:
    shape = who.lift(a).shape
    return as_stand_in(who, a).reshape(shape if len(shape) >= 2 else (1, *(shape or (1,))))


@recorded(np.take)
def _take(who: StandIn, a: Any, indices: Any, axis: Any = None, **rest: Any) -> StandIn:
    plain(rest, "take")
    array = as_stand_in(who, a)
    along = axes_of(axis, array.ndim)[0] if axis is not None else 0
    if (axis is None and array.ndim != 1) or hasattr(type(indices), "like"):
        raise NotRecordable("np.take can be recorded along an axis, with indices that are known")
    return array[(slice(None),) * along + (indices,)].copy()


@recorded(np.flip)
def _flip(who: StandIn, m: Any, axis: Any = None) -> StandIn:
    array = as_stand_in(who, m)
    turned = axes_of(axis, array.ndim)
    return array[tuple(slice(None, None, -1) if i in turned else slice(None) for i in range(array.ndim))]


@recorded(np.roll)
def _roll(who: StandIn, a: Any, shift: Any, axis: Any = None) -> StandIn:
    array = as_stand_in(who, a)
    if np.ndim(shift) or np.ndim(axis) or (axis is None and array.ndim != 1):
        raise NotRecordable("np.roll can be recorded along one axis")
    return _take(who, array, np.roll(np.arange(array.shape[axis or 0]), shift), axis or 0)


@recorded(np.repeat)
def _repeat(who: StandIn, a: Any, repeats: Any, axis: Any = None) -> StandIn:
    array = as_stand_in(who, a)
    if axis is None and array.ndim != 1:
        raise NotRecordable("np.repeat can be recorded along one axis")
    return _take(who, array, np.repeat(np.arange(array.shape[axis or 0]), repeats), axis or 0)


@recorded(np.concatenate)
def _concatenate(who: StandIn, arrays: Any, axis: Any = 0, out: Any = None, **rest: Any) -> StandIn:
    plain({**rest, "out": out}, "concatenate")
    if axis is None:
        raise NotRecordable("np.concatenate without an axis can't be recorded")
    b, nodes = who.builder, [who.lift(array) for array in arrays]
    [along] = axes_of(axis, len(nodes[0].shape))
    lengths = [node.shape[along] for node in nodes]
    shape = (*nodes[0].shape[:along], sum(lengths), *nodes[0].shape[along + 1 :])
    whole, start = b.broadcast(b.constant(0.0), shape), 0
    for node, length in zip(nodes, lengths, strict=True):
        whole = put_back(b, whole, along, range(start, start + length), b.number(node))
        start += length
    return who.wrap(whole)


@recorded(np.stack)
def _stack(who: StandIn, arrays: Any, axis: Any = 0, out: Any = None, **rest: Any) -> StandIn:
    return _concatenate(who, [_expand_dims(who, array, axis) for array in arrays], axis, out, **rest)


@recorded(np.vstack)
def _vstack(who: StandIn, tup: Any, **rest: Any) -> StandIn:
    return _concatenate(who, [_atleast_2d(who, array) for array in tup], 0, **rest)


@recorded(np.hstack)
def _hstack(who: StandIn, tup: Any, **rest: Any) -> StandIn:
    return _concatenate(who, tup, 0 if np.ndim(tup[0]) == 1 else 1, **rest)


@recorded(np.column_stack)
def _column_stack(who: StandIn, tup: Any) -> StandIn:
    columns = [_expand_dims(who, array, 1) if np.ndim(array) == 1 else array for array in tup]
    return _concatenate(who, columns, 1)
