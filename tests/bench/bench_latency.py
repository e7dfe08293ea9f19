"""What one waits for: the first compiled step of a network that was never seen, and the maps of a whole frame.

Measured inside Pyodide in Chromium, as the page's worker does it. "Warm" is from the second network on: the first one
pays for importing the compiler as well. A net is unseen only once in a page, so that several pages are opened, one
after another, and what counts is the median. What one layer has in common with one of an earlier net need not be
generated again: that is so in the page, too, but it makes the order of the list matter.

    python3 build.py bench latency
"""

import json
import os
import statistics
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.bench import peers
from tests.bench.bench_speed import open_page
from tests.bench.report import write_section
from tools.chromium import FLAGS
from tools.paths import ROOT
from tools.server import start_in_background


@dataclass(frozen=True)
class Net:
    """A network as a learner might make it. training: what differs from SGD in batches of 10 out of 250."""

    sizes: list[int]
    training: dict[str, Any] = field(default_factory=dict)
    note: str = ""

    @property
    def name(self) -> str:
        return "-".join(map(str, self.sizes)) + (f", {self.note}" if self.note else "")


ADAM = {"optimizer": "adam"}
HEAVY = {**ADAM, "regularizer": "l2", "regularization_rate": 0.01, "batch_size": 30}
UNSEEN = (
    Net([2, 5, 3, 1], note="the first of all"),
    Net([2, 8, 8, 1]),
    Net([2, 4, 2, 1]),
    Net([2, 6, 6, 6, 1]),
    Net([2, 7, 5, 4, 3, 1]),
    Net([2, 32, 32, 1]),
    Net([2, 128, 128, 1]),
    Net([2, 8, 8, 1], {"batch_size": 1}, "batches of 1"),
    Net([2, 8, 8, 1], {"batch_size": 30}, "batches of 30 and a last one of 10"),
    Net([2, 8, 8, 1], {"batch_size": 250}, "batches of 250"),
    Net([2, 9, 8, 1]),
    Net([2, 8, 8, 8, 8, 8, 8, 1], note="six hidden layers"),
    Net([2, 7, 7, 7, 6], note="six classes, softmax"),
    Net([2, 8, 8, 1], ADAM, "Adam"),
    Net([2, 8, 8, 8, 8, 8, 8, 1], ADAM, "Adam"),
    Net([2, 8, 8, 7, 8, 8, 8, 1], ADAM, "Adam: one unit less"),
    Net([2, 3, 4, 5, 6, 7, 9, 1], ADAM, "Adam: no two layers alike"),
    Net([2, 9, 7, 6, 5, 4, 3, 1], HEAVY, "Adam, L2, batches of 30 and a last one of 10"),
)
PAGES = int(os.environ.get("GRADPAD_BENCH_PAGES", "5"))
FRAMES = 30


def first_step(page: Page, net: Net) -> tuple[float, float]:
    """Milliseconds to the first compiled step of a net that this page has not seen.

    And how long, later, the first step with a shorter last batch takes, whose code is made only then.
    """
    asked = json.dumps({"sizes": net.sizes, "training": net.training})
    first, last = page.evaluate("net => speed.latency.firstStep(net)", asked)
    return first, last


def main() -> None:
    """Measure, print, and renew the section of tests/bench/README.md."""
    peers.install()  # speed.html loads them
    server = start_in_background(ROOT)
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("GRADPAD_CHROMIUM") or None, args=FLAGS)
        rounds = []
        for _ in range(PAGES):
            page = browser.new_page()
            open_page(page, origin)
            rounds.append([first_step(page, net) for net in UNSEEN])
            if len(rounds) < PAGES:
                page.close()
        frame = page.evaluate("([sizes, count]) => speed.latency.maps(sizes, count)", [[2, 8, 8, 1], FRAMES])
        browser.close()
    server.shutdown()
    waits = [statistics.median(first for first, _ in column) for column in zip(*rounds, strict=True)]
    later = [statistics.median(last for _, last in column) for column in zip(*rounds, strict=True)]
    lines = [f"Medians of {PAGES} pages.", "", "| to the first compiled step | ms |", "| --- | ---: |"]
    lines += [f"| {net.name} | {wait:.0f} |" for net, wait in zip(UNSEEN, waits, strict=True)]
    lines.append(f"| median of the warm ones | {statistics.median(waits[1:]):.0f} |")
    lines.append(f"| slowest of the warm ones | {max(waits[1:]):.0f} |")
    lines += [
        f"| and, in a turn of its own, the shorter last batch of {net.name} | {wait:.0f} |"
        for net, wait in zip(UNSEEN, later, strict=True)
        if wait
    ]
    lines += ["", f"All maps of 2-8-8-1 at 100 × 100 points: median {statistics.median(frame[3:]):.2f} ms, "]
    lines[-1] += f"slowest of {len(frame[3:])}: {max(frame[3:]):.2f} ms."
    print("\n".join(lines))
    write_section("latency", "What one waits for", "\n".join(lines))
