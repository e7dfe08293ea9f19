"""Recording: a function written in NumPy is called once with arrays that remember what was done to them.

NumPy hands its own functions over to foreign array types (`__array_ufunc__`, `__array_function__`). A stand-in uses
that: it has a shape but no numbers, and every operation on it makes a node of the graph. In-place operators
(`W -= rate * gradient`) change which node a stand-in means, and views (`W.T`) follow the array that they look at, as
NumPy's do. What can't be recorded raises `NotRecordable` with the reason, and the caller falls back to NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

import numpy as np

from .errors import NotRecordable
from .graph import Builder, Graph, Node, Shape
from .numpy_functions import FUNCTIONS, UFUNCS
from .operators import with_operators


@with_operators
class StandIn(np.lib.mixins.NDArrayOperatorsMixin):
    """An array without numbers. A view has a `base` stand-in and says how its node comes from the base's."""

    def __init__(self, builder: Builder, node: Node) -> None:
        self.builder = builder
        self._node = node
        self._base: StandIn | None = None
        self._look: Callable[[Node], Node] | None = None

    @property
    def node(self) -> Node:
        if self._base is not None and self._look is not None:
            return self._look(self._base.node)
        return self._node

    def view(self, look: Callable[[Node], Node]) -> StandIn:
        """Another stand-in for the same memory: it sees later changes of this one."""
        stand_in = StandIn(self.builder, look(self.node))
        stand_in._base, stand_in._look = self, look
        return stand_in

    def assign(self, value: Any) -> None:
        """What `array[...] = value` and in-place operators do."""
        if self._base is not None:
            raise NotRecordable("writing into a part or a view of an array can't be recorded")
        builder, shape = self.builder, self._node.shape
        self._node = builder.broadcast(builder.number(self.lift(value)), shape)

    def lift(self, value: Any) -> Node:
        """The node of a stand-in, or a constant."""
        if isinstance(value, StandIn):
            if value.builder is not self.builder:
                raise NotRecordable("arrays of two different recordings were mixed")
            return value.node
        if isinstance(value, (int, float, bool, np.ndarray, np.generic, list, tuple)):
            return self.builder.constant(value)
        raise NotRecordable(f"a value of type {type(value).__name__} can't be recorded")

    def wrap(self, node: Node) -> StandIn:
        return StandIn(self.builder, node)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        out = options.pop("out", None)
        if method == "reduce" and ufunc in (np.add, np.maximum, np.minimum):
            name = {np.add: "sum", np.maximum: "max", np.minimum: "min"}[ufunc]
            return FUNCTIONS[getattr(np, name)](self, *inputs, **options)
        if method != "__call__" or (set(options) - {"dtype", "casting"}):
            raise NotRecordable(f"np.{ufunc.__name__}.{method} with {', '.join(options) or 'these arguments'}")
        if ufunc is np.matmul:
            node = self.builder.matmul(*(self.lift(value) for value in inputs))
        elif ufunc in UFUNCS:
            node = UFUNCS[ufunc](self.builder, *(self.lift(value) for value in inputs))
        else:
            raise NotRecordable(f"np.{ufunc.__name__} is not among the functions that can be compiled")
        if out is None:
            return self.wrap(node)
        if not isinstance(out[0], StandIn):
            raise NotRecordable("a result that depends on recorded arrays was written into a plain NumPy array")
        out[0].assign(self.wrap(node))
        return out[0]

    def __array_function__(self, function: Any, types: Any, inputs: Any, options: Mapping[str, Any]) -> Any:
        if function not in FUNCTIONS:
            raise NotRecordable(f"np.{function.__name__} is not among the functions that can be compiled")
        return FUNCTIONS[function](self, *inputs, **options)

    # What an array knows without its numbers.

    @property
    def shape(self) -> Shape:
        return self.node.shape

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        return int(np.prod(self.shape))

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.dtype(np.bool_ if self.node.kind == "boolean" else np.float64)

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of an array without axes")
        return self.shape[0]

    # Methods, in terms of the functions of the same name.

    @property
    def T(self) -> StandIn:
        return self.view(self.builder.transpose)

    def transpose(self, *axes: Any) -> StandIn:
        order = axes[0] if len(axes) == 1 and not isinstance(axes[0], int) else axes
        return self.view(lambda node: self.builder.transpose(node, tuple(order) if order else None))

    def reshape(self, *shape: Any) -> StandIn:
        wanted = shape[0] if len(shape) == 1 and not isinstance(shape[0], int) else shape
        known = int(np.prod([n for n in wanted if n != -1]))
        full = tuple(self.size // known if n == -1 else n for n in wanted)
        return self.view(lambda node: self.builder.reshape(node, full))

    def ravel(self) -> StandIn:
        return self.reshape(-1)

    def sum(self, axis: Any = None, keepdims: bool = False, **rest: Any) -> Any:
        return FUNCTIONS[np.sum](self, self, axis=axis, keepdims=keepdims, **rest)

    def mean(self, axis: Any = None, keepdims: bool = False, **rest: Any) -> Any:
        return FUNCTIONS[np.mean](self, self, axis=axis, keepdims=keepdims, **rest)

    def max(self, axis: Any = None, keepdims: bool = False, **rest: Any) -> Any:
        return FUNCTIONS[np.max](self, self, axis=axis, keepdims=keepdims, **rest)

    def min(self, axis: Any = None, keepdims: bool = False, **rest: Any) -> Any:
        return FUNCTIONS[np.min](self, self, axis=axis, keepdims=keepdims, **rest)

    def clip(self, low: Any = None, high: Any = None) -> Any:
        return FUNCTIONS[np.clip](self, self, low, high)

    def copy(self) -> StandIn:
        return self.wrap(self.node)

    def astype(self, dtype: Any, copy: bool = True) -> StandIn:
        if np.dtype(dtype).kind == "f":
            return self.wrap(self.builder.number(self.node))
        if np.dtype(dtype).kind == "b":
            return self.wrap(self.builder.boolean(self.node))
        raise NotRecordable(f"a conversion to {np.dtype(dtype)} can't be recorded")

    def dot(self, other: Any) -> StandIn:
        return self.wrap(self.builder.matmul(self.node, self.lift(other)))

    def __getitem__(self, key: Any) -> StandIn:
        keys = key if isinstance(key, tuple) else (key,)
        return self.view(lambda node: self.builder.reshape(node, _indexed(node.shape, keys)))

    def __setitem__(self, key: Any, value: Any) -> None:
        if key is not Ellipsis and key != slice(None) and key != ():
            raise NotRecordable("writing into a part of an array can't be recorded")
        self.assign(value)

    # What would need the numbers.

    def _refuse(self, what: str) -> NoReturn:
        raise NotRecordable(f"{what} needs the numbers, which are not there yet when the code is recorded")

    def __bool__(self) -> bool:
        self._refuse("branching on a value (if, while, and, or)")

    def __float__(self) -> float:
        self._refuse("float() of an array")

    def __int__(self) -> int:
        self._refuse("int() of an array")

    def __index__(self) -> int:
        self._refuse("indexing with a recorded value")

    def __iter__(self) -> Any:
        self._refuse("looping over an array's values")

    def item(self) -> float:
        self._refuse("item()")

    def tolist(self) -> Any:
        self._refuse("tolist()")

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        self._refuse("making a plain NumPy array of a recorded one")


def _indexed(shape: Shape, keys: Sequence[Any]) -> Shape:
    """The shape after indexing with full slices, new axes, an ellipsis, or 0 on an axis of length 1."""
    wanted = len(shape) - sum(key is not None and key is not Ellipsis for key in keys)
    out: list[int] = []
    lengths = list(shape)
    for key in keys:
        if key is None:
            out.append(1)
        elif key is Ellipsis:
            out.extend(lengths[:wanted])
            del lengths[:wanted]
        elif isinstance(key, slice) and lengths and range(lengths[0])[key] == range(lengths[0]):
            out.append(lengths.pop(0))
        elif isinstance(key, int) and lengths and key in (0, -1) and lengths[0] == 1:
            lengths.pop(0)
        else:
            raise NotRecordable(f"the index {key!r} on an array of shape {shape} can't be recorded")
    return tuple(out + lengths)


def record(function: Callable[..., Any], /, **shapes: Shape) -> Graph:
    """Record `function`, called with one stand-in for each named shape.

    Args:    function: takes its arrays by these names, and returns an array, or a tuple, list or dict of arrays.
    Returns: the graph; outputs are called "0", "1", ... or by the dict's keys; arrays that were changed in place
             are its `updates`.
    Raises:  NotRecordable: with the reason.
    """
    builder = Builder()
    graph = Graph(builder, {name: builder.input(name, shape) for name, shape in shapes.items()})
    stand_ins = {name: StandIn(builder, node) for name, node in graph.inputs.items()}
    finish(graph, stand_ins, function(**stand_ins))
    return graph


def finish(graph: Graph, stand_ins: Mapping[str, StandIn], result: Any) -> None:
    """Note what a recorded function returned and what it changed."""
    if isinstance(result, Mapping):
        named = dict(result)
    elif isinstance(result, (tuple, list)):
        named = {str(i): value for i, value in enumerate(result)}
    else:
        named = {} if result is None else {"0": result}
    any_stand_in = StandIn(graph.builder, next(iter(graph.inputs.values())))
    for name, value in named.items():
        graph.outputs[name] = graph.builder.number(any_stand_in.lift(value))
    for name, stand_in in stand_ins.items():
        if stand_in.node is not graph.inputs[name]:
            graph.updates[name] = stand_in.node
