"""What the page's own menu saves after training in the page, run without Gradpad, gives the page's losses."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.browser.sketching import button, stroke
from tests.engine.test_against_torch import HOW, find_torch

Rows = dict[int, list[float]]
FORMATS = ["Python script", "Notebook", "One page", "PyTorch code"]


@pytest.fixture(scope="module")
def shown(visits: Any) -> Iterator[tuple[Page, Rows]]:
    """A page that was drawn on and trained by its buttons, and the losses that it shows, by epoch."""
    with visits() as visit:
        visit.open().ready()
        page = visit.page
        button(page, "Clear").click()
        for label, (x1, x2) in enumerate([(-2, 1.5), (1.5, -1), (-0.5, -2.5)]):
            page.get_by_role("radiogroup", name="Class").get_by_role("radio").nth(label % 2).check()
            stroke(page, [(x1 - 1, x2 + 0.5), (x1 + 1, x2 - 0.5)])
        button(page, "Train").click()  # at the pace of the eye: the script has to train as long
        visit.wait_for("pad => pad.snapshot.epoch >= 60")
        visit.call("pad => pad.pause()")  # it may rest by itself just now, and then the button is Train
        visit.wait_for("pad => pad.shadowRoot.querySelector('gp-workbench').state.phase === 'idle'")
        curve = visit.call("pad => JSON.parse(JSON.stringify(pad.snapshot.curve))")
        assert visit.call("pad => pad.snapshot.epoch") >= 60
        rows = zip(curve["epoch"], curve["data_loss"], curve["test_loss"], strict=True)
        yield page, {int(epoch): [loss for loss in losses if loss is not None] for epoch, *losses in rows}
        assert not visit.errors
        assert not visit.outside


@pytest.fixture(scope="module")
def saved(shown: tuple[Page, Rows], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files that the menu gives."""
    page, folder = shown[0], tmp_path_factory.mktemp("saved")
    files = {}
    button(page, "Share and save").click()
    for name in FORMATS:
        with page.expect_download() as coming:
            button(page, name).click()
        files[name] = folder / coming.value.suggested_filename
        coming.value.save_as(files[name])
    page.keyboard.press("Escape")
    return files


def run(python: str, script: Path) -> list[list[float]]:
    """What a script prints, as rows of numbers, run in a folder and with a path that know no Gradpad."""
    env = {"PATH": os.environ.get("PATH", "")}
    command = [python, "-I", "-W", "ignore", script.name]
    done = subprocess.run(command, cwd=script.parent, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [[float(part) for part in line.split()] for line in done.stdout.splitlines()[1:]]


def assert_same(rows: list[list[float]], shown: Rows, within: float) -> None:
    both = [row for row in rows if int(row[0]) in shown]
    assert len(both) >= 5, "too few epochs to compare"
    assert int(both[-1][0]) >= 50
    for epoch, *losses in both:
        wanted = shown[int(epoch)]
        assert losses[: len(wanted)] == pytest.approx(wanted, rel=within, abs=within)
    assert both[-1][1] < both[0][1]


def test_the_script_prints_the_losses_of_the_page(shown: tuple[Page, Rows], saved: dict[str, Path]) -> None:
    assert_same(run(sys.executable, saved["Python script"]), shown[1], 1e-9)


def test_the_notebook_gives_the_losses_of_the_page(shown: tuple[Page, Rows], saved: dict[str, Path]) -> None:
    notebook = json.loads(saved["Notebook"].read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()), np.errstate():
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), "cell", "exec"), names)
    assert_same(names["rows"], shown[1], 1e-9)


def test_the_one_page_shows_and_trains_to_the_losses_of_the_page(
    shown: tuple[Page, Rows], saved: dict[str, Path], visits: Any, tmp_path: Path
) -> None:
    with visits() as visit:
        page = visit.page
        page.goto(saved["One page"].as_uri())
        text = "\n".join(page.locator("pre").all_inner_texts())
        script = tmp_path / "copied.py"
        script.write_text(text, encoding="utf-8")
        assert_same(run(sys.executable, script), shown[1], 1e-9)
        sheets = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1


@pytest.mark.torch
def test_pytorch_prints_the_losses_of_the_page(shown: tuple[Page, Rows], saved: dict[str, Path]) -> None:
    python = find_torch()
    if python is None:
        pytest.skip(f"PyTorch is not installed; {HOW}")
    assert_same(run(str(python), saved["PyTorch code"]), shown[1], 1e-6)
