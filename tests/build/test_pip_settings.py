"""What is downloaded without pip goes the way that pip was told to go."""

import http.server
import threading

import pytest

from tools import pip_settings


@pytest.fixture
def proxy(monkeypatch):
    """A proxy that answers itself; what it was asked for."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"through the proxy")

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("PIP_PROXY", f"http://127.0.0.1:{server.server_address[1]}")
        yield asked
        server.shutdown()


def test_a_proxy(proxy):
    with pip_settings.opener().open("http://nowhere.invalid/numpy.whl", timeout=10) as answer:
        assert answer.read() == b"through the proxy"
    assert proxy == ["http://nowhere.invalid/numpy.whl"]


def test_certificates(monkeypatch, tmp_path):
    monkeypatch.setenv("PIP_CERT", str(tmp_path / "none.pem"))
    with pytest.raises(FileNotFoundError):
        pip_settings.opener()


def test_a_setting_comes_from_pips_files_too(monkeypatch, tmp_path):
    file = tmp_path / "pip.conf"
    file.write_text("[global]\nproxy = http://127.0.0.1:9\n")
    monkeypatch.delenv("PIP_PROXY", raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    assert pip_settings.setting("proxy") == "http://127.0.0.1:9"
