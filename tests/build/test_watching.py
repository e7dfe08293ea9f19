"""What changes while the site is served is built again, once, and pages are told."""

import json
import threading
import urllib.request

import pytest

from tools import engine_description, plan, recorded_figures, server, site, watching
from tools.console import TroubleError
from tools.paths import DIST, ENGINE, WEB


def test_files_that_come_go_or_change_are_noticed(tmp_path):
    names = ["same", "other", "longer", "gone"]
    paths = [tmp_path / name for name in (*names, "fresh")]
    for path in paths[:4]:
        path.write_text("a")
    before = watching.times(paths)
    paths[1].write_text("b")
    paths[2].write_text("ab")
    paths[3].unlink()
    paths[4].write_text("a")
    after = watching.times(paths)
    assert watching.changed(before, before) == set()
    assert watching.changed(before, after) == set(paths[1:])


def test_what_the_build_itself_writes_is_no_change():
    watched = watching.sources()
    assert WEB / "index.html" in watched
    assert ENGINE / "losses.py" in watched
    assert not [path for path in watched if path.is_relative_to(engine_description.DESCRIPTION.parent)]


def test_a_view_asks_for_bundles_alone_and_the_engine_for_its_own_steps_too():
    names = [step.name for step in watching.steps_for({WEB / "app" / "page.js"})]
    assert names == [site.bundle_step().name]
    engine = [step.name for step in watching.steps_for({ENGINE / "losses.py", WEB / "app" / "page.js"})]
    first = [*plan.engine_steps(), engine_description.description_step(), recorded_figures.recording_step()]
    assert engine == [step.name for step in first] + names


def test_it_builds_once_for_each_change_and_tells_of_trouble_until_it_is_mended():
    """Four looks: nothing new, a change that fails, nothing new, a change that is well."""
    file = WEB / "app" / "page.js"
    looks = [{file: (1, 1)}, {file: (1, 1)}, {file: (2, 1)}, {file: (2, 1)}, {file: (3, 1)}]
    changes, ended, built = watching.Changes(), threading.Event(), []

    def look():
        now = looks.pop(0)
        if not looks:
            ended.set()
        return now

    def build(paths):
        built.append((paths, changes.count, changes.trouble))
        if len(built) == 1:
            raise TroubleError("It could not be bundled.", "page.js, line 3", "Mend it.")

    watching.watch(changes, ended, look, build)
    assert [paths for paths, *_ in built] == [{file}, {file}]
    assert "page.js, line 3" in built[1][2]
    assert (changes.count, changes.trouble) == (1, "")


@pytest.fixture
def served(tmp_path):
    (tmp_path / "index.html").write_text("<body>page</body>")
    (tmp_path / "index.html.gz").write_bytes(b"an older build's")
    (tmp_path / "a.js").write_text("a")
    running = server.start_in_background(tmp_path, handler=server.WorkingHandler)
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()


def fetched(address):
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip, br"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert int(answer.headers["Content-Length"]) > 0
        return answer.headers["Content-Type"].partition(";")[0], answer.read().decode()


def test_pages_get_the_script_that_reloads_them_and_other_files_do_not(served):
    for place in ("/", "/index.html", "/index.html?x=1"):
        script = '<script type="module" src="/~reload.js"></script>'
        assert fetched(served + place) == ("text/html", f"<body>page{script}</body>")
    assert fetched(f"{served}/a.js") == ("text/javascript", "a")
    kind, script = fetched(f"{served}/~reload.js")
    assert kind == "text/javascript"
    assert "/~changes" in script
    kind, told = fetched(f"{served}/~changes")
    assert kind == "application/json"
    assert json.loads(told) == {"count": server.WorkingHandler.changes.count, "trouble": ""}


def test_a_folder_that_is_held_is_told_of(tmp_path, monkeypatch):
    """As on Windows, where a file that is open keeps its folder from being renamed."""
    monkeypatch.setattr(site, "PATIENCE", 0.0)
    tries = []

    class Held(type(tmp_path)):
        def rename(self, target):
            tries.append(target)
            raise PermissionError("it is open")

    with pytest.raises(TroubleError, match="can't be put in its place") as caught:
        site._rename(Held(tmp_path), tmp_path / "other")
    assert "it is open" in caught.value.why
    assert tries


def test_the_site_knows_nothing_of_it():
    pages = [path for path in DIST.rglob("*") if path.suffix in {".html", ".js"} and path.parent.name != "api"]
    assert len(pages) > 20
    assert not [path for path in pages if "/~reload" in path.read_text() or "/~changes" in path.read_text()]
