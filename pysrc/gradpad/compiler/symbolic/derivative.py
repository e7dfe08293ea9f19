"""Reverse-mode differentiation of a recording: the chain rule, one rule for each operation.

The derivative is made of the same operations as the function, in the same graph: it can be compiled, shown as a
formula, or evaluated by NumPy. Where a function has a corner (`maximum`, `absolute`) the slope there is that of the
side where the first argument is the smaller one, or 0; whole-number functions and comparisons have slope 0.

Source: Griewank & Walther, Evaluating Derivatives, chapter 3.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..errors import NotRecordable, depth_told
from ..recording.graph import Builder, Graph, Node
from ..recording.record import record
from ..recording.stand_in import StandIn
from .evaluate import evaluate

Rule = Callable[[Builder, Node, Node], tuple[Node | None, ...]]


@depth_told()
def gradient(builder: Builder, output: Node, wanted: Node) -> Node:
    """How the sum of all numbers in `output` changes with each number in `wanted`: a node of its shape."""
    slopes: dict[int, Node] = {output.id: builder.broadcast(builder.constant(1.0), output.shape)}
    for node in reversed(_leading_to(output, wanted)):
        slope = slopes.get(node.id)
        if slope is None or node is wanted:
            continue
        rule = RULES.get(node.op)
        if rule is None:
            raise NotRecordable(f"the derivative of {node.op} is not known here")
        for operand, part in zip(node.inputs, rule(builder, node, slope), strict=True):
            if part is None:
                continue
            part = fit(builder, part, operand.shape)
            before = slopes.get(operand.id)
            slopes[operand.id] = part if before is None else builder.apply("add", before, part)
    zero = builder.broadcast(builder.constant(0.0), wanted.shape)
    return slopes.get(wanted.id, zero)


def _leading_to(output: Node, wanted: Node) -> list[Node]:
    """The nodes between `wanted` and `output`, each after its inputs."""
    depends: dict[int, bool] = {}
    order: list[Node] = []

    def visit(node: Node) -> bool:
        if node.id not in depends:
            found = [visit(operand) for operand in node.inputs]
            depends[node.id] = node is wanted or any(found)
            if depends[node.id]:
                order.append(node)
        return depends[node.id]

    visit(output)
    return order


def fit(b: Builder, slope: Node, shape: tuple[int, ...]) -> Node:
    """Add up a slope over the axes along which its operand was spread."""
    if slope.shape == shape:
        return slope
    extra = len(slope.shape) - len(shape)
    if extra < 0 or np.broadcast_shapes(slope.shape, shape) != slope.shape:
        return b.broadcast(slope, shape)
    axes = tuple(range(extra)) + tuple(extra + i for i, n in enumerate(shape) if n == 1 and slope.shape[extra + i] != 1)
    return b.reshape(b.reduce("sum", slope, axes), shape)


def derivative(function: Callable[..., Any]) -> Callable[..., Any]:
    """The derivative of all that `function` gives, added up, by its first argument.

    For a function that works element by element that is its slope at each element.

    Returns: a function of the same arguments; it takes NumPy arrays, and may itself be recorded and compiled.
    Raises:  NotRecordable: with the reason.
    """
    code = getattr(function, "__code__", None)
    if code is not None:
        _derived(function, ((2, 3),) * code.co_argcount)  # says at once what can't be
    made: dict[tuple[tuple[int, ...], ...], tuple[Graph, Node]] = {}

    def slope(*arguments: Any) -> Any:
        recorded = next((a for a in arguments if isinstance(a, StandIn)), None)
        if recorded is not None:
            b = recorded.builder
            stand_ins = [a if isinstance(a, StandIn) else StandIn(b, b.constant(a)) for a in arguments]
            marker = StandIn(b, b.make("input", (), stand_ins[0].shape, data="the derivative's variable"))
            output = _output(function(marker, *stand_ins[1:]), marker)
            return recorded.wrap(_put(b, gradient(b, output, marker.node), marker.node, stand_ins[0].node))
        arrays = [np.asarray(a, dtype=np.float64) for a in arguments]
        shapes = tuple(array.shape for array in arrays)
        if shapes not in made:
            made[shapes] = _derived(function, shapes)
        graph, node = made[shapes]
        return evaluate(graph, dict(zip(graph.inputs, arrays, strict=True)), [node])[0]

    slope.__name__ = f"{getattr(function, '__name__', 'function')}_slope"
    return slope


def _derived(function: Callable[..., Any], shapes: tuple[tuple[int, ...], ...]) -> tuple[Graph, Node]:
    """A recording of the function, and its derivative in it."""
    names = [f"x{i}" for i in range(len(shapes))]
    graph = record(lambda **named: function(*(named[name] for name in names)), **dict(zip(names, shapes, strict=True)))
    if len(graph.outputs) != 1:
        raise NotRecordable("a function to be derived gives one array")
    return graph, gradient(graph.builder, graph.outputs["0"], graph.inputs["x0"])


def _output(result: Any, stand_in: StandIn) -> Node:
    return stand_in.builder.number(stand_in.lift(result))


def _put(b: Builder, node: Node, old: Node, new: Node) -> Node:
    """The same expression with `new` in place of `old`."""
    done: dict[int, Node] = {old.id: new}

    def visit(n: Node) -> Node:
        if n.id not in done:
            inputs = tuple(visit(operand) for operand in n.inputs)
            done[n.id] = n if inputs == n.inputs else b.make(n.op, inputs, n.shape, n.kind, n.data)
        return done[n.id]

    return visit(node)


# The rules: from a node and the slope of the output with respect to it, the slopes with respect to its operands.


def _product(b: Builder, *factors: Node) -> Node:
    out = factors[0]
    for factor in factors[1:]:
        out = b.apply("multiply", out, factor)
    return out


def _multiply(b: Builder, n: Node, g: Node) -> tuple[Node | None, ...]:
    x, y = n.inputs
    if x is y:  # a square, whose derivative is written 2x rather than x + x
        return _product(b, b.constant(2.0), g, x), None
    return _product(b, g, y), _product(b, g, x)


def _power(b: Builder, n: Node, g: Node) -> tuple[Node | None, ...]:
    x, y = n.inputs
    by_x = _product(b, g, y, b.apply("power", x, b.apply("subtract", y, b.constant(1.0))))
    positive = b.apply("greater", x, b.constant(0.0))
    log = b.apply("log", b.apply("where", positive, x, b.constant(1.0)))
    return by_x, _product(b, g, n, log)


def _divide(b: Builder, n: Node, g: Node) -> tuple[Node | None, ...]:
    y = n.inputs[1]
    return b.apply("divide", g, y), b.apply("negative", b.apply("divide", _product(b, g, n), y))


def _larger(test: str) -> Rule:
    def rule(b: Builder, n: Node, g: Node) -> tuple[Node | None, ...]:
        first, zero = b.apply(test, n.inputs[0], n.inputs[1]), b.constant(0.0)
        return b.apply("where", first, g, zero), b.apply("where", first, zero, g)

    return rule


def _extreme(b: Builder, n: Node, g: Node) -> tuple[Node | None, ...]:
    """Max and min over axes: to the elements that are it (shared equally where there are several)."""
    (x,) = n.inputs
    shape = _kept(n)
    is_it = b.number(b.apply("equal", x, b.reshape(n, shape)))
    assert isinstance(n.data, tuple)
    count = b.reduce("sum", is_it, n.data, True)
    return (b.apply("multiply", is_it, b.apply("divide", b.reshape(g, shape), count)),)


def _kept(n: Node) -> tuple[int, ...]:
    assert isinstance(n.data, tuple)
    return tuple(1 if axis in n.data else length for axis, length in enumerate(n.inputs[0].shape))


def _sum(b: Builder, n: Node, g: Node) -> tuple[Node | None, ...]:
    return (b.broadcast(b.reshape(g, _kept(n)), n.inputs[0].shape),)


def _matmul(b: Builder, n: Node, g: Node) -> tuple[Node | None, ...]:
    x, y = n.inputs
    return b.matmul(g, b.transpose(y)), b.matmul(b.transpose(x), g)


def _transpose(b: Builder, n: Node, g: Node) -> tuple[Node | None, ...]:
    assert isinstance(n.data, tuple)
    return (b.transpose(g, tuple(n.data.index(axis) for axis in range(len(n.data)))),)


def _where(b: Builder, n: Node, g: Node) -> tuple[Node | None, ...]:
    test, zero = n.inputs[0], b.constant(0.0)
    return None, b.apply("where", test, g, zero), b.apply("where", test, zero, g)


def _by(factor: Callable[[Builder, Node, Node], Node]) -> Rule:
    """A function of one argument: the slope times a factor made from the argument and the value."""
    return lambda b, n, g: (b.apply("multiply", g, factor(b, n.inputs[0], n)),)


def _flat(b: Builder, n: Node, g: Node) -> tuple[Node | None, ...]:
    return (None,) * len(n.inputs)


RULES: dict[str, Rule] = {
    "add": lambda b, n, g: (g, g),
    "subtract": lambda b, n, g: (g, b.apply("negative", g)),
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "negative": lambda b, n, g: (b.apply("negative", g),),
    "absolute": _by(lambda b, x, y: b.apply("sign", x)),
    "sqrt": lambda b, n, g: (b.apply("divide", g, _product(b, b.constant(2.0), n)),),
    "exp": _by(lambda b, x, y: y),
    "expm1": _by(lambda b, x, y: b.apply("add", y, b.constant(1.0))),
    "log": lambda b, n, g: (b.apply("divide", g, n.inputs[0]),),
    "log1p": lambda b, n, g: (b.apply("divide", g, b.apply("add", b.constant(1.0), n.inputs[0])),),
    "tanh": _by(lambda b, x, y: b.apply("subtract", b.constant(1.0), _product(b, y, y))),
    "sin": _by(lambda b, x, y: b.apply("cos", x)),
    "cos": _by(lambda b, x, y: b.apply("negative", b.apply("sin", x))),
    "maximum": _larger("greater"),
    "minimum": _larger("less"),
    "where": _where,
    "copy": lambda b, n, g: (g,),
    "broadcast": lambda b, n, g: (g,),
    "reshape": lambda b, n, g: (b.reshape(g, n.inputs[0].shape),),
    "transpose": _transpose,
    "matmul": _matmul,
    "sum": _sum,
    "max": _extreme,
    "min": _extreme,
    **dict.fromkeys(
        ("sign", "floor", "ceil", "trunc", "rint", "number", "less", "less_equal", "greater", "greater_equal", "equal",
         "not_equal", "logical_and", "logical_or", "logical_not"), _flat),
}  # fmt: skip
