"""docs/front-end.md follows three things through the front end: every file and name that it mentions must be there."""

import re

from tools.paths import ROOT

PAGE = ROOT / "docs" / "front-end.md"
WEB = ROOT / "web"
ROW = re.compile(r"^\| `([\w./-]+\.js)` \| ((?:`#?\w+` ?)+)\|", re.MULTILINE)
BESIDE = re.compile(r"`([\w./-]+\.js)`[,)]? \(?((?:`#?\w+`(?: |\)))+)")
FILE = re.compile(r"\b((?:app|config|drawer|engine|network|share|sketchpad|state|training|ui)/[\w./-]+\.(?:js|d\.ts))")
BARE = re.compile(r"`(?:web/)?([a-z]+/[a-z-]+)`")


def source(name):
    return (WEB / name).read_text(encoding="utf-8")


def defines(text, name):
    """Return whether a source defines a name: a method, a function, a class, or something that is exported or kept."""
    word = re.escape(name)
    shapes = (
        rf"^\s*(?:static |async |get |export |default )*(?:function\*? |const |let |class )?{word}\s*(?:\(|=|\{{)",
        rf"^\s*export class {word}\b",
    )
    return any(re.search(shape, text, re.MULTILINE) for shape in shapes)


def test_every_file_folder_and_action_is_there():
    page = PAGE.read_text(encoding="utf-8")
    files = set(FILE.findall(page))
    assert len(files) > 30
    missing = [name for name in files if not (WEB / name).is_file()]
    actions = set(re.findall(r'type: "([a-z]+/[a-z-]+)"', source("app/actions.d.ts")))
    bare = set(BARE.findall(page.replace("`web/app`", "")))
    missing += [name for name in bare if name not in actions and not (WEB / name).is_dir()]
    assert missing == []


def test_what_readme_leads_to_is_there():
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("| Where is … | Begin at |")[1]
    places = re.findall(r"`((?:web|pysrc|…)/[\w./-]+)`", table)
    assert len(places) > 10
    found = [ROOT / place.replace("…", "pysrc/gradpad/compiler") for place in places]
    assert [str(place) for place in found if not place.is_file()] == []


def test_every_name_is_in_its_file():
    page = PAGE.read_text(encoding="utf-8")
    rows = ROW.findall(page)
    assert len(rows) == len(re.findall(r"^\| `", page, re.MULTILINE)) > 40
    named = rows + BESIDE.findall(re.sub(r"^\|.*$", "", page, flags=re.MULTILINE))
    assert len(named) > len(rows)
    missing = [
        f"{file}: {name}"
        for file, names in named
        for name in re.findall(r"#?\w+", names)
        if not defines(source(file), name)
    ]
    assert missing == []


def test_every_class_of_the_drawing_is_there():
    boxes = re.findall(r'\["([^"<]+)<br>([\w./-]+\.js)"\]', PAGE.read_text(encoding="utf-8"))
    assert len(boxes) > 15
    scripts = [path for path in WEB.rglob("*.js") if "generated" not in path.parts]
    everything = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    missing = []
    for label, file in boxes:
        names = re.findall(r"\b(?:[A-Z]|reduce)\w+\b", label)
        assert names, label
        missing += [name for name in names if not re.search(rf"(?:class|function|const) {name}\b", everything)]
        if not any(name in source(file) for name in names) and "reduce" not in label:
            missing.append(file)
    assert missing == []


def test_a_name_that_is_not_there_is_found():
    assert not defines(source("app/store.js"), "#notThere")
    assert not defines(source("app/store.js"), "structuredClone")
    assert defines(source("app/store.js"), "show")
