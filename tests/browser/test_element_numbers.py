"""The numbers in the page are the numbers of the same engine under ordinary CPython."""

from typing import Any

import numpy as np
import pytest

from gradpad.session import Session
from tests.browser.conftest import Visit

CORNERS = [[-1, -1], [-1, 1], [1, -1], [1, 1]]
XOR: dict[str, Any] = {
    "seed": 0,
    "data": {"kind": "points", "points": CORNERS, "labels": [0, 1, 1, 0]},
    "network": {"layers": [{"units": 3, "activation": "sigmoid"}], "output": "sigmoid"},
    "training": {"loss": "half_squared_error", "learning_rate": 3, "batch_size": 4},
}
SPIRAL: dict[str, Any] = {
    "seed": 11,
    "data": {"kind": "spiral", "count": 120, "noise": 0.05, "train_share": 0.7},
    "features": ["x1", "x2", "sin_x1"],
    "network": {"layers": [{"units": 6, "activation": "tanh"}, {"units": 3, "activation": "relu"}]},
    "training": {"learning_rate": 0.02, "batch_size": 9, "regularizer": "l2", "regularization_rate": 0.001},
}
SET = "async (pad, config) => { pad.config = config; return await pad.reset(); }"


def flat(weights: list[dict[str, Any]]) -> np.ndarray:
    return np.concatenate([np.concatenate([np.ravel(layer["W"]), layer["b"]]) for layer in weights])


def under_cpython(config: dict[str, Any], epochs: int) -> tuple[Session, dict[str, Any]]:
    session = Session(config)
    snapshot = session.train(max_epochs=epochs)
    curve = session.run.curve
    return session, {**snapshot, "curve": {"data_loss": curve.data_loss, "test_loss": curve.test_loss}}


def test_xor_is_learned_in_the_page_and_under_cpython_with_the_same_weights(pad: Visit) -> None:
    start = pad.call(SET, XOR)
    session = Session(XOR)
    assert flat(start["weights"]) == pytest.approx(session.snapshot()["weights_flat"], abs=1e-15)

    here = pad.call("async pad => await pad.train({ epochs: 1000 })")
    there = session.train(max_epochs=1000)
    assert here["epoch"] == there["epoch"] == 1000
    np.testing.assert_allclose(flat(here["weights"]), there["weights_flat"], rtol=0, atol=1e-9)

    pad.call("async pad => await pad.train({ epochs: 4000 })")
    session.train(max_epochs=4000)
    for outputs in (
        pad.call("async (pad, p) => [...await pad.predict(p)]", CORNERS),
        session.predict(points=CORNERS)["values"],
    ):
        np.testing.assert_allclose(outputs, [0, 1, 1, 0], atol=0.05)


def test_the_same_configuration_gives_the_same_curve_under_cpython(pad: Visit) -> None:
    pad.call(SET, SPIRAL)
    here = pad.call("async pad => await pad.train({ epochs: 80 })")
    session, there = under_cpython(pad.call("pad => pad.config"), 80)
    assert here["step"] == there["step"]
    for name in ("data_loss", "test_loss"):
        np.testing.assert_allclose(here["curve"][name], there["curve"][name], rtol=0, atol=1e-9)
    np.testing.assert_allclose(flat(here["weights"]), there["weights_flat"], rtol=0, atol=1e-9)
    assert here["accuracy"] == there["accuracy"]
    places = [[x / 3, y / 3] for x in range(-18, 19, 4) for y in range(-18, 19, 4)]
    outputs = pad.call("async (pad, p) => [...await pad.predict(p)]", places)
    np.testing.assert_allclose(outputs, session.predict(points=places)["values"], rtol=0, atol=1e-6)
