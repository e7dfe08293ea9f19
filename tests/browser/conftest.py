"""A real Chromium on the built site: what every browser test stands on.

    def test_something(pad):                 # Python is ready; `pad` is a Visit
        pad.page.get_by_role("button", name="Train").click()
        pad.wait_for("pad => pad.snapshot.epoch > 5")

A test fails on any request that tried to leave the site's own origin, and on any error in the console unless it is
marked `expects_console_errors`. A page that failed leaves its picture in `test-results/`. Run them with
`python3 build.py test browser`.
"""

import contextlib
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Request, expect, sync_playwright

from tools.chromium import FLAGS
from tools.paths import DIST, RESULTS
from tools.server import start_in_background

READY_MS = 90_000  # a cold start on a busy machine
PATIENCE_MS = 30_000
VIEWPORT = {"width": 1280, "height": 860}
PUT = "async (pad, config) => { pad.pause(); pad.config = config; await pad.reset(); }"
# These visitors never come back, so nothing is made for a later visit (test_image.py has those that do). By this a
# browser tells a page to take little.
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"
# `inside(selector)` on the page: the first element that fits, through every shadow root.
INSIDE = """
window.inside = (selector) => {
  const find = (root) => root.querySelector(selector)
    ?? [...root.querySelectorAll("*")].reduce((found, e) => found ?? (e.shadowRoot && find(e.shadowRoot)), null);
  return find(document);
};
"""

REST = "() => document.querySelectorAll('grad-pad').forEach((old) => old.remove())"
# A first visit again, on a page whose Python goes on: nothing kept, and another element, with a session of its own.
AGAIN = """async () => {
  document.querySelectorAll("grad-pad").forEach((old) => old.remove());
  await new Promise((done) => setTimeout(done));  // it keeps what was chosen as it goes
  localStorage.clear();
  sessionStorage.clear();
  // Emptied, not deleted: the page keeps it open, and a second deletion would wait for the first for ever.
  await new Promise((done) => {
    const opening = indexedDB.open("gradpad");
    opening.onupgradeneeded = () => opening.result.createObjectStore("runs");
    opening.onsuccess = () => {
      const work = opening.result.transaction("runs", "readwrite");
      work.objectStore("runs").clear();
      work.oncomplete = () => done(opening.result.close());
    };
  });
  history.replaceState(null, "", "/");
  const fresh = document.createElement("grad-pad");
  for (const [name, value] of [["keep", "page"], ["tour", ""]]) fresh.setAttribute(name, value);
  document.querySelector("main").append(fresh);
  scrollTo(0, 0);
  await fresh.ready;
}"""

# The pages of a context are one process. A core that one of them has compiled is compiled for all of them, whichever
# port they came from, and a start of Python takes half of the work.
ONE_PROCESS = "--process-per-site"
COMPILE = "async (address) => { window.core = await WebAssembly.compileStreaming(fetch(address)); }"

# Playwright itself would wait for ever for a promise that is never kept.
BOUNDED = """(given) => Promise.race([({})(given), new Promise((_, fail) =>
  setTimeout(fail, 180_000, new Error("no answer within three minutes")))])"""

expect.set_options(timeout=PATIENCE_MS)


def keep_core(context: BrowserContext, origin: str) -> None:
    """Open a page in a context that keeps the compiled core, for all others there."""
    [core] = (DIST / "python").glob("pyodide.asm-*.wasm")
    page = context.new_page()
    page.goto(f"{origin}/licences.txt")
    page.evaluate(COMPILE, f"{origin}/python/{core.name}")


