"""Figures in a book made by Sphinx: the directive `grad-pad`, in reStructuredText and in MyST.

    extensions = ["gradpad.sphinx"]      # in conf.py

    .. grad-pad::
       :data: xor
       :layers: 4
       :caption: Four units learn XOR.

       {"training": {"learning_rate": 0.1}}

Options are the attributes of the tag; the body is a configuration, in part or whole. Both are checked while the book is
built. The site's files are put beside the pages (`_static/gradpad`), so that the book needs no other host; or
`gradpad_site = "https://…"` names the address where they lie. On paper, and in an epub, stands a picture.
"""

import hashlib
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

import gradpad
from gradpad.authoring.site import NoSiteError, copy_site
from gradpad.authoring.still import still
from gradpad.authoring.tag import ALT, PATTERNS, Figure, FigureError
from gradpad.errors import GradpadError

LOCAL = "gradpad"  # the folder below _static


class figure_node(nodes.General, nodes.Element):  # noqa: N801  (the convention of docutils)
    """Where a figure stands. Its `figure` is the checked Figure, its `alt` says in words what is to be seen."""


class GradPad(SphinxDirective):
    """The directive."""

    has_content = True
    option_spec = {  # noqa: RUF012  (the base class's own interface)
        **dict.fromkeys(PATTERNS, directives.unchanged),
        "caption": directives.unchanged,
        "alt": directives.unchanged,
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Returns: the figure, with its caption where there is one."""
        attributes = {name: text for name, text in self.options.items() if name in PATTERNS}
        try:
            figure = Figure.of(attributes, "\n".join(self.content))
        except FigureError as problem:
            raise self.error(str(problem)) from None
        node = figure_node(figure=figure, alt=self.options.get("alt", ALT))
        self.set_source_info(node)
        caption = self.options.get("caption")
        if not caption:
            self.add_name(node)
            return [node]
        words, messages = self.state.inline_text(caption, self.lineno)
        around = nodes.figure("", node, nodes.caption(caption, "", *words))
        if "alt" not in self.options:
            node["alt"] = "".join(word.astext() for word in words)
        self.set_source_info(around)
        self.add_name(around)
        return [around, *messages]


def visit_html(self: Any, node: figure_node) -> None:
    """Writes the tag; in an epub, where no script runs, the picture."""
    if self.builder.name == "epub":
        place = _picture(self, node, Path(self.builder.outdir) / self.builder.imagedir)
        if place:
            source = f"{self.builder.imgpath}/{place}"
            self.body.append(self.emptytag(node, "img", "", src=source, alt=node["alt"], width="100%"))
    else:
        self.body.append(node["figure"].html())
    raise nodes.SkipNode


def visit_latex(self: Any, node: figure_node) -> None:
    """Writes the picture's place."""
    place = _picture(self, node, Path(self.builder.outdir))
    if place:
        self.body.append(rf"\noindent\sphinxincludegraphics[width=0.6\linewidth]{{{place}}}" + "\n")
    raise nodes.SkipNode


def words_alone(app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Puts words in the place of a figure where there are no pictures: in plain text, on a manual page."""
    if app.builder.format not in ("html", "latex"):
        for node in list(doctree.findall(figure_node)):
            node.replace_self(nodes.paragraph("", node["alt"]))


def _picture(writer: Any, node: figure_node, folder: Path) -> str | None:
    """Paints the figure into a folder, once. Returns: its name; None, and words, where only a link knows it."""
    figure: Figure = node["figure"]
    config = figure.whole_config()
    if config is None:
        writer.body.append(writer.encode(node["alt"]))
        return None
    name = f"gradpad-{hashlib.sha256(repr((config, figure.epochs)).encode()).hexdigest()[:16]}.png"
    if not (folder / name).is_file():
        try:
            picture = still(config, figure.epochs)
        except GradpadError as problem:
            raise ExtensionError(f"The picture of a figure can't be painted: {problem}") from None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(picture)
    return name


def add_script(app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: Any) -> None:
    """Loads the script on the pages that have a figure."""
    if doctree is None or next(doctree.findall(figure_node), None) is None or app.builder.name == "epub":
        return
    site = app.config.gradpad_site
    app.add_js_file(f"{site.rstrip('/') if site else LOCAL}/embed.js", type="module")


def put_site(app: Sphinx, problem: Exception | None) -> None:
    """Puts the site's files beside the pages, where no other host has them."""
    if problem or app.builder.format != "html" or app.builder.name == "epub" or app.config.gradpad_site:
        return
    folder = app.config.gradpad_site_folder
    try:
        copy_site(Path(app.builder.outdir) / "_static" / LOCAL, Path(folder) if folder else None)
    except NoSiteError as missing:
        raise ExtensionError(f"{missing} Or say where the site lies: gradpad_site = 'https://…' in conf.py.") from None


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_config_value("gradpad_site", None, "html", [str, type(None)])
    app.add_config_value("gradpad_site_folder", None, "", [str, type(None)])
    app.add_node(figure_node, html=(visit_html, None), latex=(visit_latex, None))
    app.add_directive("grad-pad", GradPad)
    app.connect("doctree-resolved", words_alone)
    app.connect("html-page-context", add_script)
    app.connect("build-finished", put_site)
    return {"version": gradpad.__version__, "parallel_read_safe": True, "parallel_write_safe": True}
