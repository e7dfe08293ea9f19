"""What one waits for: the first compiled step of a network that was never seen, and the maps of a whole frame.

Measured inside Pyodide in Chromium, as the page's worker does it. "Warm" is from the second network on: the first one
pays for importing the compiler as well.

    python3 build.py bench latency
"""

import os
import statistics

from playwright.sync_api import sync_playwright

from tests.bench import peers
from tests.bench.bench_speed import open_page
from tests.bench.report import write_section
from tools.chromium import FLAGS
from tools.paths import ROOT
from tools.server import start_in_background

UNSEEN = ([2, 5, 3, 1], [2, 8, 8, 1], [2, 4, 2, 1], [2, 6, 6, 6, 1], [2, 7, 5, 4, 3, 1], [2, 32, 32, 1], [2, 9, 8, 1])
FRAMES = 30


def main() -> None:
    """Measure, print, and renew the section of tests/bench/README.md."""
    peers.install()  # speed.html loads them
    server = start_in_background(ROOT)
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("GRADPAD_CHROMIUM") or None, args=FLAGS)
        page = browser.new_page()
        open_page(page, origin)
        waits = [page.evaluate("sizes => speed.latency.firstStep(sizes)", sizes) for sizes in UNSEEN]
        frame = page.evaluate("([sizes, count]) => speed.latency.maps(sizes, count)", [[2, 8, 8, 1], FRAMES])
        browser.close()
    server.shutdown()
    lines = ["| to the first compiled step | ms |", "| --- | ---: |"]
    for sizes, wait in zip(UNSEEN, waits, strict=True):
        note = " (the first of all)" if sizes is UNSEEN[0] else ""
        lines.append(f"| {'-'.join(map(str, sizes))}{note} | {wait:.0f} |")
    lines.append(f"| median of the warm ones | {statistics.median(waits[1:]):.0f} |")
    lines += ["", f"All maps of 2-8-8-1 at 100 × 100 points: median {statistics.median(frame[3:]):.2f} ms, "]
    lines[-1] += f"slowest of {len(frame[3:])}: {max(frame[3:]):.2f} ms."
    print("\n".join(lines))
    write_section("latency", "What one waits for", "\n".join(lines))
