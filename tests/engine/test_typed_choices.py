"""What a visitor types as an activation, a loss, an input or a data set: its looks, its code, and what is refused."""

import numpy as np
import pytest

from gradpad import sources
from gradpad.activations import ACTIVATIONS
from gradpad.compiler import CompileError, derivative, numpy_text
from gradpad.losses import LOSSES
from gradpad.session import Session
from gradpad.typed_formulas import read_formula
from gradpad.workshop import typed_choice_code, typed_choices
from tests.engine.test_export_script import EPOCHS, assert_same, run_by_itself


@pytest.fixture
def session():
    """A session; whatever was added is taken out afterwards."""
    made = Session({"data": {"kind": "circle", "count": 60}, "training": {"engine": "numpy"}})
    yield made
    made.reset({})
    made.restore()
    assert not sources.edited


def test_an_activation_is_shown_before_it_is_used(session):
    told = session.own("activation", "bump", "exp(-z^2)")
    assert told["problem"] is None
    assert "bump" not in ACTIVATIONS
    assert told["formula"] == "f(z) = e^{-z^2}"
    [curve] = told["curves"]
    assert curve["y"][80] == 1.0
    np.testing.assert_allclose(curve["slope"], -2 * np.array(curve["x"]) * curve["y"], atol=1e-14)
    assert "return np.exp(-z ** 2)" in told["code"]


def test_an_activation_is_added_used_and_taken_out_again(session):
    original = sources.text("activations")
    told = session.own("activation", "bump", "exp(-z**2)", add=True)
    assert told["edit"]["applied"]
    assert all(check["passed"] for check in told["edit"]["checks"])
    session.reset({"network": {"layers": [{"units": 3, "activation": "bump"}]}})
    assert session.gradcheck()["passed"]
    assert session.train(max_epochs=3)["epoch"] == 3
    assert session.own("activation", "bump", "exp(-abs(z))", add=True)["edit"]["applied"]  # takes its place
    assert sources.text("activations").count("class OwnBump") == 1
    assert ACTIVATIONS["bump"].value(np.array([2.0]))[0] == np.exp(-2.0)
    session.reset({})
    assert session.disown("activation", "bump")["applied"]
    assert "bump" not in ACTIVATIONS
    assert sources.text("activations") == original


def test_a_loss_has_a_curve_for_each_target_and_trains(session):
    told = session.own("loss", "logistic", "log(1 + exp(-o * t))", add=True)
    no, yes = told["curves"]
    o = np.array(yes["x"])
    np.testing.assert_allclose(yes["y"], np.log1p(np.exp(-o)), atol=1e-14)
    np.testing.assert_allclose(yes["slope"], -1 / (1 + np.exp(o)), atol=1e-14)
    np.testing.assert_allclose(no["y"], yes["y"][::-1], atol=1e-14)
    assert told["edit"]["checks"][0]["what"] == "logistic: gradient()"
    assert told["edit"]["checks"][0]["passed"]
    session.reset({"training": {"loss": "logistic", "engine": "numpy"}, "data": {"kind": "gauss"}})
    assert session.gradcheck()["passed"]
    assert session.train(max_epochs=5)["accuracy"] > 0.9
    assert LOSSES["logistic"].value(np.zeros((4, 1)), np.ones((4, 1))) == np.log(2)


def test_an_input_has_a_map_and_both_derivatives(session):
    told = session.own("input", "", "sin(x1) * x2")
    assert told["code"] == ""
    assert len(told["slopes"]) == 2
    values = np.array(told["map"]["values"]).reshape(40, 40)
    assert values[0, 30] == pytest.approx(-values[-1, 30])  # odd in x2, and the first row is the top one
    reset = session.reset({"features": ["x1", {"formula": "sin(x1) * x2"}]})
    assert reset["problem"] is None


@pytest.mark.parametrize(("task", "says"), [("classification", "class 1"), ("regression", "Values from")])
def test_a_data_set_is_points_made_by_it(session, task, says):
    told = session.own("data", "waves", "sin(x1) + x2", task, add=True)
    points = np.array(told["sample"]["points"]).reshape(-1, 2)
    value = np.sin(points[:, 0]) + points[:, 1]
    expected = (value > 0) if task == "classification" else value
    np.testing.assert_allclose(told["sample"]["labels"], expected, atol=2e-3)
    assert says in told["checked"]
    session.reset({"data": {"kind": "waves", "count": 200}})
    data = session.data()
    assert data["task"] == task
    assert len(data["labels"]) == 200
    assert session.train(max_epochs=2)["epoch"] == 2
    session.reset({})


def test_a_script_that_is_taken_along_has_it_too(session, tmp_path):
    """What was typed is code of the engine's own kind."""
    session.own("activation", "mine", "z / (1 + abs(z))", add=True)
    session.own("loss", "fourth", "(o - t)**4", add=True)
    session.reset({"network": {"layers": [{"units": 3, "activation": "mine"}]}, "training": {"loss": "fourth"}})
    session.train(max_epochs=EPOCHS)
    script = session.export("script")
    assert "z / (1 + np.abs(z))" in script
    assert_same(run_by_itself(script, tmp_path), session)
    session.reset({})


