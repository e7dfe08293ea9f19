"""A formula with numbers in the place of its letters: its LaTeX is read sign by sign, and sums are written out."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from gradpad.arrays import Array
from gradpad.walk.typesetting import number, total

Rows: TypeAlias = Mapping[str, Sequence[float] | Array]

BELOW = r"(?:_(?:\{[^{}]*\}|\\[A-Za-z]+|[A-Za-z0-9]))?"
TOKEN = re.compile(
    rf"\\(?:begin|end|text|operatorname)\{{[^{{}}]*\}}|\\sum{BELOW}(?:\^(?:\{{[^{{}}]*\}}|[A-Za-z]))?"
    rf"|(?:\\[A-Za-z]+|[A-Za-z]){BELOW}|\\.|\d+(?:\.\d+)?|\s+|."
)
GREEK = re.compile(
    r"\\(?:alpha|beta|gamma|delta|(?:var)?epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|rho|sigma|tau|phi|chi|psi|omega)"
    r"(?![A-Za-z])"
)
OPENING, CLOSING = {"{", "(", "[", r"\lfloor"}, {"}", ")", "]", r"\rfloor"}
FIRST = {"", "{", "(", "[", "|", "&", ",", r"\\", "=", "<", ">", r"\le", r"\ge", r"\begin{cases}", r"\left", r"\lfloor"}
BEGINS_FACTOR = {"(", r"\left", r"\frac", r"\tfrac", r"\sqrt"}


class _Unknown(Exception):
    """There is a letter in the formula whose number is not known."""


def put_in(latex: str, numbers: Mapping[str, float], rows: Rows | None = None) -> str:
    r"""Args:    latex: a formula, without an equals sign; numbers: by letter, {"z": 0.5, "\\beta_1": 0.9};
             rows: for letters with a running index, {"o_k": [0.2, 0.7]}: what a sum over k adds up.
    Returns: the formula with the numbers in, or "" where it holds a letter whose number is not known.
    """
    try:
        return _written(TOKEN.findall(latex), numbers, rows or {})
    except _Unknown:
        return ""


def _written(tokens: list[str], numbers: Mapping[str, float], rows: Rows) -> str:
    tokens = [token for token in tokens if token.strip() and token not in (r"\,", r"\;")]
    pieces, before, was_put, at = [], "", False, 0
    while at < len(tokens):
        token = tokens[at]
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        if token.startswith(r"\sum"):
            end = _end_of_term(tokens, at + 1)
            pieces.append(_summed(token, tokens[at + 1 : end], numbers, rows, before not in FIRST))
            before, was_put, at = "}", True, end
            continue
        put = token in numbers
        if not put and _is_letter(token, after):
            raise _Unknown
        follows_factor = before[:1].isdigit() or before in CLOSING
        if follows_factor and ((put and before != "^") or (was_put and token in BEGINS_FACTOR)):
            pieces.append(r"\cdot")
        pieces.append(_as_it_stands(numbers[token], before, after) if put else token)
        before, was_put, at = "0" if put else token, put, at + 1
    return " ".join(pieces)


def _is_letter(token: str, after: str) -> bool:
    """Whether a number could stand for it: not for e and pi, and not for the word of an operation."""
    if token[0].isalpha():
        return not (token == "e" and after == "^")
    return bool(GREEK.match(token))


def _as_it_stands(value: float, before: str, after: str) -> str:
    """Returns: a number in its place: raised, in brackets where something is done to it, or bare."""
    text = number(value)
    if before == "^":
        return f"{{{text}}}"
    raised = after == "^" and (text.startswith("-") or "times" in text)
    return f"({text})" if raised or (text.startswith("-") and before not in FIRST) else text


def _end_of_term(tokens: list[str], at: int) -> int:
    """Returns: where a sum's term ends: with the brackets around it, or before a comma."""
    depth = 0
    while at < len(tokens):
        depth += (tokens[at] in OPENING) - (tokens[at] in CLOSING)
        if depth < 0 or (depth == 0 and tokens[at] == ","):
            return at
        at += 1
    return at


def _summed(sign: str, term: list[str], numbers: Mapping[str, float], rows: Rows, inner: bool) -> str:
    """Returns: the term once for each place of the row, added up; in brackets where something is done to the sum."""
    index = "".join(re.findall(r"_\{?([A-Za-z])", sign)[:1])
    own = {letter: row for letter, row in rows.items() if index and letter.endswith(f"_{index}")}
    if not own:
        raise _Unknown
    count = len(next(iter(own.values())))
    terms = [_written(term, {**numbers, **{x: float(row[k]) for x, row in own.items()}}, {}) for k in range(count)]
    return rf"\left( {total(terms)} \right)" if inner and count > 1 else total(terms)
