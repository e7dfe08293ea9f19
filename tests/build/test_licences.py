"""The licences of all that the site hands out are in it, and the page leads to them."""

import json
import re

import pytest

from tools import licences, site
from tools.core.steps import ORIGINAL
from tools.paths import DIST

# Words that a work leaves in the core that it is compiled into.
TRACES = {
    "zlib": b"inflate 1.",
    "bzip2": b"PyInit__bz2",
    "liblzma": b"lzma_check_is_supported",
    "Zstandard": b"PyInit__zstd",
    "Expat": b"PyInit_pyexpat",
    "libmpdec": b"mpdec",
    "libffi": b"ffi_call",
    "mimalloc": b"mimalloc",
    "HACL*": b"HACL",
    "SQLite": b"PyInit__sqlite3",
}


@pytest.fixture(scope="module")
def entries():
    """What is said of each work, by its title."""
    text = (DIST / "licences.txt").read_text()
    parts = re.split(r"\n\n\n(?=[^\n]+\n-{3,}\n)", text)
    return {part.partition("\n")[0]: part for part in parts[1:]}


def of(entries, beginning):
    [found] = [entry for title, entry in entries.items() if re.match(rf"{re.escape(beginning)}( |$)", title)]
    return found


def test_each_package_is_named_with_its_licence(entries):
    packages = json.loads(site.PACKAGES.read_text())
    assert {"lit", "uplot", "temml", "pyodide", "@codemirror/view"} <= set(packages)
    for name in [*packages, "CPython", "NumPy 2.4.3", "Emscripten's runtime 5.0.3"]:
        assert "Licence: " in of(entries, name), name


def test_every_work_has_the_text_of_its_licence(entries):
    for title, entry in entries.items():
        assert len(entry) > 150, title
        if "Licence: MIT" in entry:
            assert "Permission is hereby granted" in entry, title
    assert "Mozilla Public License Version 2.0" in of(entries, "pyodide")
    assert "NumPy Developers" in of(entries, "NumPy")


def test_the_changed_core_is_told_of(entries):
    assert "Gradpad changes Pyodide's core" in of(entries, "pyodide")
    assert "tools/core" in of(entries, "pyodide")


@pytest.mark.parametrize("work", TRACES)
def test_what_is_compiled_into_the_core_is_named(entries, work):
    assert TRACES[work] in ORIGINAL.read_bytes()
    assert of(entries, work)


def test_every_text_that_lies_there_is_used():
    used = {work.text for work in licences.IN_THE_CORE} | {"MPL-2.0"}
    assert {path.stem for path in licences.TEXTS.iterdir()} == used


def test_the_page_leads_to_them():
    assert 'href="./licences.txt"' in (DIST / "index.html").read_text()
