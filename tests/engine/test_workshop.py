"""The workshop: code is edited while it runs, checked, refused or put back; and a console talks to the network."""

import numpy as np
import pytest

from gradpad import sources
from gradpad.activations import ACTIVATIONS
from gradpad.losses import LOSSES
from gradpad.optimizers import OPTIMIZERS, Adam
from gradpad.session import Session

pytestmark = pytest.mark.platform  # modules, their text and how they are imported

SIGMOID = """        return sigmoid(z)

    def slope(self, z: Array, a: Array) -> Array:
        return a * (1 - a)
"""


@pytest.fixture
def session():
    """A session whose hidden units are sigmoids; whatever was edited is put back afterwards."""
    network = {"layers": [{"units": 3, "activation": "sigmoid"}]}
    made = Session({"network": network, "training": {"engine": "numpy"}, "data": {"kind": "circle", "count": 60}})
    yield made
    made.restore()
    assert not sources.edited


def edited(module, old, new, count=1):
    """The module's text with a change in it."""
    text = sources.text(module)
    assert text.count(old) >= count
    return text.replace(old, new, 1)


def weights(session):
    return session.snapshot()["weights_flat"]


def test_an_edit_is_in_force_at_once_and_training_goes_on(session):
    session.train(max_epochs=3)
    before, epoch = weights(session), session.run.trainer.epoch
    activation = session.run.trainer.network.layers[0].activation
    new = SIGMOID.replace("sigmoid(z)", "1 / (1 + np.exp(-2 * z))").replace("a * (1 - a)", "2 * a * (1 - a)")
    answer = session.edit("activations", edited("activations", SIGMOID, new))
    assert answer["applied"]
    assert answer["error"] is None
    assert [check["passed"] for check in answer["checks"]] == [True, True]
    assert np.array_equal(weights(session), before)  # nothing is lost
    assert session.run.trainer.epoch == epoch
    assert ACTIVATIONS["sigmoid"] is activation  # the very object that the network holds
    assert activation.value(np.array([1.0]))[0] == 1 / (1 + np.exp(-2.0))
    assert session.train(max_epochs=3)["epoch"] == epoch + 3
    assert session.gradcheck()["passed"]
    walked = next(step for step in session.walk(0)["steps"] if step["kind"] == "activation")
    assert "e^{" not in walked["numbers"]  # the registry's formula is no longer that of the code
    assert "-2 * z" in session.source("activations")["text"].split("\n")[walked["places"][0]["line"] - 1]


def test_edited_code_is_recorded_again_where_it_can_be(session):
    """What trains after an edit is the new code, compiled or not: both ways come to the same numbers."""
    new = SIGMOID.replace("sigmoid(z)", "1 / (1 + np.exp(-2 * z))").replace("a * (1 - a)", "2 * a * (1 - a)")
    fast = Session({**session.config.to_dict(), "training": {"engine": "auto"}})
    fast.train(max_epochs=2)
    fast.reset()
    session.edit("activations", edited("activations", SIGMOID, new))
    fast.edit("activations", sources.text("activations"))
    snapshots = [one.train(max_epochs=10) for one in (session, fast)]
    assert np.allclose(snapshots[0]["weights_flat"], snapshots[1]["weights_flat"], rtol=1e-10, atol=1e-12)
    branching = new.replace("return 1 /", "if z.max() > 1e9:\n            raise ValueError\n        return 1 /")
    fast.edit("activations", edited("activations", new, branching))
    told = fast.train(max_epochs=1)["engine"]
    assert told["path"] == "numpy"
    assert told["why"]


def test_restoring_brings_back_the_same_numbers(session):
    first = session.train(max_epochs=5)["weights_flat"]
    session.reset()
    session.edit("activations", edited("activations", "return 1 / (1 + np.exp(-z))", "return np.exp(-z * z)"))
    assert not np.array_equal(session.train(max_epochs=5)["weights_flat"], first)
    session.restore("activations")
    session.reset()
    assert np.array_equal(session.train(max_epochs=5)["weights_flat"], first)
    assert session.source("activations")["text"] == session.source("activations")["original"]


def test_every_editable_module_can_be_put_in_force_as_it_is(session):
    first = session.train(max_epochs=5)["weights_flat"]
    for entry in sources.catalogue():
        if entry["editable"]:
            answer = session.edit(entry["name"], sources.text(entry["name"]) + "\n# a comment\n")
            assert answer["error"] is None, (entry["name"], answer["error"]["traceback"])
            assert all(check["passed"] for check in answer["checks"]), entry["name"]
    assert set(sources.edited) >= {"activations", "training", "network"}
    session.reset()
    assert np.array_equal(session.train(max_epochs=5)["weights_flat"], first)
    made = Session({"training": {"optimizer": "adamw", "engine": "numpy"}})  # super() and dataclasses still work
    assert isinstance(made.run.trainer.recipe.optimizer, Adam)
    assert np.isfinite(made.train(max_epochs=2)["data_loss"])


