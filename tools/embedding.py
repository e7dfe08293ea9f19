"""The examples of embedding, built by the real makers of documentation: MkDocs, Sphinx, Pandoc, Jupyter's nbconvert."""

import os
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
    """Return the step that makes an environment with MkDocs, Sphinx, nbconvert and a Pandoc in it."""
    name = "makers of the examples"
    return environment.separate_step(name, MAKERS, REQUIREMENTS, environment.python())


def pandoc() -> Path:
    """Return the program Pandoc of the makers."""
    packages = next(iter(MAKERS.glob("lib/python*/site-packages")), MAKERS / "Lib" / "site-packages")
    return next((packages / "pypandoc" / "files").glob("pandoc*"))


def examples_step() -> Step:
    """Return the step that builds the example sites."""
    return Step(
        name="examples of embedding",
        action=_build,
        inputs=lambda: [REQUIREMENTS, *files_below(EXAMPLES), *files_below(ENGINE), *files_below(packaging.EXTENSION)],
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
    (SITES / "quarto").mkdir()
    options: list[str | Path] = ["-s", "-f", "markdown", "-L", packaging.EXTENSION / "filter.lua"]
    run(
        [pandoc(), *options, "-o", SITES / "quarto/index.html", EXAMPLES / "quarto/index.qmd"],
        what="Pandoc could not build the example for Quarto.",
        remedy=REMEDY,
        label="Pandoc",
        env={"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"},  # the filter asks the command gradpad
    )
    return ", ".join([*commands, "Pandoc"])
