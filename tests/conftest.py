"""What is run when: every test by `test --all` (pytest's `--whole`), those that must hold at every commit by `test`.

    @pytest.mark.whole("goes through the whole product; `test_a_sample` has every tenth")

What is named, by file or by -k, is always run.
"""

import gc
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

IN_PYODIDE = sys.platform == "emscripten"
# They start another Python, or look at files of the project: inside Pyodide there is neither.
collect_ignore = ["engine/test_one_file.py", "engine/test_lesson_claims.py"] if IN_PYODIDE else []
# What code is recorded and what is refused is decided above Pyodide: the tenth of these will do there.
CHOICES = ("test_edits.py", "test_fuzzed_rewrites.py")
SHARE = 10  # one in so many of the tests that say nothing of the Python below them is run inside Pyodide as well


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="also what takes too long for every commit")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, without calling it a skip, what is not due."""
    named = config.option.keyword or any("::" in word or word.endswith(".py") for word in config.args)
    if config.option.whole or named:
        return
    left_out = [item for item in items if item.get_closest_marker("whole") or (IN_PYODIDE and not is_due(item))]
    items[:] = [item for item in items if item not in set(left_out)]
    config.hook.pytest_deselected(items=left_out)


def pytest_collection_finish() -> None:
    """Spare all that was collected from being looked through whenever a test collects garbage."""
    if not IN_PYODIDE:
        gc.freeze()


@pytest.fixture(scope="session")
def one_file() -> Path:
    """The page as one file, made when a test wants it."""
    from tools.single_file import OUTPUT, single_step

    return made(single_step(), OUTPUT)


@pytest.fixture(scope="session")
def archive_file() -> Path:
    """The site as an archive."""
    from tools.zipped import OUTPUT, zip_step

    return made(zip_step(), OUTPUT)


@pytest.fixture(scope="session")
def makers() -> Path:
    """The environment that MkDocs, Sphinx, Pandoc and Jupyter are in."""
    from tools.embedding import MAKERS, makers_step

    return made(makers_step(), MAKERS)


@pytest.fixture(scope="session")
def example_sites(makers: Path) -> Path:
    """The examples of embedding as those build them."""
    from tools.embedding import SITES, examples_step

    return made(examples_step(), SITES)


def made(step: Any, output: Path) -> Path:
    from tools.exclusive import only_build
    from tools.steps import run_steps

    with only_build():  # one at a time, of all processes that share the tests
        run_steps([step])
    return output


def is_due(item: pytest.Item) -> bool:
    """Whether a test is run inside Pyodide at every commit: where it tells of Pyodide, and a tenth of the others."""
    compiler = item.path.parent.name == "compiler" and item.path.name not in CHOICES
    tells = compiler or item.get_closest_marker("platform") is not None
    return tells or zlib.crc32(item.nodeid.encode()) % SHARE == 0
