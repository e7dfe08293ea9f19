"""Gradpad in one page: forward, backward and update of the network on the screen, to read and to print.

With the numbers that stand below the page, which are not printed, it is a program that trains to the page's losses.
"""

import html
import io
import keyword
import tokenize

from gradpad.export import parts
from gradpad.export.figure import Figure
from gradpad.export.written_out import page_text

STYLE = """
@page { size: A4; margin: 10mm }
body { margin: 2rem auto; padding: 0 1rem; max-width: 60rem; color: #111; background: #fff }
pre { margin: 0; font: 13px/1.45 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre-wrap }
i { color: #5a6b5a } b { color: #1d4f8f } section + section { margin-top: 2rem; color: #555 }
@media print {
  body { margin: 0; padding: 0; max-width: none }
  pre { font-size: 6.8pt; line-height: 1.22; columns: 2; column-gap: 6mm }
  section + section { display: none }
}
"""


def to_one_page(figure: Figure) -> str:
    """Returns: an HTML file; its text, copied, is the program. Raises: DataError: the points can't be trained on."""
    figure.refuse_problem()
    page, rest = page_text(figure)
    sections = "".join(f"<section><pre>{coloured(code)}</pre></section>\n" for code in (page, rest))
    title = html.escape(f"Gradpad in one page: {parts.summary(figure)}")
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n<body>\n{sections}</body>\n</html>\n"
    )


def coloured(code: str) -> str:
    """Returns: Python as HTML, its comments and docstrings in <i>, its keywords in <b>."""
    lines = code.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    pieces, at, before = [], 0, tokenize.NEWLINE
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        is_docstring = token.type == tokenize.STRING and before in (tokenize.NEWLINE, tokenize.INDENT, tokenize.NL)
        tag = "i" if token.type == tokenize.COMMENT or is_docstring else "b" if keyword.iskeyword(token.string) else ""
        before = token.type
        if tag:
            start, end = (starts[at_line - 1] + column for at_line, column in (token.start, token.end))
            pieces += [html.escape(code[at:start]), f"<{tag}>{html.escape(code[start:end])}</{tag}>"]
            at = end
    return "".join([*pieces, html.escape(code[at:])])
