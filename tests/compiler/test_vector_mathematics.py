"""The vector functions against mpmath: at most 3 units in the last place, and C's answers at the edges."""

import sys

import mpmath as mp
import numpy as np
import pytest

from gradpad.compiler import compile_function

mp.mp.prec = 200
# mpmath takes its time: so many arguments of each kind.
COUNTS = [
    300,
    pytest.param(1500, marks=pytest.mark.whole("three hundred arguments of each kind are tried at every commit")),
]
if sys.platform == "emscripten":
    COUNTS = [200]
EDGES = [
    0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324, -5e-324, 1e-310, -1e-310, 2.2250738585072014e-308, 1e-300, 1.0, -1.0,
    2.0, -2.0, 0.5, -0.5, 3.0, -3.0, 1e308, -1e308, 1e15, 709.7, 709.79, -708.5, -745.1, -745.2, 1e-20, -1e-20, 1e5,
    1e-8, -1e-8, 0.9999999999999999, 1.0000000000000002, 100.0, -100.0, 19.1, 22.0, -36.8, 3.141592653589793,
]  # fmt: skip
FUNCTIONS = {
    np.tanh: mp.tanh, np.exp: mp.exp, np.expm1: mp.expm1, np.log: mp.log, np.log1p: mp.log1p, np.sin: mp.sin,
    np.cos: mp.cos, np.sqrt: mp.sqrt,
}  # fmt: skip


def arguments(dtype, function, count):
    rng = np.random.default_rng(1)
    size = np.dtype(dtype).itemsize
    with np.errstate(all="ignore"):
        any_bits = rng.integers(0, 2 ** (8 * size), count, dtype=f"u{size}").view(dtype).astype(float)
        parts = [any_bits, rng.uniform(-30, 30, count), rng.uniform(-2, 2, count), rng.uniform(-745, 710, count),
                 rng.standard_normal(count) * 10.0 ** rng.uniform(-12, 0, count), EDGES]  # fmt: skip
        x = np.concatenate(parts).astype(dtype).astype(float)
    if function in (np.sin, np.cos):
        limit = 1e6 if dtype == "float64" else 1e3
        x = x[~(np.abs(x) > limit) | np.isinf(x)]
    if function in (np.log, np.sqrt):
        x = np.concatenate([np.abs(x), [-1.0, -0.0, -np.inf]])
    return x


def units_off(got, exact, dtype):
    spacing = np.spacing(np.abs(np.dtype(dtype).type(float(exact))))
    return float(abs(mp.mpf(float(got)) - exact) / mp.mpf(float(spacing)))


def compare(function, exact, columns, dtype):
    """The largest error; at the edges the answer has to be NumPy's."""
    names = [f"x{i}" for i in range(len(columns))]
    shapes = {name: (len(columns[0]),) for name in names}
    compiled = compile_function(lambda **a: function(*(a[n] for n in names)), shapes, dtype=dtype)
    out = compiled(**dict(zip(names, columns, strict=True)))["0"]
    with np.errstate(all="ignore"):
        numpys = function(*(column.astype(dtype) for column in columns))
    worst = 0.0
    for got, numpy, values in zip(out, numpys, zip(*columns, strict=True), strict=True):
        if not all(map(np.isfinite, values)) or not np.isfinite(numpy) or not np.isfinite(got):
            assert got == numpy or (np.isnan(got) and np.isnan(numpy)), (function, values, got, numpy)
        elif numpy == 0:
            assert got == 0, values
            assert np.signbit(got) == np.signbit(numpy), values
        else:
            worst = max(worst, units_off(got, exact(*map(mp.mpf, values)), dtype))
    return worst


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("count", COUNTS)
def test_within_three_units(function, dtype, count):
    assert compare(function, FUNCTIONS[function], [arguments(dtype, function, count)], dtype) <= 3.0


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("count", COUNTS)
def test_power(dtype, count):
    rng = np.random.default_rng(2)
    in_range = [e for e in EDGES if not 0 < abs(e) < 1e-37 and not 1e37 < abs(e) < np.inf]
    edges = np.array(EDGES if dtype == "float64" else in_range)
    a, b = (grid.ravel() for grid in np.meshgrid(edges, edges))
    x = np.concatenate([np.exp(rng.uniform(-40, 40, count)), rng.uniform(0.9, 1, count), rng.uniform(-3, 3, count), a])
    y = np.concatenate([rng.uniform(-2, 2, count), rng.integers(1, 5000, count), rng.integers(-9, 9, count), b])
    x, y = (column.astype(dtype).astype(float) for column in (x, y))
    assert compare(np.power, mp.power, [x, y], dtype) <= 3.0


def test_errors_over_many_arguments():
    """A million arguments where errors are largest, against long doubles where these have more digits."""
    if np.finfo(np.longdouble).nmant < 60 or sys.platform == "emscripten":
        pytest.skip("the functions of long doubles know no more digits here")
    rng = np.random.default_rng(3)
    ranges = [
        (np.tanh, -1.2, 1.2), (np.tanh, -20, 20), (np.expm1, -2, 2), (np.exp, -20, 20), (np.log1p, -0.9, 2),
        (np.log, 0.3, 2), (np.sin, -30, 30), (np.cos, -30, 30),
    ]  # fmt: skip
    for function, low, high in ranges:
        compiled = compile_function(lambda x, function=function: function(x), {"x": (50_000,)})
        for _ in range(3):
            x = rng.uniform(low, high, 50_000)
            exact = function(x.astype(np.longdouble))
            error = np.abs(compiled(x=x)["0"] - exact) / np.spacing(np.abs(exact.astype(float)))
            assert error.max() <= 3.0, (function, x[error.argmax()])


def test_huge_arguments_of_sine_and_cosine():
    """Beyond the promised range the result is at least a number between -1 and 1."""
    x = np.array([1e7, 1e12, 1e15, 1e16, 1e100, -1e300])
    for function in (np.sin, np.cos):
        out = compile_function(lambda x, function=function: function(x), {"x": x.shape})(x=x)["0"]
        assert np.all(np.abs(out) <= 1)
        assert np.allclose(out[:2], function(x[:2]), atol=1e-3)


def test_simple_functions_follow_numpy():
    x = np.array([*EDGES, 2.5, 3.5, -2.5, 0.49999999999999994, 1e16])
    y = x[::-1].copy()
    one = {"absolute", "sign", "negative", "floor", "ceil", "trunc", "rint", "square"}
    for name in sorted(one):
        function = getattr(np, name)
        with np.errstate(all="ignore"):
            expected = function(x)
        got = compile_function(lambda x, f=function: f(x), {"x": x.shape})(x=x)["0"]
        np.testing.assert_array_equal(got, expected, err_msg=name)
    for name in ("maximum", "minimum", "add", "multiply", "divide", "less", "greater_equal", "equal", "not_equal"):
        function = getattr(np, name)
        with np.errstate(all="ignore"):
            expected = function(x, y).astype(float)
        got = compile_function(lambda x, y, f=function: f(x, y), {"x": x.shape, "y": x.shape})(x=x, y=y)["0"]
        np.testing.assert_array_equal(got, expected, err_msg=name)
