"""The site: bundles, pages and Python's parts put together in `dist/`, all of it by relative addresses."""

import functools
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from tools import (
    api_reference,
    installing,
    licences,
    offline,
    policy,
    precompressed,
    python_parts,
)
from tools.console import TroubleError, run
from tools.node import node
from tools.paths import BUILD, DIST, EXTRAS, NODE_MODULES, ROOT, WEB, files_below, shown
from tools.steps import Step

BUNDLES = BUILD / "bundles"
NAMES = BUILD / "bundles.json"
PRELOADS = BUILD / "preloads.json"  # for each script, the bundles that it imports
PACKAGES = BUILD / "packages.json"  # those of npm that are in the bundles
STAGE = BUILD / "dist"
WORKER = "web/engine/worker.js"
CORE = "web/engine/boot/core.js"
FIGURES = "web/course/figures/all.js"
ENTRIES = ["web/app/page.js", "web/app/grad-pad.js", FIGURES]
ARTICLE = "web/embed/article.js"
PATIENCE = 10.0  # seconds that another program may hold a file
NOT_SENT = {".map", ".br", ".gz"}  # to visitors, or only in the place of another file
LOCAL_ADDRESS = re.compile(r"""(?P<attribute>\b(?:src|href))=(?P<quote>["'])\./(?P<path>[^"'?#]+)(?P=quote)""")


def bundle_step(hurry: bool = False) -> Step:
    """Return the step that bundles the front end; in a hurry it leaves out what only makes bundles smaller."""
    return Step(
        name="bundles",
        action=functools.partial(_bundle, hurry),
        settings=lambda: hurry,
        inputs=lambda: [
            *files_below(WEB),
            *files_below(python_parts.PACKED),
            python_parts.LOCK,
            python_parts.PARTS,
            NODE_MODULES / ".package-lock.json",
        ],
        outputs=[BUNDLES, NAMES, PACKAGES, PRELOADS, offline.BUNDLE],
    )


def site_step() -> Step:
    """Return the step that fills `dist/`."""
    return Step(
        name="dist",
        action=_assemble,
        inputs=lambda: [
            *files_below(WEB),
            *files_below(python_parts.PACKED),
            *files_below(api_reference.FOLDER),
            *files_below(BUNDLES),
            NAMES,
            offline.BUNDLE,
            *files_below(licences.TEXTS),
            ROOT / "LICENSE",
            PACKAGES,
            PRELOADS,
        ],
        outputs=[DIST],
        others=EXTRAS,
    )


def _pages() -> list[Path]:
    return sorted(WEB.glob("*.html"))


def _entries() -> list[str]:
    """Return what is bundled: the fixed entries, and every script and style sheet that a page names."""
    named = {
        f"web/{match['path']}"
        for page in _pages()
        for match in LOCAL_ADDRESS.finditer(page.read_text(encoding="utf-8"))
        if match["path"].endswith((".js", ".css"))
    }
    return sorted(named | set(ENTRIES))


def _bundle(hurry: bool) -> str:
    entries = _entries()
    missing = [entry for entry in [WORKER, CORE, ARTICLE, *entries] if not (ROOT / entry).is_file()]
    if missing:
        raise TroubleError(
            "The front end can't be bundled.",
            f"There is no {', '.join(missing)}.",
            "A file that is gone: git status. A new page: correct the address in it.",
        )
    kept = next(BUNDLES.glob(f"{Path(CORE).stem}-*.js"), None) if hurry else None
    for path in [*BUNDLES.glob("*")]:
        if path != kept:
            path.unlink()
    BUNDLES.mkdir(parents=True, exist_ok=True)
    parts = {"base": "../python/", **python_parts.parts()}
    plan = {
        "root": str(ROOT),
        "outdir": str(BUNDLES),
        "worker": WORKER,
        "core": CORE,
        "entries": entries,
        "serviceWorker": offline.SOURCE,
        "serviceWorkerOut": str(offline.BUNDLE),
        "article": ARTICLE,
        "packagesOut": str(PACKAGES),
        "preloadsOut": str(PRELOADS),
        "version": parts["versions"]["gradpad"],
        "parts": parts,
        "hurry": hurry,
        "kept": kept.name if kept else None,
    }
    plan_file = BUILD / "bundle-plan.json"
    plan_file.write_text(json.dumps(plan), encoding="utf-8")
    answer = run(
        [node(), ROOT / "tools" / "bundle.mjs", plan_file],
        what="The front end could not be bundled.",
        remedy="esbuild's message above names the file and the line.",
        label="bundle",
    )
    names = json.loads(answer.strip().splitlines()[-1])
    NAMES.write_text(json.dumps(names, indent=1), encoding="utf-8")
    scripts = sum(path.stat().st_size for path in BUNDLES.glob("*.js"))
    return f"{scripts / 1e6:.1f} MB"


