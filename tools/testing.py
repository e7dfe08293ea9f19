"""All tests, in groups: the engine under CPython and inside Pyodide, the page without and with a browser, the build."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tools import (
    chromium,
    coverage,
    engine_description,
    environment,
    expected_skips,
    firefox,
    plan,
    pyodide_pytest,
    webkit,
)
from tools.console import say
from tools.engine_wheel import wheel_step
from tools.exclusive import only_build
from tools.node import node
from tools.numpy_wheel import numpy_step
from tools.paths import BUILD, RESULTS, TESTS, files_below, shown
from tools.recorded_figures import recording_step
from tools.results import Outcome, read_junit
from tools.selection import Selection
from tools.side_by_side import Ended, Job, run_jobs
from tools.steps import Step, run_steps

LONGEST = 1500.0  # seconds that one group may take before it is ended
LONGEST_WHOLE = 3600.0
MOST = 4  # processes that share a group's tests: each browser wants a core and half a gigabyte
TAIL = 12  # lines that are shown of a group that was content
NO_TESTS = 5  # pytest's exit code where a selection leaves none
# Bytecode lies apart from the sources, and is kept: where Python is told to write none, every start would compile all.
BYTECODE = {"PYTHONPYCACHEPREFIX": str(BUILD / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}

Words = list[str | Path]
Env = AbstractContextManager[dict[str, str]]


@dataclass(frozen=True)
class Group:
    """Tests that are run by one command.

    folders: where they are; steps: what must be there first; command: what runs a selection of them in so many
    processes; share: the processes it can use, of so many cores; env: variables for as long as it runs.
    """

    folders: Sequence[str]
    steps: Callable[[], list[Step]]
    command: Callable[[str, Selection, int], Words]
    share: Callable[[int], int] = lambda cores: 1
    env: Callable[[], Env] = lambda: contextlib.nullcontext({})


def run_groups(selection: Selection) -> int:
    """Get what the selected tests need, run them, print a summary; return the exit code."""
    RESULTS.mkdir(exist_ok=True)
    started, cores = time.monotonic(), os.cpu_count() or 1
    groups = {name: GROUPS[name] for name in selection.groups}
    with only_build():
        run_steps(_once([step for group in groups.values() for step in group.steps()]))
    with contextlib.ExitStack() as surroundings:
        jobs = [
            _job(name, group, selection, cores, surroundings.enter_context(group.env()))
            for name, group in groups.items()
        ]
        outcomes = [_outcome(ended, selection, alone=len(jobs) == 1) for ended in run_jobs(jobs, cores)]
    chosen = [each for each in outcomes if each.tests or each.code not in {0, NO_TESTS}]
    if chosen and selection.partial:  # a selection may well leave nothing of a group, but not of all
        outcomes = chosen
    say("\n── summary " + "─" * 89)
    for outcome in sorted(outcomes, key=lambda each: list(groups).index(each.name)):
        say(str(outcome))
    say(f"{time.monotonic() - started:.0f} s in all")
    return 0 if all(outcome.good for outcome in outcomes) else 1


def _once(steps: Sequence[Step]) -> list[Step]:
    """Return the steps in their order, each name once."""
    return list({step.name: step for step in steps}.values())


def _job(name: str, group: Group, selection: Selection, cores: int, env: dict[str, str]) -> Job:
    report = RESULTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    alone = len(selection.groups) == 1
    command = group.command(name, selection, min(MOST, cores) if alone else group.share(cores))
    timeout = LONGEST_WHOLE if selection.whole else LONGEST
    return Job(name, command, group.share(cores), RESULTS / f"{name}.log", timeout, {**BYTECODE, **env})


def _outcome(ended: Ended, selection: Selection, *, alone: bool) -> Outcome:
    """Look at a group that has ended: its report, its skips, and for all of the engine its coverage."""
    name = ended.job.name
    outcome = read_junit(name, RESULTS / f"{name}.xml", ended.code, ended.seconds)
    if selection.whole or os.environ.get("CI"):
        outcome = expected_skips.judged(outcome)
    if name == "engine" and selection.whole:
        outcome = coverage.judged(outcome, partial=selection.partial)
    if not alone:
        lines = ended.job.log.read_text(encoding="utf-8", errors="replace").splitlines()
        say(f"\n── {name} " + "─" * (96 - len(name)))
        if outcome.good and len(lines) > TAIL:
            say(f"… {len(lines) - TAIL} lines more in {shown(ended.job.log)}")
        say("\n".join(lines[-TAIL:] if outcome.good else lines))
    return outcome


def _pytest(name: str, selection: Selection, processes: int) -> Words:
    """Return the command that runs a group's tests by pytest, as it is told.

    A run that one wants to watch (-s) or to stop in (--pdb), and a few tests, stay in one process.
    """
    before: Words = ["-m", "coverage", "run"] if name == "engine" and selection.whole else []
    command: Words = [environment.python(), *before, "-m", "pytest", *(selection.files or GROUPS[name].folders)]
    if selection.whole:
        command.append("--whole")
    watched = {"-s", "--capture=no", "--pdb", "--trace", "-n"} & set(selection.arguments)
    if not watched and processes > 1 and not (selection.partial and name != "browser"):
        command += ["-n", str(processes), "--dist", "loadfile", "--no-loadscope-reorder"]
    return [*command, f"--junitxml={RESULTS / f'{name}.xml'}", *selection.arguments]


def _engine(name: str, selection: Selection, processes: int) -> Words:
    if selection.whole:
        coverage.begin()
    return _pytest(name, selection, processes)


def _pyodide(name: str, selection: Selection, processes: int) -> Words:
    return [node(), pyodide_pytest.RUNNER, pyodide_pytest.write_plan(GROUPS[name].folders, selection)]


def _web(name: str, selection: Selection, processes: int) -> Words:
    """The page's modules that need no browser, under Node. Of pytest's options it knows -k."""
    files = selection.files or [shown(path) for path in files_below(TESTS / "web", "*.test.js", "*.test.mjs")]
    reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout"]
    reporters += ["--test-reporter=junit", f"--test-reporter-destination={RESULTS / f'{name}.xml'}"]
    words = iter(selection.arguments)
    chosen = [f"--test-name-pattern={next(words, '')}" for word in words if word == "-k"]
    chosen += [word for word in selection.arguments if word.startswith("--test-")]
    return [node(), "--test", *reporters, *chosen, *files]


def _webkit(name: str, selection: Selection, processes: int) -> Words:
    return [environment.python(webkit.ENVIRONMENT), *_pytest(name, selection, 1)[1:]]


def _tools() -> list[Step]:
    return [environment.tool_step(), environment.tool_step("test")]


def _site() -> list[Step]:
    return [*plan.build_steps(), environment.tool_step("test")]


@contextlib.contextmanager
def _chromium() -> Iterator[dict[str, str]]:
    browser = chromium.ensure()
    say(f"Chromium: {browser}")
    yield {"GRADPAD_CHROMIUM": str(browser)}


@contextlib.contextmanager
def _firefox() -> Iterator[dict[str, str]]:
    browser = firefox.ensure()
    say(f"Firefox: {browser}")
    yield {"GRADPAD_FIREFOX": str(browser)}


# Those that use one core come first, side by side; the browser's use all.
GROUPS = {
    "engine": Group(["tests/engine", "tests/compiler"], _tools, _engine, share=lambda cores: max(1, cores // 2)),
    "pyodide": Group(
        ["tests/engine", "tests/compiler"],
        lambda: [*plan.tool_steps(), *plan.engine_steps(), environment.tool_step("test"), pyodide_pytest.pytest_step()],
        _pyodide,
    ),
    "build": Group(["tests/build"], lambda: [*_site(), environment.tool_step("check")], _pytest),
    "web": Group(
        ["tests/web"],
        lambda: [
            *plan.tool_steps(),
            numpy_step(),
            wheel_step(),
            engine_description.description_step(),
            recording_step(),
        ],
        _web,
    ),
    "browser": Group(["tests/browser"], _site, _pytest, share=lambda cores: min(MOST, cores), env=_chromium),
    # What a visitor comes for, in other browsers: run where they are named.
    "firefox": Group(firefox.CORE, _site, _pytest, env=_firefox),
    "webkit": Group(
        ["tests/webkit"],
        lambda: [*_site(), webkit.environment_step()],
        _webkit,
        env=lambda: webkit.surroundings(webkit.ensure()),
    ),
}
USUAL = ["engine", "pyodide", "build", "web", "browser"]
FOLDERS = {name: group.folders for name, group in GROUPS.items()}
