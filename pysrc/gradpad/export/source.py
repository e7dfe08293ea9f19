"""The engine's own source, parsed: which text a class or function of the engine has at this moment."""

import ast
import functools
from collections.abc import Iterator

from gradpad import sources


def module_text(module: str) -> str:
    """Args: module: "gradpad.layers". Returns: its source, with what the visitor has changed in it."""
    return sources.text(module.removeprefix("gradpad."))


def module_tree(module: str) -> ast.Module:
    """Returns: the parsed source of a module."""
    return _tree(module_text(module))


@functools.lru_cache(maxsize=64)
def _tree(text: str) -> ast.Module:
    return ast.parse(text)


def first_sentence(text: str) -> str:
    """Returns: the first sentence of a docstring; nothing where it begins with a list of arguments."""
    paragraph = " ".join(text.strip().split("\n\n")[0].split())
    if paragraph.startswith(("Args:", "Returns:", "Raises:", "Yields:")):
        return ""
    for end in (". ", "; "):
        paragraph = paragraph.split(end)[0]
    return paragraph.rstrip(".:") + "."


def function_node(module: str, name: str) -> ast.FunctionDef:
    """Returns: a function of a module, parsed."""
    return _named(module_tree(module).body, name)


def method_node(cls: type, name: str) -> tuple[type, ast.FunctionDef]:
    """Returns: the class, of `cls` and its bases, that a method comes from, and the method, parsed."""
    owner = next(base for base in cls.__mro__ if name in vars(base))
    for node in ast.walk(module_tree(owner.__module__)):
        if isinstance(node, ast.ClassDef) and node.name == owner.__qualname__:
            return owner, _named(node.body, name)
    raise LookupError(f"{owner.__qualname__} is not in the source of {owner.__module__}")


def _named(body: list[ast.stmt], name: str) -> ast.FunctionDef:
    return next(node for node in body if isinstance(node, ast.FunctionDef) and node.name == name)


def own_names(node: ast.AST) -> Iterator[str]:
    """Yields: every X of `self.X` that is read in a method."""
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == "self":
            yield part.attr
