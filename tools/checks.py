"""Format, lint, types and who imports whom, of Python and of JavaScript."""

import sys
from pathlib import Path

from tools import environment
from tools.console import say, show
from tools.node import node
from tools.paths import ENGINE, NODE_MODULES, ROOT


def import_rules() -> list[str | Path]:
    """Return the command that holds the imports below web/ against .dependency-cruiser.cjs."""
    cruiser = NODE_MODULES / "dependency-cruiser/bin/dependency-cruise.mjs"
    return [node(), cruiser, "web", "--config", ROOT / ".dependency-cruiser.cjs"]


def import_contracts(folder: Path = ENGINE.parent) -> list[str | Path]:
    """Return the command that holds the engine's imports against the contracts in pyproject.toml."""
    begin = f"import sys; sys.path.insert(0, {str(folder)!r})"
    start = f"{begin}; from importlinter.cli import lint_imports_command as lint; lint()"
    # Its cache kept a module that had moved; without it, it takes a second.
    return [environment.python(), "-c", start, "--config", ROOT / "pyproject.toml", "--no-cache", "--no-logo"]


def run_checks(fix: bool) -> int:
    """Run every check, or repair what can be repaired first; print a summary, return the exit code."""
    python = environment.python()
    biome, tsc = NODE_MODULES / "@biomejs/biome/bin/biome", NODE_MODULES / "typescript/bin/tsc"
    plain = [] if sys.stdout.isatty() else ["--colors=off"]
    repairs: list[list[str | Path]] = [
        [python, "-m", "ruff", "check", "--fix", "--quiet", "--exit-zero"],
        [python, "-m", "ruff", "format", "--quiet"],
        [node(), biome, "check", "--write", "--log-level=error"],
    ]
    checks: dict[str, list[str | Path]] = {
        "Python: lint (ruff)": [python, "-m", "ruff", "check"],
        "Python: format (ruff)": [python, "-m", "ruff", "format", "--check"],
        "Python: types (mypy, strict)": [python, "-m", "mypy"],
        "Python: who may import whom (import-linter)": import_contracts(),
        "JavaScript: lint and format (Biome)": [node(), biome, "ci", "--error-on-warnings", *plain],
        "JavaScript: types of the page (tsc)": [node(), tsc, "--project", "tsconfig.json"],
        "JavaScript: types of the worker (tsc)": [node(), tsc, "--project", "tsconfig.worker.json"],
        "JavaScript: who may import whom (dependency-cruiser)": import_rules(),
    }
    if fix:
        for command in repairs:
            show(command)
    verdicts = {}
    for name, command in checks.items():
        say(f"\n── {name} " + "─" * (96 - len(name)))
        verdicts[name] = show(command)
    say("\n── summary " + "─" * 89)
    for name, code in verdicts.items():
        say(f"{'ok    ' if code == 0 else 'FAILED'} {name}")
    if any(verdicts.values()):
        say("\nWhat can be repaired by itself: python3 build.py check --fix")
    return 1 if any(verdicts.values()) else 0
