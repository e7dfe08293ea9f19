"""The walk: every number is the engine's, the whole equals one training step, and the highlighted line is the one."""

import copy
import json
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from gradpad import sources
from gradpad.activations import ACTIVATIONS
from gradpad.config import Config
from gradpad.losses import LOSSES
from gradpad.optimizers import OPTIMIZERS
from gradpad.regularizers import REGULARIZERS
from gradpad.schedules import SCHEDULES
from gradpad.session import Session
from gradpad.training import train_step
from gradpad.walk.inspection import inspect_step
from gradpad.walk.places import marked
from gradpad.walk.typesetting import number


def random_config(rng):
    """A valid configuration with batches of one example, of every kind there is."""
    kind = rng.choice(["circle", "xor", "spiral", "rings", "gauss"])
    hidden = [name for name in ACTIVATIONS if ACTIVATIONS[name].hidden]
    layers = [
        {"units": int(rng.integers(1, 6)), "activation": str(rng.choice(hidden))} for _ in range(rng.integers(0, 4))
    ]
    loss = str(rng.choice(list(LOSSES)))
    outputs = list(LOSSES[loss].outputs) or ["identity", "tanh", "sigmoid", "sine", "softplus", "softmax"]
    inputs = ["x1", "x2", "x1_squared", "x1_x2", "sin_x1"][: rng.integers(2, 6)]
    raw = {
        "seed": int(rng.integers(0, 10_000)),
        "data": {"kind": str(kind), "count": 40, "train_share": 0.5},
        "features": inputs,
        "network": {"layers": layers, "output": str(rng.choice(outputs)), "biases": bool(rng.random() < 0.8)},
        "training": {
            "loss": loss,
            "optimizer": str(rng.choice(list(OPTIMIZERS))),
            "regularizer": str(rng.choice(list(REGULARIZERS))),
            "regularization_rate": 0.01,
            "schedule": str(rng.choice(list(SCHEDULES))),
            "dropout": float(rng.choice([0.0, 0.4])) if layers else 0.0,
            "learning_rate": 0.05,
            "batch_size": 1,
            "engine": "numpy",
        },
    }
    return Config.from_dict(raw).to_dict()


def started(seed):
    """A session with a random network that has been trained a little, so that the optimizer's memory is not empty."""
    rng = np.random.default_rng(seed)
    session = Session(random_config(rng))
    session.train(max_steps=int(rng.integers(0, 25)))
    trainer = session.run.trainer
    place = int(trainer.order()[trainer.position])
    return session, place


def of_kind(steps, kind, layer=None):
    return [step for step in steps if step["kind"] == kind and layer in (None, step["layer"])]


@pytest.mark.parametrize("seed", range(50))
def test_every_number_is_the_engines_and_the_walk_is_one_step(seed):
    session, place = started(seed)
    trainer = session.run.trainer
    before = [{name: param.copy() for name, param in layer.parameters()} for layer in trainer.network.layers]
    told = json.loads(json.dumps(session.walk(place), allow_nan=False))
    steps = told["steps"]
    x, targets = trainer.examples.x[place : place + 1], trainer.examples.targets[place : place + 1]
    seen = inspect_step(trainer, x, targets)
    session.train(max_steps=1)  # the same example, for real

    assert told["detail"] == "units"
    assert told["loss"] == seen["loss"]
    (first,) = of_kind(steps, "inputs")
    assert first["values"]["x"] == x[0].tolist()
    assert first["values"]["t"] == targets[0].tolist()
    (loss,) = of_kind(steps, "loss")
    assert loss["values"]["L"] == seen["loss"]
    assert loss["values"]["o"] == seen["outputs"][0].tolist()
    for index, layer in enumerate(trainer.network.layers):
        forward, backward = seen["forward"][index], list(reversed(seen["backward"]))[index]
        sums, bends = of_kind(steps, "weighted sum", index), of_kind(steps, "activation", index)
        assert [step["values"]["z"] for step in sums] == forward["z"][0].tolist()
        assert [step["values"]["x"] for step in sums] == [forward["x"][0].tolist()] * len(sums)
        assert [step["values"]["w"] for step in sums] == before[index]["W"].T.tolist()
        assert [step["values"]["a"] for step in bends] == forward["a"][0].tolist()
        errors = of_kind(steps, "error term", index)
        assert [step["values"]["delta"] for step in errors] == backward["delta"][0].tolist()
        gradients = of_kind(steps, "weight gradient", index)
        assert [step["values"]["gradient"] for step in gradients] == backward["W"].T.tolist()
        if layer.b is not None:
            assert [step["values"]["b"] for step in sums] == before[index]["b"].tolist()
            biases = of_kind(steps, "bias gradient", index)
            assert [step["values"]["gradient"] for step in biases] == backward["b"].tolist()
        for unit, step in enumerate(of_kind(steps, "update", index)):
            old = before[index]["W"][:, unit].tolist() + ([] if layer.b is None else [before[index]["b"][unit].item()])
            new = layer.W[:, unit].tolist() + ([] if layer.b is None else [layer.b[unit].item()])
            assert step["values"]["before"] == old
            assert step["values"]["after"] == new  # to the last bit


