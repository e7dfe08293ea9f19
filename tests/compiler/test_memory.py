"""What code keeps outside of its arrays is noticed, wherever it lies (see compiler.memory)."""

import types

import numpy as np
import pytest

from gradpad.compiler import Memory, NotRecordable, record

HELPERS = types.ModuleType("helpers")


def watched(text):
    """Records `step(x)` of this text, which may use a module `helpers` with a number and a count."""
    HELPERS.scale, HELPERS.count = 1.0, 0
    space = {"__name__": "edited", "np": np, "helpers": HELPERS}
    exec(text, space)
    return Memory(space["step"]).watched(lambda: record(space["step"], x=(3,)))


SCALED = "def scaled(x):\n    return x * helpers.scale\n"
COUNTED = "def counted(x):\n    helpers.count += 1\n    return x + 1\n"


@pytest.mark.parametrize("order", ["scaled(counted(x))", "counted(scaled(x))"])
def test_each_function_has_names_of_its_own_in_a_module(order):
    with pytest.raises(NotRecordable, match=r"keeps something from step to step, in helpers\.count"):
        watched(f"{SCALED}{COUNTED}def step(x):\n    return {order}\n")
    assert HELPERS.count == 0, "what recording did is undone"


def test_a_count_among_a_functions_own_attributes_is_noticed_and_undone():
    text = "def step(x):\n    step.made = getattr(step, 'made', 0) + 1\n    return x * 2\n"
    space = {"__name__": "edited"}
    exec(text, space)
    with pytest.raises(NotRecordable, match="keeps something from step to step"):
        Memory(space["step"]).watched(lambda: record(space["step"], x=(3,)))
    assert not vars(space["step"])


def test_code_that_keeps_nothing_is_recorded():
    graph = watched(f"{SCALED}def step(x):\n    return scaled(x)\n")
    assert list(graph.outputs) == ["0"]
