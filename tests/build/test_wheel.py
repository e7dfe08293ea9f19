"""The engine's wheel alone: what README promises runs where nothing else of Gradpad is."""

import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tools.engine_wheel import engine_wheel, wheel_step
from tools.paths import ROOT
from tools.steps import run_steps

SKLEARN = ("sklearn", "scipy", "joblib", "cloudpickle", "loky", "threadpoolctl", "narwhals")  # with what it needs
FAST = ("wasmtime",)


@pytest.fixture(scope="module")
def wheel() -> Path:
    run_steps([wheel_step()])
    return engine_wheel()


def digits() -> str:
    """The program that README shows."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    [program] = [block for block in blocks if "load_digits" in block]
    return program


def place(folder: Path, wheel: Path, *packages: str) -> Path:
    """A folder with the wheel's content and some packages of these tests' environment, and nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    installed = Path(sysconfig.get_path("purelib"))
    for name in packages:
        for found in (name, f"{name}.libs", f"{name}.py"):
            if (installed / found).exists():
                (folder / found).symlink_to(installed / found)
    return folder


def run(folder: Path, *command: str) -> str:
    """What Python prints that sees the standard library and one folder."""
    start = f"import sys; sys.path.insert(0, {str(folder)!r}); sys.argv = ['-']; "
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", "-c", start + "; ".join(command)],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("extra", "engine"), [((), "numpy"), (FAST, "compiled")], ids=["numpy", "fast"])
def test_the_digits_of_the_readme_are_learned(tmp_path: Path, wheel: Path, extra: tuple[str, ...], engine: str) -> None:
    folder = place(tmp_path / "alone", wheel, "numpy", *SKLEARN, *extra)
    (tmp_path / "alone" / "digits.py").write_text(digits(), encoding="utf-8")
    printed = run(folder, "import runpy", "runpy.run_path('digits.py')")
    told, score = printed.splitlines()[:2]
    print(f"\n{told}\naccuracy on what was not learned: {score.split()[0]}")
    assert re.match(rf"<History of 20 epochs, [\d.]+ s, {engine}: loss ", told)
    assert float(score.split()[0]) > 0.95


def test_numpy_is_all_that_the_first_program_needs(tmp_path: Path, wheel: Path) -> None:
    printed = run(
        place(tmp_path / "alone", wheel, "numpy"), "import runpy", "runpy.run_module('gradpad', run_name='__main__')"
    )
    assert "layer 2  b  (1,)" in printed
    assert str(tmp_path / "alone" / "gradpad") in printed


def test_every_module_can_be_imported_with_numpy_alone(tmp_path: Path, wheel: Path) -> None:
    """The API reference is made where no extra is installed, and so may any module be read."""
    names = run(
        place(tmp_path / "alone", wheel, "numpy"),
        "import pkgutil, importlib, gradpad",
        "names = [module.name for module in pkgutil.walk_packages(gradpad.__path__, 'gradpad.')]",
        "[importlib.import_module(name) for name in names if not name.endswith('__main__')]",
        "print(*names)",
    )
    assert "gradpad.compiler.runtime_wasmtime" in names.split()


def test_the_wheel_says_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        [metadata] = [archive.read(name).decode() for name in names if name.endswith("METADATA")]
    assert "gradpad/py.typed" in names
    assert "Requires-Python: >=3.11\n" in metadata
    needs = [line for line in metadata.splitlines() if line.startswith("Requires-Dist")]
    assert len(needs) == 3
    assert needs[0].startswith("Requires-Dist: numpy")
    assert re.fullmatch(r"Requires-Dist: wasmtime.*; extra == ['\"]fast['\"]", needs[1])
    assert re.fullmatch(r"Requires-Dist: anywidget.*; extra == ['\"]notebook['\"]", needs[2])


@pytest.mark.whole("installs from the package registry; the tests above use packages that are here already")
def test_it_installs_with_its_extra_into_an_environment_of_its_own(tmp_path: Path, wheel: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = next(path for path in tmp_path.glob("venv/*/python*") if path.stem == "python")
    (tmp_path / "digits.py").write_text(digits(), encoding="utf-8")
    for what, engine in (("", "numpy"), ("[fast]", "compiled")):
        install = [
            python,
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            f"{wheel}{what}",
            "scikit-learn",
        ]
        subprocess.run(install, check=True)
        done = subprocess.run([python, "digits.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
        assert f" s, {engine}: loss " in done.stdout
