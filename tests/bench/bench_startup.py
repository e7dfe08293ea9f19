"""From opening the page to the first trained epoch, beside plain unmodified Pyodide and NumPy: bytes and times.

Both are served by the same server, with the same headers, to the same Chromium; in each round both start in a profile
of their own, first with nothing in it, then again with what the browser kept. What is printed are medians.

    python3 build.py bench startup
"""

import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from tests.bench.report import write_section
from tools.chromium import FLAGS
from tools.numpy_wheel import PYODIDE, numpy_wheel
from tools.paths import BUILD, DIST, ROOT, shown
from tools.precompressed import write_siblings
from tools.python_parts import LATER
from tools.server import Handler, start_in_background
from tools.site import NOT_SENT

ROUNDS = 5
STOCK = BUILD / "stock"
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
MARKS = {"paint": "first paint", "drawable": "can be drawn on", "ready": "Python ready", "epoch": "first trained epoch"}

# Looks at the page as it comes to life, once a frame, and notes when what happened.
WATCH = """
const marks = {};
globalThis.startup = { marks, done: false };
const inside = (root, selector) => root.querySelector(selector)
  ?? [...root.querySelectorAll("*")].reduce(
    (found, e) => found ?? (e.shadowRoot && inside(e.shadowRoot, selector)), null);
function look() {
  const pad = document.querySelector("grad-pad");
  const plane = pad?.shadowRoot && inside(pad.shadowRoot, "gp-plane canvas");
  if (!plane?.width) return requestAnimationFrame(look);
  marks.drawable = performance.now();
  pad.ready.then(() => { marks.ready = performance.now(); return pad.train({ epochs: 1 }); })
    .then(() => { marks.epoch = performance.now(); globalThis.startup.done = true; });
}
requestAnimationFrame(look);
"""
# What a visit leaves behind for the next one is complete.
KEPT = """async () => {
    const name = (await caches.keys()).find(name => name.startsWith("gradpad-python "));
    if (!name) return false;
    const cache = await caches.open(name);
    const [image] = await cache.keys();
    return Boolean(image && (await cache.match(image)));
}"""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


class HostHandler(Handler):
    """As GitHub Pages does it: a browser may keep what it has got for ten minutes."""

    caching = "max-age=600"


def comes_later(url: str) -> bool:
    """Return whether Python is ready without this."""
    return url.rpartition("/")[2].startswith(LATER)


def make_stock() -> None:
    """Put the plain page together: npm's Pyodide and NumPy's wheel, as they are."""
    shutil.rmtree(STOCK, ignore_errors=True)
    shutil.copytree(ROOT / "tests" / "bench" / "stock", STOCK)
    for name in FILES:
        shutil.copyfile(PYODIDE / name, STOCK / name)
    shutil.copyfile(numpy_wheel()[0], STOCK / numpy_wheel()[0].name)
    write_siblings(STOCK)


def visit(context: BrowserContext, origin: str, ours: bool, stay: float) -> tuple[dict[str, float], list[str], float]:
    """Open the page, wait for its first epoch, and stay a while.

    Args:    stay: seconds; ours stays at a first visit (more than 0) until it has kept what later visits start from.
    Returns: milliseconds from the start, what was asked for until the epoch, and how long the visit lasted after it.
    """
    page = context.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    if ours:
        page.add_init_script(WATCH)
    page.goto(f"{origin}/")
    while not page.evaluate("() => startup.done"):
        page.wait_for_timeout(25)
    marks: dict[str, float] = {**page.evaluate("() => startup.marks"), "paint": page.evaluate(PAINT)}
    asked_until_then = list(asked)
    began = time.monotonic()
    if ours and stay:
        while not page.evaluate(KEPT):
            page.wait_for_timeout(100)
    else:
        page.wait_for_timeout(stay * 1000)
    page.close()
    return marks, asked_until_then, time.monotonic() - began