def refresh() -> None:
    """Put the site together in a hurry, for somebody at work on it: without what only hosts and offline use need."""
    site_step().stamp_file.unlink(missing_ok=True)  # the next build makes it whole
    _stage()
    _write_policies()
    if (DIST / "api").is_dir():
        shutil.copytree(DIST / "api", STAGE / "api", copy_function=os.link)
    _replace(DIST, STAGE)


def _assemble() -> str:
    _stage()
    shutil.copytree(api_reference.FOLDER, STAGE / "api")
    licences.write_licences(STAGE / licences.NAME, json.loads(PACKAGES.read_text(encoding="utf-8")))
    _write_policies()
    offline.write_service_worker(STAGE)
    precompressed.write_siblings(STAGE)
    _replace(DIST, STAGE)
    total = sum(path.stat().st_size for path in files_below(DIST) if path.suffix not in NOT_SENT)
    return f"{total / 1e6:.1f} MB in {shown(DIST)}/"


def _stage() -> None:
    """Lay out scripts, Python's parts and pages."""
    shutil.rmtree(STAGE, ignore_errors=True)
    shutil.copytree(BUNDLES, STAGE / "assets")
    shutil.copytree(python_parts.PACKED, STAGE / "python")
    names = json.loads(NAMES.read_text(encoding="utf-8"))
    head = installing.write_manifest(STAGE)
    for page in _pages():
        text = page.read_text(encoding="utf-8")
        rewritten = LOCAL_ADDRESS.sub(_hashed_address(page, names), text)
        (STAGE / page.name).write_text(_with_preloads(rewritten).replace(installing.PLACE, head), encoding="utf-8")
    _embed_scripts(names)


def _with_preloads(page: str) -> str:
    """Return a page that asks at once for what its scripts import, and not only once it has read them."""
    preloads = json.loads(PRELOADS.read_text(encoding="utf-8"))

    def add(match: re.Match[str]) -> str:
        links = [f'<link rel="modulepreload" href="./assets/{name}">\n    ' for name in preloads.get(match["name"], [])]
        return "".join(links) + match[0]

    return re.sub(r"""<script type="module" src="\./assets/(?P<name>[^"]+)">""", add, page)


def _embed_scripts(names: dict[str, str]) -> None:
    """Write the scripts that articles load, under names that stay: a module, and a classic script."""
    if ARTICLE not in names:
        return
    for script, entry in (("embed.js", ARTICLE), ("figures.js", FIGURES)):
        text = (WEB / script).read_text(encoding="utf-8")
        text = text.replace(f"./{entry.removeprefix('web/')}", f"./assets/{names[entry]}")
        (STAGE / script).write_text(text, encoding="utf-8")
    classic = STAGE / "assets" / names[f"{ARTICLE} classic"]
    classic.rename(STAGE / "embed-classic.js")


def _write_policies() -> None:
    """Give every page of the site its Content-Security-Policy."""
    for page in files_below(STAGE, "*.html"):
        changes = policy.REFERENCE if page.is_relative_to(STAGE / "api") else None
        text = page.read_text(encoding="utf-8")
        page.write_text(policy.with_policy(text, changes), encoding="utf-8")


def _hashed_address(page: Path, names: dict[str, str]) -> Callable[[re.Match[str]], str]:
    """Return what puts the name of a bundle, or of a copied file, in the place of the source's name."""

    def replace(match: re.Match[str]) -> str:
        source = WEB / match["path"]
        name = names.get(f"web/{match['path']}")
        if name is None and (source.suffix == ".html" or match["path"] == licences.NAME):
            return match[0]
        if name is None:
            name = _copy(page, source)
        return f"{match['attribute']}={match['quote']}./assets/{name}{match['quote']}"

    return replace


def _copy(page: Path, source: Path) -> str:
    """Copy a file that a page names, under a name with its hash; return that name."""
    if not source.is_file():
        raise TroubleError(
            "A page names a file that is not there.", f"{shown(page)} names {shown(source)}.", "Correct the address."
        )
    mark = hashlib.sha256(source.read_bytes()).hexdigest()[:8]
    name = f"{source.stem}-{mark}{source.suffix}"
    shutil.copyfile(source, STAGE / "assets" / name)
    return name


def _replace(folder: Path, fresh: Path) -> None:
    """Put a fresh folder in the place of an old one, so that a server never shows half a site for long."""
    old = BUILD / "dist-old"
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        _rename(folder, old)
    _rename(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)


def _rename(folder: Path, target: Path) -> None:
    """Rename a folder. Windows refuses that while a server sends one of its files, so it is tried for a while."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            folder.rename(target)
            return
        except PermissionError as error:
            if time.monotonic() > deadline:
                raise TroubleError(
                    f"{shown(folder)} can't be put in its place.",
                    f"Another program has a file in it open: {error}",
                    "End what uses it (a server, an editor, a scanner), and run the same command again.",
                ) from None
            time.sleep(0.1)
