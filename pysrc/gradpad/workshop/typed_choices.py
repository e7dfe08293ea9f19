"""An activation, a loss, an input or a data set of one's own, typed as an expression: what it looks like, and its code.

The expression is read, not run: it may hold numbers, variables, + - * / ** and a few functions (typed_formulas). The
derivative is found by the compiler, from a recording of what NumPy does; custom compares it with differences.
"""

import ast
from collections.abc import Callable
from typing import Any

import numpy as np

from gradpad import sources
from gradpad.activations import ACTIVATIONS
from gradpad.arrays import Array
from gradpad.compiler import CompileError, formula, numpy_text
from gradpad.config.data import TASKS
from gradpad.config.fields import shown
from gradpad.config.plane import grid
from gradpad.custom import PLACES, custom_activation, custom_loss
from gradpad.datasets import DATASETS
from gradpad.errors import CustomError, FormulaError, GradpadError
from gradpad.losses import LOSSES
from gradpad.registry import Registry
from gradpad.typed_formulas import CONSTANTS, FUNCTIONS, evaluate, names_in, read_formula
from gradpad.workshop import typed_choice_code

VARIABLES = {"activation": ("z",), "loss": ("o", "t"), "input": ("x1", "x2"), "data": ("x1", "x2")}
REGISTRIES: dict[str, Registry[Any]] = {"activation": ACTIVATIONS, "loss": LOSSES, "data": DATASETS}
NEEDED = {"activation": {"z"}, "loss": {"o"}, "input": {"x1", "x2"}, "data": {"x1", "x2"}}  # one of these, at least
RESOLUTION = 40
SAMPLE = 400
MAX_NAME = 24


def look(kind: str, name: str, expression: str, task: str = "classification") -> dict[str, Any]:
    """Args:    kind: one of VARIABLES; name: a word, of all but an input; expression: in the variables of its kind;
             task: of a data set: the expression is the border between two classes, or the value itself.
    Returns: `OwnAnswer` in workshop-types.d.ts: formulas, curves, a map or points; `code`, the class that it makes;
             `problem` says instead what is wrong, in which field, and where.
    Raises:  FormulaError: there is no such kind or task.
    """
    if kind not in VARIABLES or task not in TASKS:
        raise FormulaError(
            f"{shown(kind)}, {shown(task)}: there are {', '.join(VARIABLES)}; {', '.join(TASKS)}.", "kind"
        )
    variables = VARIABLES[kind]
    known = {"variables": list(variables), "functions": list(FUNCTIONS), "constants": list(CONSTANTS)}
    nothing: dict[str, Any] = {"problem": None, "slopes": [], "curves": [], "map": None, "sample": None, "code": ""}
    answer = {"kind": kind, "name": name, "formula": "", "checked": "", **nothing, "knows": known}
    try:
        tree = read_formula(expression, variables)
        if not names_in(tree) & NEEDED[kind]:
            needed = " or ".join(each for each in variables if each in NEEDED[kind])
            raise FormulaError(f"It is the same everywhere: use {needed} in it.", None, (0, len(expression)))
        check_name(kind, name)
        with np.errstate(all="ignore"):
            return {**answer, **LOOKS[kind](name, tree, task)}
    except GradpadError as error:
        field = "name" if error.path == "name" else "expression"
        place = list(error.place) if isinstance(error, FormulaError) and error.place else None
        return {**answer, "problem": {"message": error.message, "field": field, "place": place}}


def check_name(kind: str, name: str) -> None:
    """Raises: FormulaError: nothing can be called so, or something else is."""
    if kind == "input":
        return
    if not (name.isascii() and name.isidentifier() and name[0].isalpha() and len(name) <= MAX_NAME):
        raise FormulaError(
            f"The name {shown(name)} won't do: letters, digits and _, a letter first, at most {MAX_NAME}.", "name"
        )
    own = typed_choice_code.own_names(sources.text(typed_choice_code.MODULES[kind]))
    if name in REGISTRIES[kind] and name not in own:
        raise FormulaError(f"{name!r} is {REGISTRIES[kind].noun} already; choose another name.", "name")
    alike = [each for each in own if each != name and each[0].lower() + each[1:] == name[0].lower() + name[1:]]
    if alike:  # they would be one class
        raise FormulaError(f"{name!r} is too much like {alike[0]!r}, which there is already.", "name")


def letters(function: Callable[..., Any], *names: str, slope: bool = False) -> str:
    """Returns: the function, or its derivative by the first variable, in LaTeX. Raises: CustomError."""
    try:
        return formula(function, *names, slope=slope)
    except CompileError as error:
        raise CustomError(f"Its derivative can't be found: {error}") from error


def of_variables(tree: ast.expr, names: tuple[str, ...]) -> Callable[..., Any]:
    """Returns: the formula as a function of these variables, in this order."""
    if len(names) == 1:
        return lambda first: evaluate(tree, {**CONSTANTS, names[0]: first})
    return lambda first, second: evaluate(tree, {**CONSTANTS, names[0]: first, names[1]: second})


