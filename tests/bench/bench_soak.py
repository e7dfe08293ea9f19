"""What becomes of memory and frames while it trains at full speed, is changed all the time, and figures come and go.

    GRADPAD_SOAK_MINUTES=3 python3 build.py bench soak

Ten minutes unless told otherwise. Printed are JavaScript's heap after a collection, what lies in its buffers, Python's
memory, and the times between frames, after the first minute and at the end; at the end each should be within a tenth
of what it was.

What is full by design is full before the first measurement: the page remembers two hundred steps of undo, and Python
the programs that it compiled last. So as many changes as that are made at once, one after another, before the others
come every two seconds; a minute of those alone is thirty, and what fills up afterwards would look like a leak. Buffers
hold the networks that undo may want, 64 MB of copies and 64 MB of moments at most: they grow with how long each has
trained. Python's memory grows by a fifth each time or not at all.
"""

import os
import random
import time
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.bench.report import write_section
from tests.browser.workers import HOLD_WORKERS
from tools.chromium import FLAGS
from tools.paths import DIST
from tools.server import start_in_background

MINUTES = float(os.environ.get("GRADPAD_SOAK_MINUTES", "10"))
FIGURES, EVERY_S, SEED = 30, 2.0, 20261130
STEPS_OF_UNDO = 200
LARGEST = [{"units": 8}] * 3
PAD = "document.querySelector('grad-pad')"
NO_IMAGE = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"
# Python's own account, past the page's queue: the size of its memory only grows.
MEMORY = """() => new Promise(resolve => {
    const worker = window.workers.at(-1), id = 1e9 + Math.floor(performance.now());
    worker.addEventListener("message", function hear({ data }) {
        if (data.id !== id) return;
        worker.removeEventListener("message", hear);
        resolve(Number(data.result?.output));
    });
    const text = "import pyodide_js; print(pyodide_js._module.HEAP8.length)";
    worker.postMessage({ id, session: "soak", method: "console", params: { text } });
})"""
FRAMES = """ms => new Promise(resolve => {
    const frames = [], start = performance.now();
    let last = start;
    const tick = now => {
        if (now > last) frames.push(now - last);
        last = now;
        now - start < ms ? requestAnimationFrame(tick) : resolve(frames.sort((a, b) => a - b));
    };
    requestAnimationFrame(tick);
})"""
FIGURE = """async seed => {
    const figure = document.createElement("grad-pad");
    figure.config = { seed, data: { kind: "xor", count: 60 } };
    document.body.append(figure);
    await figure.ready;
    await figure.train({ epochs: 5 });
    figure.remove();
}"""


def changed(chance: random.Random) -> dict[str, Any]:
    """Return another configuration, as a visitor might come by it."""
    layers = [{"units": chance.randint(2, 8)} for _ in range(chance.randint(1, 3))]
    kind = chance.choice(["circle", "xor", "spiral", "gauss", "moons"])
    return {
        "seed": chance.randrange(1000),
        "data": {"kind": kind},
        "network": {"layers": layers},
        "training": {"optimizer": chance.choice(["sgd", "adam", "momentum"])},
        "view": {"pace": "full"},
    }


def measured(page: Page) -> dict[str, float]:
    """Return heap and Python's memory in MB, and frames in ms."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")
    session.detach()
    frames = page.evaluate(FRAMES, 5000)
    return {
        "JavaScript's heap, MB": heap["usedSize"] / 1e6,
        "its buffers, MB": heap["backingStorageSize"] / 1e6,
        "Python's memory, MB": page.evaluate(MEMORY) / 1e6,
        "frames, median, ms": frames[len(frames) // 2],
        "frames, 95th of 100, ms": frames[len(frames) * 95 // 100],
    }


def main() -> int:
    """Train, change, open and close; print both measurements."""
    chance, server = random.Random(SEED), start_in_background(DIST)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["GRADPAD_CHROMIUM"], args=[*FLAGS, "--enable-precise-memory-info"]
        )
        page = browser.new_context(viewport={"width": 1280, "height": 860}, bypass_csp=True).new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.add_init_script(NO_IMAGE)
        page.add_init_script(HOLD_WORKERS)
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        page.set_default_timeout(90_000)
        page.evaluate(f"{PAD}.ready")
        began, changes, figures = time.monotonic(), 0, 0
        for place in range(STEPS_OF_UNDO):
            config = changed(chance)
            if place % 50 == 0:
                config["network"]["layers"] = LARGEST
            page.evaluate(f"async config => {{ {PAD}.config = config; await {PAD}.train({{ epochs: 20 }}); }}", config)
        filled = time.monotonic() - began
        first: dict[str, float] | None = None
        while (elapsed := time.monotonic() - began - filled) < MINUTES * 60:
            page.evaluate(f"config => {{ {PAD}.config = config; {PAD}.play(); }}", changed(chance))
            changes += 1
            if figures < FIGURES * (elapsed / (MINUTES * 60)):
                page.evaluate(FIGURE, figures)
                figures += 1
            if first is None and elapsed >= 60:
                first = measured(page)
            page.wait_for_timeout(EVERY_S * 1000)
        last = measured(page)
        workers = page.evaluate("window.workers.length")
        browser.close()
    server.shutdown()
    lines = [
        f"{STEPS_OF_UNDO} changes in {filled:.0f} s, then {MINUTES:g} minutes, {changes} changes, "
        f"{figures} figures opened and closed, "
        f"{workers} worker(s), {len(errors)} errors",
        "",
        "| | after a minute | at the end | change |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {name} | {first[name]:.1f} | {last[name]:.1f} | {last[name] / first[name] - 1:+.1%} |"
            for name in last
            if first is not None
        ),
    ]
    text = "\n".join([*lines, *errors[:5]])
    print(text)
    write_section("soak", "A long session", text)
    return 1 if errors else 0
