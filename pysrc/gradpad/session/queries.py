"""What a session can be asked: how well the network does, what it says anywhere, and every number of one step."""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from gradpad import metrics
from gradpad.arrays import Array
from gradpad.config.data import LIMITED, is_limited
from gradpad.config.data_set import code_targets
from gradpad.config.fields import is_not_negative, shown
from gradpad.config.plane import checked_points, grid
from gradpad.errors import ConfigError
from gradpad.fast.forward_pass import Part, maps, whole_columns
from gradpad.features import feature_matrix
from gradpad.gradcheck import gradcheck
from gradpad.network import Network
from gradpad.session.landscape import Survey
from gradpad.session.run import Run
from gradpad.session.snapshots import Snapshots

MAX_RESOLUTION = 400
LONGEST = 1e9  # milliseconds


class Queries(Snapshots):
    """The part of a session that answers, and changes nothing."""

    _survey: Survey | None = None
    _surveyed: Run | None = None

    def data(self) -> dict[str, Any]:
        """Returns: the data set as it is trained on (`DataSet` in types.d.ts)."""
        points = self.data_set.points
        return {
            "task": points.task,
            "classes": points.classes,
            "points": points.points.ravel(),
            "labels": points.labels,
            "is_test": points.is_test.astype(np.uint8),
        }

    def diagnosis(self) -> dict[str, Any]:
        """Returns: gradient norms of each layer over the training set, and the dead units of each hidden layer."""
        trainer = self.run.trainer
        self._refuse_problem()
        network, train = trainer.network, self.data_set.train
        with np.errstate(all="ignore"):
            network.loss_and_gradients(trainer.recipe.loss, train.x, train.targets)
            dead = metrics.dead_units(network, train.x)
        return {"gradient_norms": metrics.gradient_norms(network), "dead_units": dead}

    def predict(
        self, resolution: int | None = None, points: Any = None, units: bool = False, data: bool = False
    ) -> dict[str, Any]:
        """Args:    resolution: side of a grid over the plane; or points: pairs x1, x2; or data: the points of the data
                 set, in their order; units: maps of all units too.
        Returns: see `Prediction` in types.d.ts.
        Raises:  ConfigError: neither or not valid.
        """
        if data is True:
            places = points = self.data_set.points.points
        elif points is not None:
            places = checked_points(points)
        elif isinstance(resolution, int) and 2 <= resolution <= MAX_RESOLUTION:
            places = grid(resolution)
        else:
            raise ConfigError(f"resolution is {shown(resolution)}; it must be 2 to {MAX_RESOLUTION}.", "resolution")
        with np.errstate(all="ignore"):
            inputs = self.data_set.inputs(places) if points is not None else self._plane_inputs(places)
            network = self.run.trainer.network
            parts = whole_columns(network, bool(units))
            values = maps(network, inputs, parts, self.config.training.engine != "numpy")
        layers = [part.end for part in parts]
        return {"run_id": self.run_id, "count": len(places), "layers": layers, "values": _joined(values)}

    def predict_one(self, point: Any, tests: bool = True) -> dict[str, Any]:
        """What the network says at one point, unit by unit, and how it does on the example that lies nearest.

        Args:    point: x1, x2; tests: whether the test points are among the examples.
        Returns: `PointAnswer` in types.d.ts, of one and the same network.
        Raises:  ConfigError: the point is no pair of finite numbers.
        """
        places, points, trainer = checked_points([point]), self.data_set.points, self.run.trainer
        index = _nearest(points.points, places[0], np.ones(len(points.labels), bool) if tests else ~points.is_test)
        if index is not None:
            places = np.concatenate([places, points.points[index : index + 1]])
        with np.errstate(all="ignore"):
            # Two points by NumPy: quicker than a block of the compiled forward pass, and equal to within rounding.
            inputs = self.data_set.inputs(places)
            outputs = trainer.network.forward(inputs)
            values = np.concatenate([inputs[0], *(layer.a[0] for layer in trainer.network.layers)])
            nearest = None if index is None else self._judged(index, trainer.network.scores(trainer.recipe.loss)[1:])
        says: list[Any] = [None, None]
        codes = self.data_set.class_codes
        if codes is not None:
            says = metrics.predicted_classes(outputs, codes).tolist()
        return {
            "run_id": self.run_id,
            "layers": [part.end for part in whole_columns(trainer.network, units=True)],
            "values": values,
            "says": says[0],
            "codes": codes and list(codes),
            "nearest": None if nearest is None else {**nearest, "says": says[1], "outputs": outputs[1].tolist()},
        }

    def _judged(self, index: int, scores: Array) -> dict[str, Any]:
        """Args: index: of a point of the data set; scores: what the loss looks at there, shape (1, n_out)."""
        points = self.data_set.points
        single = replace(
            points, **{name: getattr(points, name)[index : index + 1] for name in ("points", "labels", "is_test")}
        )
        loss = float(self.run.trainer.recipe.loss.value(scores, code_targets(single, self.config)))
        return {
            "index": index,
            "point": single.points[0].tolist(),
            "label": float(single.labels[0]),
            "is_test": bool(single.is_test[0]),
            "loss": loss if np.isfinite(loss) else None,
        }

    def maps(self, resolution: int, parts: Any = ()) -> dict[str, Any]:
        """What the page shows of the plane: the outputs, and of the units only what is looked at, as finely as it is.

        Args:    resolution: side of the outputs' grid over the plane; parts: lists [column, first, end, side]: units of
                 a column (0 for the inputs) from `first` up to `end`, at side × side of the grid's points. What of
                 them there is not is left out: the network may have become smaller.
        Returns: see `Maps` in types.d.ts.
        Raises:  ConfigError: not valid.
        """
        if not isinstance(resolution, int) or not 2 <= resolution <= MAX_RESOLUTION:
            raise ConfigError(f"resolution is {shown(resolution)}; it must be 2 to {MAX_RESOLUTION}.", "resolution")
        network = self.run.trainer.network
        outputs = whole_columns(network, units=False)
        wanted = _parts(network, parts, resolution)
        with np.errstate(all="ignore"):
            inputs = self._plane_inputs(grid(resolution))
            both = [*outputs, *(part for part, _ in wanted)]
            values = maps(network, inputs, both, self.config.training.engine != "numpy")
        return {
            "run_id": self.run_id,
            "count": resolution * resolution,
            "layers": [part.end for part in whole_columns(network, units=True)],
            "outputs": values[0].ravel(),
            "parts": [[part.column, part.first, part.end, side] for part, side in wanted],
            "values": _joined(values[1:]),
        }

    def feature(self, formula: str, resolution: int = 50) -> dict[str, Any]:
        """Tries a formula in x1 and x2 as an input; nothing is changed.

        Args:    formula; resolution: side of a grid over the plane.
        Returns: its map, as predict() does.
        Raises:  FormulaError: it can't be read, or is not a finite number at some point; ConfigError.
        """
        if not isinstance(formula, str):
            raise ConfigError(f"formula is {shown(formula)}; it must be text.", "formula")
        if not isinstance(resolution, int) or not 2 <= resolution <= MAX_RESOLUTION:
            raise ConfigError(f"resolution is {shown(resolution)}; it must be 2 to {MAX_RESOLUTION}.", "resolution")
        feature_matrix([{"formula": formula}], self.data_set.points.points)
        values = feature_matrix([{"formula": formula}], grid(resolution))[:, 0].astype(np.float32)
        return {"run_id": self.run_id, "count": len(values), "layers": [1], "values": values}

    def landscape(self, renew: bool = False, budget_ms: float = 5, resolution: int = 31) -> dict[str, Any]:
        """The loss around the present weights in two directions, with the way that training has come.

        Args:    renew: begin a new survey, from the weights as they now are; budget_ms: about how long this slice may
                 take; resolution: places on each side.
        Returns: `Landscape` in types.d.ts: as much of the survey as there is.
        Raises:  DataError; ConfigError.
        """
        self._refuse_problem()
        if not isinstance(resolution, int) or not 3 <= resolution <= 101:
            raise ConfigError(f"resolution is {shown(resolution)}; it must be 3 to 101.", "resolution")
        if not is_not_negative(budget_ms):
            raise ConfigError(f"budget_ms is {shown(budget_ms)}; it must be a number from 0 up.", "budget_ms")
        with np.errstate(all="ignore"):
            survey = self._survey
            if renew or survey is None or self._surveyed is not self.run or len(survey.u) != resolution:
                survey = self._survey = Survey(self.run, self.data_set.train, resolution, self.config.seed)
                self._surveyed = self.run
            survey.advance(min(budget_ms, LONGEST) / 1000)
        return {
            "run_id": self.run_id,
            "done": survey.done,
            "follows_path": survey.follows_path,
            "u": survey.u,
            "v": survey.v,
            "loss": survey.loss.ravel().astype(np.float32),
            "path": survey.path.ravel(),
        }

    def _plane_inputs(self, places: Array) -> Array:
        """Returns: what the network is shown of a grid over the plane; kept, for the page asks for it every frame."""
        if len(self.plane) != len(places):
            self.plane = self.data_set.inputs(places)
        return self.plane

    def _example(self, example: Any) -> tuple[Any, Any]:
        """Args: example: the number of a training example, or {"point": [x1, x2], "label": class or value}."""
        train = self.data_set.train
        if isinstance(example, int) and not isinstance(example, bool) and 0 <= example < len(train):
            return train.x[example : example + 1], train.targets[example : example + 1]
        if isinstance(example, dict) and {"point", "label"} <= set(example):
            place, label, points = checked_points([example["point"]]), example["label"], self.data_set.points
            if not is_limited(label) or (points.task == "classification" and label not in range(points.classes)):
                allowed = f"a class below {points.classes}" if points.task == "classification" else LIMITED
                raise ConfigError(f"example.label is {shown(label)}; it must be {allowed}.", "example.label")
            single = replace(points, points=place, labels=np.array([float(label)]))
            return self.data_set.inputs(place), code_targets(single, self.config)
        raise ConfigError(
            f"example is {shown(example)}; it must be below {len(train)}, or a point and its label.", "example"
        )

    def gradcheck(self) -> dict[str, Any]:
        """Returns: whether the gradients are right, and a report to read. Raises: DataError."""
        self._refuse_problem()
        trainer, train = self.run.trainer, self.data_set.train
        rate = float(trainer.rates.regularization_rate)
        x, t = train.x[:32], train.targets[:32]
        with np.errstate(all="ignore"):
            report = gradcheck(trainer.network, trainer.recipe.loss, x, t, trainer.recipe.regularizer, rate)
        return {"passed": report.passed, "worst": report.error, "report": str(report)}


