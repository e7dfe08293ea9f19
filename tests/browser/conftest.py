"""A real Chromium on the built site: what every browser test stands on.

    def test_something(pad):                 # Python is ready; `pad` is a Visit
        pad.page.get_by_role("button", name="Train").click()
        pad.wait_for("pad => pad.snapshot.epoch > 5")

Nothing outside the site's own origin can be reached, and a test fails on any error in the console or on any request
that tried to leave, unless it is marked `expects_console_errors`. A page that failed leaves its picture in
`test-results/`. Run them with `python3 build.py test browser`.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect, sync_playwright

from tools.chromium import FLAGS
from tools.paths import DIST, RESULTS
from tools.server import start_in_background

READY_MS = 90_000  # a cold start on a busy machine
PATIENCE_MS = 30_000
PUT = "async (pad, config) => { pad.pause(); pad.config = config; await pad.reset(); }"
# `inside(selector)` on the page: the first element that fits, through every shadow root.
INSIDE = """
window.inside = (selector) => {
  const find = (root) => root.querySelector(selector)
    ?? [...root.querySelectorAll("*")].reduce((found, e) => found ?? (e.shadowRoot && find(e.shadowRoot)), null);
  return find(document);
};
"""

expect.set_options(timeout=PATIENCE_MS)


class Visit:
    """One visitor's page, and all that it asked for and complained of."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page, self.origin = page, origin
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(error.stack or str(error)))
        page.context.route("**/*", self._guard)

    def _guard(self, route: Route) -> None:
        """Let nothing out of the origin."""
        parts = urlsplit(route.request.url)
        if parts.scheme in {"data", "blob"} or f"{parts.scheme}://{parts.netloc}" == self.origin:
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

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
        return self.page.evaluate(script, [argument])

    def put(self, config: dict[str, Any]) -> None:
        """Give the element a configuration and start it anew."""
        self.call(PUT, config)

    def button(self, name: str) -> Locator:
        """The button of just this name."""
        return self.page.get_by_role("button", name=name, exact=True)

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
                executable_path=os.environ.get("GRADPAD_CHROMIUM") or None, headless=True, args=FLAGS
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


@pytest.fixture(scope="session")
def visits(chromium: Browser, origin: str) -> Callable[..., contextlib.AbstractContextManager[Visit]]:
    """A function that opens a page of its own: `with visits(viewport=…) as visit`. For fixtures of other scopes."""

    @contextlib.contextmanager
    def visit(**options: Any) -> Iterator[Visit]:
        # No copy of the site is kept: each test would download everything twice (test_offline.py has copies).
        # The pages' policy forbids the very `eval` by which Playwright waits (test_static_site.py does without).
        usual = {"viewport": {"width": 1280, "height": 860}, "service_workers": "block", "bypass_csp": True}
        context = chromium.new_context(**{**usual, **options})
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(INSIDE)
        try:
            yield Visit(context.new_page(), origin)
        finally:
            context.close()

    return visit


@pytest.fixture
def visit(request: pytest.FixtureRequest, visits: Callable[..., Any]) -> Iterator[Visit]:
    """A fresh visitor who has opened nothing yet. Options of the context: `@pytest.mark.context(…)`."""
    marker = request.node.get_closest_marker("context")
    with visits(**(marker.kwargs if marker else {})) as opened:
        yield opened
        failed = getattr(request.node, "failed", False)
        if failed:
            picture(opened.page, request.node.nodeid)
        assert not opened.outside, f"requests that tried to leave the origin: {opened.outside}"
        if not failed and not request.node.get_closest_marker("expects_console_errors"):
            assert not opened.errors, "errors in the console:\n" + "\n".join(opened.errors)


@pytest.fixture(scope="module")
def one_visit(visits: Callable[..., contextlib.AbstractContextManager[Visit]]) -> Iterator[Visit]:
    """One page with Python ready for all tests of a file: Python takes seconds to start, and a reset takes none."""
    with visits(permissions=["clipboard-read", "clipboard-write"]) as opened:
        opened.open().ready()
        yield opened
        assert not opened.errors
        assert not opened.outside


@pytest.fixture
def pad(visit: Visit) -> Visit:
    """The site's own page, with Python ready."""
    visit.open().ready()
    return visit


def picture(page: Page, name: str) -> None:
    """Keep a picture of a page that failed."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / (re.sub(r"[^\w-]+", "_", name.removeprefix("tests/browser/")) + ".png")
    with contextlib.suppress(Exception):  # a page that crashed has no picture; the test's own failure is what counts
        page.screenshot(path=path)
        print(f"picture: {Path(path).name} in test-results/")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Tell the fixtures whether their test failed."""
    outcome = yield
    if outcome.get_result().failed:  # type: ignore[attr-defined]
        item.failed = True  # type: ignore[attr-defined]
