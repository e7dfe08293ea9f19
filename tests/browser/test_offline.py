"""After one visit all works with the network gone; a new version comes whole; what is damaged is mended."""

import contextlib
import re
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import keep_core
from tests.browser.sketching import button, stroke
from tools.offline import kept_files, write_service_worker
from tools.paths import DIST

READY_MS = 90_000
# No image of Python's memory is made for later visits (test_image.py has those): that is a second Python's work.
LITTLE_ROOM = "Object.defineProperty(navigator, 'deviceMemory', { value: 1 });"
PLACE = "/school/gradpad/"  # a sub-path, as on GitHub Pages
PAD = "document.querySelector('grad-pad')"
INSTALLED = "navigator.serviceWorker.ready.then(({ active }) => active.scriptURL)"
CONTROLLED = "() => navigator.serviceWorker.controller?.state === 'activated'"
COPIES = "caches.keys()"
SPOIL = """async ([path, bytes, length]) => {
    const [name] = await caches.keys();
    const cache = await caches.open(name);
    const address = new URL(path, document.baseURI).href;
    const kept = await cache.match(address);
    const content = new Uint8Array(await kept.arrayBuffer()).slice(0, length ?? undefined);
    content.set(bytes, Math.floor(content.length / 2));
    await cache.put(address, new Response(content, { headers: kept.headers }));
}"""
HASH_OF_KEPT = """async path => {
    const [name] = await caches.keys();
    const kept = await (await caches.open(name)).match(new URL(path, document.baseURI).href);
    if (!kept) return null;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await kept.arrayBuffer()));
    return Array.from(digest, byte => byte.toString(16).padStart(2, "0")).join("");
}"""


class Host:
    """A static host in a process of its own: Python's plain http.server, which can be really stopped."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.place = folder, folder / PLACE.strip("/")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}{PLACE}"
        self.log = folder / "requests.log"
        self.process: subprocess.Popen[bytes] | None = None

    def serve(self, site: Path) -> None:
        """Put a site in the place of the one before."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(site, self.place)
        self.start()

    def start(self) -> None:
        if self.process:
            return
        command = [sys.executable, "-m", "http.server", str(self.port), "--bind", "127.0.0.1", "-d", str(self.folder)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
        pytest.fail("the host does not start")

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
        self.process = None

    def sent(self, path: str) -> int:
        """How often a file was sent whole."""
        return len(re.findall(rf'"GET {re.escape(PLACE + path)}(?:\?\S*)? HTTP/1\.1" 200', self.log.read_text()))


@contextlib.contextmanager
def hosting(folder: Path) -> Iterator[Host]:
    host = Host(folder)
    host.serve(DIST)
    yield host
    host.stop()


@pytest.fixture(scope="module")
def browsing(chromium: Browser, origin: str) -> Iterator[BrowserContext]:
    """A browser with its caches and its service worker: the other tests guard the network, which switches them off."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    context.set_default_timeout(READY_MS)
    keep_core(context, origin)
    context.add_init_script(LITTLE_ROOM)
    yield context
    context.close()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with hosting(tmp_path) as host:
        yield host


@pytest.fixture
def context(browsing: BrowserContext) -> Iterator[BrowserContext]:
    """That browser, for a visit to a host of which it knows nothing yet."""
    others = list(browsing.pages)
    yield browsing
    browsing.set_offline(False)
    for page in browsing.pages:
        if page not in others:
            page.close()


@pytest.fixture(scope="module")
def after_a_visit(
    browsing: BrowserContext, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, Host, list[str]]]:
    """A page and its host after a first visit, for tests that look at what it left."""
    with hosting(tmp_path_factory.mktemp("host")) as host:
        page = browsing.new_page()
        errors = complaints(page)
        yield visited(page, host), host, errors


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    errors = complaints(page)
    yield page
    assert not errors


def complaints(page: Page) -> list[str]:
    """The errors that a page tells of from now on."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    return errors


def visited(page: Page, host: Host) -> Page:
    """The page after a first visit: the copy is complete."""
    page.goto(host.address)
    page.evaluate(f"{PAD}.ready")
    assert page.evaluate(INSTALLED) == f"{host.address}sw.js"
    page.wait_for_function(CONTROLLED)
    return page


def do_the_main_job(page: Page) -> None:
    """Draw two groups, press Train, and see them told apart."""
    button(page, "Clear").click()
    stroke(page, [(-3.1, 2), (-1.9, 1.6)])
    page.get_by_role("radiogroup", name="Class").get_by_role("radio").nth(1).check()
    stroke(page, [(1.9, -2), (3.1, -2.4)])
    button(page, "Train").click()
    page.wait_for_function(f"() => {PAD}.snapshot?.accuracy > 0.95")
    button(page, "Pause").click()


def test_all_works_with_the_network_gone_after_one_visit(page: Page, context: BrowserContext, host: Host) -> None:
    visited(page, host)
    # Nothing is downloaded twice. (The core is larger than what a browser without a profile, as tests have it, keeps.)
    parts = [path.name for path in (DIST / "python").iterdir() if path.suffix == ".zst"]
    assert parts
    assert {name: host.sent(f"python/{name}") for name in parts} == dict.fromkeys(parts, 1)
    host.stop()
    context.set_offline(True)

    page.reload()
    page.evaluate(f"{PAD}.ready")
    do_the_main_job(page)
    drawn = page.evaluate(f"{PAD}.config.data")
    button(page, "Code").click()
    button(page, "activations").click()
    page.get_by_text("activations.py").first.wait_for()

    page.get_by_role("link", name="Lessons").click()
    page.get_by_role("link", name="Layers").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("ayer"))
    page.wait_for_function(f"() => {PAD}.train")  # the lesson's text is there before the element's code
    page.evaluate(f"{PAD}.train({{ epochs: 3 }})")

    page.goto(host.address)
    page.evaluate(f"{PAD}.ready")
    assert page.evaluate(f"{PAD}.config.data") == drawn


