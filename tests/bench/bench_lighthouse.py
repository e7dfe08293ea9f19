"""Lighthouse on the built site: performance, accessibility, best practices and what search engines look for.

Lighthouse and its packages are installed by this command alone, pinned, into tests/bench/lighthouse.

    python3 build.py bench lighthouse
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.bench.report import write_section
from tools.node import npm
from tools.server import start_in_background

FOLDER = Path(__file__).with_name("lighthouse")
PAGES = ("index.html", "lessons.html", "lesson-2-activation.html")
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}
LEAST = 95  # of the last three


def install() -> None:
    """Install Lighthouse as its lock file says."""
    node = Path(os.environ["GRADPAD_NODE"])
    env = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=FOLDER, env=env, check=True)


def measure() -> dict[str, object]:
    """Return what Lighthouse says of each page."""
    server = start_in_background()
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    command = [os.environ["GRADPAD_NODE"], "run.mjs", os.environ["GRADPAD_CHROMIUM"]]
    command += [f"{origin}/{page}" for page in PAGES]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    server.shutdown()
    if done.returncode:
        sys.exit(f"Lighthouse failed:\n{done.stderr[-2000:]}")
    answer: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def main() -> int:
    """Measure, print, renew the section of tests/bench/README.md; return 1 where a score is too low."""
    install()
    answer = measure()
    lines = [f"| page | {' | '.join(CATEGORIES.values())} |", "| --- |" + " ---: |" * len(CATEGORIES)]
    faults, low = [], []
    for page, found in zip(PAGES, answer["found"], strict=True):  # type: ignore[call-overload]
        if found["error"]:
            sys.exit(f"Lighthouse could not look at {page}: {found['error']}")
        scores = [found["scores"][name] for name in CATEGORIES]
        lines.append(f"| {page} | {' | '.join(map(str, scores))} |")
        faults += [f"{page}: {fault}" for fault in found["faults"]]
        low += [page for score in scores[1:] if score < LEAST]
    print("\n".join(lines), *faults, sep="\n")
    note = f"Lighthouse {answer['version']}, as on a desktop computer. At least {LEAST} is wanted of the last three."
    write_section("lighthouse", "Lighthouse", f"{note}\n\n" + "\n".join(lines))
    return 1 if low else 0
