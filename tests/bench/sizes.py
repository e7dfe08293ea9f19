"""What large networks cost the page: the wait after a change, frames while training, and what is left for training.

For every size: how long it takes from a changed configuration to the first trained epoch, and for how long the page
could not answer meanwhile; frames while it trains at full pace with everything shown; and examples a second at full
pace and by `pad.train`, as shares of what the same module makes alone in `speed.html` (see bench_speed).
"""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

from tests.bench import bench_speed, peers

SIZES = ([8, 8], [32, 32], [64, 64], [128, 128], [256, 256], [64] * 6)
BATCH, ALONE_WINDOWS, ALONE_MS, TRAIN_MS, WAITS = 10, 3, 1000, 3_000, 3
# The same points and rates as in bench_speed.
SHARED = {
    "data": {"kind": "circle", "count": 500, "train_share": 0.5},
    "training": {"batch_size": BATCH, "learning_rate": 0.03},
}

# Milliseconds from a changed configuration to its first trained epoch, and the longest time without a frame meanwhile.
WAIT = """async config => {
  const pad = document.querySelector("grad-pad");
  let longest = 0, last = performance.now(), on = true;
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (on) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  const began = performance.now();
  pad.config = config;
  await pad.train({ epochs: 1 });
  const took = performance.now() - began;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  on = false;
  return [took, longest];
}"""

# Examples a second by `pad.train`; the first half of the time is for warming up.
BY_TRAIN = """async ([ms, examples]) => {
  const pad = document.querySelector("grad-pad");
  let began = performance.now(), epoch = pad.snapshot.epoch;
  setTimeout(() => { began = performance.now(); epoch = pad.snapshot.epoch; }, ms / 2);
  setTimeout(() => pad.pause(), ms);
  await pad.train({ epochs: 1e9 });
  return 1000 * examples * (pad.snapshot.epoch - epoch) / (performance.now() - began);
}"""


@dataclass(frozen=True)
class Size:
    """A network's hidden layers."""

    layers: list[int]

    @property
    def sizes(self) -> list[int]:
        """Units from the inputs to the output."""
        return [2, *self.layers, 1]

    @property
    def name(self) -> str:
        """How it is called in the table."""
        return "-".join(map(str, self.sizes))

    def config(self, view: dict[str, Any], seed: int = 0) -> dict[str, Any]:
        """Return the configuration, with everything that `view` shows."""
        layers = [{"units": units, "activation": "tanh"} for units in self.layers]
        return {**SHARED, "seed": seed, "network": {"layers": layers}, "view": view}


def alone(browser: Browser, origin: str) -> dict[str, float]:
    """Return the examples a second that each network's module makes with nothing beside it, by name."""
    peers.install()  # speed.html loads them
    page = browser.new_page()
    bench_speed.open_page(page, origin)
    rates = {}
    for layers in SIZES:
        size = Size(layers)
        options = {"sizes": size.sizes, "batch": BATCH, "names": ["compiled64"], "windows": ALONE_WINDOWS,
                   "ms": ALONE_MS}  # fmt: skip
        rates[size.name] = statistics.median(
            page.evaluate("options => speed.measure(options)", options)["rates"]["compiled64"]
        )
    page.close()
    return rates


def waits(page: Any, size: Size, view: dict[str, Any]) -> tuple[float, float, float]:
    """Return the milliseconds to the first epoch of a network that was not seen yet, of one that was, and the longest
    time without a frame."""
    page.evaluate(WAIT, Size([5, 3]).config(view))  # the compiler is there
    first, longest = page.evaluate(WAIT, size.config(view))
    again = []
    for seed in range(1, WAITS + 1):
        page.evaluate(WAIT, Size([5, 3]).config(view, seed))
        took, still = page.evaluate(WAIT, size.config(view, seed))
        again.append(took)
        longest = max(longest, still)
    return first, statistics.median(again), longest


def rows(browser: Browser, origin: str, site: str, view: dict[str, Any], frames: Any) -> Iterator[str]:
    """Measure every size; `frames(page)` trains at full pace and says what was seen (see bench_frames)."""
    rates = alone(browser, origin)
    examples = 250
    for layers in SIZES:
        size = Size(layers)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.set_default_timeout(180_000)
        page.goto(site)
        page.evaluate("document.querySelector('grad-pad').ready")
        first, again, still = waits(page, size, view)
        height = page.evaluate("() => document.documentElement.scrollHeight")
        seen = frames(page)
        page.get_by_role("button", name="Pause").click()
        page.wait_for_function(
            "() => document.querySelector('grad-pad').shadowRoot.querySelector('gp-workbench').state.phase === 'idle'"
        )
        by_train = page.evaluate(BY_TRAIN, [TRAIN_MS, examples])
        context.close()
        late = seen["frames"][int(0.95 * len(seen["frames"]))]
        full, module = seen["epochs"] * examples, rates[size.name]
        cells = [size.name, *(f"{wait:.0f} ms" for wait in (first, again, still)), f"{height} px"]
        cells += [f"{statistics.median(seen['frames']):.1f} ms", f"{late:.1f} ms", f"{100 * seen['busy']:.0f} %"]
        cells += [bench_speed.rate(module), *(f"{100 * rate / module:.0f} %" for rate in (full, by_train))]
        yield f"| {' | '.join(cells)} |"


HEAD = (
    "| everything shown | first epoch, unseen | seen before | longest without a frame | page | frame, median | 95 % "
    "| thread busy | module alone, examples/s | full pace | pad.train |"
)
