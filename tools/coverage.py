"""How much of the engine its tests run: counted, told, and held to a limit, by `build.py test --all`."""

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from tools import environment
from tools.console import say, show
from tools.paths import BUILD
from tools.results import Outcome

FOLDER = BUILD / "coverage"
REPORT = BUILD / "coverage.json"


@dataclass(frozen=True)
class Coverage:
    """How much of the engine the tests ran, in per cent."""

    lines: float
    branches: float

    def __str__(self) -> str:
        return f"coverage of pysrc/gradpad: {self.lines:.1f} % of lines, {self.branches:.1f} % of branches"


LEAST = Coverage(lines=95.0, branches=90.0)


def begin() -> None:
    """Forget what was counted before."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    REPORT.unlink(missing_ok=True)


def judged(outcome: Outcome, *, partial: bool) -> Outcome:
    """Return what the engine's tests came to, which is no success where they left too much out.

    A selection of tests can't be held to that.
    """
    python = environment.python()
    show([python, "-m", "coverage", "combine", "-q"])
    show([python, "-m", "coverage", "report"])
    show([python, "-m", "coverage", "json", "-q", "-o", REPORT])
    if not REPORT.is_file():
        return replace(outcome, code=outcome.code or 1, note="coverage.py left no report")
    found = read_coverage(REPORT)
    say(str(found))
    if partial or not outcome.good or (found.lines >= LEAST.lines and found.branches >= LEAST.branches):
        return outcome
    return replace(outcome, code=1, note=f"{found}; wanted are {LEAST.lines:.0f} % and {LEAST.branches:.0f} %")


def read_coverage(report: Path) -> Coverage:
    """Return what coverage.py's JSON report says."""
    totals = json.loads(report.read_text(encoding="utf-8"))["totals"]

    def share(covered: int, count: int) -> float:
        return 100.0 * covered / count if count else 100.0

    return Coverage(
        share(totals["covered_lines"], totals["num_statements"]),
        share(totals["covered_branches"], totals["num_branches"]),
    )
