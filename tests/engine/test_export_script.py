"""The exported script and notebook, run by themselves, give the engine's own losses."""

import atexit
import contextlib
import functools
import io
import json
import re
import subprocess
import sys

import numpy as np
import pytest

from gradpad import sources
from gradpad.activations import ACTIVATIONS
from gradpad.custom import custom_activation, custom_loss
from gradpad.errors import ConfigError, DataError
from gradpad.export import FORMATS
from gradpad.losses import LOSSES
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


# A Python that runs the files it is told of, each as if it were the first: to start one for each takes far longer.
RUN_FILES = """
import contextlib, io, json, runpy, sys, traceback
for line in sys.stdin:
    printed, failed = io.StringIO(), None
    try:
        with contextlib.redirect_stdout(printed):
            runpy.run_path(json.loads(line), run_name="__main__")
    except BaseException:
        failed = traceback.format_exc()
    print(json.dumps([printed.getvalue(), failed, any(name.startswith("gradpad") for name in sys.modules)]), flush=True)
"""


@functools.cache
def other_python():
    """An interpreter that has no Gradpad, until the tests have ended."""
    command = [sys.executable, "-P", "-W", "error", "-c", RUN_FILES]
    process = subprocess.Popen(command, env={}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(process.communicate)
    return process


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
        other = other_python()
        other.stdin.write(f"{json.dumps(str(file))}\n")
        other.stdin.flush()
        text, failed, has_gradpad = json.loads(other.stdout.readline())
        assert failed is None, failed
        assert not has_gradpad
    return [[float(part) for part in line.split()] for line in text.splitlines()[1:]]


def assert_same(rows, session):
    shown = curve_rows(session)
    assert [int(row[0]) for row in rows] == [0, 1, 2, 5, 10, EPOCHS]
    for epoch, *losses in rows:
        assert losses[: len(shown[epoch])] == pytest.approx(shown[epoch], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_the_script_prints_what_the_page_shows(name, tmp_path):
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
    assert {"## The data", "## layers", "## network", "## training", "## The start", "## Training"} <= set(headings)


def test_nbformat_agrees_that_it_is_a_notebook():
    nbformat = pytest.importorskip("nbformat")
    nbformat.validate(nbformat.reads(Session({}).export("notebook"), as_version=4))


def test_only_what_is_used_is_in_the_script():
    plain = Session({}).export("script")
    for word in (
        "Softmax",
        "ReLU",
        "Momentum",
        "Hinge",
        "L2",
        "StepDecay",
        "SinX1",
        "Registry",
        "def describe",
        "label,",
    ):
        assert word not in plain, word
    full = Session(CASES["dropout, nesterov, step decay"]).export("script")
    for word in ("def dropout_masks", "class Tanh", "class ELU", "class Nesterov", "class StepDecay", "def uniforms"):
        assert word in full, word


def test_the_reading_files_are_nearly_as_they_are():
    """Every line of the script's classes and functions is a line of the engine, but for the heads without menus and the
    numbers of a choice without what the page needs to know of them.
    """
    plain = re.compile(r"class [^(]*|    \w+: float = [\d.e-]+")
    for name, config in CASES.items():
        script = Session(config).export("script")
        own = script.split("# arrays -")[1].split("# The data -")[0].splitlines()[1:]
        engine = {line.rstrip() for module in sources.names() for line in sources.text(module).split("\n")}
        others = [line for line in own if line and not line.startswith("#") and line not in engine]
        assert all(plain.fullmatch(line) for line in others), (name, others)
    dense = sources.text("layers").split("class Dense:")[1].strip()
    assert dense in script


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
        "layers",
        ("return np.tanh(z)", "return bent(z)"),
        ("return 1 - a * a", "return STEEP * (1 - a * a / HEIGHT**2)"),
        ("class Activation(Choice):", "HEIGHT = 1.5\nSTEEP = 1.5\n\n\nclass Activation(Choice):"),
        (
            "class Dense",
            "def bent(z: Array) -> Array:\n    return HEIGHT * np.tanh(z)  # higher\n\n\nclass Dense",
        ),
    )
    session = trained({"data": {"kind": "xor"}})
    script = session.export("script")
    assert "def bent(z: Array) -> Array:\n    return HEIGHT * np.tanh(z)  # higher" in script
    assert_same(run_by_itself(script, tmp_path), session)
    assert "edited on the page" in session.export("pytorch").replace("\n", " ")
    assert "def bent" in json.loads(session.export("session"))["code"]["layers"]


def test_an_edit_of_a_condition_is_exported_as_edited(edit, tmp_path):
    """Once, conditions were looked for by their text, and a script with this edit failed."""
    edit("training", ("if name in layer.trainable:", "if layer.trainable.get(name) is not None:"))
    session = trained({"data": {"kind": "xor"}})
    assert "if layer.trainable.get(name) is not None:" in session.export("script")
    assert_same(run_by_itself(session.export("script"), tmp_path), session)


def bump(z):
    """A hill around zero."""
    return np.exp(-z * z)


def bump_slope(z):
    return -2 * z * np.exp(-z * z)


def absolute(o, t):
    return np.abs(o - t).sum(axis=1)


def absolute_gradient(o, t):
    return np.sign(o - t)


WIDTH = 2.0


def wide(z):
    return np.exp(-z * z / WIDTH)


def registered(registry, made, monkeypatch):
    """Puts a choice into a registry for one test."""
    monkeypatch.setitem(registry._choices, made.name, made)


@pytest.mark.parametrize(
    "slope", [bump_slope, None, lambda z: -2 * z * np.exp(-z * z)], ids=["given", "found", "lambda"]
)
def test_an_activation_made_of_functions_is_exported(slope, tmp_path, monkeypatch):
    registered(ACTIVATIONS, custom_activation(bump, slope), monkeypatch)
    session = trained({"data": {"kind": "xor"}, "network": {"layers": [{"units": 4, "activation": "bump"}]}})
    script = session.export("script")
    assert "A hill around zero." in script
    assert_same(run_by_itself(script, tmp_path), session)


def test_a_function_that_speaks_of_other_things_is_written_as_it_was_recorded(tmp_path, monkeypatch):
    registered(ACTIVATIONS, custom_activation(wide), monkeypatch)
    session = trained({"data": {"kind": "xor"}, "network": {"layers": [{"units": 4, "activation": "wide"}]}})
    script = session.export("script")
    assert "WIDTH" not in script
    assert_same(run_by_itself(script, tmp_path), session)


def test_a_loss_made_of_functions_is_exported(tmp_path, monkeypatch):
    registered(LOSSES, custom_loss(absolute, absolute_gradient), monkeypatch)
    session = trained({"data": {"kind": "xor"}, "training": {"loss": "absolute", "learning_rate": 0.003}})
    assert_same(run_by_itself(session.export("script"), tmp_path), session)


def test_what_has_no_text_of_its_own_is_refused_in_a_sentence(monkeypatch):
    registered(LOSSES, custom_loss(absolute), monkeypatch)  # its gradient was found, and sums can't be written down
    with pytest.raises(DataError, match="the gradient of 'absolute' is no function that can be written down"):
        Session({"training": {"loss": "absolute"}}).export("script")

    class Mine(type(ACTIVATIONS["tanh"])):
        name, label = "mine", "mine"

    registered(ACTIVATIONS, Mine(), monkeypatch)
    with pytest.raises(DataError, match="'mine' has no text in the engine's files"):
        Session({"network": {"layers": [{"units": 2, "activation": "mine"}]}}).export("script")


def test_two_of_one_name_are_refused(edit):
    edit(
        "losses",
        ("class Loss(Choice):", "def half(x: Array) -> Array:\n    return 0.5 * x\n\n\nclass Loss(Choice):"),
        ("return 0.5 * ((scores - targets) ** 2).sum(axis=1)", "return half(((scores - targets) ** 2).sum(axis=1))"),
    )
    edit(
        "layers",
        ("class Activation(Choice):", "half = 1.0\n\n\nclass Activation(Choice):"),
        ("return np.tanh(z)", "return half * np.tanh(z)"),
    )
    with pytest.raises(DataError, match="both define 'half'; in one file only one can"):
        Session({}).export("script")


def test_an_input_of_several_lines_is_exported(edit, tmp_path):
    edit("features", ("return np.sin(x1)", "bent = np.sin(x1)\n        return bent"))
    session = trained({"data": {"kind": "xor"}, "features": ["x1", "x2", "sin_x1"]})
    assert "SinX1().value(x1, x2)" in session.export("script")
    assert_same(run_by_itself(session.export("script"), tmp_path), session)


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


NEXT_BATCH = ("return x[batch], targets[batch]", "return x[batch] + 0.1, targets[batch]")
MEAN_LOSS = ("return float(loss.value(", "return 2 * float(loss.value(")
COUNTED = ("        return rate * grad\n", "        SEEN.append(1)\n        return rate * grad / len(SEEN)\n")
SEEN = ("import numpy as np\n", "import numpy as np\n\nSEEN: list[int] = []\n")


@pytest.mark.parametrize(
    ("module", "pairs", "says"),
    [
        ("trainer", [NEXT_BATCH], "Trainer.next_batch was edited, which is not in it"),
        ("trainer", [MEAN_LOSS], "Trainer.mean_loss was edited, which is not in it"),
        ("optimizers", [COUNTED, SEEN], "Where that keeps something from step to step"),
    ],
)
def test_an_edit_that_the_script_does_not_take_along_is_told(edit, module, pairs, says):
    edit(module, *pairs)
    session = trained({"data": {"kind": "xor"}})
    for kind in ("script", "notebook", "pytorch"):
        told = " ".join(session.export(kind).replace("\\n", " ").split())
        assert says in told, kind
        assert "so its losses are the page's" not in told, kind
        assert "the page shows a training loss" not in told, kind


def test_a_slot_that_an_edit_rebinds_is_exported_as_it_trains(edit, tmp_path):
    edit(
        "optimizers",
        (
            "velocity *= self.momentum\n        velocity += grad",
            'velocity = slots["velocity"] = self.momentum * velocity + grad',
        ),
    )
    session = trained({"data": {"kind": "xor"}, "training": {"optimizer": "momentum"}})
    script = session.export("script")
    assert "so its losses are the page's" in " ".join(script.split())
    assert_same(run_by_itself(script, tmp_path), session)


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
    assert max(map(len, script.splitlines())) <= 122  # a docstring of the engine, as a comment
    code = script.split("# The data -")[0]
    assert len(code.splitlines()) < 550


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
