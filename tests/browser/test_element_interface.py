"""The element's public interface, as an embedder or a tutorial would use it: no button is pressed here."""

from typing import Any

import pytest

from tests.browser.conftest import Visit

SMALL = {
    "seed": 3,
    "data": {"kind": "xor", "count": 60, "noise": 0.1, "train_share": 0.5},
    "network": {"layers": [{"units": 3, "activation": "tanh"}]},
    "training": {"learning_rate": 0.1, "batch_size": 7},
}


@pytest.fixture
def pad(one_visit: Visit) -> Visit:
    one_visit.put(SMALL)
    return one_visit


def test_ready_tells_the_versions(pad: Visit) -> None:
    versions = pad.ready()
    assert set(versions) == {"gradpad", "python", "numpy", "pyodide", "engine"}
    assert versions["python"].startswith("3.14")
    assert versions["numpy"] == "2.4.3"
    assert versions["pyodide"] == "314.0.3"
    assert versions["engine"] in {"numpy", "compiled"}


def test_a_part_of_a_configuration_is_filled_in_with_the_defaults(pad: Visit) -> None:
    config = pad.call("pad => pad.config")
    assert config["seed"] == 3
    assert config["network"]["layers"] == [{"units": 3, "activation": "tanh"}]
    assert config["features"] == ["x1", "x2"]
    assert config["training"]["learning_rate"] == 0.1
    assert config["training"]["loss"] == "half_squared_error"


def test_a_configuration_that_is_read_and_changed_is_a_copy(pad: Visit) -> None:
    assert (
        pad.call("pad => { pad.config.seed = 99; pad.config.network.layers.length = 0; return pad.config.seed; }") == 3
    )
    assert pad.call("pad => pad.config.network.layers.length") == 1


def test_a_configuration_goes_round_through_the_engine_unchanged(pad: Visit) -> None:
    before = pad.call(
        "async pad => { const config = pad.config; pad.config = config; await pad.reset(); return config; }"
    )
    assert pad.call("pad => pad.config") == before


def test_steps_and_epochs_are_exact(pad: Visit) -> None:
    assert pad.call("async pad => (await pad.step()).step") == 1
    assert pad.call("async pad => (await pad.step(3)).step") == 4  # 30 examples in sevens are 5 steps
    assert pad.call("pad => pad.snapshot.epoch") == 0
    assert pad.call("async pad => (await pad.step(1)).epoch") == 1
    assert pad.call("async pad => (await pad.train({ epochs: 10 })).epoch") == 11
    assert pad.call("pad => pad.snapshot.step") == 55


def test_the_snapshot_says_how_far_it_is(pad: Visit) -> None:
    snapshot = pad.call("async pad => await pad.train({ epochs: 30 })")
    assert snapshot == pad.call("pad => pad.snapshot")
    assert snapshot["epoch"] == 30
    assert 0 < snapshot["data_loss"] < 1
    assert 0 < snapshot["test_loss"] < 1
    assert 0 <= snapshot["accuracy"] <= 1
    assert [[len(layer["W"]), len(layer["W"][0]), len(layer["b"])] for layer in snapshot["weights"]] == [
        [2, 3, 3],
        [3, 1, 1],
    ]
    assert snapshot["curve"]["epoch"] == list(range(31))
    assert snapshot["curve"]["data_loss"][-1] == snapshot["data_loss"]
    assert not snapshot["stopped"]
    assert snapshot["problem"] is None


def test_reset_and_train_again_gives_the_same_curve_to_the_last_bit(pad: Visit) -> None:
    first = pad.call("async pad => await pad.train({ epochs: 60 })")
    start = pad.call("async pad => await pad.reset()")
    assert start["step"] == 0
    assert start["curve"]["epoch"] == [0]
    again = pad.call("async pad => await pad.train({ epochs: 60 })")
    assert again["curve"] == first["curve"]
    assert again["weights"] == first["weights"]


def test_the_same_number_of_steps_in_other_portions_is_the_same_run(pad: Visit) -> None:
    whole = pad.call("async pad => await pad.train({ epochs: 12 })")
    pad.call("async pad => { await pad.reset(); await pad.step(7); await pad.step(1); await pad.step(52); }")
    parts = pad.call("pad => pad.snapshot")
    assert parts["step"] == whole["step"] == 60
    assert parts["weights"] == whole["weights"]
    assert parts["curve"] == whole["curve"]


