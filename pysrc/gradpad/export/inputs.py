"""What the network is shown of a point, as a function for an exported file."""

import ast

from gradpad.config.schema import Config
from gradpad.export.source import is_docstring, method_node
from gradpad.features import FEATURES, FeatureConfig
from gradpad.typed_formulas import CONSTANTS, FUNCTIONS


def inputs_text(config: Config) -> str:
    """Returns: the function that makes a network's inputs from points, shape (n, 2) to (n, inputs)."""
    columns = [column_text(feature) for feature in config.features]
    stack = f"    return np.stack([{', '.join(columns)}], axis=1)"
    if len(stack) > 110:
        stack = "    return np.stack([\n" + "".join(f"        {text},\n" for text in columns) + "    ], axis=1)"
    needs_like = any(isinstance(feature, dict) for feature in config.features)
    like = ["    zeros = np.zeros_like(x1)"] if needs_like else []
    return "\n".join(
        [
            "def inputs(points):",
            f'    """What the network is shown of each point: {len(config.features)} numbers."""',
            "    x1, x2 = points[:, 0], points[:, 1]",
            *like,
            stack,
        ]
    )


def column_text(feature: FeatureConfig) -> str:
    """Returns: one input as an expression in x1 and x2, from the engine's source or from a typed formula."""
    if not isinstance(feature, str):
        return f"zeros + {formula_text(feature['formula'])}"
    answer = answer_of(feature)
    return ast.unparse(answer) if answer is not None else f"{type(FEATURES[feature]).__name__}().value(x1, x2)"


def answer_of(feature: str) -> ast.expr | None:
    """Returns: the one expression that a feature of the registry is; None where it takes more than one."""
    node = method_node(type(FEATURES[feature]), "value")
    body = [] if node is None else [part for part in node.body if not is_docstring(part)]
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        return None
    names = {part.id for part in ast.walk(body[0].value) if isinstance(part, ast.Name)}
    return body[0].value if names <= {"np", "x1", "x2"} else None


def wanted_of(config: Config) -> list[type]:
    """Returns: the features whose classes an exported file needs."""
    names = [feature for feature in config.features if isinstance(feature, str)]
    return [type(FEATURES[name]) for name in names if answer_of(name) is None]


class _NumPyNames(ast.NodeTransformer):
    """Writes a formula's functions and constants as NumPy's, and its numbers as NumPy's numbers."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        name = FUNCTIONS[ast.unparse(node.func)].__name__
        args = [self.visit(arg) for arg in node.args]
        return ast.Call(ast.Name(f"np.{name}"), args, [])

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Call(ast.Name("np.float64"), [node], [])

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(f"np.{node.id}") if node.id in CONSTANTS else node


def formula_text(text: str) -> str:
    """Args: text: a formula that the configuration's check has let through. Returns: it as a NumPy expression."""
    tree = ast.parse(text.strip().replace("^", "**"), mode="eval").body
    return f"({ast.unparse(_NumPyNames().visit(tree))})"
