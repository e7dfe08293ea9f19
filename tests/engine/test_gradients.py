"""Every gradient there is, against central differences of the very number that the page shows."""

import itertools
import zlib

import numpy as np
import pytest

from gradpad.activations import ACTIVATIONS
from gradpad.gradcheck import gradcheck, wrong_slope
from gradpad.layers import Dense
from gradpad.losses import LOSSES
from gradpad.network import Network
from gradpad.regularizers import REGULARIZERS
from gradpad.session import Session

TASKS = ("classification", "regression")
HIDDEN = [name for name, activation in ACTIVATIONS.items() if activation.hidden and activation.exact]
OUTPUTS = [name for name, activation in ACTIVATIONS.items() if activation.exact]
REST = pytest.mark.whole("at every commit each regularizer takes its turn with the activations and losses")
COMBINATIONS = [
    (hidden, output, loss, regularizer)
    for hidden, output, loss, regularizer in itertools.product(HIDDEN, OUTPUTS, LOSSES, REGULARIZERS)
    if any(LOSSES[loss].refusal(output, task) is None for task in TASKS)
]
# A penalty is added to what the rest gives: one regularizer of each three or four combinations shows that it is.
DUE = [
    pytest.param(*names, marks=() if (number + number // len(REGULARIZERS)) % len(REGULARIZERS) == 0 else REST)
    for number, names in enumerate(COMBINATIONS)
]


def random_network(rng, sizes, activations, biases=True):
    layers = []
    for n_in, n_out, name in zip(sizes, sizes[1:], activations, strict=False):
        b = rng.normal(0, 0.5, n_out) if biases else None
        layers.append(Dense(rng.normal(0, 0.8, (n_in, n_out)), b, ACTIVATIONS[name]))
    return Network(layers)


def targets_for(rng, loss, output, shape):
    """Class codes of each sort that the loss may be given."""
    no, yes = LOSSES[loss].targets or ACTIVATIONS[output].targets
    if output == "softmax":
        return np.eye(shape[1])[rng.integers(0, shape[1], shape[0])] * (yes - no) + no
    return rng.choice([no, yes], shape)


@pytest.mark.parametrize(("hidden", "output", "loss", "regularizer"), DUE)
def test_every_combination(hidden, output, loss, regularizer):
    rng = np.random.default_rng(zlib.crc32(f"{hidden} {output} {loss} {regularizer}".encode()))
    network = random_network(rng, [2, 3, 2, 3], [hidden, hidden, output])
    x = rng.normal(0, 1.5, (7, 2))
    targets = targets_for(rng, loss, output, (7, 3))
    report = gradcheck(network, LOSSES[loss], x, targets, REGULARIZERS[regularizer], 0.1)
    assert report.passed, f"\n{report}"


@pytest.mark.parametrize("depth", range(7))
@pytest.mark.parametrize("biases", [True, False])
def test_every_depth(depth, biases):
    rng = np.random.default_rng(depth)
    sizes = [3, *rng.integers(1, 6, depth), 1]
    network = random_network(rng, sizes, ["tanh"] * (depth + 1), biases)
    x, targets = rng.normal(size=(5, 3)), rng.choice([-1.0, 1.0], (5, 1))
    report = gradcheck(network, LOSSES["half_squared_error"], x, targets)
    assert report.passed, f"\n{report}"


def test_with_dropout():
    """With the masks held still, a network with dropout has true gradients too."""
    rng = np.random.default_rng(1)
    network = random_network(rng, [2, 5, 4, 1], ["tanh", "sigmoid", "tanh"])
    x, targets = rng.normal(size=(6, 2)), rng.choice([-1.0, 1.0], (6, 1))
    masks = [np.where(rng.random((6, n)) < 0.3, 0.0, 1 / 0.7) for n in (5, 4)]
    loss, h = LOSSES["half_squared_error"], 6e-6
    network.loss_and_gradients(loss, x, targets, masks)
    grads = [dict(layer.grads) for layer in network.layers]
    for layer, grad in zip(network.layers, grads, strict=True):
        for name, param in layer.parameters():
            for index in np.ndindex(param.shape):
                kept = param[index]
                losses = []
                for value in (kept + h, kept - h):
                    param[index] = value
                    network.forward(x, masks)
                    losses.append(loss.value(network.scores(loss), targets))
                param[index] = kept
                assert (losses[0] - losses[1]) / (2 * h) == pytest.approx(grad[name][index], rel=1e-6, abs=1e-9)


def test_gradient_of_the_inputs():
    rng = np.random.default_rng(2)
    network = random_network(rng, [2, 3, 1], ["tanh", "tanh"])
    x, targets, h = rng.normal(size=(1, 2)), np.array([[1.0]]), 6e-6
    loss = LOSSES["half_squared_error"]
    scores = network.forward(x)
    grad = network.backward(loss.gradient(scores, targets))
    for i in range(2):
        step = np.zeros((1, 2))
        step[0, i] = h
        above, below = (loss.value(network.forward(x + s), targets) for s in (step, -step))
        assert (above - below) / (2 * h) == pytest.approx(grad[0, i], rel=1e-6)


def test_a_wrong_gradient_is_caught(monkeypatch):
    """The check can fail: a slope that is off by a hundredth does not pass, and the report says where."""
    tanh = type(ACTIVATIONS["tanh"])
    monkeypatch.setattr(tanh, "slope", lambda self, z, a: 1.01 - a * a)
    rng = np.random.default_rng(3)
    network = random_network(rng, [2, 3, 1], ["tanh", "identity"])
    x, targets = rng.normal(size=(5, 2)), rng.normal(size=(5, 1))
    report = gradcheck(network, LOSSES["half_squared_error"], x, targets)
    assert not report.passed
    assert report.worst.layer == 0
    assert "WRONG" in str(report)
    assert "by differences" in str(report)


@pytest.mark.parametrize("name", HIDDEN)
def test_slopes_alone(name):
    """Each activation's slope against differences of its value, far out as well."""
    z = np.concatenate([np.linspace(-8.03, 8.05, 200), [-30.1, 30.1]])
    activation, h = ACTIVATIONS[name], 1e-5
    differences = (activation.value(z + h) - activation.value(z - h)) / (2 * h)
    np.testing.assert_allclose(activation.slope(z, activation.value(z)), differences, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("name", list(LOSSES))
def test_value_is_the_mean_of_the_examples(name):
    rng = np.random.default_rng(4)
    loss = LOSSES[name]
    scores, targets = rng.normal(size=(9, 3)), targets_for(rng, name, "softmax", (9, 3))
    assert loss.value(scores, targets) == pytest.approx(np.mean(loss.per_example(scores, targets)), rel=1e-14)


CORNERED = ("relu", "leaky_relu", "elu")


@pytest.mark.parametrize("hidden", CORNERED)
@pytest.mark.parametrize("units", [[4], [4, 2], [3, 3, 3]])
@pytest.mark.parametrize("gate", ["xor_gate", "and_gate"])
def test_a_corner_is_no_mistake(gate, units, hidden):
    """A gate has the point (0, 0) and the biases start at zero: there, every unit of every layer is at its corner."""
    layers = [{"units": n, "activation": hidden} for n in units]
    session = Session({"data": {"kind": gate}, "network": {"layers": layers}, "training": {"engine": "numpy"}})
    before = session.snapshot()["weights_flat"].copy()
    told = session.gradcheck()
    assert told["passed"], told["report"]
    np.testing.assert_array_equal(session.snapshot()["weights_flat"], before)


def test_a_mistake_is_found_where_there_are_corners_too(monkeypatch):
    monkeypatch.setattr(type(ACTIVATIONS["relu"]), "slope", lambda self, z, a: np.where(z > 0, 1.001, 0.0))
    session = Session({"data": {"kind": "xor_gate"}, "network": {"layers": [{"units": 4, "activation": "relu"}]}})
    told = session.gradcheck()
    assert not told["passed"]
    assert "layer 1  W" in told["report"]
    assert "WRONG" in told["report"]


def test_what_a_step_makes_up_is_not_compared_and_the_rest_is():
    rng = np.random.default_rng(4)
    x, targets = rng.normal(size=(6, 2)), rng.choice([-1.0, 1.0], (6, 1))
    network = random_network(rng, [2, 4, 3, 1], ["tanh", "step", "tanh"])
    report = gradcheck(network, LOSSES["half_squared_error"], x, targets)
    assert report.passed
    assert [(c.layer, c.name) for c in report.compared] == [(2, "W"), (2, "b")]
    assert str(report).count("not compared: a step is flat") == 4
    assert str(report).count("right") == 2
    output = random_network(rng, [2, 3, 1], ["tanh", "step"])
    nothing = gradcheck(output, LOSSES["half_squared_error"], x, targets)
    assert (nothing.passed, nothing.worst, nothing.error) == (True, None, 0.0)


@pytest.mark.parametrize(
    ("function", "given", "right"),
    [
        (np.abs, 0.0, True),
        (np.abs, -1.0, True),
        (np.abs, 1.0, True),
        (np.abs, 1.05, False),
        (lambda z: np.maximum(z, 0.0), -0.05, False),
        (lambda z: np.where(z > 0, 3 * z, z), 2.5, True),
        (lambda z: z * z * 1e4, 0.5, False),  # sharp, but no corner
        (np.sin, 1.0, True),
        (np.sin, 1.0001, False),
    ],
)
def test_at_a_corner_what_lies_between_the_slopes_of_its_sides_is_right(function, given, right):
    place = np.array([0.0])
    assert (wrong_slope(lambda h: function(place + h), np.array([given])) is None) == right


def test_a_gradient_that_is_no_number_is_wrong_wherever_it_stands(monkeypatch):
    rng = np.random.default_rng(5)
    network = random_network(rng, [2, 3, 2, 1], ["tanh", "sine", "identity"])
    monkeypatch.setattr(type(ACTIVATIONS["tanh"]), "slope", lambda self, z, a: np.full_like(z, np.nan))
    x, targets = rng.normal(size=(5, 2)), rng.normal(size=(5, 1))
    network.layers[0].activation, network.layers[1].activation = ACTIVATIONS["sine"], ACTIVATIONS["tanh"]
    report = gradcheck(network, LOSSES["half_squared_error"], x, targets)
    assert not report.passed
    assert report.error == np.inf
    assert str(report).count("WRONG") == 4
