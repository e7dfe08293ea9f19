"""What one sees of a network that learns, at the pace "watch": how long, how many pictures, how large a leap.

Each data set is trained from its start until it rests by itself, in Chromium as it is and with the processor four times
slower. Two pictures differ where a place of the output's map does; the leap is the largest mean difference of two
neighbours, as a share of the map's range. A strip of each run at full speed is kept in docs/watch/.
"""

import base64
import os
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.bench.report import write_section
from tools.chromium import FLAGS
from tools.paths import DIST, ROOT
from tools.server import start_in_background

STRIPS = ROOT / "docs" / "watch"
SLOWER = (1, 4)
#: Longer than this it has not come to rest.
MOST_S = 60
DRAWN = {
    "kind": "points",
    "points": [
        [-3, -1], [-2, -3], [-1, -2], [-3, 1], [3, 1], [2, 3], [1, 2], [3, -1], [0, 0], [0.5, 0.2], [-4, 4], [4, -4],
    ],
    "labels": [0, 0, 0, 0, 1, 1, 1, 1, 0, 1, 1, 0],
}  # fmt: skip
SETS: dict[str, dict[str, Any]] = {
    "circle": {},
    "xor": {"data": {"kind": "xor"}},
    "clouds": {"data": {"kind": "gauss"}},
    "moons": {"data": {"kind": "moons"}},
    "spiral with sines": {
        "data": {"kind": "spiral"},
        "features": ["x1", "x2", "sin_x1", "sin_x2"],
        "network": {"layers": [{"units": 8}, {"units": 8}]},
    },
    "drawn": {"data": DRAWN},
}
# Trains until it rests; a small copy of each picture is kept, and eight of them, evenly spaced, make the strip.
WATCH = """async ([config, mostMs]) => {
    const pad = document.querySelector("grad-pad"), bench = pad.shadowRoot.querySelector("gp-workbench");
    pad.pause();
    pad.config = { ...config, view: { pace: "watch" } };
    await pad.reset();
    const SIDE = 120, kept = [];
    let last = null, pictures = 0, leap = 0, fastest = 1;
    const seen = () => {
        const { maps, steps_a_frame } = bench.state;
        if (!maps) return;
        const map = maps.found.get(Math.max(...maps.found.keys()));  // the last output's
        fastest = Math.max(fastest, steps_a_frame);
        if (last?.length === map.length) {
            let sum = 0;
            for (let i = 0; i < map.length; i += 1) sum += Math.abs(map[i] - last[i]);
            leap = Math.max(leap, sum / map.length / 2);
            pictures += sum > 0;
        }
        last = map;
        if (kept.length > 3000) return;
        const copy = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
        for (const canvas of bench.shadowRoot.querySelectorAll("gp-plane canvas"))
            copy.getContext("2d").drawImage(canvas, 0, 0, SIDE, SIDE);
        kept.push(copy);
    };
    pad.addEventListener("gradpad-snapshot", seen);
    const began = performance.now();
    pad.play();
    // The state of the figure reaches its parts with the next frame.
    const shows = async phase => {
        while (bench.state.phase !== phase && performance.now() - began < mostMs)
            await new Promise(resolve => requestAnimationFrame(resolve));
    };
    await shows("training");
    await shows("idle");
    const seconds = (performance.now() - began) / 1000;
    pad.removeEventListener("gradpad-snapshot", seen);
    pad.pause();
    const strip = Object.assign(document.createElement("canvas"), { width: 8 * (SIDE + 4) - 4, height: SIDE });
    for (let i = 0; i < 8 && kept.length; i += 1)
        strip.getContext("2d").drawImage(kept[Math.round(i * (kept.length - 1) / 7)], i * (SIDE + 4), 0);
    const { epoch, accuracy } = pad.snapshot;
    return {
        seconds, pictures, leap, fastest, epoch, accuracy, said: bench.state.notice?.message ?? "it did not rest",
        strip: strip.toDataURL("image/png").split(",")[1],
    };
}"""


def opened(browser: Any, address: str, slower: int) -> Page:
    """Return the page, ready, with the processor so many times slower."""
    page = browser.new_context(viewport={"width": 1280, "height": 860}, bypass_csp=True).new_page()
    page.set_default_timeout(120_000)
    page.goto(address)
    page.evaluate("document.querySelector('grad-pad').ready")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page


def main() -> int:
    """Watch every set at each speed; print, and keep the strips."""
    server = start_in_background(DIST)
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    rows = [
        "| | processor | from Train to rest, s | pictures | largest leap | most steps a frame | epochs | it says |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    STRIPS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["GRADPAD_CHROMIUM"], args=FLAGS)
        for slower in SLOWER:
            page = opened(browser, address, slower)
            for name, config in SETS.items():
                run = page.evaluate(WATCH, [config, MOST_S * 1000])
                speed = "as it is" if slower == 1 else f"{slower} × slower"
                rows.append(
                    f"| {name} | {speed} | {run['seconds']:.1f} | {run['pictures']} | {run['leap']:.3f} "
                    f"| {run['fastest']:.0f} | {run['epoch']} | {run['said']} |"
                )
                print(rows[-1], flush=True)
                if slower == 1:
                    (STRIPS / f"{name.replace(' ', '-')}.png").write_bytes(base64.b64decode(run["strip"]))
            page.close()
        browser.close()
    server.shutdown()
    write_section("watch", "Watching it learn", "\n".join(rows))
    return 0
