"""What is shown of one example is what a training step really computes, to the last bit."""

import numpy as np
import pytest

from gradpad.training import train_step
from gradpad.walk.inspection import inspect_step
from tests.engine.builders import start

SETUPS = {
    "plain": {},
    "adam, L2, schedule": {
        "training": {
            "optimizer": "adam", "regularizer": "l2", "regularization_rate": 0.1, "schedule": "cosine",
        },
    },
    "dropout": {"training": {"dropout": 0.5, "optimizer": "nesterov"}},
    "no biases, softmax": {
        "data": {"kind": "blobs", "count": 40},
        "network": {"biases": False, "output": "softmax", "layers": [{"units": 3, "activation": "gelu"}]},
        "training": {"loss": "softmax_cross_entropy"},
    },
    "no hidden layer": {"network": {"layers": []}},
}  # fmt: skip


def bits(array):
    return np.asarray(array).tobytes()


@pytest.mark.parametrize("setup", SETUPS)
@pytest.mark.parametrize("steps_before", [0, 7])
def test_it_is_a_real_step(setup, steps_before):
    data, trainer = start(SETUPS[setup])
    trainer.run(steps_before)
    x, targets = data.train.x[3:4], data.train.targets[3:4]
    before = [bits(array) for array in trainer.parameters()]
    seen = inspect_step(trainer, x, targets)
    assert [bits(array) for array in trainer.parameters()] == before  # only a copy has moved

    loss = train_step(trainer.network, trainer.recipe, trainer.slots, x, targets, trainer.rates, trainer.step)
    layers = trainer.network.layers
    assert seen["loss"] == loss
    assert bits(seen["inputs"]) == bits(x)
    assert bits(seen["targets"]) == bits(targets)
    assert bits(seen["outputs"]) == bits(layers[-1].a)
    for entry, layer in zip(seen["forward"], layers, strict=True):
        assert [bits(entry[name]) for name in "xza"] == [bits(layer.x), bits(layer.z), bits(layer.a)]
    for entry in seen["backward"]:
        layer = layers[entry["layer"]]
        assert bits(entry["delta"]) == bits(layer.delta)
        assert {name: bits(entry[name]) for name in layer.grads} == {n: bits(g) for n, g in layer.grads.items()}
    for entry, layer in zip(seen["update"], layers, strict=True):
        assert {name: bits(entry["after"][name]) for name, _ in layer.parameters()} == {
            name: bits(param) for name, param in layer.parameters()
        }


def test_the_order_is_that_of_computation():
    data, trainer = start({"network": {"layers": [{"units": 3}, {"units": 2}]}})
    seen = inspect_step(trainer, data.train.x[:1], data.train.targets[:1])
    assert [entry["layer"] for entry in seen["forward"]] == [0, 1, 2]
    assert [entry["layer"] for entry in seen["backward"]] == [2, 1, 0]
    assert list(seen) == ["inputs", "targets", "outputs", "loss", "forward", "backward", "update"]
    assert bits(seen["forward"][1]["x"]) == bits(seen["forward"][0]["a"])


def test_before_and_after():
    data, trainer = start({"training": {"learning_rate": 0.25}})
    seen = inspect_step(trainer, data.train.x[:1], data.train.targets[:1])
    gradients = {entry["layer"]: entry for entry in seen["backward"]}
    for i, layer in enumerate(trainer.network.layers):
        entry = seen["update"][i]
        for name, param in layer.parameters():
            np.testing.assert_array_equal(entry["before"][name], param)
            np.testing.assert_allclose(entry["after"][name], param - 0.25 * gradients[i][name], rtol=1e-15)
