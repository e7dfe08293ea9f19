"""What the page looks like in its main states, at three sizes, light and dark, compared with pictures looked at before.

GRADPAD_LOOKS=renew python3 build.py test tests/browser/test_looks.py      draws the references anew

Look at each of them before you keep them.
"""

import math
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser import pictures
from tests.browser.test_no_barriers import WILD

SIZES = {"desk": (1440, 900), "tablet": (820, 1180), "phone": (390, 844)}
SINE = {"units": 8, "activation": "sine"}
SPIRAL = {
    "data": {"kind": "spiral", "noise": 0.05},
    "network": {"layers": [{**SINE, "units": 6}, {**SINE, "units": 4}]},
    "training": {"optimizer": "adam", "learning_rate": 0.01},
}
CENTRES = [(4, 0), (2, 3.6), (-2, 3.6), (-4, 0), (-2, -3.6), (2, -3.6)]
CLOUD = [(math.sqrt(i) * 0.32 * math.cos(2.4 * i), math.sqrt(i) * 0.32 * math.sin(2.4 * i)) for i in range(16)]
SIX = {
    "data": {
        "kind": "points",
        "points": [[round(x + a, 2), round(y + b, 2)] for x, y in CENTRES for a, b in CLOUD],
        "labels": [label for label in range(6) for _ in CLOUD],
    },
    "network": {"layers": [{"units": 6, "activation": "tanh"}], "output": "softmax"},
    "training": {"loss": "softmax_cross_entropy", "optimizer": "adam", "learning_rate": 0.03},
}
BUMPS = {
    "data": {"kind": "bumps"},
    "network": {"layers": [SINE], "output": "identity"},
    "training": {"optimizer": "adam"},
}
RENEW = os.environ.get("GRADPAD_LOOKS") == "renew"


def trained(config: dict[str, Any], epochs: int) -> Callable[[Any], None]:
    def prepare(visit: Any) -> None:
        visit.call("(pad, config) => { pad.config = config; return pad.reset().then(() => true); }", config)
        if epochs:
            visit.call("(pad, epochs) => pad.train({ epochs }).then(() => true)", epochs)

    return prepare


def an_error(visit: Any) -> None:
    trained({}, 0)(visit)
    visit.call("pad => pad.open('x1,x2,label\\n1,2,a\\n3,four,b').catch(() => true)")
    visit.page.get_by_role("alert").get_by_role("button", name="Close this message").wait_for()


def diverged(visit: Any) -> None:
    trained(WILD, 0)(visit)
    visit.call("pad => pad.train({ epochs: 50 }).then(() => true)")
    visit.page.get_by_role("alert").get_by_role("button", name="Start again with a learning rate of").wait_for()


STATES: dict[str, Callable[[Any], None]] = {
    "first": trained({}, 0),
    "training": trained(SPIRAL, 120),
    "bent": trained({"view": {"plane": "bent", "contours": True}}, 60),
    "classes": trained(SIX, 60),
    "values": trained(BUMPS, 40),
    "error": an_error,
    "diverged": diverged,
}


@pytest.fixture(scope="module")
def page_with_python(visits: Any) -> Iterator[Any]:
    with visits(reduced_motion="reduce") as opened:
        opened.open().ready()
        opened.page.evaluate("() => localStorage.setItem('gradpad:tour', 'seen')")
        opened.open().ready()
        if RENEW:
            pictures.remember_machine(opened.page)
        yield opened


VIEWS = [(size, scheme) for size in SIZES for scheme in ("light", "dark")]
REST = pytest.mark.whole("at every commit the first visit is seen in all sizes and schemes, each other state in one")
CASES: list[Any] = [("first", VIEWS)]
for place, state in enumerate(name for name in STATES if name != "first"):
    usual = VIEWS[place % len(VIEWS)]
    CASES += [(state, [usual]), pytest.param(state, [view for view in VIEWS if view != usual], marks=REST)]


@pytest.mark.parametrize(("name", "views"), CASES)
def test_it_looks_as_it_did(page_with_python: Any, name: str, views: list[tuple[str, str]]) -> None:
    page = page_with_python.page
    if reason := pictures.otherwise(page):
        pytest.skip(reason)
    STATES[name](page_with_python)
    told = []
    for size, scheme in views:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        picture = f"{name}-{size}-{scheme}"
        if RENEW:
            pictures.keep(page, picture, settled(page, size))
        elif pictures.difference(page, picture, seen(page, size)) is not None:  # not yet, or not at all
            told += pictures.told(page, picture, settled(page, size))
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    for button in page.get_by_role("button", name="Close this message").all():
        button.click()
    assert told == []


def seen(page: Any, size: str) -> bytes:
    """Returns: a picture of what is in sight at a desk, of the whole page elsewhere.

    The window is made as high as the page: what sticks to its lower edge would else be seen in the middle.
    """
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    if size != "desk":
        page.set_viewport_size({"width": width, "height": page.evaluate("() => document.documentElement.scrollHeight")})
    return drawn(page)


def drawn(page: Any) -> bytes:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    picture: bytes = page.screenshot(animations="disabled", caret="hide")
    return picture


def settled(page: Any, size: str) -> bytes:
    """Returns: the picture once two in a row are the same."""
    before = seen(page, size)
    for _ in range(12):
        now = drawn(page)
        if now == before:
            return now
        before = now
    raise AssertionError("the page does not come to rest")
