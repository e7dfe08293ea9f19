"""The steps that make Python's parts lean: find out what is used, keep that, and turn it into bytecode.

Pyodide's standard library and NumPy are Python text, of which a page needs a third, and which would be compiled again
at every start. So `promises.py` is run inside Pyodide with everything there is, what it used is kept, and that very
Pyodide compiles it. The engine keeps its text, which the page shows, and gets its bytecode beside it.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from tools.archives import read_members, write_wheel, write_zip
from tools.console import TroubleError, run
from tools.engine_wheel import engine_wheel
from tools.hashing import digest_of, sha256_of
from tools.node import node
from tools.numpy_wheel import PYODIDE, numpy_wheel, pyodide_lock, pyodide_version
from tools.paths import BUILD, ENGINE, ROOT, cache_folder, files_below
from tools.steps import Step

SCRIPTS = ROOT / "tools" / "lean"
FOLDER = BUILD / "lean"
COMPILED = cache_folder() / "bytecode"
TRACED = cache_folder() / "modules-in-use"
USED = FOLDER / "used.json"
STDLIB = PYODIDE / "python_stdlib.zip"
LEAN_STDLIB = FOLDER / "python_stdlib.zip"
LEAN_NUMPY = FOLDER / "numpy.whl"
LEAN_ENGINE = FOLDER / "gradpad.whl"

# Left out although `from numpy import *` asks for them; a module with a reason stands in their place.
LEFT_OUT = ("numpy.f2py", "numpy.testing")
REASON = '''"""Left out: this Python is cut down to what a page with a small network needs."""


def __getattr__(name):
    raise AttributeError(f"{__name__} is left out of this page's Python, so there is no {name!r} in it.")
'''
REMEDY = "The lines above come from Python inside Pyodide; look at tools/lean."


def lean_steps() -> list[Step]:
    """Return the steps, in their order."""
    return [
        Step(
            name="modules in use",
            action=_trace,
            inputs=lambda: [STDLIB, numpy_wheel()[0], *_scripts()],
            settings=engine_imports,  # not all of the engine: what it imports is what matters
            outputs=[USED],
        ),
        Step(
            name="lean Python",
            action=_trim,
            inputs=lambda: [STDLIB, numpy_wheel()[0], USED, *_scripts()],
            outputs=[LEAN_STDLIB, LEAN_NUMPY],
        ),
        Step(
            name="engine's bytecode",
            action=_add_bytecode,
            inputs=lambda: [engine_wheel(), LEAN_STDLIB, LEAN_NUMPY, *_scripts()],
            outputs=[LEAN_ENGINE],
        ),
    ]


def in_pyodide(python: str, label: str, **plan: Any) -> str:
    """Run lines of Python inside Pyodide under Node; return the last line that was printed.

    Args:
        python: the lines; the modules of tools/lean can be imported.
        label:  what it is called where it is told of.
        plan:   the rest of a plan (see run.mjs).
    """
    mounts = {"/tools": str(SCRIPTS), **plan.pop("mounts", {})}
    lock = {"info": pyodide_lock()["info"], "packages": {}}
    lines = f"import sys\nsys.path.insert(0, '/tools')\n{python}"
    file = FOLDER / f"{label.replace(' ', '-')}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        json.dumps({"pyodide": str(PYODIDE), "python": lines, "mounts": mounts, "lock": lock, **plan}), encoding="utf-8"
    )
    answer = run(
        [node(), SCRIPTS / "run.mjs", file],
        what=f"Python inside Pyodide did not do its part ({label}).",
        remedy=REMEDY,
        timeout=900,
        label=label,
    )
    return answer.strip().splitlines()[-1]


def _scripts() -> list[Path]:
    return [*files_below(SCRIPTS, "*.py", "*.mjs"), ROOT / "tools" / "archives.py"]


def engine_imports() -> list[str]:
    """Return every line that begins an import anywhere in the engine."""
    lines = {line.strip() for path in files_below(ENGINE, "*.py") for line in path.read_text("utf-8").splitlines()}
    return sorted(line for line in lines if line.startswith(("import ", "from ")))


def _trace() -> str:
    """Write down what was used when all that the page promises was run with everything that there is."""
    mark = digest_of([STDLIB, numpy_wheel()[0], *_scripts()], engine_imports())
    kept = TRACED / f"{mark}.json"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps(_run_promises(), indent=1), encoding="utf-8")
        unfinished.replace(kept)
    FOLDER.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, USED)
    used = json.loads(USED.read_text(encoding="utf-8"))
    return f"{len(used['stdlib'])} of the standard library, {len(used['numpy'])} of NumPy"


def _run_promises() -> dict[str, list[str]]:
    """Run them inside Pyodide; return which members of the archives that took (see modules.py)."""
    python = f"""
