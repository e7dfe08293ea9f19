"""Editing the running engine: apply new text, try it and check its derivatives, or else change nothing."""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from gradpad import sources
from gradpad.trainer import Trainer
from gradpad.training import new_slots
from gradpad.workshop import trial
from gradpad.workshop.patching import filename, put_in_force

LONGEST = 200_000  # characters of a module


def edit(
    module: str,
    text: str,
    trainer: Trainer,
    others: Sequence[Trainer] = (),
    check_choices: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Puts a module's new text in force for everything that runs.

    Args:    module: one of sources.names() that is editable; text: its new text; trainer: to try it out on; others:
             those of other figures that share this Python, which it must not break either; check_choices: raises
             where a choice that is in use is none any more.
    Returns: `applied`; `error`: None, or {name, message, traceback, line}, and then everything is as it was;
             `checks`: of the derivatives, [{what, passed, message}].
    Raises:  SourceError: there is no such module, or it can't be edited.
    """
    if not sources.is_editable(module):
        sources.text(module)  # complains where there is none
        raise sources.SourceError(
            f"The module {module!r} carries the engine; it can be read, but not edited.", "module"
        )
    if len(text) > LONGEST:
        raise sources.SourceError(f"The text has {len(text)} characters; at most {LONGEST} are allowed.", "text")
    before = sources.text(module)
    in_force, slots = False, [(each, each.slots) for each in (trainer, *others)]
    try:
        put_in_force(module, text)
        in_force = True
        check_choices()
        trial.check_menus()
        for each in (trainer, *others):
            fit_slots(each, module == "optimizers")
            trial.try_step(each)
        checks = [*trial.check_choices(trial.changed_classes(before, text)), trial.check_network(trainer)]
    except BaseException as error:  # a KeyboardInterrupt too: that is how an endless loop ends
        told = explain(error, module)
        if in_force:
            put_in_force(module, before)
            for each, kept in slots:
                each.slots = kept
        return {"applied": False, "error": told, "checks": []}
    if text == sources.original(module):
        sources.edited.pop(module, None)
    else:
        sources.edited[module] = text
    return {"applied": True, "error": None, "checks": [asdict(check) for check in checks if check is not None]}


def fit_slots(trainer: Trainer, edited: bool) -> None:
    """An optimizer that now remembers other things than before starts with fresh slots.

    edited: whether optimizers were edited; otherwise slots that one has made for itself as it went are left to it.
    """
    wanted = set(trainer.recipe.optimizer.slots)
    held = [set(slots) for layer in trainer.slots for slots in layer.values()]
    if any(each != wanted if edited else not wanted <= each for each in held):
        trainer.slots = new_slots(trainer.network, trainer.recipe.optimizer)


def explain(error: BaseException, module: str | None = None) -> dict[str, Any]:
    """Args:    error; module: the one that was edited, or None for what was typed into the console.
    Returns: what went wrong, as Python tells it, without the frames of the workshop itself; `line` is the line of
             the module at fault, or None.
    """
    own = filename(module) if module else "<console>"
    told = traceback.TracebackException.from_exception(error, compact=True)
    frames = [frame for frame in told.stack if "/workshop/" not in frame.filename.replace("\\", "/")]
    told.stack = traceback.StackSummary.from_list(frames)
    told.__context__ = told.__cause__ = None
    if isinstance(error, SyntaxError) and error.filename == own:
        line = error.lineno
    else:
        line = next((frame.lineno for frame in reversed(frames) if frame.filename == own), None)
    message = str(error)
    if isinstance(error, KeyboardInterrupt):
        message = "The code did not come to an end in time, so it was stopped. Is there a loop that never ends?"
    return {
        "name": type(error).__name__,
        "message": message,
        "traceback": "".join(told.format()),
        "line": line,
    }
