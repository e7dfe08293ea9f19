"""What objects hold, as code can come by it: noted, compared and put back (see memory)."""

from __future__ import annotations

import random
import sys
from collections import deque
from types import CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any, TypeAlias

import numpy as np

from ..errors import NotRecordable

OWN = __name__.rpartition(".recording.")[0]  # the compiler
LARGEST = 1_000_000  # elements of an array that is looked at
GENERATORS = (np.random.Generator, np.random.RandomState, random.Random)
PLAIN = (int, float, complex, str, bytes, type(None), type(Ellipsis), np.generic, np.ufunc, np.dtype, CodeType, range)
PLAIN_TYPES = frozenset((*PLAIN, bool))  # of most of what code holds
ABSENT = object()

Contents: TypeAlias = dict[Any, Any]


def is_own(target: Any) -> bool:
    """Whether it is the compiler's: a stand-in, say."""
    return getattr(type(target), "__module__", "").startswith(OWN)


def is_library(name: str) -> bool:
    """Whether a module of this name is Python's or NumPy's."""
    return name.partition(".")[0] in sys.stdlib_module_names or name.partition(".")[0] == "numpy"


def names_of(code: CodeType) -> tuple[str, ...]:
    """The global names and attributes that code mentions, with the functions inside it."""
    inner = [name for constant in code.co_consts if isinstance(constant, CodeType) for name in names_of(constant)]
    return (*code.co_names, *inner)


class Globals:
    """The global names of a module, as far as code mentions them: what is known of them grows while one looks."""

    def __init__(self, space: dict[str, Any]) -> None:
        self.space = space
        self.name: str = space.get("__name__", "").rpartition(".")[2]
        self.held: Contents = {}

    def mention(self, names: tuple[str, ...]) -> Contents:
        """Note these. Returns: those to look into: each once, but modules for the names in them every time."""
        there = {name: self.space[name] for name in names if name in self.space}
        new = {n: value for n, value in there.items() if n not in self.held or isinstance(value, ModuleType)}
        self.held |= new
        return new


def contents(target: Any) -> Contents | None:
    """What an object holds, by name or place; None for what can't change or belongs to Python or NumPy."""
    if isinstance(target, FunctionType):
        return None if is_library(target.__module__ or "") else _contents_of_function(target)
    if isinstance(target, (dict, list, tuple, set, frozenset, deque)):
        return dict(target) if isinstance(target, dict) else dict(enumerate(target))
    if isinstance(target, GENERATORS):
        return {"state": State(target)}
    if type(target) is np.ndarray:
        return {"values": target.copy()} if target.size <= LARGEST else None
    if isinstance(target, MethodType):
        return {"__func__": target.__func__, "__self__": target.__self__}
    if isinstance(target, CellType):
        return {"cell": target.cell_contents} if _is_full(target) else {}
    if isinstance(target, type):
        if target.__module__ == "builtins" or is_library(target.__module__):
            return None
        kept = {n: v for n, v in vars(target).items() if n not in ("__dict__", "__weakref__", "__doc__")}
        return {**kept, "__bases__": target.__bases__}
    for part in ("__func__", "fget", "func"):
        if hasattr(type(target), part) and is_library(type(target).__module__ or "builtins"):
            return {part: getattr(target, part)}
    if is_library(type(target).__module__) or type(target).__module__ == "builtins":
        if hasattr(type(target), "__next__"):
            raise NotRecordable(f"the code goes on with an iterator, {type(target).__name__}, from step to step")
        return None
    slots = [n for kind in type(target).__mro__ for n in vars(kind).get("__slots__", ()) if hasattr(target, n)]
    return {**getattr(target, "__dict__", {}), **{n: getattr(target, n) for n in slots}, "__class__": type(target)}


def _contents_of_function(function: FunctionType) -> Contents:
    """Defaults, what it closes over, its own attributes; its globals are many functions' (see Globals)."""
    held: Contents = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
    held["__defaults__"], held["__kwdefaults__"] = function.__defaults__, function.__kwdefaults__
    held["__code__"] = function.__code__
    if function.__dict__:  # most have none
        held["__dict__"] = function.__dict__
    return held


def _is_full(cell: CellType) -> bool:
    try:
        cell.cell_contents  # noqa: B018 - an empty cell raises
    except ValueError:
        return False
    return True


