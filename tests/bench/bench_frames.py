"""How smooth the page is while it trains at full speed: times between frames, and the longest task of its own thread.

A frame has 16.7 ms at 60 frames a second. What is measured is the page's thread: frames come from
requestAnimationFrame, tasks above 50 ms from the browser's own list of long tasks, and the time that the thread was
busy from Chromium's counters (`Performance.getMetrics`). Run it on a machine that is otherwise idle.
"""

import os
import statistics
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench import sizes
from tests.bench.report import write_section
from tools.chromium import FLAGS
from tools.paths import DIST, ROOT
from tools.server import start_in_background

WARM_UP_MS, WINDOW_MS, WINDOWS = 2_000, 2_000, 5

EIGHTS = {"data": {"kind": "spiral"}, "network": {"layers": [{"units": 8}, {"units": 8}]}}
# All that can be shown at once; the place of the output shows one of three things.
FULL = {"pace": "full"}
SHOWN = {
    **FULL,
    "contours": True,
    "show_wrong": True,
    "more_numbers": True,
    "accuracy_curve": True,
    "penalty_curve": True,
}

NETS = {
    "circle, 2-4-2-1 (the first visit)": {"view": FULL},
    "spiral, 2-8-8-1": {**EIGHTS, "view": FULL},
    "spiral, 2-8-8-1, everything shown": {**EIGHTS, "view": SHOWN},
    "the same, with the bent plane": {**EIGHTS, "view": {**SHOWN, "plane": "bent"}},
    "the same, with the bowl": {**EIGHTS, "view": {**SHOWN, "plane": "bowl"}},
}

# Frame times and long tasks of one window, in milliseconds.
MEASURE = """ms => new Promise(resolve => {
  const frames = [], tasks = [];
  const observer = new PerformanceObserver(list => list.getEntries().forEach(e => tasks.push(e.duration)));
  observer.observe({ type: "longtask" });
  const start = performance.now();
  let last = start;
  const tick = now => {
    if (now > last) frames.push(now - last);
    last = now;
    if (now - start < ms) requestAnimationFrame(tick);
    else setTimeout(() => { observer.disconnect(); resolve({ frames, tasks }); });
  };
  requestAnimationFrame(tick);
})"""


def busy_seconds(session: Any) -> float:
    """Return how long the page's thread has been busy since it was opened."""
    metrics = {entry["name"]: entry["value"] for entry in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def measure(browser: Browser, origin: str, config: dict[str, Any]) -> dict[str, Any]:
    """Train this configuration in a fresh page; return frame times, long tasks, the thread's load and the epochs."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(origin)
    page.evaluate("document.querySelector('grad-pad').ready")
    page.evaluate("config => { document.querySelector('grad-pad').config = config }", config)
    result = frames_of(page)
    context.close()
    return result


def frames_of(page: Page) -> dict[str, Any]:
    """Train what is there at full speed; return what measure() does."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.get_by_role("button", name="Train").click()
    page.evaluate(MEASURE, WARM_UP_MS)
    frames: list[float] = []
    tasks: list[float] = []
    busy = busy_seconds(session)
    epoch = page.evaluate("document.querySelector('grad-pad').snapshot.epoch")
    for _ in range(WINDOWS):
        seen = page.evaluate(MEASURE, WINDOW_MS)
        frames += seen["frames"]
        tasks += seen["tasks"]
    seconds = sum(frames) / 1000
    return {
        "frames": sorted(frames),
        "longest_task": max(tasks, default=None),
        "busy": (busy_seconds(session) - busy) / seconds,
        "epochs": (page.evaluate("document.querySelector('grad-pad').snapshot.epoch") - epoch) / seconds,
        "engine": page.evaluate("document.querySelector('grad-pad').snapshot.engine.path"),
    }


def row(name: str, r: dict[str, Any]) -> str:
    """Return one line of the table."""
    frames = r["frames"]
    median, late = statistics.median(frames), frames[int(0.95 * len(frames))]
    task = "none above 50 ms" if r["longest_task"] is None else f"{r['longest_task']:.0f} ms"
    cells = [name, f"{1000 * len(frames) / sum(frames):.1f}", f"{median:.1f} ms", f"{late:.1f} ms", task]
    cells += [f"{100 * r['busy']:.0f} %", f"{r['epochs']:.0f}", r["engine"]]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure, print, and renew the section of tests/bench/README.md."""
    server = start_in_background(DIST)
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    head = (
        "| while training at full speed | frames/s | median | 95 % | longest task | thread busy | epochs/s | engine |"
    )
    table = [head, "| --- |" + " ---: |" * 6 + " --- |"]
    print("\n".join(table))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("GRADPAD_CHROMIUM") or None, args=FLAGS)
        for name, config in NETS.items():
            table.append(row(name, measure(browser, origin, config)))
            print(table[-1], flush=True)
        table += ["", sizes.HEAD, "| --- |" + " ---: |" * 10]
        print("\n".join(table[-3:]))
        whole = start_in_background(ROOT)  # speed.html and what it loads
        root = f"http://127.0.0.1:{whole.server_address[1]}"
        for line in sizes.rows(browser, root, origin, SHOWN, frames_of):
            table.append(line)
            print(line, flush=True)
        whole.shutdown()
        browser.close()
    server.shutdown()
    write_section("frames", "The page's own thread", "\n".join(table))
