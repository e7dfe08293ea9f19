"""The whole walk: all steps of one training step, in the order in which they are computed."""

from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.layers import Activation
from gradpad.trainer import Trainer
from gradpad.walk.batch import BatchWalk
from gradpad.walk.equations import alone, whole
from gradpad.walk.step_record import StepRecord, record_step
from gradpad.walk.steps import Names
from gradpad.walk.units import UnitWalk

MOST_WEIGHTS = 600  # of a network that is shown unit by unit; a larger one is shown layer by layer


def walk(trainer: Trainer, x: Array, targets: Array, inputs: list[str] | None = None) -> dict[str, Any]:
    """Args:    trainer: left as it is; x: (batch, n_in); targets: (batch, n_out); inputs: what they are called.
    Returns: the walk as JSON (`Walk` in web/engine/types.d.ts): unit by unit for one example, in matrices for more,
             and for a network that is too large to be followed unit by unit.
    """
    record = record_step(trainer, x, targets)
    names = Names(len(record.layers), record.outputs.shape[1], inputs or [f"x{i + 1}" for i in range(x.shape[1])])
    size = sum(part.before.size for layer in record.layers for part in layer.parameters.values())
    by_units = len(x) == 1 and size <= MOST_WEIGHTS
    steps = (UnitWalk if by_units else BatchWalk)(record, names).steps()
    return {
        "detail": "units" if by_units else "layers",
        "batch": len(x),
        "x": [whole(row) for row in x[:1000]],
        "targets": [whole(row) for row in targets[:1000]],
        "outputs": [whole(row) for row in record.outputs[:1000]],
        "loss": alone(record.loss),
        "steps": [step.to_dict() for step in steps],
        "curves": curves(record),
    }


def curves(record: StepRecord) -> dict[str, Any]:
    """Returns: for each activation that takes part its curve and slope, as far out as its sums went."""
    found: dict[str, tuple[Activation, float]] = {}
    for layer in record.layers:
        far = float(np.max(np.abs(layer.z))) if np.all(np.isfinite(layer.z)) else 0.0
        name = layer.activation.name
        if layer.activation.elementwise:
            found[name] = (layer.activation, min(max(4.0, np.ceil(1.1 * far), found.get(name, (None, 0.0))[1]), 1000.0))
    result = {}
    for name, (activation, far) in found.items():
        z = np.linspace(-far, far, 161)
        a = activation.value(z)
        result[name] = {"x": whole(z), "y": whole(a), "slope": whole(activation.slope(z, a)), "label": activation.label}
    return result
