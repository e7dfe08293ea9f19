"""The steps that part what a first session reads of Python from what comes later, and pack both for the way.

Whole modules go: of the standard library those of which nothing is read, because a package can't lie in its zip and
beside it; of NumPy and the engine every module by itself. The engine's text goes too, since its bytecode runs.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from tools import packing
from tools.archives import read_members, write_wheel, write_zip
from tools.console import run
from tools.core.steps import FIRST, REST
from tools.hashing import sha256_of
from tools.node import node
from tools.numpy_wheel import PYODIDE, pyodide_lock
from tools.paths import BUILD, ROOT, WEB, files_below
from tools.python_parts import FOLDER, MARK, PACKED, PARTS, stdlib, wheels
from tools.steps import Step

SCRIPTS = ROOT / "tools" / "late"
READ = BUILD / "late" / "read.json"
STAGE = BUILD / "late" / "parts"
LIBRARY = "/lib/python3.14"  # what comes later of the standard library lies here, and not in its zip
ZIP = "/lib/python314.zip"
SITE = "site-packages"


def late_steps() -> list[Step]:
    """Return the steps, in their order."""
    return [
        Step(name="first session", action=_trace, inputs=lambda: [*files_below(FOLDER), *_scripts()], outputs=[READ]),
        Step(
            name="parts packed",
            action=_pack,
            inputs=lambda: [*files_below(FOLDER), READ, FIRST, REST, *_scripts(), Path(packing.__file__)],
            outputs=[PACKED, PARTS],
        ),
    ]


def start(python: list[str], label: str, **plan: Any) -> list[list[Any]]:
    """Start Python under Node as the page does.

    Args:
        python: lines that it runs.
        label:  what it is called where it is told of.
        plan:   the rest of a plan (see start.mjs); without it, Python has all its files from the start.

    Returns: what each came to, and how often what comes later had been asked for.
    """
    file = BUILD / "late" / f"{label.replace(' ', '-')}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = json.dumps({"info": pyodide_lock()["info"], "packages": {}})
    whole = {"stdlib": str(stdlib()), "wheels": [str(path) for path in wheels()], "lock": lock}
    places = {"pyodide": str(PYODIDE), "tools": str(SCRIPTS)}
    file.write_text(json.dumps({**whole, **places, "python": python, **plan}), encoding="utf-8")
    answer = run(
        [node(), SCRIPTS / "start.mjs", file],
        what=f"Python did not start as the page starts it ({label}).",
        remedy="The lines above come from Python inside Pyodide; look at tools/late.",
        timeout=300,
        label=label,
    )
    answers: list[list[Any]] = json.loads(answer.strip().splitlines()[-1])
    return answers


def _scripts() -> list[Path]:
    started = [WEB / "engine" / "boot" / name for name in ("packages.js", "archive.js", "late-files.js")]
    return [*files_below(SCRIPTS, "*.py", "*.mjs"), ROOT / "tools" / "archives.py", *started]


def _trace() -> str:
    """Write down which files a first session reads."""
    lines = "import first, json; first.first_session(); first.mistakes(); json.dumps(first.files_read())"
    [[read, _]] = start([lines], "first session")
    READ.parent.mkdir(parents=True, exist_ok=True)
    READ.write_text(read, encoding="utf-8")
    return f"{len(json.loads(read))} files"


def _pack() -> str:
    read = set(json.loads(READ.read_text(encoding="utf-8")))
    for folder in (STAGE, PACKED):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    late: dict[str, bytes] = {}
    _part_stdlib(read, late)
    for path in wheels():
        _part_wheel(path, read, late)
    archive = STAGE / "later.zip"
    write_zip(archive, late)
    archive = archive.rename(STAGE / f"python_later-{sha256_of(archive)[:MARK]}.zip")
    files = [_packed(path) for path in sorted(STAGE.iterdir())]
    for source in files_below(FOLDER, "*.wasm"):  # a browser compiles the core as it comes
        shutil.copyfile(source, PACKED / source.name)
        files.append({"name": source.name, "bytes": source.stat().st_size, "unpacked": source.stat().st_size})
    members = [[name, len(content)] for name, content in sorted(late.items())]
    PARTS.write_text(json.dumps({"files": files, "late": members}), encoding="utf-8")
    total = sum(path.stat().st_size for path in PACKED.iterdir())
    return f"{total / 1e6:.1f} MB; {len(late)} files come later"


def _part_stdlib(read: set[str], late: dict[str, bytes]) -> None:
    members = read_members(stdlib())
    kept = {_top(name) for name in members if f"{ZIP}/{name}" in read}
    kept |= {_top(name) for name in members if not name.endswith(".pyc")}
    kept.add("sitecustomize")
    late |= {name: content for name, content in members.items() if _top(name) not in kept}
    first = STAGE / "stdlib.zip"
    write_zip(first, {name: content for name, content in members.items() if _top(name) in kept})
    first.rename(STAGE / f"python_stdlib-{sha256_of(first)[:MARK]}.zip")


def _part_wheel(path: Path, read: set[str], late: dict[str, bytes]) -> None:
    members = read_members(path)
    compiled = {name for name in members if name.endswith(".pyc")}
    gone = {name for name in compiled if f"{LIBRARY}/{SITE}/{name}" not in read}
    gone |= {name for name in members if name.endswith(".py")}
    late |= {f"{SITE}/{name}": members[name] for name in gone}
    first = STAGE / "first.whl"
    write_wheel(first, {name: content for name, content in members.items() if name not in gone})
    first.rename(STAGE / path.name.replace(sha256_of(path)[:MARK], sha256_of(first)[:MARK]))


def _top(name: str) -> str:
    """Return the module or package of the standard library that a member of its zip belongs to."""
    return name.split("/")[0].split(".")[0]


def _packed(path: Path) -> dict[str, Any]:
    """Pack a file for the way; return what the page has to know of it."""
    target = PACKED / f"{path.name}{packing.ENDING}"
    target.write_bytes(packing.packed(path))
    return {"name": target.name, "bytes": target.stat().st_size, "unpacked": path.stat().st_size}