def test_a_syntax_error_names_the_line_and_changes_nothing(session):
    before = session.train(max_epochs=2)["weights_flat"]
    text = edited("activations", "return np.sin(z)", "return np.sin(z")
    line = text[: text.index("return np.sin(z")].count("\n") + 1
    answer = session.edit("activations", text)
    assert not answer["applied"]
    assert answer["error"]["name"] == "SyntaxError"
    assert answer["error"]["line"] in (line, line + 1)
    assert "activations.py" in answer["error"]["traceback"]
    assert "workshop" not in answer["error"]["traceback"]
    assert np.array_equal(weights(session), before)
    assert not sources.edited


def test_an_error_while_running_names_the_line_and_is_taken_back(session):
    text = edited("activations", SIGMOID, SIGMOID.replace("sigmoid(z)", "np.expp(-z)"))
    answer = session.edit("activations", text)
    assert not answer["applied"]
    assert answer["error"]["name"] == "AttributeError"
    assert "np.expp" in text.split("\n")[answer["error"]["line"] - 1]
    assert "np.expp(-z)" in answer["error"]["traceback"]
    assert np.isfinite(session.train(max_epochs=1)["data_loss"])


def test_a_wrong_shape_is_refused(session):
    answer = session.edit("layers", edited("layers", "self.a = self.activation.value(self.z)", "self.a = self.z[:1]"))
    assert not answer["applied"]
    assert "shape" in answer["error"]["message"]


def test_a_wrong_derivative_is_in_force_but_said_to_be_wrong(session):
    answer = session.edit("activations", edited("activations", SIGMOID, SIGMOID.replace("a * (1 - a)", "a * a")))
    assert answer["applied"]
    own, network = answer["checks"]
    assert not own["passed"]
    assert "sigmoid: slope() is not the derivative" in own["message"]
    assert not network["passed"]
    assert "layer 1" in network["message"]


@pytest.mark.parametrize(
    ("module", "old", "new", "what"),
    [
        ("layers", "return 1 - a * a", "return 1 - a", "tanh: slope()"),
        ("activations", "return a * (grad_a - (grad_a * a)", "return a * (grad_a + (grad_a * a)", "softmax"),
        (
            "losses",
            "return (scores - targets) / len(scores)",
            "return scores - targets",
            "half squared error: gradient()",
        ),
        ("regularizers", "return W\n", "return 2 * W\n", "L2: gradient()"),
    ],
)
def test_wrong_derivatives_are_found_where_they_are(session, module, old, new, what):
    """Even those of choices that the network does not use at the moment."""
    answer = session.edit(module, edited(module, old, new))
    assert answer["applied"]
    assert what in next(check for check in answer["checks"] if not check["passed"])["message"]


def test_a_wrong_backward_of_a_layer_is_found_by_the_networks_check(session):
    answer = session.edit("layers", edited("layers", "return delta @ self.W.T", "return delta @ (2 * self.W.T)"))
    assert [check["passed"] for check in answer["checks"]] == [False]


def test_a_right_derivative_of_every_choice_passes(session):
    text = edited("layers", '"""The bend f in a unit, and its slope', '"""The bend f in each unit, and its slope')
    checks = session.edit("layers", text)["checks"]
    assert len(checks) == 1 + sum(choice.exact for choice in ACTIVATIONS.values())
    assert all(check["passed"] for check in checks)


def test_a_new_choice_appears_and_an_old_one_goes(session):
    text = sources.text("activations") + (
        "\n\n@ACTIVATIONS.register\nclass Gauss(Activation):\n    '''A bump.'''\n\n"
        "    name, label, formula = 'gauss', 'Gauss', r'f(z) = e^{-z^2}'\n\n"
        "    def value(self, z):\n        return np.exp(-z * z)\n\n"
        "    def slope(self, z, a):\n        return -2 * z * a\n"
    )
    answer = session.edit("activations", text)
    assert answer["checks"][0] == {
        "what": "Gauss: slope()",
        "passed": True,
        "message": "Gauss: slope() is the derivative.",
    }
    names = [choice["name"] for choice in session.describe()["registries"]["activations"]]
    assert names[-1] == "gauss"
    session.reset({"network": {"layers": [{"units": 3, "activation": "gauss"}]}})
    assert np.isfinite(session.train(max_epochs=3)["data_loss"])
    session.reset({})
    session.restore()
    assert "gauss" not in ACTIVATIONS


def test_an_optimizer_may_remember_other_things(session):
    session.reset({"training": {"optimizer": "momentum", "engine": "numpy"}})
    session.train(max_epochs=1)
    text = edited("optimizers", 'slots = ("velocity",)', 'slots = ("velocity", "spare")')
    assert session.edit("optimizers", text)["applied"]
    assert set(session.run.trainer.slots[0]["W"]) == {"velocity", "spare"}
    assert np.isfinite(session.train(max_epochs=1)["data_loss"])
    assert OPTIMIZERS["momentum"].slots == ("velocity", "spare")


def test_the_training_step_itself_can_be_changed(session):
    session.edit("training", edited("training", "param -= change  #: update", "param -= 0 * change  #: update"))
    before = weights(session)
    assert np.array_equal(session.train(max_epochs=2)["weights_flat"], before)


