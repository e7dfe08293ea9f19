"""What code keeps from one call to the next, outside of the arrays that it is given: recorded code could not.

NumPy runs the code anew for every step, a recording is made once. A counter in a module, a class or a default
argument, an attribute that is read before it is set, a generator of random numbers: all of that would stand still. So
code that may do such things is recorded twice, on the same objects, and everything that it can reach is looked at
before and after. What the recordings did to it is undone.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

import numpy as np

from ..errors import NotRecordable
from .contents import PLAIN_TYPES, Contents, Globals, contents, difference, is_library, is_own, names_of, put_back
from .graph import Graph

START = "the code"
CLOCK_AND_CHANCE = {"time", "random", "secrets", "uuid", "datetime"}
HIDDEN = ("globals", "exec", "eval", "open", "input", "__import__")


class Held(NamedTuple):
    """Something that was reached: what it is called, itself, and what it held."""

    name: str
    target: Any
    contents: Contents


class Memory:
    """Everything that code can reach from some objects, functions among them.

    Args: trusted: says of a function that it asks for no type and no time.
    """

    def __init__(self, *roots: Any, trusted: Callable[[FunctionType], bool] = lambda _: False) -> None:
        self.roots, self.trusted = roots, trusted

    def watched(self, record: Callable[[], Graph]) -> Graph:
        """The recording. Raises: NotRecordable: the code remembers something, or draws something by chance."""
        before = self._look()
        try:
            first = record()
            between = self._look()
            again = record()
            after = self._look()
            for one, other in ((before, between), (between, after)):
                for key in one.keys() & other.keys():
                    changed = difference(one[key].contents, other[key].contents)
                    if changed is not None:
                        what = f"{one[key].name}.{changed}" if changed else one[key].name
                        raise NotRecordable(f"the code keeps something from step to step, in {what}")
            if first.fingerprint() != again.fingerprint():
                raise NotRecordable("recorded twice, the code does something else: by chance, or by what it remembers")
        finally:
            for held in before.values():
                put_back(held.target, held.contents)
        return first

    def _look(self) -> dict[Hashable, Held]:
        """All that can be reached and may change, by id."""
        found: dict[Hashable, Held] = {}
        spaces: dict[int, Globals] = {}
        mentioned: set[tuple[int, tuple[str, ...]]] = set()
        seen: dict[int, Any] = {}
        always = (np.random.mtrand._rand, random._inst)
        stack: list[tuple[str, Any, tuple[str, ...]]] = [(START, root, ()) for root in (*self.roots, *always)]

        def follow(name: str, held: Contents, names: tuple[str, ...]) -> None:
            for key, value in held.items():
                if type(value) not in PLAIN_TYPES and id(value) not in seen:
                    called = value.__name__ if isinstance(value, type) else _called(name, key)
                    stack.append((called, value, names))

        def mention(space: dict[str, Any], names: tuple[str, ...]) -> None:
            if (id(space), names) not in mentioned:
                mentioned.add((id(space), names))
                known = spaces.setdefault(id(space), Globals(space))
                follow(known.name, known.mention(names), names)

        while stack:
            name, target, names = stack.pop()
            if isinstance(target, ModuleType):
                if not is_library(target.__name__):
                    mention(vars(target), names)
                continue
            if id(target) in seen or is_own(target):
                continue
            seen[id(target)] = target  # kept, so that no other object gets its id
            held = contents(target)
            if isinstance(target, FunctionType):
                if not self.trusted(target):
                    _refuse_types_and_times(target)
                names = names_of(target.__code__)
                if held is not None:
                    mention(target.__globals__, names)
            if held is not None:
                found[id(target)] = Held(name, target, held)
                if type(target) is not np.ndarray:  # of which a copy is held
                    follow(name, held, names)
        return found | {("globals", key): Held(known.name, known, known.held) for key, known in spaces.items()}


def _called(name: str, key: Any) -> str:
    """A name for what an object holds: that of the object, without what that is a part of, and its own."""
    if key == "__class__":
        return name
    if name == START or not isinstance(key, str):
        return str(key) if isinstance(key, str) else name
    return key if "." in key else f"{name.rpartition('.')[2]}.{key}"


def _refuse_types_and_times(function: FunctionType) -> None:
    """What shows a stand-in for what it is, and what is another thing at every step."""
    space, names = function.__globals__, names_of(function.__code__)
    where = f"line {function.__code__.co_firstlineno} of {function.__code__.co_filename.rpartition('/')[2]}"
    if is_library(function.__module__ or "") or function.__name__.startswith("__"):
        return
    hidden = next((name for name in HIDDEN if name in names and name not in space), None)
    if hidden is not None:
        raise NotRecordable(f"{function.__name__} uses {hidden}(): what that reaches can't be looked through ({where})")
    if "type" in names and "type" not in space:
        raise NotRecordable(f"{function.__name__} asks for a type(): isinstance() can be recorded ({where})")
    for name in names:
        if isinstance(space.get(name), ModuleType) and space[name].__name__ in CLOCK_AND_CHANCE:
            raise NotRecordable(f"{function.__name__} uses {name}, which gives another thing at every step ({where})")
