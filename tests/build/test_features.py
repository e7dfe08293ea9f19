"""docs/features.md says which test proves each feature: every test that it names must be there."""

import ast
import re

from tools.paths import ROOT

TABLE = ROOT / "docs" / "features.md"
NAMED = re.compile(r"`((?:[a-z]+/)?test_\w+)::(test_\w+)`")


def test_every_named_test_exists():
    named = NAMED.findall(TABLE.read_text(encoding="utf-8"))
    assert len(named) > 80
    missing = []
    for file, name in named:
        path = ROOT / "tests" / f"{file if '/' in file else f'browser/{file}'}.py"
        tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
        if name not in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}:
            missing.append(f"{file}::{name}")
    assert missing == []


def test_every_row_has_a_proof_or_says_that_it_is_missing():
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if re.match(r"\| (?!---|What )", line)]
    assert len(rows) > 60
    bare = [row for row in rows if not NAMED.search(row) and "**missing**" not in row and "bench" not in row]
    assert bare == []
