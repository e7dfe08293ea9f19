"""Presets: set-ups that each teach one thing, with a comment that says what to look for.

Each is a configuration with the rest left at its defaults. What a comment claims is tested.
"""

from dataclasses import dataclass, field
from typing import Any

from gradpad.config.schema import Config


@dataclass(frozen=True)
class Preset:
    """name: short and stable, for links; title; comment: what to do and what to look for; config: what differs."""

    name: str
    title: str
    comment: str
    config: dict[str, Any] = field(default_factory=dict)

    def describe(self) -> dict[str, Any]:
        """Returns: the preset as JSON, its configuration whole."""
        whole = Config.from_dict(self.config).to_dict()
        return {"name": self.name, "title": self.title, "comment": self.comment, "config": whole}


def layers(*units: int, activation: str = "tanh") -> list[dict[str, Any]]:
    """Returns: hidden layers of so many units each."""
    return [{"units": n, "activation": activation} for n in units]


PRESETS = (
    Preset(
        "circle",
        "A ring around a disc",
        "No straight line parts the two classes. Each hidden unit draws one line; watch the network bend them into "
        "a closed curve.",
    ),
    Preset(
        "and_one_unit",
        "AND: one neuron is enough",
        "A single unit with no hidden layer learns AND, because one straight line parts the one yes from the three "
        "noes.",
        {
            "data": {"kind": "and_gate", "train_share": 1.0},
            "network": {"layers": [], "output": "sigmoid"},
            "training": {"loss": "binary_cross_entropy", "learning_rate": 1.0, "batch_size": 4},
        },
    ),
    Preset(
        "xor_no_hidden_layer",
        "XOR without a hidden layer",
        "However long you train, a single unit can only draw one straight line, and no line parts these four "
        "squares. Add a hidden layer to help it.",
        {"data": {"kind": "xor"}, "network": {"layers": []}},
    ),
    Preset(
        "xor_hidden_layer",
        "XOR with a hidden layer",
        "Four hidden units draw four lines, and the output puts them together. Hover over the units to see what "
        "each has found.",
        {"data": {"kind": "xor"}, "network": {"layers": layers(4)}, "training": {"learning_rate": 0.1}},
    ),
    Preset(
        "zeros",
        "All weights start at zero",
        "Nothing is learned. Every hidden unit says 0, so no weight before or after it gets a gradient. Chance in "
        "the start weights is what makes units differ.",
        {"network": {"layers": layers(4, 2), "initializer": "zeros"}},
    ),
    Preset(
        "rate_too_high",
        "A learning rate that is too high",
        "Each step overshoots the valley and lands higher on the other side, so the loss climbs from epoch to epoch. "
        "Training stops by itself; take the lower rate that it offers.",
        {
            "data": {"kind": "gauss"},
            "network": {"layers": [], "output": "identity"},
            "training": {"learning_rate": 0.3, "batch_size": 500},
        },
    ),
    Preset(
        "dead_relus",
        "Dead ReLUs",
        "The biases start far below zero, so every unit's sum is negative everywhere, its output is 0, and so is its "
        "slope. Nothing can wake it. Set the start bias to 0 and begin again.",
        {"network": {"layers": layers(6, activation="relu"), "output": "identity", "initial_bias": -8.0}},
    ),
    Preset(
        "overfitting",
        "Learning by heart",
        "Sixty-four units learn twenty points of a spiral perfectly, and do little better than chance on the points "
        "they have not seen: the training loss falls to nothing while the test loss climbs.",
        {
            "data": {"kind": "spiral", "count": 200, "noise": 0.2, "train_share": 0.1},
            "network": {"layers": layers(32, 32), "output": "sigmoid"},
            "training": {"loss": "binary_cross_entropy", "optimizer": "adam", "learning_rate": 0.01},
        },
    ),
    Preset(
        "l1",
        "L1: fewer links",
        "Only x₁² and x₂² matter here. L1 pulls every weight with the same force, so the links from the useless "
        "inputs fade to almost nothing. Compare with L2.",
        {
            "features": ["x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2"],
            "network": {"layers": layers(4)},
            "training": {"regularizer": "l1", "regularization_rate": 0.003},
        },
    ),
    Preset(
        "l2",
        "L2: smaller weights",
        "L2 pulls each weight in proportion to its size: all shrink, none is left out. Compare with L1.",
        {
            "features": ["x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2"],
            "network": {"layers": layers(4)},
            "training": {"regularizer": "l2", "regularization_rate": 0.003},
        },
    ),
    Preset(
        "spiral_alone",
        "The spiral, without help",
        "Six small units and plain gradient descent see only x₁ and x₂. It is a long way; most starts never get there.",
        {"data": {"kind": "spiral"}},
    ),
    Preset(
        "spiral_helped",
        "The spiral, with help",
        "The same spiral with more units, two waves as inputs, and Adam: a hundred epochs do.",
        {
            "data": {"kind": "spiral"},
            "features": ["x1", "x2", "sin_x1", "sin_x2"],
            "network": {"layers": layers(8, 8)},
            "training": {"optimizer": "adam", "learning_rate": 0.01},
        },
    ),
    Preset(
        "vanishing",
        "The fading gradient",
        "Six layers of sigmoids: on its way back the error is multiplied by a slope of at most 1/4 in each, and "
        "almost nothing arrives at the first. Thousands of epochs pass and nothing is learned. With tanh a hundred do.",
        {"network": {"layers": layers(4, 4, 4, 4, 4, 4, activation="sigmoid")}},
    ),
    Preset(
        "four_classes",
        "Four classes",
        "One output for each class, and softmax turns them into shares that add up to 1. The plane is coloured by "
        "the largest.",
        {
            "data": {"kind": "blobs"},
            "network": {"layers": layers(6), "output": "softmax"},
            "training": {"loss": "softmax_cross_entropy", "learning_rate": 0.1},
        },
    ),
    Preset(
        "bumps",
        "Values instead of classes",
        "Three hills and three hollows: here the network predicts a number at every point, so its output is linear.",
        {
            "data": {"kind": "bumps"},
            "network": {"layers": layers(16, 8), "output": "identity"},
            "training": {"optimizer": "adam", "learning_rate": 0.01},
        },
    ),
    Preset(
        "sine_curve",
        "A curve from a formula",
        "Two layers of eight units bend and add up one variable until the curve is sin(x). Type a formula of your own.",
        {
            "data": {"kind": "formula", "formula": "sin(x)", "count": 200, "train_share": 0.8},
            "features": ["x1"],
            "network": {"layers": layers(8, 8), "output": "identity"},
            "training": {"optimizer": "adam", "learning_rate": 0.01},
        },
    ),
)
