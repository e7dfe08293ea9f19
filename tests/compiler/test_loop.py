"""The loop inside the module: order, batches, counters, and what it refuses."""

import gc

import numpy as np
import pytest

from gradpad.compiler import CompileError, NotRecordable, compile_training_loop, training
from gradpad.compiler.webassembly.library import HEAD
from gradpad.randomness import shuffled_order, uniforms

KEY = 0xFEDCBA9876543210


def watching(count, batch_size, dtype="float64"):
    """A loop whose state tells what it has seen: the sum of the batch's values in powers of the step's number."""

    def step(state, rows, scalars):
        state["seen"] *= 2.0
        state["seen"] += rows["x"].sum(axis=0)
        state["steps"] += scalars["step"]
        return (rows["x"] * scalars["scale"]).mean()

    loop = compile_training_loop(step, {"seen": (1,), "steps": ()}, {"x": (1,)}, ("scale",), batch_size, count, dtype)
    loop.start(KEY)
    loop.set_scalars(scale=1.0)
    loop.set_rows(x=np.arange(count, dtype=float)[:, None])
    return loop


SIZES = [(1, 1), (5, 1), (7, 3), (10, 10), (10, 99), (23, 4), (64, 9), (50, 17)]


@pytest.mark.parametrize(("count", "batch_size"), SIZES)
def test_examples_come_in_the_promised_order(count, batch_size):
    loop = watching(count, batch_size)
    batch_size = min(batch_size, count)
    seen, step = 0.0, 0
    for epoch in range(3):
        order = shuffled_order(KEY, epoch, count)
        for start in range(0, count, batch_size):
            rows = order[start : start + batch_size]
            loop.run(1)
            seen, step = (seen * 2 + rows.sum()) % 2**50, step + 1
            loop.state["seen"][0] %= 2**50
            assert loop.state["seen"][0] == seen
        assert (loop.epoch, loop.position, loop.step) == (epoch + 1, 0, step)
    assert loop.state["steps"] == step * (step - 1) / 2


def kept(loop):
    """What outlives a step: counters, numbers, state, data and their order."""
    return loop._arena[HEAD : loop.program.places.end].tobytes()


def test_the_last_batch_gets_its_code_when_it_is_due():
    """The whole batches before it need none, and whatever the loop held then is there afterwards, to the last bit."""
    at_once, in_time = watching(8, 3), watching(8, 3)
    at_once.complete()
    assert (at_once.steps_ahead, in_time.steps_ahead) == (float("inf"), 2)
    for steps in (1, 1, 1, 5):
        assert in_time.program.is_whole == (in_time.step > 2)
        in_time.run(steps)
        at_once.run(steps)
        assert kept(in_time) == kept(at_once)
    assert in_time.step == 8


def test_no_step_is_made_without_its_code():
    """Should anybody ask the module all the same, it stops with an error: it gathers nothing from beyond the data."""
    loop = watching(8, 3)
    with pytest.raises(Exception, match="unreachable"):
        loop._instance.call("run", 3)
    assert loop.step == 2


def test_python_looks_for_garbage_again_afterwards():
    """Not while code is recorded and compiled; and also where that comes to nothing."""

    def step(state, rows, scalars):
        assert not gc.isenabled()
        return float(rows["x"].mean())

    with pytest.raises(NotRecordable, match="float"):
        compile_training_loop(step, {"seen": (1,)}, {"x": (1,)}, (), 5, 5)
    assert gc.isenabled()


def test_wrong_sizes_are_refused():
    loop = watching(8, 3)
    for bad in (np.zeros((9, 1)), np.zeros((8, 2)), np.zeros(8)):
        with pytest.raises(CompileError, match="shape"):
            loop.set_rows(x=bad)
    with pytest.raises(CompileError, match="place"):
        loop.resume(KEY, 0, 0, 9)
    with pytest.raises(CompileError, match="batches"):
        watching(0, 1)


def test_only_the_beginning_of_a_batch_can_be_resumed():
    """From any other place the module would gather examples from beyond the end of the order."""
    loop = watching(10, 4)
    for place in (0, 4, 8):
        loop.resume(KEY, 0, 0, place)
    for place in (-4, 1, 7, 9, 10, 12):
        with pytest.raises(CompileError, match="no batch of 4 begins at place"):
            loop.resume(KEY, 0, 0, place)


def drawing(dtype="float64"):
    """A loop that keeps the random numbers of its last step."""

    def step(state, rows, scalars):
        state["u"][...] = uniforms(scalars["chance"], scalars["step"] * 3 + 1, (5, 3))
        return rows["x"].mean()

    loop = compile_training_loop(step, {"u": (5, 3)}, {"x": (1,)}, (), 5, 5, dtype, ("chance",))
    loop.set_rows(x=np.zeros((5, 1)))
    return loop


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("first", [0, 2**24 + 1, 2**40 + 1])
def test_uniforms_are_those_of_the_engine(first, dtype):
    """However many steps were made before: float32 would not tell 16,777,217 from 16,777,216."""
    loop = drawing(dtype)
    loop.start(0, step=first)
    for key in (KEY, 0, 5):
        loop.set_keys(chance=key)
        number = loop.step
        loop.run(1)
        np.testing.assert_array_equal(loop.state["u"], uniforms(key, number * 3 + 1, (5, 3)).astype(dtype))


def test_another_key_needs_no_other_module():
    drawing()
    made = training._PROGRAMS.misses
    drawing().set_keys(chance=3)
    assert training._PROGRAMS.misses == made


def test_chance_needs_a_whole_number_of_the_step():
    def step(state, rows, scalars):
        return uniforms(scalars["chance"], scalars["step"] / 2, (5, 3)).mean()

    with pytest.raises(CompileError, match="int"):
        compile_training_loop(step, {"u": (5, 3)}, {"x": (1,)}, (), 5, 5, "float64", ("chance",))


def test_modules_are_freed():
    """A thousand loops one after another: no more than a few may be alive."""
    import weakref

    alive = []
    for _ in range(1000):
        loop = watching(4, 2)
        loop.run(2)
        alive.append(weakref.ref(loop))
    del loop
    gc.collect()
    assert sum(ref() is not None for ref in alive) == 0
