"""What is run when: every test by `test --all` (pytest's `--whole`), those that must hold at every commit by `test`.

    @pytest.mark.whole("goes through the whole product; `test_a_sample` has every tenth")

What is named, by file or by -k, is always run.
"""

import sys
import zlib

import pytest

IN_PYODIDE = sys.platform == "emscripten"
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


def is_due(item: pytest.Item) -> bool:
    """Whether a test is run inside Pyodide at every commit: where it tells of Pyodide, and a tenth of the others."""
    tells = item.path.parent.name == "compiler" or item.get_closest_marker("platform") is not None
    return tells or zlib.crc32(item.nodeid.encode()) % SHARE == 0
