"""Random programs, recorded and compiled, against NumPy; every module is validated on loading.

Nine of ten are programs on arrays: shapes, broadcasting, products, sums, updates. The others are whole trainings of
random networks by random update rules. A fixed seed makes each. `GRADPAD_FUZZ=5000` goes through all five thousand,
`build.py test --all` through fifteen hundred, and every commit through the first two hundred and twenty of those.
"""

import os
import sys

import numpy as np
import pytest

from gradpad.compiler import compile_function
from gradpad.fast.compiled_trainer import CompiledTrainer
from gradpad.trainer import Trainer
from tests.compiler.agreement import distance
from tests.compiler.fuzz_networks import random_network

IN_PYODIDE = sys.platform == "emscripten"
COUNT = int(os.environ.get("GRADPAD_FUZZ", "200" if IN_PYODIDE else "1500"))
PROGRAMS, NETWORKS = COUNT - COUNT // 10, COUNT // 10
BLOCK = 50  # programs to a test; trainings are a tenth as many
USUAL = 200 if PROGRAMS <= 1500 else PROGRAMS  # at every commit
STEPS = 5
UNARY = [
    np.tanh, np.sin, np.cos, np.abs, np.negative, np.sign, lambda a: np.exp(-a * a), lambda a: np.log1p(a * a),
    lambda a: np.expm1(np.minimum(a, 1.0)), lambda a: np.sqrt(1 + a * a), lambda a: 1 / (1 + np.exp(-a)),
    lambda a: np.maximum(a, 0.1), lambda a: a**2, lambda a: (1 + a * a) ** 0.7, lambda a: np.clip(a, -0.5, 0.7),
]  # fmt: skip
BINARY = [
    np.add, np.subtract, np.multiply, np.maximum, np.minimum, lambda a, b: a / (1 + b * b),
    lambda a, b: np.where(a > b, a, 0.5 * b), lambda a, b: a * (b > 0), lambda a, b: (a <= b) * 0.3 - b,
]  # fmt: skip


def program(seed):
    """A function of arrays x (batch, n), w (n, m) and v (m,), and how many rows, n and m there are."""
    start = np.random.default_rng(seed)
    batch, n, m = (int(k) for k in start.integers(1, [26, 11, 11]))

    def run(x, w, v):
        rng = np.random.default_rng(seed + 10**6)
        values = [x, w, v, x @ w + v]
        for _ in range(int(rng.integers(3, 13))):
            a = values[rng.integers(len(values))]
            kind = rng.integers(10)
            if kind < 4:
                values.append(UNARY[rng.integers(len(UNARY))](a))
            elif kind < 7:
                fitting = [b for b in values if fits(a.shape, b.shape)]
                values.append(BINARY[rng.integers(len(BINARY))](a, fitting[rng.integers(len(fitting))]))
            elif kind == 7 and a.ndim == 2:
                values.append(a.T)
            elif kind == 8 and a.ndim:
                reduce = [np.sum, np.mean, np.max, np.min][rng.integers(4)]
                axis = [None, 0, a.ndim - 1][rng.integers(3)]
                values.append(reduce(a, axis=axis, keepdims=bool(rng.integers(2))) * 0.3)
            elif a.ndim == 2:
                fitting = [b for b in values if b.ndim == 2 and b.shape[0] == a.shape[1]]
                if fitting:
                    values.append(a @ fitting[rng.integers(len(fitting))] * 0.2)
        for value in values[4:]:
            if value.shape == w.shape and rng.integers(2):
                w -= 0.1 * value
            if value.shape == v.shape and rng.integers(2):
                v *= 0.9
                v += 0.1 * value
        return values[-1], values[-2], values[len(values) // 2] + 0.0

    return run, batch, n, m


def fits(a, b):
    try:
        np.broadcast_shapes(a, b)
    except ValueError:
        return False
    return True


pytestmark = pytest.mark.usefixtures("quick")


REST = pytest.mark.whole("the first blocks are gone through at every commit")


def blocks(count, usual, size=BLOCK):
    return [pytest.param(n, marks=() if n < usual else REST) for n in range(0, count, size)]


@pytest.mark.parametrize("block", blocks(PROGRAMS, USUAL))
def test_programs_agree_with_numpy(block):
    for seed in range(block, min(block + BLOCK, PROGRAMS)):
        check(seed, "float64", 1e-11)


@pytest.mark.parametrize("block", range(0, PROGRAMS // 25, BLOCK))
def test_programs_in_float32(block):
    for seed in range(block, min(block + BLOCK, PROGRAMS // 25)):
        check(seed, "float32", 2e-3)


@pytest.mark.parametrize("block", blocks(NETWORKS, USUAL // 10, BLOCK // 10))
def test_networks_agree_with_numpy(block):
    for seed in range(block, min(block + BLOCK // 10, NETWORKS)):
        plain, compiled = Trainer(*random_network(seed)), CompiledTrainer(*random_network(seed))
        with np.errstate(all="ignore"):
            plain.run(STEPS)
            compiled.run(STEPS)
        assert (compiled.backend, compiled.backend_reason) == ("compiled", None), seed
        assert (plain.step, plain.epoch, plain.position) == (compiled.step, compiled.epoch, compiled.position), seed
        largest = max(float(np.max(np.abs(array), initial=1.0)) for array in plain.parameters())
        assert distance(plain, compiled) < 1e-10 * largest, seed


def check(seed, dtype, tolerance):
    function, batch, n, m = program(seed)
    rng = np.random.default_rng(seed + 7)
    x, w, v = rng.normal(size=(batch, n)), rng.normal(size=(n, m)), rng.normal(size=m)
    compiled = compile_function(function, {"x": x.shape, "w": w.shape, "v": v.shape}, ("x",), dtype)
    got = compiled(x=x, w=w, v=v)
    w_new, v_new = w.copy(), v.copy()
    expected = function(x.copy(), w_new, v_new)
    if dtype == "float32":  # a comparison may fall the other way: look at most of the numbers
        near = [np.mean(np.abs(got[str(i)] - e) <= tolerance * (1 + np.abs(e))) for i, e in enumerate(expected)]
        assert min(near) > 0.8, seed
        return
    pairs = [(got[str(i)], e) for i, e in enumerate(expected)]
    pairs += [(compiled.inputs["w"], w_new), (compiled.inputs["v"], v_new)]
    for one, other in pairs:
        slack = tolerance * (1 + np.max(np.abs(other)))
        np.testing.assert_allclose(one, other, rtol=tolerance, atol=slack, err_msg=str(seed))
