"""An article on one origin and Gradpad on another: what the tests of embedding stand on.

The site is served as GitHub Pages serves it, so that any page may load its module. It and the article have different
hosts (127.0.0.1 and localhost), so that they are as strange to each other as two sites on the web.
"""

import contextlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page

from tests.browser.conftest import READY_MS, Visit
from tools.paths import DIST, ROOT
from tools.server import Handler, OpenHandler, start_in_background

EXAMPLES = ROOT / "docs" / "embedding"
PLACEHOLDER = "https://example.org/gradpad/"


@contextlib.contextmanager
def serving(folder: Path, host: str, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder; give its origin."""
    server = start_in_background(folder, handler=handler)
    try:
        yield f"http://{host}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def open_site() -> Iterator[str]:
    """Gradpad, where any page may load its module."""
    with serving(DIST, "127.0.0.1", OpenHandler) as origin:
        yield origin


def put_address(folder: Path, site: str) -> None:
    """Write the address of the site that is tested in the place of the examples' own."""
    for path in folder.rglob("*"):
        if path.suffix in {".html", ".ipynb", ".md", ".rst"} and path.is_file():
            text = path.read_text(encoding="utf-8")
            if PLACEHOLDER in text:
                path.write_text(text.replace(PLACEHOLDER, f"{site}/"), encoding="utf-8")


def copy_example(name: str, folder: Path, site: str) -> None:
    """Put one of the examples of docs/embedding into a folder, speaking to the site that is tested."""
    shutil.copyfile(EXAMPLES / name, folder / name)
    put_address(folder, site)


class Reading(Visit):
    """Somebody who reads an article; the article and Gradpad are the only origins there are."""

    def __init__(self, page: Page, article: str, site: str, elsewhere: str = "") -> None:
        """`elsewhere`: a host from which the article itself, not the figure, loads things; they come empty."""
        super().__init__(page, article, site, *([f"https://{elsewhere}"] if elsewhere else []))
        if elsewhere:
            page.context.route(f"https://{elsewhere}/**", lambda route: route.fulfill(status=200, body=""))

    def figure(self, selector: str, function: str, argument: Any = None) -> Any:
        """Call a JavaScript function with one of the article's figures; what it promises has to come."""
        script = f"""([selector, argument]) => Promise.race([
            ({function})(document.querySelector(selector), argument),
            new Promise((_, reject) => setTimeout(() => reject(new Error("It did not come.")), {READY_MS})),
        ])"""
        return self.page.evaluate(script, [selector, argument])

    def ready_figure(self, selector: str) -> dict[str, Any]:
        """Wait for a figure's Python."""
        self.page.set_default_timeout(READY_MS)
        versions: dict[str, Any] = self.figure(selector, "pad => pad.ready")
        self.page.set_default_timeout(30_000)
        return versions

    def frame_of(self, selector: str) -> Frame:
        """Return the frame inside one of the article's figures, or of a plain frame."""
        script = """selector => {
            const at = document.querySelector(selector);
            return at.querySelector("iframe") ?? at;
        }"""
        handle = self.page.evaluate_handle(script, selector).as_element()
        assert handle is not None
        frame = handle.content_frame()
        assert frame is not None
        return frame

    def memory(self) -> float:
        """Return the megabytes that all of this browser's processes take, pages that they share counted once."""
        browser = self.page.context.browser
        assert browser is not None
        session = browser.new_browser_cdp_session()
        total = 0
        for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
            with contextlib.suppress(OSError):
                text = Path(f"/proc/{process['id']}/smaps_rollup").read_text(encoding="utf-8")
                total += int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1])  # type: ignore[index]
        session.detach()
        return total / 1000

    def pythons(self) -> int:
        """Count the workers that run a Python."""
        return sum(1 for worker in self.page.workers if worker.url.startswith("blob:"))


@contextlib.contextmanager
def reading(browser: Browser, article: str, site: str, elsewhere: str = "", **options: Any) -> Iterator[Reading]:
    """Open a reader's page; nothing may leave the two origins, nothing may go wrong in the console."""
    context = browser.new_context(**{"viewport": {"width": 1000, "height": 800}, **options})
    context.set_default_timeout(30_000)
    try:
        opened = Reading(context.new_page(), article, site, elsewhere)
        yield opened
        assert not opened.outside
        # MkDocs' own theme trips over a page without its search and colour buttons; that is not Gradpad's.
        errors = [error for error in opened.errors if "/mkdocs/js/" not in error]
        assert not errors, errors
    finally:
        context.close()
