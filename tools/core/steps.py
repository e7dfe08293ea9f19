"""The steps that take Python's core apart: find out which functions a usual session runs, and split by that."""

import json
import os
import shutil
from pathlib import Path

from tools.console import run, say
from tools.core.counted import counted
from tools.core.module import places
from tools.core.shared_calls import with_shared_calls
from tools.core.split import split
from tools.hashing import digest_of, sha256_of
from tools.lean import steps as lean
from tools.lean.steps import LEAN_ENGINE, LEAN_NUMPY, LEAN_STDLIB
from tools.node import node
from tools.numpy_wheel import PYODIDE, pyodide_lock
from tools.paths import BUILD, ROOT, WEB, cache_folder, files_below
from tools.steps import Step

SCRIPTS = ROOT / "tools" / "core"
FOLDER = BUILD / "core"
TRACED = cache_folder() / "functions-in-use"
WASM = PYODIDE / "pyodide.asm.wasm"
RAN = FOLDER / "ran.json"
FIRST = FOLDER / "first.wasm"
REST = FOLDER / "rest.wasm"

#: How the SHA-256 of the core begins whose addresses these are, and tables that nothing reads but their owners: the
#: codecs for Chinese, Japanese and Korean, `unicodedata`, and the C library's iconv. With another core all data stays
#: in the first part until they are found again (docs/decisions/0019-the-core-in-two-parts.md).
CORE = "e7f8fac3"
QUIET = ((800_096, 2_021_792), (2_823_894, 2_962_077))
OWNERS = (
    *(f"PyInit__codecs_{name}" for name in ("cn", "hk", "iso2022", "jp", "kr", "tw")),
    "PyInit__multibytecodec",
    "PyInit_unicodedata",
    "iconv_open",
)

USUAL = """
import promises
promises.boot()
promises.sessions()
promises.workshop()
from gradpad import sources
for name in sources.names():  # what may be edited has to be compiled
    compile(sources.text(name), name, "exec")
"""


def core_steps() -> list[Step]:
    """Return the steps, in their order."""
    return [
        Step(
            name="functions in use",
            action=_trace,
            inputs=lambda: [WASM, LEAN_STDLIB, LEAN_NUMPY, LEAN_ENGINE, *_scripts()],
            outputs=[RAN],
        ),
        Step(name="core in two parts", action=_split, inputs=lambda: [WASM, RAN, *_scripts()], outputs=[FIRST, REST]),
    ]


def _scripts() -> list[Path]:
    started = [WEB / "engine" / "boot" / name for name in ("packages.js", "archive.js")]
    return [*files_below(SCRIPTS, "*.py", "*.mjs"), lean.SCRIPTS / "promises.py", *started]


def _trace() -> str:
    """Write down which of the core's functions ran when a usual session was had."""
    # Not all of the engine: a function that only its latest text calls is in the second part, and comes when called.
    mark = digest_of([WASM, LEAN_STDLIB, LEAN_NUMPY, *_scripts()], lean.engine_imports())
    kept = TRACED / f"{mark}.json"
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(f".{os.getpid()}")
        unfinished.write_text(_run_counted(), encoding="utf-8")
        unfinished.replace(kept)
    shutil.copyfile(kept, RAN)
    return f"{len(json.loads(RAN.read_text(encoding='utf-8')))} ran"


def _run_counted() -> str:
    core, plan = FOLDER / "counted.wasm", FOLDER / "plan.json"
    core.write_bytes(counted(WASM.read_bytes()))
    lock = json.dumps({"info": pyodide_lock()["info"], "packages": {}})
    wheels = [str(LEAN_NUMPY), str(LEAN_ENGINE)]
    places = {"pyodide": str(PYODIDE), "counted": str(core), "stdlib": str(LEAN_STDLIB), "tools": str(lean.SCRIPTS)}
    plan.write_text(json.dumps({**places, "wheels": wheels, "lock": lock, "usual": USUAL}), encoding="utf-8")
    answer = run(
        [node(), SCRIPTS / "trace.mjs", plan],
        what="It could not be found out which of the core's functions a usual session runs.",
        remedy="The lines above come from Python inside Pyodide; look at tools/core.",
        timeout=900,
        label="functions in use",
    )
    return answer.strip().splitlines()[-1]


def _split() -> str:
    core, ran = WASM.read_bytes(), set(json.loads(RAN.read_text(encoding="utf-8")))
    quiet = QUIET if sha256_of(WASM).startswith(CORE) and not ran & set(places(core, OWNERS)) else ()
    shared = with_shared_calls(core)
    parts = split(shared.module, ran | set(range(shared.before, shared.after)), quiet)
    FIRST.write_bytes(parts.first)
    REST.write_bytes(parts.second)
    if not quiet:
        say("Another core, or a session that uses all of it: its tables stay in the first part (QUIET in tools/core).")
    later = f"{parts.functions} functions and {parts.data / 1e6:.1f} MB of data"
    return f"{len(parts.first) / 1e6:.1f} MB; later {later}"
