"""Features are what the network is shown of a point: its two coordinates, or more that are made from them.

A good feature can replace a layer: with x1² and x2² a circle is a straight line.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from gradpad.arrays import Array
from gradpad.errors import FormulaError
from gradpad.registry import Choice, Registry
from gradpad.typed_formulas import compile_formula

FEATURES: Registry["Feature"] = Registry("an input")

FeatureConfig: TypeAlias = str | dict[str, str]


class Feature(Choice):
    """Base of all inputs."""

    uses_x2 = True

    def value(self, x1: Array, x2: Array) -> Array:
        """Args: x1, x2: coordinates, shape (n,). Returns: the feature, shape (n,)."""
        raise NotImplementedError

    def describe(self) -> dict[str, Any]:
        return {**super().describe(), "uses_x2": self.uses_x2}


@FEATURES.register
class X1(Feature):
    """The first coordinate, to the right."""

    name, label, formula, uses_x2 = "x1", "x₁", r"x_1", False

    def value(self, x1: Array, x2: Array) -> Array:
        return x1


@FEATURES.register
class X2(Feature):
    """The second coordinate, upwards."""

    name, label, formula = "x2", "x₂", r"x_2"

    def value(self, x1: Array, x2: Array) -> Array:
        return x2


@FEATURES.register
class X1Squared(Feature):
    """The first coordinate times itself."""

    name, label, formula, uses_x2 = "x1_squared", "x₁²", r"x_1^2", False

    def value(self, x1: Array, x2: Array) -> Array:
        return x1 * x1


@FEATURES.register
class X2Squared(Feature):
    """The second coordinate times itself."""

    name, label, formula = "x2_squared", "x₂²", r"x_2^2"

    def value(self, x1: Array, x2: Array) -> Array:
        return x2 * x2


@FEATURES.register
class Product(Feature):
    """Both coordinates multiplied: positive where their signs agree."""

    name, label, formula = "x1_x2", "x₁x₂", r"x_1 x_2"

    def value(self, x1: Array, x2: Array) -> Array:
        return x1 * x2


@FEATURES.register
class SinX1(Feature):
    """A wave from left to right."""

    name, label, formula, uses_x2 = "sin_x1", "sin x₁", r"\sin x_1", False

    def value(self, x1: Array, x2: Array) -> Array:
        return np.sin(x1)


@FEATURES.register
class SinX2(Feature):
    """A wave from bottom to top."""

    name, label, formula = "sin_x2", "sin x₂", r"\sin x_2"

    def value(self, x1: Array, x2: Array) -> Array:
        return np.sin(x2)


@FEATURES.register
class CosX1(Feature):
    """A wave from left to right, shifted by a quarter."""

    name, label, formula, uses_x2 = "cos_x1", "cos x₁", r"\cos x_1", False

    def value(self, x1: Array, x2: Array) -> Array:
        return np.cos(x1)


@FEATURES.register
class CosX2(Feature):
    """A wave from bottom to top, shifted by a quarter."""

    name, label, formula = "cos_x2", "cos x₂", r"\cos x_2"

    def value(self, x1: Array, x2: Array) -> Array:
        return np.cos(x2)


@FEATURES.register
class Radius(Feature):
    """How far the point is from the middle."""

    name, label, formula = "radius", "r", r"\sqrt{x_1^2 + x_2^2}"

    def value(self, x1: Array, x2: Array) -> Array:
        return np.hypot(x1, x2)


def feature_matrix(features: Sequence[FeatureConfig], points: Array) -> Array:
    """Args:    features: names of FEATURES, or {"formula": "..."} in x1 and x2; points: shape (n, 2).
    Returns: what the network is shown, shape (n, number of features).
    Raises:  FormulaError: a formula is not a finite number at some point.
    """
    x1, x2 = points[:, 0], points[:, 1]
    columns = []
    for place, feature in enumerate(features):
        if isinstance(feature, str):
            columns.append(FEATURES[feature].value(x1, x2))
            continue
        column = compile_formula(feature["formula"], ("x1", "x2"))(x1=x1, x2=x2)
        if not np.all(np.isfinite(column)):
            path, text = f"features.{place}", feature["formula"]
            raise FormulaError(f"{path} is {text!r}, which is not a finite number at every point.", path)
        columns.append(column)
    return np.stack(columns, axis=1)
