"""What authors install: the tag, checked as the page checks it; a picture for paper; the fenced block; the package."""

import json
import os
import subprocess
import sys
import threading
import urllib.request
import zipfile
import zlib
from html.parser import HTMLParser

import markdown
import numpy as np
import pytest

import gradpad
from gradpad.authoring import cli, site, still
from gradpad.authoring.tag import Figure, FigureError
from gradpad.markdown import FigureExtension
from tools import packaging
from tools.engine_wheel import wheel_step
from tools.node import node
from tools.paths import AUTHORS, DIST, ROOT
from tools.steps import run_steps

# Attributes, and whether the page takes them; both readers are asked.
JUDGED = [
    ({"data": "xor"}, True),
    ({"data": "xorr"}, False),
    ({"data": "constructor"}, False),
    ({"data": "points"}, False),
    ({"layers": "8 8"}, True),
    ({"layers": "none"}, True),
    ({"layers": "4, 4"}, True),
    ({"layers": "0"}, False),
    ({"layers": "900"}, False),
    ({"layers": "1 1 1 1 1 1 1"}, False),
    ({"layers": "many"}, False),
    ({"activation": "relu"}, True),
    ({"activation": "relu", "layers": "3 2"}, True),
    ({"activation": "reluu"}, False),
    ({"preset": "bumps"}, True),
    ({"preset": "bump"}, False),
    ({"features": "x1 x2 sin_x1"}, True),
    ({"features": "x1, radius"}, True),
    ({"features": "x1 x1"}, False),
    ({"features": "x3 x1"}, False),
    ({"features": ""}, False),
    ({"noise": "0.2"}, True),
    ({"noise": ".2", "data": "moons"}, True),
    ({"noise": "2"}, False),
    ({"noise": "much"}, False),
    ({"rate": "1e-2"}, True),
    ({"rate": "0"}, False),
    ({"rate": "-1"}, False),
    ({"rate": "0x10"}, False),
    ({"rate": ""}, False),
    ({"seed": "7"}, True),
    ({"seed": "1.5"}, False),
    ({"seed": "4294967296"}, False),
    ({"config": '{"data": {"kind": "xor"}}'}, True),
    ({"config": '{"data": {"kind": "xor"}}', "rate": "0.5"}, True),
    ({"config": "{"}, False),
    ({"config": "{}", "preset": "bumps"}, False),
    ({"pace": "slow"}, True),
    ({"pace": "slower"}, False),
    ({"theme": "dark"}, True),
    ({"theme": "night"}, False),
    ({"autoplay": ""}, True),
    ({"autoplay": "true"}, True),
    ({"autoplay": "yes"}, False),
    ({"start": "seen"}, True),
    ({"start": "touch"}, True),
    ({"start": "later"}, False),
    ({"start": ""}, False),
    ({"at": "epoch 40"}, True),
    ({"at": "40"}, True),
    ({"at": "epoch 1e3"}, False),
    ({"at": "999999"}, False),
    ({"at": "-1"}, False),
    ({"height": "420"}, True),
    ({"height": "420px"}, True),
    ({"height": "20"}, False),
    ({"height": "4001"}, False),
    ({"height": "50%"}, False),
]
ASK = """
import { ATTRIBUTE_NAMES, readAttributes } from "./web/embed/attributes.js";
import { readFileSync } from "node:fs";
const [description, cases] = JSON.parse(readFileSync(0, "utf8"));
const judged = cases.map((given) => {
  const { config, errors } = readAttributes(description, (name) => given[name] ?? null, null);
  return { fits: errors.length === 0, config };
});
console.log(JSON.stringify([ATTRIBUTE_NAMES, judged]));
"""


