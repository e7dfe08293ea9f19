"""Keeps tests/bench/README.md: each benchmark renews its own section, between two marks."""

from pathlib import Path

README = Path(__file__).with_name("README.md")
INTRODUCTION = """# Measurements

`python3 build.py bench` runs them all, `python3 build.py bench NAME` one. Each renews its section below. Machines
differ and are busy: trust the ratios, which are taken in one run.
"""


def write_section(name: str, title: str, text: str) -> None:
    """Put `text` under `title` in the README, in place of what the same benchmark wrote before."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    section = f"{begin}\n## {title}\n\n`python3 build.py bench {name}`\n\n{text}\n{end}\n"
    content = README.read_text(encoding="utf-8") if README.exists() else INTRODUCTION
    if begin in content:
        before, rest = content.split(begin, 1)
        content = before + section + rest.split(end, 1)[1].lstrip("\n")
    else:
        content = content.rstrip("\n") + "\n\n" + section
    README.write_text(content, encoding="utf-8")