def look_activation(name: str, tree: ast.expr, _: str) -> dict[str, Any]:
    """Returns: the curve from z = -6 to 6 with its derivative. Raises: CustomError: it can't be an activation."""
    function = of_variables(tree, ("z",))
    function.__name__ = name
    made = custom_activation(function)
    z = np.linspace(-6.0, 6.0, 161)
    a = made.value(z)
    curve = {"label": "z", "x": z.tolist(), "y": a.tolist(), "slope": made.slope(z, a).tolist()}
    value, slope = letters(function, "z"), letters(function, "z", slope=True)
    code = typed_choice_code.activation_class(
        name,
        ast.unparse(tree),
        value,
        typed_choice_code.in_numpy(tree, {"z": "z"}),
        numpy_text(function, "z", slope=True),
    )
    return {
        "formula": f"f(z) = {value}",
        "slopes": [f"f'(z) = {slope}"],
        "curves": [curve],
        "checked": f"Compared with differences at {PLACES.size} places, the derivative is right.",
        "code": code,
    }


def look_loss(name: str, tree: ast.expr, _: str) -> dict[str, Any]:
    """Returns: the curve over the output for both targets, with its gradient. Raises: CustomError: it can't be one."""
    single = of_variables(tree, ("o", "t"))

    def function(o: Array, t: Array) -> Any:
        return np.sum(single(o, t), axis=1)

    function.__name__ = name
    made = custom_loss(function)
    o = np.linspace(-2.0, 2.0, 121)
    curves = []
    for target in (-1.0, 1.0):
        column, targets = o[:, None], np.full((len(o), 1), target)
        slope = made.gradient(column, targets)[:, 0] * len(o)
        label = f"t = {target:.0f}".replace("-", "\u2212")
        curves.append(
            {"label": label, "x": o.tolist(), "y": made.per_example(column, targets).tolist(), "slope": slope.tolist()}
        )
    value, slope_letters = letters(single, "o_k", "t_k"), letters(single, "o_k", "t_k", slope=True)
    names = {"o": "scores", "t": "targets"}
    code = typed_choice_code.loss_class(
        name,
        ast.unparse(tree),
        value,
        typed_choice_code.in_numpy(tree, names),
        numpy_text(single, "scores", "targets", slope=True),
    )
    return {
        "formula": rf"L = \sum_k {value}",
        "slopes": [rf"\frac{{\partial L}}{{\partial o_k}} = {slope_letters}"],
        "curves": curves,
        "checked": "Compared with differences, for one output and for three, the gradient is right.",
        "code": code,
    }


def look_input(_: str, tree: ast.expr, __: str) -> dict[str, Any]:
    """Returns: its map over the plane, and how it changes with x1 and x2. Raises: CustomError: it is not finite."""
    function = of_variables(tree, ("x1", "x2"))
    values = finite_over_plane(function)
    by_x2 = of_variables(tree, ("x2", "x1"))
    return {
        "formula": f"h(x_1, x_2) = {letters(function, 'x_1', 'x_2')}",
        "slopes": [
            rf"\frac{{\partial h}}{{\partial x_1}} = {letters(function, 'x_1', 'x_2', slope=True)}",
            rf"\frac{{\partial h}}{{\partial x_2}} = {letters(by_x2, 'x_2', 'x_1', slope=True)}",
        ],
        "map": {"resolution": RESOLUTION, "values": values.tolist()},
        "checked": f"From {values.min():.4g} to {values.max():.4g}, and a number everywhere on the plane.",
    }


def look_data(name: str, tree: ast.expr, task: str) -> dict[str, Any]:
    """Returns: points as it makes them. Raises: CustomError: it is not finite, or all points are of one class."""
    function = of_variables(tree, ("x1", "x2"))
    finite_over_plane(function)
    points = np.random.default_rng(0).uniform(-6, 6, (SAMPLE, 2))
    values = np.broadcast_to(function(points[:, 0], points[:, 1]), (SAMPLE,)).astype(np.float64)
    regression = task == "regression"
    labels = values if regression else (values > 0).astype(float)
    count = int(np.sum(labels))
    if not regression and count in (0, SAMPLE):
        raise CustomError(
            f"All points are in class {count // SAMPLE}: it is {'above' if count else 'nowhere above'} zero."
        )
    value = letters(function, "x_1", "x_2")
    told = (
        f"Values from {values.min():.4g} to {values.max():.4g}."
        if regression
        else f"{count} of {SAMPLE} points in class 1."
    )
    return {
        "formula": f"y = {value}" if regression else rf"y = 1 \text{{ where }} {value} > 0",
        "sample": {"task": task, "points": np.round(points, 3).ravel().tolist(), "labels": labels.tolist()},
        "checked": told,
        "code": typed_choice_code.data_class(
            name, ast.unparse(tree), typed_choice_code.in_numpy(tree, {"x1": "x1", "x2": "x2"}), task
        ),
    }


def finite_over_plane(function: Callable[..., Any]) -> Array:
    """Returns: its values on a grid. Raises: CustomError: one of them, there or between, is not finite."""
    places = np.concatenate([grid(RESOLUTION), PLACES, grid(RESOLUTION + 1)])
    values = np.broadcast_to(np.asarray(function(places[:, 0], places[:, 1]), dtype=np.float64), (len(places),))
    bad = ~np.isfinite(values)
    if bad.any():
        x1, x2 = places[np.argmax(bad)]
        raise CustomError(f"At x1 = {x1:.4g}, x2 = {x2:.4g} it is no finite number; it must be one everywhere.")
    return values[: RESOLUTION * RESOLUTION]


LOOKS: dict[str, Callable[[str, ast.expr, str], dict[str, Any]]] = {
    "activation": look_activation,
    "loss": look_loss,
    "input": look_input,
    "data": look_data,
}
