"""The engine as a wheel: what Pyodide installs is an ordinary Python package."""

import os
import shutil
from pathlib import Path

from tools import environment
from tools.console import TroubleError, run
from tools.paths import BUILD, ENGINE, ROOT, engine_files
from tools.steps import Step

FOLDER = BUILD / "wheel"


def wheel_step() -> Step:
    """Return the step that builds the engine's wheel."""
    return Step(
        name="engine's wheel",
        action=_build,
        inputs=lambda: [*engine_files(), *(ROOT / name for name in ("pyproject.toml", "README.md", "LICENSE"))],
        outputs=[FOLDER],
    )


def engine_wheel() -> Path:
    """Return the path of the built wheel."""
    return next(FOLDER.glob("gradpad-*.whl"))


def _build() -> str:
    if not (ENGINE / "__init__.py").is_file():
        raise TroubleError("There is no engine to build.", f"{ENGINE}/__init__.py is missing.", "git status")
    shutil.rmtree(FOLDER, ignore_errors=True)
    # -P and another folder to start in: the file build.py must not pass for the package `build`.
    run(
        [environment.python(), "-P", "-m", "build", "--wheel", "--no-isolation", "--outdir", FOLDER, ROOT],
        what="The engine's wheel could not be built.",
        remedy="The message above comes from the packager; look at pyproject.toml and pysrc/gradpad.",
        cwd=BUILD,
        env={"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "1700000000")},
        label="engine wheel",
    )
    return engine_wheel().name
