"""Another Pyodide is looked at before anything is changed, and what does not fit is told."""

import shutil
import zipfile

import pytest

from tools import numpy_wheel, upgrading
from tools.console import TroubleError
from tools.numpy_wheel import PYODIDE

FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip")


@pytest.fixture
def candidate(tmp_path):
    """The Pyodide that is pinned, as npm packs it."""
    for name in FILES:
        shutil.copyfile(PYODIDE / name, tmp_path / name)
    return tmp_path


def bad(candidate):
    return [finding.text for finding in upgrading.examine(candidate) if not finding.good]


def test_the_pinned_one_fits(candidate):
    found = upgrading.examine(candidate)
    assert len(found) == 6
    assert bad(candidate) == []
    assert str(found[0]).startswith("ok      Python 3.14")


def test_what_another_lacks_is_told(candidate):
    script = candidate / "pyodide.asm.mjs"
    script.write_text(script.read_text().replace("newDSO", "newLibrary"))
    with zipfile.ZipFile(candidate / "python_stdlib.zip", "w") as archive:
        archive.writestr("pyodide/__init__.py", "from .webloop import begin\nbegin()")
        archive.writestr("pyodide/webloop.py", "def _initialize_event_loop(): ...")
    code = "0061736d 01000000 01 05 01 60 00 01 7f 02 01 00 03 02 01 00 0a 06 01 04 00 ff 2a 0b"
    (candidate / "pyodide.asm.wasm").write_bytes(bytes.fromhex(code))
    told = "\n".join(bad(candidate))
    assert "`newDSO` is not in pyodide.asm.mjs any more; web/engine/boot/packages.js uses it for loading" in told
    assert "instruction 0xff is not known" in told
    assert "how the event loop begins" in told
    assert "modules that are gone: " in told


def test_without_its_numpy_nothing_is_changed(candidate, monkeypatch, capsys):
    def refuse(version, lock):
        raise TroubleError("numpy.whl could not be fetched.", "no network", "Connect.")

    monkeypatch.setattr(upgrading, "run_steps", lambda steps: None)
    monkeypatch.setattr(upgrading, "fetch", lambda version: candidate)
    monkeypatch.setattr(numpy_wheel, "wheel_of", refuse)
    monkeypatch.setattr(upgrading, "write_pins", lambda *_: pytest.fail("it wrote pins"))
    monkeypatch.setattr(upgrading.used, "renew_lock", lambda: pytest.fail("it wrote the list"))
    assert upgrading.upgrade("999.0.1") == 1
    said = capsys.readouterr().out
    assert "Pyodide 999.0.1; pinned is" in said
    assert "can't be had here, so nothing was changed" in said
    assert "What is left to a person" in said


def test_pins_are_written_where_they_stand(tmp_path, monkeypatch):
    for name, text in {
        "PACKAGE": '{"lit": "3.3.3", "pyodide": "314.0.3"}',
        "ASKED": "pip==1\nnumpy==2.4.3   # a\n",
    }.items():
        monkeypatch.setattr(upgrading, name, tmp_path / name)
        (tmp_path / name).write_text(text)
    upgrading.write_pins("315.0.1", "2.5.0")
    assert (tmp_path / "PACKAGE").read_text() == '{"lit": "3.3.3", "pyodide": "315.0.1"}'
    assert (tmp_path / "ASKED").read_text() == "pip==1\nnumpy==2.5.0   # a\n"
