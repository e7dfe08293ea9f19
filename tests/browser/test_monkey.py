"""A monkey with a fixed seed uses the page as wildly as it can: nothing may break, no drawing may be lost, and undo
leads back to where it began.

    GRADPAD_MONKEY_SEEDS=1-10 GRADPAD_MONKEY_ACTIONS=1000 python3 build.py test browser -k monkey

At every commit there are forty actions, and a thousand in `test --all`. A failure names the seed and the last actions,
so that it can be repeated. The history of the page is long but not endless, so every so many actions all are undone.
"""

import os
import random
from collections import deque
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Error, Locator, Page

from tests.browser.sketching import on_screen, sketchpad
from tests.browser.workers import HOLD_WORKERS

FIRST, _, LAST = os.environ.get("GRADPAD_MONKEY_SEEDS", "4").partition("-")
KILL = int(os.environ.get("GRADPAD_MONKEY_KILL", "200"))
SEEDS = range(int(FIRST), int(LAST or FIRST) + 1)
ASKED = os.environ.get("GRADPAD_MONKEY_ACTIONS")
THOUSAND = pytest.param(1000, marks=pytest.mark.whole("the first forty actions are done at every commit"))
ACTIONS = [int(ASKED)] if ASKED else [40, THOUSAND]
#: So many actions are undone at once: each makes a few steps at most, and the page remembers two hundred.
STRETCH = 60
MOST_STEPS = 200
CAN_UNDO = "pad => pad.shadowRoot.querySelector('gp-workbench').state.can_undo"

# What was asked for has reached the engine, or was refused by it: the drawing, the settings and the weights.
SETTLED = """async pad => {
  await pad.predict([[0, 0]]).catch(() => null);
  const { step, weights } = pad.snapshot;
  return JSON.stringify({ step, weights, config: pad.config });
}"""
SHOWN = """async pad => {
  await pad.predict([[0, 0]]).catch(() => null);
  const { data, config: { data: { points, count } } } = pad.shadowRoot.querySelector('gp-workbench').state;
  return data.labels.length === (points?.length ?? count);
}"""
DATA = "pad => JSON.stringify(pad.config.data)"
# Scrolled to as a click does, something that it does not hold lies over its middle: an open drawer, a message.
COVERED = """element => {
  element.scrollIntoView({ block: "center", inline: "center" });
  const { left, top, width, height } = element.getBoundingClientRect();
  let hit = element.ownerDocument.elementFromPoint(left + width / 2, top + height / 2);
  while (hit?.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2) && hit !== element) {
    const inner = hit.shadowRoot.elementFromPoint(left + width / 2, top + height / 2);
    if (inner === hit) break;
    hit = inner;
  }
  for (let at = hit; at; at = at.parentNode ?? at.host) if (at === element) return false;
  return true;
}"""
VIEWPORTS = [(1440, 900), (1280, 860), (820, 1180), (390, 844), (360, 740)]
KEYS = [
    "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Shift+ArrowLeft", "Shift+ArrowUp", "Enter", "Space", "Enter",
    "Delete", "Backspace", "Escape", "Control+a", "Control+z", "Control+y", "Control+Shift+z", *"splmae123456+-",
]  # fmt: skip


