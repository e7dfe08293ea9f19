"""The static server: right types, nothing outside its folder, nothing outside this machine."""

import http.client
import socket
import urllib.error
import urllib.request

import pytest

from tools.console import TroubleError
from tools.server import start, start_in_background

EXPECTED = {
    "page.html": "text/html; charset=utf-8",
    "bundle.js": "text/javascript; charset=utf-8",
    "bundle.mjs": "text/javascript; charset=utf-8",
    "style.css": "text/css; charset=utf-8",
    "module.wasm": "application/wasm",
    "stdlib.zip": "application/zip",
    "numpy.whl.zst": "application/zstd",
    "numpy-2.4.3-cp314-cp314-pyemscripten_2026_0_wasm32.whl": "application/zip",
    "lock.json": "application/json",
    "bundle.js.map": "application/json",
    "icon.svg": "image/svg+xml",
    "app.webmanifest": "application/manifest+json",
    "font.woff2": "font/woff2",
    "UPPER.WASM": "application/wasm",
    "no-ending": "application/octet-stream",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outside") / "site"
    (folder / "inner").mkdir(parents=True)
    (folder.parent / "secret.txt").write_text("not for the web")
    (folder / "index.html").write_text("front page")
    for name in EXPECTED:
        (folder / name).write_text(name)
    server = start_in_background(folder)
    yield server
    server.shutdown()
    server.server_close()


def fetch(site, path):
    return urllib.request.urlopen(f"http://127.0.0.1:{site.server_address[1]}{path}", timeout=10)


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items())
def test_types(site, name, expected):
    with fetch(site, f"/{name}") as answer:
        assert answer.headers["Content-Type"] == expected
        assert answer.read().decode() == name


def test_a_version_after_the_name_does_not_matter(site):
    with fetch(site, "/module.wasm?v=0123456789ab") as answer:
        assert answer.headers["Content-Type"] == "application/wasm"


def test_the_front_page_and_no_special_headers(site):
    with fetch(site, "/") as answer:
        assert answer.read() == b"front page"
        special = {"cross-origin-opener-policy", "cross-origin-embedder-policy", "cross-origin-resource-policy"}
        assert special.isdisjoint(name.lower() for name in answer.headers)


@pytest.mark.parametrize("path", ["/inner/", "/nothing.js", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"])
def test_what_is_not_for_the_web_is_not_served(site, path):
    connection = http.client.HTTPConnection("127.0.0.1", site.server_address[1], timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status == 404
    assert b"not for the web" not in answer.read()
    connection.close()


def test_it_listens_on_this_machine_alone(site):
    assert site.server_address[0] == "127.0.0.1"


def test_a_port_in_use_is_told_of_with_a_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(TroubleError) as caught:
            start(port=port)
    assert str(port) in caught.value.what
    assert "--port" in caught.value.remedy


def test_a_port_that_is_no_port_is_told_of():
    with pytest.raises(TroubleError):
        start(port=99999)
