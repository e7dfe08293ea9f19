"""Where the points come from, as the configuration says it: made by a generator, drawn, or read off a curve.

Everything here may come from a link or a file, so every number is looked at and every list has a limit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from gradpad.config.fields import as_mapping, choice, integer, load, number, shown, text
from gradpad.datasets import DATASETS
from gradpad.errors import ConfigError, FormulaError
from gradpad.typed_formulas import compile_formula

MAX_POINTS = 10_000
MAX_CLASSES = 6
MAX_COORDINATE = 1000.0  # of points, values and weights that come from outside
LIMITED = f"a number from {-MAX_COORDINATE:g} to {MAX_COORDINATE:g}"
DOMAIN = (-6.0, 6.0)
SHARE_HELP = "The share of the points that is learned; the rest tests."
TASKS = ("classification", "regression")

Pair: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class GeneratedData:
    """Points made by one of the generators in datasets."""

    kind: str = choice("circle", DATASETS, "Data", "Which points the network learns.")
    count: int = integer(500, 1, MAX_POINTS, "Points", "How many points are made.")
    noise: float = number(0.0, 0, 0.5, "Noise", "How far points stray from where they belong.")
    train_share: float = number(0.5, 0, 1, "Training share", SHARE_HELP, exclusive_minimum=True)

    @property
    def task(self) -> str:
        return DATASETS[self.kind].task

    one_input = False


@dataclass(frozen=True)
class PointsData:
    """Points that were drawn, pasted or loaded: labels are class numbers, or values for regression."""

    kind: str
    task: str
    points: tuple[Pair, ...]
    labels: tuple[float, ...]
    train_share: float = number(1.0, 0, 1, "Training share", SHARE_HELP, exclusive_minimum=True)

    one_input = False


@dataclass(frozen=True)
class CurveData:
    """A function of one variable, drawn by hand: pairs of x and the value there."""

    kind: str
    points: tuple[Pair, ...]
    train_share: float = number(1.0, 0, 1, "Training share", SHARE_HELP, exclusive_minimum=True)

    task = "regression"
    one_input = True


@dataclass(frozen=True)
class FormulaData:
    """A function of one variable, typed as a formula in x."""

    kind: str
    formula: str = text("sin(x)", "Formula", "The function to learn, in x.")
    count: int = integer(100, 1, MAX_POINTS, "Points", "At how many places it is looked at.")
    noise: float = number(0.0, 0, 0.5, "Noise", "How far values stray from the formula.")
    train_share: float = number(0.5, 0, 1, "Training share", SHARE_HELP, exclusive_minimum=True)

    task = "regression"
    one_input = True


DataConfig: TypeAlias = GeneratedData | PointsData | CurveData | FormulaData


def load_data(raw: Any) -> DataConfig:
    """Args:    raw: `data` of a configuration, from outside.
    Returns: the checked form of its kind.
    Raises:  ConfigError: naming the field, its value and what is allowed.
    """
    if not isinstance(raw, Mapping):
        raise ConfigError(f"data is {shown(raw)}; it must be an object with a kind.", "data")
    match raw.get("kind", "circle"):
        case "points":
            return load_points(raw)
        case "curve":
            keys(CurveData, raw)
            return load(CurveData, raw, "data", kind="curve", points=load_pairs(raw.get("points", [])))
        case "formula":
            keys(FormulaData, raw)
            data = load(FormulaData, raw, "data", kind="formula")
            try:
                compile_formula(data.formula, ("x",))
            except FormulaError as error:
                raise ConfigError(f"data.formula is {shown(data.formula)}. {error.message}", "data.formula") from None
            return data
        case kind if not isinstance(kind, str) or kind not in DATASETS:
            known = ", ".join([*DATASETS, "points", "curve", "formula"])
            raise ConfigError(f"data.kind is {shown(kind)}; it must be one of {known}.", "data.kind")
        case kind:
            usual = {"count": DATASETS[kind].default_count, "train_share": DATASETS[kind].default_train_share}
            return load(GeneratedData, {**usual, **raw}, "data")


def keys(cls: Any, raw: Mapping[str, Any]) -> None:
    """Raises: ConfigError: `raw` has a key that this kind of data has not."""
    as_mapping(raw, "data", [entry.name for entry in fields(cls)])


def load_points(raw: Mapping[str, Any]) -> PointsData:
    """Raises: ConfigError: points, labels or task are not valid."""
    keys(PointsData, raw)
    task = raw.get("task", "classification")
    if task not in TASKS:
        raise ConfigError(f"data.task is {shown(task)}; it must be {' or '.join(TASKS)}.", "data.task")
    points = load_pairs(raw.get("points", []))
    labels = raw.get("labels", [])
    if not isinstance(labels, (list, tuple)) or len(labels) != len(points):
        got = f"has {len(labels)} entries" if isinstance(labels, (list, tuple)) else f"is {shown(labels)}"
        raise ConfigError(f"data.labels {got}; it must be a list of {len(points)}, one for each point.", "data.labels")
    limit = f"a class from 0 to {MAX_CLASSES - 1}" if task == "classification" else LIMITED
    for place, label in enumerate(labels):
        fits = is_limited(label)
        if fits and task == "classification":
            fits = label == int(label) and 0 <= label < MAX_CLASSES
        if not fits:
            path = f"data.labels.{place}"
            raise ConfigError(f"{path} is {shown(label)}; it must be {limit}.", path)
    own = {"kind": "points", "task": task, "points": points, "labels": tuple(map(float, labels))}
    return load(PointsData, raw, "data", **own)


def load_pairs(raw: Any) -> tuple[Pair, ...]:
    """Raises: ConfigError: not a list of at most MAX_POINTS pairs of numbers."""
    if not isinstance(raw, (list, tuple)):
        raise ConfigError(f"data.points is {shown(raw)}; it must be a list of pairs of numbers.", "data.points")
    if len(raw) > MAX_POINTS:
        raise ConfigError(f"data.points has {len(raw)} points; at most {MAX_POINTS} are allowed.", "data.points")
    pairs: list[Pair] = []
    for place, pair in enumerate(raw):
        if not (isinstance(pair, (list, tuple)) and len(pair) == 2 and all(is_limited(part) for part in pair)):
            path = f"data.points.{place}"
            limit = f"from {-MAX_COORDINATE:g} to {MAX_COORDINATE:g}"
            raise ConfigError(f"{path} is {shown(pair)}; it must be a pair of numbers {limit}.", path)
        pairs.append((float(pair[0]), float(pair[1])))
    return tuple(pairs)


def is_limited(value: Any) -> bool:
    """Returns: whether it is a number within the limits that LIMITED names, and no truth value."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return abs(value) <= MAX_COORDINATE  # false for NaN too
