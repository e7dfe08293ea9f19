"""`dist/`: relative addresses, hashed names, and Python's parts exactly as the page is told."""

import hashlib
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
import zstandard
from packaging.utils import parse_wheel_filename

from gradpad import sources
from tools import python_parts, site
from tools.console import TroubleError
from tools.paths import AUTHORS, DIST, ROOT


@pytest.fixture(scope="module")
def dist():
    if not (DIST / "index.html").is_file():
        pytest.fail("dist/ is not built: python3 build.py build", pytrace=False)
    return DIST


def test_every_address_in_a_page_is_relative_and_leads_to_a_file(dist):
    pages = list(dist.glob("*.html"))
    assert pages
    for page in pages:
        addresses = re.findall(r"""\b(?:src|href)=["']([^"']*)["']""", page.read_text())
        assert addresses
        for address in addresses:
            if not address.startswith(("data:", "#", "?")):
                assert address.startswith("./"), f"{page.name}: {address}"
                assert (dist / address.partition("#")[0]).is_file(), f"{page.name}: {address}"


def test_scripts_and_styles_have_a_hash_in_their_names(dist):
    names = [path.name for path in (dist / "assets").iterdir()]
    assert names
    for name in names:
        assert re.fullmatch(r"[\w.-]+-[0-9A-Za-z]{8}\.[\w.]+", name), name


def test_only_types_that_any_host_knows_are_needed(dist):
    endings = {path.suffix for path in dist.rglob("*") if path.is_file()}
    pages = {".html", ".js", ".css", ".map", ".txt", ".json", ".wasm", ".zst", ".svg", ".png"}
    assert endings <= pages | {".br", ".gz", ".zip"}  # the siblings, and the archive to take along (build --zip)


def test_the_worker_is_told_of_every_part_with_its_true_size_and_hash(dist):
    told = python_parts.parts()
    sources = [path.read_text() for path in (dist / "assets").glob("*.js")]
    there = {path.name for path in (dist / "python").iterdir() if path.suffix not in site.NOT_SENT}
    assert {file["name"] for file in told["files"]} == there
    assert sorted(file["role"] for file in told["files"]) == ["core", "package", "package", "stdlib"]
    for file in told["files"]:
        content = (dist / "python" / file["name"]).read_bytes()
        assert file["bytes"] == len(content)
        content = zstandard.decompress(content) if file["name"].endswith(".zst") else content
        assert file["unpacked"] == len(content)
        assert hashlib.sha256(content).hexdigest()[:8] in file["name"]
        assert any(file["name"] in source for source in sources)


def test_the_lock_file_holds_numpy_and_the_engine_and_nothing_else(dist):
    lock = python_parts.parts()["lock"]
    original = json.loads((ROOT / "node_modules/pyodide/pyodide-lock.json").read_text())
    assert lock["info"] == original["info"]
    assert set(lock["packages"]) == {"numpy", "gradpad"}
    assert lock["packages"]["gradpad"]["depends"] == ["numpy"]
    assert lock["packages"]["numpy"]["version"] == original["packages"]["numpy"]["version"]
    for package in lock["packages"].values():
        wheel = python_parts.FOLDER / package["file_name"]
        assert hashlib.sha256(wheel.read_bytes()).hexdigest() == package["sha256"]
        assert parse_wheel_filename(wheel.name)[0] == package["name"]
    for packed in (dist / "python").glob("*.whl.zst"):
        assert parse_wheel_filename(packed.stem)[0] in lock["packages"]


def test_the_engines_wheel_is_the_engine_and_nothing_else(dist):
    (wheel,) = (dist / "python").glob("gradpad-*.whl.zst")
    with zipfile.ZipFile(io.BytesIO(zstandard.decompress(wheel.read_bytes()))) as archive:
        packed = {name for name in archive.namelist() if not name.startswith("gradpad-")}
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "pysrc/gradpad"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    text = {name for name in packed if "__pycache__" not in name}
    engine = [path for path in map(ROOT.joinpath, tracked.stdout.split()) if not set(AUTHORS) & set(path.parents)]
    assert text == {path.relative_to(ROOT / "pysrc").as_posix() for path in engine if path.is_file()}
    bytecode = {re.sub(r"__pycache__/(\w+)\.cpython-314\.pyc", r"\1.py", name) for name in packed - text}
    assert bytecode == {name for name in text if name.endswith(".py")}


