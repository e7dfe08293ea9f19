"""A NumPy script that trains this figure from its start to the same numbers, and needs nothing of Gradpad."""

import textwrap

from gradpad.export import parts
from gradpad.export.figure import Figure
from gradpad.export.parts import Part

WIDTH = 100


def to_script(figure: Figure) -> str:
    """Returns: the script. Raises: DataError: the points can't be trained on."""
    figure.refuse_problem()
    title = textwrap.fill(parts.summary(figure), WIDTH)
    about = textwrap.fill(parts.origin(figure), WIDTH)
    head = f'"""{title}\n\n{about}\n\nRun it with: python3 gradpad_script.py\n"""\n\nimport numpy as np'
    code = [parts.choices(figure), *parts.code_parts(figure)]
    numbers = [parts.data(figure), parts.start(figure), parts.loop(figure)]
    return "\n\n\n".join([head, *(section(part) for part in [*code, *numbers])]) + "\n"


def section(part: Part) -> str:
    """Returns: a part of a script: a line with its heading, its text as a comment, its code."""
    line = f"# {part.title} ".ljust(WIDTH, "-")
    text = textwrap.indent(textwrap.fill(part.text, WIDTH - 2), "# ")
    blank = "\n\n" if part.code.startswith(("class ", "def ")) else ""
    return f"{line}\n{text}\n{blank}{part.code}"
