"""The project's own virtual environment, `.venv`, with the pinned tools in it; and environments apart from it.

It grows with what is asked of it: building needs little, tests and checks add theirs when they are first run.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import interpreters
from tools.console import TroubleError, run, say
from tools.paths import BUILD, LOCKS, VENV, cache_folder, files_below, shown
from tools.steps import Step

HOW_TO_GET_PYTHON = f"""Install {interpreters.wanted()} and run the same command again. For instance:
  Debian, Ubuntu:  apt-get install python3 python3-venv   (Debian 13, Ubuntu 24.04 or newer)
  macOS:           brew install python@3.13
  Windows:         winget install Python.Python.3.13
  anywhere:        pyenv install 3.13, or: uv python install 3.13
Or let this build fetch one for itself, with uv from the package registry: set GRADPAD_GET_PYTHON=1"""
PIP_REMEDY = """Look whether the package registry can be reached from here (pip's settings are used: index, proxy,
certificate), then run the same command again: what has arrived is kept. If a hash is said to differ, do not
override it: what was sent is not what was pinned."""


def python(venv: Path = VENV) -> Path:
    """Return the environment's interpreter."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def tool_step(purpose: str = "build") -> Step:
    """Return the step that installs the tools of one purpose into `.venv`: build (which makes it), test or check."""
    lock = LOCKS / f"{purpose}.lock"

    def install() -> str:
        made = _make() if purpose == "build" else ""
        pip_install(python(), lock, f"{purpose} tools")
        return made

    return Step(
        name=f"{purpose} tools",
        action=install,
        inputs=lambda: [lock],
        outputs=[VENV / "pyvenv.cfg"],
        sound=lambda: starts(python()),
        stamp=VENV / f"gradpad-{purpose}.json",  # goes when the environment goes
    )


def separate_step(name: str, venv: Path, lock: Path, base: Path) -> Step:
    """Return the step that makes an environment of its own for what a lock file lists.

    Nothing of it is seen by what runs in `.venv`. `base` is the interpreter that it is made with.
    """

    def make() -> str:
        new_venv(venv, base)
        pip_install(python(venv), lock, name)
        return f"{sum(path.stat().st_size for path in files_below(venv)) / 1e6:.0f} MB"

    return Step(
        name=name,
        action=make,
        inputs=lambda: [lock],
        outputs=[venv / "pyvenv.cfg"],
        sound=lambda: starts(python(venv)),
        stamp=venv / "gradpad-stamp.json",
    )


def new_venv(venv: Path, base: Path) -> None:
    """Make an empty environment; what was there is removed first."""
    run(
        [base, "-m", "venv", "--clear", venv],
        what=f"The virtual environment {shown(venv)} could not be made.",
        remedy=f"Look at the message above; a full disk or a folder that may not be written are likely. On\n"
        f"Debian the package python3-venv may be missing. Then: rm -r {shown(venv)}, and again.",
        label="venv",
    )


def starts(program: Path) -> bool:
    """Say whether an environment's interpreter still runs; it doesn't once the Python it came from is gone."""
    try:
        return subprocess.run([str(program), "-c", ""], capture_output=True, timeout=20, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def pip_install(interpreter: Path, lock: Path, what: str, *options: str) -> None:
    """Install exactly what a lock file lists, wheels only, every one checked against its hash.

    Bytecode is left to be made when a module is first imported: most never is.
    """
    strictly = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "--no-input"]
    run(
        [interpreter, "-m", "pip", "install", *strictly, "--no-compile", *options, "-r", lock],
        what=f"{what} could not be installed from {shown(lock)}.",
        remedy=PIP_REMEDY,
        label=what,
    )


def _make() -> str:
    """Make the environment where there is none that will do; return its Python's version."""
    answer = interpreters.probe(python()) if python().exists() else "is not there yet"
    if isinstance(answer, str):
        base = choose()
        say(f"      making {shown(VENV)} with {base}")
        new_venv(VENV, base.path)
        answer = base
    return f"CPython {'.'.join(map(str, answer.version))}"


def choose() -> interpreters.Interpreter:
    """Return a CPython that will do; where there is none, fetch one if the person agrees."""
    found, refused = interpreters.find()
    if found:
        return found
    if _may_fetch_python():
        return fetch_python()
    why = "\n".join(refused) or "there is no Python at all on the PATH, nor with pyenv, uv or conda"
    raise TroubleError(f"No {interpreters.wanted()} was found.", why, HOW_TO_GET_PYTHON)


def _may_fetch_python() -> bool:
    if os.environ.get("GRADPAD_GET_PYTHON"):
        return True
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    question = f"No {interpreters.wanted()} was found. Fetch one, for this project only, with uv? [y/N] "
    return input(question).strip().lower() in {"y", "yes"}


def pinned_uv() -> Path:
    """Get uv from the package registry, without a virtual environment: perhaps none can be made here."""
    folder = BUILD / "uv"
    pinned = Step(
        name="uv",
        action=lambda: pip_install(Path(sys.executable), LOCKS / "uv.lock", "uv", "--target", str(folder), "--upgrade"),
        inputs=lambda: [LOCKS / "uv.lock"],
        outputs=[folder],
    )
    pinned.run()
    return next(folder.glob("*/uv.exe" if os.name == "nt" else "*/uv"))


def fetch_python() -> interpreters.Interpreter:
    """Get a CPython into the cache, through the machine's own uv or else the pinned one."""
    home = cache_folder() / "python"
    run(
        [shutil.which("uv") or pinned_uv(), "python", "install", "3.13", "--install-dir", home, "--no-bin"],
        what="uv could not fetch a CPython.",
        remedy=HOW_TO_GET_PYTHON,
        label="uv python",
    )
    found, refused = interpreters.find(sorted(home.glob("*/bin/python3*")) + sorted(home.glob("*/python.exe")))
    if not found:
        raise TroubleError("The CPython that uv fetched does not start.", "\n".join(refused), HOW_TO_GET_PYTHON)
    return found
