"""The licences of all that the site hands out are in it, and the page leads to them."""

import json

from tools import site
from tools.paths import DIST


def test_each_work_is_named_with_its_licence():
    text = (DIST / "licences.txt").read_text()
    packages = json.loads(site.PACKAGES.read_text())
    assert {"lit", "uplot", "temml", "pyodide", "@codemirror/view"} <= set(packages)
    for name in packages:
        assert f"\n{name} " in text, name
    for line in ("CPython 3.14", "NumPy 2.4.3", "Emscripten's runtime 5.0.3", "Licence: MPL-2.0", "Licence: PSF-2.0"):
        assert line in text, line
    assert text.count("Permission is hereby granted") >= 5  # the MIT licence, of several owners
    assert "Copyright (c) 2005-2025, NumPy Developers" in text


def test_the_page_leads_to_them():
    assert 'href="./licences.txt"' in (DIST / "index.html").read_text()
