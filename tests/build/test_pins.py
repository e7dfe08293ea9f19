"""What is installed is pinned to the byte, and no committed file names a registry's host."""

import json
import re
import subprocess

import pytest

from tools.paths import LOCKS, ROOT

# Put together from parts, so that this file does not name them itself.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("npmmirror", "com"),
        ("deb", "debian", "org"),
        ("anaconda", "org"),
        ("crates", "io"),
    )
]
FULL_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


def test_no_committed_file_names_a_registrys_host():
    patterns = [word for host in HOSTS for word in ("-e", host)]
    found = subprocess.run(
        ["git", "grep", "-I", "--name-only", "--fixed-strings", *patterns], cwd=ROOT, capture_output=True, text=True
    )
    assert found.returncode in (0, 1), found.stderr
    assert found.stdout.split() == []


def test_no_committed_file_names_a_local_index():
    local = "/".join(("file://", "opt", "pypi"))
    found = subprocess.run(["git", "grep", "-l", "-F", local], cwd=ROOT, capture_output=True, text=True)
    assert found.stdout.split() == []


def requirements(path):
    """Return the entries of a lock file: name, version, and the rest of the entry."""
    text = path.read_text().replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return [re.fullmatch(r"([\w.-]+)==([\w.]+)(.*)", entry).groups() for entry in entries]


@pytest.mark.parametrize(
    "lock", [*sorted(LOCKS.glob("*.lock")), ROOT / "docs/embedding/requirements.lock"], ids=lambda path: path.stem
)
def test_every_tool_is_pinned_with_hashes(lock):
    entries = requirements(lock)
    assert entries
    for name, _, rest in entries:
        assert FULL_HASH.search(rest), f"{name} has no hash"


def locked(name):
    return {entry[0]: entry[1] for entry in requirements(LOCKS / f"{name}.lock")}


@pytest.mark.parametrize("name", [path.stem for path in sorted(LOCKS.glob("*.in"))])
def test_what_is_asked_for_is_what_is_locked(name):
    asked = re.findall(r"^([\w-]+)(?:\[\w+\])?==([\w.]+)", (LOCKS / f"{name}.in").read_text(), re.MULTILINE)
    assert asked
    for package, version in asked:
        assert locked(name)[package] == version


def test_what_lies_in_one_environment_is_there_in_one_version():
    """`.venv` gets what building needs, then what tests and checks need: none may take another's package away."""
    build, test, check = (locked(name) for name in ("build", "test", "check"))
    for one, other in ((build, test), (build, check), (test, check)):
        assert {name: one[name] for name in one.keys() & other.keys()} == {
            name: other[name] for name in one.keys() & other.keys()
        }


def test_building_needs_nothing_that_only_tests_or_checks_use():
    assert not {"scikit-learn", "scipy", "playwright", "pytest", "wasmtime", "mypy", "ruff"} & set(locked("build"))


def test_the_front_ends_packages_are_exact_and_whole():
    package = json.loads((ROOT / "package.json").read_text())
    for name, version in {**package["dependencies"], **package["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"{name} is not pinned: {version}"
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    wanted = {name for entry in lock.values() for name in entry.get("optionalDependencies", {})}
    for path, entry in lock.items():
        if path:
            assert entry["integrity"].startswith("sha512-"), path
            assert "resolved" not in entry, path
    assert [name for name in wanted if f"node_modules/{name}" not in lock] == []


def test_the_tools_numpy_is_pyodides():
    lock = json.loads((ROOT / "node_modules/pyodide/pyodide-lock.json").read_text())
    assert locked("build")["numpy"] == lock["packages"]["numpy"]["version"]