def _nearest(points: Array, place: Array, among: npt.NDArray[np.bool_]) -> int | None:
    """Returns: the number of the point nearest to `place`, (2,), of those that are `among` them; None: of none."""
    if not np.any(among):
        return None
    return int(np.argmin(np.where(among, np.sum((points - place) ** 2, axis=1), np.inf)))


def _joined(values: list[npt.NDArray[np.float32]]) -> npt.NDArray[np.float32]:
    """Returns: all maps one after another, flat."""
    return np.concatenate([each.ravel() for each in values]) if values else np.zeros(0, np.float32)


def _parts(network: Network, given: Any, resolution: int) -> list[tuple[Part, int]]:
    """Args:    given: lists [column, first, end, side].
    Returns: what there is of them, with the side of their maps. Raises: ConfigError: they are no such lists.
    """
    sizes = [part.end for part in whole_columns(network, units=True)]
    found = []
    for each in given if isinstance(given, (list, tuple)) else [given]:
        numbers = isinstance(each, (list, tuple)) and len(each) == 4 and all(type(n) is int and n >= 0 for n in each)
        if not numbers or each[3] < 1:
            raise ConfigError(f"parts has {shown(each)}; each is a column, units from and up to, a side.", "parts")
        column, first, end, side = each
        end, side = min(end, sizes[column] if column < len(sizes) else 0), min(side, resolution)
        if first < end:
            rows = None if side == resolution else _sampled(side, resolution)
            found.append((Part(column, first, end, rows), side))
    return found


def _sampled(side: int, resolution: int) -> npt.NDArray[np.intp]:
    """Returns: the numbers of side × side points of the grid, evenly over it, ascending."""
    steps = ((np.arange(side) + 0.5) * resolution / side).astype(np.intp)
    return (steps[:, None] * resolution + steps).ravel()
