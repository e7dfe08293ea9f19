"""A small static server: the right types, no special headers, this machine only."""

import errno
import functools
import http.server
import json
import os
import re
import threading
import webbrowser
from pathlib import Path
from typing import Any

from tools import offline, watching
from tools.console import TroubleError, say
from tools.paths import DIST, ROOT

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".zst": "application/zstd",
    ".zip": "application/zip",
}

RELOAD = ROOT / "tools" / "reload.js"
STOP_SECONDS = 0.05  # between two looks whether a server in the background is to end
CODINGS = {".br": "br", ".gz": "gzip"}  # the smaller first


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files with the types above, whatever this machine's own table of types says."""

    protocol_version = "HTTP/1.1"
    working = False
    extensions_map = {**TYPES, "": "application/octet-stream"}  # noqa: RUF012  (the base class's own interface)

    caching = "no-cache"
    coding = ""  # the ending of the compressed sibling that is being sent

    def send_head(self) -> Any:
        """Send a file's compressed sibling where there is one and the browser takes it."""
        accepted = self.headers.get("Accept-Encoding", "")
        asked, place = self.path, self.path.partition("?")[0]
        place += "index.html" if place.endswith("/") else ""
        self.coding = ""
        for ending, name in CODINGS.items():
            if re.search(rf"\b{name}\b", accepted) and Path(self.translate_path(place + ending)).is_file():
                self.path, self.coding = place + ending, ending
                break
        try:
            return super().send_head()
        finally:
            self.path = asked

    def end_headers(self) -> None:
        """Let browsers ask again each time, so that a rebuilt page is the one that is seen."""
        self.send_header("Cache-Control", self.caching)
        if self.coding:
            self.send_header("Content-Encoding", CODINGS[self.coding])
            self.send_header("Vary", "Accept-Encoding")
        super().end_headers()

    def guess_type(self, path: Any) -> str:
        """Return the type by the file's last ending, but for that of a compressed sibling."""
        return self.extensions_map.get(
            Path(str(path).removesuffix(self.coding)).suffix.lower(), "application/octet-stream"
        )

    def list_directory(self, path: Any) -> None:
        """Show no listings."""
        self.send_error(404, "No such page")

    def do_GET(self) -> None:
        """Serve a file; while the site is being worked on, no copy of it is kept in the browser."""
        if not self.working or self.path.partition("?")[0] != f"/{offline.NAME}":
            return super().do_GET()
        return self._send(offline.NAME, offline.standing_down())

    def _send(self, name: str, content: bytes) -> None:
        self.coding = ""
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(name))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay quiet."""


class WorkingHandler(Handler):
    """The same for somebody at work on the site: what is rebuilt is what is seen, and pages reload by themselves."""

    working = True
    changes = watching.Changes()

    def do_GET(self) -> None:
        """Serve a file; a page with the script that looks whether it was built again, and what that asks for."""
        place = self.path.partition("?")[0]
        page = Path(self.translate_path(place + "index.html" if place.endswith("/") else place))
        if place == "/~changes":
            told = {"count": self.changes.count, "trouble": self.changes.trouble}
            return self._send("changes.json", json.dumps(told).encode())
        if place == "/~reload.js":
            return self._send("reload.js", RELOAD.read_bytes())
        if page.suffix == ".html" and page.is_file():
            return self._send(page.name, with_reload(page.read_text(encoding="utf-8")).encode())
        return super().do_GET()


def with_reload(page: str) -> str:
    """Return a page with the script that reloads it, at its end; its policy lets in what is of its own origin."""
    script = '<script type="module" src="/~reload.js"></script>'
    return page.replace("</body>", f"{script}</body>") if "</body>" in page else page + script


class Server(http.server.ThreadingHTTPServer):
    """One thread a request; a port that another program holds is refused on every system."""

    allow_reuse_address = os.name != "nt"
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a browser has gone away in the middle of an answer."""


class OpenHandler(Handler):
    """Serves as GitHub Pages does: pages of any origin may load what is here as modules."""

    def end_headers(self) -> None:
        """Let any origin read it."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


def start(folder: Path = DIST, port: int = 0, handler: type[Handler] = Handler) -> Server:
    """Return a server for a folder, bound to this machine alone; port 0 takes any that is free.

    Raises: TroubleError: when the port can't be had.
    """
    try:
        return Server(("127.0.0.1", port), functools.partial(handler, directory=str(folder)))
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno in {errno.EADDRINUSE, errno.EACCES}
        why = f"Another program has it, or it may not be used: {error}" if taken else str(error)
        remedy = f"Choose another port: python3 build.py serve --port {port + 1 if 1024 <= port < 65535 else 8001}"
        raise TroubleError(f"Port {port} can't be served from.", why, remedy) from None


def start_in_background(folder: Path = DIST, port: int = 0, handler: type[Handler] = Handler) -> Server:
    """Start serving in a thread; `shutdown()` and `server_close()` end it."""
    server = start(folder, port, handler)
    threading.Thread(target=server.serve_forever, args=[STOP_SECONDS], daemon=True).start()
    return server


def serve(port: int, open_browser: bool, keep_copies: bool) -> None:
    """Serve `dist/` until Ctrl-C, and build what changes; where browsers may keep a copy of it, it stays as it is."""
    ended = threading.Event()
    with start(DIST, port, Handler if keep_copies else WorkingHandler) as server:
        if not keep_copies:
            threading.Thread(target=watching.watch, args=(WorkingHandler.changes, ended), daemon=True).start()
        address = f"http://localhost:{server.server_address[1]}/"
        say(f"\nGradpad is at {address}   (Ctrl-C ends it)")
        if open_browser:
            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("\nEnded.")
        finally:
            ended.set()
