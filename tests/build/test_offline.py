"""What a browser keeps of the site, what makes it installable, and what the archive holds."""

import hashlib
import json
import struct
import urllib.request
import zipfile

import pytest

from tools import installing, offline, server, zipped
from tools.paths import DIST, EXTRAS, WEB


def listed(site):
    """The list at the beginning of the service worker."""
    first, code = (site / offline.NAME).read_text().split(";\n", 1)
    assert code == offline.BUNDLE.read_text()
    return json.loads(first.removeprefix("const __SITE__ = "))


def test_the_service_worker_lists_every_file_with_its_hash():
    found = listed(DIST)
    files = dict(found["files"])
    for name, mark in files.items():
        assert hashlib.sha256((DIST / name).read_bytes()).hexdigest() == mark, name
    kept = {path.relative_to(DIST).as_posix() for path in DIST.rglob("*") if path.is_file()}
    left = {name for name in kept - set(files) if not name.startswith("api/")}
    assert {name for name in left if not name.endswith((".map", ".br", ".gz", ".txt"))} <= {
        "sw.js", "gradpad.html", "gradpad.zip",
    }  # fmt: skip
    assert "lesson-1-neuron.html" in found["later"]
    assert not [name for name in found["later"] if "lesson" not in name]


@pytest.fixture
def small(tmp_path):
    (tmp_path / "assets").mkdir()
    for name, text in {"index.html": "page", "assets/a-1234.js": "code", "assets/a-1234.js.map": "map"}.items():
        (tmp_path / name).write_text(text)
    offline.write_service_worker(tmp_path)
    return tmp_path


def test_a_version_is_named_by_what_it_holds(small):
    version = listed(small)["version"]
    offline.write_service_worker(small)
    assert listed(small)["version"] == version
    (small / "assets/a-1234.js.map").write_text("another")
    offline.write_service_worker(small)
    assert listed(small)["version"] == version
    (small / "index.html").write_text("another")
    offline.write_service_worker(small)
    assert listed(small)["version"] != version
    assert [name for name, _ in listed(small)["files"]] == ["assets/a-1234.js", "index.html"]


def test_somebody_at_work_on_the_site_is_given_a_service_worker_that_stands_down(small):
    for handler, expected in {
        server.WorkingHandler: offline.standing_down(),
        server.Handler: (small / "sw.js").read_bytes(),
    }.items():
        running = server.start_in_background(small, handler=handler)
        with urllib.request.urlopen(f"http://127.0.0.1:{running.server_address[1]}/sw.js", timeout=10) as answer:
            assert answer.read() == expected
            assert answer.headers["Content-Type"].startswith("text/javascript")
        running.shutdown()
        running.server_close()


def test_the_manifest_is_relative_and_its_icons_are_what_it_says():
    manifest = json.loads((DIST / installing.MANIFEST).read_text())
    assert manifest["start_url"] == manifest["scope"] == "./"
    purposes = set()
    for icon in manifest["icons"]:
        assert icon["src"].startswith("./")
        content = (DIST / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", content[16:24])
            assert icon["sizes"] == f"{width}x{height}"
            purposes.add((width, icon["purpose"]))
    assert {(192, "any"), (512, "any"), (512, "maskable")} <= purposes


def test_every_page_names_manifest_icon_and_colours():
    light, dark = installing.paper()
    for page in DIST.glob("*.html"):
        text = page.read_text()
        if page.name == "gradpad.html":
            continue
        assert '<link rel="manifest" href="./manifest.json">' in text, page.name
        assert f'content="{light}" media="(prefers-color-scheme: light)"' in text
        assert f'content="{dark}" media="(prefers-color-scheme: dark)"' in text
        assert installing.PLACE not in text


def test_the_colours_around_the_figure_are_the_figures_own():
    light, dark = installing.paper()
    for sheet in ("app/page.css", "course/lesson.css"):
        assert f"background: light-dark({light}, {dark});" in (WEB / sheet).read_text()


@pytest.fixture
def archive(archive_file):
    with zipfile.ZipFile(archive_file) as opened:
        yield opened


def test_the_archive_holds_the_site_and_says_how_to_serve_it(archive):
    names = archive.namelist()
    assert names[0] == "gradpad/README.txt"
    assert "python3 -m http.server" in archive.read(names[0]).decode()
    wanted = {
        f"gradpad/{path.relative_to(DIST).as_posix()}"
        for path in DIST.rglob("*")
        if path.is_file() and path.suffix not in zipped.LEFT_OUT and path not in EXTRAS
    }
    assert set(names) - {names[0]} == wanted
    assert archive.testzip() is None


def test_the_same_site_makes_the_same_archive(archive, tmp_path, monkeypatch):
    before = zipped.OUTPUT.read_bytes()
    assert {entry.date_time for entry in archive.infolist()} == {zipped.TIME}
    monkeypatch.setattr(zipped, "OUTPUT", tmp_path / "again.zip")
    zipped._pack()
    assert (tmp_path / "again.zip").read_bytes() == before
