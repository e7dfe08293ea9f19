"""Numbers, sums and matrices as formulas in LaTeX, short enough to be read.

Numbers are rounded here for the eye, to four digits; the steps carry them in full beside the formula.
"""

import math
from collections.abc import Sequence

from gradpad.arrays import Array

MOST_TERMS = 6
MOST_ROWS = 5


def number(value: float, digits: int = 4) -> str:
    """Returns: a number with so many significant digits, with a power of ten where it is very small or large."""
    value = float(value)
    if math.isnan(value):
        return r"\text{not a number}"
    if math.isinf(value):
        return r"\infty" if value > 0 else r"-\infty"
    text = f"{value:.{digits}g}"
    mantissa, _, exponent = text.partition("e")
    if exponent:
        return rf"{mantissa} \times 10^{{{int(exponent)}}}"
    return "0" if float(text) == 0 else text


def factor(value: float) -> str:
    """Returns: a number as it stands in a product: a negative one in brackets."""
    text = number(value)
    return f"({text})" if text.startswith("-") else text


def symbol(letter: str, layer: int, *indices: int) -> str:
    """Args: letter; layer, indices: from 0. Returns: the letter with its layer above and its indices below, from 1."""
    numbers = [str(index + 1) for index in indices]
    below = (", " if any(len(text) > 1 for text in numbers) else r"\,").join(numbers)
    return f"{letter}^{{({layer + 1})}}_{{{below}}}" if indices else f"{letter}^{{({layer + 1})}}"


def fed(layer: int, index: int, dropped: bool = False) -> str:
    """Returns: the symbol of what feeds a layer: an input, or what a unit of the layer before passes on."""
    if layer == 0:
        return f"x_{{{index + 1}}}"
    return symbol(r"\tilde{a}" if dropped else "a", layer - 1, index)


def total(terms: Sequence[str]) -> str:
    """Returns: the terms with plus signs between them; of many only the first three and the last."""
    shown = list(terms)
    if len(shown) > MOST_TERMS:
        shown = [*shown[:3], r"\cdots", shown[-1]]
    return " + ".join(shown) or "0"


def product(*values: float) -> str:
    """Returns: numbers with dots between them."""
    return r" \cdot ".join(factor(value) for value in values)


def sum_of_products(
    left: str, terms: Sequence[Sequence[tuple[str, float]]], result: float, between: str = " "
) -> tuple[str, str]:
    """Args:    left: what it is; terms: the factors of each product, by letter; between: the letters of a product.
    Returns: the equation with letters, and the same with numbers and the result.
    """
    letters = total([between.join(letter for letter, _ in term) for term in terms])
    numbers = total([product(*(float(value) for _, value in term)) for term in terms])
    return f"{left} = {letters}", f"{left} = {numbers} = {number(result)}"


def slope_of(*, of: str, by: str) -> str:
    """Returns: the partial derivative of one thing by another."""
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


def lines(rows: Sequence[str]) -> str:
    """Args: rows: formulas with & where they are to be aligned. Returns: one below the other; of many the first three
    and the last.
    """
    shown = list(rows)
    if len(shown) > MOST_TERMS:
        shown = [*shown[:3], r"&\;\;\vdots", shown[-1]]
    if len(shown) == 1:
        return shown[0].replace("&", "", 1)
    return r"\begin{aligned} " + r" \\ ".join(shown) + r" \end{aligned}"


def matrix(values: Array) -> str:
    """Args: values: shape (rows, columns) or (columns,). Returns: the matrix; of a large one the corners."""
    table = values if values.ndim == 2 else values[None, :]
    rows = picked(len(table))
    columns = picked(table.shape[1])
    body = []
    for row in rows:
        if row is None:
            body.append(" & ".join(r"\vdots" for _ in columns))
        else:
            body.append(" & ".join(r"\cdots" if c is None else number(float(table[row, c]), 3) for c in columns))
    return r"\begin{bmatrix} " + r" \\ ".join(body) + r" \end{bmatrix}"


def picked(count: int) -> list[int | None]:
    """Returns: the rows to show: all, or the first three and the last with None for those between."""
    return list(range(count)) if count <= MOST_ROWS else [0, 1, 2, None, count - 1]


def shaped(name: str, values: Array) -> str:
    """Returns: a matrix's letter with its shape under it."""
    size = r" \times ".join(map(str, values.shape))
    return rf"\underset{{{size}}}{{{name}}}"
