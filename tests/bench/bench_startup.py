"""From opening the page to the first trained epoch, beside plain unmodified Pyodide and NumPy: bytes and times.

Both are served by the same server, with the same headers, to the same Chromium; in each round both start in a profile
of their own, first with nothing in it, then again with what the browser kept; and once more with nothing in it from a
server that sends 10 Mbit/s. What is printed are medians, and the processor time of the page's process.

    python3 build.py bench startup
"""

import os
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from tests.bench.report import write_section
from tools.chromium import FLAGS
from tools.numpy_wheel import PYODIDE, numpy_wheel
from tools.paths import BUILD, DIST, ROOT, shown
from tools.precompressed import write_siblings
from tools.server import Handler, start_in_background

ROUNDS = 5
RATE = 10.0  # Mbit/s, of all connections together
LATENCY = 0.04  # seconds
STOCK = BUILD / "stock"
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
FAR = f"cold, at {RATE:.0f} Mbit/s"
SLOWED = 4  # times, the page's processor
FAR_AND_SLOW = f"{FAR}, processor {SLOWED} × slower"
MARKS = {
    "paint": "first paint",
    "drawable": "can be drawn on",
    "map": "first map",
    "epoch": "first trained epoch",
    "ready": "Python ready",
    "processor": "processor time until all of that",
}

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
  const drawn = () => {
    if (!inside(pad.shadowRoot, "gp-plane").maps) return requestAnimationFrame(drawn);
    marks.map = performance.now();
  };
  drawn();
  const trained = pad.alive.then(() => pad.train({ epochs: 1 })).then(() => { marks.epoch = performance.now(); });
  const ready = pad.ready.then(() => { marks.ready = performance.now(); });
  Promise.all([trained, ready]).then(() => { globalThis.startup.done = true; });
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


class Slowed:
    """A stream to which all connections together write no faster than RATE."""

    lock = threading.Lock()
    free = 0.0  # when the line is free again

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def write(self, data: Any) -> int:
        view = memoryview(data)
        for at in range(0, len(view), 8192):
            piece = view[at : at + 8192]
            with Slowed.lock:
                Slowed.free = max(Slowed.free, time.monotonic()) + len(piece) * 8 / (RATE * 1e6)
                wait = Slowed.free - time.monotonic()
            time.sleep(max(0.0, wait))
            self.stream.write(piece)
        return len(view)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


class SlowHandler(HostHandler):
    """The same, far away."""

    def setup(self) -> None:
        super().setup()
        self.wfile = Slowed(self.wfile)  # type: ignore[assignment]

    def do_GET(self) -> None:
        time.sleep(LATENCY)
        super().do_GET()


def processor_ms(profile: str) -> float | None:
    """Return the processor time so far of the pages of a browser by its profile, where the system tells (Linux)."""
    total = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if b"--type=renderer" in (folder / "cmdline").read_bytes() and profile in _ancestry(fields[1]):
                total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") * 1000
        except OSError:  # it has ended
            continue
    return total or None


def _ancestry(process: str) -> str:
    """Return the command lines of a process and of those that started it."""
    found = ""
    while process not in ("0", "1"):
        found += Path(f"/proc/{process}/cmdline").read_text(errors="replace")
        process = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1]
    return found


def make_stock() -> None:
    """Put the plain page together: npm's Pyodide and NumPy's wheel, as they are."""
    shutil.rmtree(STOCK, ignore_errors=True)
    shutil.copytree(ROOT / "tests" / "bench" / "stock", STOCK)
    for name in FILES:
        shutil.copyfile(PYODIDE / name, STOCK / name)
    shutil.copyfile(numpy_wheel()[0], STOCK / numpy_wheel()[0].name)
    write_siblings(STOCK)


def visit(
    context: BrowserContext, profile: str, origin: str, ours: bool, stay: float, slowed: int = 1
) -> tuple[dict[str, float], list[str], float]:
    """Open the page, wait for its first epoch, and stay a while.

    Args:    stay: seconds; ours stays at a first visit (more than 0) until it has kept what later visits start from;
             slowed: how many times slower the page's processor is.
    Returns: milliseconds from the start, what was asked for until the epoch, and how long the visit lasted after it.
    """
    page = context.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    if slowed > 1:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    if ours:
        page.add_init_script(WATCH)
    page.goto(f"{origin}/")
    while not page.evaluate("() => startup.done"):
        page.wait_for_timeout(25)
    marks: dict[str, float] = {**page.evaluate("() => startup.marks"), "paint": page.evaluate(PAINT)}
    if (spent := processor_ms(profile)) is not None:
        marks["processor"] = spent
    asked_until_then = list(asked)
    began = time.monotonic()
    if ours and stay:
        while not page.evaluate(KEPT):
            page.wait_for_timeout(100)
    else:
        page.wait_for_timeout(stay * 1000)
    page.close()
    return marks, asked_until_then, time.monotonic() - began


