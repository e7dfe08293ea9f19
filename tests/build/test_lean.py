"""The lean parts inside Pyodide: all that the page promises still works, and nothing in them is waste."""

import base64
import csv
import hashlib
import io
import json

import pytest

from tools import python_parts
from tools.archives import read_members, write_wheel
from tools.lean import steps


def in_lean_pyodide(python):
    """Runs lines of Python on the very parts that the page downloads, loaded by the same lock file."""
    parts = {"lock": python_parts.parts()["lock"], "base": str(python_parts.FOLDER), "checked": True}
    return steps.in_pyodide(python, "lean test", stdlib=str(python_parts.stdlib()), packages=["gradpad"], **parts)


def test_all_that_the_page_promises_works_with_what_was_kept():
    python = """
import promises
promises.keep_all()
await promises.waiting()
"kept"
"""
    assert in_lean_pyodide(python) == "kept"


def test_every_module_that_was_kept_can_be_imported():
    stdlib = read_members(steps.LEAN_STDLIB)
    names = [*stdlib, *(name for name in read_members(steps.LEAN_NUMPY) if name.endswith((".pyc", ".so")))]
    modules = {name.split(".")[0].replace("/", ".").removesuffix(".__init__") for name in names}
    assert {"json", "traceback", "numpy.fft", "numpy.linalg._umath_linalg", "numpy.random._pcg64"} <= modules
    python = f"""
import importlib, json
failed = {{}}
for name in {sorted(modules)!r}:
    try:
        importlib.import_module(name)
    except Exception as error:
        failed[name] = repr(error)
json.dumps(failed)
"""
    assert json.loads(in_lean_pyodide(python)) == {}


def test_what_nobody_has_asked_for_is_not_imported_at_the_start():
    python = """
import asyncio, json, sys, traceback
order = list(sys.modules)
loop = type(asyncio.get_event_loop()).__name__
json.dumps([order.index("asyncio.events") > order.index("pyodide._package_loader"), "_colorize" in order, loop])
"""
    # These lines are run by `asyncio` themselves: all of it came after Pyodide's last module.
    assert json.loads(in_lean_pyodide(python)) == [True, False, "WebLoop"]


def test_no_dataclass_of_the_engine_is_compiled_at_the_start():
    python = """
import builtins, dataclasses, json, marshal
from importlib.resources import files
import gradpad
known = marshal.loads((files(gradpad) / "dataclass_code.bin").read_bytes())
texts = []
def run(text, names, results):
    texts.append(text)
    builtins.exec(text, names, results)
dataclasses.exec = run
import promises
promises.import_engine()
json.dumps([len(texts), len(set(texts) - set(known))])
"""
    made, unknown = json.loads(in_lean_pyodide(python))
    assert made > 0
    assert unknown == 0


def test_every_module_that_the_engine_names_is_there():
    lines = [line for line in steps.engine_imports() if not line.startswith("from .")]
    modules = {line.split()[1].rstrip(",") for line in lines} - {"wasmtime", "gradpad.compiler.runtime_wasmtime"}
    assert {"numpy", "json", "pyodide.ffi"} <= modules
    python = f"import importlib, json\njson.dumps([importlib.import_module(n).__name__ for n in {sorted(modules)!r}])"
    assert len(json.loads(in_lean_pyodide(python))) == len(modules)


def test_what_was_left_out_says_so():
    python = """
import numpy
try:
    numpy.testing.assert_allclose(1, 1)
except AttributeError as error:
    said = str(error)
said
"""
    assert "numpy.testing is left out of this page's Python" in in_lean_pyodide(python)


def test_a_mistake_in_the_engine_is_shown_with_its_line():
    python = """
import traceback
from gradpad.session import Session
try:
    Session({"training": {"learning_rate": "fast"}})
except Exception:
    said = traceback.format_exc()
json = __import__("json").dumps(said)
json
"""
    said = json.loads(in_lean_pyodide(python))
    assert 'File "/lib/python3.14/site-packages/gradpad/session/session.py", line' in said
    assert "Config.from_dict" in said  # the line itself


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
