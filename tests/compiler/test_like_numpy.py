"""What is recorded is what NumPy does, to the type and the sign of a zero; the rest is refused, with its line."""

import numpy as np
import pytest

from gradpad.compiler import CompileError, NotRecordable, compile_function

X = np.array([[0.5, -1.5, 0.0], [2.0, -0.25, 3.0], [-0.0, 1.0, -2.0], [0.75, 0.5, 0.25], [1.5, -3.0, 0.125]])
Y = np.array([[1.0, 0.5, -2.0], [0.0, 0.25, 1.0], [2.0, -1.0, 0.5], [0.5, 0.5, 3.0], [-1.0, 2.0, 0.75]])


def alias(x, y):
    norm = x.sum()
    safe = norm
    safe += 0.1
    return x / norm + safe


def alias_of_an_array(x, y):
    norm = x.sum(axis=0)
    safe = norm
    safe += 0.1
    return x * norm + safe


def written_columns(x, y):
    out = np.zeros_like(x)
    for j in range(x.shape[1]):
        out[:, j] = x[:, j] * y[:, j] + j
    return out


def part_in_place(x, y):
    z = x.copy()
    z[1:3, 0] += 1.0
    z[:, ::2] *= y[:, ::2]
    z[-1] = 0.5
    return z


def through_a_transpose(x, y):
    z = x.copy()
    z.T[0] = 7.0
    z.reshape(5, 3, 1)[2] -= 1
    return z


def masked(x, y):
    z = x + 0
    z[z < 0] = 0
    z[y > 1] = y.mean()
    return z


def rows(x, y):
    total = 0
    for row in x.T:
        total = total + row * row
    first, *_, last = y.T
    return total + first * last


def assigned_list(x, y):
    z = x * 1
    z[[0, 2]] = 1.0
    z[:, [1]] = y[:, [0]]
    return z


def out_argument(x, y):
    z = np.empty_like(x)
    np.multiply(x, y, out=z)
    np.maximum(z, 0, out=z)
    return z


