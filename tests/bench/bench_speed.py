"""How fast the engine trains in a browser, against plain JavaScript, its own NumPy path, and other people's trainers.

250 examples, tanh, half squared error, SGD at 0.03; shuffling each epoch is part of what is timed. (All but the
compiled code add up the loss on their way too: a subtraction, a square and an addition for an example.) All contenders
run in one page of one Chromium, in windows of a second that take turns; what counts is the median and the ratio, for
the machine may be busy. `GRADPAD_BENCH_WINDOWS` and `_MS` change their number and length.

    python3 build.py bench speed
"""

import itertools
import os
import platform
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.bench import peers
from tests.bench.report import write_section
from tools import python_parts
from tools.chromium import FLAGS
from tools.paths import ROOT
from tools.server import start_in_background

WINDOWS = int(os.environ.get("GRADPAD_BENCH_WINDOWS", "5"))
WINDOW_MS = int(os.environ.get("GRADPAD_BENCH_MS", "1000"))
NETS = ([2, 4, 2, 1], [2, 8, 8, 1], [2, 32, 32, 1], [2, 128, 128, 1])
BATCHES = (1, 10, 30, 250)
NAMES = ["javascript", "numpy", "compiled64", "compiled32", "convnetjs", "tensorflow"]
PEERS = """Others on the same work (peers.mjs, torch_trainer.py): ConvNetJS 0.3.0, whose numbers are float64;
TensorFlow.js 4.22.0 in float32, by its cpu or its wasm backend, whichever is faster; and outside the browser, on the
same machine in float64, the engine itself with native NumPy, and PyTorch with one thread."""


def open_page(page: Page, origin: str) -> dict[str, Any]:
    """Start Python in the page; return its versions."""
    page.set_default_timeout(600_000)
    page.goto(f"{origin}/tests/bench/speed.html")
    page.wait_for_function("globalThis.speed !== undefined")
    wheels = sorted(path.relative_to(ROOT).as_posix() for path in python_parts.FOLDER.glob("*.whl"))
    versions: dict[str, Any] = page.evaluate("wheels => speed.start(wheels)", wheels)
    return versions


def rate(value: float) -> str:
    """Examples a second, in a form that fits a table."""
    return f"{value / 1e6:.3g} M" if value >= 1e6 else f"{value / 1e3:.3g} k"


@dataclass(frozen=True)
class Row:
    """What was measured for one net and batch. backend: TensorFlow.js's faster one."""

    head: list[str]
    rates: dict[str, float]
    backend: str

    def ours(self) -> str:
        """A line of the first table: the engine's ways, and plain JavaScript."""
        js, numpy, f64, f32 = (self.rates[name] for name in NAMES[:4])
        cells = [*self.head, *map(rate, (js, numpy, f64, f32))]
        return line([*cells, f"{f64 / js:.1f}×", f"{f32 / js:.1f}×", f"{f64 / numpy:.0f}×"])

    def peers(self) -> str:
        """A line of the second: others, and how many times as fast the compiled engine is."""
        convnet, tensorflow, native = (self.rates[name] for name in ("convnetjs", "tensorflow", "native"))
        torch, f64 = self.rates.get("torch"), self.rates["compiled64"]
        cells = [*self.head, rate(convnet), f"{rate(tensorflow)} ({self.backend})", rate(native)]
        cells.append("not installed" if torch is None else rate(torch))
        cells += [f"{f64 / other:.1f}×" if other else "" for other in (convnet, tensorflow, native, torch)]
        return line(cells)


def measured(page: Page) -> Iterator[Row]:
    """Measure every net and batch."""
    for sizes, batch in itertools.product(NETS, BATCHES):
        options = {"sizes": sizes, "batch": batch, "names": NAMES, "windows": WINDOWS, "ms": WINDOW_MS}
        found = page.evaluate("options => speed.measure(options)", options)
        rates = {name: statistics.median(found["rates"][name]) for name in NAMES}
        rates["native"] = peers.numpy_rate(sizes, batch, WINDOWS, WINDOW_MS)
        torch = peers.torch_rate(sizes, batch, WINDOWS, WINDOW_MS)
        yield Row(["-".join(map(str, sizes)), str(batch)], rates | ({} if torch is None else {"torch": torch}),
                  found["labels"]["tensorflow"])  # fmt: skip


def line(cells: Sequence[str]) -> str:
    """A line of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


OURS = ["net", "batch", "JavaScript", "NumPy", "compiled float64", "compiled float32", "f64 / JS", "f32 / JS",
        "f64 / NumPy"]  # fmt: skip
OTHERS = ["net", "batch", "ConvNetJS", "TensorFlow.js", "the engine in CPython", "PyTorch in CPython",
          "f64 / ConvNetJS", "f64 / TensorFlow.js", "f64 / CPython", "f64 / PyTorch"]  # fmt: skip


def table(head: list[str], lines: Iterable[str]) -> str:
    """A table in Markdown, numbers to the right."""
    return "\n".join([line(head), line(["---"] * 2 + ["---:"] * (len(head) - 2)), *lines])


def main() -> None:
    """Measure, print, and renew the section of tests/bench/README.md."""
    peers.install()
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
        rows = []
        for row in measured(page):
            rows.append(row)
            print(f"{row.ours()}\n    {row.peers()}", flush=True)
        browser.close()
    server.shutdown()
    tables = [table(OURS, (row.ours() for row in rows)), PEERS, table(OTHERS, (row.peers() for row in rows))]
    write_section("speed", "Training speed", "\n\n".join([about, *tables]))
