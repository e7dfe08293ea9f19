"""Epoch after epoch, with an eye on the loss: how a model uses the engine's trainer."""

import time
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gradpad.fast.compiled_trainer import CompiledTrainer
from gradpad.model.answers import Answers
from gradpad.model.history import History
from gradpad.model.progress import Progress
from gradpad.session.construction import dropout_key, order_key
from gradpad.session.run import IMPROVEMENT
from gradpad.trainer import Examples
from gradpad.training import Rates, Recipe

if TYPE_CHECKING:
    from gradpad.model.model import Model


def new_trainer(model: "Model") -> CompiledTrainer:
    """Returns: a trainer of a model's present network that has no examples yet."""
    key = dropout_key(model.seed, model.dropout)
    recipe = Recipe(model.loss, model.optimizer, model.regularizer, model.schedule, model.schedule_decay, key)
    rates = Rates(model.learning_rate, model.regularization_rate, model.dropout)
    nothing = Examples(*(np.zeros((0, n)) for n in (model.layers[0], model.layers[-1], 1)))
    trainer = CompiledTrainer(model.network, recipe, rates, nothing, 1, order_key(model.seed))
    trainer.engine = model.engine
    return trainer


def trainer_for(model: "Model", examples: Examples, batch_size: int, resume: bool) -> CompiledTrainer:
    """Returns: the model's trainer at the beginning of an epoch, of a new network or of the one that there is."""
    if not (resume and model.trainer is not None):
        model.begin()
        model.trainer = new_trainer(model)
    trainer = model.trainer
    trainer.examples, trainer.batch_size, trainer.position = examples, batch_size, 0
    trainer.rates = replace(trainer.rates, schedule_steps=float(model.schedule_epochs * trainer.steps_per_epoch))
    trainer.choose_backend()
    return trainer


def train_epochs(
    trainer: CompiledTrainer,
    answers: Answers,
    validation: Examples | None,
    history: History,
    epochs: int,
    patience: int | None,
    progress: Progress,
) -> None:
    """Trains, and writes down how it goes.

    Args: trainer: at the beginning of an epoch; answers: for the score; validation: what is only looked at, or None;
          history: gets a row after each epoch; epochs: how many at most; patience: stop when the loss has not improved
          for so many, and end with the best weights; None: never; progress: is told of every epoch.
    """
    started = time.perf_counter()
    saved = best = trainer.save()
    lowest = np.inf
    history.stopped = None
    if validation is not None:  # earlier epochs may have had none
        history.fill_validation()
    try:
        for _ in range(epochs):
            trainer.run(trainer.steps_left_in_epoch())
            loss, outputs = trainer.evaluate(trainer.examples)
            if not np.isfinite(loss):
                trainer.restore(saved)
                history.stopped = f"stopped: in epoch {len(history) + 1} the loss left for infinity"
                remedy = "The weights are those of the epoch before. Try a smaller learning_rate, or scale the inputs."
                warnings.warn(f"{history.stopped.capitalize()}. {remedy}", stacklevel=3)
                return
            history.loss.append(loss)
            history.score.append(score(answers, trainer.examples, outputs))
            watched = loss
            if validation is not None:
                watched, outputs = trainer.evaluate(validation)
                history.validation_loss.append(watched)
                history.validation_score.append(score(answers, validation, outputs))
            elif history.validation_loss:
                history.fill_validation()
            saved = trainer.save()
            if watched < lowest * (1 - IMPROVEMENT):
                lowest, best, history.best_epoch = watched, saved, len(history)
            progress.advance(history.latest())
            if patience is not None and len(history) - history.best_epoch >= patience:
                history.stopped = f"stopped: no better for {patience} epochs"
                break
        if patience is not None:
            trainer.restore(best)
    finally:
        history.seconds += time.perf_counter() - started
        history.engine, history.why = trainer.backend, trainer.backend_reason


def score(answers: Answers, examples: Examples, outputs: np.typing.NDArray[np.float64]) -> float:
    """Returns: how good the outputs are for these examples."""
    return answers.score(outputs, examples.targets, examples.labels, examples.weights)
