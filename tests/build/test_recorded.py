"""Figures that train without Python: what is in their file, and what can't be recorded."""

import gzip
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gradpad.authoring.cli import main
from gradpad.compiler import runtime
from gradpad.errors import ConfigError, DataError
from gradpad.recorded import record_figure
from gradpad.session import Session, carried
from tools.paths import ENGINE

EIGHT = {"network": {"layers": [{"units": 8, "activation": "tanh"}] * 2}}


def told(config: Any) -> Any:
    """What is in a figure's file."""
    return carried.from_bytes(gzip.decompress(record_figure(config)))


def test_a_figure_of_two_layers_of_eight_fits_into_25_kilobytes() -> None:
    assert len(record_figure(EIGHT)) < 25_000


def test_a_figure_holds_its_configuration_whole_and_the_start_of_a_session() -> None:
    figure = told(EIGHT)
    session = Session(EIGHT)
    assert carried.to_bytes(figure["start"]) == session.carry()
    assert figure["data"]["points"].tolist() == session.data()["points"].tolist()
    assert '"learning_rate": 0.03' in figure["config"]


def test_the_same_figure_is_the_same_file_and_another_has_another_fingerprint() -> None:
    assert record_figure(EIGHT) == record_figure(EIGHT)
    others = [{}, EIGHT, {"seed": 1}, {"training": {"learning_rate": 0.1}}]
    assert len({told(config)["fingerprint"] for config in others}) == len(others)


def test_recording_needs_nothing_that_runs_webassembly(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = record_figure({})
    nothing = runtime.NoRuntime("nothing here")
    monkeypatch.setattr(runtime, "_found", nothing)
    assert record_figure({}) == expected
    assert runtime._found is nothing


@pytest.mark.parametrize(
    ("config", "error", "message"),
    [
        ({"training": {"engine": "numpy"}}, ConfigError, r'training.engine is "numpy"'),
        ({"training": {"stop_epochs": 20}}, ConfigError, r"training.stop_epochs is 20; .* must be 0"),
        ({"training": {"patience": 5}}, ConfigError, r"training.patience is 5; .* must be 0"),
        ({"features": ["radius"]}, ConfigError, r"can't be recorded: np.hypot"),
        ({"features": [{"formula": "x1*x2"}]}, ConfigError, r"can't be recorded: "),
        ({"data": {"kind": "points", "points": [], "labels": []}}, DataError, "There are no points yet"),
        ({"seed": -1}, ConfigError, "seed is -1"),
    ],
)
def test_what_cant_be_recorded_is_refused_with_the_reason(config: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        record_figure(config)


def test_the_command_records_a_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config, figure = tmp_path / "config.json", tmp_path / "figure.gradpad"
    config.write_text('{"seed": 3}', encoding="utf-8")
    assert main(["record", str(config), "-o", str(figure)]) == 0
    assert figure.read_bytes() == record_figure({"seed": 3})
    assert "trains without Python" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"seed": "x"}'))
    assert main(["record", "-", "-o", str(figure)]) == 1
    assert "seed is 'x'" in capsys.readouterr().err
    config.write_text("{", encoding="utf-8")
    assert main(["record", str(config), "-o", str(figure)]) == 1
    assert "is no JSON" in capsys.readouterr().err


def test_the_package_itself_knows_the_command(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "gradpad", "record", "-", "-o", str(tmp_path / "figure.gradpad")]
    subprocess.run(words, input="{}", text=True, check=True, env={"PYTHONPATH": str(ENGINE.parent)})
    figure = carried.from_bytes(gzip.decompress((tmp_path / "figure.gradpad").read_bytes()))
    expected = told({})
    # Where constants lie in a program depends on what the same process compiled before.
    for part in ("config", "data", "start"):
        assert carried.to_bytes(figure[part]) == carried.to_bytes(expected[part])