@pytest.mark.parametrize("seed", range(20))
def test_the_lines_shown_are_those_that_run_in_that_order(seed):
    """The interpreter itself is asked which lines a training step runs; every line shown is among them."""
    session, place = started(seed)
    trainer = session.run.trainer
    ran = set()

    def trace(frame, event, argument):
        ran.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    x, targets = trainer.examples.x[place : place + 1], trainer.examples.targets[place : place + 1]
    steps = session.walk(place)["steps"]
    network, slots = copy.deepcopy(trainer.network), copy.deepcopy(trainer.slots)
    previous = sys.gettrace()
    sys.settrace(trace)
    try:
        with np.errstate(all="ignore"):
            train_step(network, trainer.recipe, slots, x, targets, trainer.rates, trainer.step)
    finally:
        sys.settrace(previous)
    lines = {(Path(name).stem, line) for name, line in ran if Path(name).parent.name == "gradpad"}
    for step in steps:
        assert step["places"], step["title"]
        for found in step["places"]:
            assert (found["module"], found["line"]) in lines, (step["title"], found)
            assert found["first"] <= found["line"] <= found["last"]


def test_the_first_line_shown_is_the_marked_one_or_the_choices_own():
    """From the text alone: a comment on the line names the step, or the line returns from the choice's method."""
    method = {"activation": "value", "loss": "per_example", "loss gradient": "gradient", "change": "change"}
    looked_at = set()
    for seed in range(25):
        session, place = started(seed)
        recipe, network = session.run.trainer.recipe, session.run.trainer.network
        for step in session.walk(place)["steps"]:
            found, kind = step["places"][0], step["kind"]
            line = sources.text(found["module"]).split("\n")[found["line"] - 1]
            if line.rstrip().endswith(f"#: {kind}"):
                looked_at.add(kind)
                continue
            if kind == "error term":
                given = LOSSES[recipe.loss.name].from_logits and step["layer"] == len(network.layers) - 1
                expected = "#: error term as given" if given else "return "
                wanted = "slope" if not given else None
                if network.layers[step["layer"]].activation.name == "softmax" and not given:
                    wanted = "backward"
            else:
                expected, wanted = "return ", {"rate": "factor", **method}[kind]
            assert expected in line, (step["title"], line)
            if wanted:
                assert found["function"].endswith(f".{wanted}"), (step["title"], found)
            looked_at.add(kind)
    assert looked_at == {
        "inputs", "weighted sum", "activation", "dropout", "loss", "loss gradient", "error term", "weight gradient",
        "bias gradient", "passed back", "rate", "penalty", "change", "update",
    }  # fmt: skip


def test_every_mark_stands_once():
    marks = {}
    for module in sources.READING_ORDER:
        for found in re.findall(r"#: ([a-z ]+)$", sources.text(module), re.MULTILINE):
            assert (module, found) not in marks
            marks[module, found] = marked(module, found)[0]
    assert len(marks) > 14


