"""The examples of embedding, built by the real makers of documentation: MkDocs, Sphinx, and Jupyter's nbconvert."""

import shutil
from pathlib import Path

from tools import environment, packaging
from tools.console import run
from tools.paths import BUILD, ENGINE, ROOT, files_below
from tools.steps import Step

EXAMPLES = ROOT / "docs" / "embedding"
REQUIREMENTS = EXAMPLES / "requirements.lock"
MAKERS = BUILD / "embedding-venv"
SITES = BUILD / "embedding"
REMEDY = "The message above is the maker's own; the examples are in docs/embedding/."


def makers_step() -> Step:
    """Return the step that makes an environment with MkDocs, Sphinx and nbconvert in it."""
    name = "makers of the examples"
    return environment.separate_step(name, MAKERS, REQUIREMENTS, environment.python())


def examples_step() -> Step:
    """Return the step that builds the example sites."""
    return Step(
        name="examples of embedding",
        action=_build,
        inputs=lambda: [REQUIREMENTS, *files_below(EXAMPLES), *files_below(ENGINE)],
        outputs=[SITES],
    )


def _install_gradpad(python: Path) -> None:
    """Put the package that authors install into the makers' environment."""
    packaging.write_packages()
    [wheel] = packaging.FOLDER.glob("gradpad-*.whl")
    run(
        [python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--force-reinstall", wheel],
        what="The package for authors could not be installed.",
        remedy="The message above is pip's own; tools/packaging.py puts the package together.",
        label="gradpad for the makers",
    )


def _build() -> str:
    shutil.rmtree(SITES, ignore_errors=True)
    SITES.mkdir(parents=True)
    python = environment.python(MAKERS)
    _install_gradpad(python)
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