def measure(playwright: Any, origins: dict[str, str]) -> tuple[dict[tuple[str, str], list[dict[str, float]]], Any]:
    """Return the times of every run, by contender and "cold" or "warm", and what each contender asked for."""
    times: dict[tuple[str, str], list[dict[str, float]]] = {}
    asked: dict[str, list[str]] = {}
    stayed = 15.0
    for _ in range(ROUNDS):
        for name, origin in origins.items():
            with tempfile.TemporaryDirectory() as profile:
                context = playwright.chromium.launch_persistent_context(
                    profile,
                    executable_path=os.environ.get("GRADPAD_CHROMIUM") or None,
                    args=FLAGS,
                    service_workers="block",
                )
                for state in ("cold", "warm"):
                    ours = name == "Gradpad"
                    stay = stayed if state == "cold" else 0.0
                    marks, urls, lasted = visit(context, origin, ours, stay)
                    stayed = lasted if ours and state == "cold" else stayed
                    times.setdefault((name, state), []).append(marks)
                    print(f"{name}, {state}: ready after {marks['ready'] / 1000:.2f} s", flush=True)
                    if state == "cold":
                        asked[name] = urls
                context.close()
    return times, asked


def sizes(folder: Path, urls: list[str]) -> list[int]:
    """Return the bytes of what was asked for: as it lies there, with gzip, with brotli."""
    files = [
        folder / (url.split("/", 3)[3].partition("?")[0] or "index.html") for url in urls if url.startswith("http")
    ]
    totals = []
    for ending in ("", ".gz", ".br"):
        siblings = [path.with_name(path.name + ending) for path in files]
        totals.append(sum((s if s.is_file() else path).stat().st_size for s, path in zip(siblings, files, strict=True)))
    return totals


def table(times: dict[tuple[str, str], list[dict[str, float]]], bytes_of: dict[str, list[int]], later: int) -> str:
    """Return what was measured, as Markdown; `later` are the bytes that nobody waits for."""
    ours, stock = bytes_of
    lines = [f"| | {ours} | {stock} | ratio |", "| --- | ---: | ---: | ---: |"]
    for place, what in enumerate(("as it lies there", "with gzip", "with brotli")):
        mine, plain = bytes_of[ours][place], bytes_of[stock][place]
        lines.append(f"| MB to download, {what} | {mine / 1e6:.2f} | {plain / 1e6:.2f} | {mine / plain:.2f} |")
    lines.append(f"| MB beside training, with brotli | {later / 1e6:.2f} | | |")
    for state in ("cold", "warm"):
        for mark, words in MARKS.items():
            mine, plain = ([run[mark] for run in times[name, state] if mark in run] for name in (ours, stock))
            middle = statistics.median(mine)
            if plain:
                other = statistics.median(plain)
                lines.append(
                    f"| {state}: {words}, s | {middle / 1000:.2f} | {other / 1000:.2f} | {other / middle:.2f}× |"
                )
            else:
                lines.append(f"| {state}: {words}, s | {middle / 1000:.2f} | | |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and renew the section of tests/bench/README.md."""
    make_stock()
    folders = {"Gradpad": DIST, "plain Pyodide and NumPy": STOCK}
    servers = {name: start_in_background(folder, handler=HostHandler) for name, folder in folders.items()}
    origins = {name: f"http://127.0.0.1:{server.server_address[1]}" for name, server in servers.items()}
    with sync_playwright() as playwright:
        times, asked = measure(playwright, origins)
    for server in servers.values():
        server.shutdown()
    waited = {name: [url for url in urls if not comes_later(url)] for name, urls in asked.items()}
    bytes_of = {name: sizes(folder, waited[name]) for name, folder in folders.items()}
    later = [path.name for path in DIST.glob("python/*") if comes_later(path.name) and path.suffix not in NOT_SENT]
    rest = [f"{origins['Gradpad']}/python/{name}" for name in later]
    found = table(times, bytes_of, sizes(DIST, rest)[-1])
    print(found)
    note = (
        f"Medians of {ROUNDS} rounds in which both take turns; both served from {shown(DIST)}'s server on this machine "
        "with brotli. “Ready” is, on the plain page, NumPy imported; in Gradpad, the engine imported too and the "
        "network built. The plain page's epoch is the same net in textbook NumPy. The last column says how many times "
        "sooner. The first visit stays until Gradpad has made the image of Python's memory that later visits start "
        "from, which it begins ten seconds after Python is ready; the plain page stays as long. What comes beside "
        "training is the core's second part and modules, which a first session does not use (decisions "
        "[19](../../docs/decisions/0019-the-core-in-two-parts.md) and "
        "[22](../../docs/decisions/0022-modules-that-come-later.md)); Python is ready without them."
    )
    write_section("startup", "Starting", f"{note}\n\n{found}")
