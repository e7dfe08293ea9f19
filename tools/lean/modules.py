"""Which files of the standard library and of NumPy loaded modules came from. Runs inside Pyodide, at build time."""

import sys
from pathlib import Path, PurePosixPath

_MAJOR, _MINOR = sys.version_info[:2]
STDLIB = PurePosixPath(f"/lib/python{_MAJOR}{_MINOR}.zip")
SITE = PurePosixPath(f"/lib/python{_MAJOR}.{_MINOR}/site-packages")


def leave_out(packages: list[str], text: str) -> None:
    """Put `text` in the place of some of NumPy's packages, as it will be where they are left out."""
    for package in packages:
        folder = Path(SITE, *package.split("."))
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        (folder / "__init__.py").write_text(text)


def used_files() -> dict[str, list[str]]:
    """Return the members of the standard library's zip and of NumPy's wheel that loaded modules came from.

    And by name the modules that need none, because Python has them within itself (`frozen`).
    """
    used: dict[str, set[str]] = {"stdlib": set(), "numpy": set(), "frozen": set()}
    for name, module in list(sys.modules.items()):
        if getattr(getattr(module, "__spec__", None), "origin", None) == "frozen":
            used["frozen"].add(name)
        path = PurePosixPath(getattr(module, "__file__", None) or "/")
        if path.is_relative_to(STDLIB):
            used["stdlib"].add(str(path.relative_to(STDLIB)))
        elif path.is_relative_to(SITE / "numpy"):
            used["numpy"].add(str(path.relative_to(SITE)))
    return {archive: sorted(files) for archive, files in used.items()}
