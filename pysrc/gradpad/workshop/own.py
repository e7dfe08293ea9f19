"""An activation of one's own, typed as an expression in z: its curve, its derivative, and a place among the others.

The expression is read, not run: it may hold numbers, z, + - * / ** and a few functions (see formulas). The derivative
is found by the compiler, from a recording of what NumPy does; and custom compares it with differences.
"""

import ast
import re
from typing import Any

import numpy as np

from gradpad.activations import ACTIVATIONS, Activation
from gradpad.arrays import Array
from gradpad.compiler import CompileError, formula
from gradpad.custom import custom_activation
from gradpad.errors import FormulaError
from gradpad.formulas import CONSTANTS, compile_formula, evaluate

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,23}")

added: set[str] = set()  # the names of those that visitors have added


def own_activation(name: str, expression: str) -> Activation:
    """Args:    name: a word; expression: in z, "z * exp(-z**2)".
    Returns: the activation, with its formula. Raises: FormulaError, CustomError: it can't be one, and why.
    """
    if not NAME.fullmatch(name):
        raise FormulaError(f"The name {name!r} won't do: letters, digits and _, a letter first, at most 24.", "name")
    if name in ACTIVATIONS and name not in added:
        raise FormulaError(f"There is an activation {name!r} already; choose another name.", "name")
    compile_formula(expression, ("z",))  # complains about what may not stand in it
    tree = ast.parse(expression.strip().replace("^", "**"), mode="eval").body

    def function(z: Array) -> Any:
        return evaluate(tree, {**CONSTANTS, "z": z})

    function.__name__ = name
    function.__doc__ = f"Typed by a visitor: {expression}"
    made = custom_activation(function)
    kind: Any = type(made)
    kind.formula = f"f(z) = {letters(function)}"
    kind.slope_formula = f"f'(z) = {letters(function, slope=True)}"
    return made


def letters(function: Any, slope: bool = False) -> str:
    """Returns: the function, or its derivative, in LaTeX; a plain f where that can't be written."""
    try:
        return formula(function, "z", slope=slope)
    except CompileError:
        return "f'(z)" if slope else "f(z)"


def describe(made: Activation) -> dict[str, Any]:
    """Returns: `formula`, `slope_formula` and the `curve`, to be drawn."""
    z = np.linspace(-6.0, 6.0, 161)
    a = made.value(z)
    curve = {"label": made.label, "x": z.tolist(), "y": a.tolist(), "slope": made.slope(z, a).tolist()}
    return {
        "name": made.name,
        "formula": made.formula,
        "slope_formula": vars(type(made))["slope_formula"],
        "curve": curve,
    }


def add(made: Activation) -> None:
    """Puts it among the activations, in the place of one of the same name that was added before."""
    others = {name: choice for name, choice in ACTIVATIONS.items() if name != made.name}
    ACTIVATIONS.replace_all({**others, made.name: made})
    added.add(made.name)
