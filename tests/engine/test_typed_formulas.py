"""Formulas from outside: read, never run. What they may hold works; everything else is refused at once."""

import time

import numpy as np
import pytest

from gradpad.config import Config
from gradpad.errors import ConfigError, FormulaError
from gradpad.typed_formulas import FUNCTIONS, MAX_LENGTH, compile_formula

X = np.linspace(-2, 2, 9)


def value(text, **variables):
    variables = variables or {"x": X}
    return compile_formula(text, tuple(variables))(**variables)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x", X),
        (" 2 * x + 1 ", 2 * X + 1),
        ("x^2", X**2),
        ("-x**2", -(X**2)),
        ("2^3^2 * x", 512 * X),
        ("(1 + x) / 4", (1 + X) / 4),
        ("sin(pi * x) + cos(x)", np.sin(np.pi * X) + np.cos(X)),
        ("min(x, 0) - max(x, 1)", np.minimum(X, 0) - np.maximum(X, 1)),
        ("abs(x) * sign(x) + tanh(x) - tan(x)", X + np.tanh(X) - np.tan(X)),
        ("exp(x) + log(e)", np.exp(X) + 1),
        ("sqrt(4)", np.full(9, 2.0)),
        ("+7", np.full(9, 7.0)),
        ("1e3 * .5", np.full(9, 500.0)),
    ],
)
def test_values(text, expected):
    result = value(text)
    assert result.dtype == np.float64
    np.testing.assert_allclose(result, expected, rtol=1e-14)


def test_two_variables():
    np.testing.assert_array_equal(value("x1 * x2 - x2", x1=X, x2=X + 1), X * (X + 1) - (X + 1))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function(name):
    arguments = "x, 2" if name in ("min", "max") else "x"
    with np.errstate(all="ignore"):
        expected = FUNCTIONS[name](X, 2) if name in ("min", "max") else FUNCTIONS[name](X)
    np.testing.assert_array_equal(value(f"{name}({arguments})"), expected)


def test_the_result_is_an_array_of_its_own():
    x = X.copy()
    result = compile_formula("x", ("x",))(x=x)
    result += 1
    np.testing.assert_array_equal(x, X)


HOSTILE = [
    "__import__('os').system('id')", "().__class__.__bases__", "x.__class__", "x.real", "x[0]", "[x]", "(x, x)",
    "{x}", "{'a': x}", "lambda: x", "lambda x: x", "(lambda: 1)()", "x if x else 1", "x and x", "not x", "x < 1",
    "x == x", "x @ x", "x // 2", "x % 2", "x << 100", "x >> 1", "x | 1", "~x", "'text'", "'a' * 10**9", "b'x'",
    "f'{x}'", "...", "None", "True", "1j", "y := 1", "(y := 1)", "x = 1", "x; x", "x\nx", "import os", "del x",
    "print(x)", "eval('x')", "exec('x')", "open('/etc/passwd')", "getattr(x, 'y')", "sin", "sin(x)(x)", "sin(*x)",
    "sin(**x)", "sin(x=x)", "sin()", "sin(x, x)", "min(x)", "max(x, x, x)", "np.sin(x)", "[i for i in x]",
    "await x", "yield x", "*x", "**x", "x..real", "x x", "", " ", "(", ")", "1 +", "x\x00", "\ud800", "🐍", "#",
    "x # and then\n+ 1", "0777", "1__0", "0x", "1e", "y", "x2", "_", "__builtins__",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text.encode("ascii", "backslashreplace").decode())
def test_hostile(text):
    with pytest.raises(FormulaError) as caught:
        compile_formula(text, ("x",))
    assert 10 < len(caught.value.message) < 500


@pytest.mark.parametrize(
    "text",
    [
        "10^10^10", "10**10**10**10", "9**9**9**9**9", "(" * 99 + "x" + ")" * 99, "-" * 199 + "x", "sin(" * 49 + "x",
        "((((((((((" * 20, "x" + "**9" * 60, "9" * 200, "1e999", "x+" * 99 + "x", "exp(exp(exp(exp(x))))",
        "1/0", "0/0", "0**-1", "(-1)**0.5", "log(-1)", "tan(pi/2)", "1e200 * 1e200", "0x" + "f" * 150,
    ],
    ids=lambda text: text[:24],
)  # fmt: skip
def test_huge(text):
    """Refused or computed, but in no time and without a warning or an error of another kind."""
    started = time.process_time()
    try:
        result = value(text)
    except FormulaError:
        pass
    else:
        assert result.shape == X.shape
    assert time.process_time() - started < 1


def test_too_long():
    assert value("x" + " " * (MAX_LENGTH - 1)) is not None
    with pytest.raises(FormulaError, match="201 characters; at most 200"):
        compile_formula("x" * 201, ("x",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x + y", "'y'; it may use x, pi, e"),
        ("foo(x)", "no function 'foo'"),
        ("min(x)", "min takes 2 arguments, not 1"),
        ("sin(x, x)", "sin takes 1 argument, not 2"),
        ("x.real", "numbers, variables"),
        ("(x", "can't be read"),
        ("1e999", "too large"),
    ],
)
def test_what_is_said(text, said):
    with pytest.raises(FormulaError) as caught:
        compile_formula(text, ("x",))
    assert said in caught.value.message


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ({"data": {"kind": "formula", "formula": "foo(x)"}, "features": ["x1"]}, "data.formula"),
        ({"data": {"kind": "formula", "formula": 5}, "features": ["x1"]}, "data.formula"),
        ({"data": {"kind": "formula", "formula": "x1"}, "features": ["x1"]}, "data.formula"),
        ({"features": ["x1", {"formula": "x"}]}, "features.1"),
        ({"features": [{"formula": ["x1"]}]}, "features.0"),
    ],
)
def test_in_a_configuration(raw, path):
    with pytest.raises(ConfigError) as caught:
        Config.from_dict(raw)
    assert caught.value.path == path
    assert path in caught.value.message
