"""All tests: the engine under CPython and inside Pyodide, the page without and with a browser, the build."""

import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tools import chromium, embedding, environment, firefox, python_parts, webkit
from tools.console import say, show
from tools.node import node
from tools.numpy_wheel import PYODIDE
from tools.paths import BUILD, RESULTS, ROOT, TESTS, files_below
from tools.pyodide_pytest import ARCHIVE, pytest_step
from tools.results import Coverage, Outcome, read_coverage, read_junit
from tools.steps import run_steps

LEAST = Coverage(lines=95.0, branches=90.0)
LONGEST = 1500.0  # seconds that one group may take before it is ended
MOST = 4  # processes that share a group's tests: each browser wants a core and half a gigabyte
COVERAGE = BUILD / "coverage"


def run_groups(names: Sequence[str], arguments: Sequence[str]) -> int:
    """Run the named groups of tests (all where none is named), print a summary, return the exit code."""
    RESULTS.mkdir(exist_ok=True)
    outcomes = []
    for name in names or list(GROUPS):
        say(f"\n── {name} " + "─" * (96 - len(name)))
        outcomes.append({**GROUPS, **OPTIONAL}[name](arguments))
    say("\n── summary " + "─" * 89)
    for outcome in outcomes:
        say(str(outcome))
    say(f"{sum(outcome.seconds for outcome in outcomes):.0f} s in all")
    return 0 if all(outcome.good for outcome in outcomes) else 1


def _timed(name: str, command: Sequence[str | Path], env: dict[str, str] | None = None) -> Outcome:
    """Run a command that writes `test-results/NAME.xml`, and return what that says."""
    report = RESULTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    started = time.monotonic()
    code = show(command, env=env, timeout=LONGEST)
    return read_junit(name, report, code, time.monotonic() - started)


def _pytest(name: str, folders: Sequence[str], arguments: Sequence[str], env: dict[str, str] | None = None) -> Outcome:
    report = RESULTS / f"{name}.xml"
    command: list[str | Path] = [environment.python(), "-m", "pytest", *_places(folders, arguments)]
    command += _side_by_side(arguments)
    return _timed(name, [*command, f"--junitxml={report}", *arguments], env)


def _places(folders: Sequence[str], arguments: Sequence[str]) -> Sequence[str]:
    """Return the folders of a group, or nothing where the arguments name a file: that is then run alone."""
    named = any((ROOT / argument.partition("::")[0]).exists() for argument in arguments)
    return [] if named else folders


def _side_by_side(arguments: Sequence[str]) -> list[str]:
    """Return how pytest shares its tests out: a process a core, whole files, so that what a file sets up is made once.

    A run that one wants to watch (-s) or to stop in (--pdb) stays in one process: the others have no terminal.
    """
    if {"-s", "--capture=no", "--pdb", "--trace", "-n"} & set(arguments):
        return []
    return ["-n", str(max(1, min(MOST, os.cpu_count() or 1))), "--dist", "loadfile"]


def _engine(arguments: Sequence[str]) -> Outcome:
    """The engine and the compiler under CPython, with coverage."""
    folders = [f"tests/{name}" for name in ("engine", "compiler") if (TESTS / name).is_dir()]
    python, report = environment.python(), RESULTS / "engine.xml"
    shutil.rmtree(COVERAGE, ignore_errors=True)
    COVERAGE.mkdir(parents=True)
    run: list[str | Path] = [python, "-m", "coverage", "run", "-m", "pytest", *_places(folders, arguments)]
    run += _side_by_side(arguments)
    outcome = _timed("engine", [*run, f"--junitxml={report}", *arguments])
    found = BUILD / "coverage.json"
    found.unlink(missing_ok=True)
    show([python, "-m", "coverage", "combine", "-q"])
    show([python, "-m", "coverage", "report"])
    show([python, "-m", "coverage", "json", "-q", "-o", found])
    if not found.is_file():
        return outcome
    coverage = read_coverage(found)
    say(str(coverage))
    whole = not arguments  # a selection of tests can't be held to it
    if whole and outcome.good and (coverage.lines < LEAST.lines or coverage.branches < LEAST.branches):
        note = f"{coverage}; wanted are {LEAST.lines:.0f} % and {LEAST.branches:.0f} %"
        return Outcome("engine", 1, outcome.tests, outcome.failed, outcome.skipped, outcome.seconds, note)
    return outcome


def _pyodide(arguments: Sequence[str]) -> Outcome:
    """Engine and compiler once more, inside Pyodide: its CPython, NumPy and memory, the wheel that the page loads."""
    run_steps([pytest_step()])
    plan = BUILD / "pyodide-tests.json"
    facts = {
        "root": str(ROOT),
        "pyodide": str(PYODIDE),
        "parts": str(python_parts.FOLDER),
        "stdlib": str(python_parts.stdlib()),
        "lock": str(python_parts.LOCK),
        "pytest": str(ARCHIVE),
        "results": str(RESULTS),
        "arguments": ["tests/engine", "tests/compiler", "-p", "no:cacheprovider", "--junitxml=/results/pyodide.xml"],
    }
    plan.write_text(json.dumps(facts), encoding="utf-8")
    return _timed("pyodide", [node(), ROOT / "tools" / "pyodide_tests.mjs", plan, *arguments])


def _web(arguments: Sequence[str]) -> Outcome:
    """The page's modules that need no browser, under Node."""
    files = [path.relative_to(ROOT) for path in files_below(TESTS / "web", "*.test.js", "*.test.mjs")]
    if not files:
        return Outcome("web", 1, 0, 0, 0, 0.0, "there is no *.test.js in tests/web")
    reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout"]
    reporters += ["--test-reporter=junit", f"--test-reporter-destination={RESULTS / 'web.xml'}"]
    return _timed("web", [node(), "--test", *reporters, *arguments, *files])


def _browser(arguments: Sequence[str]) -> Outcome:
    """The page in Chromium, through Playwright."""
    browser = chromium.ensure()
    say(f"Chromium: {browser}")
    run_steps([embedding.makers_step(), embedding.examples_step()])
    return _pytest("browser", ["tests/browser"], arguments, {"GRADPAD_CHROMIUM": str(browser)})


def _firefox(arguments: Sequence[str]) -> Outcome:
    """What a visitor comes for, in Firefox."""
    browser = firefox.ensure()
    say(f"Firefox: {browser}")
    return _pytest("firefox", firefox.CORE, [*arguments, "-n", "0"], {"GRADPAD_FIREFOX": str(browser)})


def _webkit(arguments: Sequence[str]) -> Outcome:
    """The core of the main job in WebKit, by WebDriver."""
    browser = webkit.ensure()
    say(f"WebKit: {browser.browser}")
    run_steps([webkit.environment_step()])
    with webkit.surroundings(browser) as env:
        report = f"--junitxml={RESULTS / 'webkit.xml'}"
        return _timed(
            "webkit", [environment.python(webkit.ENVIRONMENT), "-m", "pytest", "tests/webkit", report, *arguments], env
        )


def _build(arguments: Sequence[str]) -> Outcome:
    """The build itself."""
    return _pytest("build", ["tests/build"], arguments)


GROUPS: dict[str, Callable[[Sequence[str]], Outcome]] = {
    "engine": _engine,
    "web": _web,
    "build": _build,
    "pyodide": _pyodide,
    "browser": _browser,
}
OPTIONAL: dict[str, Callable[[Sequence[str]], Outcome]] = {  # run where they are named
    "firefox": _firefox,
    "webkit": _webkit,
}
