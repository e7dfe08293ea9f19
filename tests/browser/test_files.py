"""Files: what is saved opens again as it was, tables come in by every door, and what is wrong is told with its line."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

FIGURE = {
    "seed": 2,
    "data": {"kind": "xor", "count": 40, "noise": 0.1, "train_share": 0.5},
    "network": {"layers": [{"units": 3, "activation": "tanh"}]},
    "training": {"learning_rate": 0.1, "batch_size": 7},
}
TABLE = "x1,x2,label\n-2,1,0\n-1.5,2.25,0\n2,-1,1\n"
POINTS = [[-2, 1], [-1.5, 2.25], [2, -1]]
DROP = """(target, [name, text]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], name, { type: "text/plain" }));
    for (const type of ["dragover", "drop"]) {
        target.dispatchEvent(new DragEvent(type, {
            dataTransfer: transfer, bubbles: true, composed: true, cancelable: true,
        }));
    }
}"""


@pytest.fixture
def pad(one_visit: Any) -> Any:
    one_visit.put(FIGURE)
    return one_visit


def saved(visit: Any, name: str, folder: Path) -> Path:
    """Press a button of the list; return the file that came."""
    page = visit.page
    visit.button("Share and save").click()
    with page.expect_download() as coming:
        visit.button(name).click()
    page.keyboard.press("Escape")
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def opened(visit: Any, file: Path | dict[str, Any]) -> None:
    """Choose a file in the dialog."""
    page = visit.page
    visit.button("Share and save").click()
    with page.expect_file_chooser() as chooser:
        visit.button("Open a file…").click()
    chooser.value.set_files(file)  # type: ignore[arg-type]
    expect(page.get_by_role("dialog")).to_be_hidden()


def table(text: str) -> dict[str, Any]:
    return {"name": "points.csv", "mimeType": "text/csv", "buffer": text.encode()}


def test_the_script_that_is_saved_is_python_with_the_same_start(pad: Any, tmp_path: Path) -> None:
    path = saved(pad, "Python script", tmp_path)
    assert path.name == "gradpad_script.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        name.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    assert "numpy" in imported
    assert "gradpad" not in imported


def test_the_notebook_and_the_weights_are_what_they_say(pad: Any, tmp_path: Path) -> None:
    notebook = json.loads(saved(pad, "Notebook", tmp_path).read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    weights = json.loads(saved(pad, "Weights (JSON)", tmp_path).read_text(encoding="utf-8"))
    assert "gradpad_weights" in weights
    assert saved(pad, "Weights (NumPy)", tmp_path).read_bytes()[:2] == b"PK"


def test_a_session_that_is_saved_opens_again_with_its_weights_and_its_curve(pad: Any, tmp_path: Path) -> None:
    pad.call("pad => pad.train({ epochs: 15 })")
    before = pad.call("pad => pad.snapshot")
    config = pad.call("pad => pad.config")
    path = saved(pad, "Session", tmp_path)
    further = pad.call("pad => pad.train({ epochs: 5 })")
    pad.call("async pad => { pad.config = { seed: 99 }; await pad.reset(); }")
    other = pad.call("pad => pad.config")
    opened(pad, path)
    expect(pad.page.get_by_text("The session is open.")).to_be_visible()
    after = pad.call("pad => pad.snapshot")
    assert pad.call("pad => pad.config") == config
    for key in ("weights", "curve", "epoch", "step", "data_loss"):
        assert after[key] == before[key], key
    assert pad.call("pad => pad.train({ epochs: 5 })")["weights"] == further["weights"]
    pad.button("Undo").click()
    assert pad.call("pad => pad.config") == other


def test_a_damaged_session_is_told_and_changes_nothing(pad: Any, tmp_path: Path) -> None:
    pad.call("pad => pad.train({ epochs: 3 })")
    text = saved(pad, "Session", tmp_path).read_text(encoding="utf-8")
    before = pad.call("pad => ({ config: pad.config, snapshot: pad.snapshot })")
    content = json.loads(text)
    content["config"]["training"]["learning_rate"] = -1
    refused = [
        text[: len(text) // 2],
        json.dumps(content),
        text.replace('"gradpad_session"', '"gradpad_session":9,"x"', 1),
    ]
    for wrong in refused:
        opened(pad, {"name": "s.json", "mimeType": "application/json", "buffer": wrong.encode()})
        expect(pad.page.locator("gp-notice").get_by_role("alert").locator(".note.error")).to_be_visible()
        assert pad.call("pad => ({ config: pad.config, snapshot: pad.snapshot })") == before
        pad.button("Close this message").click()


@pytest.mark.parametrize("kind", ["Weights (JSON)", "Weights (NumPy)"])
def test_weights_that_are_saved_open_again(pad: Any, tmp_path: Path, kind: str) -> None:
    pad.call("pad => pad.train({ epochs: 9 })")
    weights = pad.call("pad => pad.snapshot.weights")
    path = saved(pad, kind, tmp_path)
    pad.call("pad => pad.reset()")
    assert pad.call("pad => pad.snapshot.weights") != weights
    opened(pad, path)
    expect(pad.page.get_by_text("The weights are in place.")).to_be_visible()
    assert pad.call("pad => pad.snapshot.weights") == weights
    pad.button("Close this message").click()


def test_weights_of_another_network_are_refused(pad: Any, tmp_path: Path) -> None:
    path = saved(pad, "Weights (JSON)", tmp_path)
    pad.put({**FIGURE, "network": {"layers": [{"units": 5, "activation": "tanh"}]}})
    weights = pad.call("pad => pad.snapshot.weights")
    opened(pad, path)
    expect(pad.page.locator("gp-notice").get_by_role("alert").locator(".note.error")).to_be_visible()
    assert pad.call("pad => pad.snapshot.weights") == weights
    pad.button("Close this message").click()


def test_points_that_are_saved_as_csv_open_again(pad: Any, tmp_path: Path) -> None:
    before = pad.call("pad => [...pad.shadowRoot.querySelector('gp-workbench').state.data.points]")
    path = saved(pad, "Points (CSV)", tmp_path)
    assert path.read_text(encoding="utf-8").startswith("x1,x2,label\n")
    opened(pad, path)
    expect(pad.page.get_by_text("points opened.")).to_be_visible()
    assert [value for point in pad.call("pad => pad.config.data.points") for value in point] == before


def test_a_table_is_opened_from_a_file_in_one_step_of_undo(pad: Any) -> None:
    before = pad.call("pad => pad.config")
    opened(pad, table(TABLE))
    expect(pad.page.get_by_text("3 points opened.")).to_be_visible()
    assert pad.call("pad => pad.config.data.points") == POINTS
    assert pad.call("pad => pad.config.data.labels") == [0, 0, 1]
    pad.button("Undo").click()
    assert pad.call("pad => pad.config") == before


def test_a_table_is_dropped_on_the_sketchpad(pad: Any) -> None:
    pad.page.get_by_label("Data", exact=True).evaluate(DROP, ["points.csv", TABLE])
    pad.wait_for("pad => pad.config.data.kind === 'points'")
    assert pad.call("pad => pad.config.data.points") == POINTS


def test_a_table_is_pasted_while_no_field_has_the_focus(pad: Any) -> None:
    page = pad.page
    page.evaluate("text => navigator.clipboard.writeText(text)", TABLE.replace(",", "\t"))
    rate = page.get_by_label("Learning rate", exact=True)
    rate.focus()
    page.keyboard.press("Control+V")
    assert pad.call("pad => pad.config.data.kind") == "xor"  # it was meant for the field
    rate.fill("0.1")
    rate.press("Enter")
    rate.evaluate("each => each.blur()")
    page.keyboard.press("Control+V")
    pad.wait_for("pad => pad.config.data.kind === 'points'")
    assert pad.call("pad => pad.config.data.points") == POINTS
    pad.button("Undo").click()
    page.get_by_label("Data", exact=True).focus()
    page.keyboard.press("Control+V")
    pad.wait_for("pad => pad.config.data.kind === 'points'")


@pytest.mark.parametrize("door", ["open", "drop", "paste"])
def test_what_is_wrong_in_a_table_is_told_with_its_line(pad: Any, door: str) -> None:
    page = pad.page
    text = "x1,x2,label\n1,2,0\n3,oops,1\n"
    before = pad.call("pad => pad.config")
    if door == "open":
        opened(pad, table(text))
    elif door == "drop":
        page.get_by_label("Data", exact=True).evaluate(DROP, ["points.csv", text])
    else:
        page.evaluate("text => navigator.clipboard.writeText(text)", text)
        page.get_by_label("Data", exact=True).focus()
        page.keyboard.press("Control+V")
    expect(page.locator("gp-notice").get_by_role("alert")).to_contain_text(re.compile(r"Line 3: .*oops"))
    assert pad.call("pad => pad.config") == before
    pad.button("Close this message").click()


def test_points_outside_the_plane_are_told_and_brought_in_on_request(pad: Any) -> None:
    opened(pad, table("40,1,0\n-2,2,1\n5,3,1\n"))
    page = pad.page
    expect(page.get_by_text("1 of them lies outside")).to_be_visible()
    assert pad.call("pad => pad.config.data.points[0]") == [40, 1]
    pad.button("Fit them into it").click()
    assert pad.call("pad => Math.max(...pad.config.data.points.flat().map(Math.abs))") <= 6
    pad.button("Undo").click()
    assert pad.call("pad => pad.config.data.points[0]") == [40, 1]


def test_points_too_far_out_for_the_engine_are_brought_in_at_once(pad: Any) -> None:
    opened(pad, table("40000,1,0\n-2,2,1\n5,3,1\n"))
    expect(pad.page.get_by_text("moved and stretched to fill the plane")).to_be_visible()
    assert pad.call("pad => Math.max(...pad.config.data.points.flat().map(Math.abs))") <= 6


@pytest.mark.parametrize("part", ["Output", "Network"])
def test_pictures_are_saved_as_they_stand(pad: Any, tmp_path: Path, part: str) -> None:
    svg = saved(pad, f"{part} (SVG)", tmp_path).read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert svg.count("<path") > 5
    png = saved(pad, f"{part} (PNG)", tmp_path)
    content = png.read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(content[16:20], "big") >= 1200  # its width: twice the drawing's


def test_a_file_that_cannot_be_written_is_told_in_the_dialog(pad: Any) -> None:
    page = pad.page
    pad.put({**FIGURE, "data": {"kind": "points", "points": [], "labels": []}})
    pad.button("Share and save").click()
    pad.button("Python script").click()
    said = page.get_by_role("dialog").get_by_role("status")
    expect(said).to_have_text(re.compile("points", re.IGNORECASE))
    expect(said).not_to_have_text(re.compile("Saved"))
    page.keyboard.press("Escape")
    pad.button("Close this message").click()
