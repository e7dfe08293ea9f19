"""The Content-Security-Policy of every page, as a meta element: what a page may load, run and ask for.

A static host sends no headers of ours, so each page carries its policy itself, before anything it could apply to.
Only a page's own origin is let in; WebAssembly may be compiled, but no text is ever run as a script. Styles may stand
in the page: Lit writes `style` attributes, and in older browsers style elements. Python's worker begins as a script of
the page's own (blob:), because such a worker is held to the page's policy; one that begins as a file is held to none.
"""

import base64
import hashlib
import html
import re
from collections.abc import Mapping

SITE: dict[str, str] = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",  # blob: a drawing on its way to a PNG
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "frame-src": "'self'",  # the preview of a figure for an article
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
REFERENCE = {
    "script-src": "'self'"
}  # what pdoc makes: its own scripts, and those that stand in its pages by their hash

CHARSET = re.compile(r"""<meta charset=["']?utf-8["']?\s*/?>""", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)


def text(parts: Mapping[str, str]) -> str:
    """Return a policy as browsers read it."""
    return "; ".join(f"{name} {sources}".strip() for name, sources in parts.items())


def with_policy(page: str, changes: Mapping[str, str] | None = None) -> str:
    """Return a page with its policy right after the line that names its coding.

    Args:
        page:    the page's text. A script that stands in it is let through by its hash, and so by nothing else.
        changes: directives that are other than SITE's, as for a page that shows frames.

    Raises: ValueError: the page has no `<meta charset="utf-8">`.
    """
    parts = {**SITE, **(changes or {})}
    scripts = [match["text"] for match in INLINE_SCRIPT.finditer(page) if _runs(match["attributes"])]
    parts["script-src"] = " ".join([parts["script-src"], *sorted({_hash(script) for script in scripts})])
    meta = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(text(parts), quote=False)}">'
    made, count = CHARSET.subn(lambda match: f"{match[0]}\n    {meta}", page, count=1)
    if not count:
        raise ValueError("The page does not say <meta charset='utf-8'>, so its policy has no place.")
    return made


def _runs(attributes: str) -> bool:
    """Whether a script element holds a script: it names no file, and is not of a type that is only data."""
    return "src=" not in attributes and not re.search(r"type=[\"']?(application/json|text/plain)", attributes)


def _hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.replace("\r\n", "\n").encode()).digest()).decode()
    return f"'sha256-{digest}'"
