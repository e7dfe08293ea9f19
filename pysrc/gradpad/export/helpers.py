"""What else a piece of the engine needs: functions and numbers of its module that the exported code speaks of.

As shipped the engine has few of them. A visitor who writes an activation may add any number.
"""

import ast
import builtins
from collections.abc import Sequence

from gradpad.export.source import module_text, module_tree
from gradpad.export.specialise import Facts, Specialiser


def top_names(code: str) -> set[str]:
    """Returns: the names that a text defines at its outermost level."""
    found = set()
    for node in ast.parse(code).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return found


def used_names(code: str) -> list[str]:
    """Returns: the names that a text reads and that are no arguments, variables or built-ins of Python's."""
    own: set[str] = set(dir(builtins))
    read: dict[str, None] = {}
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.arg):
            own.add(node.arg)
        elif isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Load):
                read[node.id] = None
            else:
                own.add(node.id)
    return [name for name in read if name not in own]


def definition(module: str, name: str, facts: Facts) -> str | None:
    """Returns: the text with which a module defines a name, None if it does not (but imports it, say)."""
    text = module_text(module)
    for node in module_tree(module).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return Specialiser(text, facts).function(node)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.ClassDef) and name in top_names(ast.unparse(node)):
            return "\n".join(text.splitlines()[node.lineno - 1 : node.end_lineno])
    return None


def helpers(code: str, modules: Sequence[str], taken: set[str], facts: Facts) -> list[str]:
    """Args:    code: a section of an exported file; modules: those it was taken from; taken: names that the file
             has already, which grow by those that are found; facts: what is known beforehand.
    Returns: the texts that the section needs before it, in an order in which they can stand.
    """
    found: list[str] = []
    for name in used_names(code):
        if name in taken:
            continue
        text = next((text for module in modules if (text := definition(module, name, facts)) is not None), None)
        if text is not None:
            taken.add(name)
            found += [*helpers(text, modules, taken, facts), text]
    return found
