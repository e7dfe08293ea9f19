"""The engine's own source, parsed: which text a class or function of the engine has at this moment."""

import ast
import functools
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from gradpad import sources
from gradpad.errors import DataError

Definition: TypeAlias = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign
Place: TypeAlias = tuple[str, str]  # a module and a name that it defines

ENGINE = "gradpad."


def module_text(module: str) -> str:
    """Args: module: "gradpad.layers". Returns: its source, with what the visitor has changed in it."""
    return sources.text(module.removeprefix(ENGINE))


def module_tree(module: str) -> ast.Module:
    """Returns: the parsed source of a module."""
    return _tree(module_text(module))


@functools.lru_cache(maxsize=64)
def _tree(text: str) -> ast.Module:
    return ast.parse(text)


def names_of(node: ast.AST) -> list[str]:
    """Returns: the names that a statement defines where it stands."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []


def is_own(module: str, name: str) -> bool:
    """Returns: whether a module is the engine's and defines this name."""
    if not module.startswith(ENGINE) or module.removeprefix(ENGINE) not in sources.names():
        return False
    return any(name in names_of(node) for node in module_tree(module).body)


def definition(module: str, name: str) -> Definition:
    """Returns: the statement with which a module defines a name. Raises: DataError: there is none."""
    for node in module_tree(module).body if is_own(module, name) else ():
        if isinstance(node, Definition) and name in names_of(node):
            return node
    raise DataError(f"The engine's files have no text for {name!r}, so it can't be taken along.")


def imported_names(module: str) -> dict[str, Place]:
    """Returns: for each name that a module imports, where it comes from; the name there is "" for a whole module."""
    found: dict[str, Place] = {}
    for node in module_tree(module).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: (ast.unparse(node), "") for alias in node.names}
    return found


def imported_modules(module: str) -> Iterator[str]:
    """Yields: the modules of the engine that a module imports."""
    for source, _ in imported_names(module).values():
        if source.startswith(ENGINE):
            yield source


def method_node(cls: type, name: str) -> ast.FunctionDef | None:
    """Returns: a method, parsed, of a class of the engine or of one of its bases; None where it has no text."""
    owner = next(base for base in cls.__mro__ if name in vars(base))
    if not is_own(owner.__module__, owner.__qualname__):
        return None
    found = definition(owner.__module__, owner.__qualname__)
    body = found.body if isinstance(found, ast.ClassDef) else []
    return next((node for node in body if isinstance(node, ast.FunctionDef) and node.name == name), None)


def is_docstring(node: ast.stmt) -> bool:
    """Returns: whether a statement is a text alone."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def attributes(nodes: Iterable[ast.AST]) -> set[str]:
    """Returns: every X of `something.X` in these nodes."""
    return {part.attr for node in nodes for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def is_empty(node: ast.stmt) -> bool:
    """Returns: whether it is a method that is only there to be replaced."""
    return isinstance(node, ast.FunctionDef) and isinstance(node.body[-1], ast.Raise) and len(node.body) <= 2


def first_line(node: ast.stmt, lines: list[str]) -> int:
    """Returns: the line where a part of a class begins, with its decorators and the comments above it."""
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
    while lines[first - 2].lstrip().startswith("#"):
        first -= 1
    return first


def in_order(modules: Iterable[str]) -> list[str]:
    """Returns: modules of the engine, each after those that it imports."""
    wanted, ordered = list(modules), list[str]()

    def visit(module: str) -> None:
        if module not in seen:
            seen.add(module)
            for other in imported_modules(module):
                visit(other)
            if module in wanted:
                ordered.append(module)

    seen: set[str] = set()
    for module in wanted:
        visit(module)
    return ordered
