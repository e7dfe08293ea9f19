"""The engine's own files as an exported file carries them: the text as it stands, without what is not used there.

From the classes and functions that are asked for, everything that they use is followed, from file to file. What is
kept stays as it is written, comments and docstrings too. Left out are whole definitions, methods and numbers that
nothing asks for, and what puts a choice into the page's menus. For a page that is to be short there is a brief form,
in which the docstrings and the types go too.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from gradpad.errors import DataError
from gradpad.export.source import (
    ENGINE,
    Definition,
    Place,
    attributes,
    definition,
    first_line,
    imported_names,
    in_order,
    is_docstring,
    is_empty,
    is_own,
    module_text,
    module_tree,
    names_of,
)

MENU = "Choice"  # the base class that only the page's menus need
NUMBER = "number"  # what describes a choice's own number to the page: of momentum = number(0.9, ...) the 0.9 stays

Edit: TypeAlias = tuple[int, int, list[str]]  # the first line and the last of what goes, and what stands there instead


@dataclass(frozen=True)
class Piece:
    """What is kept of one module: its name, its docstring, the text of its definitions."""

    module: str
    docstring: str
    code: str

    @property
    def title(self) -> str:
        """The module's name within the engine."""
        return self.module.removeprefix(ENGINE)


class Excerpt:
    """What some classes and functions of the engine need.

    Args: wanted: the classes and functions; used_by: the code that will use them: what it asks for is kept; brief:
          without docstrings and types; numbers: in the brief form, what the fields of a class are set to, by its name.
    Raises: DataError: one of them has no text in the engine, or two of different files have one name.
    """

    def __init__(
        self,
        wanted: Iterable[Any],
        used_by: str,
        brief: bool = False,
        numbers: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self.brief, self.numbers = brief, numbers or {}
        self.asked = attributes([ast.parse(used_by)])
        self.nodes: dict[Place, Definition] = {}
        found = [(each.__module__, each.__qualname__) for each in wanted]
        while True:  # what is kept of one class depends on what all the others ask for
            before = len(self.nodes), len(self.asked)
            self.nodes |= {place: definition(*place) for place in found}
            for node in self.nodes.values():
                self.asked |= attributes(self._kept(node))
            found = [place for place in self._needed() if place not in self.nodes and place[0].startswith(ENGINE)]
            if not found and (len(self.nodes), len(self.asked)) == before:
                break
        self._refuse_doubles()

    def pieces(self) -> list[Piece]:
        """Returns: what is kept of each module, those that others use before them."""
        modules = in_order(dict.fromkeys(module for module, _ in self.nodes))
        return [Piece(module, ast.get_docstring(module_tree(module)) or "", self._code(module)) for module in modules]

    def import_lines(self) -> list[str]:
        """Returns: the imports from other packages, a line each."""
        others = [place for place in self._needed() if not place[0].startswith(ENGINE)]
        names = dict[str, set[str]]()
        for module, name in others:
            names.setdefault(module, set()).add(name)
        plain = [module for module, found in names.items() if found == {""}]
        lists = [
            f"from {module} import {', '.join(sorted(found))}" for module, found in names.items() if "" not in found
        ]
        return [*sorted(lists), *sorted(plain)]

    def _needed(self) -> Iterator[Place]:
        """Yields: what the kept definitions speak of, of the engine and of other packages."""
        for (module, _), node in self.nodes.items():
            imported = imported_names(module)
            inside = [each for part in self._kept(node) for each in ast.walk(part)]
            for name in dict.fromkeys(each.id for each in inside if isinstance(each, ast.Name)):
                if is_own(module, name):
                    yield module, name
                elif name in imported:
                    yield imported[name]

    def _kept(self, node: Definition) -> list[ast.AST]:
        """Returns: the parts of a definition that stay."""
        if isinstance(node, ast.ClassDef):
            decorators = [each for each in node.decorator_list if self._keeps_decorator(each)]
            bases = [base for base in node.bases if ast.unparse(base) != MENU]
            return [part for each in [*decorators, *bases, *self._kept_body(node)] for part in self._typeless(each)]
        return self._typeless(node)

    def _typeless(self, node: ast.AST) -> list[ast.AST]:
        """Returns: a node, or in the brief form its parts without their types; of a number its default."""
        if isinstance(node, ast.AnnAssign) and (default := default_of(node)) is not None:
            return [default]
        if not self.brief:
            return [node]
        if isinstance(node, ast.AnnAssign):
            return [] if node.value is None else [node.value]
        if isinstance(node, ast.FunctionDef):
            return [part for each in node.body for part in self._typeless(each)] + list(node.args.defaults)
        return [node]

    def _keeps_decorator(self, node: ast.expr) -> bool:
        registers = isinstance(node, ast.Attribute) and node.attr == "register"
        return not registers and not (self.brief and "dataclass" in ast.unparse(node))

    def _kept_body(self, node: ast.ClassDef) -> list[ast.stmt]:
        """Returns: what is kept of a class: its docstring, its fields, and the methods and numbers asked for."""
        kept: list[ast.stmt] = []
        is_record = any("dataclass" in ast.unparse(each) for each in node.decorator_list)
        for part in node.body:
            is_field = is_record and isinstance(part, ast.AnnAssign) and "ClassVar" not in ast.unparse(part.annotation)
            names = [] if is_field else names_of(part)
            asked = not names or names[0].startswith("__") or not self.asked.isdisjoint(names)
            if asked and not (self.brief and (is_docstring(part) or is_empty(part))):
                kept.append(part)
        return kept

    def _refuse_doubles(self) -> None:
        seen: dict[str, str] = {}
        for module, name in self.nodes:
            if seen.setdefault(name, module) != module:
                both = " and ".join(each.removeprefix(ENGINE) for each in (seen[name], module))
                raise DataError(f"{both} both define {name!r}; in one file only one can. Rename one of them.")

    # Text.

    def _code(self, module: str) -> str:
        nodes = sorted({node.lineno: node for (own, _), node in self.nodes.items() if own == module}.items())
        texts = [self._text(module, node) for _, node in nodes]
        code = texts[0]
        for before, text in pairwise(texts):
            code += ("\n" if "\n" not in before + text else "\n\n\n") + text
        return code

    def _text(self, module: str, node: Definition) -> str:
        """Returns: a definition as it is written, without what goes."""
        lines = module_text(module).split("\n")
        edits = {start: (end, text) for start, end, text in self._edits(node, lines)}
        at, kept = first_line(node, lines), list[str]()
        while at <= (node.end_lineno or at):
            end, text = edits.get(at, (at, [lines[at - 1]]))
            kept += text
            at = end + 1
        if isinstance(node, ast.ClassDef) and not self._kept_body(node):
            kept.append("    pass")
        joined = re.sub(r"\n{3,}", "\n\n", "\n".join(kept))
        return re.sub(r"^(class .*:)\n\n", r"\1\n", joined, flags=re.MULTILINE).rstrip()

    def _edits(self, node: ast.AST, lines: list[str]) -> Iterator[Edit]:
        """Yields: what goes and what is said otherwise, of a definition."""
        match node:
            case ast.ClassDef():
                for decorator in node.decorator_list:
                    if not self._keeps_decorator(decorator):
                        yield decorator.lineno, decorator.end_lineno or decorator.lineno, []
                if any(ast.unparse(base) == MENU for base in node.bases):
                    yield node.lineno, node.lineno, [f"class {node.name}:"]
                kept = self._kept_body(node)
                for part in node.body:
                    if part not in kept:
                        yield first_line(part, lines), part.end_lineno or part.lineno, []
                    elif self.brief and isinstance(part, ast.AnnAssign):
                        name = ast.unparse(part.target)
                        numbers = self.numbers.get(node.name, {})
                        yield without_type(part, lines, repr(numbers[name]) if name in numbers else None)
                    elif isinstance(part, ast.AnnAssign) and (default := default_of(part)) is not None:
                        told = f"{ast.unparse(part.target)}: {ast.unparse(part.annotation)} = {ast.unparse(default)}"
                        yield part.lineno, part.end_lineno or part.lineno, [" " * part.col_offset + told]
                    else:
                        yield from self._edits(part, lines)
            case ast.FunctionDef() if self.brief:
                indent = " " * node.col_offset
                arguments = ast.unparse(untyped(node.args))
                start = node.body[1] if is_docstring(node.body[0]) else node.body[0]
                yield node.lineno, start.lineno - 1, [f"{indent}def {node.name}({arguments}):"]
                for each in ast.walk(node):
                    if isinstance(each, ast.AnnAssign):
                        yield without_type(each, lines)


def default_of(node: ast.AnnAssign) -> ast.expr | None:
    """Returns: the default of a field that describes a number, None for any other."""
    value = node.value
    return value.args[0] if isinstance(value, ast.Call) and ast.unparse(value.func) == NUMBER else None


def without_type(node: ast.AnnAssign, lines: list[str], value: str | None = None) -> Edit:
    """Returns: what stands for an assignment that names a type. Args: value: what is assigned instead, or None."""
    if value is None and node.value is not None:
        value = ast.get_source_segment("\n".join(lines), node.value)
    text = [] if value is None else [f"{' ' * node.col_offset}{ast.unparse(node.target)} = {value}"]
    return node.lineno, node.end_lineno or node.lineno, text


def untyped(arguments: ast.arguments) -> ast.arguments:
    """Returns: the same arguments without types."""
    names = [ast.arg(each.arg) for each in arguments.args]
    return ast.arguments([], names, None, [], [], None, arguments.defaults)