import json
import modules
modules.leave_out({list(LEFT_OUT)!r}, {REASON!r})
import promises
promises.keep_all()
await promises.waiting()
json.dumps(modules.used_files())
"""
    answer = _with_engine(python, "modules in use", numpy_wheel()[0])
    used: dict[str, list[str]] = json.loads(answer)
    return used


def _with_engine(python: str, label: str, numpy: Path, **plan: Any) -> str:
    """Run lines of Python inside Pyodide where NumPy and the engine, as it is, can be imported (see in_pyodide)."""
    stage = FOLDER / label.replace(" ", "-")
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    packages = {"numpy": {**pyodide_lock()["packages"]["numpy"], "sha256": sha256_of(numpy)}}
    packages["gradpad"] = {**packages["numpy"], "name": "gradpad", "depends": ["numpy"], "imports": ["gradpad"]}
    packages["gradpad"] |= {"file_name": engine_wheel().name, "sha256": sha256_of(engine_wheel())}
    for name, wheel in ((packages["numpy"]["file_name"], numpy), (engine_wheel().name, engine_wheel())):
        shutil.copyfile(wheel, stage / name)
    lock = {"info": pyodide_lock()["info"], "packages": packages}
    return in_pyodide(python, label, lock=lock, base=str(stage), packages=["gradpad"], **plan)


def _trim() -> str:
    """Keep what was used of the standard library and of NumPy, Python text as bytecode."""
    used = json.loads(USED.read_text(encoding="utf-8"))
    stdlib = _kept(read_members(STDLIB), used["stdlib"])
    whole = read_members(numpy_wheel()[0])
    numpy = _kept(whole, used["numpy"])
    numpy |= {name: text for name, text in whole.items() if _is_metadata(name)}
    numpy |= {f"{package.replace('.', '/')}/__init__.py": REASON.encode() for package in LEFT_OUT}
    stdlib["sitecustomize.py"] = (SCRIPTS / "sitecustomize.py").read_bytes()
    write_zip(LEAN_STDLIB, compiled(stdlib, "/lib/python314.zip"))
    write_wheel(LEAN_NUMPY, compiled(numpy, "/lib/python3.14/site-packages"))
    sizes = [path.stat().st_size / 1e6 for path in (LEAN_STDLIB, LEAN_NUMPY)]
    return f"standard library {sizes[0]:.1f} MB, NumPy {sizes[1]:.1f} MB"


def _kept(members: Mapping[str, bytes], used: list[str]) -> dict[str, bytes]:
    absent = sorted(set(used) - set(members))
    if absent:
        raise TroubleError("What is used is not in the archives.", ", ".join(absent), REMEDY)
    return {name: members[name] for name in used}


def _is_metadata(name: str) -> bool:
    """Whether a member of a wheel tells of the package: its licences and its versions, without lists of commands."""
    return ".dist-info/" in name and not name.endswith(("entry_points.txt", "direct_url.json"))


def compiled(members: Mapping[str, bytes], place: str, cached: bool = False, **plan: Any) -> dict[str, bytes]:
    """Return the members with their Python text as bytecode. What was compiled once is not compiled again.

    Args:
        members: files by name.
        place:   the folder inside Pyodide that they will lie in.
        cached:  keep the text too, and put the bytecode into `__pycache__`, where Python looks for it. Without the
            text, the bytecode does not keep its places in the text either.
        plan:    see in_pyodide.
    """
    texts = {name: text for name, text in members.items() if name.endswith(".py")}
    made = {name: COMPILED / f"{_mark(f'{place}/{name} {cached}', text)}.pyc" for name, text in texts.items()}
    fresh = {name: text for name, text in texts.items() if not made[name].is_file()}
    if fresh:
        _compile(fresh, made, place, cached, plan)
    result = {name: content for name, content in members.items() if cached or name not in texts}
    for name, file in made.items():
        path = PurePosixPath(name)
        kept = path.parent / "__pycache__" / f"{path.stem}.cpython-314.pyc" if cached else path.with_suffix(".pyc")
        result[str(kept)] = file.read_bytes()
    return result


def _mark(name: str, text: bytes) -> str:
    """Return what the bytecode of a text depends on, as one hash."""
    compiler = [(SCRIPTS / script).read_bytes() for script in ("bytecode.py", "deferring.py")]
    return hashlib.sha256(b"\0".join([pyodide_version().encode(), *compiler, name.encode(), text])).hexdigest()


def _compile(
    texts: Mapping[str, bytes], made: Mapping[str, Path], place: str, lines: bool, plan: Mapping[str, Any]
) -> None:
    """Write the bytecode of texts, by name, to the files of the same names."""
    source, target = FOLDER / "text", FOLDER / "bytecode"
    for folder in (source, target):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for name, text in texts.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(text)
    mounts = {"/source": str(source), "/target": str(target)}
    python = f"import bytecode\nbytecode.compile_folder('/source', '/target', {place!r}, lines={lines})"
    in_pyodide(python, "bytecode", mounts=mounts, **plan)
    COMPILED.mkdir(parents=True, exist_ok=True)
    for name in texts:
        shutil.move((target / name).with_suffix(".pyc"), made[name])


def _add_bytecode() -> str:
    """Put the engine's bytecode beside its text, and check that none is left from an older build."""
    members = {name: content for name, content in read_members(engine_wheel()).items() if "__pycache__" not in name}
    members["gradpad/dataclass_code.bin"] = _dataclass_code()
    write_wheel(LEAN_ENGINE, compiled(members, "/lib/python3.14/site-packages", cached=True, stdlib=str(LEAN_STDLIB)))
    return f"{LEAN_ENGINE.stat().st_size / 1e3:.0f} kB"


def _dataclass_code() -> bytes:
    """Return what the engine's dataclasses would compile at every start, compiled."""
    target = FOLDER / "dataclasses"
    target.mkdir(parents=True, exist_ok=True)
    python = "import dataclass_code\ndataclass_code.compile_dataclasses('/target/code.bin')"
    plan = {"stdlib": str(LEAN_STDLIB), "mounts": {"/target": str(target)}}
    _with_engine(python, "dataclass code", LEAN_NUMPY, **plan)
    return (target / "code.bin").read_bytes()