def test_all_of_them_can_be_compiled(session):
    session.own("activation", "mine", "max(0, z) + sin(z) * z^2", add=True)
    session.own("loss", "mine", "sqrt(1 + (o - t)^2)", add=True)
    config = {"network": {"layers": [{"units": 3, "activation": "mine"}]}, "training": {"loss": "mine"}}
    snapshots = []
    for engine in ("numpy", "auto"):
        session.reset({**config, "training": {**config["training"], "engine": engine}})
        snapshots.append(session.train(max_steps=5))  # later, this activation makes much of a last digit
    assert snapshots[1]["engine"]["path"] == "compiled"
    assert np.allclose(snapshots[0]["weights_flat"], snapshots[1]["weights_flat"], rtol=1e-9, atol=1e-12)
    session.reset({})


@pytest.mark.parametrize(
    ("kind", "name", "expression", "says", "field", "place"),
    [
        ("activation", "tanh", "z", "already", "name", None),
        ("activation", "1st", "z", "name", "name", None),
        ("activation", "é", "z", "name", "name", None),
        ("activation", "", "z", "name", "name", None),
        ("activation", "mine", "z + w", "does not know 'w'", "expression", "w"),
        ("activation", "mine", "z^2 + w", "does not know 'w'", "expression", "w"),  # ^ is two characters to Python
        ("activation", "mine", "  π + z", "does not know 'π'", "expression", "π"),  # and π two bytes to its parser
        ("activation", "mine", "__import__('os')", "no function", "expression", "__import__('os')"),
        ("activation", "mine", "1 / z +", "can't be read", "expression", "+"),
        ("activation", "mine", "z + (2", "can't be read", "expression", "("),
        ("activation", "mine", "3 + pi", "the same everywhere: use z", "expression", "3 + pi"),
        ("activation", "mine", "1 / z +", "like 0.5 * sin(2 * z)", "expression", "+"),
        ("activation", "mine", "log(z)", "finite", "expression", None),
        ("activation", "mine", "1 / z", "mine(z) is inf at 0", "expression", None),  # a hole between the places tried
        ("activation", "mine", "sqrt(abs(z))", "The slope of mine is nan at 0", "expression", None),
        ("activation", "mine", "z * (1 / 0)", "finite", "expression", None),
        ("loss", "hinge", "o", "a loss already", "name", None),
        ("loss", "mine", "t * t", "the same everywhere: use o", "expression", "t * t"),
        ("loss", "mine", "log(o)", "finite", "expression", None),
        ("input", "", "x3", "does not know 'x3'", "expression", "x3"),
        ("input", "", "log(x1)", "no finite number", "expression", None),
        ("data", "circle", "x1", "a data set already", "name", None),
        ("data", "mine", "x1**2 + 1", "All points are in class 1", "expression", None),
        ("data", "mine", "1 / x1", "no finite number", "expression", None),
    ],
)
def test_what_can_not_be_used_is_told_with_its_place(session, kind, name, expression, says, field, place):
    problem = session.own(kind, name, expression, add=True)["problem"]
    assert says in problem["message"]
    assert problem["field"] == field
    found = None if problem["place"] is None else expression[slice(*problem["place"])]
    assert found == place
    assert not sources.edited


def test_there_are_four_kinds(session):
    with pytest.raises(typed_choices.FormulaError):
        session.own("optimizer", "mine", "z")
    with pytest.raises(typed_choices.FormulaError):
        session.own("data", "mine", "x1", "clustering")
    with pytest.raises(sources.SourceError):
        session.disown("input", "mine")


EXPRESSIONS = [
    "z", "-z", "2 * z - 3", "z**3 - z", "1 / (1 + exp(-z))", "exp(-z^2)", "max(0, z)", "min(z, 1) * 2", "abs(z)",
    "sign(z) * z**2", "sqrt(1 + z^2)", "log(1 + z^2) / 3", "tanh(2 * z) - sin(z) * cos(z)", "z * -2", "2**-z",
    "z / (z**2 + 1)", "-(z - 1)", "1 - (2 - z)", "8 / (4 / (z**2 + 1))", "(-2)**2 * z", "pi * z + e", "tan(z / 10)",
]  # fmt: skip


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_what_is_written_down_is_what_was_typed_and_its_derivative(expression):
    """The two texts, run as Python, give the same numbers as the formula and as the derivative that was recorded."""
    tree = read_formula(expression, ("z",))
    function = typed_choices.of_variables(tree, ("z",))
    z = np.linspace(-2.03, 2.11, 41)
    value = eval(typed_choice_code.in_numpy(tree, {"z": "z"}), {"np": np, "z": z})
    np.testing.assert_array_equal(value, function(z))
    slope = eval(numpy_text(function, "z", slope=True), {"np": np, "z": z})
    np.testing.assert_allclose(slope, derivative(function)(z), rtol=1e-13, atol=1e-13)
    assert slope.shape == z.shape


def test_what_is_no_expression_is_not_written_down():
    with pytest.raises(CompileError):
        numpy_text(lambda z: np.sum(z) * (1e308 * 10), "z")


def test_a_class_is_put_in_and_taken_out_wherever_it_stands():
    module = '"""Text."""\n\nX = 1\n'
    first = typed_choice_code.data_class("a", "x1", "x1", "classification")
    second = typed_choice_code.data_class("b", "x2", "x2", "regression")
    both = typed_choice_code.put_class(typed_choice_code.put_class(module, first), second)
    assert typed_choice_code.own_names(both) == ["a", "b"]
    assert typed_choice_code.without_class(both, "OwnA") == typed_choice_code.put_class(module, second)
    assert typed_choice_code.without_class(typed_choice_code.without_class(both, "OwnA"), "OwnB") == module
    assert typed_choice_code.without_class(module, "OwnA") == module