@pytest.fixture
def small_site(tmp_path, monkeypatch):
    """A site of one page in a folder of its own, and a function that assembles it."""
    web, bundles = tmp_path / "web", tmp_path / "bundles"
    for folder in (web, bundles, tmp_path / "python", tmp_path / "build"):
        folder.mkdir()
    (bundles / "page-ABCD1234.js").write_text("page")
    (tmp_path / "names.json").write_text(json.dumps({"web/page.js": "page-ABCD1234.js"}))
    (web / "icon.svg").write_text("<svg/>")
    for name, path in {"WEB": web, "BUNDLES": bundles, "DIST": tmp_path / "dist", "STAGE": tmp_path / "stage"}.items():
        monkeypatch.setattr(site, name, path)
    monkeypatch.setattr(site, "NAMES", tmp_path / "names.json")
    monkeypatch.setattr(site, "PACKAGES", tmp_path / "packages.json")
    (tmp_path / "packages.json").write_text("[]")
    monkeypatch.setattr(site, "PRELOADS", tmp_path / "preloads.json")
    (tmp_path / "preloads.json").write_text(json.dumps({"page-ABCD1234.js": ["chunk-ABCD1234.js"]}))
    monkeypatch.setattr(site, "BUILD", tmp_path / "build")
    monkeypatch.setattr(python_parts, "PACKED", tmp_path / "python")

    def assemble(text: str) -> Path:
        (web / "index.html").write_text(f'<meta charset="utf-8">{text}')
        site._assemble()
        return tmp_path / "dist"

    return assemble


def test_a_page_gets_the_names_of_bundles_and_of_copied_files(small_site):
    made = small_site("""<script src="./page.js"></script><link href='./icon.svg'><a href="./other.html">o</a>""")
    mark = hashlib.sha256(b"<svg/>").hexdigest()[:8]
    text = (made / "index.html").read_text()
    assert """<script src="./assets/page-ABCD1234.js">""" in text
    assert f"""<link href='./assets/icon-{mark}.svg'>""" in text
    assert """<a href="./other.html">""" in text
    assert (made / f"assets/icon-{mark}.svg").read_text() == "<svg/>"


def test_what_a_script_imports_is_asked_for_with_it(small_site):
    made = small_site("""<script type="module" src="./page.js"></script>""")
    text = (made / "index.html").read_text()
    assert """<link rel="modulepreload" href="./assets/chunk-ABCD1234.js">\n    <script type="module" """ in text


def test_a_page_that_names_a_missing_file_is_refused(small_site):
    with pytest.raises(TroubleError) as caught:
        small_site("""<img src="./nothing.png">""")
    assert "nothing.png" in caught.value.why


def test_what_an_older_build_left_behind_is_gone(small_site):
    made = small_site("first")
    (made / "assets/stale-00000000.js").write_text("stale")
    made = small_site("second")
    assert not (made / "assets/stale-00000000.js").exists()
    assert (made / "index.html").read_text().endswith(">second")


def test_every_name_that_the_code_pane_knows_has_its_place_in_the_reference(dist):
    """The addresses are made as web/drawer/code/names.js makes them."""
    missing = []
    authors = tuple(folder.name for folder in AUTHORS)  # there are none in a tab
    for entry in [each for each in sources.catalogue() if not each["name"].startswith(authors)]:
        module = entry["name"].removesuffix(".__init__").replace(".", "/")
        page = dist / "api" / ("gradpad.html" if module == "__init__" else f"gradpad/{module}.html")
        text = page.read_text(encoding="utf-8") if page.is_file() else ""
        missing += [page.name] * (not text)
        missing += [f"{page.name}#{name}" for name in entry["names"] if f'id="{name}"' not in text]
    assert not missing