@pytest.fixture(scope="module")
def page():
    """What the page's own reader says: the names of the attributes, and for each of JUDGED whether it fits."""
    from gradpad.config.description import describe

    given = json.dumps([describe(), [attributes for attributes, _ in JUDGED]])
    command = [str(node()), "--input-type=module", "-e", ASK]
    told = subprocess.run(command, input=given, capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8")
    return json.loads(told.stdout)


def test_the_page_and_the_package_know_the_same_attributes(page):
    with pytest.raises(FigureError, match="no attribute 'colour'") as caught:
        Figure.of({"colour": "red"})
    assert str(caught.value).endswith(f"it may have {', '.join(page[0])}.")


@pytest.mark.parametrize("place", range(len(JUDGED)), ids=[str(attributes) for attributes, _ in JUDGED])
def test_both_judge_alike_and_make_the_same_figure(page, place):
    attributes, fits = JUDGED[place]
    theirs = page[1][place]
    assert theirs["fits"] is fits
    if not fits:
        with pytest.raises(FigureError):
            Figure.of(attributes)
        return
    figure = Figure.of(attributes)
    if theirs["config"] is not None:
        assert figure.whole_config() == theirs["config"]


class Tags(HTMLParser):
    """The tags of a page, with their attributes, and the text of its scripts."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.scripts, self.inside = [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = tag == "script"

    def handle_data(self, data):
        if self.inside:
            self.scripts.append(data)
            self.inside = False


@pytest.mark.parametrize("text", ['"><img src=x onerror=alert(1)>', "</script><b>", "a'b\"c&lt;"])
def test_what_an_author_writes_stays_text(text):
    link = text.replace(" ", "")
    tags = Tags(Figure({"link": link}).html())
    assert tags.tags == [("grad-pad", {"link": link})]
    tags = Tags(Figure({}, {"view": {"note": text}}).html())
    assert [name for name, _ in tags.tags] == ["grad-pad", "script"]
    assert json.loads(tags.scripts[0]) == {"view": {"note": text}}


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{", "no JSON: line 1"),
        ("[1]", "must be an object in braces"),
        ('{"data": {"kind": "xorr"}}', "data.kind is 'xorr'; it must be one of circle"),
        ("[" * 100_000, "nested without end"),
        (" " * 1_000_001 + "{}", "may have 1000000"),
    ],
)
def test_a_configuration_that_is_wrong_is_told(body, says):
    with pytest.raises(FigureError, match=says):
        Figure.of({}, body)


def test_a_figure_starts_from_one_thing():
    with pytest.raises(FigureError, match="preset and a configuration inside"):
        Figure.of({"preset": "bumps"}, "{}")


# --- The picture.


def pixels(png):
    """The pixels of a picture of still.png(), and nothing more."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(png[i : i + 4]) for i in (16, 20))
    length = int.from_bytes(png[33:37])
    assert png[37:41] == b"IDAT"
    rows = np.frombuffer(zlib.decompress(png[41 : 41 + length]), np.uint8).reshape(height, 1 + 3 * width)
    return rows[:, 1:].reshape(height, width, 3)


def test_the_picture_shows_what_the_network_says():
    points = [[-3, 3], [3, 3], [-3, -3], [3, -3]]
    data = {"kind": "points", "task": "classification", "points": points, "labels": [0, 1, 0, 1], "train_share": 1}
    picture = pixels(still.still({"data": data}, 300)).astype(int)
    assert picture.shape == (still.SIDE * still.ZOOM,) * 2 + (3,)
    side = len(picture)
    left, right = picture[side // 2, side // 12], picture[side // 2, -side // 12]
    assert np.abs(left - still.rgb(still.NEGATIVE)).max() < 40
    assert np.abs(right - still.rgb(still.POSITIVE)).max() < 40
    for (x, y), label in zip(points, data["labels"], strict=True):
        place = picture[int(side * (6 - y) / 12), int(side * (x + 6) / 12)]
        assert np.abs(place - still.rgb(still.CLASSES[label])).max() <= 1


@pytest.mark.parametrize("attributes", [{"preset": "four_classes"}, {"preset": "sine_curve"}, {"preset": "bumps"}])
def test_every_kind_of_output_can_be_painted(attributes):
    config = Figure.of(attributes).whole_config()
    assert len(np.unique(pixels(still.still(config, 3)).reshape(-1, 3), axis=0)) > 10


def test_the_colours_are_those_of_the_page():
    tokens = (ROOT / "web" / "ui" / "tokens.js").read_text(encoding="utf-8")
    names = {f"class-{i}": colour for i, colour in enumerate(still.CLASSES)}
    names |= {"negative": still.NEGATIVE, "middle": still.MIDDLE, "positive": still.POSITIVE}
    for name, colour in names.items():
        assert f"--{name}: light-dark({colour}," in tokens, name


# --- The fenced block.


def page_of(text):
    return markdown.markdown(text, extensions=["fenced_code", FigureExtension(site="https://example.org/gradpad/")])


def test_a_block_becomes_a_tag_and_the_script_comes_once():
    text = '```grad-pad data="xor" layers=4 autoplay\n{"training": {"learning_rate": 0.1}}\n```\n\n~~~ grad-pad\n~~~\n'
    tags = Tags(page_of(text))
    assert tags.tags == [
        ("script", {"type": "module", "src": "https://example.org/gradpad/embed.js"}),
        ("grad-pad", {"data": "xor", "layers": "4", "autoplay": None}),
        ("script", {"type": "application/json"}),
        ("grad-pad", {}),
    ]


def test_a_listing_that_shows_a_block_stays_a_listing():
    assert "grad-pad" not in [tag for tag, _ in Tags(page_of("````\n```grad-pad\n```\n````\n")).tags]
    assert Tags(page_of("```grad-pad\nno end")).tags[0][0] != "grad-pad"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('data="xorr"', "data is 'xorr'"),
        ('data="xor" data="moons"', "data stands there twice"),
        ('data="xor', "can't be read"),
        ("<b>", "can't be read"),
    ],
)
def test_a_wrong_block_is_told_in_its_place_with_its_line(line, says, caplog):
    html = page_of(f"# A page\n\n```grad-pad {line}\n```\n")
    assert "<b>" not in html
    assert "Figure, line 3:" in html
    [record] = caplog.records
    assert record.name.startswith("mkdocs.")  # so that `mkdocs build --strict` ends
    assert says in record.getMessage()
    assert "line 3" in record.getMessage()


