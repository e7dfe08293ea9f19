"""Watching the sources while the site is served: what changed is built again, and open pages are told to reload.

Looking at the time of every file takes a hundredth of a second, so no library is needed for it. What a change of the
page needs is made in a hurry: no compressed copies, no reference, no list for use offline; the next `build` makes the
site whole.
"""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tools import engine_description, plan, recorded_figures, site
from tools.console import TroubleError, say
from tools.exclusive import only_build
from tools.paths import ENGINE, WEB, files_below, shown
from tools.steps import Step

EVERY = 0.25  # seconds between two looks
GENERATED = WEB / "generated"

Times = dict[Path, tuple[int, int]]


class Changes:
    """How often the site was built since it is served, for the pages that ask, and what kept it from that."""

    def __init__(self) -> None:
        self.count = 0
        self.trouble = ""


def sources() -> list[Path]:
    """Return the files that are watched."""
    return [path for path in [*files_below(WEB), *files_below(ENGINE)] if not path.is_relative_to(GENERATED)]


def times(paths: Iterable[Path]) -> Times:
    """Return size and time of every file that is there."""
    found: Times = {}
    for path in paths:
        try:
            facts = path.stat()
        except OSError:
            continue
        found[path] = (facts.st_mtime_ns, facts.st_size)
    return found


def changed(before: Times, after: Times) -> set[Path]:
    """Return the files that came, went, or are others than they were."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def steps_for(paths: set[Path]) -> list[Step]:
    """Return the steps that a change of these files asks for, but for the last, which puts the site together."""
    steps = [site.bundle_step(hurry=True)]
    if any(path.is_relative_to(ENGINE) for path in paths):
        steps = [*plan.engine_steps(), engine_description.description_step(), recorded_figures.recording_step(), *steps]
    return steps


def rebuild(paths: set[Path]) -> None:
    """Build what a change of these files asks for.

    Raises: TroubleError: when the sources can't be built, as in the midst of an edit; the site stays as it was.
    """
    with only_build():
        for step in steps_for(paths):
            step.run()
        site.refresh()


def watch(
    changes: Changes,
    ended: threading.Event,
    look: Callable[[], Times] = lambda: times(sources()),
    build: Callable[[set[Path]], None] = rebuild,
) -> None:
    """Build again whenever a file changes, until it is ended."""
    seen = look()
    while not ended.wait(EVERY):
        now = look()
        if paths := changed(seen, now):
            seen = now
            _try(changes, paths, build)


def _try(changes: Changes, paths: set[Path], build: Callable[[set[Path]], None]) -> None:
    say(f"changed: {_listed(sorted(shown(path) for path in paths))}")
    started = time.monotonic()
    try:
        build(paths)
    except TroubleError as trouble:
        changes.trouble = str(trouble)
        say(changes.trouble)
    else:
        changes.trouble = ""
        changes.count += 1
        say(f"built again ({time.monotonic() - started:.1f} s)")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
