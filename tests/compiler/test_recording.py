"""What can be recorded, what it becomes, and the reasons where it can't."""

import numpy as np
import pytest

from gradpad.compiler import NotRecordable, compile_function, record
from gradpad.compiler.errors import CompileError
from gradpad.compiler.symbolic.evaluate import evaluate


def test_common_work_is_done_once():
    graph = record(lambda x: np.exp(x) + np.exp(x) * np.exp(x), x=(3,))
    assert [node.op for node in graph.live()].count("exp") == 1


def test_dead_code_is_dropped():
    def f(x):
        np.sin(x)
        return x + 1

    assert "sin" not in {node.op for node in record(f, x=(3,)).live()}


def test_updates_are_noticed():
    def f(w, g):
        w -= 0.1 * g
        return w.sum()

    graph = record(f, w=(2, 2), g=(2, 2))
    assert list(graph.updates) == ["w"]


def test_views_follow_the_array_they_look_at():
    def f(w):
        transposed = w.T
        w *= 2
        return transposed + 0

    w = np.arange(6.0).reshape(2, 3)
    np.testing.assert_array_equal(compile_function(f, {"w": (2, 3)})(w=w)["0"], 2 * w.T)


def test_swapped_updates_read_the_old_values():
    def f(a, b):
        old = a.copy()
        a[...] = b @ b
        b[...] = old + 1

    compiled = compile_function(f, {"a": (2, 2), "b": (2, 2)})
    a, b = np.array([[1.0, 2], [3, 4]]), np.array([[5.0, 6], [7, 8]])
    compiled(a=a, b=b)
    np.testing.assert_allclose(compiled.inputs["a"], b @ b)
    np.testing.assert_allclose(compiled.inputs["b"], a + 1)


def test_an_update_that_reads_itself_elsewhere_goes_through_a_copy():
    def f(w):
        w -= 0.1 * (w @ w)

    w = np.random.default_rng(0).normal(size=(5, 5))
    compiled = compile_function(f, {"w": (5, 5)})
    compiled(w=w)
    np.testing.assert_allclose(compiled.inputs["w"], w - 0.1 * (w @ w), rtol=1e-14)


def test_an_array_overwritten_by_its_own_transpose():
    def f(w):
        w[...] = w.T

    w = np.arange(9.0).reshape(3, 3)
    compiled = compile_function(f, {"w": (3, 3)})
    compiled(w=w)
    np.testing.assert_array_equal(compiled.inputs["w"], w.T)


def branch(x):
    return x if x.sum() > 0 else -x


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (branch, "branching"),
        (lambda x: x[x > 0], "index"),
        (lambda x: np.sort(x), "sort"),
        (lambda x: np.linalg.inv(x), "inv"),
        (lambda x: float(x[0, 0]), r"float\(\) of an array"),
        (lambda x: np.array(x), "plain NumPy array"),
        (lambda x: x.reshape(-1) + 1, "reshape"),
        (lambda x: x @ np.ones((4, 2)), "product"),
        (lambda x: x + np.ones(7), "fit"),
        (lambda x: np.cumsum(x), "cumsum"),
        (lambda x: np.zeros((3, 3)).__iadd__(x), "plain NumPy array"),
        (lambda x: x + "a", "str"),
        (lambda x: x + 1j, "complex"),
    ],
)
def test_what_cannot_be_recorded_says_why(function, words):
    with pytest.raises(NotRecordable, match=words):
        record(function, x=(3, 3))


def test_sizes_are_checked_before_anything_is_written():
    compiled = compile_function(lambda x, w: x @ w, {"x": (4, 3), "w": (3, 2)}, ("x",))
    for bad in ({"w": np.ones((3, 3))}, {"x": np.ones((5, 3))}, {"x": 1.0}):
        with pytest.raises(CompileError, match="shape"):
            compiled(**bad)
    with pytest.raises(CompileError, match="rows of shape"):
        list(compiled.blocks("x", np.ones((9, 4))))


def test_the_plain_evaluator_agrees():
    def f(x, y):
        z = np.where(x > y, np.tanh(x @ y.T).sum(axis=1, keepdims=True), np.maximum(x, 0.5))
        return z / (1 + np.abs(y)), np.max(x, axis=0) - y.mean()

    rng = np.random.default_rng(4)
    x, y = rng.normal(size=(2, 3, 3))
    graph = record(f, x=(3, 3), y=(3, 3))
    for got, expected in zip(evaluate(graph, {"x": x, "y": y}, list(graph.outputs.values())), f(x, y), strict=True):
        np.testing.assert_allclose(got, expected, rtol=1e-14)


def test_numpy_functions_agree():
    functions = [
        lambda x, y: np.sinh(x) + np.cosh(y) - np.tan(x),
        lambda x, y: np.clip(x, -0.5, 0.5) * y.clip(0, None),
        lambda x, y: np.outer(x.sum(axis=0), y.mean(axis=0)),
        lambda x, y: (x > 0) * y + (~(x > 0)) * x,
        lambda x, y: np.where((x > 0) & (y < 0) | (x < -1), x, y),
        lambda x, y: np.dot(x, y.T) + np.transpose(y @ x.T),
        lambda x, y: np.expand_dims(x.max(axis=1), 1) + np.squeeze(y.min(axis=0, keepdims=True)),
        lambda x, y: np.full_like(x, 3.0) + np.ones_like(y) * np.zeros_like(x),
        lambda x, y: np.reciprocal(1 + np.square(x)) + np.exp2(y) ** 0.5,
        lambda x, y: 2.0**x + (1 + x * x) ** y + x**3 + (1 + x * x) ** -2,
        lambda x, y: x.mean() + y.sum(axis=(0, 1)) + np.prod(x.shape),
        lambda x, y: x[:, None, :].mean(axis=1) + y[None].max(axis=0),
        lambda x, y: x[0:] @ np.array([[1.0, 2, 3], [4, 5, 6], [7, 8, 9]]) + np.array([1.0, -1, 0]),
        lambda x, y: np.broadcast_to(x.sum(), (5, 3)) + y,
    ]
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=(2, 5, 3))
    for number, function in enumerate(functions):
        got = compile_function(function, {"x": (5, 3), "y": (5, 3)})(x=x, y=y)["0"]
        np.testing.assert_allclose(got, function(x, y), rtol=1e-13, atol=1e-13, err_msg=str(number))
