"""A session is what the page talks to: it holds one configuration, its data, its network and how far training is.

Every method takes plain values and returns plain values (numbers, text, lists, dicts and NumPy arrays); the shapes
are written down in web/engine/types.d.ts, one method there for each one here. The engine knows no browser.
"""

import math
from dataclasses import replace
from typing import Any

import numpy as np

from gradpad.config import description
from gradpad.config.data_set import code_targets, make_data_set
from gradpad.config.fields import is_not_negative, shown
from gradpad.config.schema import Config
from gradpad.errors import ConfigError
from gradpad.session import weight_files
from gradpad.session.carry_over import carry_over, starts_anew
from gradpad.session.checkpoints import Checkpoints
from gradpad.session.construction import make_rates, make_recipe, make_trainer
from gradpad.session.run import Run, new_run
from gradpad.session.timeline import Timeline
from gradpad.session.weight_editing import WeightEditing


class Session(WeightEditing, Checkpoints, Timeline):
    """One configuration and its network.

    Args: config: JSON of a configuration, or nothing for the default one. Raises: ConfigError, FormulaError.
    """

    def __init__(self, config: Any = None) -> None:
        valid = Config.from_dict({} if config is None else config)
        self._enter(valid, new_run(valid))
        self.sharing.add(self)

    def describe(self) -> dict[str, Any]:
        return description.describe()

    def validate(self, config: Any) -> dict[str, Any]:
        """Returns: the whole configuration, defaults filled in. Raises: ConfigError."""
        return Config.from_dict(config).to_dict()

    def reset(self, config: Any = None) -> dict[str, Any]:
        """Goes to the start of a configuration, the present one if none is given.

        Returns: a snapshot. Raises: ConfigError, FormulaError; then nothing has changed.
        """
        valid = self.config if config is None else Config.from_dict(config)
        run = new_run(valid)
        self._enter(valid, run)
        return self.snapshot(run.opening)

    def adapt(self, config: Any) -> dict[str, Any]:
        """Goes on under a configuration with other data, inputs or shape: what was learned is kept where it can be.

        Another task, seed or start of the weights begins anew, and so does a network that has not learned anything yet:
        then the same configuration gives the same numbers.

        Returns: a snapshot, with `carried`: whether the network was kept; then `epoch` and `step` go on.
        Raises:  ConfigError, FormulaError; then nothing has changed.
        """
        new = Config.from_dict(config)
        if self._is_at_its_start() or starts_anew(self.config, new):
            return {**self.reset(config), "carried": False}
        with np.errstate(all="ignore"):
            data = make_data_set(new)
            trainer, before = make_trainer(new, data), self.run.trainer
            carry_over(before, trainer, self.config, new)
            same_examples = new.data == self.config.data and trainer.batch_size == before.batch_size
            trainer.step, trainer.epoch = before.step, before.epoch
            trainer.position = before.position if same_examples else 0
            same_memory = type(before.recipe.optimizer) is type(trainer.recipe.optimizer)
            since = before.recipe.slots_since if same_memory else before.step
            trainer.recipe = replace(trainer.recipe, slots_since=since)
            run = Run(trainer, data, new.training)
        run.go_on_from(self.run)
        sent = self.rows_sent
        self._enter(new, run, altered=True)
        self.rows_sent = sent
        return {**self.snapshot(run.opening), "carried": True}

    def _is_at_its_start(self) -> bool:
        """Whether nothing was learned, and no weight changed by hand: the network is what its configuration makes."""
        trainer = self.run.trainer
        if trainer.step > 0 or self.altered:
            return False
        with np.errstate(all="ignore"):
            start = make_trainer(self.config, self.data_set).network
        pairs = zip(weight_files.copies(trainer.network), weight_files.copies(start), strict=True)
        return all(np.array_equal(now[name], then[name]) for now, then in pairs for name in then)

    def update(self, config: Any) -> dict[str, Any]:
        """Takes over what may change without a reset: everything under `training`, and the page's own `view`.

        Returns: a snapshot. Raises: ConfigError: not valid, or something else differs; then nothing has changed.
        """
        new = Config.from_dict(config)
        if replace(new, training=self.config.training, view=self.config.view) != self.config:
            raise ConfigError("Data, inputs, network and seed need a reset to change.", "training")
        old_optimizer = self.run.trainer.recipe.optimizer
        self.altered |= self.run.trainer.step > 0 and new.training != self.config.training
        self.config = new
        trainer, data = self.run.trainer, self.data_set
        recoded = replace(data.train, targets=code_targets(data.points, new)[~data.points.is_test])
        retested = replace(data.test, targets=code_targets(data.points, new)[data.points.is_test])
        self.data_set = self.run.data = replace(data, train=recoded, test=retested, config=new)
        trainer.examples = recoded
        trainer.recipe = replace(make_recipe(new), slots_since=trainer.recipe.slots_since)
        trainer.engine, trainer.precision = new.training.engine, new.training.precision
        old_path = trainer.backend
        trainer.choose_backend()
        if trainer.backend != old_path:
            self.run.examples_per_second = None  # that was the other path's
        trainer.batch_size = max(1, min(new.training.batch_size, len(recoded)))
        trainer.rates = make_rates(new, max(1, trainer.steps_per_epoch))
        if type(old_optimizer) is not type(trainer.recipe.optimizer):
            trainer.begin_slots()
        if new.training.loss != self.run.rules.loss:
            self.run.best = (math.inf, trainer.epoch)  # another loss is another scale
        self.run.rules = new.training
        self.run.last_good = trainer.save()
        return self.snapshot()

    def train(
        self, max_steps: int | None = None, max_epochs: int | None = None, budget_ms: float | None = None
    ) -> dict[str, Any]:
        """Trains until a limit is reached or a rule says to stop; with no limit at all, one step.

        Args:    max_steps, max_epochs: how many; budget_ms: about how long.
        Returns: a snapshot.
        Raises:  DataError: the points can't be learned (yet); ConfigError: a limit is not a number.
        """
        self._refuse_problem()
        limits = {"max_steps": max_steps, "max_epochs": max_epochs, "budget_ms": budget_ms}
        for name, limit in limits.items():
            if limit is not None and not is_not_negative(limit):
                raise ConfigError(f"{name} is {shown(limit)}; it must be a number from 0 up.", name)
            if name != "budget_ms" and limit not in (None, math.inf) and limit != int(limit):
                raise ConfigError(f"{name} is {shown(limit)}; it must be a whole number.", name)
        if all(limit is None for limit in limits.values()):
            max_steps = 1
        with np.errstate(all="ignore"):  # overflow is looked for in the losses, and told as divergence
            losses = self.run.advance(
                math.inf if max_steps is None else max_steps,
                math.inf if max_epochs is None else max_epochs,
                math.inf if budget_ms is None else min(budget_ms, 1e300) / 1000,
            )
        return self.snapshot(losses)

    def export(self, format: str) -> str | bytes:
        """Args: format: one of gradpad.export.FORMATS. Returns: a file. Raises: ConfigError, DataError."""
        from gradpad.export import Figure, export  # not needed until somebody asks

        return export(Figure(self.config, self.data_set, self.run, self.start, self.altered), format)

    def open_session(self, text: str) -> dict[str, Any]:
        """Args:    text: a session file, as export("session") gives it.
        Returns: a snapshot; training goes on where the file was written.
        Raises:  ConfigError, WeightsError, SessionFileError; then nothing has changed.
        """
        from gradpad.export.session_file import read_session_file, restore

        file = read_session_file(text)
        run = new_run(file.config)
        with np.errstate(all="ignore"):
            start, altered = restore(file, run)
        self._enter(file.config, run, start, altered)
        return self.snapshot()

    def __repr__(self) -> str:
        return f"<Session: {self.run.trainer.network}, epoch {self.run.trainer.epoch}>"

    def close(self) -> None:
        """Lets go of everything."""
