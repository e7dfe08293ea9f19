"""A typed expression as the engine's own kind of Python: the class that stands for it, among the others of its module.

So whatever a visitor adds is code like all the rest: it is shown in the code pane, recorded and compiled, checked,
taken along in a script, and travels in a link or a file as text that the next visitor reads before it runs.
"""

import ast
import math
import textwrap
from collections.abc import Mapping

import numpy as np

from gradpad.errors import FormulaError
from gradpad.typed_formulas import CONSTANTS, FUNCTIONS, evaluate, names_in

MODULES = {"activation": "activations", "loss": "losses", "data": "datasets"}
CONSTANT_NAMES = {"pi": "np.pi", "e": "np.e"}
TYPED = "Typed by a visitor: "  # how the docstring of such a class begins


def class_name(name: str) -> str:
    """Returns: what the class of an own choice is called. No class of the engine's begins so."""
    return f"Own{name[0].upper()}{name[1:]}"


class _InNumpy(ast.NodeTransformer):
    """Puts NumPy's names in a formula's tree, and its number for a part without variables: 9**9**9 would hang."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return expression(self.variables.get(node.id) or CONSTANT_NAMES[node.id])

    def visit_Call(self, node: ast.Call) -> ast.expr:
        assert isinstance(node.func, ast.Name)
        name = f"np.{FUNCTIONS[node.func.id].__name__.replace('absolute', 'abs')}"
        return ast.Call(expression(name), [self.visit(argument) for argument in node.args], [])

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        if names_in(node) & set(self.variables):
            return ast.BinOp(self.visit(node.left), node.op, self.visit(node.right))
        with np.errstate(all="ignore"):
            value = float(evaluate(node, dict(CONSTANTS)))
        if not math.isfinite(value):
            raise FormulaError(f"{ast.unparse(node)} is no finite number.")
        return literal(value)

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        assert isinstance(node.value, (int, float))
        return literal(node.value)


def literal(value: float) -> ast.expr:
    """Returns: a number as it stands in code; a whole one that is not large without its point."""
    plain = int(value) if value == int(value) and abs(value) < 1e6 else float(value)
    return ast.UnaryOp(ast.USub(), ast.Constant(-plain)) if plain < 0 else ast.Constant(plain)


def expression(text: str) -> ast.expr:
    """Returns: the tree of an expression."""
    return ast.parse(text, mode="eval").body


def in_numpy(tree: ast.expr, variables: Mapping[str, str]) -> str:
    """Args: tree: of a formula; variables: what each is called in the code. Returns: the formula as NumPy."""
    return ast.unparse(_InNumpy(variables).visit(ast.parse(ast.unparse(tree), mode="eval").body))


def activation_class(name: str, typed: str, formula: str, value: str, slope: str) -> str:
    """Args: name; typed: the expression; formula: LaTeX; value, slope: NumPy in z. Returns: the class as text."""
    return _dedent(f"""
        @ACTIVATIONS.register
        class {class_name(name)}(Activation):
            \"\"\"{TYPED}{typed}\"\"\"

            name, label = "{name}", "{name}"
            formula = {_raw(f"f(z) = {formula}")}

            def value(self, z: Array) -> Array:
                return {value}

            def slope(self, z: Array, a: Array) -> Array:
                return {slope}
    """)


def loss_class(name: str, typed: str, formula: str, value: str, slope: str) -> str:
    """Args: as activation_class(); value, slope: NumPy in scores and targets, of each output."""
    latex = _raw(f"L = \\sum_k {formula}")
    return _dedent(f"""
        @LOSSES.register
        class {class_name(name)}(Loss):
            \"\"\"{TYPED}{typed}, added up over the outputs.\"\"\"

            name, label = "{name}", "{name}"
            formula = {latex}

            def per_example(self, scores: Array, targets: Array) -> Array:
                return np.sum({value}, axis=1)

            def gradient(self, scores: Array, targets: Array) -> Array:
                return {bracketed(slope)} / len(scores)
    """)


def bracketed(text: str) -> str:
    """Returns: an expression that may stand before a division."""
    return text if isinstance(expression(text), (ast.Call, ast.Name, ast.Constant)) else f"({text})"


def data_class(name: str, typed: str, value: str, task: str) -> str:
    """Args: as activation_class(); value: NumPy in x1 and x2; task: whether it is a class's border or the value."""
    regression = task == "regression"
    says = f"the value is {typed}." if regression else f"class 1 where {typed} is above zero."
    labels = value if regression else f"({value} > 0).astype(float)"
    return _dedent(f"""
        @DATASETS.register
        class {class_name(name)}(Generator):
            \"\"\"{TYPED}{says}\"\"\"

            name, label, task = "{name}", "{name}", "{task}"

            def make(self, rng: Rng, count: int, noise: float) -> Labelled:
                points = rng.uniform(-6, 6, (count, 2))
                x1, x2 = (points + rng.uniform(-6, 6, points.shape) * noise).T
                return points, {labels}
    """)


def put_class(module_text: str, text: str) -> str:
    """Returns: the module's text with this class at its end, and without an earlier one of the same name."""
    name = next(node.name for node in ast.parse(text).body if isinstance(node, ast.ClassDef))
    return f"{without_class(module_text, name).rstrip()}\n\n\n{text}"


def without_class(module_text: str, name: str) -> str:
    """Returns: the module's text without a class, and without the empty lines that stood before it."""
    lines = module_text.splitlines(keepends=True)
    for node in ast.parse(module_text).body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)]) - 1
            kept = "".join(lines[:first]).rstrip() + "\n"
            rest = "".join(lines[node.end_lineno or first :])
            return kept + (f"\n\n{rest.lstrip(chr(10))}" if rest.strip() else "")
    return module_text


def own_names(module_text: str) -> list[str]:
    """Returns: the names of the choices in a module that were typed by a visitor."""
    return [
        str(part.value.elts[0].value)
        for node in ast.parse(module_text).body
        if isinstance(node, ast.ClassDef) and (ast.get_docstring(node) or "").startswith(TYPED)
        for part in node.body
        if isinstance(part, ast.Assign) and isinstance(part.value, ast.Tuple)
        if isinstance(part.value.elts[0], ast.Constant)
    ]


def _raw(latex: str) -> str:
    return f'r"{latex}"'


def _dedent(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n").rstrip(" ")
