"""Recording: a function written in NumPy is called once with stand-ins for its arrays (`stand_in`).

What comes out is a graph of what was done to them. What can't be recorded raises `NotRecordable` with the reason and
the line, and the caller falls back to NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import NotRecordable, refusals
from .graph import Builder, Graph, Shape
from .numpy_types import FLOAT
from .stand_in import StandIn


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
    with refusals():
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


def rebind(before: Mapping[str, StandIn], after: Mapping[str, Any]) -> None:
    """Code may put another array in the place of one that it was given rather than write into it: the same comes of it.

    Raises: NotRecordable: what stands there afterwards could not stand there in the next step.
    """
    if before.keys() != after.keys():
        names = ", ".join(sorted(before.keys() ^ after.keys()))
        raise NotRecordable(f"what is kept from step to step has other names after a step than before: {names}")
    owners = {id(old): name for name, old in before.items()}
    values: dict[str, Any] = {}
    for name, old in before.items():
        new = after[name]
        if isinstance(new, StandIn) and not new.frozen and owners.setdefault(id(new.memory), name) != name:
            raise NotRecordable(f"after a step {name} shares its memory with another array")
        if new is not old:
            like = StandIn(old.builder, old.lift(new))
            dtype = new.dtype if isinstance(new, StandIn) else like.dtype
            if like.shape != old.shape or (dtype is not old.dtype and dtype != FLOAT):
                raise NotRecordable(f"a step makes {name} an array of shape {like.shape}, {dtype}")
            values[name] = like
    for name, value in values.items():
        before[name].assign(value)
