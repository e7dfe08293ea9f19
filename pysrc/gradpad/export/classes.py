"""A class of the engine as it stands in an exported file: the methods that are used, and nothing above it."""

import ast
import textwrap
from collections.abc import Sequence
from typing import Any

from gradpad.export.source import first_sentence, method_node, module_text, own_names
from gradpad.export.specialise import Facts, Specialiser

INDENT = "    "


def needed_methods(cls: type, roots: Sequence[str]) -> list[str]:
    """Returns: the methods named and those of the same object that they call, callers after what they call."""
    found: list[str] = []

    def visit(name: str) -> None:
        if name in found:
            return
        for other in own_names(method_node(cls, name)[1]):
            if other != name and callable(getattr(cls, other, None)):
                visit(other)
        found.append(name)

    for root in roots:
        visit(root)
    return found


def class_text(chosen: Any, roots: Sequence[str], facts: Facts | None = None, skip: Sequence[str] = ()) -> str:
    """Args:    chosen: a class, or an object whose numbers are taken along; roots: the methods that are called;
             facts: what is known beforehand; skip: numbers that the methods set themselves.
    Returns: the class as text. What it inherits stands in it as if it were its own; only a class that calls its
             base's method keeps that base, which then stands before it.
    """
    cls = chosen if isinstance(chosen, type) else type(chosen)
    facts = facts or Facts()
    names = needed_methods(cls, roots)
    bases = [base for name in names if (base := super_base(cls, name)) is not None]
    pieces, base = [], bases[0] if bases else None
    if base is not None:
        own_numbers = {name: getattr(chosen, name) for name in numbers_of(base, needed_methods(base, roots))}
        pieces.append(_one_class(base, needed_methods(base, roots), own_numbers, facts, None))
        names = [name for name in names if method_node(cls, name)[0] is cls]
    numbers = {name: getattr(chosen, name) for name in numbers_of(cls, names) if name not in skip}
    pieces.append(_one_class(cls, names, numbers, facts, base))
    return "\n\n\n".join(pieces)


def numbers_of(cls: type, names: Sequence[str]) -> list[str]:
    """Returns: the names of what these methods read from their object and that stands in the class itself."""
    read = dict.fromkeys(other for name in names for other in own_names(method_node(cls, name)[1]))
    return [name for name in read if hasattr(cls, name) and not callable(getattr(cls, name))]


def super_base(cls: type, name: str) -> type | None:
    """Returns: the class whose method of that name this one calls by super(), or None."""
    owner, node = method_node(cls, name)
    if not any(isinstance(part, ast.Name) and part.id == "super" for part in ast.walk(node)):
        return None
    return next(base for base in owner.__mro__[1:] if name in vars(base))


def in_order(cls: type, name: str) -> tuple[int, int]:
    """Returns: where a method stands among its like: a class's own first, then those of its base."""
    owner, node = method_node(cls, name)
    return cls.__mro__.index(owner), node.lineno


def _one_class(cls: type, names: Sequence[str], numbers: dict[str, Any], facts: Facts, base: type | None) -> str:
    sentence = textwrap.fill(first_sentence(cls.__doc__ or ""), 104).replace("\n", f"\n{INDENT}")
    lines = [f"class {cls.__name__}{f'({base.__name__})' if base else ''}:", f'{INDENT}"""{sentence}"""', ""]
    lines += [f"{INDENT}{name} = {value!r}" for name, value in numbers.items()]
    if numbers:
        lines.append("")
    methods = []
    for name in sorted(names, key=lambda name: in_order(cls, name)):
        owner, node = method_node(cls, name)
        text = Specialiser(module_text(owner.__module__), facts).function(node)
        methods.append(textwrap.indent(text, INDENT))
    return "\n".join(lines) + "\n" + "\n\n".join(methods)
