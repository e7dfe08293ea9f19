"""A NumPy script that trains this figure from its start to the same numbers, and needs nothing of Gradpad."""

import textwrap

from gradpad.export import parts
from gradpad.export.figure import Figure
from gradpad.export.parts import Part

WIDTH = 100


def to_script(figure: Figure) -> str:
    """Returns: the script. Raises: DataError: the points can't be trained on, or a choice can't be written down."""
    figure.refuse_problem()
    title = textwrap.fill(parts.summary(figure), WIDTH)
    about = textwrap.fill(parts.origin(figure), WIDTH)
    imports, engine = parts.engine(figure)
    lines = "\n".join(sorted({*imports, "import numpy as np"}))
    head = f'"""{title}\n\n{about}\n\nRun it with: python3 gradpad_script.py\n"""\n\n{lines}'
    body = [parts.choices(figure), *engine, parts.data(figure), parts.start(figure), parts.loop(figure)]
    return "\n\n\n".join([head, *(section(part) for part in body)]) + "\n"


def section(part: Part) -> str:
    """Returns: a part of a script: a line with its heading, its text as a comment, its code."""
    line = f"# {part.title} ".ljust(WIDTH, "-")
    text = part.text if "\n" in part.text else textwrap.fill(part.text, WIDTH - 2)
    comment = textwrap.indent(text, "# ", lambda _: True).replace("# \n", "#\n")
    blank = "\n\n" if part.code.startswith(("class ", "def ", "@")) else ""
    return f"{line}\n{comment}\n{blank}{part.code}"
