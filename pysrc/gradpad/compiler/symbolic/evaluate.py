"""Carries out a recording with NumPy, one operation after another: the plainest way to run a graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import CompileError
from ..recording.graph import Graph, Node, constant_value
from ..recording.operations import ELEMENTWISE

REDUCE: dict[str, Any] = {"sum": np.sum, "max": np.max, "min": np.min}


def evaluate(graph: Graph, inputs: Mapping[str, Any], nodes: Sequence[Node]) -> list[npt.NDArray[Any]]:
    """The values of these nodes of a graph for the given inputs."""
    values: dict[int, Any] = {graph.inputs[name].id: np.asarray(value) for name, value in inputs.items()}

    def visit(node: Node) -> Any:
        if node.id not in values:
            values[node.id] = _value(node, [visit(operand) for operand in node.inputs])
        return values[node.id]

    return [np.broadcast_to(np.asarray(visit(node)), node.shape).copy() for node in nodes]


def _value(node: Node, operands: list[Any]) -> Any:
    if node.op == "constant":
        if not node.shape:
            return np.float64(constant_value(node)) if node.kind == "number" else constant_value(node) != 0
        assert isinstance(node.data, bytes)
        array = np.frombuffer(node.data).reshape(node.shape)
        return array if node.kind == "number" else array != 0
    if node.op == "matmul":
        return operands[0] @ operands[1]
    if node.op in REDUCE:
        return REDUCE[node.op](operands[0], axis=node.data)
    if node.op == "transpose":
        assert isinstance(node.data, tuple)
        return np.transpose(operands[0], node.data)
    if node.op == "reshape":
        return np.reshape(operands[0], node.shape)
    if node.op == "broadcast":
        return np.broadcast_to(operands[0], node.shape)
    if node.op == "number":
        return np.asarray(operands[0], dtype=np.float64)
    if node.op in ELEMENTWISE:
        return ELEMENTWISE[node.op].function(*operands)
    raise CompileError(f"{node.op} has no plain value")
