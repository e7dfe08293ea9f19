"""A model as a file: a .npz of weights, as the page reads it too, with everything else of the model beside them."""

import io
import json
import math
from collections.abc import Hashable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

import gradpad
from gradpad.activations import ACTIVATIONS
from gradpad.arrays import Array
from gradpad.config.fields import shown
from gradpad.config.safe_json import read_json
from gradpad.errors import ConfigError, GradpadError, WeightsError
from gradpad.initializers import INITIALIZERS
from gradpad.losses import LOSSES
from gradpad.model.fitting import new_trainer
from gradpad.model.history import History
from gradpad.optimizers import OPTIMIZERS
from gradpad.registry import Choice, Registry
from gradpad.regularizers import REGULARIZERS
from gradpad.schedules import SCHEDULES
from gradpad.session.weight_files import checked_array, set_weights, to_arrays
from gradpad.trainer import Trainer

M = TypeVar("M", bound="Model")

if TYPE_CHECKING:
    from gradpad.model.model import Model

VERSION = 1
CHOICES: dict[str, Registry[Any]] = {
    "output": ACTIVATIONS, "loss": LOSSES, "regularizer": REGULARIZERS, "schedule": SCHEDULES,
    "initializer": INITIALIZERS,
}  # fmt: skip
PLAIN = (
    "layers", "learning_rate", "regularization_rate", "dropout", "schedule_epochs", "schedule_decay", "task", "seed",
    "engine",
)  # fmt: skip


def save(model: "Model", path: Path) -> None:
    """Writes a model. Raises: ConfigError: a choice or a class name that can't be written down."""
    settings = {name: getattr(model, name) for name in PLAIN}
    settings |= {name: known_name(registry, getattr(model, name), name) for name, registry in CHOICES.items()}
    settings["activation"] = [known_name(ACTIVATIONS, each, "activation") for each in model.activations]
    optimizer = {"name": known_name(OPTIMIZERS, model.optimizer, "optimizer"), "numbers": asdict(model.optimizer)}
    trainer = model.trainer
    content = {
        "gradpad_model": VERSION,
        "gradpad": gradpad.__version__,
        "settings": settings,
        "optimizer": optimizer,
        "classes": None if model.classes is None else [written(name) for name in model.classes],
        "history": {name: without_nan(value) for name, value in asdict(model.history).items()},
        "trained": None if trainer is None else [trainer.step, trainer.epoch, trainer.recipe.slots_since],
    }
    arrays = {**to_arrays(model.network), **dict(slot_arrays(trainer))}
    arrays["model"] = np.array(json.dumps(content, allow_nan=False))
    with path.open("wb") as file:  # an open file: NumPy would add .npz to a path
        np.savez(file, **arrays)


def load(cls: type[M], path: Path) -> M:
    """Returns: the model that save() wrote. Raises: WeightsError, ConfigError: it is no such file; OSError."""
    raw = path.read_bytes()
    try:
        with np.load(io.BytesIO(raw), allow_pickle=False) as file:
            found = {name: file[name] for name in file.files}
        content = read_json(str(found["model"]))
        version = content["gradpad_model"]
    except Exception:  # a damaged file makes zipfile, zlib, NumPy and json raise errors of a dozen kinds
        raise WeightsError(f"{path} holds no model of Gradpad, or it is damaged.") from None
    if version != VERSION:
        raise WeightsError(f"{path} is of version {shown(version)}; this Gradpad reads version {VERSION}.")
    try:
        optimizer = type(OPTIMIZERS[content["optimizer"]["name"]])(**content["optimizer"]["numbers"])
        classes = content["classes"] and [read_name(name) for name in content["classes"]]
        model = cls(**content["settings"], optimizer=optimizer, classes=classes)
        model.history = History(**{name: with_nan(value) for name, value in content["history"].items()})
        count = len(model.network.layers)
        set_weights(model.network, [{"W": found.get(f"W{i}"), "b": found.get(f"b{i}")} for i in range(count)])
        if content["trained"] is not None:
            trainer = model.trainer = new_trainer(model)
            trainer.step, trainer.epoch, since = map(int, content["trained"])
            trainer.recipe = replace(trainer.recipe, slots_since=since)
            for name, array in slot_arrays(trainer):
                array[...] = checked_array(found.get(name), array.shape, name)
    except GradpadError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError):
        raise WeightsError(f"{path} holds no model of Gradpad, or it is damaged.") from None
    return model


def slot_arrays(trainer: Trainer | None) -> Iterator[tuple[str, Array]]:
    """Yields: the optimizer's arrays, each with its name in the file."""
    for place, layer in enumerate([] if trainer is None else trainer.slots):
        for name, slots in layer.items():
            for slot, array in slots.items():
                yield f"slots.{place}.{name}.{slot}", array


def known_name(registry: Registry[Any], choice: Choice, argument: str) -> str:
    """Returns: the name by which load() finds a choice. Raises: ConfigError: the registry does not know it."""
    if choice.name not in registry or type(registry[choice.name]) is not type(choice):
        found = f"{argument} is {registry.noun} of your own, {choice.name!r}"
        raise ConfigError(f"{found}; register it before saving, and before loading.", argument)
    return choice.name


def written(name: Hashable) -> Any:
    """Returns: a class name as JSON. Raises: ConfigError: it is neither text, number, truth value nor a tuple."""
    if isinstance(name, tuple):
        return [written(part) for part in name]
    if not isinstance(name, (str, int, float)):
        allowed = "text, numbers, truth values, and tuples of those"
        raise ConfigError(f"classes holds {shown(name)}; what can be saved are {allowed}.", "classes")
    return name


def read_name(name: Any) -> Hashable:
    """Returns: the class name that written() wrote."""
    return tuple(map(read_name, name)) if isinstance(name, list) else name


def without_nan(value: Any) -> Any:
    """Returns: the same with None for what JSON has no word for."""
    return [each if math.isfinite(each) else None for each in value] if isinstance(value, list) else value


def with_nan(value: Any) -> Any:
    """Returns: the same with NaN for None in lists."""
    return [math.nan if each is None else float(each) for each in value] if isinstance(value, list) else value
