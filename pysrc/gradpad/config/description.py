"""What the engine offers, as JSON: every field, every choice, every default, for the page to build its menus from.

`python -m gradpad.config.description` prints it; the build gives it to the page, so that one can draw and choose before
Python has started.
"""

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import numpy as np

import gradpad
from gradpad.activations import ACTIVATIONS
from gradpad.config.arithmetic import ENGINES, PRECISIONS
from gradpad.config.data import DOMAIN, MAX_CLASSES, MAX_COORDINATE, MAX_POINTS, GeneratedData
from gradpad.config.data_set import make_points
from gradpad.config.fields import spec_of
from gradpad.config.presets import PRESETS
from gradpad.config.schema import (
    MAX_FEATURES,
    MAX_LAYERS,
    Config,
    LayerConfig,
    NetworkConfig,
    TrainingConfig,
    own_numbers,
)
from gradpad.datasets import DATASETS
from gradpad.features import FEATURES
from gradpad.initializers import INITIALIZERS
from gradpad.losses import LOSSES
from gradpad.optimizers import OPTIMIZERS
from gradpad.registry import Registry
from gradpad.regularizers import REGULARIZERS
from gradpad.schedules import SCHEDULES

REGISTRIES: dict[str, Registry[Any]] = {
    "datasets": DATASETS,
    "features": FEATURES,
    "activations": ACTIVATIONS,
    "initializers": INITIALIZERS,
    "losses": LOSSES,
    "optimizers": OPTIMIZERS,
    "schedules": SCHEDULES,
    "regularizers": REGULARIZERS,
    "engines": ENGINES,
    "precisions": PRECISIONS,
}
# Data need not be of a registered kind: they may be drawn, too, or come from a formula.
NAMES = {id(registry): name for name, registry in REGISTRIES.items() if registry is not DATASETS}
SECTIONS: dict[str, Any] = {
    "": Config, "data.": GeneratedData, "network.": NetworkConfig, "network.layers[].": LayerConfig,
    "training.": TrainingConfig,
}  # fmt: skip


def describe_fields() -> Iterator[dict[str, Any]]:
    """Yields: every field that has limits of its own, as JSON, by its dotted path."""
    for prefix, section in SECTIONS.items():
        for entry in fields(section):
            rule = spec_of(entry)
            if rule is not None:
                yield rule.describe(prefix + entry.name, NAMES.get(id(rule.choices)))
            elif entry.name == "numbers":
                yield from (own.describe(prefix + name, None) for name, own in own_numbers().items())


def describe() -> dict[str, Any]:
    """Returns: the description (`Description` in web/engine/types.d.ts)."""
    config = Config()
    points = make_points(config)
    return {
        "version": gradpad.__version__,
        "config": config.to_dict(),
        "fields": list(describe_fields()),
        "registries": {name: registry.describe() for name, registry in REGISTRIES.items()},
        "presets": [preset.describe() for preset in PRESETS],
        "sample": {
            "points": np.round(points.points, 4).ravel().tolist(),
            "labels": points.labels.tolist(),
            "is_test": points.is_test.astype(int).tolist(),
        },
        "limits": {
            "max_points": MAX_POINTS,
            "max_classes": MAX_CLASSES,
            "max_coordinate": MAX_COORDINATE,
            "max_layers": MAX_LAYERS,
            "max_features": MAX_FEATURES,
            "domain": list(DOMAIN),
        },
    }


if __name__ == "__main__":
    print(json.dumps(describe(), allow_nan=False, ensure_ascii=False))
