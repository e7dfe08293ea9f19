"""How fast the engine trains in a browser, against plain JavaScript and against its own NumPy path.

250 examples, tanh, half squared error, SGD at 0.03; shuffling each epoch and the accumulated loss are part of what is
timed. All contenders run in one page of one Chromium, in windows of a second that take turns; what counts is the
median and the ratio, for the machine may be busy. `GRADPAD_BENCH_WINDOWS` and `_MS` change their number and length.

    python3 build.py bench speed
"""

import os
import platform
import statistics
import time
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.bench.report import write_section
from tools.chromium import FLAGS
from tools.paths import DIST, ROOT
from tools.server import start_in_background

WINDOWS = int(os.environ.get("GRADPAD_BENCH_WINDOWS", "5"))
WINDOW_MS = int(os.environ.get("GRADPAD_BENCH_MS", "1000"))
NETS = ([2, 4, 2, 1], [2, 8, 8, 1], [2, 32, 32, 1], [2, 128, 128, 1])
BATCHES = (1, 10, 30, 250)
NAMES = ["javascript", "numpy", "compiled64", "compiled32"]


def open_page(page: Page, origin: str) -> dict[str, Any]:
    """Start Python in the page; return its versions."""
    page.set_default_timeout(600_000)
    page.goto(f"{origin}/tests/bench/speed.html")
    page.wait_for_function("globalThis.speed !== undefined")
    wheels = sorted(path.name for path in (DIST / "python").glob("*.whl"))
    versions: dict[str, Any] = page.evaluate("wheels => speed.start(wheels)", wheels)
    return versions


def rate(value: float) -> str:
    """Examples a second, in a form that fits a table."""
    return f"{value / 1e6:.3g} M" if value >= 1e6 else f"{value / 1e3:.3g} k"


def rows(page: Page) -> list[str]:
    """Measure every net and batch; return the table's rows, printed as they come."""
    head = (
        "| net | batch | JavaScript | NumPy | compiled float64 | compiled float32 | f64 / JS | f32 / JS | f64 / NumPy |"
    )
    table = [head, "|" + " --- |" * 2 + " ---: |" * 7]
    print("\n".join(table))
    for sizes in NETS:
        for batch in BATCHES:
            options = {"sizes": sizes, "batch": batch, "names": NAMES, "windows": WINDOWS, "ms": WINDOW_MS}
            rates = page.evaluate("options => speed.measure(options)", options)
            js, numpy, f64, f32 = (statistics.median(rates[name]) for name in NAMES)
            cells = ["-".join(map(str, sizes)), str(batch), rate(js), rate(numpy), rate(f64), rate(f32)]
            cells += [f"{f64 / js:.1f}×", f"{f32 / js:.1f}×", f"{f64 / numpy:.0f}×"]
            table.append(f"| {' | '.join(cells)} |")
            print(table[-1], flush=True)
    return table


def main() -> None:
    """Measure, print, and renew the section of tests/bench/README.md."""
    server = start_in_background(ROOT)
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("GRADPAD_CHROMIUM") or None, args=FLAGS)
        page = browser.new_page()
        versions = open_page(page, origin)
        about = (
            f"Examples a second, medians of {WINDOWS} windows of {WINDOW_MS} ms, taken in turns. "
            f"{versions['browser']}, Pyodide {versions['pyodide']}, {os.cpu_count()} cores of {platform.machine()}, "
            f"{time.strftime('%Y-%m-%d')}."
        )
        table = rows(page)
        browser.close()
    server.shutdown()
    write_section("speed", "Training speed", f"{about}\n\n" + "\n".join(table))