SUPPORTED = {
    "keepdims=1": lambda x, y: x / x.sum(axis=1, keepdims=1),
    "add.reduce": lambda x, y: np.add.reduce(x) + np.maximum.reduce(y, axis=1).sum(),
    "reduce over all": lambda x, y: np.add.reduce(x, axis=None) + x,
    "truth + truth": lambda x, y: (x > 0) + (y > 0) + 0.0,
    "truth * truth": lambda x, y: ((x > 0) * (y > 0)) * 1.0,
    "copy of truth": lambda x, y: (x > 0).copy() + (y > 0).copy() + 0.0,
    "T of truth": lambda x, y: ((x > 0).T + (y > 0).T) * 1.0,
    "abs of truth": lambda x, y: np.abs(x > 0) + (y > 0) + 0.0,
    "maximum of truth": lambda x, y: np.maximum(x > 0, y > 0) + (x > 1) + 0.0,
    "where of truth": lambda x, y: np.where(x > 0, y > 0, x < 1) + (y > 0) + 0.0,
    "ones_like truth": lambda x, y: np.ones_like(x > 0) + (x > 0) + 0.0,
    "astype(bool)": lambda x, y: x.astype(bool) + y.astype(bool) + 0.0,
    "astype(float)": lambda x, y: (x > 0).astype(float) + (y > 0).astype(np.float64),
    "astype(int)": lambda x, y: (x > 0).astype(int) + (y > 0).astype(int) + 0.5,
    "truth in place": lambda x, y: np.logical_xor(x > 0, y > 0) * 2.5,
    "full_like truth": lambda x, y: np.full_like(x > 0, 0.5) + 0.0,
    "sum of truth": lambda x, y: (x > 0).sum(axis=0) / len(x) + (y > 1).mean(),
    "any, all": lambda x, y: (x > 1).any(axis=1) * 2.0 + (y > -1.5).all(axis=1),
    "minus minus zero": lambda x, y: 1 / (np.zeros_like(x) * -1 - (-0.0)) + 1 / (x * 0 + np.array([0.0, -0.0, 0.0])),
    "an alias of a number": alias,
    "an alias of an array": alias_of_an_array,
    "expand_dims": lambda x, y: np.expand_dims(x.sum(axis=0), (0, -1))[0, :, 0] * y,
    "broadcast_to": lambda x, y: np.broadcast_to(x.sum(axis=0), (5, 3)) * y,
    "sinh": lambda x, y: np.sinh(236.7 * x) + np.cosh(236.7 * np.abs(x)),
    "slices": lambda x, y: x[1:, :2] * y[:-1, 1:] + x[::-1][1:, ::2],
    "an index": lambda x, y: x[0] * y[2, 1] + x[:, 1][:, None],
    "a list as index": lambda x, y: x[:, [2, 0]] @ y[[1, 3]][:, :2].T[:, :1],
    "known mask": lambda x, y: x[:, np.array([True, False, True])].sum() + y,
    "concatenate": lambda x, y: np.concatenate([x, y**2], axis=1) @ np.arange(6.0),
    "stack": lambda x, y: np.stack([x, y]).sum(axis=0) - np.stack((x, y), axis=-1).max(axis=-1),
    "hstack, vstack": lambda x, y: np.hstack([x, y])[:, 1:4] + np.vstack([x, y])[3:8],
    "column_stack": lambda x, y: np.column_stack([x[:, 0], y[:, 1], x[:, 2]]),
    "argmax": lambda x, y: np.argmax(x, axis=1) + y.argmin(axis=1) * 0.5,
    "one of the best": lambda x, y: (np.arange(3) == x.argmax(axis=1)[:, None]) * y,
    "std, var": lambda x, y: (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-5) + y.var() + np.var(x, axis=1, ddof=1).sum(),
    "clip": lambda x, y: x.clip(min=0) + x.clip(-1, 1) + np.clip(y, a_min=0.2, a_max=None) + np.clip(x, None, y),
    "clip's limits by keyword": lambda x, y: np.clip(x, min=-0.5, max=0.5),
    "comparisons": lambda x, y: (x >= y) * 1.0 + (x != y) * 2 + np.less(x, 0) * 4 + np.isclose(2, 2) * 8,
    "powers": lambda x, y: x**3 + np.abs(y) ** 0.5 + np.power(np.abs(x) + 1, -1.5) + 2**y + np.square(x) ** 2,
    "columns one by one": written_columns,
    "a part in place": part_in_place,
    "through a view": through_a_transpose,
    "a[a < 0] = 0": masked,
    "rows": rows,
    "a list of rows written": assigned_list,
    "out=": out_argument,
    "flip, roll, take": lambda x, y: np.flip(x, axis=0) + np.roll(y, 1, axis=0) + np.take(x, [2, 1, 0], axis=1),
    "repeat": lambda x, y: np.repeat(x[:, :1], 3, axis=1) * y,
    "round": lambda x, y: np.round(x, 1) + y.round(),
    "norm": lambda x, y: x / np.linalg.norm(x) + y / np.linalg.norm(y, axis=0, keepdims=True),
    "log2, log10": lambda x, y: np.log2(1 + x * x) + np.log10(2 + y * y),
    "isnan": lambda x, y: np.where(np.isnan(x / y * 0), 1.0, 2.0) + np.isfinite(x / y) + np.isinf(x / y) * 0.5,
    "logaddexp": lambda x, y: np.logaddexp(x, y) + np.heaviside(x, 0.5),
    "nan_to_num": lambda x, y: np.nan_to_num(x / np.where(y == 0, np.nan, y)),
    "remainder": lambda x, y: x % 1 + y // 0.5,
    "swapaxes": lambda x, y: np.swapaxes(x, 0, 1) @ y,
    "squeeze": lambda x, y: x.sum(axis=1, keepdims=True).squeeze()[:, None] + y.max(axis=(0, 1), keepdims=True),
    "isinstance": lambda x, y: x * 2 if isinstance(x, np.ndarray) else y,
    "isinstance of a number": lambda x, y: x * 2 if isinstance(x.sum(), float) else y,
    "hasattr": lambda x, y: x * 2 if hasattr(x, "shape") and not hasattr(x, "detach") else y,
    "1,000 operations": lambda x, y: sum((x * k for k in range(100)), y),
    "dtype=float": lambda x, y: np.sum(x, axis=0, dtype=float) + np.zeros_like(y, dtype=float),
    "fill": lambda x, y: [z := np.empty_like(x), z.fill(2.0), z + y][2],
    "linalg shapes": lambda x, y: np.dot(x[0], y[1]) + np.matmul(x, y.T) + x[0] @ y.T,
}

