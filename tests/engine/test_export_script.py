"""The exported script and notebook, run by themselves, give the engine's own losses."""

import contextlib
import io
import json
import subprocess
import sys

import numpy as np
import pytest

from gradpad import sources
from gradpad.errors import ConfigError, DataError
from gradpad.export import FORMATS
from gradpad.session import Session
from tests.engine.export_cases import CASES

EPOCHS = 12


def trained(config, epochs=EPOCHS):
    session = Session(config)
    session.train(max_epochs=epochs)
    return session


def curve_rows(session):
    """What the page shows: epoch -> the losses, without those of an empty test set."""
    curve = session.run.curve
    columns = zip(curve.epoch, curve.data_loss, curve.test_loss, strict=True)
    return {epoch: [loss for loss in losses if np.isfinite(loss)] for epoch, *losses in columns}


def run_by_itself(script, folder):
    """Returns: what the script prints, as rows of numbers, run by an interpreter that has no Gradpad."""
    if sys.platform == "emscripten":  # a browser's Python starts no other one
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(script, "exported", "exec"), {"__name__": "__main__"})
        text = printed.getvalue()
    else:
        file = folder / "gradpad_script.py"
        file.write_text(script, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-W", "error", str(file)], cwd=folder, env={}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        text = done.stdout
    return [[float(part) for part in line.split()] for line in text.splitlines()[1:]]


def assert_same(rows, session):
    shown = curve_rows(session)
    assert [int(row[0]) for row in rows] == [0, 1, 2, 5, 10, EPOCHS]
    for epoch, *losses in rows:
        assert losses[: len(shown[epoch])] == pytest.approx(shown[epoch], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_the_script_prints_the_losses_of_the_page(name, tmp_path):
    session = trained(CASES[name])
    script = session.export("script")
    assert "gradpad." not in script.lower().replace("gradpad_script.py", "").replace("of gradpad.", "")
    assert_same(run_by_itself(script, tmp_path), session)


@pytest.mark.parametrize("name", CASES)
def test_the_notebook_gives_the_same_cell_by_cell(name):
    session = trained(CASES[name])
    notebook = json.loads(session.export("notebook"))
    assert_is_notebook(notebook)
    names, printed = {}, io.StringIO()
    with contextlib.redirect_stdout(printed), np.errstate():
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
    assert_same(names["rows"], session)
    assert printed.getvalue().startswith("epoch  training loss")


def assert_is_notebook(notebook):
    """What nbformat's schema of version 4.5 asks for."""
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert set(notebook) == {"nbformat", "nbformat_minor", "metadata", "cells"}
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    for cell in notebook["cells"]:
        common = {"id", "cell_type", "metadata", "source"}
        assert set(cell) == (common | {"execution_count", "outputs"} if cell["cell_type"] == "code" else common)
        assert all(isinstance(line, str) for line in cell["source"])
        assert all(line.endswith("\n") for line in cell["source"][:-1])
    headings = [c["source"][0].strip() for c in notebook["cells"] if c["cell_type"] == "markdown"]
    assert {"## The data", "## The network", "## The start", "## Training"} <= set(headings)


def test_nbformat_agrees_that_it_is_a_notebook():
    nbformat = pytest.importorskip("nbformat")
    nbformat.validate(nbformat.reads(Session({}).export("notebook"), as_version=4))


def test_only_what_is_used_is_in_the_script():
    plain = Session({}).export("script")
    for word in ("dropout", "Softmax", "ReLU", "penalty", "schedule", "mask", "uniforms", "from_logits", "log1p"):
        assert word not in plain, word
    full = Session(CASES["dropout, nesterov, step decay"]).export("script")
    for word in ("def dropout_masks", "class Tanh", "class ELU", "class Nesterov", "class StepDecay", "def uniforms"):
        assert word in full, word


def test_the_formulas_are_the_engines_own():
    script = Session(CASES["adam, relu, L2"]).export("script")
    for module, line in [
        ("layers", 'self.grads["W"] = self.x.T @ delta'),
        ("activations", "return np.maximum(z, 0.0)"),
        ("optimizers", "mean_square_scale"),
        ("optimizers", "return (rate * mean_scale) * mean / (np.sqrt(mean_square * square_scale) + self.epsilon)"),
        ("losses", "return 0.5 * ((scores - targets) ** 2).sum(axis=1)"),
    ]:
        assert (line in script) == (line in sources.text(module)), line


@pytest.fixture
def edit():
    """Edits a module as the page does, and puts everything back afterwards."""
    session = Session({})

    def apply(module, *pairs):
        text = sources.text(module)
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        answer = session.edit(module, text)
        assert answer["applied"], answer["error"]

    yield apply
    session.restore()
    assert not sources.edited


def test_an_edited_module_is_exported_as_edited_with_what_it_needs(edit, tmp_path):
    edit(
        "activations",
        ("return np.tanh(z)", "return bent(z)"),
        ("return 1 - a * a", "return STEEP * (1 - a * a / HEIGHT**2)"),
        ("class Activation(Choice):", "HEIGHT = 1.5\nSTEEP = 1.5\n\n\nclass Activation(Choice):"),
        (
            "@ACTIVATIONS.register\nclass Identity",
            "def bent(z: Array) -> Array:\n    return HEIGHT * np.tanh(z)  # higher\n\n\n"
            "@ACTIVATIONS.register\nclass Identity",
        ),
    )
    session = trained({"data": {"kind": "xor"}})
    script = session.export("script")
    assert "def bent(z):\n    return HEIGHT * np.tanh(z)  # higher" in script
    assert_same(run_by_itself(script, tmp_path), session)
    assert "edited on the page" in session.export("pytorch").replace("\n", " ")
    assert "def bent" in json.loads(session.export("session"))["code"]["activations"]


def test_an_edit_in_the_middle_of_a_run_is_told():
    session = trained({"data": {"kind": "xor"}})
    assert not session.altered
    text = sources.text("activations")
    try:
        assert session.edit("activations", text + "\n")["applied"]
    finally:
        session.restore()
    assert session.altered
    assert "something was changed while training ran" in session.export("script").replace("\n", " ")


def test_what_a_visitor_adds_is_exported_too(edit, tmp_path):
    edit(
        "losses",
        (
            "return 0.5 * ((scores - targets) ** 2).sum(axis=1)",
            "return 0.5 * (np.abs(scores - targets) ** 2.0).sum(axis=1)",
        ),
    )
    session = trained({"data": {"kind": "xor"}})
    assert_same(run_by_itself(session.export("script"), tmp_path), session)


def test_start_weights_that_were_set_by_hand_are_the_scripts_start(tmp_path):
    session = Session(CASES["adam, relu, L2"])
    weights = [
        {"W": (np.array(layer.W) * 0.5).tolist(), "b": (np.array(layer.b) + 0.25).tolist()}
        for layer in session.run.trainer.network.layers
    ]
    session.set_weights(weights)
    first = session.run.losses()
    session.train(max_epochs=EPOCHS)
    rows = run_by_itself(session.export("script"), tmp_path)
    assert rows[0][1:3] == pytest.approx([first.data_loss, first.test_loss], rel=1e-9)
    shown = curve_rows(session)
    assert rows[-1][1:3] == pytest.approx(shown[EPOCHS], rel=1e-9)


def test_the_script_tells_what_the_page_shows_and_when_it_can_not():
    session = trained({})
    loss = session.run.curve.data_loss[-1]
    assert f"After epoch {EPOCHS} the page shows a training loss of {loss:.12g}" in session.export("script")
    session.update({"training": {"learning_rate": 0.1}})
    assert "something was changed while training ran" in session.export("script").replace("\n", " ")
    session.reset()
    assert "something was changed" not in session.export("script").replace("\n", " ")
    session.train(max_steps=3)
    session.open_weights(session.export("json"))
    assert "something was changed" in session.export("script").replace("\n", " ")


def test_a_long_run_is_shown_at_epochs_of_its_curve():
    session = trained({"data": {"kind": "xor", "count": 8}, "training": {"batch_size": 4}}, 730)
    script = session.export("script")
    shown = json.loads(script.split("SHOWN = ")[1].split("]")[0] + "]")
    assert shown[-1] == 730
    assert len(shown) < 20
    assert set(shown) - set(session.run.curve.epoch) <= {730}


def test_the_script_is_readable():
    script = trained({}).export("script")
    assert max(map(len, script.splitlines())) <= 120
    code = script.split("# The data -")[0]
    assert len(code.splitlines()) < 190


@pytest.mark.parametrize("format", ["script", "notebook", "pytorch"])
def test_what_can_not_be_trained_is_refused_in_the_engines_words(format):
    with pytest.raises(DataError, match="no points"):
        Session({"data": {"kind": "points"}}).export(format)


def test_an_unknown_format_is_refused():
    with pytest.raises(ConfigError, match=f"it must be one of {', '.join(FORMATS)}"):
        Session({}).export("exe")
    with pytest.raises(ConfigError, match="format is"):
        Session({}).export(None)


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_is_the_same_every_time_and_changes_nothing(format):
    session, untouched = trained({}), trained({})
    assert session.export(format) == untouched.export(format)
    session.train(max_epochs=2)
    untouched.train(max_epochs=2)
    assert session.snapshot()["data_loss"] == untouched.snapshot()["data_loss"]