class Visit:
    """One visitor's page, and all that it asked for and complained of."""

    def __init__(self, page: Page, origin: str, *others: str) -> None:
        """`others`: origins that may be asked as well."""
        self.page, self.origin, self.origins = page, origin, {origin, *others}
        self.spoilt = False  # a test failed on it, or did to it what no other test may find
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(error.stack or str(error)))
        # To hold requests back (`route`) would switch the browser's cache off, and make every page load slow.
        page.on("request", self._note)
        self.tabs = [page]
        page.on("popup", self._also)

    def _note(self, request: Request) -> None:
        """Keep in mind what tried to leave the origin."""
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and f"{parts.scheme}://{parts.netloc}" not in self.origins:
            self.outside.append(request.url)

    def _also(self, tab: Page) -> None:
        """Look at a tab that this page opened as well."""
        self.tabs.append(tab)
        tab.on("request", self._note)

    def beside(self) -> "Visit":
        """Open one more tab of the same visitor, blank; it ends with this visit."""
        beside = Visit(self.page.context.new_page(), self.origin)
        self.tabs.append(beside.page)
        beside.tabs = self.tabs
        return beside

    def open(self, path: str = "/") -> "Visit":
        """Go to a page of the site; the page is there, Python may not be yet."""
        self.page.goto(self.origin + path)
        self.page.wait_for_function("customElements.get('grad-pad') !== undefined")
        return self

    def ready(self) -> dict[str, Any]:
        """Wait until Python is ready; return the versions."""
        self.page.set_default_timeout(READY_MS)
        versions: dict[str, Any] = self.call("pad => pad.ready")
        self.page.set_default_timeout(PATIENCE_MS)
        return versions

    def call(self, function: str, argument: Any = None) -> Any:
        """Call a JavaScript function with the element (and one argument); return what it comes to, as plain data."""
        script = f"([argument]) => ({function})(document.querySelector('grad-pad'), argument)"
        return self.page.evaluate(BOUNDED.format(script), [argument])

    def put(self, config: dict[str, Any]) -> None:
        """Give the element a configuration and start it anew."""
        self.call(PUT, config)

    def rest(self) -> None:
        """Take the element away: what trains or moves on a page that is kept would take time from the next tests."""
        with contextlib.suppress(Error):  # the page may have crashed; its test has told
            self.page.evaluate(REST)

    def button(self, name: str) -> Locator:
        """The button of just this name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def maps_have_come(self) -> None:
        """Wait for the maps of the last step: they come a moment after training ends, and those of before are whole."""
        self.page.evaluate("""async () => {
            for (let [maps, frames] = [null, 0]; frames < 30; frames += 1) {
                await new Promise(requestAnimationFrame);
                const now = inside('gp-workbench').state.maps;
                if (now !== maps || !now.whole) [maps, frames] = [now, 0];
            }
        }""")

    def wait_for(self, condition: str, argument: Any = None, timeout_ms: float = PATIENCE_MS) -> None:
        """Wait until a JavaScript function of the element returns something true."""
        script = f"([argument]) => ({condition})(document.querySelector('grad-pad'), argument)"
        self.page.wait_for_function(script, arg=[argument], timeout=timeout_ms)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests: the one that `build.py test` found, else the one that Playwright brings.

    `build.py test firefox` puts a Firefox in its place, as it is installed: Playwright speaks WebDriver BiDi with it.
    """
    with sync_playwright() as playwright:
        if firefox := os.environ.get("GRADPAD_FIREFOX"):
            browser = playwright.firefox.launch(channel="moz-firefox", executable_path=firefox, headless=True)
        else:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("GRADPAD_CHROMIUM") or None, headless=True, args=[*FLAGS, ONE_PROCESS]
            )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def origin() -> Iterator[str]:
    """The address of the built site, served as any static host would."""
    if not (DIST / "index.html").is_file():
        pytest.fail("dist/ is not built: python3 build.py build", pytrace=False)
    server = start_in_background(DIST)
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Gradpad where any page may load its module: what an article of another origin embeds."""
    from tests.browser.embedding import open_site  # it knows this file's Visit

    with open_site() as address:
        yield address


@pytest.fixture
def article_page(chromium: Browser) -> Iterator[Page]:
    """An empty page, for an article of another origin that a test writes itself."""
    opened = chromium.new_page(viewport={"width": 900, "height": 800})
    opened.set_default_timeout(READY_MS)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def context_for(chromium: Browser, origin: str) -> Iterator[Callable[[dict[str, Any]], BrowserContext]]:
    """The contexts, one for each kind of visitor; they last, and a page in each keeps the compiled core."""
    lasting: dict[str, BrowserContext] = {}

    def context(options: dict[str, Any]) -> BrowserContext:
        kind = json.dumps(options, sort_keys=True)
        if kind not in lasting:
            made = lasting[kind] = chromium.new_context(**options)
            made.set_default_timeout(PATIENCE_MS)
            keep_core(made, origin)
            made.add_init_script(INSIDE)
            made.add_init_script(SAVES_DATA)
        return lasting[kind]

    yield context
    for each in lasting.values():
        each.close()


@pytest.fixture(scope="session")
def visits(context_for: Callable[[dict[str, Any]], BrowserContext]) -> Callable[..., Any]:
    """A function that opens a page of its own: `with visits(viewport=…) as visit`. For fixtures of other scopes.

    Each has an origin of its own: nothing that others left is there.
    """

    @contextlib.contextmanager
    def visit(viewport: Any = VIEWPORT, reduced_motion: Any = "no-preference", **options: Any) -> Iterator[Visit]:
        # No copy of the site is kept: each test would download everything twice (test_offline.py has copies).
        # The pages' policy forbids the very `eval` by which Playwright waits (test_static_site.py does without).
        usual = {"service_workers": "block", "bypass_csp": True}
        page = context_for({**usual, "permissions": ["clipboard-read", "clipboard-write"], **options}).new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(reduced_motion=reduced_motion)
        server = start_in_background(DIST)
        opened = Visit(page, f"http://127.0.0.1:{server.server_address[1]}")
        try:
            yield opened
        finally:
            for tab in opened.tabs:
                tab.close()
            page.context.unroute_all()  # what was laid on the whole context is for this visit as well
            server.shutdown()
            server.server_close()

    return visit


@pytest.fixture
def visit(request: pytest.FixtureRequest, visits: Callable[..., Any]) -> Iterator[Visit]:
    """A fresh visitor who has opened nothing yet. Options of the context: `@pytest.mark.context(…)`."""
    with visits(**options_of(request)) as opened:
        yield from watched(opened, request)


@pytest.fixture(scope="session")
def kept_pages(visits: Callable[..., Any]) -> Iterator[Callable[[dict[str, Any]], Visit]]:
    """The pages that stay open from test to test, one for each kind of visitor: starting Python takes seconds."""
    with contextlib.ExitStack() as open_pages:
        kept: dict[str, Visit] = {}

        def page_for(options: dict[str, Any]) -> Visit:
            usual = {"viewport": VIEWPORT, "reduced_motion": "no-preference"}
            kind = json.dumps({name: value for name, value in options.items() if name not in usual}, sort_keys=True)
            visit = kept.get(kind)
            if visit and visit.spoilt:
                visit.page.close()
            if visit is None or visit.spoilt:
                visit = kept[kind] = open_pages.enter_context(visits(**options))
                visit.open().ready()
                visit.page.evaluate(BOUNDED.format(AGAIN))  # an element that shows no preview (test_first_visit.py)
                return visit
            page = visit.page
            page.set_viewport_size({**usual, **options}["viewport"])
            page.emulate_media(color_scheme="light", reduced_motion={**usual, **options}["reduced_motion"])
            page.mouse.move(0, 0)
            page.evaluate(BOUNDED.format(AGAIN))
            visit.errors.clear()
            return visit

        yield page_for


@pytest.fixture
def pad(request: pytest.FixtureRequest, kept_pages: Callable[[dict[str, Any]], Visit]) -> Iterator[Visit]:
    """The site's own page as on a first visit, with Python ready. What a test does to the whole page wants `visit`."""
    visit = kept_pages(options_of(request))
    try:
        yield from watched(visit, request)
    finally:
        visit.spoilt = visit.spoilt or getattr(request.node, "failed", False)
        visit.rest()


