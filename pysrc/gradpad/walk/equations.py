"""The formula of an activation, a loss or an optimizer, as the choice itself gives it, with numbers put in.

Where the code has been edited the choice's formula may no longer be true, so only its name is shown: f(z).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from gradpad import compiler, sources
from gradpad.arrays import Array
from gradpad.layers import Activation
from gradpad.losses import Loss
from gradpad.optimizers import Optimizer
from gradpad.registry import Choice
from gradpad.regularizers import Regularizer
from gradpad.walk.put_in import put_in
from gradpad.walk.step_record import ParameterRecord
from gradpad.walk.typesetting import number


def is_trusted(choice: Choice) -> bool:
    """Whether the formula that a choice carries is that of the code which runs."""
    return bool(choice.formula) and type(choice).__module__.removeprefix("gradpad.") not in sources.edited


def right_side(choice: Choice) -> str:
    """Returns: what stands on the right of f(z) = ... or L = ..., or "" where that is not known."""
    _, equals, right = choice.formula.partition("=")
    return right.strip() if equals and is_trusted(choice) else ""


def activation_numbers(activation: Activation, z: Array, unit: int) -> str:
    """Args: z: one row of sums. Returns: f(z) of one unit with the numbers in; where it is not known, f(number)."""
    own = {"z": float(z[unit]), "z_i": float(z[unit])}
    return put_in(right_side(activation), own, {"z_j": z}) or f"f({number(float(z[unit]))})"


def loss_numbers(loss: Loss, outputs: Array, targets: Array) -> str:
    """Args:    outputs: what the formula calls o, one row; targets: one row.
    Returns: the loss's formula with the numbers in, without the result, or "" where it can't be had.
    """
    return put_in(right_side(loss), {"K": len(outputs)}, {"o_k": outputs, "t_k": targets})


def gradient_formula(loss: Loss, outputs: Array, targets: Array, unit: int) -> tuple[str, str]:
    """Returns: how the loss's gradient for one output is had, in letters and in numbers; "" where it is not known."""
    if not is_trusted(loss):
        return "", ""
    own = {"K": len(outputs), "o_k": float(outputs[unit]), "t_k": float(targets[unit])}
    return loss.gradient_formula.replace("_k", f"_{{{unit + 1}}}"), put_in(loss.gradient_formula, own)


def pull_letters(regularizer: Regularizer) -> str:
    """Returns: the derivative of a weight's penalty, as the compiler reads it in the code; r'(w) where it can't."""
    try:
        return compiler.formula(regularizer.gradient, "w")
    except compiler.CompileError:
        return "r'(w)"


def change_letters(optimizer: Optimizer) -> str:
    """Returns: how the optimizer gets from the gradient g to the change, in letters."""
    if not is_trusted(optimizer):
        return r"\Delta w = \text{change}(w, g)"
    *memory, last = optimizer.formula.split(r", \quad ")
    return r", \quad ".join([*memory, rf"\Delta w = {taken_off(last)}"])


def taken_off(formula: str) -> str:
    r"""Args: formula: w \leftarrow w - a - b. Returns: what is taken off the weight, a + b."""
    _, _, right = formula.partition("w - ")
    depth, signs = 0, []
    for sign in right or formula:
        depth += (sign in "({[") - (sign in ")}]")
        signs.append({"-": "+", "+": "-"}.get(sign, sign) if depth == 0 else sign)
    return "".join(signs)


def change_numbers(optimizer: Optimizer, record: ParameterRecord, index: tuple[int, ...], rate: float) -> str:
    """Returns: the change of one weight with the numbers in, without the result, or "" where it can't be had."""
    if not is_trusted(optimizer):
        return ""
    slots = [float(record.slots_after[name][index]) for name in optimizer.slots]
    own = [float(getattr(optimizer, name)) for name in optimizer.numbers()]
    letters = {
        r"\eta": rate,
        "g": float(record.full_gradient[index]),
        "w": float(record.before[index]),
        "t": float(record.age + 1),
        **dict(zip(optimizer.letters, [*slots, *own], strict=False)),
    }
    return put_in(taken_off(optimizer.formula.split(r", \quad ")[-1]), letters)


def whole(values: Sequence[float] | Array) -> list[float | None]:
    """Returns: numbers at full precision, with None for those that JSON has no word for."""
    return [float(value) if np.isfinite(value) else None for value in np.asarray(values, dtype=np.float64).ravel()]


def alone(value: Any) -> float | None:
    """Returns: one number at full precision, or None."""
    return whole([value])[0]
