"""Watching: the same object, but its methods also tell what they were given and what they returned."""

import copy
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")

Note: TypeAlias = Callable[[str, tuple[Any, ...], Any], None]


def watched(target: T, methods: Sequence[str], note: Note) -> T:
    """A twin of an object that behaves just like it.

    Args:    target: left as it is; methods: names of those to watch;
             note: is called after each of them with its name, its arguments and its result.
    Returns: the twin; its class is a subclass of the target's, so that calls inside are watched too.
    """
    kind: Any = type("Watched" + type(target).__name__, (type(target),), {})

    def telling(name: str) -> Callable[..., Any]:
        def method(self: Any, *arguments: Any) -> Any:
            result = getattr(super(kind, self), name)(*arguments)
            note(name, arguments, result)
            return result

        return method

    for name in methods:
        setattr(kind, name, telling(name))
    twin = copy.copy(target)
    object.__setattr__(twin, "__class__", kind)  # past what a frozen dataclass would refuse
    return twin
