"""The examples of embedding, built by the real makers of documentation: MkDocs, Sphinx, and Jupyter's nbconvert."""

import shutil
from pathlib import Path

from tools import environment
from tools.console import run
from tools.paths import BUILD, ROOT, files_below
from tools.steps import Step

EXAMPLES = ROOT / "docs" / "embedding"
REQUIREMENTS = EXAMPLES / "requirements.lock"
MAKERS = BUILD / "embedding-venv"
SITES = BUILD / "embedding"
REMEDY = "The message above is the maker's own; the examples are in docs/embedding/."


def makers_step() -> Step:
    """Return the step that makes an environment with MkDocs, Sphinx and nbconvert in it."""
    return Step(
        name="makers of the examples",
        action=_install,
        inputs=lambda: [REQUIREMENTS],
        outputs=[MAKERS / "pyvenv.cfg"],
        sound=lambda: environment.starts(environment.python(MAKERS)),
        stamp=MAKERS / "gradpad-stamp.json",
    )


def examples_step() -> Step:
    """Return the step that builds the example sites."""
    return Step(
        name="examples of embedding",
        action=_build,
        inputs=lambda: [REQUIREMENTS, *files_below(EXAMPLES)],
        outputs=[SITES],
    )


def _install() -> str:
    shutil.rmtree(MAKERS, ignore_errors=True)
    what = "An environment for the examples could not be made."
    base = environment.python()
    run([base, "-m", "venv", MAKERS], what=what, remedy=environment.PIP_REMEDY, label="venv for the examples")
    environment.pip_install(environment.python(MAKERS), REQUIREMENTS, "makers of the examples", "--no-compile")
    return f"{sum(path.stat().st_size for path in files_below(MAKERS)) / 1e6:.0f} MB"


def _build() -> str:
    shutil.rmtree(SITES, ignore_errors=True)
    SITES.mkdir(parents=True)
    python = environment.python(MAKERS)
    shutil.copyfile(EXAMPLES / "article.html", SITES / "article.html")
    commands: dict[str, list[str | Path]] = {
        "MkDocs": [
            "mkdocs",
            "build",
            "--strict",
            "--quiet",
            "-f",
            EXAMPLES / "mkdocs/mkdocs.yml",
            "-d",
            SITES / "mkdocs",
        ],
        "Sphinx": ["sphinx", "-W", "-q", "-d", BUILD / "sphinx-doctrees", EXAMPLES / "sphinx", SITES / "sphinx"],
        "Jupyter": [
            "nbconvert",
            "--to=html",
            "--execute",
            "--log-level=ERROR",
            f"--output-dir={SITES / 'jupyter'}",
            EXAMPLES / "jupyter/figure.ipynb",
        ],
    }
    # The notebook's kernel is found beside the interpreter that it is run by.
    environ = {"JUPYTER_PATH": str(MAKERS / "share" / "jupyter"), "PYTHONWARNINGS": "ignore"}
    for name, command in commands.items():
        run(
            [python, "-m", *command],
            what=f"{name} could not build its example.",
            remedy=REMEDY,
            label=name,
            env=environ,
        )
    return ", ".join(commands)
