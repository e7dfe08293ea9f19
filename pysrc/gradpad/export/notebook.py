"""The same as a notebook: text, data, network, training and losses in cells of their own."""

import json
from typing import Any

from gradpad.export import parts
from gradpad.export.figure import Figure


def to_notebook(figure: Figure) -> str:
    """Returns: a notebook (nbformat 4.5) that runs from top to bottom. Raises: DataError."""
    figure.refuse_problem()
    about = f"# {parts.summary(figure)}\n\n{parts.origin(figure)}"
    imports, engine = parts.engine(figure)
    sections = [parts.choices(figure), parts.data(figure), *engine, parts.start(figure), parts.loop(figure)]
    lines = "\n".join(sorted({*imports, "import numpy as np"}))
    cells = [_cell("markdown", about, 0), _cell("code", lines, 1)]
    for part in sections:
        cells.append(_cell("markdown", f"## {part.title}\n\n{part.text}", len(cells)))
        cells.append(_cell("code", part.code.strip("\n"), len(cells)))
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "cells": cells,
    }
    return json.dumps(notebook, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _cell(kind: str, text: str, place: int) -> dict[str, Any]:
    """Returns: a cell; its name is its place, so that the same figure gives the same file."""
    cell: dict[str, Any] = {"id": f"cell-{place}", "cell_type": kind, "metadata": {}}
    cell["source"] = text.splitlines(keepends=True)
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
