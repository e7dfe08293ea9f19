"""The training step as the compiler records it: the engine's own, on the network itself, with stand-ins in it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from gradpad import trainer as trainer_module
from gradpad.arrays import Array
from gradpad.compiler import CompileError, Memory, TrainingLoop, compile_training_loop
from gradpad.fast.lending import arrays_of, put_arrays
from gradpad.fast.shipped import is_shipped, is_shipped_function
from gradpad.trainer import Trainer
from gradpad.training import Rates, Slots
from gradpad.weighted import Weighted

KEYS = ("dropout_key",)
SCALARS = ("learning_rate", "regularization_rate", "dropout", "schedule_steps")


def is_shipped_code(trainer: Trainer) -> bool:
    """Whether all that this trainer does in a step was shipped with the engine."""
    layers, recipe = trainer.network.layers, trainer.recipe
    chosen = [recipe.loss, recipe.optimizer, recipe.regularizer, recipe.schedule]
    return is_shipped(trainer.network, recipe, trainer.rates, *chosen, *layers, *(layer.activation for layer in layers))


def make_loop(trainer: Trainer, precision: str) -> TrainingLoop:
    """Args:    trainer; precision: "float64" or "float32".
    Returns: the loop that makes the trainer's steps.
    Raises:  CompileError: its step can't be recorded, or not be compiled.
    """
    network, recipe, slot_names = trainer.network, trainer.recipe, slot_names_of(trainer)
    shapes_of_rows = {name: array.shape[1:] for name, array in rows_of(trainer)}
    numbers = {name for name, holder, key in places(trainer) if not isinstance(holder[key], np.ndarray)}
    train_step = vars(trainer_module)["train_step"]

    def step(state: dict[str, Any], rows: dict[str, Any], scalars: dict[str, Any]) -> None:
        put_arrays(network, state)
        slots: Slots = [{name: {} for name in layer} for layer in slot_names]
        for place, name, slot in _each(slot_names):
            key = f"{place}.{name}.{slot}"
            slots[place][name][slot] = state[key] + 0.0 if key in numbers else state[key]
        rates = Rates(*(scalars[name] for name in SCALARS))
        chosen = recipe if recipe.dropout_key is None else replace(recipe, dropout_key=scalars["dropout_key"])
        if "weights" in rows:
            chosen = replace(chosen, loss=Weighted(recipe.loss, rows["weights"]))
        train_step(network, chosen, slots, rows["x"], rows["targets"], rates, scalars["step"])
        state.clear()
        state.update(arrays_of(network))
        state.update({f"{place}.{name}.{slot}": slots[place][name][slot] for place, name, slot in _each(slots)})

    refuse_shared_memory(trainer)
    shapes = {name: np.shape(holder[key]) for name, holder, key in places(trainer)}
    memory = None if is_shipped_code(trainer) else Memory(train_step, network, recipe, trusted=is_shipped_function)
    sizes = trainer.batch_size, len(trainer.examples)
    return compile_training_loop(step, shapes, shapes_of_rows, SCALARS, *sizes, precision, KEYS, memory)


def refuse_shared_memory(trainer: Trainer) -> None:
    """Raises: CompileError: an array is no float64, or part of another one: the loop keeps each by itself."""
    ends: list[tuple[int, int, str]] = []
    for name, holder, key in places(trainer):
        array = holder[key]
        if not np.ndim(array):
            continue
        if type(array) is not np.ndarray or array.dtype != np.float64 or not array.flags.writeable:
            raise CompileError(f"{name} is no array of float64 that can be written into")
        ends.append((*np.lib.array_utils.byte_bounds(array), name))
    ends.sort()
    for (_, end, one), (start, _, other) in pairwise(ends):
        if start < end:
            raise CompileError(f"{one} and {other} share their memory")


def rows_of(trainer: Trainer) -> Iterator[tuple[str, Array]]:
    """The arrays that have a row for each example."""
    yield "x", trainer.examples.x
    yield "targets", trainer.examples.targets
    if trainer.examples.weights is not None:
        yield "weights", trainer.examples.weights


def places(trainer: Trainer) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Everything that outlives a step: its name in the loop's state, what holds it, and under which name.

    Slots are arrays, but an optimizer may keep a plain number there.
    """
    for place, (layer, slots) in enumerate(zip(trainer.network.layers, trainer.slots, strict=True)):
        for name, _ in layer.parameters():
            yield f"{place}.{name}", vars(layer), name
            for slot in slots[name]:
                yield f"{place}.{name}.{slot}", slots[name], slot
        for name in layer.trainable:
            yield f"{place}.{name}.trainable", layer.trainable, name


def slot_names_of(trainer: Trainer) -> list[dict[str, tuple[str, ...]]]:
    """The names of the slots of each parameter of each layer."""
    return [{name: tuple(arrays) for name, arrays in slots.items()} for slots in trainer.slots]


def _each(slots: Any) -> Iterator[tuple[int, str, str]]:
    """Every slot: the layer's number, the parameter's name, its own."""
    for place, layer in enumerate(slots):
        for name, named in layer.items():
            for slot in named:
                yield place, name, slot