def test_a_pause_is_not_asking_again(pad: Visit) -> None:
    pad.call("pad => pad.play()")
    pad.wait_for("pad => pad.snapshot.step > 0")
    pad.call("async pad => { pad.pause(); await pad.predict([[0, 0]]); }")
    still = """async pad => {
        const step = pad.snapshot.step;
        for (let i = 0; i < 10; i++) await new Promise(requestAnimationFrame);
        return pad.snapshot.step - step;
    }"""
    assert pad.call(still) == 0


def test_pause_ends_a_long_command(pad: Visit) -> None:
    script = """async pad => {
        const long = pad.train({ epochs: 1e9 });
        await new Promise((resolve) => pad.addEventListener("gradpad-snapshot", resolve, { once: true }));
        pad.pause();
        return (await long).epoch;
    }"""
    assert 0 <= pad.call(script) < 1e9


def test_predictions_are_floats_one_for_each_point(pad: Visit) -> None:
    script = """async pad => {
        const out = await pad.predict([[0, 0], [1.5, -2], [6, 6]]);
        const none = await pad.predict([]);
        return { type: out.constructor.name, values: [...out], none: none.length };
    }"""
    answer = pad.call(script)
    assert answer["type"] == "Float32Array"
    assert len(answer["values"]) == 3
    assert all(-1 <= value <= 1 for value in answer["values"])
    assert answer["none"] == 0


def test_weights_can_be_set(pad: Visit) -> None:
    weights = [{"W": [[0, 0, 0], [0, 0, 0]], "b": [0, 0, 0]}, {"W": [[1], [1], [1]], "b": [0.5]}]
    snapshot = pad.call("async (pad, weights) => await pad.set_weights(weights)", weights)
    assert snapshot["weights"] == weights
    assert pad.call("async pad => [...await pad.predict([[1, 2]])]") == pytest.approx([0.46211716])  # tanh(0.5)


def test_events_carry_plain_data(pad: Visit) -> None:
    script = """async pad => {
        const heard = [];
        const names = ["gradpad-change", "gradpad-snapshot", "gradpad-error"];
        const hear = (event) => heard.push([event.type, JSON.parse(JSON.stringify(event.detail))]);
        for (const name of names) document.addEventListener(name, hear);
        pad.config = { ...pad.config, seed: 7 };
        await pad.step(2);
        for (const name of names) document.removeEventListener(name, hear);
        return heard;
    }"""
    heard: list[list[Any]] = pad.call(script)
    assert [name for name, _ in heard] == ["gradpad-change", "gradpad-snapshot", "gradpad-snapshot"]
    assert heard[0][1]["config"]["seed"] == 7
    assert [detail["step"] for _, detail in heard[1:]] == [0, 2]


def test_drawn_points_are_a_configuration_like_any_other(pad: Visit) -> None:
    data = {"kind": "points", "points": [[-3, -3], [-3, 3], [3, -3], [3, 3]], "labels": [0, 0, 1, 1]}
    script = """async (pad, data) => {
        pad.config = { data, training: { batch_size: 2, learning_rate: 0.5 } };
        await pad.train({ epochs: 100 });
        return { accuracy: pad.snapshot.accuracy, data: pad.config.data, test_loss: pad.snapshot.test_loss };
    }"""
    answer = pad.call(script, data)
    assert answer["accuracy"] == 1
    assert answer["data"] == {**data, "task": "classification", "train_share": 1}
    assert answer["test_loss"] is None


def test_training_takes_turns_with_the_page(pad: Visit) -> None:
    """While it trains as fast as it goes, the page gets a frame for each snapshot."""
    pad.call("pad => { pad.config = { ...pad.config, view: { pace: 'full' } }; pad.play(); }")
    pad.wait_for("pad => pad.snapshot.step > 0")
    script = """async pad => {
        let snapshots = 0;
        pad.addEventListener("gradpad-snapshot", () => { snapshots += 1; });
        let frames = 0;
        for (; snapshots < 20; frames += 1) await new Promise(requestAnimationFrame);
        pad.pause();
        return frames;
    }"""
    assert pad.call(script) >= 19