def test_what_is_not_mathematics_is_only_read(session):
    for module in ("session", "workshop.patching", "nothing", "../setup"):
        with pytest.raises(sources.SourceError):
            session.edit(module, "x = 1")
    with pytest.raises(sources.SourceError):
        session.edit("losses", "#" * 300_000)
    assert LOSSES["huber"].label == "Huber"


def test_all_sessions_share_the_code_and_go_on_with_it(session):
    """Several figures of a page run in one Python: an edit is for all of them, and may break none."""
    other = Session({"network": {"layers": [{"units": 2, "activation": "sigmoid"}]}, "data": {"kind": "xor"}})
    other.train(max_epochs=2)
    new = SIGMOID.replace("sigmoid(z)", "1 / (1 + np.exp(-2 * z))").replace("a * (1 - a)", "2 * a * (1 - a)")
    assert session.edit("activations", edited("activations", SIGMOID, new))["applied"]
    plain = Session({**other.config.to_dict(), "training": {"engine": "numpy"}})
    layers = other.run.trainer.network.layers
    plain.set_weights([{name: array.tolist() for name, array in layer.parameters()} for layer in layers])
    assert np.array_equal(other.predict(resolution=5)["values"], plain.predict(resolution=5)["values"])
    other.reset()
    plain.reset()
    assert np.allclose(other.train(max_epochs=3)["weights_flat"], plain.train(max_epochs=3)["weights_flat"], atol=1e-12)


def test_an_edit_that_breaks_another_session_is_refused(session):
    other = Session({"training": {"optimizer": "adam", "engine": "numpy"}, "data": {"kind": "xor"}})
    answer = session.edit("optimizers", sources.text("optimizers").replace("np.sqrt(", "np.no_such("))
    assert not answer["applied"]
    assert "no_such" in answer["error"]["message"]
    assert np.isfinite(other.train(max_epochs=1)["data_loss"])


def test_all_modules_are_searched_as_they_run(session):
    found = session.search("train_step(")["found"]
    assert {"training", "fast.recorded_step"} <= {each["module"] for each in found}
    for each in found:
        line = sources.text(each["module"]).split("\n")[each["line"] - 1]
        assert line == each["text"]
        assert line[each["start"] : each["end"]] == "train_step("
    assert session.search("Train_Step(")["found"] == []  # a capital letter is meant
    assert session.search("   ")["found"] == []
    assert len(session.search("e")["found"]) == 300
    session.edit("activations", sources.text("activations") + "\n# quite_new_here\n")
    assert [each["module"] for each in session.search("quite_new_here")["found"]] == ["activations"]


def test_the_catalogue_names_what_the_reference_explains():
    names = {entry["name"]: entry["names"] for entry in sources.catalogue()}
    assert {"Dense", "Dense.forward"} <= set(names["layers"])
    assert "train_step" in names["training"]
    assert not any(part.startswith("_") for each in names.values() for name in each for part in name.split("."))


# --- The console -------------------------------------------------------------------------------------------


def test_the_console_speaks_with_the_live_network(session):
    assert session.console("net.layers[0].W.shape")["output"] == "(2, 3)\n"
    assert session.console("net.forward(np.zeros((1, 2))).shape")["output"] == "(1, 1)\n"
    answer = session.console("net.layers[0].W *= 0\nprint('done')")
    assert answer["output"] == "done\n"
    assert not answer["snapshot"]["weights_flat"][:6].any()
    session.reset()
    assert session.console("float(abs(net.layers[0].W).sum()) > 0")["output"] == "True\n"  # `net` is the new one


def test_the_console_keeps_names_and_the_last_result(session):
    session.console("x = 20")
    assert session.console("x + 1")["output"] == "21\n"
    assert session.console("_ * 2")["output"] == "42\n"
    assert session.console("None")["output"] == ""


def test_the_console_waits_for_the_rest_of_a_statement(session):
    assert session.console("for i in range(2):")["incomplete"]
    assert session.console("print(")["incomplete"]
    assert not session.console("for i in range(2): pass")["incomplete"]
    assert session.console("for i in range(2):\n    print(i)")["output"] == "0\n1\n"


def test_the_console_tells_errors_as_python_does(session):
    answer = session.console("1 / 0")
    assert answer["error"]["name"] == "ZeroDivisionError"
    assert 'File "<console>", line 1' in answer["error"]["traceback"]
    assert "workshop" not in answer["error"]["traceback"]
    assert session.console("def f(:")["error"]["name"] == "SyntaxError"
    assert session.console("raise SystemExit")["error"]["name"] == "SystemExit"
    assert "input() has nobody to ask here" in session.console("x = input('How many? ')")["error"]["message"]
    assert len(session.console("print('x' * 100_000)")["output"]) < 21_000


def test_the_console_completes_names(session):
    assert "net.layers" in session.complete("net.la")["options"]
    assert (
        session.complete("np.tan")["options"] == ["np.tan(", "np.tanh("]
        or "np.tanh(" in session.complete("np.tan")["options"]
    )
    assert "session" in session.complete("sess")["options"]
    assert session.complete("")["options"] == []
    assert session.complete("nothing.at.all")["options"] == []
