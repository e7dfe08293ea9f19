"""Compressed siblings: the same content, smaller, and served to those who take them."""

import gzip
import urllib.request

import pytest

from tools.paths import DIST
from tools.server import start_in_background


def siblings(ending):
    return [path for path in DIST.rglob(f"*{ending}") if path.is_file()]


def test_a_sibling_holds_what_its_file_holds_and_is_smaller():
    assert len(siblings(".gz")) == len(siblings(".br")) > 10
    for path in siblings(".gz"):
        original = path.with_suffix("")
        assert gzip.decompress(path.read_bytes()) == original.read_bytes(), path
        assert path.stat().st_size < original.stat().st_size
        assert path.with_name(f"{original.name}.br").stat().st_size < original.stat().st_size
    # Brotli gains in all; of a script that is mostly a packed figure it may be some bytes behind.
    assert sum(path.stat().st_size for path in siblings(".br")) < sum(path.stat().st_size for path in siblings(".gz"))


def test_the_core_has_siblings():
    assert list((DIST / "python").glob("pyodide.asm-*.wasm.br"))
    assert list((DIST / "python").glob("pyodide.asm-*.wasm.gz"))


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    (folder / "a.js").write_text("plain")
    (folder / "a.js.br").write_bytes(b"brotli")
    (folder / "a.js.gz").write_bytes(b"gzip")
    (folder / "index.html").write_text("plain")
    (folder / "index.html.gz").write_bytes(b"gzip")
    server = start_in_background(folder)
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "accepted", "content", "coding"),
    [
        ("/a.js", "gzip, deflate, br, zstd", b"brotli", "br"),
        ("/a.js?v=1", "gzip, deflate, br", b"brotli", "br"),
        ("/a.js", "gzip, deflate", b"gzip", "gzip"),
        ("/a.js", "", b"plain", None),
        ("/", "gzip, br", b"gzip", "gzip"),
        ("/a.js.br", "gzip, br", b"brotli", None),
    ],
)
def test_a_browser_gets_what_it_takes(served, path, accepted, content, coding):
    request = urllib.request.Request(served + path, headers={"Accept-Encoding": accepted})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.read() == content
        assert answer.headers["Content-Encoding"] == coding
        assert int(answer.headers["Content-Length"]) == len(content)
        if coding:
            assert answer.headers["Vary"] == "Accept-Encoding"
            assert answer.headers["Content-Type"].startswith("text/")
