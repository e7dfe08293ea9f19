"""Which type a result has: NumPy itself is asked, with ones in the place of the numbers that are not there yet.

Stand-ins hold float64, truth values, or whole numbers (where NumPy counts something). Arithmetic on truth values is
logic in NumPy (`True + True` is True), some functions of them give float16: what is recorded must do the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..errors import NotRecordable

if TYPE_CHECKING:
    from .stand_in import StandIn

FLOAT, TRUTH, WHOLE = np.dtype(np.float64), np.dtype(np.bool_), np.dtype(np.int64)

Kind: TypeAlias = np.dtype[Any] | type  # that of an array, or int and float for Python's own numbers

# Truth values: what an operation on them is. Those that are not here give numbers, or nothing at all.
LOGIC = {
    np.add: "logical_or",
    np.maximum: "logical_or",
    np.bitwise_or: "logical_or",
    np.multiply: "logical_and",
    np.minimum: "logical_and",
    np.bitwise_and: "logical_and",
    np.bitwise_xor: "not_equal",
    np.invert: "logical_not",
    np.absolute: None,
    np.conjugate: None,
}
# What is the same for whole numbers as for the floating-point numbers that stand for them.
WHOLE_UFUNCS = {
    np.add, np.subtract, np.multiply, np.negative, np.positive, np.absolute, np.square, np.sign, np.maximum,
    np.minimum, np.floor_divide, np.remainder,
}  # fmt: skip


def kind_of(value: Any) -> Kind:
    """The type of an operand, as NumPy's rules look at it."""
    if isinstance(value, (np.ndarray, np.generic)):
        return value.dtype
    if type(value) is bool:
        return TRUTH
    if type(value) in (int, float):
        return type(value)
    return np.asarray(value).dtype


@lru_cache(maxsize=1024)
def result_type(ufunc: np.ufunc, kinds: tuple[Kind, ...]) -> np.dtype[Any]:
    """The type of `ufunc` of such operands. Raises: NotRecordable: NumPy refuses, or it is none that stand-ins have."""
    ones = [np.ones((), kind)[()] if isinstance(kind, np.dtype) else kind(1) for kind in kinds]
    try:
        with np.errstate(all="ignore"):
            given = ufunc(*ones)
    except (TypeError, ValueError) as problem:
        raise NotRecordable(f"NumPy refuses: {problem}") from None
    if isinstance(given, tuple):
        raise NotRecordable(f"np.{ufunc.__name__} gives several results, which can't be recorded")
    found = checked_type(np.asarray(given).dtype, f"np.{ufunc.__name__}")
    if found is WHOLE and ufunc not in WHOLE_UFUNCS:
        raise NotRecordable(f"np.{ufunc.__name__} of whole numbers can't be recorded")
    return found


def checked_type(dtype: np.dtype[Any], what: str) -> np.dtype[Any]:
    """FLOAT, TRUTH or WHOLE. Raises: NotRecordable: it is something else."""
    if dtype == FLOAT:
        return FLOAT
    if dtype == TRUTH:
        return TRUTH
    if dtype.kind == "i" and dtype.itemsize >= 4:
        return WHOLE
    raise NotRecordable(f"{what} gives {dtype} here; only float64, truth values and counts can be recorded")


def example(value: Any) -> Any:
    """An argument with ones in the place of stand-ins: to ask NumPy what comes of it."""
    if isinstance(value, (tuple, list)):
        return type(value)([example(each) for each in value]) if type(value) in (tuple, list) else value
    like = getattr(type(value), "like", None)
    return value if like is None else like(value)


def asked(function: Any, inputs: Any, options: Any) -> Any:
    """What NumPy gives for ones. Raises: NotRecordable: it refuses, and why."""
    try:
        with np.errstate(all="ignore"):
            return function(*example(tuple(inputs)), **{name: example(value) for name, value in options.items()})
    except Exception as problem:
        raise NotRecordable(f"NumPy refuses: {type(problem).__name__}: {problem}") from None


def settle(stand_in: StandIn, like: Any, what: str) -> StandIn:
    """Give a result the type that NumPy's has. Raises: NotRecordable: another shape than NumPy's."""
    dtype = checked_type(np.asarray(like).dtype, what)
    if stand_in.shape != np.shape(like):
        raise NotRecordable(f"{what} with these arguments can't be recorded")
    return stand_in.settled(dtype, isinstance(like, np.generic))