class State:
    """Where a generator of random numbers has got to."""

    def __init__(self, generator: Any) -> None:
        if isinstance(generator, random.Random):
            self.raw: Any = generator.getstate()
        elif isinstance(generator, np.random.Generator):
            self.raw = generator.bit_generator.state
        else:
            self.raw = generator.get_state()

    def put_into(self, generator: Any) -> None:
        """Set a generator back to here."""
        if isinstance(generator, random.Random):
            generator.setstate(self.raw)
        elif isinstance(generator, np.random.Generator):
            generator.bit_generator.state = self.raw
        else:
            generator.set_state(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and _alike(self.raw, other.raw)

    def __hash__(self) -> int:
        return 0


def _alike(one: Any, other: Any) -> bool:
    """Whether two states of generators are: tuples and dictionaries of numbers and arrays."""
    if isinstance(one, np.ndarray):
        return bool(np.array_equal(one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if isinstance(one, tuple) and any(isinstance(part, np.ndarray) for part in one):
        return all(map(_alike, one, other))
    return bool(one == other)


def _is_of_stand_ins(value: Any) -> bool:
    """Whether code that goes on with this in the next recording is found out: it belongs to the one before."""
    if isinstance(value, (dict, list, tuple)) and not is_own(value):
        return all(map(_is_of_stand_ins, value.values() if isinstance(value, dict) else value))
    return value is None or (is_own(value) and not isinstance(value, State))


def difference(one: Contents, other: Contents) -> str | None:
    """The name of something that differs, or None."""
    for key in (*one, *(key for key in other if key not in one)):
        was, now = one.get(key, ABSENT), other.get(key, ABSENT)
        if not (was is now or _is_of_stand_ins(now) or _same(was, now)):
            return str(key) if isinstance(key, str) and key not in ("values", "state", "cell") else ""
    return None


def _same(one: Any, other: Any, depth: int = 8) -> bool:
    """Whether two values are alike to code that runs: stand-ins are, whatever they stand for."""
    if one is other or depth == 0:
        return one is other
    if type(one) is not type(other):
        return False
    if isinstance(one, State):
        return one == other
    if is_own(one):
        return True
    if isinstance(one, np.ndarray):
        return one.shape == other.shape and one.dtype == other.dtype and one.tobytes() == other.tobytes()
    if isinstance(one, PLAIN):
        return bool(one == other or (one != one and other != other))
    if isinstance(one, FunctionType):
        return one.__code__ is other.__code__
    if isinstance(one, MethodType):
        return one.__func__ is other.__func__ and one.__self__ is other.__self__
    held, now = contents(one), contents(other)
    if held is None or now is None or held.keys() != now.keys():
        return False
    return all(_same(held[key], now[key], depth - 1) for key in held)


def put_back(target: Any, held: Contents) -> None:
    """Undo what was done to an object since its contents were noted."""
    if isinstance(target, GENERATORS):
        held["state"].put_into(target)
    elif isinstance(target, np.ndarray):
        if target.flags.writeable and target.tobytes() != held["values"].tobytes():
            target[...] = held["values"]
    elif isinstance(target, Globals):
        target.space.update(held)
    elif isinstance(target, CellType):
        if held:
            target.cell_contents = held["cell"]
    elif isinstance(target, (dict, list, deque, set)):
        _put_back_elements(target, held)
    elif isinstance(target, FunctionType):
        if "__dict__" not in held:
            target.__dict__.clear()
    elif not isinstance(target, (tuple, frozenset, MethodType)):
        _put_back_attributes(target, held)


def _put_back_elements(target: Any, held: Contents) -> None:
    now = contents(target) or {}
    if now.keys() == held.keys() and all(value is held[key] for key, value in now.items()):
        return
    target.clear()
    if isinstance(target, dict):
        target.update(held)
    elif isinstance(target, set):
        target.update(held.values())
    else:
        target.extend(held.values())


def _put_back_attributes(target: Any, held: Contents) -> None:
    """Of an instance or a class."""
    now = contents(target) or {}
    for name in (*held, *(name for name in now if name not in held)):
        if name in ("__class__", "__bases__") or (name in held and now.get(name) is held[name] and name in now):
            continue
        put = type.__setattr__ if isinstance(target, type) else object.__setattr__
        drop = type.__delattr__ if isinstance(target, type) else object.__delattr__
        if name in held:
            put(target, name, held[name])
        else:
            drop(target, name)
