"""Measurements: every `tests/bench/bench_NAME.py` has a `main()` that measures and prints."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from tools import chromium, environment
from tools.console import TroubleError, say, show
from tools.node import node
from tools.paths import ENGINE, ROOT, TESTS

FOLDER = TESTS / "bench"


def benchmarks() -> dict[str, Path]:
    """Return the benchmarks there are, by name."""
    return {path.stem.removeprefix("bench_"): path for path in sorted(FOLDER.glob("bench_*.py"))}


def run_benchmarks(names: Sequence[str]) -> int:
    """Run the named benchmarks, or all; return the exit code."""
    known = benchmarks()
    unknown = [name for name in names if name not in known]
    if unknown or not known:
        raise TroubleError(
            f"There is no benchmark {', '.join(unknown)}." if unknown else "There are no benchmarks.",
            f"In tests/bench are: {', '.join(known) or 'none'}.",
            "Name one of those, or none for all.",
        )
    env = {
        "GRADPAD_CHROMIUM": str(chromium.ensure()),
        "GRADPAD_NODE": node(),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ENGINE.parent)]),
    }
    failed = []
    for name in names or list(known):
        say(f"\n── {name} " + "─" * (96 - len(name)))
        started = time.monotonic()
        start = f"import sys; from tests.bench.bench_{name} import main; sys.exit(main())"
        if show([environment.python(), "-c", start], env=env):
            failed.append(name)
        say(f"({name}: {time.monotonic() - started:.0f} s)")
    if failed:
        say(f"\nFAILED  {', '.join(failed)}")
    return 1 if failed else 0
