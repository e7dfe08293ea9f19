"""The extension of Quarto, run by Pandoc: as a filter, and its shortcode through a stand-in for Quarto's own part.

Quarto itself is not to be had from the package index: its package there fetches the program from elsewhere.
"""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gradpad.authoring.tag import ALT
from tools.embedding import pandoc
from tools.packaging import EXTENSION
from tools.paths import ROOT

pytestmark = pytest.mark.whole(
    "makes an environment with Pandoc in it; test_authoring.py asks the command that it asks"
)

FILTER = EXTENSION / "filter.lua"
QUARTO = Path(__file__).parent / "quarto.lua"
FIGURE = '::: {.grad-pad data=xor caption="Four *units*."}\n```json\n{"seed": 7}\n```\n:::\n'
SCRIPT = '<script type="module" src="/gradpad/embed.js" data-external="1"></script>\n'


@pytest.fixture
def convert(makers, tmp_path):
    """Converts a page; with the package's command on the path, or without."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "gradpad"
    command.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT / "pysrc"} exec {sys.executable} -m gradpad.authoring.cli "$@"\n')
    command.chmod(0o755)

    def run(text, to, *options, installed=True, script=FILTER):
        (tmp_path / "page.qmd").write_text(text, encoding="utf-8")
        environ = {"PATH": f"{folder}:{os.defpath}" if installed else os.defpath, "GRADPAD_EXTENSION": str(EXTENSION)}
        given = [pandoc(), "-f", "markdown", "-t", to, "-L", script, *options, "page.qmd"]
        return subprocess.run(given, cwd=tmp_path, env=environ, capture_output=True, encoding="utf-8", check=False)

    return run


@pytest.mark.parametrize("to", ["html", "revealjs"])
def test_on_a_page_and_on_a_slide_stands_the_tag_and_the_script_once(convert, to):
    made = convert(FIGURE + "\n" + FIGURE, to)
    assert (made.returncode, made.stderr) == (0, "")
    tag = '<grad-pad data="xor"><script type="application/json">{"seed": 7}</script></grad-pad>\n'
    caption = "<figcaption><p>Four <em>units</em>.</p></figcaption>\n"
    assert f"<figure>\n{SCRIPT}{tag}{caption}</figure>\n<figure>\n{tag}{caption}</figure>" in made.stdout


def test_the_site_is_where_the_page_says_and_a_div_keeps_its_name_and_classes(convert):
    head = "---\ngradpad:\n  site: https://example.org/gradpad/\n---\n\n"
    made = convert(head + "::: {#two .grad-pad .fragment preset=bumps}\n:::\n", "html")
    script = SCRIPT.replace('"/gradpad/', '"https://example.org/gradpad/')
    assert made.stdout == f'<div id="two" class="fragment">\n{script}<grad-pad preset="bumps"></grad-pad>\n</div>\n'
    made = convert(head.replace("gradpad/\n", "a--b/\n") + FIGURE, "html")
    assert made.returncode != 0
    assert "gradpad.site is 'https://example.org/a–b'; it must be an address." in made.stderr


def test_in_one_file_for_all_the_script_stays_a_link(convert):
    made = convert(FIGURE, "html", "-s", "--embed-resources", "-M", "title=T")
    assert made.returncode == 0, made.stderr
    assert SCRIPT in made.stdout


@pytest.mark.parametrize("installed", [True, False])
def test_what_an_author_writes_stays_text(convert, installed):
    link, note = '"><img src=x onerror=alert(1)>', "</script><b>"
    attribute = link.replace('"', '\\"').replace(" ", "&nbsp;")
    made = convert(f'::: {{.grad-pad link="{attribute}"}}\n:::\n', "html", installed=False)
    assert "<img" not in made.stdout
    assert 'link="&quot;&gt;&lt;img' in made.stdout
    made = convert(f'::: grad-pad\n```\n{{"view": {{"note": "{note}"}}}}\n```\n:::\n', "html", installed=installed)
    assert made.stdout.count("</script>") == 2
    assert r'{"note": "\u003c/script>\u003cb>"}' in made.stdout


def test_on_paper_stands_a_picture(convert, tmp_path):
    made = convert(FIGURE, "latex", "--extract-media=media")
    assert (made.returncode, made.stderr) == (0, "")
    [name] = re.findall(r"\\includegraphics\[width=0.6\\linewidth.*?alt=\{Four units.\}\]\{(.*?\.png)\}", made.stdout)
    assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")
    assert r"\caption{Four \emph{units}.}" in made.stdout
    for to, place in (("docx", "word/media/"), ("epub", "EPUB/media/")):
        assert convert(FIGURE, to, "-o", f"book.{to}", "-M", "title=T").returncode == 0
        with zipfile.ZipFile(tmp_path / f"book.{to}") as book:
            [picture] = [name for name in book.namelist() if name.startswith(place)]
            assert book.read(picture) == (tmp_path / name).read_bytes()


def test_where_there_are_no_pictures_or_only_a_link_stand_words(convert):
    assert convert(FIGURE, "plain").stdout == "Four units.\n"
    assert convert("::: {.grad-pad link=gp1-x}\n:::\n", "latex").stdout == f"{ALT}\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("::: {.grad-pad data=xorr}\n:::\n", "data is 'xorr'; it must be one of circle"),
        ("::: {.grad-pad colour=red}\n:::\n", "A figure has no attribute 'colour'; it may have preset"),
        ("::: grad-pad\n```\n{\n```\n:::\n", "The configuration is no JSON: line 1"),
        ("::: grad-pad\nwords\n:::\n", "inside stands something else than a configuration"),
    ],
)
@pytest.mark.parametrize("to", ["html", "latex", "plain"])
def test_a_wrong_figure_ends_the_build_with_its_file(convert, text, says, to):
    made = convert(text, to)
    assert made.returncode != 0
    assert made.stdout == ""
    assert f"page.qmd: grad-pad: {says}" in made.stderr


def test_without_the_command_a_page_has_its_figures_and_is_told_that_nothing_was_checked(convert):
    made = convert(FIGURE + "\n" + FIGURE, "html", installed=False)
    assert made.returncode == 0
    assert made.stdout == convert(FIGURE + "\n" + FIGURE, "html").stdout
    assert made.stderr.count("page.qmd: grad-pad: The command gradpad was not found: figures are not checked") == 1
    made = convert(FIGURE, "latex", installed=False)
    assert made.returncode == 0
    assert "no picture" in made.stderr
    assert "Four units." in made.stdout


def test_the_shortcode_makes_the_same_figure(convert):
    text = '[autoplay]{.grad-pad data=xor caption="Four *units*."}\n\n' + FIGURE
    made = convert(text, "html", script=QUARTO)
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.count('<script type="module"') == 1  # the filter and the shortcode know of each other
    assert f'<figure>\n{SCRIPT}<grad-pad autoplay="" data="xor"></grad-pad>\n<figcaption>' in made.stdout
    made = convert("[]{.grad-pad data=xorr}\n", "html", script=QUARTO)
    assert made.returncode != 0
    assert "page.qmd: grad-pad: data is 'xorr'" in made.stderr


def test_words_that_stand_in_both_are_the_same():
    assert f'"{ALT}"' in (EXTENSION / "figure.lua").read_text(encoding="utf-8")
