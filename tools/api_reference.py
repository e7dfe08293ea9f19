"""The engine's API reference: pages made from its docstrings, which the site carries under `api/`."""

import shutil
from pathlib import Path

from tools import environment
from tools.console import run
from tools.paths import AUTHORS, BUILD, ENGINE, ROOT, engine_files, files_below
from tools.steps import Step

FOLDER = BUILD / "api"
ICON = "data:,"  # none, as on the other pages: a browser would ask the host for one
THEME = ROOT / "tools" / "api_theme"


def api_step() -> Step:
    """Return the step that makes the reference."""
    return Step(
        name="API reference",
        action=_make,
        inputs=lambda: [*engine_files("*.py"), *files_below(THEME)],
        outputs=[FOLDER],
    )


def _make() -> str:
    shutil.rmtree(FOLDER, ignore_errors=True)
    options: list[str | Path] = ["-d", "markdown", "--no-show-source", "-t", THEME, "--favicon", ICON, "-o", FOLDER]
    run(
        [environment.python(), "-P", "-m", "pdoc", *_modules(), *options],
        what="The API reference could not be made.",
        remedy="pdoc imports every module of the engine: the traceback above names the one that it could not.",
        # Without a fixed seed the sets in signatures stand in another order each time.
        env={"PYTHONPATH": str(ENGINE.parent), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
        label="api reference",
    )
    pages = files_below(FOLDER, "*.html")
    return f"{len(pages)} pages, {sum(page.stat().st_size for page in files_below(FOLDER)) / 1e6:.1f} MB"


def _modules() -> list[str]:
    """Return every module by name: of a package with `__all__` pdoc finds only the modules that it lists."""
    names = [".".join(path.relative_to(ENGINE.parent).with_suffix("").parts) for path in engine_files("*.py")]
    # What is for authors wants their tools, which are not there; a name after "!" is left out.
    return [name.removesuffix(".__init__") for name in names] + [f"!gradpad.{folder.name}" for folder in AUTHORS]
