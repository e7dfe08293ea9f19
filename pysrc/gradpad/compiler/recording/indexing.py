"""Indexing: which elements a part of an array has, and what the whole is after something was put there.

A part is a view, as in NumPy: it sees later changes of the whole, and what is written into it is written into the
whole. To take elements along an axis by number, each place of the result sums over that axis, with every element but
its own left out: there is no instruction that gathers, and the arrays here are small.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import NotRecordable
from .graph import Builder, Node
from .numpy_types import TRUTH, asked

if TYPE_CHECKING:
    from .stand_in import StandIn

Look = Callable[[Node], Node]
Put = Callable[[Node, Node], Node]  # the whole before, and a part's new value, to the whole afterwards

LARGEST = 1_000_000  # terms to sum for one indexing; NumPy is quicker then


def picked(b: Builder, node: Node, axis: int, places: Sequence[int]) -> Node:
    """The elements at these places along an axis, one after another; zeros where a place is -1."""
    length, count = node.shape[axis], len(places)
    if list(places) == list(range(length)):
        return node
    if count == 0:
        raise NotRecordable("a part without elements can't be recorded")
    before, after = node.shape[:axis], node.shape[axis + 1 :]
    if length == 1 and min(places) == 0:
        return b.broadcast(node, (*before, count, *after))
    if prod(node.shape) * count > LARGEST:
        raise NotRecordable(f"taking {count} of {length} elements from an array of shape {node.shape} is too much work")
    here = np.array(places)[:, None] == np.arange(length)
    mask = b.constant(here.reshape(count, length, *[1] * len(after)))
    spread = b.reshape(node, (*before, 1, length, *after))
    chosen = b.reduce("sum", b.apply("where", mask, spread, b.constant(-0.0)), (axis + 1,))
    return b.boolean(chosen) if node.kind == "boolean" else chosen


def put_back(b: Builder, whole: Node, axis: int, places: Sequence[int], part: Node) -> Node:
    """The whole with other elements at these places along an axis; of places named twice the last counts."""
    length = whole.shape[axis]
    source = [-1] * length
    for number, place in enumerate(places):
        source[place] = number
    if -1 not in source and source == list(range(length)):
        return part
    mask = np.array(source).reshape(-1, *[1] * (len(whole.shape) - axis - 1)) >= 0
    new = b.apply("where", b.constant(mask), picked(b, part, axis, source), whole)
    return b.boolean(new) if whole.kind == "boolean" else new


def indexed(array: StandIn, key: Any) -> tuple[StandIn, StandIn]:
    """What `array[key]` is, and what is written into by `array[key] = ...` (NumPy copies in some cases)."""
    keys = list(key) if isinstance(key, tuple) else [key]
    if any(isinstance(each, type(array)) or hasattr(type(each), "like") for each in keys):
        raise NotRecordable("indexing with recorded values can't be recorded; np.where can")
    like = asked(lambda whole: whole[key], (array,), {})
    part, copied = _through(array, _spelt_out(keys, array.ndim))
    if part.shape != np.shape(like):
        raise NotRecordable(f"the index {key!r} can't be recorded")
    result = part.copy() if copied or isinstance(like, np.generic) else part
    return result.settled(result.dtype, isinstance(like, np.generic)), part


def _spelt_out(keys: list[Any], ndim: int) -> list[Any]:
    """The keys with a slice for each axis that has none of its own."""
    dots = [i for i, key in enumerate(keys) if key is Ellipsis]
    used = sum(np.ndim(key) if _is_mask(key) else key is not None and key is not Ellipsis for key in keys)
    start = dots[0] if dots else len(keys)
    return keys[:start] + [slice(None)] * (ndim - used) + keys[start + 1 :]


def _is_mask(key: Any) -> bool:
    return isinstance(key, (np.ndarray, list)) and np.asarray(key).dtype == TRUTH


def _through(array: StandIn, keys: list[Any]) -> tuple[StandIn, bool]:
    """One axis after another. Returns: the view, and whether NumPy copies."""
    axis, lists, dropped = 0, 0, list[int]()
    for key in keys:
        if key is None:
            shape = (*array.shape[:axis], 1, *array.shape[axis:])
            array = _reshaped(array, shape)
            axis += 1
            continue
        length = array.shape[axis]
        if isinstance(key, slice):
            places = list(range(length)[key])
        elif isinstance(key, (int, np.integer)) and not isinstance(key, (bool, np.bool_)):
            places = [range(length)[int(key)]]
            dropped.append(axis)
        else:
            numbers = np.asarray(key)
            if numbers.ndim != 1 or numbers.dtype.kind not in "biu":
                raise NotRecordable(f"the index {key!r} can't be recorded")
            places = np.arange(length)[numbers].tolist()
            lists += 1
        array = _taken(array, axis, places)
        axis += 1
    if lists > 1 or (lists and dropped):
        raise NotRecordable("an index with several lists can't be recorded")
    shape = tuple(length for axis, length in enumerate(array.shape) if axis not in dropped)
    return _reshaped(array, shape), lists > 0


def _reshaped(array: StandIn, shape: tuple[int, ...]) -> StandIn:
    b, own = array.builder, array.shape
    return array.view(lambda node: b.reshape(node, shape), lambda _, value: b.reshape(value, own))


def _taken(array: StandIn, axis: int, places: list[int]) -> StandIn:
    if places == list(range(array.shape[axis])):
        return array
    b = array.builder
    return array.view(
        lambda node: picked(b, node, axis, places), lambda whole, part: put_back(b, whole, axis, places, part)
    )


def assigned_mask(array: StandIn, mask: StandIn, value: Any) -> Node:
    """What `array[mask] = value` makes of the array, where the mask has a truth value for each element."""
    if mask.dtype is not TRUTH or mask.shape != array.shape:
        raise NotRecordable("writing where a recorded index says can't be recorded")
    if np.shape(value) not in ((), (1,)):
        raise NotRecordable("array[mask] = value can be recorded with a single number as the value; np.where can")
    if np.shape(value):
        value = value[0]
    b = array.builder
    node = b.apply("where", array.lift(mask), array.lift(value), array.node)
    return b.boolean(node) if array.dtype is TRUTH else node
