"""The pages' policy: in every page, first, strict about scripts, and exact about those that stand in a page."""

import base64
import hashlib
import html
import re

import pytest

from tools import policy
from tools.paths import DIST

PAGE = "<!doctype html><head><meta charset=\"utf-8\"><script src='./a.js'></script>{}</head>"
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def directives(page):
    """The policy of a page, as a dict."""
    (content,) = META.findall(page)
    return dict(part.split(" ", 1) for part in html.unescape(content).split("; "))


def test_nothing_but_the_own_origin_and_no_text_as_script():
    found = directives(policy.with_policy(PAGE.format("")))
    assert found["default-src"] == "'none'"
    assert found["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert found["connect-src"] == found["frame-src"] == "'self'"
    assert found["worker-src"] == "'self' blob:"
    for name, sources in found.items():
        assert "http" not in sources
        assert "*" not in sources
        assert "'unsafe-eval'" not in sources
        assert "unsafe-inline" not in sources or name == "style-src"


def test_it_stands_before_everything_that_it_applies_to():
    page = policy.with_policy(PAGE.format(""))
    assert page.index("Content-Security-Policy") < page.index("<script")


def test_a_script_in_the_page_is_let_through_by_its_hash_alone():
    page = policy.with_policy(PAGE.format("<script>\nrun()</script><script type='application/json'>{}</script>"))
    digest = base64.b64encode(hashlib.sha256(b"\nrun()").digest()).decode()
    assert directives(page)["script-src"] == f"'self' 'wasm-unsafe-eval' 'sha256-{digest}'"


def test_a_page_may_have_other_directives():
    found = directives(policy.with_policy(PAGE.format(""), {"frame-src": "'none'"}))
    assert found["frame-src"] == "'none'"
    assert found["default-src"] == "'none'"


def test_a_page_without_its_coding_is_refused():
    with pytest.raises(ValueError, match="charset"):
        policy.with_policy("<!doctype html><head></head>")


def test_every_page_of_the_site_has_one():
    pages = [page for page in DIST.rglob("*.html") if page.name != "gradpad.html"]
    assert len(pages) > 10
    for page in pages:
        assert directives(page.read_text())["default-src"] == "'none'", page
