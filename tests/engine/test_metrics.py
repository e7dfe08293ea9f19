"""Metrics against numbers worked by hand, and against scikit-learn's."""

import math

import numpy as np
import pytest

from gradpad import metrics
from gradpad.losses import LOSSES
from tests.engine.builders import random_network

LABELS = np.array([0.0, 0, 1, 1, 2, 2, 2])
PREDICTED = np.array([0, 1, 1, 1, 2, 0, 2])


def test_by_hand():
    assert metrics.accuracy(PREDICTED, LABELS) == pytest.approx(5 / 7)
    assert metrics.confusion_matrix(PREDICTED, LABELS, 3).tolist() == [[1, 1, 0], [0, 2, 0], [1, 0, 2]]
    outputs, targets = np.array([[1.0], [2], [5]]), np.array([[1.0], [3], [5]])
    assert metrics.mean_absolute_error(outputs, targets) == pytest.approx(1 / 3)
    assert metrics.r_squared(outputs, targets) == pytest.approx(1 - 1 / 8)  # mean 3, spread 4 + 0 + 4, error 1
    assert metrics.r_squared(targets, targets) == 1
    assert metrics.r_squared(np.full((3, 1), 3.0), targets) == 0


def test_a_class_that_nobody_has_gets_its_row():
    table = metrics.confusion_matrix(PREDICTED, LABELS, 5)
    assert table.shape == (5, 5)
    assert table[3:].sum() == table[:, 3:].sum() == 0


def test_predicted_classes():
    assert metrics.predicted_classes(np.array([[0.2, 0.5, 0.3], [9, -1, 9.1]]), (0, 1)).tolist() == [1, 2]
    single = np.array([[-0.1], [0.0], [0.1], [0.5], [0.6]])
    assert metrics.predicted_classes(single, (-1, 1)).tolist() == [0, 0, 1, 1, 1]
    assert metrics.predicted_classes(single, (0, 1)).tolist() == [0, 0, 0, 0, 1]


def test_of_nothing():
    none, empty = np.zeros((0, 1)), np.zeros(0)
    assert math.isnan(metrics.accuracy(empty.astype(int), empty))
    assert math.isnan(metrics.r_squared(none, none))
    assert math.isnan(metrics.mean_absolute_error(none, none))
    assert math.isnan(metrics.r_squared(np.ones((3, 1)), np.ones((3, 1))))  # nothing to explain
    network = random_network(np.random.default_rng(0), [2, 3, 1], ["relu", "tanh"])
    assert metrics.dead_units(network, np.zeros((0, 2))) == [[]]


def test_summary():
    outputs = np.array([[0.9, 0.1], [0.4, 0.6], [0.8, 0.2]])
    labels = np.array([0.0, 1, 1])
    found = metrics.summary(outputs, np.eye(2)[[0, 1, 1]], labels, 2, (0, 1))
    assert found == {"accuracy": pytest.approx(2 / 3), "confusion_matrix": [[1, 0], [1, 1]]}
    found = metrics.summary(outputs[:, :1], outputs[:, :1], labels, None, (0, 1))
    assert found == {"r_squared": 1.0, "mean_absolute_error": 0.0}


def test_dead_units():
    network = random_network(np.random.default_rng(0), [2, 3, 4, 1], ["relu", "tanh", "tanh"])
    x = np.random.default_rng(1).normal(size=(20, 2))
    assert metrics.dead_units(network, x) == [[], []]
    network.layers[0].b[1] = -100  # never on
    network.layers[1].W[:, 2], network.layers[1].b[2] = 0, 50  # saturated: the slope is 0 to 16 digits
    assert metrics.dead_units(network, x) == [[1], [2]]


def test_gradient_norms():
    network = random_network(np.random.default_rng(0), [2, 3, 1], ["tanh", "identity"], biases=False)
    x, targets = np.array([[1.0, 2.0]]), np.array([[0.5]])
    network.loss_and_gradients(LOSSES["half_squared_error"], x, targets)
    error, a = network.layers[1].a - targets, network.layers[0].a
    norms = metrics.gradient_norms(network)
    assert [list(norm) for norm in norms] == [["W"], ["W"]]
    assert norms[1]["W"] == pytest.approx(abs(error[0, 0]) * math.sqrt(np.sum(a * a)))


@pytest.mark.parametrize("classes", [2, 3, 6])
def test_classes_against_sklearn(classes):
    theirs = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed")
    rng = np.random.default_rng(classes)
    labels, predicted = rng.integers(0, classes, 200), rng.integers(0, classes, 200)
    assert metrics.accuracy(predicted, labels.astype(float)) == theirs.accuracy_score(labels, predicted)
    table = metrics.confusion_matrix(predicted, labels.astype(float), classes)
    np.testing.assert_array_equal(table, theirs.confusion_matrix(labels, predicted))


def test_values_against_sklearn():
    theirs = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed")
    rng = np.random.default_rng(0)
    targets = rng.normal(size=(50, 1))
    outputs = targets + rng.normal(0, 0.5, (50, 1))
    assert metrics.r_squared(outputs, targets) == pytest.approx(theirs.r2_score(targets, outputs), rel=1e-12)
    expected = theirs.mean_absolute_error(targets, outputs)
    assert metrics.mean_absolute_error(outputs, targets) == pytest.approx(expected, rel=1e-12)
