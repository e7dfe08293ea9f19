"""Whether code is what was shipped with the engine, which is known to be recorded rightly, or somebody else's.

Code that was edited, typed or monkeypatched is recorded with more care (see compiler.memory), which takes its time.
"""

from types import CodeType, FunctionType, MethodType
from typing import Any

from gradpad import regularizers, trainer, training
from gradpad.network import Network
from gradpad.trainer import Trainer

ROOT = training.__file__.removesuffix("training.py")


def is_shipped_function(function: Any) -> bool:
    """Whether this very function stands in a file of the engine's, as it was shipped."""
    return bool(function.__code__.co_filename.startswith(ROOT))


def _functions(kind: type) -> dict[str, FunctionType]:
    found = {
        name: getattr(value, "fget", None) or getattr(value, "__func__", value) for name, value in vars(kind).items()
    }
    return {n: f for n, f in found.items() if isinstance(f, FunctionType) and not n.startswith("__")}


_MODULES = {
    module: [n for n, v in vars(module).items() if isinstance(v, FunctionType) and v.__module__.startswith("gradpad.")]
    for module in (training, trainer, regularizers)
}


def is_shipped(*objects: Any) -> bool:
    """Whether the classes of these objects, and the training step, are the engine's own, and no object has methods of
    its own.
    """
    for module, names in _MODULES.items():
        for name in names:
            function = vars(module).get(name)
            if not isinstance(function, FunctionType) or not is_shipped_function(function):
                return False
    for kind in {kind for each in objects for kind in type(each).__mro__[:-1]}:
        if not all(map(is_shipped_function, _functions(kind).values())):
            return False
    return not any(isinstance(v, (FunctionType, MethodType)) for each in objects for v in vars(each).values())


_EVALUATION = ("evaluate", "evaluate_each", "mean_loss", "scores")
# The compiled loop does what these do: where one of them is another, NumPy trains.
_METHODS: dict[tuple[type, str], CodeType] = {
    (kind, name): _functions(kind)[name].__code__
    for kind, names in (
        (Trainer, ("order", "next_batch", "batch_recipe", "run", "steps_per_epoch", *_EVALUATION[:-1])),
        (Network, ("scores",)),
    )
    for name in names
}
_AS_ARRAYS = trainer.as_arrays.__code__


def replaced(by: Trainer, skip: type, evaluation: bool = False) -> str | None:
    """Args:    by: a trainer; skip: the class that stands in for its methods; evaluation: of those, or of those that
             train.
    Returns: a method that the compiled code knows nothing of, because it was edited or replaced; or None.
    """
    for (kind, name), code in _METHODS.items():
        if (name in _EVALUATION) is evaluation:
            owner: Any = by if kind is Trainer else by.network
            found = next((vars(k)[name] for k in type(owner).__mro__ if k is not skip and name in vars(k)), None)
            own = getattr(getattr(found, "fget", found), "__code__", None)
            if name in vars(owner) or own is None or not (own is code or same_code(own, code)):
                return f"{kind.__name__}.{name}"
    if not evaluation and not same_code(trainer.as_arrays.__code__, _AS_ARRAYS):
        return "as_arrays"
    return None


def same_code(one: CodeType, other: CodeType) -> bool:
    """Whether two functions do the same, wherever they stand."""
    parts = ("co_code", "co_names", "co_varnames", "co_freevars")
    if any(getattr(one, part) != getattr(other, part) for part in parts) or len(one.co_consts) != len(other.co_consts):
        return False
    return all(
        same_code(a, b) if isinstance(a, CodeType) and isinstance(b, CodeType) else repr(a) == repr(b)
        for a, b in zip(one.co_consts, other.co_consts, strict=True)
    )