@pytest.fixture(scope="module")
def one_visit(request: pytest.FixtureRequest, kept_pages: Callable[[dict[str, Any]], Visit]) -> Iterator[Visit]:
    """One page with Python ready, and one element, for all tests of a file."""
    before = request.session.testsfailed
    visit = kept_pages({})
    yield visit
    visit.spoilt = visit.spoilt or request.session.testsfailed > before
    visit.rest()
    assert not visit.errors
    assert not visit.outside


def options_of(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return the options of the context that a test asks for."""
    marker = request.node.get_closest_marker("context")
    return dict(marker.kwargs) if marker else {}


def watched(visit: Visit, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Lend a page to a test; afterwards look at what it complained of."""
    yield visit
    failed = getattr(request.node, "failed", False)
    if failed:
        picture(visit.page, request.node.nodeid)
    assert not visit.outside, f"requests that tried to leave the origin: {visit.outside}"
    if not failed and not request.node.get_closest_marker("expects_console_errors"):
        assert not visit.errors, "errors in the console:\n" + "\n".join(visit.errors)


def picture(page: Page, name: str) -> None:
    """Keep a picture of a page that failed."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / (re.sub(r"[^\w-]+", "_", name.removeprefix("tests/browser/")) + ".png")
    with contextlib.suppress(Exception):  # a page that crashed has no picture; the test's own failure is what counts
        page.screenshot(path=path)
        print(f"picture: {Path(path).name} in test-results/")


# Files are shared out whole, in this order: a process that gets a long one last would be left alone with it.
LONG = (
    "offline", "element_life", "looks", "no_barriers", "code", "lessons", "own", "image", "monkey", "static_site",
    "page_drawing", "walk", "page_values", "page_arranging", "page_main_job", "page_table", "embed_hosts", "share",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {f"test_{name}.py": place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: order.get(item.path.name, len(order)))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Tell the fixtures whether their test failed."""
    outcome = yield
    if outcome.get_result().failed:  # type: ignore[attr-defined]
        item.failed = True  # type: ignore[attr-defined]
