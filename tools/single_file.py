"""The page as one file: it opens from a disk by a double-click, with no server and no network.

A page from a disk may fetch nothing, load no module and start no worker from a file, so all of it lies in the page,
packed as text, and a small script that stands there plainly (web/single) unpacks it.
"""

import base64
import hashlib
import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

from tools import installing, packing, python_parts
from tools.console import TroubleError, run
from tools.node import node
from tools.paths import BUILD, EXTRAS, NODE_MODULES, ROOT, WEB, files_below
from tools.steps import Step

OUTPUT = EXTRAS[0]
FOLDER = BUILD / "single"
MOST_BYTES = 12_000_000
ADDRESS = "https://gradpad.invalid/assets/worker.js"  # there is no such host: nothing can be fetched from it
LINK = re.compile(r'\s*<a href="\./[^"]*">.*?</a>', re.DOTALL)
LOADED = re.compile(r'\s*<link rel="stylesheet"[^>]*>|\s*<script type="module"[^>]*></script>')
POLICY = (
    "default-src 'none'; script-src {script} blob: 'wasm-unsafe-eval'; worker-src blob:; style-src 'unsafe-inline'; "
    "img-src data: blob:; base-uri 'none'; form-action 'none'"
)


def single_step() -> Step:
    """Return the step that writes the one file into `dist/`."""
    return Step(
        name="one file",
        action=_make,
        inputs=lambda: [
            *files_below(WEB),
            *files_below(python_parts.FOLDER),
            python_parts.LOCK,
            NODE_MODULES / ".package-lock.json",
        ],
        outputs=[OUTPUT],
    )


def _make() -> str:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    parts = {"base": "../python/", **python_parts.parts()}
    parts |= {"files": [_copied(path) for path in files_below(python_parts.FOLDER)]}
    plan = {
        "root": str(ROOT),
        "outdir": str(FOLDER),
        "page": "web/app/page.js",
        "style": "web/app/page.css",
        "worker": "web/engine/worker.js",
        "opener": "web/single/one-file-page.js",
        "unpacker": "web/single/unpack.js",
        "address": ADDRESS,
        "packed": str(FOLDER),
        "version": parts["versions"]["gradpad"],
        "parts": parts,
    }
    plan_file = BUILD / "single-plan.json"
    plan_file.write_text(json.dumps(plan), encoding="utf-8")
    run(
        [node(), ROOT / "tools" / "bundle_single.mjs", plan_file],
        what="The one-file page could not be bundled.",
        remedy="esbuild's message above names the file and the line.",
        label="bundle single",
    )
    OUTPUT.write_bytes(_page().encode())
    size = OUTPUT.stat().st_size
    if size > MOST_BYTES:
        raise TroubleError(
            "The one-file page is too large.",
            f"It has {size / 1e6:.1f} MB; {MOST_BYTES / 1e6:.0f} are the most.",
            "Look at what tools/python_parts.py puts together.",
        )
    return f"{size / 1e6:.1f} MB"


def _page() -> str:
    """Return the site's own page with everything inside it, and without links to pages that are not there."""
    page = (WEB / "index.html").read_text(encoding="utf-8")
    script, style = _inside("script", _read("opener.js")), _inside("style", _read("page.css"))
    mark = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = POLICY.format(script=f"'sha256-{mark}'")
    icon = base64.b64encode((installing.ICONS / "icon.svg").read_bytes()).decode()
    head = [
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">',
        f'<link rel="icon" href="data:image/svg+xml;base64,{icon}">',
        f"<style>{style}</style>",
    ]
    page = LOADED.sub("", LINK.sub("", page)).replace(installing.PLACE, "\n    ".join(head))
    # The page's own script first: it can be drawn on while Python is still being read.
    body = f"{_read('page.html')}<script>{script}</script>\n{_read('blocks.html')}</body>"
    return page.replace("</body>", body)


def _read(name: str) -> str:
    """Return what the bundler wrote, letter by letter."""
    return (FOLDER / name).read_bytes().decode()


def _copied(source: Path) -> dict[str, Any]:
    """Pack a part, whatever it is; return what the page has to know of it."""
    target = FOLDER / f"{source.name}{packing.ENDING}"
    target.write_bytes(packing.packed(source))
    return python_parts.described(source, target)


def _inside(tag: str, text: str) -> str:
    """Return text that may stand in a script or a style of a page as it is.

    Raises: TroubleError: when it holds something that ends the element, or would be changed in reading.
    """
    if re.search(rf"</{tag}|<!--|\r", text, re.IGNORECASE):
        raise TroubleError(
            "The one-file page can't be put together.",
            f"Its {tag} holds `</{tag}` or `<!--`, which would end it or change how it is read.",
            "Write these letters another way in the source.",
        )
    return text
