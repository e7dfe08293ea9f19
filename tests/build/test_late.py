"""What comes later of Python: a first session does without it, and whoever reads it finds all of it."""

import hashlib
import json
import re

import pytest

from tools import python_parts
from tools.archives import read_members
from tools.late import steps

FIRST = "import first, json; first.first_session(); len(first.files_read())"
SITE = f"{steps.LIBRARY}/{steps.SITE}"


def parted(label, python, **more):
    """What lines of Python come to where late files come from an archive, and how often that was asked for."""
    [stdlib] = steps.STAGE.glob("python_stdlib-*.zip")
    [late] = steps.STAGE.glob(f"{python_parts.LATE}*.zip")
    wheels = [str(next(steps.STAGE.glob(f"{name}-*.whl"))) for name in ("numpy", "gradpad")]
    members = python_parts.parts()["late"]
    return steps.start(python, label, stdlib=str(stdlib), wheels=wheels, late=str(late), members=members, **more)


def whole():
    """Every file of Python by its place, with all there is from the start."""
    places = [(python_parts.stdlib(), steps.ZIP), *((path, SITE) for path in python_parts.wheels())]
    return {f"{place}/{name}": content for path, place in places for name, content in read_members(path).items()}


def test_a_first_session_reads_nothing_of_what_comes_later():
    [[read, asked], [_, asked_after_mistakes]] = parted("first test", [FIRST, "first.mistakes()"])
    assert read > 300
    assert asked == 0
    assert asked_after_mistakes == 1, "a traceback shows lines of the engine's text"


def test_nothing_is_lost_between_what_comes_first_and_what_comes_later():
    [stdlib] = steps.STAGE.glob("python_stdlib-*.zip")
    [late] = steps.STAGE.glob(f"{python_parts.LATE}*.zip")
    first = {f"{steps.ZIP}/{name}": content for name, content in read_members(stdlib).items()}
    for wheel in steps.STAGE.glob("*.whl"):
        first |= {f"{SITE}/{name}": content for name, content in read_members(wheel).items()}
    for name, content in read_members(late).items():
        place = f"{steps.LIBRARY}/{name}" if name.startswith(steps.SITE) else f"{steps.ZIP}/{name}"
        assert place not in first
        first[place] = content
    everything = whole()
    records = {place for place in everything if place.endswith("/RECORD")}  # each tells of its own wheel
    assert set(first) == set(everything)
    assert {place for place in first if first[place] != everything[place]} <= records


def test_whoever_reads_a_late_file_has_all_of_them_and_their_very_bytes():
    members = python_parts.parts()["late"]
    names = [name for name, _ in members]
    python = f"""
import hashlib, json, os
hash_of = lambda name: hashlib.sha256(open("{steps.LIBRARY}/" + name, "rb").read()).hexdigest()
sizes = [os.stat("{steps.LIBRARY}/" + name).st_size for name in {names!r}]
json.dumps([sizes, [hash_of(name) for name in {names!r}]])
"""
    [[answer, asked]] = parted("late files", [python])
    [late] = steps.STAGE.glob(f"{python_parts.LATE}*.zip")
    contents = read_members(late)
    assert json.loads(answer) == [
        [size for _, size in members],
        [hashlib.sha256(contents[name]).hexdigest() for name in names],
    ]
    assert asked == 1


def test_modules_that_come_later_are_imported_as_ever():
    imports = "import csv, email, numpy.fft, numpy.polynomial, gradpad.export, unicodedata"
    python = [
        f"{imports}\n'imported'",
        "import inspect, gradpad.network; len(inspect.getsource(gradpad.network)) > 500",
    ]
    assert parted("late modules", python) == [["imported", 1], [True, 1]]


def test_what_cannot_be_had_is_an_error_of_that_import_alone():
    python = ["try:\n  import csv\nexcept OSError as error:\n  found = str(error)\nfound", FIRST]
    [[error, _], [read, _], _] = parted("late missing", [*python, "first.mistakes()"], missing=True)
    assert re.search("I/O error", error)
    assert read > 300


@pytest.mark.parametrize("mode", ["w", "a", "r+"])
def test_a_late_file_that_somebody_writes_keeps_what_was_written(mode):
    path = f"{SITE}/gradpad/losses.py"
    python = [f"with open('{path}', {mode!r}) as file:\n  file.write('# mine')\nimport csv\nopen('{path}').read()"]
    [[text, asked]] = parted("late written", python)
    original = whole()[path].decode()
    assert text == {"w": "# mine", "a": original + "# mine", "r+": "# mine" + original[6:]}[mode]
    assert asked == 1
