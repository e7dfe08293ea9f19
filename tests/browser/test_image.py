"""Later visits start from an image of Python's memory; if anything is odd about it, as at the first visit."""

import json
import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import keep_core
from tools.paths import DIST
from tools.server import Handler, start_in_background

READY_MS = 60_000
SETTLED_MS = 10_000  # without training, until an image is made
PAD = "document.querySelector('grad-pad')"
STARTED = "Python started from the image of an earlier visit."
MINE = "name => name.startsWith('gradpad-python ')"
IMAGES = f"""async () => {{
    const name = (await caches.keys()).find({MINE});
    if (!name) return [];
    const cache = await caches.open(name);
    const whole = [];  // one that is still being written has a name already
    for (const request of await cache.keys()) if (await cache.match(request)) whole.push(request.url);
    return whole;
}}"""
LAY_ASIDE = f"""async () => {{
    const from = await caches.open((await caches.keys()).find({MINE}));
    const [request] = await from.keys();
    await (await caches.open("aside")).put(request, await from.match(request));
}}"""
# Puts the image back that was laid aside, at its own address or another, changed or not.
PUT_BACK = """async ({ address, spoilt, length }) => {
    const aside = await caches.open("aside");
    const [request] = await aside.keys();
    const kept = await aside.match(request);
    const content = new Uint8Array(await kept.arrayBuffer()).slice(0, length);
    if (spoilt) content[Math.floor(content.length / 2)] ^= 255;
    const cache = await caches.open("gradpad-python " + new URL("./", document.baseURI).pathname);
    await cache.put(address ?? request.url, new Response(content, { headers: kept.headers }));
}"""
TRAINED = f"""async () => {{
    const {{ weights, engine }} = await {PAD}.train({{ epochs: 3 }});
    return JSON.stringify([engine, weights], (_, value) => ArrayBuffer.isView(value) ? [...value] : value);
}}"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = start_in_background(DIST, handler=Handler)
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def first_visit(chromium: Browser, site: str, origin: str) -> Iterator[tuple[BrowserContext, str]]:
    """A browser after a visit that was long enough for an image, and what training came to in that visit."""
    context = chromium.new_context()
    context.set_default_timeout(READY_MS)
    keep_core(context, origin)
    page, said = visit(context, site, clock=True)
    assert STARTED not in said
    page.evaluate(f"{PAD}.play()")
    for _ in range(4):
        epoch = page.evaluate(f"{PAD}.snapshot?.epoch ?? 0")
        page.wait_for_function(f"epoch => {PAD}.snapshot?.epoch > epoch", arg=epoch)
        page.clock.fast_forward(SETTLED_MS // 2)
    assert len(page.workers) == 1, "an image is made beside training, which stutters then"
    page.evaluate(f"() => {{ {PAD}.pause(); return {PAD}.reset(); }}")
    trained = page.evaluate(TRAINED)
    page.clock.fast_forward(SETTLED_MS)
    deadline = time.monotonic() + READY_MS / 1000
    while not page.evaluate(IMAGES):  # a function that is awaited: wait_for_function takes a promise for a yes
        assert time.monotonic() < deadline, "no image was made"
        page.wait_for_timeout(100)
    page.evaluate(LAY_ASIDE)
    page.close()
    yield context, trained
    context.close()


def visit(context: BrowserContext, site: str, *, clock: bool = False) -> tuple[Page, list[str]]:
    """Open the page and wait for Python; return what was said on the console as well.

    clock: whether its clock may be put forward.
    """
    page = context.new_page()
    if clock:
        page.clock.install()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.goto(site)
    page.evaluate(f"{PAD}.ready")
    return page, said


def chance(page: Page) -> list[str]:
    """Return the first numbers of Python's generator and of NumPy's, as the console says them."""
    page.get_by_role("button", name="Console", exact=True).click()
    prompt = page.get_by_role("textbox", name="Python")
    prompt.fill("import random; print('met', random.random(), np.random.random())")
    prompt.press("Enter")
    said = page.get_by_text(re.compile(r"^met 0\.\d+ 0\.\d+\s*$"))
    return said.inner_text().split()[1:]


def test_a_later_visit_starts_from_the_image_and_learns_the_very_same(first_visit, site):
    context, trained = first_visit
    page, said = visit(context, site)
    assert STARTED in said
    assert json.loads(trained)[0]["path"] == "compiled"
    assert page.evaluate(TRAINED) == trained
    met = chance(page)
    page.close()
    page, said = visit(context, site)  # it is not used up
    assert STARTED in said
    assert all(one != other for one, other in zip(met, chance(page), strict=True))
    page.close()


OTHERS = pytest.mark.whole("a damaged image is met at every commit")


@pytest.mark.parametrize(
    "oddity",
    [
        pytest.param({"spoilt": True}, id="damaged"),
        pytest.param({"length": 1_000_000}, id="cut short", marks=OTHERS),
        pytest.param({"address": "python/image?of another version"}, id="of another version", marks=OTHERS),
    ],
)
def test_an_odd_image_goes_and_python_starts_without_it(first_visit, site, oddity):
    context, trained = first_visit
    page = context.new_page()
    page.goto(f"{site}licences.txt")
    page.evaluate("async () => { for (const n of await caches.keys()) if (n !== 'aside') await caches.delete(n); }")
    page.evaluate(PUT_BACK, oddity)
    page.close()
    page, said = visit(context, site)
    assert STARTED not in said
    assert page.evaluate(IMAGES) == []
    assert page.evaluate(TRAINED) == trained
    page.close()


def test_a_start_that_never_ended_is_not_tried_again(first_visit, site):
    context, _ = first_visit
    page = context.new_page()
    page.goto(f"{site}licences.txt")
    page.evaluate(PUT_BACK, {})
    page.evaluate(PUT_BACK, {"address": "python/image?tried"})
    page.close()
    page, said = visit(context, site)
    assert STARTED not in said
    page.close()
