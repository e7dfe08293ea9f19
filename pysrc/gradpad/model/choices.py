"""What was chosen for a model, looked at before anything is made: names, numbers, and what goes with what."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Literal, TypeAlias, TypeVar

import numpy as np

from gradpad.activations import ACTIVATIONS
from gradpad.config.fields import shown, spec_of
from gradpad.config.schema import TrainingConfig
from gradpad.errors import ConfigError
from gradpad.layers import Activation
from gradpad.losses import LOSSES, Loss
from gradpad.registry import Choice, Registry

T = TypeVar("T", bound=Choice)

Task: TypeAlias = Literal["classification", "regression"]


def chosen(registry: Registry[T], value: Any, kind: type[T], name: str) -> T:
    """Args:    registry: what there is; value: a name in it, or an object of `kind`; name: of the argument.
    Returns: the choice. Raises: ConfigError.
    """
    if isinstance(value, kind):
        return value
    if isinstance(value, str) and value in registry:
        return registry[value]
    allowed = f"one of {', '.join(registry)}, or {registry.noun} of your own (see gradpad.custom)"
    raise ConfigError(f"{name} is {shown(value)}; it must be {allowed}.", name)


def whole(value: Any, name: str, least: int = 1) -> int:
    """Returns: a whole number, NumPy's too. Raises: ConfigError: it is none, or smaller than `least`."""
    plain = value.item() if isinstance(value, np.generic) else value
    if isinstance(plain, bool) or not isinstance(plain, (int, float)) or plain != plain // 1 or plain < least:
        raise ConfigError(f"{name} is {shown(value)}; it must be a whole number from {least} up.", name)
    return int(plain)


RULES = {entry.name: rule for entry in fields(TrainingConfig) if (rule := spec_of(entry)) is not None}


def setting(name: str, value: Any) -> Any:
    """Returns: a number or a name that the configuration knows by this name too. Raises: ConfigError."""
    return RULES[name].check(value.item() if isinstance(value, np.generic) else value, name)


def layer_sizes(value: Any) -> list[int]:
    """Returns: the sizes of all layers, inputs first. Raises: ConfigError: fewer than two, or not whole numbers."""
    if not isinstance(value, (Sequence, np.ndarray)) or isinstance(value, str) or len(value) < 2:
        allowed = "a list of two sizes or more: of the inputs, of each hidden layer, of the outputs"
        raise ConfigError(f"layers is {shown(value)}; it must be {allowed}, as in [64, 32, 10].", "layers")
    return [whole(size, f"layers[{place}]") for place, size in enumerate(value)]


def hidden_activations(given: Any, hidden: int) -> list[Activation]:
    """Args:    given: one for all hidden layers, or a list with one for each; hidden: how many there are.
    Returns: the activations of the hidden layers. Raises: ConfigError.
    """
    each = [given] * hidden if isinstance(given, (str, Activation)) else given
    if not isinstance(each, Sequence) or len(each) != hidden:
        allowed = f"a name, or a list of {hidden}, one for each hidden layer"
        raise ConfigError(f"activation is {shown(given)}; it must be {allowed}.", "activation")
    found = [chosen(ACTIVATIONS, one, Activation, "activation") for one in each]
    for one in found:
        if not one.hidden:
            raise ConfigError(f"activation is {one.name!r}; it is for the output only.", "activation")
    return found


def loss_for(output: Activation, loss: Any, task: Any) -> Loss:
    """Returns: the loss that was asked for, or the one that is made for this output, or half the squared error."""
    if loss is not None:
        return chosen(LOSSES, loss, Loss, "loss")
    suited = (one for one in LOSSES.values() if one.outputs == (output.name,) and task in (None, *one.tasks))
    return next(suited, LOSSES["half_squared_error"])


def task_for(output: Activation, loss: Loss, task: Any, classes: Any) -> Task:
    """Returns: the task that was asked for, or the one that output and loss are for. Raises: ConfigError."""
    for_values = "regression" in loss.tasks and "regression" in output.tasks
    usual: Task = "regression" if for_values and classes is None else "classification"
    found: Task = usual if task is None else task
    if found not in ("classification", "regression"):
        raise ConfigError(f'task is {shown(task)}; it must be "classification" or "regression".', "task")
    if classes is not None and found == "regression":
        raise ConfigError("classes is given, but the task is regression; leave one of them out.", "classes")
    if found not in output.tasks:
        raise ConfigError(f"output is {output.name!r}; it is for {' and '.join(output.tasks)}.", "output")
    refusal = loss.refusal(output.name, found)
    if refusal is not None:
        raise ConfigError(f"loss is {loss.name!r}; {refusal}", "loss")
    return found
