"""Writing a recording down, as a formula or as code: what each way has in common.

A piece of text comes with how tightly it holds together, so that brackets stand where they are needed and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..recording.graph import Node
from ..recording.record import record
from .derivative import gradient

Piece = tuple[str, int]


def recorded(function: Callable[..., Any], names: tuple[str, ...], *, slope: bool) -> tuple[Node, dict[str, str]]:
    """Record an elementwise function of numbers, or with `slope` its derivative by the first of them.

    Returns: the node of the result, and what each input is to be called.
    Raises:  NotRecordable: the function can't be recorded.
    """
    keys = [f"x{i}" for i in range(len(names))]
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(keys, ())
    graph = record(lambda **named: function(*(named[key] for key in keys)), **shapes)
    node = graph.outputs["0"]
    if slope:
        node = gradient(graph.builder, node, graph.inputs[keys[0]])
    return node, dict(zip(keys, names, strict=True))


class Writer:
    """Writes nodes, each once; what an operation looks like is the business of each way of writing."""

    BRACKETS = "({})"

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names
        self._done: dict[int, Piece] = {}

    def piece(self, node: Node) -> Piece:
        """The node's text, and how tightly it holds together."""
        if node.id not in self._done:
            self._done[node.id] = self._write(node)
        return self._done[node.id]

    def at_least(self, node: Node, level: int) -> str:
        """The piece, in brackets if it does not hold together tightly enough."""
        text, tight = self.piece(node)
        return text if tight >= level else self.BRACKETS.format(text)

    def _write(self, node: Node) -> Piece:
        raise NotImplementedError
