"""A training step is recorded like any function, but is told more: its state, one batch, and the loop's numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import refusals
from .counters import Counter, Key
from .graph import Builder, Graph, Node, Shape
from .record import finish, rebind
from .stand_in import StandIn

Step = Callable[[dict[str, Any], dict[str, Any], dict[str, Any]], Any]


@dataclass(frozen=True)
class StepShapes:
    """What a step is called with: shapes of its state and of one example in each array of data, names of numbers.

    scalars: run-time numbers; keys: 64 bits each, for random numbers (see counters).
    """

    state: Mapping[str, Shape]
    rows: Mapping[str, Shape]
    scalars: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def key(self) -> Hashable:
        """What programs are cached by."""
        return tuple(self.state.items()), tuple(self.rows.items()), self.scalars, self.keys


def record_step(step: Step, shapes: StepShapes, batch: int) -> Graph:
    """Record one training step for a batch of this size.

    The step may write into the arrays of its state, or put others in their place.
    """
    builder = Builder()
    graph = Graph(builder, {})

    def input_node(kind: str, name: str, shape: Shape) -> Node:
        node = graph.inputs[f"{kind} {name}"] = builder.input(f"{kind} {name}", shape)
        return node

    state = {name: StandIn(builder, input_node("state", name, shape)) for name, shape in shapes.state.items()}
    rows = {name: StandIn(builder, input_node("rows", name, (batch, *shape))) for name, shape in shapes.rows.items()}
    numbers: dict[str, Any] = {name: StandIn(builder, input_node("scalar", name, ())) for name in shapes.scalars}
    numbers["step"] = Counter(builder, input_node("scalar", "step", ()))
    numbers |= {name: Key(name) for name in shapes.keys}
    with refusals():
        given: dict[str, Any] = dict(state)
        step(given, rows, numbers)
        rebind(state, given)
        finish(graph, {f"state {name}": stand_in for name, stand_in in state.items()}, None)
    return graph
