"""One member of a large archive comes over the network without the rest of it."""

import http.server
import random
import threading
import zipfile

import pytest

from tools.remote_member import read_by_ranges

WANTED = b"the one file that is wanted " * 200


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "large.whl"
    with zipfile.ZipFile(path, "w") as written:
        written.writestr("first.bin", random.Random(1).randbytes(400_000))
        written.writestr("inner/wanted.whl", WANTED)
        written.writestr("last.bin", random.Random(2).randbytes(400_000))
    return path


@pytest.fixture
def server(archive):
    content = archive.read_bytes()

    class Ranges(http.server.BaseHTTPRequestHandler):
        """Answers ranges as an index does, and counts the bytes."""

        sent = 0

        def do_GET(self):
            kind, _, span = self.headers.get("Range", "bytes=0-").partition("=")
            assert kind == "bytes"
            first, _, last = span.partition("-")
            if first:
                start, end = int(first), int(last or len(content) - 1)
            else:
                start, end = len(content) - int(last), len(content) - 1
            end = min(end, len(content) - 1)
            body = content[start : end + 1]
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            Ranges.sent += len(body)

        def log_message(self, *_):
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ranges)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_address[1]}/large.whl", Ranges
    running.shutdown()
    running.server_close()


def test_only_the_ranges_that_matter_are_asked_for(server, tmp_path):
    address, ranges = server
    target = tmp_path / "wanted.whl"
    read_by_ranges(address, "inner/wanted.whl", target)
    assert target.read_bytes() == WANTED
    assert ranges.sent < 150_000


def test_a_member_that_is_not_there_is_an_error(server, tmp_path):
    with pytest.raises(KeyError):
        read_by_ranges(server[0], "inner/other.whl", tmp_path / "other.whl")
