"""The worked example of docs/compiler.md is what the compiler does."""

import re
from pathlib import Path

import numpy as np

from gradpad.compiler.function import build_function
from gradpad.compiler.planning.plan import plan
from gradpad.compiler.recording.record import record

PAGE = Path(__file__).parents[2] / "docs" / "compiler.md"


def test_the_bytes_of_the_explanation():
    written = "".join(re.findall(r"^((?:[0-9a-f]{2} )+(?:[0-9a-f]{2}))(?: {2,}|$)", PAGE.read_text(), re.MULTILINE))
    last = re.search(r"^(0b) {2,}end", PAGE.read_text(), re.MULTILINE)
    assert last
    program = build_function(record(lambda x, y: x * y + 1, x=(2,), y=(2,)))
    assert bytes.fromhex(written + last[1]) == program.binary


def test_the_plan_of_the_explanation():
    graph = record(lambda x, W, b: np.tanh(x @ W + b), x=(10, 2), W=(2, 4), b=(4,))
    assert [node.op for node in graph.live()] == ["input", "input", "input", "matmul", "add", "tanh"]
    [kernel] = plan(graph).kernels
    assert [node.op for node in kernel.stores] == ["tanh"]
    program = build_function(graph, ("x",))
    places = {name: (b.offset, b.strides) for name, b in (program.inputs | program.outputs).items()}
    assert places == {"x": (8192, (1, 10)), "W": (8352, (4, 1)), "b": (8416, (1,)), "0": (8448, (1, 10))}
