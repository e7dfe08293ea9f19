"""Finding a CPython that is new enough and really starts: a name on the PATH is a promise, not a proof."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST = (3, 12)  # what pyodide-build asks for
NEWEST = (3, 14)  # the newest that all pinned wheels exist for
NAMES = ("python3.13", "python3.14", "python3.12", "python3", "python")
QUESTION = (
    "import sys, json, ssl, venv, ensurepip; print(json.dumps("
    "[sys.implementation.name, list(sys.version_info[:3]), sys.executable]))"
)


@dataclass(frozen=True)
class Interpreter:
    """A Python that was started and answered."""

    path: Path
    version: tuple[int, ...]

    def __str__(self) -> str:
        return f"CPython {'.'.join(map(str, self.version))} ({self.path})"


def wanted() -> str:
    """Return the accepted versions in words."""
    return f"CPython {'.'.join(map(str, OLDEST))} to {'.'.join(map(str, NEWEST))}"


def probe(path: Path, timeout: float = 20.0) -> Interpreter | str:
    """Start a candidate and ask it who it is; return it, or the reason why it will not do."""
    try:
        answer = subprocess.run(
            [str(path), "-I", "-c", QUESTION], capture_output=True, text=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        return f"gave no answer within {timeout:.0f} s"
    except OSError as error:
        return f"does not start ({error.strerror or error})"
    if answer.returncode:
        last = (answer.stderr.strip().splitlines() or ["no message"])[-1]
        return f"exits with code {answer.returncode} ({last})"
    try:
        name, version, executable = json.loads(answer.stdout)
    except ValueError:
        return "answers with something that is not an answer"
    if name != "cpython":
        return f"is {name}, not CPython"
    if not OLDEST <= tuple(version[:2]) <= NEWEST:
        return f"is {'.'.join(map(str, version))}"
    return Interpreter(Path(executable or path), tuple(version))


def candidates() -> Iterator[Path]:
    """Yield every Python that might do: this one, those on the PATH, then pyenv's, uv's, conda's and the system's."""
    seen: set[Path] = set()
    for path in _all_candidates():
        if path not in seen and path.exists():
            seen.add(path)
            yield path


def find(paths: Iterable[Path] | None = None) -> tuple[Interpreter | None, list[str]]:
    """Return the first candidate that will do, and why those before it would not."""
    refused: list[str] = []
    for path in candidates() if paths is None else paths:
        answer = probe(path)
        if isinstance(answer, Interpreter):
            return answer, refused
        refused.append(f"{path} {answer}")
    return None, refused


def _all_candidates() -> Iterator[Path]:
    yield Path(sys.executable)
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        for name in NAMES:
            yield Path(folder or ".") / (name + (".exe" if os.name == "nt" else ""))
    home = Path.home()
    pyenv = Path(os.environ.get("PYENV_ROOT") or home / ".pyenv")
    uv_data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "uv" / "python"
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or uv_data)
    yield from _newest_first(pyenv / "versions")
    yield from _newest_first(uv)
    for name in ("miniconda3", "miniforge3", "mambaforge", "anaconda3"):
        for base in (home, Path("/opt")):
            yield from _pythons_in(base / name)
            yield from _newest_first(base / name / "envs")
    yield from _newest_first(Path("/Library/Frameworks/Python.framework/Versions"))
    for folder in ("/opt/homebrew/bin", "/usr/local/bin", "/usr/bin"):
        yield from (Path(folder) / name for name in NAMES)
    local = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    yield from _newest_first(local / "Programs" / "Python")
    yield from _newest_first(Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming") / "uv" / "python")


def _newest_first(folder: Path) -> Iterator[Path]:
    """Yield the Pythons of every version in a folder, the newest first, as far as names tell."""
    try:
        versions = [entry for entry in folder.iterdir() if entry.is_dir()]
    except OSError:
        return
    for version in sorted(versions, key=_numbers, reverse=True):
        yield from _pythons_in(version)


def _pythons_in(folder: Path) -> Iterator[Path]:
    if os.name == "nt":
        yield folder / "python.exe"
    else:
        yield folder / "bin" / "python3"


def _numbers(path: Path) -> list[int]:
    digits = "".join(letter if letter.isdigit() else " " for letter in path.name)
    return [int(number) for number in digits.split()]
