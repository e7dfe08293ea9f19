"""What a figure is asked besides training: its losses on a set of examples, and what it says at points of the plane.

Both are the engine's own functions, recorded with the network's weights as arguments.
"""

from typing import Any

import numpy as np

from gradpad import metrics
from gradpad.compiler import FunctionProgram, build_function, record
from gradpad.fast.lending import lent, put_arrays
from gradpad.features import feature_matrix
from gradpad.session import Session

BLOCK = 512  # points of the plane that go through the network together


def losses_program(session: Session, count: int) -> FunctionProgram:
    """Args:    count: how many examples are looked at together.
    Returns: of x, targets, labels, the outputs of before, and the regularization rate: the mean loss, each example's,
             the penalty, the accuracy (for classes), the outputs, and how far they have come since before.
    Raises:  CompileError.
    """
    trainer = session.run.trainer
    network, loss, regularizer = trainer.network, trainer.recipe.loss, trainer.recipe.regularizer
    codes = session.data_set.class_codes

    def losses(x: Any, targets: Any, labels: Any, before: Any, rate: Any, **arrays: Any) -> dict[str, Any]:
        put_arrays(network, arrays)
        outputs = network.forward(x)
        scores = network.scores(loss)
        found = {
            "loss": loss.value(scores, targets),
            "each": loss.per_example(scores, targets),
            "penalty": rate * sum(regularizer.penalty(layer.W) for layer in network.layers),
            "outputs": outputs,
            "change": np.mean(np.abs(outputs - before)),
        }
        if codes is not None:
            found["accuracy"] = np.mean(metrics.predicted_classes(outputs, codes) == labels)
        return found

    rows = {
        "x": (count, network.n_in),
        "targets": (count, network.n_out),
        "labels": (count,),
        "before": (count, network.n_out),
    }
    with lent(network):
        return build_function(record(losses, **rows, rate=(), **_parameters(session)), tuple(rows))


def plane_program(session: Session) -> FunctionProgram:
    """Returns: of points, (BLOCK, 2): the network's inputs "a0", what the units of each layer say, "a1" and so on, and
             the class that this means, "says".
    Raises: CompileError.
    """
    network, data = session.run.trainer.network, session.data_set
    codes = data.class_codes

    def plane(points: Any, **arrays: Any) -> dict[str, Any]:
        put_arrays(network, arrays)
        x = feature_matrix(session.config.features, points)
        if data.scaling is not None:
            x = data.scaling(x)
        network.forward(x)
        found = {"a0": x, **{f"a{place}": layer.a for place, layer in enumerate(network.layers, start=1)}}
        return found if codes is None else {**found, "says": metrics.predicted_classes(network.layers[-1].a, codes)}

    with lent(network):
        return build_function(record(plane, points=(BLOCK, 2), **_parameters(session)), ("points",))


def _parameters(session: Session) -> dict[str, tuple[int, ...]]:
    network = session.run.trainer.network
    return {f"{place}.{name}": param.shape for place, name, param in network.parameters()}
