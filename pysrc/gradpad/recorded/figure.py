"""A recorded figure as a file: what a host without Python needs to train a configuration to the engine's own numbers.

The file is gzip around the format of `gradpad.session.carried`: a line of JSON that says what there is, then the
numbers of all arrays. `docs/recorded.md` says what each part is for.
"""

import gzip
import hashlib
import json
from typing import Any

import numpy as np

import gradpad
from gradpad.compiler import CompileError, on_paper
from gradpad.config.data import DOMAIN
from gradpad.config.data_set import code_targets
from gradpad.errors import ConfigError, DataError
from gradpad.fast.lending import lent
from gradpad.fast.recorded_step import is_shipped_code, make_loop
from gradpad.recorded.programs import of_function, of_loop
from gradpad.recorded.questions import losses_program, plane_program
from gradpad.session import Session, carried, moments, run, trajectory
from gradpad.session.checkpoints import Checkpoint

VERSION = 1


def record_figure(config: Any) -> bytes:
    """Args:    config: JSON of a configuration.
    Returns: its figure, at its start, as the bytes of a file.
    Raises:  ConfigError, FormulaError, DataError: it is not valid, can't be trained, or not be recorded, and why.
    """
    session = Session(config)
    _refuse(session)
    try:
        return _packed(_told(session))
    except CompileError as problem:
        raise ConfigError(f"This figure can't be recorded: {problem}.") from problem


def _refuse(session: Session) -> None:
    """Raises: DataError, ConfigError: it can't be trained, or not without Python."""
    problem = session.data_set.points.problem
    if problem is not None:
        raise DataError(problem.message, problem.path)
    training = session.config.training
    if training.engine == "numpy":
        raise ConfigError(
            'training.engine is "numpy"; a figure that trains without Python must be compiled.', "training.engine"
        )
    for rule in ("stop_epochs", "stop_loss", "patience"):
        if getattr(training, rule):
            raise ConfigError(
                f"training.{rule} is {getattr(training, rule)!r}; a recorded figure has no rule to stop: it must be 0.",
                f"training.{rule}",
            )


def _told(session: Session) -> dict[str, Any]:
    trainer, data, config = session.run.trainer, session.data_set, session.config
    if not is_shipped_code(trainer):
        raise CompileError("its code is not the engine's own")
    with on_paper(), lent(trainer.network):
        loop = make_loop(trainer, trainer.precision)
        loop.complete()
    trainer.copy_into(loop)
    sets = {"train": len(data.train), "test": len(data.test)}
    programs = {
        "loop": of_loop(loop),
        "losses": {name: of_function(losses_program(session, count)) for name, count in sets.items() if count},
        "plane": of_function(plane_program(session)),
    }
    x = data.inputs(data.points.points)
    return {
        "gradpad_figure": VERSION,
        "gradpad": gradpad.__version__,
        "fingerprint": _fingerprint(config.to_dict(), programs),
        "config": json.dumps(config.to_dict()),
        "data": session.data(),
        "x": None if np.array_equal(x, data.points.points) else x,
        "targets": code_targets(data.points, config),
        "codes": data.class_codes,
        "start": Checkpoint.of(session).told(),
        "precision": trainer.precision,
        "rules": RULES,
        **programs,
    }


# What decides which rows of the curve and which moments of a run are kept: a host does the same.
RULES = {
    "domain": DOMAIN,
    "every_epoch_until": run.EVERY_EPOCH_UNTIL,
    "growth": run.GROWTH,
    "improvement": run.IMPROVEMENT,
    "interrupted": run.INTERRUPTED,
    "too_large": run.TOO_LARGE,
    "moments": moments.MOST,
    "moments_bytes": moments.MOST_BYTES,
    "states": trajectory.MOST,
    "states_bytes": trajectory.MOST_BYTES,
}


def _fingerprint(config: dict[str, Any], programs: dict[str, Any]) -> str:
    """Returns: what is another if the configuration, or anything that the engine computes for it, is another."""
    programs_alone = {**programs, "loop": {**programs["loop"], "filled": None}}
    text = json.dumps(config, sort_keys=True).encode()
    return hashlib.sha256(text + carried.to_bytes(programs_alone)).hexdigest()


def _packed(told: dict[str, Any]) -> bytes:
    return gzip.compress(carried.to_bytes(told), 9, mtime=0)
