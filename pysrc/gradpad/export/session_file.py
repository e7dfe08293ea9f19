"""A session file holds everything that makes a figure: what was chosen, what was learned, and how it went.

It is JSON, and opens again on any Gradpad of the same file version or a later one; training then goes on as if it
had never stopped. It comes from outside, so every part of it is looked at before anything is changed.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

import gradpad
from gradpad import sources
from gradpad.arrays import Array
from gradpad.config.fields import as_mapping, shown
from gradpad.config.safe_json import read_json
from gradpad.config.schema import Config
from gradpad.errors import GradpadError, WeightsError
from gradpad.export.figure import Figure
from gradpad.session.frozen import frozen, hold
from gradpad.session.run import Curve, Run, next_row_after
from gradpad.session.weight_files import checked_array, copies, set_weights
from gradpad.trainer import Trainer

VERSION = 1
MAX_CHARACTERS = 24_000_000
MAX_ROWS = 5_000
MAX_STEPS = 2**53  # the whole numbers that JSON keeps in every language
KEYS = [
    "gradpad_session", "gradpad", "config", "start", "altered", "weights", "frozen", "slots", "progress", "curve",
    "code", "timeline",
]  # fmt: skip
# `timeline` is the page's own, which keeps the moments and checks those of a file (web/training/timeline-file.js).
MAY_LACK = ("accuracy", "test_accuracy")  # columns of the curve that came later

# From the content of a file of version n to one of version n + 1, for every n that ever was.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


class SessionFileError(GradpadError):
    """A session file that is damaged, too large, or made by a newer Gradpad."""


@dataclass(frozen=True)
class SessionFile:
    """A checked session file. `code` is text that came with it: nothing here runs it."""

    config: Config
    content: dict[str, Any]
    code: dict[str, str]


def to_session_file(figure: Figure) -> str:
    """Returns: the session as JSON."""
    trainer = figure.run.trainer
    content = {
        "gradpad_session": VERSION,
        "gradpad": gradpad.__version__,
        "config": figure.config.to_dict(),
        "start": [{name: array.tolist() for name, array in layer.items()} for layer in figure.start],
        "altered": figure.altered,
        "weights": [{name: param.tolist() for name, param in layer.parameters()} for layer in trainer.network.layers],
        "slots": [
            {name: {slot: array.tolist() for slot, array in arrays.items()} for name, arrays in layer.items()}
            for layer in trainer.slots
        ],
        "progress": {
            "step": trainer.step,
            "epoch": trainer.epoch,
            "position": trainer.position,
            "slots_since": trainer.recipe.slots_since,
        },
        "frozen": frozen(trainer.network),
        "curve": {
            entry.name: [value if math.isfinite(value) else None for value in getattr(figure.run.curve, entry.name)]
            for entry in fields(Curve)
        },
    }
    if sources.edited:
        content["code"] = dict(sources.edited)  # for whoever opens it to read, and to put in force or not
    return json.dumps(content, allow_nan=False)


def read_session_file(text: Any) -> SessionFile:
    """Args:    text: a file from outside.
    Returns: its content, migrated to this version; the numbers are looked at when they are put in place.
    Raises:  SessionFileError, ConfigError.
    """
    if not isinstance(text, str) or len(text) > MAX_CHARACTERS:
        limit = f"a text of at most {MAX_CHARACTERS // 1_000_000} million characters"
        raise SessionFileError(f"This is no session file; it must be {limit}.")
    try:
        content = read_json(text)
    except ValueError:
        raise SessionFileError("This is no session file, or it is damaged: it can't be read as JSON.") from None
    version = content.get("gradpad_session") if isinstance(content, dict) else None
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise SessionFileError("This is no session file of Gradpad.")
    if version > VERSION:
        raise SessionFileError(f"This file is of version {version}; this Gradpad reads up to {VERSION}. Load it anew.")
    for step in range(version, VERSION):
        content = MIGRATIONS[step](content)
    as_mapping(content, "", KEYS)
    if "config" not in content:
        raise SessionFileError("The session file has no config.", "config")
    return SessionFile(Config.from_dict(content["config"]), content, _checked_code(content.get("code", {})))


def _checked_code(code: Any) -> dict[str, str]:
    if not isinstance(code, dict) or not all(isinstance(value, str) for value in code.values()):
        raise SessionFileError("code is not valid; it must be an object of texts.", "code")
    return dict(code)


def restore(file: SessionFile, run: Run) -> tuple[list[dict[str, Array]], bool]:
    """Puts a run that stands at its start where the file says it had come to.

    Args:    file; run: just built from file.config.
    Returns: the weights that the run began with, and whether anything was changed on the way.
    Raises:  WeightsError, SessionFileError; then the run is not to be used.
    """
    content, trainer = file.content, run.trainer
    altered = content.get("altered", False)
    if not isinstance(altered, bool):
        raise SessionFileError(f"altered is {shown(altered)}; it must be true or false.", "altered")
    if "start" in content:
        set_weights(trainer.network, content["start"])
    start = copies(trainer.network)
    if "weights" in content:
        set_weights(trainer.network, content["weights"])
    _restore_frozen(content.get("frozen", []), trainer)
    _restore_slots(content.get("slots", []), trainer)
    _restore_progress(content.get("progress", {}), trainer)
    _restore_curve(content.get("curve"), run)
    run.last_good = trainer.save()
    return start, altered


def _restore_frozen(given: Any, trainer: Trainer) -> None:
    if not isinstance(given, list) or not all(isinstance(entry, str) for entry in given):
        raise SessionFileError(f"frozen is {shown(given)}; it must be a list of parameters.", "frozen")
    hold(trainer.network, given)


def _restore_slots(given: Any, trainer: Trainer) -> None:
    if not isinstance(given, list) or (given and len(given) != len(trainer.slots)):
        raise WeightsError(f"slots is {shown(given)}; it must have {len(trainer.slots)} layers.", "slots")
    for place, (layer, own) in enumerate(zip(given, trainer.slots, strict=False)):
        for name, arrays in own.items():
            found = layer.get(name) if isinstance(layer, dict) else None
            for slot, array in arrays.items():
                path = f"slots.{place}.{name}.{slot}"
                array[...] = checked_array(found.get(slot) if isinstance(found, dict) else None, array.shape, path)


def _restore_progress(given: Any, trainer: Trainer) -> None:
    mapping = as_mapping(given, "progress", ["step", "epoch", "position", "slots_since"])
    limits = {"step": MAX_STEPS, "epoch": MAX_STEPS, "position": max(0, len(trainer.examples) - 1)}
    limits["slots_since"] = mapping.get("step", 0)
    for name, most in limits.items():
        value = mapping.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            message = f"progress.{name} is {shown(value)}; it must be a whole number from 0 to {most}."
            raise SessionFileError(message, f"progress.{name}")
        if name == "slots_since":
            trainer.recipe = replace(trainer.recipe, slots_since=value)
        else:
            setattr(trainer, name, value)


def _restore_curve(given: Any, run: Run) -> None:
    """Takes over the learning curve, and what follows from it: when the next row is due, and the best loss so far."""
    if given is None:
        return
    names = [entry.name for entry in fields(Curve)]
    mapping = as_mapping(given, "curve", names)
    rows = mapping.get("epoch")
    missing = [None] * len(rows) if isinstance(rows, list) else None
    columns = [mapping.get(name, missing if name in MAY_LACK else None) for name in names]
    lengths = {len(column) if isinstance(column, list) else -1 for column in columns}
    if len(lengths) != 1 or not 1 <= min(lengths) <= MAX_ROWS:
        message = f"curve must be {len(names)} lists of one length, 1 to {MAX_ROWS}."
        raise SessionFileError(message, "curve")
    curve = Curve()
    for epoch, *values in zip(*columns, strict=True):
        if isinstance(epoch, bool) or not isinstance(epoch, int) or not (curve.epoch or [-1])[-1] < epoch <= MAX_STEPS:
            raise SessionFileError(f"curve.epoch holds {shown(epoch)}; whole numbers must rise there.", "curve.epoch")
        curve.add(epoch, *map(_loss, values))
    if curve.epoch[0] != 0 or curve.epoch[-1] > run.trainer.epoch:
        raise SessionFileError("curve.epoch must begin at 0 and end no later than progress.epoch.", "curve.epoch")
    run.curve = curve
    run.next_row = next_row_after(curve.epoch[-1])
    while run.next_row <= run.trainer.epoch:
        run.next_row = next_row_after(run.next_row)
    first_loss = curve.data_loss[0] + curve.penalty[0]
    run.start_loss = first_loss if math.isfinite(first_loss) else run.start_loss
    run.best = curve.best()


def _loss(value: Any) -> float:
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise SessionFileError(f"curve holds {shown(value)}; it must be finite numbers.", "curve")
    return float(value)
