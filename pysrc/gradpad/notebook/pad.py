"""The figure as Python has it: what is set here appears in the cell, and what is done there arrives here."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import numpy.typing as npt
import traitlets

from gradpad.arrays import Array
from gradpad.authoring.still import painted as painted_plane
from gradpad.authoring.still import png, still
from gradpad.authoring.tag import Figure
from gradpad.config.data_set import DataSet, make_data_set
from gradpad.config.fields import shown
from gradpad.config.schema import Config
from gradpad.errors import ConfigError, DataError
from gradpad.model import Model
from gradpad.notebook.local_site import local_site
from gradpad.session.session import Session

#: Attributes that say what is in the figure: all of that is in its configuration by then.
CONTENT = ("preset", "data", "layers", "activation", "features", "noise", "rate", "seed", "pace", "config")


class Pad(anywidget.AnyWidget):
    """A figure in a cell.

    Args:   config: a configuration, in part or whole; site: the address of the site's files, where the notebook's own
            Python can't serve them; attributes: those of the tag, "_" for "-", lists for what is written with spaces.
    Raises: FigureError: naming the attribute, its value and what is allowed; ConfigError; NoSiteError.
    """

    _esm = Path(__file__).parent / "pad.js"

    config = traitlets.Dict(help="The whole configuration; may be set.").tag(sync=True)
    snapshot = traitlets.Dict(help="The figure's latest numbers: step, epoch, data_loss, weights, …").tag(sync=True)
    _attributes = traitlets.Dict().tag(sync=True)
    _site = traitlets.Unicode().tag(sync=True)
    _picture = traitlets.Unicode().tag(sync=True)
    #: What the figure was asked to do: [number, method, arguments]; those up to the number `_done` it has done.
    _calls: Any = traitlets.List().tag(sync=True)
    _done = traitlets.Int(0).tag(sync=True)

    def __init__(self, config: dict[str, Any] | None = None, *, site: str | None = None, **attributes: Any) -> None:
        written = {name.replace("_", "-"): _text(value) for name, value in attributes.items() if value is not False}
        inside = "" if config is None else json.dumps(Config.from_dict(config).to_dict())
        figure = Figure.of(written, inside)
        whole = figure.whole_config()
        self._figure = figure
        self._count = 0
        kept = {name: text for name, text in written.items() if name not in CONTENT}
        super().__init__(config=whole or {}, _attributes=kept, _site=site or local_site())

    @traitlets.validate("config")
    def _whole(self, proposal: Any) -> dict[str, Any]:
        return Config.from_dict(proposal["value"]).to_dict() if proposal["value"] else {}

    # What is in it.

    @property
    def data(self) -> tuple[Array, npt.NDArray[Any]]:
        """All points, shape (n, 2), and their classes or values, shape (n,). May be set, to (X, y).

        Raises: DataError, ConfigError, when set: they don't fit on a plane.
        """
        points = self._data_set().points
        return points.points, points.labels.astype(int) if points.task == "classification" else points.labels

    @data.setter
    def data(self, given: tuple[Any, Any]) -> None:
        try:
            X, y = (np.asarray(each, dtype=float) for each in given)
        except (TypeError, ValueError):
            raise DataError("data must be a pair (X, y) of numbers: points and their classes or values.") from None
        if X.ndim != 2 or X.shape[1] != 2 or y.shape != (len(X),):
            raise DataError(f"data is X {X.shape} and y {y.shape}; X must be (n, 2) and y (n,).", "data")
        classes = (
            bool(np.all((y == np.floor(y)) & (y >= 0))) and self.config.get("data", {}).get("task") != "regression"
        )
        before = self.config.get("data", {})
        points = {"kind": "points", "task": "classification" if classes else "regression", "points": X.tolist()}
        share = {"train_share": before["train_share"]} if "train_share" in before else {}
        labels = y.astype(int).tolist() if classes else y.tolist()
        self.config = {**self.config, "data": {**points, "labels": labels, **share}}

    @property
    def weights(self) -> list[dict[str, Any]]:
        """For each layer {"W": one row of weights for each input, "b": biases}. May be set; raises WeightsError."""
        return [
            {"W": layer.W.tolist(), "b": [] if layer.b is None else layer.b.tolist()}
            for layer in self._session().run.trainer.network.layers
        ]

    @weights.setter
    def weights(self, given: Any) -> None:
        session = self._session()
        session.set_weights(given)
        plain = [{"W": np.asarray(layer["W"]).tolist(), "b": np.asarray(layer["b"]).tolist()} for layer in given]
        self._ask("set_weights", plain)

    @property
    def model(self) -> Model:
        """A model of one's own with the figure's weights; `inputs` says what to ask it. It no longer follows."""
        session = self._session()
        chosen, trainer = session.config, session.run.trainer
        points, network = session.data_set.points, session.run.trainer.network
        model = Model(
            [len(chosen.features), *(layer.units for layer in chosen.network.layers), len(network.layers[-1].W[0])],
            activation=[layer.activation for layer in network.layers[:-1]],
            output=network.layers[-1].activation,
            loss=trainer.recipe.loss,
            optimizer=trainer.recipe.optimizer,
            learning_rate=chosen.training.learning_rate,
            regularizer=trainer.recipe.regularizer,
            regularization_rate=chosen.training.regularization_rate,
            dropout=chosen.training.dropout,
            task="regression" if points.task == "regression" else "classification",
            classes=None if points.task == "regression" else list(range(points.classes)),
            seed=chosen.seed,
        )
        model.network = network
        return model

    def inputs(self, X: Any) -> Array:
        """Args:    X: points, shape (n, 2).
        Returns: what the network is shown of them, shape (n, inputs): `pad.model.predict(pad.inputs(X))`.
        Raises:  DataError.
        """
        points = np.asarray(X, dtype=float)
        if points.ndim != 2 or points.shape[1] != 2:
            raise DataError(f"X is {points.shape}; it must be (n, 2).", "X")
        return self._data_set().inputs(points)

    def picture(self) -> bytes:
        """Returns: the plane as PNG, with the weights of now; before there are any, what training comes to."""
        if self.snapshot.get("weights"):
            return png(painted_plane(self._session()))
        return still(self.config, self._figure.epochs)

    # What it does.

    def train(self, epochs: int = 1) -> None:
        """Trains for so many epochs, in the figure; `snapshot` follows. Raises: ConfigError."""
        self._ask("train", {"epochs": _count("epochs", epochs)})

    def step(self, n: int = 1) -> None:
        """Trains for so many steps, in the figure. Raises: ConfigError."""
        self._ask("step", _count("n", n))

    def play(self) -> None:
        """Trains at the figure's pace until something stops it."""
        self._ask("play")

    def pause(self) -> None:
        """Stops the training."""
        self._ask("pause")

    def reset(self) -> None:
        """Goes back to the start weights."""
        self._ask("reset")

    def on_change(self, callback: Callable[["Pad"], object]) -> Callable[[], None]:
        """Args:    callback: called with this figure when its configuration or its numbers have changed.
        Returns: a function that ends it.
        """

        def told(_: Any) -> None:
            callback(self)

        self.observe(told, names=["config", "snapshot"])
        return lambda: self.unobserve(told, names=["config", "snapshot"])

    def _ask(self, method: str, *given: Any) -> None:
        self._count += 1
        self._calls = [*(call for call in self._calls if call[0] > self._done), [self._count, method, list(given)]]

    def _data_set(self) -> DataSet:
        return make_data_set(Config.from_dict(self._told()))

    def _told(self) -> dict[str, Any]:
        """The configuration; where only a link says it, that is the figure's to tell."""
        if not self.config:
            raise ConfigError("The figure has not told its configuration yet; show it in a cell first.")
        return self.config

    def _session(self) -> Session:
        """A session of the same configuration, with the figure's weights where they fit."""
        session = Session(self._told())
        weights = self.snapshot.get("weights")
        shapes = [layer.W.shape for layer in session.run.trainer.network.layers]
        if weights and [np.shape(layer["W"]) for layer in weights] == shapes:
            session.set_weights(weights)
        return session

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """What a notebook shows: the figure; and where there are no widgets, as on paper, its picture."""
        if self.config:
            encoded = base64.b64encode(self.picture()).decode()
            self._picture = f"data:image/png;base64,{encoded}"
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None or not self.config:
            return bundle
        formats, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**formats, "image/png": encoded}, metadata


def _text(value: Any) -> str:
    """An attribute as it is written in the tag."""
    if value is True:
        return ""
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value)) or "none"
    return str(value)


def _count(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 1:
        raise ConfigError(f"{name} is {shown(value)}; it must be a whole number from 1 up.", name)
    return int(value)
