"""The elementwise operations: their names, what they take and give, and the NumPy functions that they record."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np


class Operation(NamedTuple):
    """`takes` is "number", "boolean" or "any"; `gives` is what comes out; `function` is NumPy's own."""

    takes: str
    gives: str
    function: Any


def _numbers(*functions: np.ufunc) -> dict[str, Operation]:
    return {f.__name__: Operation("number", "number", f) for f in functions}


def _tests(*functions: np.ufunc) -> dict[str, Operation]:
    return {f.__name__: Operation("number", "boolean", f) for f in functions}


ELEMENTWISE: dict[str, Operation] = {
    **_numbers(np.add, np.subtract, np.multiply, np.divide, np.power, np.maximum, np.minimum),
    **_numbers(np.negative, np.absolute, np.sign, np.sqrt, np.floor, np.ceil, np.trunc, np.rint),
    **_numbers(np.exp, np.expm1, np.log, np.log1p, np.tanh, np.sin, np.cos),
    **_tests(np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal),
    "logical_and": Operation("boolean", "boolean", np.logical_and),
    "logical_or": Operation("boolean", "boolean", np.logical_or),
    "logical_not": Operation("boolean", "boolean", np.logical_not),
    "where": Operation("any", "number", np.where),
    "number": Operation("any", "number", np.float64),
    "copy": Operation("number", "number", np.positive),
}

# Each takes much longer than an addition: never computed twice to save a store.
COSTLY = {"divide", "power", "sqrt", "exp", "expm1", "log", "log1p", "tanh", "sin", "cos"}