def test_a_walk_of_two_three_one_in_order():
    network = {"layers": [{"units": 3, "activation": "sigmoid"}], "output": "sigmoid"}
    session = Session({"network": network})
    kinds = [(s["kind"], s["layer"], s["unit"]) for s in session.walk({"point": [1.0, -2.0], "label": 1})["steps"]]
    forward = [(kind, 0, unit) for unit in range(3) for kind in ("weighted sum", "activation")]
    hidden = [("weight gradient", 0, 0), ("bias gradient", 0, 0), ("weight gradient", 0, 1), ("bias gradient", 0, 1)]
    assert kinds[:9] == [("inputs", None, None), *forward, ("weighted sum", 1, 0), ("activation", 1, 0)]
    assert kinds[9:14] == [
        ("loss", None, None), ("loss gradient", 1, None), ("error term", 1, 0), ("weight gradient", 1, 0),
        ("bias gradient", 1, 0),
    ]  # fmt: skip
    assert kinds[14:20] == [("passed back", 1, 0), ("passed back", 1, 1), ("passed back", 1, 2),
                            ("error term", 0, 0), ("error term", 0, 1), ("error term", 0, 2)]  # fmt: skip
    assert kinds[20:24] == hidden
    assert [kind for kind, _, _ in kinds[26:]] == ["change", "update"] * 4
    assert len(kinds) == 34


def test_a_batch_is_walked_in_matrices():
    session = Session({"training": {"batch_size": 7, "optimizer": "adam", "regularizer": "l2", "engine": "numpy"}})
    trainer = session.run.trainer
    rows = trainer.order()[:7]
    told = json.loads(json.dumps(session.walk("batch"), allow_nan=False))
    seen = inspect_step(trainer, trainer.examples.x[rows], trainer.examples.targets[rows])
    session.train(max_steps=1)
    assert (told["detail"], told["batch"], told["loss"]) == ("layers", 7, seen["loss"])
    first = of_kind(told["steps"], "weighted sum", 0)[0]
    assert first["values"]["Z"] == {"shape": [7, 4], "numbers": seen["forward"][0]["z"].ravel().tolist()}
    assert r"\underset{7 \times 4}" in first["letters"]
    for index, layer in enumerate(trainer.network.layers):
        after = [step["values"]["after"]["numbers"] for step in of_kind(told["steps"], "update", index)]
        assert after == [param.ravel().tolist() for _, param in layer.parameters()]


def test_a_large_network_is_walked_layer_by_layer():
    session = Session({"network": {"layers": [{"units": 256, "activation": "relu"}] * 2}})
    told = session.walk(0)
    assert told["detail"] == "layers"
    assert len(json.dumps(told)) < 400_000


def test_a_walk_changes_nothing():
    session = Session({"training": {"optimizer": "adam"}})
    session.train(max_steps=5)
    before = session.run.trainer.save()
    session.walk(3)
    session.walk("batch")
    after = session.run.trainer.save()
    assert before[0] == after[0]
    np.testing.assert_equal(before[1], after[1])


def test_a_weight_that_is_held_fixed_is_said_to_be():
    session = Session()
    layer = session.run.trainer.network.layers[0]
    layer.trainable = {"W": np.ones_like(layer.W)}
    layer.trainable["W"][0, 0] = 0
    step = of_kind(session.walk(0)["steps"], "update", 0)[0]
    assert "held fixed" in step["numbers"]
    assert step["values"]["before"][0] == step["values"]["after"][0]


@pytest.mark.parametrize("output", list(ACTIVATIONS))
def test_numbers_in_formulas(output):
    """Whatever the activation: the formula is balanced, and ends with the activation's own number."""
    loss = "softmax_cross_entropy" if output == "softmax" else "half_squared_error"
    session = Session({"network": {"layers": [], "output": output}, "training": {"loss": loss}})
    for step in session.walk(1)["steps"]:
        for text in (step["letters"], step["numbers"]):
            assert text.count("{") == text.count("}")
            assert len(re.findall(r"\\left\b", text)) == len(re.findall(r"\\right\b", text))
            assert "nan" not in text
    bend = of_kind(session.walk(1)["steps"], "activation")[0]
    assert bend["numbers"].endswith(f"= {number(bend['values']['a'])}")


@pytest.mark.platform
def test_sources_are_the_modules_as_they_run():
    names = [entry["name"] for entry in sources.catalogue()]
    assert names[:3] == ["layers", "losses", "network"]
    assert {"session.session", "config.schema", "registry"} <= set(names)
    for entry in sources.catalogue():
        assert entry["headline"] or entry["name"].endswith("__init__"), entry["name"]
    assert "class Dense" in sources.text("layers")
    with pytest.raises(sources.SourceError):
        sources.text("../secrets")
