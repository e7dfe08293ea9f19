"""Imports that only functions need, moved into them: made when first used. Runs inside Pyodide, at build time.

At a first start, importing what nobody has asked for yet takes longer than anything else that Python does.
"""

import ast

# By the module whose functions alone use them: what Pyodide's start need not import.
DEFERRED = {
    "_pyodide/_base.py": ("tokenize",),
    "inspect.py": ("tokenize",),
    "numpy/_core/_internal.py": ("ctypes",),
    "numpy/_core/_methods.py": ("pickle",),
    "numpy/lib/_format_impl.py": ("pickle",),
    "numpy/lib/_npyio_impl.py": ("pickle",),
    "numpy/lib/_utils_impl.py": ("platform",),
    "pyodide/_package_loader.py": ("tempfile", "zipfile"),
    "traceback.py": ("_colorize", "tokenize"),
}
# Pyodide's start brings the browser's event loop, and all of `asyncio` with it; here they come when `asyncio` is asked
# for (see sitecustomize.py). What Pyodide takes from JavaScript for it, it takes all the same: an image of Python's
# memory has to hold that in the same order.
REPLACED = {
    "pyodide/__init__.py": {
        "from .webloop import _initialize_event_loop": "from pyodide_js._api import scheduleCallback",
        "_initialize_event_loop()": "",
        "del _initialize_event_loop": "",
    }
}


def deferred(tree: ast.Module, name: str) -> ast.Module:
    """Return a module with some imports inside the functions that use what they bring.

    Raises: ValueError: it imports something otherwise than it did, or uses it outside of functions.
    """
    for line, other in REPLACED.get(name, {}).items():
        _take(tree, [statement for statement in tree.body if ast.unparse(statement) == line], f"{name}: {line}")
        tree.body += ast.parse(other).body
    for module in DEFERRED.get(name, ()):
        what = f"{name} imports {module}"
        statement = _take(tree, [statement for statement in tree.body if _imports(statement, module)], what)
        moving = _Moving(statement)
        moving.visit(tree)
        if moving.outside or not moving.inside:
            raise ValueError(f"{what}, but not for its functions alone: lines {moving.outside}")
    return ast.fix_missing_locations(tree)


def _take(tree: ast.Module, found: list[ast.stmt], what: str) -> ast.stmt:
    """Return the one statement, which the module then lacks."""
    if len(found) != 1:
        raise ValueError(f"{what}: {len(found)} times; tools/lean/deferring.py expects it once")
    tree.body.remove(found[0])
    return found[0]


def _imports(statement: ast.stmt, module: str) -> bool:
    match statement:
        case ast.Import(names=[ast.alias(name=name)]):
            return name == module
        case ast.ImportFrom(module=name, level=0):
            return name == module
        case ast.Try(body=[imported]):  # where it may be missing
            return _imports(imported, module)
    return False


class _Moving(ast.NodeVisitor):
    """Puts an import at the start of every outermost function that uses a name of it; annotations do not count."""

    def __init__(self, statement: ast.stmt) -> None:
        self.statement = statement
        self.names = {alias.asname or alias.name for alias in ast.walk(statement) if isinstance(alias, ast.alias)}
        self.inside = 0
        self.outside: list[int] = []

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for evaluated in [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]:
            self.visit(evaluated)
        used = {inner.id for inner in ast.walk(ast.Module(node.body, [])) if isinstance(inner, ast.Name)}
        if used & self.names:
            self.inside += 1
            node.body.insert(1 if ast.get_docstring(node) else 0, self.statement)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in self.names:
            self.outside.append(node.lineno)
