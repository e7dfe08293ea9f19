"""New text for a module of the running engine: what was there keeps its identity and gets the new content.

The network that is training holds its activations, the trainer its optimizer, other modules the functions that they
imported. If a module were simply run again, all of those would go on with the old code. So the new text is run in the
module, and then every class and function that was there before is given what the new one of its name contains.
"""

import importlib
import linecache
import sys
from contextlib import suppress
from types import FunctionType
from typing import Any

from gradpad import sources
from gradpad.registry import Registry

FIXED = {"__dict__", "__weakref__"}


def filename(module: str) -> str:
    """Returns: the name under which an edited module appears in tracebacks."""
    return f"gradpad/{module}.py"


def put_in_force(module: str, text: str) -> None:
    """Runs a module's new text in its place. Raises: what the text raises; then everything is as it was."""
    shipped = text == sources.original(module)  # then its lines are those of the file
    path = importlib.import_module(f"gradpad.{module}").__file__ if shipped else None
    code = compile(text, path or filename(module), "exec")
    linecache.cache[filename(module)] = (len(text), None, text.splitlines(keepends=True), filename(module))
    namespace = vars(importlib.import_module(f"gradpad.{module}"))
    old = dict(namespace)
    for name in [name for name in namespace if not name.startswith("__")]:
        del namespace[name]
    try:
        exec(code, namespace)  # the whole point: this is the visitor's own code, in the visitor's own tab
    except BaseException:
        namespace.clear()
        namespace.update(old)
        raise
    keep_identities(namespace, old)


def keep_identities(namespace: dict[str, Any], old: dict[str, Any]) -> None:
    """Gives the old classes, functions and registries the content of the new, and puts them back in their place."""
    here = namespace["__name__"]
    same: dict[int, type] = {}  # the id of each new class, and the old class that stands for it
    for name, new in list(namespace.items()):
        before = old.get(name)
        if isinstance(new, type) and isinstance(before, type) and new.__module__ == before.__module__ == here:
            same[id(new)] = before
    for name, new in list(namespace.items()):
        before = old.get(name)
        if before is new:
            continue
        if isinstance(new, type) and new.__module__ == here:
            bases = tuple(same.get(id(base), base) for base in new.__bases__)
            target = same.get(id(new), new)
            if bases != target.__bases__:
                target.__bases__ = bases
            for value in vars(new).values():
                mend_closures(value, same)
            if target is not new:
                refill_class(target, new)
                namespace[name] = target
        elif isinstance(new, FunctionType) and isinstance(before, FunctionType) and new.__module__ == here:
            refill_function(before, new)
            namespace[name] = before
        elif isinstance(new, Registry) and isinstance(before, Registry):
            refill_registry(before, new, same, here)
            namespace[name] = before
        elif name in old and not name.startswith("__"):
            rebind(name, before, new)


def refill_class(target: type, new: type) -> None:
    """Gives a class the attributes and methods of another."""
    for name in [name for name in vars(target) if name not in vars(new) and name not in FIXED]:
        with suppress(AttributeError, TypeError):
            delattr(target, name)
    for name, value in list(vars(new).items()):
        if name in FIXED:
            continue
        with suppress(AttributeError, TypeError):  # a few names of Python's own can't be set
            setattr(target, name, value)


def refill_function(target: FunctionType, new: FunctionType) -> None:
    """Gives a function the code of another."""
    target.__code__ = new.__code__
    target.__defaults__ = new.__defaults__
    target.__kwdefaults__ = new.__kwdefaults__
    target.__doc__ = new.__doc__


def mend_closures(value: Any, same: dict[int, type]) -> None:
    """Methods that say super(), and those that a dataclass makes, hold their class: let it be the one that stays."""
    functions = [value, getattr(value, "__func__", None), *(getattr(value, part, None) for part in ("fget", "fset"))]
    for function in functions:
        for cell in getattr(function, "__closure__", None) or ():
            with suppress(ValueError):  # an empty cell
                cell.cell_contents = same.get(id(cell.cell_contents), cell.cell_contents)


def refill_registry(target: Registry[Any], new: Registry[Any], same: dict[int, type], here: str) -> None:
    """Gives a registry the choices of another; a choice that is there already stays the same object."""
    old, choices = dict(target), {}
    for name, choice in new.items():
        kind = same.get(id(type(choice)), type(choice))
        if name in old and type(old[name]) is kind:
            choices[name] = old[name]
        else:
            object.__setattr__(choice, "__class__", kind)
            choices[name] = choice
    others = {name: choice for name, choice in old.items() if type(choice).__module__ != here}
    target.replace_all({**choices, **others})


def rebind(name: str, before: Any, new: Any) -> None:
    """Lets every other module of the engine that imported a plain value have the new one."""
    for module in [module for key, module in list(sys.modules.items()) if key.startswith("gradpad.")]:
        if vars(module).get(name) is before:
            vars(module)[name] = new
