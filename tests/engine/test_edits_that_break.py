"""An edit that would leave a session broken is taken back whole: what was in use is in use, and training goes on."""

import gc

import numpy as np
import pytest

from gradpad import sources
from gradpad.activations import ACTIVATIONS
from gradpad.session import Session
from tests.engine.one_file_additions import OPTIMIZER

CONFIG = {"data": {"kind": "circle", "count": 40}, "network": {"layers": [{"units": 2, "activation": "sigmoid"}]}}


@pytest.fixture
def session():
    """A session; whatever was edited is put back afterwards."""
    gc.collect()  # those of other tests, which share the code
    made = Session(CONFIG)
    yield made
    made.reset({})
    made.restore()
    assert not sources.edited


def goes_on(session):
    """Whether it trains, and begins anew."""
    before = session.snapshot()["epoch"]
    session.train(max_epochs=2)
    kept = session.snapshot()
    session.reset()
    return kept["epoch"] == before + 2 and bool(np.isfinite(kept["weights_flat"]).all())


@pytest.mark.parametrize(
    ("module", "old", "new"),
    [
        ("losses", '"half_squared_error"', '"hse"'),
        ("activations", 'name, label, formula = "sigmoid"', 'name, label, formula = "bent"'),
        ("optimizers", '"sgd"', '"descent"'),
    ],
)
def test_a_choice_that_is_in_use_can_not_be_renamed(session, module, old, new):
    text = sources.text(module)
    answer = session.edit(module, text.replace(old, new))
    assert not answer["applied"]
    assert answer["error"]["name"] == "ConfigError"
    assert "It is in use: choose another first." in answer["error"]["message"]
    assert sources.text(module) == text
    assert not sources.edited
    assert goes_on(session)


def test_ones_own_loss_can_not_be_taken_away_while_it_is_in_use(session):
    assert session.own("loss", "fourth", "(o - t)^4", add=True)["edit"]["applied"]
    session.edit("layers", sources.text("layers") + "\n# changed\n")
    config = session.config.to_dict()
    config["training"]["loss"] = "fourth"
    session.update(config)
    before = dict(sources.edited)
    for answer in (session.disown("loss", "fourth"), session.restore("losses"), session.restore()):
        assert not answer["applied"]
        assert "in use" in answer["error"]["message"]
        assert sources.edited == before  # all or nothing
        assert goes_on(session)


def test_an_activation_that_remembers_trains_by_numpy_step_after_step(session):
    text = sources.text("layers").replace(
        "        return np.tanh(z)\n",
        '        self.mean = 0.9 * getattr(self, "mean", 0.0) + 0.1 * z.mean()\n'
        "        return np.tanh(z - self.mean)\n",
        1,
    )
    try:
        assert session.edit("layers", text)["applied"]
        for _ in range(3):
            session.train(max_steps=1)
        engine = session.snapshot()["engine"]
        assert engine["path"] == "numpy"
        assert "line " in engine["why"] or "mean" in engine["why"]
        assert isinstance(ACTIVATIONS["tanh"].mean, float)
    finally:
        vars(ACTIVATIONS["tanh"]).pop("mean", None)


def test_two_names_that_would_be_one_class_are_told_apart(session):
    assert session.own("activation", "abc", "exp(-z^2)", add=True)["edit"]["applied"]
    told = session.own("activation", "Abc", "z", add=True)
    assert told["edit"] is None
    assert "too much like 'abc'" in told["problem"]["message"]
    assert told["problem"]["field"] == "name"
    assert "abc" in ACTIVATIONS


def test_a_number_goes_with_the_choice_that_brought_it(session):
    text = session.source("optimizers")["text"]
    end = "super().change(param, grad, slots, rate, step)\n"
    assert session.edit("optimizers", text.replace(end, f"{end}\n{OPTIMIZER}"))["applied"]
    config = session.config.to_dict()
    config["training"] |= {"optimizer": "averaged", "smoothing": 0.5}
    session.update(config)
    assert not session.restore("optimizers")["applied"], "it is in use"
    config["training"]["optimizer"] = "sgd"
    session.update(config)
    assert session.restore("optimizers")["applied"]
    assert "smoothing" not in session.config.to_dict()["training"]


def test_a_module_of_an_older_engine_is_refused_in_words(session):
    """Its activations built on a class of their own, which knew nothing of `elementwise`."""
    text = sources.text("activations")
    own = """from gradpad.registry import Choice


class Activation(Choice):
    exact, hidden, elementwise, targets, tasks = True, True, True, (), ()


"""
    sigmoid = "@ACTIVATIONS.register\nclass Sigmoid"
    older = text.replace(sigmoid, own + sigmoid, 1)
    answer = session.edit("activations", older)
    assert not answer["applied"]
    assert answer["error"]["message"].startswith("'sigmoid' is an activation, but none that this engine knows")
    assert session.describe() == Session({}).describe()


def test_what_can_not_be_offered_in_a_menu_is_refused(session):
    broken = sources.text("activations").replace("def picture(", "def painting(")
    answer = session.edit("activations", broken)
    assert (answer["applied"], answer["error"]["name"]) == (False, "NameError")
    assert "picture" in answer["error"]["message"]
    session.describe()
