"""A network small enough to compute by hand: two inputs, two hidden units, one output, one example, one step."""

import math

import numpy as np
import pytest

from gradpad.activations import ACTIVATIONS
from gradpad.layers import Dense
from gradpad.losses import LOSSES
from gradpad.network import Network
from gradpad.optimizers import OPTIMIZERS
from gradpad.regularizers import REGULARIZERS
from gradpad.schedules import SCHEDULES
from gradpad.training import Rates, Recipe, new_slots, train_step

# Worked on paper, with sigmoid units, half squared error, and a learning rate of 0.5:
#
#   inputs        x = (1, 0), target t = 1
#   hidden        W1 = [[0, 1], [2, 3]], b1 = (0, -1):  z = (1·0 + 0·2 + 0, 1·1 + 0·3 - 1) = (0, 0), a = (1/2, 1/2)
#   output        W2 = [[2], [-2]], b2 = 0:             z = 2·1/2 - 2·1/2 = 0,                     a = 1/2
#   loss          1/2 (1/2 - 1)² = 1/8
#   delta2        (1/2 - 1) · 1/2 · 1/2 = -1/8
#   dW2, db2      a1 · delta2 = (-1/16, -1/16), -1/8
#   delta1        delta2 · W2 · 1/4 = (-1/8 · 2 · 1/4, -1/8 · -2 · 1/4) = (-1/16, 1/16)
#   dW1, db1      x · delta1 = [[-1/16, 1/16], [0, 0]], (-1/16, 1/16)
#   update        w - 1/2 · gradient
X, TARGET = np.array([[1.0, 0.0]]), np.array([[1.0]])


@pytest.fixture
def network():
    sigmoid = ACTIVATIONS["sigmoid"]
    first = Dense(np.array([[0.0, 1.0], [2.0, 3.0]]), np.array([0.0, -1.0]), sigmoid)
    return Network([first, Dense(np.array([[2.0], [-2.0]]), np.array([0.0]), sigmoid)])


def test_forward(network):
    assert network.forward(X).tolist() == [[0.5]]
    assert network.layers[0].z.tolist() == [[0.0, 0.0]]
    assert network.layers[0].a.tolist() == [[0.5, 0.5]]


def test_backward(network):
    assert network.loss_and_gradients(LOSSES["half_squared_error"], X, TARGET) == 1 / 8
    hidden, output = network.layers
    assert output.delta.tolist() == [[-1 / 8]]
    assert output.grads["W"].tolist() == [[-1 / 16], [-1 / 16]]
    assert output.grads["b"].tolist() == [-1 / 8]
    assert hidden.delta.tolist() == [[-1 / 16, 1 / 16]]
    assert hidden.grads["W"].tolist() == [[-1 / 16, 1 / 16], [0, 0]]
    assert hidden.grads["b"].tolist() == [-1 / 16, 1 / 16]


def test_update(network):
    recipe = Recipe(LOSSES["half_squared_error"], OPTIMIZERS["sgd"], REGULARIZERS["none"], SCHEDULES["constant"])
    slots = new_slots(network, recipe.optimizer)
    assert train_step(network, recipe, slots, X, TARGET, Rates(0.5), 0) == 1 / 8
    hidden, output = network.layers
    assert hidden.W.tolist() == [[1 / 32, 1 - 1 / 32], [2, 3]]
    assert hidden.b.tolist() == [1 / 32, -1 - 1 / 32]
    assert output.W.tolist() == [[2 + 1 / 32], [-2 + 1 / 32]]
    assert output.b.tolist() == [1 / 16]


def test_cross_entropy_by_hand(network):
    """With cross-entropy from logits the output's error term is a - t itself, and the loss at a = 1/2 is ln 2."""
    assert network.loss_and_gradients(LOSSES["binary_cross_entropy"], X, TARGET) == pytest.approx(math.log(2))
    assert network.layers[1].delta.tolist() == [[-1 / 2]]
    assert network.layers[1].grads["W"].tolist() == [[-1 / 4], [-1 / 4]]
    assert network.layers[0].delta.tolist() == [[-1 / 4, 1 / 4]]


def test_a_frozen_weight_stays(network):
    recipe = Recipe(LOSSES["half_squared_error"], OPTIMIZERS["adamw"], REGULARIZERS["l2"], SCHEDULES["constant"])
    network.layers[1].trainable["W"] = np.array([[0.0], [1.0]])
    slots = new_slots(network, recipe.optimizer)
    for step in range(5):
        train_step(network, recipe, slots, X, TARGET, Rates(0.5, 0.1), step)
    assert network.layers[1].W[0, 0] == 2
    assert network.layers[1].W[1, 0] != -2