def launched(playwright: Any, profile: str) -> BrowserContext:
    """Start a browser with a profile."""
    program = os.environ.get("GRADPAD_CHROMIUM") or None
    chromium: BrowserContext = playwright.chromium.launch_persistent_context(
        profile, executable_path=program, args=FLAGS, service_workers="block"
    )
    return chromium


def measure(
    playwright: Any, origins: dict[str, str], far: dict[str, str]
) -> tuple[dict[tuple[str, str], list[dict[str, float]]], Any]:
    """Return the times of every run, by contender and "cold" or "warm", and what each contender asked for."""
    times: dict[tuple[str, str], list[dict[str, float]]] = {}
    asked: dict[str, list[str]] = {}
    stayed = 15.0
    for _ in range(ROUNDS):
        for name, origin in origins.items():
            with tempfile.TemporaryDirectory() as profile:
                context = launched(playwright, profile)
                for state in ("cold", "warm"):
                    ours = name == "Gradpad"
                    stay = stayed if state == "cold" else 0.0
                    marks, urls, lasted = visit(context, profile, origin, ours, stay)
                    stayed = lasted if ours and state == "cold" else stayed
                    times.setdefault((name, state), []).append(marks)
                    print(f"{name}, {state}: ready after {marks['ready'] / 1000:.2f} s", flush=True)
                    if state == "cold":
                        asked[name] = urls
                    else:
                        marks.pop("processor", None)  # both visits' together
                context.close()
            for state, slowed in ((FAR, 1), (FAR_AND_SLOW, SLOWED)):
                with tempfile.TemporaryDirectory() as profile:
                    context = launched(playwright, profile)
                    marks, _, _ = visit(context, profile, far[name], name == "Gradpad", 0.0, slowed)
                    times.setdefault((name, state), []).append(marks)
                    print(f"{name}, {state}: ready after {marks['ready'] / 1000:.2f} s", flush=True)
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


def table(times: dict[tuple[str, str], list[dict[str, float]]], bytes_of: dict[str, list[int]]) -> str:
    """Return what was measured, as Markdown."""
    ours, stock = bytes_of
    lines = [f"| | {ours} | {stock} | ratio |", "| --- | ---: | ---: | ---: |"]
    for place, what in enumerate(("as it lies there", "with gzip", "with brotli")):
        mine, plain = bytes_of[ours][place], bytes_of[stock][place]
        lines.append(f"| MB to download, {what} | {mine / 1e6:.2f} | {plain / 1e6:.2f} | {mine / plain:.2f} |")
    for state in ("cold", FAR, FAR_AND_SLOW, "warm"):
        for mark, words in MARKS.items():
            mine, plain = ([run[mark] for run in times[name, state] if mark in run] for name in (ours, stock))
            if not mine:
                continue
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
    slow = {name: start_in_background(folder, handler=SlowHandler) for name, folder in folders.items()}
    origins, far = (
        {name: f"http://127.0.0.1:{server.server_address[1]}" for name, server in group.items()}
        for group in (servers, slow)
    )
    with sync_playwright() as playwright:
        times, asked = measure(playwright, origins, far)
    for server in (*servers.values(), *slow.values()):
        server.shutdown()
    found = table(times, {name: sizes(folder, asked[name]) for name, folder in folders.items()})
    print(found)
    note = (
        f"Medians of {ROUNDS} rounds in which both take turns; both served from {shown(DIST)}'s server on this machine "
        "with brotli. “Ready” is, on the plain page, NumPy imported; in Gradpad, the engine imported too and the "
        "network handed over to it: its first map and epoch come from what was recorded when the site was built "
        "(docs/recorded.md). The plain page's epoch is the same net in textbook NumPy. The last column says how many "
        "times sooner. The first visit stays until Gradpad has made the image of Python's memory that later visits "
        "start from, which it begins ten seconds after Python is ready; the plain page stays as long. At 10 Mbit/s "
        "each answer also takes 40 ms; the slower processor is that of the page's own thread. "
        "Processor time is that of the page's process, its worker and the compilers of "
        "WebAssembly included. What was measured of single tricks is in record "
        "[40](../../docs/decisions/0040-fewer-tricks-at-the-start.md)."
    )
    write_section("startup", "Starting", f"{note}\n\n{found}")
