"""Cuts a function of the engine down to what one configuration uses, and leaves the rest of its text as it is.

It is told which questions have an answer that is known beforehand ("is there dropout?"), which names are gone for
that reason, and what other expressions are called in the exported file. Type annotations go too. Everything else,
comments included, stays as the engine's author wrote it.
"""

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gradpad.export.source import first_sentence

type Edit = tuple[int, int, str]  # where it begins, where it ends, what stands there instead


@dataclass(frozen=True)
class Facts:
    """known: answers to tests, by their text; dropped: names that are gone; renamed: what is said instead."""

    known: Mapping[str, bool] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()  # comments that no longer fit

    def answer(self, test: ast.expr) -> bool | None:
        """Returns: what a test comes to, None if that is not known."""
        if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
            answers = [self.answer(part) for part in test.values]
            return False if False in answers else (None if None in answers else True)
        return self.known.get(ast.unparse(test))


class Specialiser:
    """Rewrites functions of one source text by the facts."""

    def __init__(self, text: str, facts: Facts) -> None:
        self.bytes = text.encode()  # the parser counts in bytes
        self.facts = facts
        self.lines = [0]
        for line in self.bytes.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def function(self, node: ast.FunctionDef) -> str:
        """Returns: the function, rewritten, without indentation."""
        start, end = self.lines[node.lineno - 1], self.lines[node.end_lineno or node.lineno]
        text = textwrap.dedent(self.spliced(start, end, self.edits(node))).rstrip()
        for comment in self.facts.silent:
            text = re.sub(rf"  #: {comment}$", "", text, flags=re.MULTILINE)
        return text.replace("  #: ", "  # ")

    def expression(self, node: ast.expr) -> str:
        """Returns: an expression, rewritten."""
        return self.spliced(*self.span(node), self.edits(node))

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Returns: where a node begins and ends, in bytes."""
        last = self.lines[(node.end_lineno or node.lineno) - 1]
        return self.lines[node.lineno - 1] + node.col_offset, last + (node.end_col_offset or 0)

    def whole_lines(self, nodes: list[ast.stmt]) -> tuple[int, int]:
        """Returns: where the lines of some statements begin and end."""
        return self.lines[nodes[0].lineno - 1], self.lines[nodes[-1].end_lineno or nodes[-1].lineno]

    def spliced(self, start: int, end: int, edits: list[Edit]) -> str:
        """Returns: the text from start to end with the edits in it."""
        pieces, at = [], start
        for begin, finish, text in sorted(edit for edit in edits if start <= edit[0] and edit[1] <= end):
            pieces += [self.bytes[at:begin].decode(), text]
            at = finish
        return "".join([*pieces, self.bytes[at:end].decode()])

    def edits(self, node: ast.AST) -> list[Edit]:
        """Returns: the changes within a node, from the outside in: what is replaced is not looked into again."""
        own = self.replacement(node)
        if own is not None:
            return own
        return [edit for child in ast.iter_child_nodes(node) for edit in self.edits(child)]

    def replacement(self, node: ast.AST) -> list[Edit] | None:
        """Returns: the edits that take the place of this node, None if there are none of its own."""
        match node:
            case ast.FunctionDef():
                return [self.header(node), *(edit for part in node.body for edit in self.edits(part))]
            case ast.Expr(value=ast.Constant(value=str(text))):
                return [(*self.whole_lines([node]), docstring(text, " " * node.col_offset))]
            case ast.If():
                return self.choice(node)
            case ast.AnnAssign(target=target, value=value) | ast.Assign(targets=[target], value=value):
                if value is None or ast.unparse(target) in self.facts.dropped:
                    return [(*self.whole_lines([node]), "")]
                if isinstance(node, ast.AnnAssign):
                    return [(*self.span(node), f"{ast.unparse(target)} = {self.expression(value)}")]
            case ast.For(target=ast.Tuple(elts=[first, second])) if ast.unparse(second) in self.facts.dropped:
                return self.single_loop(node, first)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                answer = self.facts.answer(test)
                if answer is not None:
                    return [(*self.span(node), self.expression(body if answer else orelse))]
            case ast.Call(func=func, args=args) if ast.unparse(func) not in self.facts.renamed:
                if any(ast.unparse(arg) in self.facts.dropped for arg in args):
                    return [(*self.span(node), f"{self.expression(func)}({', '.join(self.arguments(node))})")]
        if isinstance(node, ast.Call | ast.Attribute | ast.Name):
            text = ast.unparse(node.func if isinstance(node, ast.Call) else node)
            if text in self.facts.renamed:
                return self.rename(node, self.facts.renamed[text])
        return None

    def rename(self, node: ast.Call | ast.Attribute | ast.Name, name: str) -> list[Edit]:
        """A name that ends in "!" stands for the whole call, not for the function that is called."""
        if not isinstance(node, ast.Call):
            return [(*self.span(node), name)]
        if name.endswith("!"):
            return [(*self.span(node), name[:-1])]
        return [(*self.span(node), f"{name}({', '.join(self.arguments(node))})")]

    def arguments(self, call: ast.Call) -> Iterator[str]:
        """Yields: the arguments of a call that are not gone, rewritten."""
        for arg in call.args:
            if ast.unparse(arg) not in self.facts.dropped:
                yield self.expression(arg)
        for keyword in call.keywords:
            yield f"{keyword.arg}={self.expression(keyword.value)}"

    def header(self, node: ast.FunctionDef) -> Edit:
        """Returns: the first lines of a function without types and without arguments that are gone."""
        names = [arg.arg for arg in node.args.args]
        defaults = [None] * (len(names) - len(node.args.defaults)) + [ast.unparse(d) for d in node.args.defaults]
        arguments = [
            name if default is None else f"{name}={default}"
            for name, default in zip(names, defaults, strict=True)
            if name not in self.facts.dropped
        ]
        text = f"def {node.name}({', '.join(arguments)}):"
        body = self.lines[node.body[0].lineno - 1]
        return self.lines[node.lineno - 1] + node.col_offset, body, f"{text}\n"

    def choice(self, node: ast.If) -> list[Edit] | None:
        """An `if` whose answer is known leaves one of its branches, one level further out."""
        answer = self.facts.answer(node.test)
        if answer is None:
            if not isinstance(node.test, ast.BoolOp):
                return None
            asked = [self.expression(part) for part in node.test.values if self.facts.answer(part) is None]
            within = [edit for part in [*node.body, *node.orelse] for edit in self.edits(part)]
            return [(*self.span(node.test), " and ".join(asked)), *within]
        branch, place = (node.body if answer else node.orelse), self.whole_lines([node])
        if not branch:
            return [(*place, "")]
        edits = [edit for part in branch for edit in self.edits(part)]
        text = textwrap.dedent(self.spliced(*self.whole_lines(branch), edits))
        return [(*place, textwrap.indent(text, " " * node.col_offset))]

    def single_loop(self, node: ast.For, first: ast.expr) -> list[Edit]:
        """A loop over pairs of which the second is gone becomes a loop over the first."""
        if not (isinstance(node.iter, ast.Call) and ast.unparse(node.iter.func) == "zip"):
            raise LookupError(f"{ast.unparse(node.iter)} is no zip")
        within = [edit for part in node.body for edit in self.edits(part)]
        rest = (self.span(node.target)[0], self.span(node.iter)[1])
        return [(*rest, f"{ast.unparse(first)} in {self.expression(node.iter.args[0])}"), *within]


def docstring(text: str, indent: str) -> str:
    """Returns: a docstring of the first sentence alone, as whole lines; nothing where there is none."""
    sentence = first_sentence(text)
    return f'{indent}"""{sentence}"""\n' if sentence else ""
