"""Bad input: each gets a message that names what is wrong, and nothing is lost."""

import math
import re
from typing import Any

import pytest

from tests.browser.conftest import Visit

GOOD = {"seed": 1, "data": {"kind": "gauss", "count": 40}}


@pytest.fixture
def pad(one_visit: Visit) -> Visit:
    one_visit.put(GOOD)
    one_visit.call("pad => pad.step(5)")
    return one_visit


def drawn(points: Any, labels: Any, **more: Any) -> dict[str, Any]:
    return {"data": {"kind": "points", "points": points, "labels": labels, **more}}


REFUSED = {
    "no object": (5, "config", "5"),
    "unknown name": ({"sead": 1}, "sead", "not known"),
    "unknown name inside": ({"training": {"learning_rat": 1}}, "training.learning_rat", "learning_rate"),
    "wrong type": ({"seed": "one"}, "seed", "a whole number"),
    "wrong type of a list": ({"features": "x1"}, "features", "list"),
    "unknown activation": ({"network": {"layers": [{"activation": "tanhh"}]}}, "network.layers.0.activation", "tanh"),
    "unknown generator": ({"data": {"kind": "cirkle"}}, "data.kind", "circle"),
    "unknown input": ({"features": ["x9"]}, "features.0", "x1"),
    "negative number": ({"training": {"learning_rate": -0.1}}, "training.learning_rate", "greater than 0"),
    "number that is none": ({"training": {"learning_rate": math.nan}}, "training.learning_rate", "NaN"),
    "infinite number": ({"data": {"kind": "xor", "noise": math.inf}}, "data.noise", "Infinity"),
    "layer of no units": ({"network": {"layers": [{"units": 0}]}}, "network.layers.0.units", "from 1 to"),
    "half a unit": ({"network": {"layers": [{"units": 2.5}]}}, "network.layers.0.units", "whole number"),
    "too many layers": ({"network": {"layers": [{}] * 50}}, "network.layers", "at most"),
    "20,000 points": (drawn([[0, 0]] * 20_000, [0] * 20_000), "data.points", "at most 10000"),
    "points that are none": (drawn([[0, 0], [1]], [0, 1]), "data.points.1", "pair of numbers"),
    "a point that is nowhere": (drawn([[0, math.nan]], [0]), "data.points.0", "pair of numbers"),
    "labels missing": (drawn([[0, 0], [1, 1]], [0]), "data.labels", "2"),
    "a class that is none": (drawn([[0, 0]], [0.5]), "data.labels.0", "class"),
    "another version": ({"version": 7}, "version", "1"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_configuration_throws_and_changes_nothing(pad: Visit, name: str) -> None:
    config, path, allowed = REFUSED[name]
    script = """(pad, config) => {
        const before = JSON.stringify([pad.config, pad.snapshot]);
        let caught = null;
        try { pad.config = config; } catch (error) {
            caught = { isError: error instanceof Error, message: error.message, path: error.path };
        }
        return { caught, same: before === JSON.stringify([pad.config, pad.snapshot]) };
    }"""
    answer = pad.call(script, config)
    assert answer["same"]
    assert answer["caught"]["isError"]
    assert answer["caught"]["path"] == path
    assert path in answer["caught"]["message"]
    assert allowed in answer["caught"]["message"]
    assert pad.call("async pad => (await pad.step(1)).step") == 6


def test_what_only_the_engine_can_refuse_is_taken_back(pad: Visit) -> None:
    """A loss that does not go with the output: the fields are valid alone, so the page cannot tell."""
    script = """async pad => {
        const before = pad.config;
        const failed = new Promise((ok) => pad.addEventListener("gradpad-error", (e) => ok(e.detail), { once: true }));
        pad.config = { ...before, training: { ...before.training, loss: "binary_cross_entropy" } };
        const error = await failed;
        return { error, same: JSON.stringify(before) === JSON.stringify(pad.config), step: (await pad.step(1)).step };
    }"""
    answer = pad.call(script)
    assert answer["same"]
    assert answer["error"]["path"] == "training.loss"
    assert "binary_cross_entropy" in answer["error"]["message"]
    assert answer["step"] == 6
    notice = pad.page.get_by_text(re.compile("binary_cross_entropy.*output"))
    notice.first.wait_for()


def test_what_is_asked_for_after_what_the_engine_refuses_is_refused_with_it(pad: Visit) -> None:
    script = """async pad => {
        const before = pad.config;
        const asked = [() => pad.reset(), () => pad.step(1), () => pad.predict([[0, 0]])];
        const told = [];
        for (const ask of asked) {
          pad.config = { ...before, features: ["x1", { formula: "x1.__class__" }] };
          told.push(await ask().then(() => "resolved", (error) => error.path));
        }
        return { told, same: JSON.stringify(before) === JSON.stringify(pad.config), step: (await pad.step(1)).step };
    }"""
    step = pad.call("pad => pad.snapshot.step")
    answer = pad.call(script)
    assert answer == {"told": ["features.1"] * 3, "same": True, "step": step + 1}
    pad.page.get_by_text(re.compile("__class__")).first.wait_for()


UNTRAINABLE = {
    "empty": ([], [], "no points"),
    "one class": ([[0, 0], [1, 1], [2, 2]], [1, 1, 1], "one class"),
    "one point": ([[2, 2]], [0], "class|One point"),
    "all in one place": ([[1, 1]] * 6, [0, 1] * 3, "one place"),
}


@pytest.mark.parametrize("name", UNTRAINABLE)
def test_data_that_cannot_be_learned_are_said_to_be_so(pad: Visit, name: str) -> None:
    points, labels, words = UNTRAINABLE[name]
    script = """async (pad, config) => {
        pad.config = config;
        await pad.predict([[0, 0]]);
        const refused = await pad.step(1).catch((error) => error.message);
        const told = new Promise((ok) => pad.addEventListener("gradpad-error", (e) => ok(e.detail), { once: true }));
        pad.play();
        return { problem: pad.snapshot.problem.message, refused, told: (await told).message, data: pad.config.data };
    }"""
    answer = pad.call(script, drawn(points, labels))
    assert re.search(words, answer["problem"])
    assert answer["refused"] == answer["told"] == answer["problem"]
    assert answer["data"]["points"] == points
    assert pad.page.get_by_role("button", name="Train", exact=True).is_visible()


def test_a_rate_that_diverges_stops_says_why_and_offers_a_lower_one(pad: Visit) -> None:
    config = {
        "data": {"kind": "circle", "count": 100},
        "network": {"layers": [{"units": 4, "activation": "relu"}], "output": "identity"},
        "training": {"learning_rate": 100},
    }
    script = """async (pad, config) => {
        pad.config = config;
        await pad.predict([[0, 0]]);
        const told = new Promise((ok) => pad.addEventListener("gradpad-error", (e) => ok(e.detail), { once: true }));
        pad.play();
        const error = await told;
        return { error, snapshot: pad.snapshot };
    }"""
    answer = pad.call(script, config)
    assert answer["error"]["name"] == "diverged"
    assert "learning rate of 100" in answer["error"]["message"]
    assert answer["snapshot"]["stopped"]
    assert answer["snapshot"]["data_loss"] is not None
    flat = [w for layer in answer["snapshot"]["weights"] for row in [*layer["W"], layer["b"]] for w in row]
    assert all(w is not None and math.isfinite(w) for w in flat)
    pad.page.get_by_role("button", name=re.compile("learning rate of 10$")).click()
    assert pad.call("pad => pad.config.training.learning_rate") == 10
    assert pad.call("pad => pad.config.data.kind") == "circle"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("pad.step(0)", "n is 0"),
        ("pad.step(1.5)", "n is 1.5"),
        ("pad.step('many')", "whole number"),
        ("pad.train({})", "epochs is undefined"),
        ("pad.train({ epochs: -3 })", "epochs is -3"),
        ("pad.train()", "epochs is undefined"),
        ("pad.predict('here')", "list of"),
        ("pad.predict([[0, 0], [0, NaN]])", r"points\[1\]"),
        ("pad.set_weights([])", "weights"),
        ("pad.set_weights([{ W: [[1]], b: [0] }])", "weights"),
    ],
)
def test_a_bad_argument_rejects_with_a_sentence(pad: Visit, call: str, words: str) -> None:
    message = pad.call(f"pad => {call}.then(() => null, (error) => error.message)")
    assert message is not None
    assert re.search(words, message)
    assert pad.call("async pad => (await pad.step(1)).step") == 6
