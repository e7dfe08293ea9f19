"""The formula of an activation, a loss or an optimizer, as its registry gives it, with numbers put in.

Where the code has been edited the registry's formula may no longer be true, so only its name is shown: f(z).
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from gradpad import sources
from gradpad.activations import Activation
from gradpad.arrays import Array
from gradpad.losses import Loss
from gradpad.optimizers import Optimizer
from gradpad.walk.step_record import ParameterRecord
from gradpad.walk.typesetting import factor, number, product, total

LONE_Z = re.compile(r"(?<![A-Za-z\\])z(?![A-Za-z_])")


def is_trusted(choice: Any) -> bool:
    """Whether the formula that a choice carries is that of the code which runs."""
    module = type(choice).__module__.removeprefix("gradpad.")
    return bool(choice.formula) and module in sources.names() and module not in sources.edited


def activation_letters(activation: Activation) -> str:
    """Returns: what stands on the right of f(z) = ..., or "" where that is not known."""
    _, equals, right = activation.formula.partition("=")
    return right.strip() if equals and is_trusted(activation) else ""


def activation_numbers(activation: Activation, z: float) -> str:
    """Returns: the same with the number in the place of z; for what mixes units, and where not known, f(number)."""
    right = activation_letters(activation)
    if right and LONE_Z.search(right):
        return LONE_Z.sub(lambda found: put_in(right, found, z), right)
    return f"f({number(z)})"


def put_in(text: str, found: re.Match[str], z: float) -> str:
    """Returns: the number as it has to stand in this place: raised, in brackets where something is done to it, bare."""
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    if before.endswith("^"):
        return f"{{{number(z)}}}"
    return " " + (factor(z) if after.startswith("^") or re.search(r"([\w)\-+]|\\,)$", before) else number(z))


def softmax_numbers(z: Array, unit: int) -> str:
    """Args: z: one row of sums. Returns: the share of one unit, with the numbers in."""
    below = total([f"e^{{{number(float(each))}}}" for each in z])
    return rf"\frac{{e^{{{number(float(z[unit]))}}}}}{{{below}}}"


def loss_numbers(loss: Loss, outputs: Array, targets: Array) -> str:
    """Args:    outputs: what the formula calls o, one row; targets: one row.
    Returns: the loss's formula with the numbers in, without the result, or "" where there is no simple one.
    """
    if not is_trusted(loss):
        return ""
    pairs = [(float(o), float(t)) for o, t in zip(outputs, targets, strict=True)]
    squares = total([f"({number(o)} - {factor(t)})^2" for o, t in pairs])
    match loss.name:
        case "half_squared_error":
            return rf"\frac{{1}}{{2}} \left( {squares} \right)" if len(pairs) > 1 else rf"\frac{{1}}{{2}} {squares}"
        case "mean_squared_error":
            return rf"\frac{{1}}{{{len(pairs)}}} \left( {squares} \right)" if len(pairs) > 1 else squares
        case "binary_cross_entropy":
            return total([rf"-\ln {number(o)}" if t > 0.5 else rf"-\ln (1 - {number(o)})" for o, t in pairs])
        case "softmax_cross_entropy":
            return total([rf"-\ln {number(o)}" for o, t in pairs if t > 0.5])
        case "hinge":
            return total([rf"\max(0, 1 - {product(t, o)})" for o, t in pairs])
    return ""


def gradient_formula(loss: Loss, outputs: Array, targets: Array, unit: int) -> tuple[str, str]:
    """Returns: how the loss's gradient for one output is had, in letters and in numbers; "" where it is not simple."""
    if not is_trusted(loss):
        return "", ""
    o, t = number(float(outputs[unit])), factor(float(targets[unit]))
    letters, numbers = f"o_{{{unit + 1}}} - t_{{{unit + 1}}}", f"{o} - {t}"
    if loss.name == "half_squared_error" or loss.from_logits:
        return letters, numbers
    if loss.name == "mean_squared_error":
        share = "2" if len(outputs) == 1 else rf"\frac{{2}}{{{len(outputs)}}}"
        return f"{share} ({letters})", f"{share} ({numbers})"
    return "", ""


def change_letters(optimizer: Optimizer) -> str:
    """Returns: how the optimizer gets from the gradient g to the change, in letters."""
    if not is_trusted(optimizer):
        return r"\Delta w = \text{change}(w, g)"
    *memory, last = optimizer.formula.split(r", \quad ")
    change = last.partition(r"w - ")[2] or last
    change = change.replace(r" - \eta \lambda w", r" + \eta \lambda w")  # AdamW takes two things off
    return r", \quad ".join([*memory, rf"\Delta w = {change}"])


def change_numbers(optimizer: Optimizer, record: ParameterRecord, index: tuple[int, ...], rate: float) -> str:
    """Returns: the change of one weight with the numbers in, without the result, or "" where it would be too long."""
    if not is_trusted(optimizer):
        return ""
    gradient = float(record.full_gradient[index])
    slots = {name: float(array[index]) for name, array in record.slots_after.items()}
    match optimizer.name:
        case "sgd":
            return product(rate, gradient)
        case "momentum":
            return product(rate, slots["velocity"])
        case "nesterov":
            momentum = getattr(optimizer, "momentum", 0.0)
            return rf"{number(rate)} \cdot ({number(gradient)} + {product(momentum, slots['velocity'])})"
        case "rmsprop":
            return rf"{number(rate)} \cdot \frac{{{number(gradient)}}}{{\sqrt{{{number(slots['mean_square'])}}}}}"
    return ""


def whole(values: Sequence[float] | Array) -> list[float | None]:
    """Returns: numbers at full precision, with None for those that JSON has no word for."""
    return [float(value) if np.isfinite(value) else None for value in np.asarray(values, dtype=np.float64).ravel()]


def alone(value: Any) -> float | None:
    """Returns: one number at full precision, or None."""
    return whole([value])[0]
