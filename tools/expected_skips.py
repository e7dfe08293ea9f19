"""The tests that may be skipped, and why: with CI set, and in `test --all`, a skip that is not here is a failure.

A test that is skipped wherever it is run holds nothing. So each of these says where it does run.
"""

import re
from dataclasses import dataclass, replace

from tools.results import Outcome, Skip


@dataclass(frozen=True)
class Expected:
    """group: where it is skipped; test and reason: how its name and what it says begin; held: where it does run."""

    group: str
    test: str
    reason: str
    held: str

    def fits(self, group: str, skip: Skip) -> bool:
        """Say whether this is the skip that is meant."""
        return group == self.group and bool(re.match(self.test, skip.test) and re.match(self.reason, skip.reason))


TORCH = "tests.engine.test_(against|export)_torch"
NO_TORCH = "PyTorch is not installed"
WHERE_TORCH_IS = (
    "on machines with PyTorch, which is in no lock: for Linux the package registry has it only with two gigabytes of "
    "libraries for graphics cards"
)
EXPECTED = (
    Expected("engine", TORCH, NO_TORCH, WHERE_TORCH_IS),
    Expected("browser", "tests.browser.test_exports_run::test_pytorch", NO_TORCH, WHERE_TORCH_IS),
    Expected("pyodide", TORCH, "PyTorch does not run inside Pyodide", "in the group engine, by the same text"),
    Expected("pyodide", "tests.engine.test_(against_sklearn|metrics)", "scikit-learn is not installed", "in engine"),
    Expected("pyodide", "tests.engine.test_export_script", "could not import 'nbformat'", "in engine"),
    Expected("pyodide", "tests.engine.test_model::test_the_pages_start", "a browser's Python starts no", "in engine"),
    Expected("pyodide", "tests.compiler.test_vector_mathematics", "the functions of long doubles", "in engine"),
    Expected("pyodide", "tests.compiler.test_runtime", "wasmtime runs under CPython", "in engine"),
    Expected("engine", "tests.compiler.test_vector_mathematics", "the functions of long doubles", "on Linux with x86"),
    Expected("build", "tests.build.test_(commands|interpreters)", "the impostors are shell scripts", "on POSIX"),
    Expected("build", "tests.build.test_console", "processes are grouped on POSIX", "on POSIX"),
    Expected(
        "browser",
        "tests.browser.test_looks",
        "the references were drawn with another",
        "where browser and fonts are theirs",
    ),
)


def judged(outcome: Outcome) -> Outcome:
    """Return what a group came to, which is no success where a test was skipped that should have run."""
    strange = [skip for skip in outcome.skips if not any(each.fits(outcome.name, skip) for each in EXPECTED)]
    if not strange or not outcome.good:
        return outcome
    told = "; ".join(sorted({f"{skip.test}: {skip.reason}" for skip in strange}))
    return replace(outcome, code=1, note=f"skipped without being expected to be (tools/expected_skips.py): {told}")