@pytest.mark.whole("tests/build/test_offline.py holds the archive against the site, on such a host as all others use")
def test_the_archive_needs_no_more_than_pythons_own_server(page: Page, archive_file: Path, tmp_path: Path) -> None:
    """A classroom's server: the archive unpacked beside other things, and `python3 -m http.server`."""
    with zipfile.ZipFile(archive_file) as archive:
        archive.extractall(tmp_path / "school")
    host = Host(tmp_path)
    host.start()
    try:
        visited(page, host)
        do_the_main_job(page)
    finally:
        host.stop()


def test_everything_is_in_the_copy(after_a_visit: tuple[Page, Host, list[str]]) -> None:
    page, host, errors = after_a_visit
    [name] = page.evaluate(COPIES)
    kept = page.evaluate("async name => (await (await caches.open(name)).keys()).map(({ url }) => url)", name)
    wanted = {path.relative_to(DIST).as_posix() for path in kept_files(DIST)}
    assert {address.removeprefix(host.address) for address in kept} == wanted
    assert {"index.html", "lessons.html", "manifest.json"} <= wanted
    assert not [path for path in wanted if path.startswith("api/") or path.endswith((".map", ".gz", ".br"))]
    assert not errors


def test_the_site_can_be_installed(after_a_visit: tuple[Page, Host, list[str]]) -> None:
    """What a browser asks of a site that can be installed: a manifest, icons that can be drawn, a service worker."""
    page, host, errors = after_a_visit
    address = page.evaluate("document.querySelector('link[rel=manifest]').href")
    assert address == f"{host.address}manifest.json"
    told = page.evaluate("address => fetch(address).then(response => response.json())", address)
    assert page.evaluate("([path, base]) => new URL(path, base).href", [told["start_url"], address]) == host.address
    assert told["display"] == "standalone"
    for icon in told["icons"]:
        if icon["type"] == "image/png":
            size = """async src => {
                const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
                return `${width}x${height}`;
            }"""
            assert page.evaluate(size, icon["src"]) == icon["sizes"]
    assert not errors


def test_a_page_that_is_not_kept_is_told_of(after_a_visit: tuple[Page, Host, list[str]]) -> None:
    page, host, _ = after_a_visit
    host.stop()
    page.context.set_offline(True)
    try:
        page.goto(f"{host.address}api/gradpad.html")
        page.get_by_text("There is no network").wait_for()
        page.get_by_role("link", name="Gradpad itself").click()
        page.evaluate(f"{PAD}.ready")
    finally:
        page.context.set_offline(False)
        host.start()


def newer(site: Path, folder: Path) -> Path:
    """A next version of the site: its script says so and has another name, and so says every page that names it."""
    shutil.copytree(site, folder)
    [script] = (folder / "assets").glob("page-*.js")
    fresh = script.with_name("page-NEWERONE.js")
    fresh.write_text(f"document.documentElement.dataset.script = 'B';\n{script.read_text()}")
    script.unlink()
    for page in folder.glob("*.html"):
        text = (
            page.read_text()
            .replace(script.name, fresh.name)
            .replace('<html lang="en"', '<html lang="en" data-page="B"')
        )
        page.write_text(text)
    write_service_worker(folder)
    return folder


