"""The same weights given to scikit-learn's networks: the same loss and the same gradients must come out.

scikit-learn shows no gradients, but its weights may be set and read, and one step of plain gradient descent at a
learning rate of 1 over the whole set moves each by exactly its gradient. So nothing private is needed.
"""

import numpy as np
import pytest

from gradpad.losses import LOSSES
from gradpad.regularizers import REGULARIZERS
from tests.engine.builders import gradients, parameters, random_network

HIDDEN = {"identity": "identity", "sigmoid": "logistic", "tanh": "tanh", "relu": "relu"}
N = 12  # examples
SHAPES = [(), (5,), (4, 3)]
ALPHAS = [0.0, 0.7]


@pytest.fixture(scope="module")
def neural_network():
    """Loaded where it is used: it takes longer than to collect all tests of the engine."""
    return pytest.importorskip("sklearn.neural_network", reason="scikit-learn is not installed")


def sklearn_loss_and_gradients(model, network, x, y):
    """Returns: the loss that scikit-learn reports for the weights of `network`, penalty included, and the gradients."""
    model.partial_fit(x, y, **({"classes": np.unique(y)} if hasattr(model, "predict_proba") else {}))
    theirs = [array for pair in zip(model.coefs_, model.intercepts_, strict=True) for array in pair]
    ours = [param for _, _, param in parameters(network)]
    for array, param in zip(theirs, ours, strict=True):
        array[...] = param
    model.partial_fit(x, y)
    theirs = [array for pair in zip(model.coefs_, model.intercepts_, strict=True) for array in pair]
    return model.loss_, [param - array for array, param in zip(theirs, ours, strict=True)]


def plain_descent(cls, hidden, shape, alpha):
    return cls(
        hidden_layer_sizes=shape, activation=HIDDEN[hidden], alpha=alpha, solver="sgd", learning_rate_init=1.0,
        batch_size=N, momentum=0.0, nesterovs_momentum=False, random_state=0,
    )  # fmt: skip


def our_loss_and_gradients(network, loss, x, targets, alpha):
    """scikit-learn divides its L2 term by the number of examples: alpha / 2n · sum w². Ours is rate / 2 · sum w²."""
    rate, l2 = alpha / len(x), REGULARIZERS["l2"]
    data_loss = network.loss_and_gradients(LOSSES[loss], x, targets)
    penalty = l2.total(rate, [layer.W for layer in network.layers])
    grads = [
        grad + rate * l2.gradient(param) if name == "W" else grad
        for grad, (_, name, param) in zip(gradients(network), parameters(network), strict=True)
    ]
    return data_loss, penalty, grads


def assert_same(ours, theirs):
    for mine, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("alpha", ALPHAS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("classes", [2, 3, 6])
def test_classifier(neural_network, hidden, shape, classes, alpha):
    rng = np.random.default_rng([len(shape), classes, list(HIDDEN).index(hidden)])
    two = classes == 2
    n_out, output, loss = (
        (1, "sigmoid", "binary_cross_entropy") if two else (classes, "softmax", "softmax_cross_entropy")
    )
    network = random_network(rng, [2, *shape, n_out], [*[hidden] * len(shape), output])
    x, y = rng.normal(0, 1.2, (N, 2)), rng.permutation(np.arange(N) % classes)
    targets = y[:, None].astype(float) if two else np.eye(classes)[y]
    model = plain_descent(neural_network.MLPClassifier, hidden, shape, alpha)
    their_loss, theirs = sklearn_loss_and_gradients(model, network, x, y)
    data_loss, penalty, ours = our_loss_and_gradients(network, loss, x, targets, alpha)
    assert data_loss + penalty == pytest.approx(their_loss, rel=1e-12)
    assert_same(ours, theirs)


@pytest.mark.parametrize("alpha", ALPHAS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("n_out", [1, 3])
def test_regressor(neural_network, hidden, shape, n_out, alpha):
    """With several outputs scikit-learn reports the loss divided by their number, but not its gradient (issue 8349)."""
    rng = np.random.default_rng([len(shape), n_out, list(HIDDEN).index(hidden)])
    network = random_network(rng, [3, *shape, n_out], [*[hidden] * len(shape), "identity"])
    x, targets = rng.normal(0, 1.2, (N, 3)), rng.normal(0, 2, (N, n_out))
    model = plain_descent(neural_network.MLPRegressor, hidden, shape, alpha)
    their_loss, theirs = sklearn_loss_and_gradients(model, network, x, targets[:, 0] if n_out == 1 else targets)
    data_loss, penalty, ours = our_loss_and_gradients(network, "half_squared_error", x, targets, alpha)
    assert data_loss / n_out + penalty == pytest.approx(their_loss, rel=1e-12)
    assert_same(ours, theirs)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_outputs(neural_network, hidden):
    """The outputs themselves, through scikit-learn's own predict()."""
    rng = np.random.default_rng(list(HIDDEN).index(hidden))
    network = random_network(rng, [2, 4, 3, 4], [hidden, hidden, "softmax"])
    x, y = rng.normal(0, 1.2, (N, 2)), np.arange(N) % 4
    model = plain_descent(neural_network.MLPClassifier, hidden, (4, 3), 0.0)
    model.partial_fit(x, y, classes=np.arange(4))
    for (i, name, param), array in zip(
        parameters(network),
        [a for pair in zip(model.coefs_, model.intercepts_, strict=True) for a in pair],
        strict=True,
    ):
        assert array.shape == param.shape, (i, name)
        array[...] = param
    np.testing.assert_allclose(network.forward(x), model.predict_proba(x), rtol=1e-12)
