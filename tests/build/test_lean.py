"""The lean parts inside Pyodide: all that the page promises still works, and nothing in them is waste."""

import base64
import csv
import hashlib
import io
import json

import pytest

from tools import paths, python_parts
from tools.archives import read_members, write_wheel
from tools.console import TroubleError
from tools.core.steps import FOLDER as SHIPPED
from tools.lean import steps, used
from tools.lean.inside import in_pyodide

# What is asked of one Python on the very parts that the page downloads, one after the other.
QUESTIONS = {
    "at the start": """
import asyncio, sys
order = list(sys.modules)
# These lines are run by `asyncio` themselves: all of it came after Pyodide's last module.
answer = [order.index("asyncio.events") > order.index("pyodide._package_loader"),
          type(asyncio.get_event_loop()).__name__]
""",
    "left out of NumPy": """
import numpy
try:
    numpy.testing.assert_allclose(1, 1)
except AttributeError as error:
    answer = str(error)
""",
    "a mistake": """
import traceback
from gradpad.session import Session
try:
    Session({"training": {"learning_rate": "fast"}})
except Exception:
    answer = traceback.format_exc()
""",
    "missing": """
from gradpad.session import Session
session = Session({})
missing = ("unittest", "argparse", "queue", "doctest", "sqlite3")
others = ("nothing_of_this_name", "json.nothing")
answer = {name: session.console(f"import {name}")["error"] for name in (*missing, *others)}
""",
    "promises": """
import promises
promises.keep_all()
await promises.waiting()
import importlib
for name in ENGINE_IMPORTS:
    importlib.import_module(name)
import modules
answer = modules.used_files()
""",
    "imports": """
import importlib
answer = {}
for name in KEPT:
    try:
        importlib.import_module(name)
    except Exception as error:
        answer[name] = repr(error)
""",
}


def kept():
    """Every module in the lean archives, by the name that it is imported by."""
    names = [*read_members(steps.LEAN_STDLIB), *read_members(steps.LEAN_NUMPY)]
    modules = [name for name in names if name.endswith((".pyc", ".so"))]
    return sorted({name.split(".")[0].replace("/", ".").removesuffix(".__init__") for name in modules})


@pytest.fixture(scope="module")
def answers():
    """What each question comes to; where it fails, what Python says."""
    imports = [name for name in used.engine_imports() if name not in used.ELSEWHERE]
    python = [f"import json\nENGINE_IMPORTS, KEPT, answers = {imports!r}, {kept()!r}, {{}}"]
    for name, lines in QUESTIONS.items():
        inside = "".join(f"    {line}\n" for line in lines.strip().splitlines())
        failed = "except BaseException:\n    import traceback\n    answer = traceback.format_exc()"
        python += [f"try:\n{inside}{failed}\nanswers[{name!r}] = answer"]
    parts = {"lock": python_parts.parts()["lock"], "base": str(python_parts.FOLDER), "checked": True}
    told = in_pyodide(
        "\n".join([*python, "json.dumps(answers)"]),
        "lean test",
        pyodide=str(SHIPPED),
        stdlib=str(python_parts.stdlib()),
        packages=["gradpad"],
        **parts,
    )
    return json.loads(told)


def test_all_that_the_page_promises_works_and_uses_exactly_what_was_kept(answers):
    """A module that is used and not kept would fail it; one that is kept and not used is waste."""
    found = answers["promises"]
    assert isinstance(found, dict), found
    own = {"sitecustomize.py"}
    fillers = {f"{name.replace('.', '/')}/__init__.py" for name in used.LEFT_OUT}
    listed = used.used_modules()
    assert {name.removesuffix("c") for name in found["stdlib"]} - own == set(listed["stdlib"])
    assert {name.removesuffix("c") for name in found["numpy"]} == set(listed["numpy"]) | fillers


def test_every_module_that_was_kept_can_be_imported(answers):
    assert {"json", "traceback", "numpy.fft", "numpy.linalg._umath_linalg", "numpy.random._pcg64"} <= set(kept())
    assert answers["imports"] == {}


def test_the_browsers_event_loop_comes_when_it_is_asked_for(answers):
    assert answers["at the start"] == [True, "WebLoop"]


def test_what_was_left_out_of_numpy_says_so(answers):
    assert "numpy.testing is left out of this page's Python" in answers["left out of NumPy"]


def test_a_missing_module_of_the_standard_library_says_why(answers):
    said = answers["missing"]
    assert isinstance(said, dict), said
    for name in ("unittest", "argparse", "queue", "doctest", "sqlite3"):
        assert f"No module named '{name}': Gradpad ships a trimmed Python" in json.dumps(said[name])
        assert "An ordinary CPython has it" in json.dumps(said[name])
    for name in ("nothing_of_this_name", "json.nothing"):
        assert "No module named" in json.dumps(said[name])
        assert "trimmed" not in json.dumps(said[name])


def test_a_mistake_in_the_engine_is_shown_with_its_line(answers):
    said = answers["a mistake"]
    assert "site-packages/gradpad/session" in said
    assert "Config.from_dict" in said  # the line itself


def test_a_list_of_another_pyodide_is_refused(tmp_path, monkeypatch):
    lock = json.loads(used.LOCK.read_text())
    lock["of"]["pyodide"] = "0.1"
    monkeypatch.setattr(used, "LOCK", tmp_path / "modules.json")
    used.LOCK.write_text(json.dumps(lock))
    with pytest.raises(TroubleError, match="another Pyodide") as caught:
        used.used_modules()
    assert "build.py lock modules" in caught.value.remedy


def test_an_import_of_the_engine_that_is_not_listed_is_refused(tmp_path, monkeypatch):
    (tmp_path / "gradpad").mkdir()
    (tmp_path / "gradpad/odd.py").write_text(
        "def f():\n    import queue, json as j  # odd\n    from csv import reader\n"
    )
    monkeypatch.setattr(paths, "ENGINE", tmp_path / "gradpad")
    assert used.engine_imports() == ["csv", "json", "queue"]
    with pytest.raises(TroubleError) as caught:
        used.used_modules()
    assert "queue (queue.py)" in caught.value.why


@pytest.mark.parametrize("archive", [steps.LEAN_STDLIB, steps.LEAN_NUMPY])
def test_there_is_no_text_and_nothing_for_compilers_or_tests(archive):
    for name in read_members(archive):
        assert name.endswith((".pyc", ".so")) or ".dist-info/" in name, name
        assert "/tests/" not in name
        assert not name.startswith("numpy/f2py/") or name == "numpy/f2py/__init__.pyc"


@pytest.mark.parametrize("wheel", [steps.LEAN_NUMPY, steps.LEAN_ENGINE])
def test_a_wheel_records_what_is_in_it(wheel):
    members = read_members(wheel)
    (record,) = [name for name in members if name.endswith(".dist-info/RECORD")]
    rows = {name: digest for name, digest, _ in csv.reader(io.StringIO(members[record].decode()))}
    assert set(rows) == set(members)
    for name, digest in rows.items():
        if name != record:
            found = base64.urlsafe_b64encode(hashlib.sha256(members[name]).digest()).rstrip(b"=").decode()
            assert digest == f"sha256={found}"


def test_the_same_members_make_the_same_wheel(tmp_path):
    members = {"a.py": b"a = 1", "a-1.dist-info/RECORD": b"", "a-1.dist-info/METADATA": b"Name: a"}
    write_wheel(tmp_path / "one.whl", members)
    write_wheel(tmp_path / "two.whl", dict(reversed(members.items())))
    assert (tmp_path / "one.whl").read_bytes() == (tmp_path / "two.whl").read_bytes()
