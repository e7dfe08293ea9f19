"""One training step, made on a copy and watched: every array that it computed, none computed again."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.layers import Activation, Dense
from gradpad.trainer import Trainer
from gradpad.training import Recipe
from gradpad.walk.inspection import inspect_step
from gradpad.walk.watch import watched


@dataclass
class ParameterRecord:
    """What became of one parameter array; all of its shape.

    gradient: of the loss alone; penalty: the regularizer's gradient, or None; full_gradient: what the optimizer was
    given; change: what it returned; before, after; slots_before, slots_after: the optimizer's memory;
    trainable: 1 where the weight learns and 0 where it is held fixed, or None where all learn; age: updates made before
    this one with the optimizer's memory.
    """

    before: Array
    after: Array
    gradient: Array
    full_gradient: Array
    change: Array
    age: int
    slots_before: dict[str, Array]
    slots_after: dict[str, Array]
    penalty: Array | None = None
    trainable: Array | None = None


@dataclass
class LayerRecord:
    """What one layer did. Arrays are shaped as in layers; those that were not computed are None.

    received: dL/d(what forward() returned), as the layer was told; passed_back: dL/dx, as it told the one before.
    """

    activation: Activation
    x: Array
    z: Array
    a: Array
    delta: Array
    mask: Array | None = None
    output: Array | None = None
    received: Array | None = None
    slope: Array | None = None
    passed_back: Array | None = None
    parameters: dict[str, ParameterRecord] = field(default_factory=dict)


@dataclass
class StepRecord:
    """One training step. per_example: (batch,); loss_gradient and scores as in losses; rate: the learning rate."""

    recipe: Recipe
    inputs: Array
    targets: Array
    outputs: Array
    scores: Array
    loss: float
    per_example: Array
    loss_gradient: Array
    rate: float
    regularization_rate: float
    step: int
    layers: list[LayerRecord]


def record_step(trainer: Trainer, x: Array, targets: Array) -> StepRecord:
    """Args:    trainer: left as it is; x: (batch, n_in); targets: (batch, n_out).
    Returns: everything that a training step on this batch computes.
    """
    seen: dict[Any, Any] = {}

    def noting(owner: Any) -> Callable[[str, tuple[Any, ...], Any], None]:
        def note(name: str, arguments: tuple[Any, ...], result: Any) -> None:
            seen[owner, name] = (tuple(map(kept, arguments)), kept(result))

        return note

    changes: list[dict[str, Any]] = []
    penalties: list[Array] = []
    old_slots = copy.deepcopy(trainer.slots)

    def note_change(name: str, arguments: tuple[Any, ...], result: Any) -> None:
        _, grad, slots, rate, age = arguments
        seen_change = {"full_gradient": kept(grad), "change": kept(result), "slots_after": kept(slots)}
        changes.append({**seen_change, "rate": rate, "age": int(age)})

    def note_penalty(name: str, arguments: tuple[Any, ...], result: Any) -> None:
        penalties.append(kept(result))

    recipe = replace(
        trainer.recipe,
        loss=watched(trainer.recipe.loss, ["per_example", "gradient"], noting("loss")),
        optimizer=watched(trainer.recipe.optimizer, ["change"], note_change),
        regularizer=watched(trainer.recipe.regularizer, ["gradient"], note_penalty),
    )
    shadow = copy.copy(trainer)
    shadow.recipe = recipe
    shadow.network = copy.copy(trainer.network)
    shadow.network.layers = [watched_layer(layer, noting, place) for place, layer in enumerate(trainer.network.layers)]
    seen_step = inspect_step(shadow, x, targets)

    layers = []
    backward = list(reversed(seen_step["backward"]))
    for place, forward in enumerate(seen_step["forward"]):
        gradients, real = backward[place], trainer.network.layers[place]
        layer = LayerRecord(real.activation, forward["x"], forward["z"], forward["a"], gradients["delta"])
        arguments, layer.output = seen[place, "forward"]
        layer.mask = arguments[1] if len(arguments) > 1 else None
        layer.passed_back = seen[place, "backward_from_delta"][1]
        if (place, "backward") in seen:
            (layer.received,), _ = seen[place, "backward"]
        if ((place, "f"), "slope") in seen:
            layer.slope = seen[(place, "f"), "slope"][1]
        for name, _ in real.parameters():
            change, update = changes.pop(0), seen_step["update"][place]
            layer.parameters[name] = ParameterRecord(
                before=update["before"][name],
                after=update["after"][name],
                gradient=gradients[name],
                full_gradient=change["full_gradient"],
                change=change["change"],
                age=change["age"],
                slots_before=old_slots[place][name],
                slots_after=change["slots_after"],
                penalty=penalties.pop(0) if name == "W" and penalties else None,
                trainable=real.trainable.get(name),
            )
            rate = change["rate"]
        layers.append(layer)
    (scores, _), per_example = seen["loss", "per_example"]
    return StepRecord(
        recipe=trainer.recipe,
        inputs=x,
        targets=targets,
        outputs=seen_step["outputs"],
        scores=scores,
        loss=seen_step["loss"],
        per_example=per_example,
        loss_gradient=seen["loss", "gradient"][1],
        rate=float(rate),
        regularization_rate=float(trainer.rates.regularization_rate),
        step=int(trainer.step),
        layers=layers,
    )


def watched_layer(layer: Dense, noting: Callable[[Any], Any], place: int) -> Dense:
    """Returns: a twin of a layer that notes what it passes on, and whose activation notes its slopes."""
    twin = watched(layer, ["forward", "backward", "backward_from_delta"], noting(place))
    twin.activation = watched(layer.activation, ["value", "slope"], noting((place, "f")))
    return twin


def kept(value: Any) -> Any:
    """Returns: a copy of arrays (alone or by name), anything else as it is."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return {name: kept(inner) for name, inner in value.items()}
    return value