# --- The package and its command.


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    run_steps([wheel_step()])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packaging, "FOLDER", tmp_path_factory.mktemp("packages"))
        packaging.write_packages()
        return packaging.FOLDER


def test_the_package_has_the_site_and_the_tab_has_nothing_of_it(package):
    [wheel] = package.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        [points] = [archive.read(name).decode() for name in names if name.endswith("entry_points.txt")]
        assert archive.testzip() is None
    assert {
        f"gradpad/{name}/__init__.py" for name in ("authoring", "markdown", "notebook", "recorded", "sphinx")
    } <= names
    assert "gradpad/notebook/pad.js" in names
    assert {f"gradpad/authoring/site/{name}" for name in ("embed.js", "index.html", "embed.html")} <= names
    assert "gradpad = gradpad.authoring.cli:main" in points
    with zipfile.ZipFile(next((ROOT / ".build" / "wheel").glob("*.whl"))) as archive:
        apart = tuple(f"gradpad/{folder.name}/" for folder in AUTHORS)
        assert not [name for name in archive.namelist() if name.startswith(apart)]


def test_the_extension_of_quarto_is_a_folder_to_unpack(package):
    with zipfile.ZipFile(package / f"gradpad-quarto-{gradpad.__version__}.zip") as archive:
        names = ["LICENSE", "_extension.yml", "figure.lua", "filter.lua", "shortcode.lua"]
        assert sorted(archive.namelist()) == [f"_extensions/gradpad/{name}" for name in names]
        settings = archive.read("_extensions/gradpad/_extension.yml").decode()
    assert f"version: {gradpad.__version__}\n" in settings


def figure(*arguments, config=""):
    """Asks the command for a figure, as a filter of Pandoc does."""
    command = [sys.executable, "-m", "gradpad.authoring.cli", "figure", *arguments]
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "pysrc")}
    return subprocess.run(command, input=config.encode(), capture_output=True, check=False, env=environ)


def test_the_command_checks_and_paints_a_figure():
    asked = figure("--", "data=xor", "autoplay=", config='{"seed": 7}')
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, b"", b"")
    asked = figure("--picture", "--", "at=epoch 3", config='{"seed": 7}')
    assert asked.stdout == still.still({"seed": 7}, 3)
    assert figure("--picture", "--", "link=gp1-x").stdout == b""  # only the link knows what it shows
    asked = figure("--", "data=xör", "seed=7")
    assert (asked.returncode, asked.stderr) == (1, b"")
    assert asked.stdout.decode().startswith("data is 'xör'; it must be one of circle")
    assert figure("--", config="{").stdout.startswith(b"The configuration is no JSON: line 1")


@pytest.fixture
def brought(monkeypatch):
    monkeypatch.setattr(site, "FOLDER", DIST)


def test_the_command_serves_the_site_with_the_types_that_a_browser_needs(brought):
    running = cli.server(0)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{running.server_address[1]}"
        for name, kind in (("", "text/html"), ("embed.js", "text/javascript"), ("manifest.json", "application/json")):
            with urllib.request.urlopen(f"{address}/{name}") as answer:
                assert answer.headers["Content-Type"].startswith(kind), name
                assert answer.headers["Access-Control-Allow-Origin"] == "*"  # a notebook is of another origin
        with pytest.raises(OSError, match=r"is taken .* --port 0"):
            cli.server(running.server_address[1])
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


def test_a_figure_for_notebooks_says_what_it_needs(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)  # as where it is not installed
    monkeypatch.delitem(sys.modules, "gradpad.notebook", raising=False)
    with pytest.raises(ImportError, match=r"gradpad.Pad needs anywidget: pip install gradpad\[notebook\]"):
        gradpad.Pad  # noqa: B018  (to ask for it is to import it)


def test_the_command_puts_the_site_into_a_folder(brought, tmp_path, capsys):
    assert cli.main(["build", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "embed.html").read_bytes() == (DIST / "embed.html").read_bytes()
    assert "Any static web host" in capsys.readouterr().out


def test_without_its_site_the_command_says_where_that_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(site, "FOLDER", tmp_path)
    assert cli.main(["build", str(tmp_path / "out")]) == 1
    assert "python3 build.py package" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("port", ["-1", "70000", "web"])
def test_a_port_that_is_none_is_refused(port, capsys):
    with pytest.raises(SystemExit):
        cli.main(["serve", f"--port={port}"])
    assert "a whole number from 0 to 65535" in capsys.readouterr().err
