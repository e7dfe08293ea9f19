"""Trying out changed code, on copies: does a training step still run, and is every derivative still a derivative?"""

import ast
import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradpad.activations import ACTIVATIONS
from gradpad.arrays import Array
from gradpad.datasets import DATASETS, Generator
from gradpad.errors import CustomError
from gradpad.features import FEATURES, Feature
from gradpad.gradcheck import gradcheck, one_by_one, wrong_slope
from gradpad.initializers import INITIALIZERS, Initializer
from gradpad.layers import Activation
from gradpad.losses import LOSSES, Loss
from gradpad.optimizers import OPTIMIZERS, Optimizer
from gradpad.registry import Choice, Registry
from gradpad.regularizers import REGULARIZERS, Regularizer
from gradpad.schedules import SCHEDULES, Schedule
from gradpad.trainer import Trainer
from gradpad.training import train_step

MENUS: list[tuple[Registry[Any], type[Choice]]] = [
    (ACTIVATIONS, Activation), (LOSSES, Loss), (OPTIMIZERS, Optimizer), (REGULARIZERS, Regularizer),
    (SCHEDULES, Schedule), (INITIALIZERS, Initializer), (FEATURES, Feature), (DATASETS, Generator),
]  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One comparison of a derivative with what it should be. what: its name; message: for the visitor."""

    what: str
    passed: bool
    message: str


def try_step(trainer: Trainer) -> None:
    """Makes a training step on copies. Raises: whatever the code raises."""
    network, slots = copy.deepcopy(trainer.network), copy.deepcopy(trainer.slots)
    count = max(1, min(4, len(trainer.examples)))
    x, targets = trainer.examples.x[:count], trainer.examples.targets[:count]
    if not len(x):
        x, targets = np.full((1, network.n_in), 0.5), np.ones((1, network.n_out))
    with np.errstate(all="ignore"):
        outputs = network.forward(x)
        if np.shape(outputs) != (len(x), network.n_out):
            raise ValueError(f"forward() gave outputs of shape {np.shape(outputs)}, not {(len(x), network.n_out)}")
        loss = train_step(network, trainer.recipe, slots, x, targets, trainer.rates, trainer.step)
        if np.shape(loss) != ():
            raise ValueError(f"the loss of a batch has the shape {np.shape(loss)}; it must be a single number")
        for (_, name, before), (*_, after) in zip(trainer.network.parameters(), network.parameters(), strict=True):
            if before.shape != after.shape:
                raise ValueError(f"after a step {name} has the shape {after.shape}, not {before.shape}")


def check_menus() -> None:
    """Tries to tell what there is to choose.

    Raises: CustomError: a class is of another engine than this one; and whatever the code raises.
    """
    for registry, base in MENUS:
        for choice in registry.values():
            if not isinstance(choice, base):
                raise CustomError(
                    f"{choice.name!r} is {registry.noun}, but none that this engine knows what to do with: its class "
                    f"does not build on the engine's own {base.__name__}. Is the text from another version of Gradpad?"
                )
        registry.describe()


def changed_classes(old: str, new: str) -> set[str]:
    """Returns: the names of the classes in which two texts of a module differ."""
    before, after = classes_of(old), classes_of(new)
    return {name for name in after if after[name] != before.get(name)}


def classes_of(text: str) -> dict[str, str]:
    """Returns: the syntax of each class of a text, by name."""
    return {node.name: ast.dump(node) for node in ast.parse(text).body if isinstance(node, ast.ClassDef)}


def check_choices(changed: set[str]) -> list[Check]:
    """Returns: for each activation, loss and regularizer whose class, or one that it builds on, has changed, whether
    its derivative is right.
    """

    def has_changed(choice: Choice) -> bool:
        return any(kind.__name__ in changed for kind in type(choice).__mro__)

    checks = []
    with np.errstate(all="ignore"):
        checks += [check_activation(f) for f in ACTIVATIONS.values() if f.exact and has_changed(f)]
        checks += [check_loss(loss) for loss in LOSSES.values() if has_changed(loss)]
        checks += [
            compare(f"{r.label}: gradient()", 0.31 + np.arange(6.0).reshape(2, 3) - 2.5, r.penalty, r.gradient, "w")
            for r in REGULARIZERS.values()
            if has_changed(r)
        ]
    return checks


def check_activation(f: Activation) -> Check:
    """Compares slope() with the rise of value(); softmax through its backward(), with one output told at a time."""
    if not f.hidden:
        z = np.array([[0.3, -0.8, 0.5]])
        told = np.array([[1.0, -0.4, 0.7]])
        return compare(
            f"{f.label}: backward()",
            z,
            lambda at: np.sum(told * f.value(at)),
            lambda at: f.backward(told, at, f.value(at)),
            "z",
        )
    z = np.linspace(-3.0, 3.0, 24)  # 0 itself, where some have a corner, is left out
    return compare(f"{f.label}: slope()", z, lambda at: np.sum(f.value(at)), lambda at: f.slope(at, f.value(at)), "z")


def check_loss(loss: Loss) -> Check:
    """Compares gradient() with the rise of value(), for two examples with two outputs."""
    no, yes = loss.targets or (-1.0, 1.0)
    targets, scores = np.array([[no, yes], [yes, no]]), np.array([[0.3, -0.7], [0.45, 1.6]])
    return compare(
        f"{loss.label}: gradient()",
        scores,
        lambda at: loss.value(at, targets),
        lambda at: loss.gradient(at, targets),
        "the output",
    )


def compare(
    what: str, at: Array, function: Callable[[Array], Any], derivative: Callable[[Array], Any], variable: str
) -> Check:
    """Args:    at: where; function: of an array to a number; derivative: to an array of the same shape.
    Returns: whether the second is the derivative of the first, and if not, where it is furthest from it.
    """
    told = np.broadcast_to(np.asarray(derivative(at), dtype=np.float64), at.shape)
    wrong = wrong_slope(one_by_one(lambda: float(function(at)), at), told)
    if wrong is None:
        return Check(what, True, f"{what} is the derivative.")
    place, measured = wrong
    message = (
        f"{what} is not the derivative: where {variable} is {at[place]:.4g} it says {told[place]:.6g}, "
        f"but measured by a small difference it is {measured:.6g}."
    )
    return Check(what, False, message)


def check_network(trainer: Trainer) -> Check | None:
    """Returns: the gradient check of the network as it stands; None where it can't be asked."""
    size = sum(param.size for *_, param in trainer.network.parameters())
    if not len(trainer.examples) or size > 2000:
        return None
    network = copy.deepcopy(trainer.network)
    with np.errstate(all="ignore"):
        report = gradcheck(
            network,
            trainer.recipe.loss,
            trainer.examples.x[:8],
            trainer.examples.targets[:8],
            trainer.recipe.regularizer,
            float(trainer.rates.regularization_rate),
        )
    worst = report.worst
    if worst is None:
        return None  # a step in the output layer: no gradient is a true one
    if report.passed:
        steps = "" if len(report.compared) == len(report.comparisons) else " Those before a step have no true one."
        return Check("your network", True, f"Every gradient of your network is right.{steps}")
    message = (
        f"The gradient check of your network says no: {worst.name} of layer {worst.layer + 1} is off by "
        f"{worst.error:.1e}.\n{report}"
    )
    return Check("your network", False, message)
