"""`python -m gradpad`: a first program, what it prints, and where to read on."""

import inspect
import sys
import textwrap
from importlib.resources import files

from gradpad import first_program
from gradpad.sources import READING_ORDER, headline


def main() -> None:
    """Shows the first program, runs it, and names the files that explain it, in their order."""
    lines = inspect.getsource(first_program.xor).splitlines()[2:]
    print("import gradpad\n\n" + textwrap.dedent("\n".join(lines)))
    print("\nIt prints:\n")
    first_program.xor()
    print(f"\nHow that works is in the files of\n{files('gradpad')}\nin this order:\n")
    for place, module in enumerate(READING_ORDER, start=1):
        told = textwrap.fill(headline(module), 84, subsequent_indent=" " * 22)
        print(f"{place:3}. {module.replace('.', '/') + '.py':16} {told}")
    print("\nWith arrays of your own: help(gradpad.Model). With points to draw, watch and share: the page.")


if __name__ == "__main__":
    if len(sys.argv) > 1:  # `python -m gradpad record …` is the command `gradpad record …`
        from gradpad.authoring.cli import main as command

        sys.exit(command())
    main()