class Monkey:
    """Hands without a head. `touches_data` of each action: whether it may change what is drawn."""

    def __init__(self, visit: Any, seed: int) -> None:
        self.visit, self.page, self.chance = visit, visit.page, random.Random(seed)
        self.seed, self.start = seed, visit.call(SETTLED)
        self.unsettled = False
        self.done: deque[str] = deque(maxlen=40)
        #: name, how often, whether it may change the drawing, what it does
        self.ways: list[tuple[str, int, bool, Callable[[], None]]] = [
            ("stroke", 14, True, self.stroke),
            ("keys", 8, True, self.keys),
            ("tool", 8, False, lambda: self.press("toolbar", "Tools", "button")),
            ("class", 4, True, lambda: self.press("radiogroup", "Class", "radio")),
            ("undo or redo", 6, True, lambda: self.click(self.named("button", "Undo", "Redo", "Undo"))),
            ("clear or delete", 1, True, self.clear),
            ("run", 5, False, lambda: self.click(self.named("button", "Train", "Pause", "Step", "Reset"))),
            ("slider of the brush", 3, True, lambda: self.slide("gp-tools")),
            ("slider", 4, False, lambda: self.slide(".part-network, .part-settings")),
            ("menu", 5, False, lambda: self.choose(".part-network select, .part-settings select")),
            ("menu of the data", 2, True, lambda: self.choose(".part-data select")),
            ("switch", 3, False, lambda: self.tick(".part-output, .part-settings, .part-loss")),
            ("network", 4, False, self.network),
            ("example", 1, True, lambda: self.any(self.inside(".presets").get_by_role("button"))),
            ("drawer", 4, False, self.drawer),
            ("table", 3, True, self.table),
            ("window", 2, False, self.resize),
            ("theme", 1, False, self.theme),
        ]

    def run(self, actions: int) -> None:
        for count in range(1, actions + 1):
            self.once()
            if count % STRETCH == 0 or count == actions:
                self.back_and_forth()

    def once(self) -> None:
        names = [way[0] for way in self.ways]
        name = self.chance.choices(names, [way[1] for way in self.ways])[0]
        _, _, touches_data, act = next(way for way in self.ways if way[0] == name)
        self.done.append(name)
        if self.unsettled and not touches_data:  # the engine may refuse data, and the page then goes back a step
            self.visit.call(SETTLED)
        self.unsettled = touches_data
        before = self.visit.call(DATA)
        act()
        self.fits()
        if not touches_data:
            assert self.visit.call(DATA) == before, f"the drawing is another now: {self}"

    def fits(self) -> None:
        """What the page holds goes together, and it has complained of nothing."""
        problem = self.visit.call("""pad => {
            const { data, selected, config } = pad.shadowRoot.querySelector('gp-workbench').state;
            if (data.points.length !== 2 * data.labels.length) return 'a label for each point';
            if (selected.some(place => !(place < data.labels.length))) return 'selected what is not there';
            const { points, labels } = config.data;
            if (points && points.length > 10000) return 'too many points';
            if (labels && points.length !== labels.length) return 'drawn labels';
            return null;
        }""")
        assert problem is None, f"{problem}: {self}"
        assert not self.visit.errors, f"{self.visit.errors}: {self}"

    def back_and_forth(self) -> None:
        """Undo everything, do it all again, and undo it once more: the next stretch begins where this one began."""
        self.page.keyboard.press("Escape")  # a dialog, a stroke
        if self.named("button", "Pause").count():
            self.click(self.named("button", "Pause"))
        end: str = self.visit.call(SETTLED)
        sketchpad(self.page).focus()
        steps = 0
        while self.visit.call(CAN_UNDO):
            self.page.keyboard.press("Control+z")
            steps += 1
            assert steps < MOST_STEPS, f"undo comes to no end: {self}"
        assert self.visit.call(SETTLED) == self.start, f"undo does not lead back: {self}"
        assert self.visit.call(SHOWN), f"other points are shown than those of the configuration: {self}"
        for _ in range(steps):
            self.page.keyboard.press("Control+Shift+z")
        assert self.visit.call(SETTLED) == end, f"redo does not lead to where it was: {self}"
        for _ in range(steps):
            self.page.keyboard.press("Control+z")
        assert self.visit.call(SETTLED) == self.start, f"undo does not lead back a second time: {self}"
        self.done.append(f"{steps} steps undone, done again and undone")

    def __str__(self) -> str:
        return f"seed {self.seed}, after {', '.join(self.done)}"

    # --- What it can do ----------------------------------------------------------------------------------

    def inside(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def named(self, role: Any, *names: str) -> Locator:
        return self.page.get_by_role(role, name=self.chance.choice(names), exact=True)

    def click(self, place: Locator) -> None:
        """Press it if it is there; what is disabled or covered is pressed all the same."""
        if place.count():
            self.hit(place.first)

    def hit(self, place: Locator) -> None:
        """Press it; where the page has moved under the hand it follows once, and what has just gone it leaves."""
        try:
            if place.evaluate(COVERED):  # a click of the mouse would press what lies there instead
                place.dispatch_event("click")
            else:
                place.click(force=True)
        except Error as error:
            if not place.count():
                return
            if "outside of the viewport" not in error.message:
                raise
            place.click(force=True)

    def any(self, places: Locator) -> None:
        count = places.count()
        if count:
            place = places.nth(self.chance.randrange(count))
            if place.is_visible():
                self.hit(place)

    def press(self, role: Any, name: str, inner: Any) -> None:
        self.any(self.page.get_by_role(role, name=name).get_by_role(inner))

    def spot(self) -> tuple[float, float]:
        return self.chance.uniform(-5.8, 5.8), self.chance.uniform(-5.8, 5.8)

    def stroke(self) -> None:
        mouse, chance = self.page.mouse, self.chance
        sketchpad(self.page).scroll_into_view_if_needed()
        places = on_screen(self.page, [self.spot() for _ in range(chance.randint(1, 5))])
        shift = chance.random() < 0.2
        if shift:
            self.page.keyboard.down("Shift")
        mouse.move(*places[0])
        button: Any = "right" if chance.random() < 0.08 else "left"
        mouse.down(button=button)
        for place in places[1:]:
            mouse.move(*place, steps=3)
        if chance.random() < 0.1:
            self.page.keyboard.press(chance.choice(["Escape", "Control+z", "Delete", "m"]))
        mouse.up(button=button)
        if shift:
            self.page.keyboard.up("Shift")

    def keys(self) -> None:
        sketchpad(self.page).focus()
        for key in self.chance.choices(KEYS, k=self.chance.randint(1, 8)):
            self.page.keyboard.press(key)

    def clear(self) -> None:
        if self.chance.random() < 0.5:
            self.click(self.named("button", "Clear", "Add a class"))
        else:
            self.any(self.inside("gp-tools").get_by_role("button", name="Delete"))

    def slide(self, parts: str) -> None:
        sliders = self.inside(parts).locator("input[type=range]:enabled")
        if not sliders.count():
            return
        slider = sliders.nth(self.chance.randrange(sliders.count()))
        if slider.is_visible():
            slider.focus()
            for _ in range(self.chance.randint(1, 4)):
                self.page.keyboard.press(self.chance.choice(["ArrowLeft", "ArrowRight", "Home", "End"]))

    def choose(self, selector: str) -> None:
        menus = self.page.locator(selector)
        menu = menus.nth(self.chance.randrange(menus.count()))
        options = menu.locator("option:enabled")
        if menu.is_visible():
            menu.select_option(index=0) if options.count() == 1 else menu.select_option(
                value=options.nth(self.chance.randrange(options.count())).get_attribute("value")
            )

    def tick(self, parts: str) -> None:
        self.any(self.inside(parts).locator("input[type=checkbox]"))

    def network(self) -> None:
        self.any(self.inside("gp-network, .part-network .head").get_by_role("button"))

    def drawer(self) -> None:
        self.any(self.inside(".drawer-tabs").get_by_role("button"))
        self.page.keyboard.press("Escape")

    def table(self) -> None:
        tab = self.page.get_by_role("button", name="Points", exact=True)
        if tab.get_attribute("aria-expanded") != "true":
            self.page.keyboard.press("Escape")  # a dialog that came after the key that would have closed it
            self.click(self.named("button", "Close this message"))  # it may lie on the tab
            tab.click()
            self.page.locator("gp-points-table .rows").wait_for()
        way = self.chance.random()
        cells = self.inside("gp-points-table td input[type=text]")
        if way < 0.5 and cells.count():
            cell = cells.nth(self.chance.randrange(min(30, cells.count())))
            cell.fill(self.chance.choice(["0", "1", "-2.5", "x", "", "1e9"]))
            self.page.keyboard.press(self.chance.choice(["Enter", "Tab", "Escape"]))
        elif way < 0.7:
            self.any(self.inside("gp-points-table").get_by_role("button"))
        else:
            boxes = self.inside("gp-points-table input[type=checkbox]")
            self.hit(boxes.nth(self.chance.randrange(min(20, boxes.count()))))

    def resize(self) -> None:
        width, height = self.chance.choice(VIEWPORTS)
        self.page.set_viewport_size({"width": width, "height": height})

    def theme(self) -> None:
        self.page.emulate_media(color_scheme=self.chance.choice(["light", "dark"]))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("actions", ACTIONS)
def test_a_monkey_breaks_nothing_loses_nothing_and_undo_leads_back(pad: Any, seed: int, actions: int) -> None:
    page: Page = pad.page
    page.set_default_timeout(10_000)
    # A link to the reference opens a tab; this page would stand behind it and be drawn once a second.
    # Only for as long as this takes: the page is kept, and others open tabs from it that are to stay.
    close_it = Page.close
    page.on("popup", close_it)
    try:
        Monkey(pad, seed).run(actions)
    finally:
        page.remove_listener("popup", close_it)
        pad.spoilt = True  # nobody knows what its Python has been told


KILLED = """async pad => {
  const again = new Promise(resolve => pad.addEventListener("gradpad-ready", resolve, { once: true }));
  window.workers.at(-1).terminate();
  await again;
}"""


@pytest.mark.whole("test_element_life.py kills a Python three times, and the monkey above is at it in one tab")
@pytest.mark.parametrize("seed", SEEDS)
def test_two_tabs_whose_pythons_are_killed_lose_nothing(visits: Any, seed: int) -> None:
    actions = int(ASKED or 1000)
    with visits() as first:
        monkeys = []
        for place, tab in enumerate((first, first.beside())):
            tab.page.add_init_script(HOLD_WORKERS)
            tab.open().ready()
            tab.page.set_default_timeout(10_000)
            tab.page.on("popup", Page.close)  # as above
            monkeys.append(Monkey(tab, seed + 1000 * place))
        for count in range(1, actions + 1):
            for monkey in monkeys:
                monkey.page.bring_to_front()
                monkey.once()
                if count % KILL == 0:
                    monkey.visit.call(KILLED)
                    monkey.done.append("Python killed")
                if count % STRETCH == 0 or count == actions:
                    monkey.back_and_forth()