VERSIONS = "() => [document.documentElement.dataset.page ?? 'A', document.documentElement.dataset.script ?? 'A']"


def test_a_new_version_is_told_of_and_comes_whole(context: BrowserContext, host: Host, tmp_path: Path) -> None:
    page, other = visited(context.new_page(), host), context.new_page()
    other.goto(host.address)
    other.evaluate(f"{PAD}.ready")
    [old] = page.evaluate(COPIES)
    host.serve(newer(DIST, tmp_path / "next"))

    page.reload()
    page.evaluate(f"{PAD}.ready")
    button(page, "Clear").click()
    stroke(page, [(0.4, 1), (1.6, 0.6)])
    drawn = page.evaluate(f"{PAD}.config.data")
    status = page.get_by_role("status").filter(has_text="A new version is here.")
    expect(status).to_be_visible(timeout=READY_MS)
    assert page.evaluate(VERSIONS) == ["A", "A"]
    page.reload()  # the visitor goes on with the old one, all of it
    page.evaluate(f"{PAD}.ready")
    assert page.evaluate(VERSIONS) == ["A", "A"]

    with page.expect_navigation():
        button(page, "Reload").click()
    page.evaluate(f"{PAD}.ready")
    assert page.evaluate(VERSIONS) == ["B", "B"]
    assert page.evaluate(f"{PAD}.config.data") == drawn
    # The other tab still shows the first version, and gets that version's files.
    assert other.evaluate(VERSIONS) == ["A", "A"]
    button(other, "Code").click()
    button(other, "activations").click()
    other.get_by_text("activations.py").first.wait_for()
    other.close()

    host.stop()
    context.set_offline(True)
    page.reload()
    page.evaluate(f"{PAD}.ready")
    assert page.evaluate(VERSIONS) == ["B", "B"]
    page.wait_for_function("old => caches.keys().then(names => names.length === 1 && names[0] !== old)", arg=old)
    do_the_main_job(page)


DAMAGE = {
    "page": {"index.html": "gone", "assets/page-*.js": "other bytes", "python/numpy-*.zst": "cut off"},
    "Python": {
        "python/pyodide.asm-*.wasm": "other bytes",
        "python/gradpad-*.zst": "other bytes",
        "lessons.html": "gone",
    },
}


OTHERS = pytest.mark.whole("a page, a script and a part of Python are mended at every commit")


@pytest.mark.parametrize("what", ["page", pytest.param("Python", marks=OTHERS)])
def test_what_is_damaged_in_the_copy_is_mended(context: BrowserContext, host: Host, what: str) -> None:
    page = visited(context.new_page(), host)
    sound = {}
    [name] = page.evaluate(COPIES)
    for pattern, damage in DAMAGE[what].items():
        [path] = [path.relative_to(DIST).as_posix() for path in DIST.glob(pattern)]
        sound[path] = page.evaluate(HASH_OF_KEPT, path)
        if damage == "gone":
            page.evaluate("([name, path]) => caches.open(name).then(cache => cache.delete(path))", [name, path])
        else:
            page.evaluate(SPOIL, [path, [7] * 200, 500 if damage == "cut off" else None])
        assert page.evaluate(HASH_OF_KEPT, path) != sound[path]
    page.goto(host.address)
    page.evaluate(f"{PAD}.ready")
    for path, mark in sound.items():
        mended = f"([path, mark]) => ({HASH_OF_KEPT})(path).then(found => found === mark)"
        page.wait_for_function(mended, arg=[path, mark])
    host.stop()
    context.set_offline(True)
    page.reload()
    page.evaluate(f"{PAD}.ready")


def test_everything_that_is_kept_can_be_erased(page: Page, context: BrowserContext, host: Host) -> None:
    visited(page, host)
    button(page, "Clear").click()
    stroke(page, [(0.4, 1), (1.6, 0.6)])
    page.wait_for_function("() => localStorage.length > 0")
    opener = button(page, "Erase what this browser keeps")
    opener.click()
    button(page, "Keep it").click()
    assert len(page.evaluate(COPIES)) == 1
    opener.click()
    button(page, "Erase").click()
    expect(page.get_by_text("Erased: your drawing")).to_be_visible()
    assert page.evaluate(COPIES) == []
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    button(page, "Clear").click()
    stroke(page, [(1.4, 2), (2.6, 1.6)])
    page.goto("about:blank")
    page = context.new_page()
    page.goto(f"{host.address}lessons.html")
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate(COPIES) == []
