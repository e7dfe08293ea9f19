"""What a run of tests came to, read from the reports that the test runners write."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Skip:
    """A test that was not run: its name, as the report has it, and why."""

    test: str
    reason: str


@dataclass(frozen=True)
class Outcome:
    """One group of tests: how many, how long, and whether that is good enough."""

    name: str
    code: int
    tests: int
    failed: int
    skips: tuple[Skip, ...]
    seconds: float
    note: str = ""

    @property
    def skipped(self) -> int:
        """How many were not run."""
        return len(self.skips)

    @property
    def passed(self) -> int:
        """How many tests ran and were content."""
        return self.tests - self.failed - self.skipped

    @property
    def good(self) -> bool:
        """Whether the runner was content and at least one test really ran."""
        return self.code == 0 and self.failed == 0 and self.passed > 0

    def __str__(self) -> str:
        verdict = "ok    " if self.good else "FAILED"
        counts = f"{self.passed:5} passed {self.failed:4} failed {self.skipped:4} skipped"
        why = "" if self.good else f"   {self.reason}"
        return f"{verdict} {self.name:<10} {counts} {self.seconds:7.1f} s{why}"

    @property
    def reason(self) -> str:
        """Why it is not good enough, in words."""
        if self.note:
            return self.note
        if self.failed:
            return "see above"
        return f"the runner ended with code {self.code}" if self.code else "no test ran: that is no success"


def read_junit(name: str, report: Path, code: int, seconds: float) -> Outcome:
    """Return the outcome that a JUnit report tells of; without a report nothing ran."""
    try:
        root = ElementTree.parse(report).getroot()
    except (OSError, ElementTree.ParseError):
        return Outcome(name, code or 1, 0, 0, (), seconds, "the runner left no report")
    cases = list(root.iter("testcase"))
    bad = sum(1 for case in cases if case.find("failure") is not None or case.find("error") is not None)
    skips = tuple(
        Skip(f"{case.get('classname', '')}::{case.get('name', '')}".strip(":"), found.get("message") or "")
        for case in cases
        if (found := case.find("skipped")) is not None
    )
    return Outcome(name, code, len(cases), bad, skips, seconds)