REFUSED = {
    "truth - truth": (lambda x, y: (x > 0) - (y > 0), "NumPy refuses"),
    "mask & 2": (lambda x, y: ((x > 0) & 2) + 0.0, "whole numbers"),
    "float16": (lambda x, y: x.astype("f2") * 1.0, "float16"),
    "float32": (lambda x, y: x.astype(np.float32) + y, "float32"),
    "dtype=": (lambda x, y: np.sum(x, dtype=np.float32) + y, "dtype|float32"),
    "dtype=int": (lambda x, y: np.sum(x, dtype=int) + y, "dtype"),
    "ufunc's dtype=": (lambda x, y: np.add(x, y, dtype=np.float32), "dtype"),
    "sqrt of truth": (lambda x, y: np.sqrt(x > 0) + 0.0, "float16"),
    "no elements": (lambda x, y: x[:, :0].sum(axis=1), "without elements"),
    "no elements in a constant": (lambda x, y: (x.sum() + np.zeros((0, 3))).sum(), "without elements"),
    "the largest of none": (lambda x, y: np.max(np.ones((0, 3)) * x.sum(), axis=0), "without elements|NumPy refuses"),
    "a wrong axis": (lambda x, y: x.sum(axis=2), "AxisError"),
    "try": (lambda x, y: _tried(x), "float"),
    "try, all": (lambda x, y: _tried_all(x), "branching"),
    "printing": (lambda x, y: _printed(x), "printing"),
    "f-string": (lambda x, y: f"{x.sum():.3f}" and x, "printing"),
    "attribute": (lambda x, y: x.flags.writeable * x, "flags"),
    "data-dependent part": (lambda x, y: x[x > 0].sum(), "index"),
    "several results": (lambda x, y: np.modf(x)[0], "modf"),
    "remainder by 0.3": (lambda x, y: x % 0.3, "%"),
    "into a plain array": (lambda x, y: np.add(x, y, out=np.zeros((5, 3))), "plain NumPy array"),
    "astype(int) of floats": (lambda x, y: x.astype(int) * 1.0, "whole numbers"),
    "math": (lambda x, y: __import__("math").exp(x.sum()) * x, "float"),
    "max of two": (lambda x, y: max(x.sum(), y.sum()) * x, "branching"),
    "in a larger shape": (lambda x, y: _widened(x), "NumPy refuses"),
    "into a view without memory": (lambda x, y: np.broadcast_to(x[0], (5, 3)).__setitem__(0, 1.0), "view"),
    "too deep": (lambda x, y: _chained(x, 3000), "deep|too many"),
    "sorted": (lambda x, y: np.sort(x, axis=0), "sort"),
}


def _tried(x):
    try:
        return float(x.sum()) * x
    except (TypeError, CompileError):
        return x


def _tried_all(x):
    try:
        return x if x.sum() > 0 else -x
    except Exception:
        return x


def _printed(x):
    print(x)
    return x


def _widened(x):
    z = x[0].copy()
    z += x
    return z


def _chained(x, times):
    for k in range(times):
        x = np.tanh(x) + k
    return x


@pytest.mark.parametrize("name", SUPPORTED)
def test_what_one_would_write_gives_what_numpy_gives(name):
    function = SUPPORTED[name]
    with np.errstate(all="ignore"):
        expected = function(X.copy(), Y.copy())
        got = compile_function(function, {"x": X.shape, "y": Y.shape}, ("x", "y"))(x=X, y=Y)["0"]
    assert got.shape == np.shape(expected)
    np.testing.assert_allclose(got, expected, rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_recorded_is_refused_with_its_line(name, capsys):
    function, words = REFUSED[name]
    with pytest.raises(CompileError, match=words) as raised:
        compile_function(function, {"x": X.shape, "y": Y.shape}, ("x", "y"))
    assert isinstance(raised.value, NotRecordable)
    assert name == "too deep" or "of test_like_numpy.py: " in str(raised.value), str(raised.value)
