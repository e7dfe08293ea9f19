"""Figures in Markdown: a fenced block `grad-pad`, for Python-Markdown and what is made with it (MkDocs, Zensical).

    ```grad-pad data="xor" layers="4"
    {"training": {"learning_rate": 0.1}}
    ```

What follows the word are the attributes of the tag; the body is a configuration, in part or whole. In mkdocs.yml:

    markdown_extensions:
      - gradpad.markdown:
          site: https://example.org/gradpad/

The address is where the site's files lie; `gradpad build docs/gradpad` puts them among one's own pages, and the site
is `/gradpad/` then.
"""

import html
import logging
import re
from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from gradpad.authoring.tag import Figure, FigureError, script_html

FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})[ \t]*grad-pad(?P<attributes>(?:[ \t].*)?)$")
ATTRIBUTE = re.compile(
    r"""[ \t]*(?P<name>[\w-]+)(?:=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']+)))?"""
)
BEFORE_FENCED_CODE = 27  # that of Python-Markdown has 25: there a figure would be a listing

# MkDocs counts what is said under its own name, and `mkdocs build --strict` then ends.
log = logging.getLogger("mkdocs.plugins.gradpad")


def read_attributes(text: str) -> dict[str, str]:
    """Args: text: as in `data="xor" autoplay`. Returns: by name. Raises: FigureError: it can't be read."""
    found: dict[str, str] = {}
    place = 0
    text = text.strip()
    while place < len(text):
        match = ATTRIBUTE.match(text, place)
        if match is None:
            raise FigureError(f'{text[place : place + 40]!r} can\'t be read; attributes are written as data="xor".')
        if match["name"] in found:
            raise FigureError(f"{match['name']} stands there twice.")
        found[match["name"]] = match["double"] or match["single"] or match["bare"] or ""
        place = match.end()
    return found


class Figures(Preprocessor):
    """Puts a tag in the place of each block; the script before the first of a page."""

    def __init__(self, md: Markdown, site: str) -> None:
        super().__init__(md)
        self.site = site

    def run(self, lines: list[str]) -> list[str]:
        """Args: lines of the page. Returns: the lines, with a placeholder for each figure."""
        given, written, scripts = list(lines), [], False
        i = 0
        while i < len(given):
            opening = FENCE.match(given[i])
            end = self._end(given, i + 1, opening["fence"]) if opening else None
            if opening is None or end is None:
                other = re.match(r"^(`{3,}|~{3,})", given[i])
                until = self._end(given, i + 1, other[1]) if other else None
                stop = i + 1 if until is None else until + 1  # a listing is copied as it is, whatever it shows
                written += given[i:stop]
                i = stop
                continue
            try:
                figure = Figure.of(read_attributes(opening["attributes"]), "\n".join(given[i + 1 : end])).html()
            except FigureError as problem:
                log.warning("grad-pad, line %d: %s", i + 1, problem)
                figure = (
                    f'<p class="gradpad-error"><strong>Figure, line {i + 1}:</strong> {html.escape(str(problem))}</p>'
                )
            else:
                figure = figure if scripts else script_html(self.site) + "\n" + figure
                scripts = True
            written += ["", self.md.htmlStash.store(figure), ""]
            i = end + 1
        return written

    @staticmethod
    def _end(lines: list[str], start: int, fence: str) -> int | None:
        """The line that ends a block: the same sign, as often at least."""
        sign = re.compile(rf"^{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
        return next((i for i in range(start, len(lines)) if sign.match(lines[i])), None)


class FigureExtension(Extension):
    """The extension; `site` is the address of the site's files."""

    def __init__(self, **options: Any) -> None:
        self.config = {"site": ["/gradpad/", "address of the folder in which Gradpad's embed.js lies"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Python-Markdown."""
        md.block_level_elements.append("grad-pad")  # it stands in no paragraph
        md.preprocessors.register(Figures(md, str(self.getConfig("site"))), "grad-pad", BEFORE_FENCED_CODE)


def makeExtension(**options: Any) -> FigureExtension:
    """Called by Python-Markdown."""
    return FigureExtension(**options)
