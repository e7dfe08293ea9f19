"""A stand-in: an array that has a shape and a type, no numbers, and remembers what was done to it.

NumPy hands its own functions over to foreign array types (`__array_ufunc__`, `__array_function__`). A stand-in uses
that: every operation on it makes a node of the graph. In-place operators (`W -= rate * gradient`) change which node a
stand-in means, and views (`W.T`) follow the array that they look at, and write into it, as NumPy's do. What would need
the numbers, or can't be recorded, raises `NotRecordable` with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import numpy as np

from ..errors import NotRecordable, is_recording
from . import numpy_arrays  # noqa: F401 - puts its functions in the table
from .graph import Builder, Node, Shape
from .indexing import Look, Put, assigned_mask, indexed
from .numpy_functions import FUNCTIONS
from .numpy_types import FLOAT, LOGIC, TRUTH, WHOLE, asked, checked_type, kind_of, result_type, settle
from .numpy_ufuncs import REDUCE, UFUNCS, WHOLE_DIVISION
from .operators import with_methods, with_operators


@with_methods
@with_operators
class StandIn(np.lib.mixins.NDArrayOperatorsMixin):
    """An array without numbers. A view has a `base` stand-in and says how its node comes from the base's.

    dtype: FLOAT, TRUTH or WHOLE; frozen: whether NumPy has a number here, not an array: `a += 1` makes another.
    """

    _base: StandIn | None = None
    _look: Look | None = None
    _put: Put | None = None

    def __init__(self, builder: Builder, node: Node, dtype: np.dtype[Any] | None = None, frozen: bool = False) -> None:
        self.builder, self._node, self.frozen = builder, node, frozen
        self.dtype = dtype if dtype is not None else TRUTH if node.kind == "boolean" else FLOAT

    @property
    def node(self) -> Node:
        if self._base is not None and self._look is not None:
            return self._look(self._base.node)
        return self._node

    @property
    def memory(self) -> StandIn:
        """The stand-in whose memory this one looks at: itself, where it is no view."""
        return self if self._base is None else self._base.memory

    def view(self, look: Look, put: Put | None = None) -> StandIn:
        """Another stand-in for the same memory: it sees later changes of this one. put: how it is written into."""
        stand_in = StandIn(self.builder, look(self.node), self.dtype)
        if not self.frozen:
            stand_in._base, stand_in._look, stand_in._put = self, look, put
        return stand_in

    def assign(self, value: Any) -> None:
        """What `array[...] = value` and in-place operators do."""
        if self.frozen:
            raise NotRecordable("a single number can't be written into")
        node, b = self.lift(value), self.builder
        if self.dtype is WHOLE and not (isinstance(value, StandIn) and value.dtype is not FLOAT):
            node = b.apply("trunc", node)
        self._write(b.broadcast(b.boolean(node) if self.dtype is TRUTH else b.number(node), self.shape))

    def _write(self, node: Node) -> None:
        if self._base is None:
            self._node = node
        elif self._put is None:
            raise NotRecordable("writing into this view of an array can't be recorded")
        else:
            self._base._write(self._put(self._base.node, node))

    def lift(self, value: Any) -> Node:
        """The node of a stand-in, or a constant."""
        if isinstance(value, StandIn):
            if value.builder is not self.builder:
                raise NotRecordable("an array of an earlier step is used again: it was kept somewhere")
            return value.node
        if isinstance(value, (int, float, bool, np.ndarray, np.generic, list, tuple)):
            return self.builder.constant(value)
        raise NotRecordable(f"a value of type {type(value).__name__} can't be recorded")

    def wrap(self, node: Node, dtype: np.dtype[Any] | None = None) -> StandIn:
        """A new array; one without axes is a number, as the results of NumPy's operators are."""
        return StandIn(self.builder, node, dtype, frozen=not node.shape)

    def settled(self, dtype: np.dtype[Any], frozen: bool) -> StandIn:
        """The same, of the type that NumPy gives."""
        if self._base is None and (self.dtype is not dtype or self.frozen is not frozen):
            b = self.builder
            node = b.boolean(self._node) if dtype is TRUTH else b.number(self._node)
            return StandIn(b, node, dtype, frozen)
        return self

    def like(self) -> Any:
        """An array or number of NumPy's that is like this one, full of ones."""
        ones = np.ones(self.shape, self.dtype)
        return ones[()] if self.frozen else ones

    def elementwise(self, ufunc: np.ufunc, *values: Any) -> StandIn:
        """Record a function of NumPy's that works element by element."""
        kinds = tuple([v.dtype if isinstance(v, StandIn) else kind_of(v) for v in values])
        dtype = result_type(ufunc, kinds)
        nodes = [self.lift(value) for value in values]
        if dtype is TRUTH and ufunc in LOGIC:
            op = LOGIC[ufunc]
            return self.wrap(self.builder.apply(op, *nodes) if op else nodes[0], dtype)
        handler = WHOLE_DIVISION.get(ufunc, UFUNCS[ufunc]) if dtype is WHOLE else UFUNCS[ufunc]
        return self.wrap(handler(self.builder, *nodes), dtype)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        out = options.pop("out", None)
        name = ufunc.__name__
        if options.get("dtype") in (float, np.float64) and all(np.result_type(each) == FLOAT for each in inputs):
            options.pop("dtype")
        if method == "reduce" and ufunc in REDUCE and out is None:
            like = asked(ufunc.reduce, inputs, options)
            axis = options.pop("axis", inputs[1] if len(inputs) > 1 else 0)
            result = FUNCTIONS[REDUCE[ufunc]](self, inputs[0], axis=axis, **options)
            return settle(result, like, f"np.{name}.reduce")
        if method != "__call__" or options:
            raise NotRecordable(f"np.{name}.{method} with {', '.join(options) or 'these arguments'} can't be recorded")
        if ufunc is np.matmul:
            like = asked(ufunc, inputs, {})
            result = settle(self.wrap(self.builder.matmul(*[self.lift(value) for value in inputs])), like, "a product")
        elif ufunc in UFUNCS:
            result = self.elementwise(ufunc, *inputs)
        else:
            raise NotRecordable(f"np.{name} is not among the functions that can be compiled")
        if out is None:
            return result
        if not isinstance(out[0], StandIn):
            raise NotRecordable("a result that depends on recorded arrays was written into a plain NumPy array")
        return out[0].overwritten(result)

    def overwritten(self, value: StandIn) -> StandIn:
        """What an in-place operator leaves: this one, changed, or another where it is a number."""
        if self.frozen:
            return value
        if not np.can_cast(value.dtype, self.dtype, "same_kind"):
            raise NotRecordable(f"NumPy refuses: an array of {self.dtype} can't hold {value.dtype}")
        if value.shape != self.shape and len(value.shape) >= len(self.shape):
            raise NotRecordable(f"NumPy refuses: a result of shape {value.shape} in an array of shape {self.shape}")
        self.assign(value)
        return self

    def __array_function__(self, function: Any, types: Any, inputs: Any, options: Mapping[str, Any]) -> Any:
        return self.call(function, inputs, options)

    def call(self, function: Any, inputs: Any, options: Mapping[str, Any]) -> Any:
        """Record a function of NumPy's; what comes of it has the shape and the type that NumPy gives."""
        handler = FUNCTIONS.get(function)
        if handler is None:
            raise NotRecordable(f"np.{function.__name__} is not among the functions that can be compiled")
        like = asked(function, inputs, options)
        result = handler(self, *inputs, **options)
        return settle(result, like, f"np.{function.__name__}") if isinstance(result, StandIn) else result

    # What an array knows without its numbers.

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What isinstance() is told: code that asks is answered as by the array or number that there will be."""
        return self.dtype.type if self.frozen else np.ndarray

    @property
    def shape(self) -> Shape:
        return self._node.shape

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        return int(np.prod(self.shape))

    @property
    def real(self) -> StandIn:
        return self

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of an array without axes")
        return self.shape[0]

    def __iter__(self) -> Iterator[StandIn]:
        return (self[i] for i in range(len(self)))

    def __contains__(self, value: Any) -> bool:
        return bool((self == value).any())

    @property
    def T(self) -> StandIn:
        return self.transpose() if self.shape else self

    def transpose(self, *axes: Any) -> StandIn:
        order = axes[0] if len(axes) == 1 and (axes[0] is None or np.iterable(axes[0])) else axes or None
        chosen = tuple(reversed(range(self.ndim))) if order is None else tuple([axis % self.ndim for axis in order])
        back, b = tuple([chosen.index(axis) for axis in range(self.ndim)]), self.builder
        return self.view(lambda node: b.transpose(node, chosen), lambda _, value: b.transpose(value, back))

    def reshape(self, *shape: Any, copy: Any = None) -> StandIn:
        wanted = asked(np.reshape, (self, shape[0] if len(shape) == 1 else shape), {}).shape
        b, own = self.builder, self.shape
        return self.view(lambda node: b.reshape(node, wanted), lambda _, value: b.reshape(value, own))

    def copy(self, order: str = "C") -> StandIn:
        return StandIn(self.builder, self.node, self.dtype, self.frozen)

    def flatten(self) -> StandIn:
        return self.copy().reshape(-1)

    def astype(self, dtype: Any, copy: bool = True) -> StandIn:
        wanted = checked_type(np.dtype(dtype), "astype")
        if wanted is self.dtype:
            return self.copy() if copy else self
        if wanted is WHOLE and self.dtype is FLOAT:
            raise NotRecordable("a conversion to whole numbers can't be recorded")
        return self.copy().settled(wanted, self.frozen)

    def fill(self, value: Any) -> None:
        self.assign(value)

    def __getitem__(self, key: Any) -> StandIn:
        return indexed(self, key)[0]

    def __setitem__(self, key: Any, value: Any) -> None:
        if isinstance(key, StandIn):
            self._write(assigned_mask(self, key, value))
            return
        part = indexed(self, key)[1]
        if not (isinstance(value, StandIn) and value.builder is self.builder and value.node is part.node):
            part.assign(value)

    # What would need the numbers.

    def refuse(self, what: str) -> NoReturn:
        raise NotRecordable(f"{what} needs the numbers, which are not there yet when the code is recorded")

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("__") and hasattr(np.ndarray, name):
            raise NotRecordable(f"the attribute {name} of an array can't be recorded")
        raise AttributeError(f"an array has no attribute {name!r}")

    def __repr__(self) -> str:
        if is_recording():
            self.refuse("printing an array")
        return f"<a stand-in of shape {self.shape}, {self.dtype}>"
