"""An activation or a loss of your own: a Python function of NumPy, with its derivative, checked before it is used.

    def bump(z):
        return np.exp(-z * z)

    def bump_slope(z):
        return -2 * z * np.exp(-z * z)

    mine = custom_activation(bump, bump_slope)      # goes wherever ACTIVATIONS["tanh"] goes
    ACTIVATIONS.register(type(mine))                # and now "bump" may stand in a configuration

Before it is let in, the function is tried on numbers, and its derivative is compared with differences at each of
them, as gradcheck does for a whole network. What is wrong is told with the place where it is.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from gradpad import compiler
from gradpad.arrays import Array
from gradpad.errors import CustomError
from gradpad.gradcheck import Moved, wrong_slope
from gradpad.layers import Activation
from gradpad.losses import Loss

Function: TypeAlias = Callable[..., Any]

PLACES = np.linspace(-6.03, 6.07, 242).reshape(121, 2)  # z to try; none is a round number, where kinks like to be
ROUND = np.arange(-6.0, 7.0).reshape(-1, 1)  # and those: a kink may be there, a hole as in 1/z may not


def custom_activation(
    function: Function, slope: Function | None = None, targets: tuple[float, float] = (-1.0, 1.0)
) -> Activation:
    """Makes an activation of a function.

    Args:    function: z, an array of any shape, to a = f(z), of the same shape, element by element, from NumPy alone;
             slope: z to f'(z), of the same shape; left out, it is found by the compiler where that can;
             targets: what a unit at the output should say for "no" and for "yes".
    Returns: the activation; its name is the function's.
    Raises:  CustomError: f is not such a function, or the slope is not its derivative.
    """
    name = name_of(function)
    value = tried(function, f"{name}(z)", PLACES.shape, PLACES)
    for row in (3, 77):  # one row alone must give what it gives among the others: no mixing, no chance
        if not np.array_equal(tried(function, f"{name}(z)", (1, 2), PLACES[row : row + 1]), value[row : row + 1]):
            raise CustomError(f"{name}(z) is another number when z stands among others; f must go element by element.")
    its_slope = slope if slope is not None else found(function, "slope")
    given = tried(its_slope, f"The slope of {name}", PLACES.shape, PLACES)
    tried(function, f"{name}(z)", ROUND.shape, ROUND)
    tried(its_slope, f"The slope of {name}", ROUND.shape, ROUND)
    compare(
        lambda h: tried(function, f"{name}(z)", PLACES.shape, PLACES + h),
        given,
        lambda place: f"The slope of {name} at z = {PLACES[place]:.6g}",
    )

    class Custom(Activation):
        def value(self, z: Array) -> Array:
            return function(z)

        def slope(self, z: Array, a: Array) -> Array:
            return its_slope(z)

    dress(Custom, function, slope)
    Custom.targets = targets
    return Custom()


def custom_loss(
    function: Function, gradient: Function | None = None, targets: tuple[float, float] | None = None
) -> Loss:
    """Makes a loss of a function.

    Args:    function: outputs and targets, both (batch, n_out), to each example's loss, (batch,), from NumPy alone;
             gradient: the same two to how each example's loss changes with its outputs, (batch, n_out). The mean over
             the batch is taken here, so there is no 1/batch in it; left out, it is found by the compiler;
             targets: codes for "no" and "yes"; None: those of the output's activation.
    Returns: the loss; its name is the function's.
    Raises:  CustomError: it is not such a function, or the gradient is not its derivative.
    """
    name = name_of(function)
    rng = np.random.default_rng(0)
    its_gradient = gradient if gradient is not None else found(function, "gradient")
    for batch, n_out in ((40, 1), (25, 3)):
        shape = (batch, n_out)
        o = rng.uniform(0.05, 0.95, shape) if targets == (0.0, 1.0) else rng.normal(0, 1, shape)
        t = rng.choice(targets or (-1.0, 1.0), shape)
        losses = tried(function, f"{name}(outputs, targets)", (batch,), o, t)
        alone = tried(function, f"{name}(outputs, targets)", (1,), o[4:5], t[4:5])
        if not np.allclose(alone, losses[4:5], rtol=1e-12, atol=0):
            raise CustomError(f"{name} gives an example another loss when it stands among others; each has its own.")
        given = tried(its_gradient, f"The gradient of {name}", shape, o, t)

        def moved(h: float, o: Array = o, t: Array = t, shape: tuple[int, int] = shape) -> Array:
            steps = h * np.eye(shape[1])
            return np.stack([tried(function, f"{name}(outputs, targets)", shape[:1], o + s, t) for s in steps], axis=1)

        compare(moved, given, told_where(name, o, t))

    class Custom(Loss):
        def per_example(self, scores: Array, targets: Array) -> Array:
            return function(scores, targets)

        def gradient(self, scores: Array, targets: Array) -> Array:
            return its_gradient(scores, targets) / len(scores)

    dress(Custom, function, gradient)
    Custom.targets = targets
    return Custom()


def told_where(name: str, o: Array, t: Array) -> Callable[[tuple[int, ...]], str]:
    """Returns: what says, for the numbers of an example and of an output, which gradient is meant."""

    def where(place: tuple[int, ...]) -> str:
        i, k = place
        outputs, targets = (np.array2string(rows[i], precision=6) for rows in (o, t))
        return f"The gradient of {name} with respect to output {k}, at outputs {outputs} and targets {targets},"

    return where


def name_of(function: Function) -> str:
    """Returns: what it is called. Raises: CustomError: it is no function, or has no name."""
    name = getattr(function, "__name__", "")
    if not callable(function) or not name.isidentifier():
        raise CustomError(f"{function!r:.60} is not a function with a name; define it with def.")
    return str(name)


def dress(made: type[Any], function: Function, derivative: Function | None) -> None:
    """Gives a class the name of a function, and its docstring; what it is made of is kept for export."""
    made.made_of = (function, derivative)
    made.name = made.__name__ = function.__name__
    made.label = function.__name__.replace("_", " ")
    made.__doc__ = function.__doc__ or "Made by a visitor."


def tried(function: Function, what: str, shape: tuple[int, ...], *arguments: Array) -> Array:
    """Calls a function on copies of the arguments.

    Returns: what it gives. Raises: CustomError: it fails, or gives anything but finite numbers of that shape.
    """
    given = [argument.copy() for argument in arguments]
    try:
        with np.errstate(all="ignore"):
            result = function(*given)
    except Exception as error:
        raise CustomError(f"{what} raises {type(error).__name__}: {error}") from error
    if not isinstance(result, np.ndarray) or result.dtype != np.float64:
        raise CustomError(f"{what} gives {type(result).__name__}; it must give an array of floating-point numbers.")
    if result.shape != shape:
        raise CustomError(f"{what} has shape {result.shape}; for arguments of {arguments[0].shape} it must be {shape}.")
    if not all(np.array_equal(before, after) for before, after in zip(arguments, given, strict=True)):
        raise CustomError(f"{what} changes its arguments; it must leave them as they are.")
    if not np.all(np.isfinite(result)):
        place = np.unravel_index(np.argmin(np.isfinite(result)), result.shape)
        alike = [argument[place] if argument.shape == result.shape else argument[place[0]] for argument in arguments]
        at = ", ".join(np.array2string(each, precision=6) if np.ndim(each) else f"{each:.6g}" for each in alike)
        raise CustomError(f"{what} is {result[place]} at {at}; it must be a finite number everywhere.")
    return result


def compare(moved: Moved, given: Array, where: Callable[[tuple[int, ...]], str]) -> None:
    """Raises: CustomError: a derivative differs from the slope that differences show, and where most."""
    wrong = wrong_slope(moved, given)
    if wrong is not None:
        place, measured = wrong
        raise CustomError(f"{where(place)} is given as {given[place]:.6g}; differences say {measured:.6g}.")


def found(function: Function, noun: str) -> Function:
    """Finds what was not given: the derivative of the sum of all that a function gives, by its first argument.

    Where each result depends on its own row or element alone, as here, that is each one's own derivative.

    Returns: a function of the same arguments, to an array of the first one's shape.
    Raises:  CustomError: it can't be found.
    """
    try:
        return compiler.derivative(function)
    except compiler.CompileError as error:
        raise CustomError(
            f"The {noun} of {name_of(function)} can't be found: {error} Give it as a function."
        ) from error
