"""What a session offers for reading, changing and asking the engine: a walk, its sources, edits, and a console."""

import gc
from typing import Any, ClassVar
from weakref import WeakSet

import numpy as np

import gradpad
from gradpad import sources
from gradpad.config.schema import Config
from gradpad.errors import ConfigError, DataError
from gradpad.features import FEATURES
from gradpad.session.queries import Queries
from gradpad.walk import walk
from gradpad.workshop import editing, typed_choice_code, typed_choices
from gradpad.workshop.console import Console


class EngineAccess(Queries):
    """The part of a session that opens the engine."""

    sharing: ClassVar[WeakSet["EngineAccess"]] = WeakSet()  # every session there is: all run the same code

    def walk(self, example: Any) -> dict[str, Any]:
        """Args:    example: the number of a training example, {"point": [x1, x2], "label": class or value}, or "batch"
                 for the batch that comes next.
        Returns: a training step with it, step by step (`Walk` in types.d.ts).
        Raises:  ConfigError, DataError.
        """
        trainer = self.run.trainer
        if example == "batch":
            if not len(trainer.examples):
                raise DataError("There are no points yet, so there is no batch. Draw some.", "data.points")
            x, targets = trainer.next_batch()
        else:
            x, targets = self._example(example)
        labels = [FEATURES[f].label if isinstance(f, str) else f["formula"] for f in self.config.features]
        with np.errstate(all="ignore"):
            return {**walk(trainer, x, targets, labels), "inputs": labels}

    def source(self, module: str | None = None) -> dict[str, Any]:
        """Args:    module: "layers", say; None for the list of all.
        Returns: `modules`: all of them (see sources.catalogue); or `name`, `text`, `original`, `editable` of one.
        Raises:  SourceError: there is none of that name.
        """
        if module is None:
            return {"modules": sources.catalogue()}
        return {
            "name": module,
            "text": sources.text(module),
            "original": sources.original(module),
            "editable": sources.is_editable(module),
        }

    def search(self, text: str) -> dict[str, Any]:
        """Args: text: a piece of a line. Returns: `found`: the lines of all modules that hold it (sources.search)."""
        return {"found": sources.search(text)}

    def edit(self, module: str, text: str) -> dict[str, Any]:
        """Puts a module's new text in force for all sessions; training goes on with it.

        Returns: `applied`, `error`, `checks` (see editing.edit) and a `snapshot`. Raises: SourceError.
        """
        answer, sessions = self._edit(module, text), len(self.sharing)
        if not answer["applied"] and sessions > 1:
            gc.collect()  # a session that nobody has any more stands in nobody's way
            if len(self.sharing) < sessions:
                answer = self._edit(module, text)
        return {**answer, "snapshot": self.snapshot()}

    def _edit(self, module: str, text: str) -> dict[str, Any]:
        others = [other for other in self.sharing if other is not self]

        configs: list[Config] = []

        def check_choices() -> None:
            for session in (self, *others):
                try:
                    configs.append(session.config.with_known_numbers())
                except ConfigError as error:
                    raise ConfigError(f"{error.message} It is in use: choose another first.", error.path) from error

        trainers = [other.run.trainer for other in others]
        answer = editing.edit(module, text, self.run.trainer, trainers, check_choices)
        if answer["applied"]:
            for session, config in zip((self, *others), configs, strict=True):
                session.config = config
                session._code_changed()
        return answer

    def restore(self, module: str | None = None) -> dict[str, Any]:
        """Args: module: the one to put back as it was shipped; None for all. Returns: as edit()."""
        wanted = list(sources.edited) if module is None else [module]
        before = {name: sources.text(name) for name in wanted}
        answer: dict[str, Any] = {"applied": True, "error": None, "checks": []}
        for place, name in enumerate(wanted):
            answer = self.edit(name, sources.original(name))
            if not answer["applied"]:
                for earlier in wanted[:place]:  # all or nothing
                    self.edit(earlier, before[earlier])
                break
        return {**answer, "snapshot": self.snapshot()}

    def console(self, text: str) -> dict[str, Any]:
        """Args: text: Python. Returns: `incomplete`, `output`, `error` (see console) and a `snapshot`."""
        with np.errstate(all="ignore"):
            answer = self._console.run(text, self._given())
        self.run.last_good = self.run.trainer.save()
        return {**answer, "snapshot": self.snapshot(self._code_changed())}

    def complete(self, text: str) -> dict[str, Any]:
        """Args: text: the beginning of a name. Returns: `options`: what it may become."""
        return {"options": self._console.complete(text, self._given())}

    def own(
        self, kind: str, name: str, expression: str, task: str = "classification", add: bool = False
    ) -> dict[str, Any]:
        """Args:    as typed_choices.look(); add: whether to put it among the engine's choices (an input needs none).
        Returns: as typed_choices.look(), with `edit`: None, or what came of adding it (as edit()).
        Raises:  FormulaError.
        """
        answer = typed_choices.look(kind, name, expression, task)
        done = None
        if add and answer["code"]:
            module = typed_choice_code.MODULES[kind]
            done = self.edit(module, typed_choice_code.put_class(sources.text(module), answer["code"]))
        return {**answer, "edit": done}

    def disown(self, kind: str, name: str) -> dict[str, Any]:
        """Takes a choice of one's own out of the engine again. Returns: as edit(). Raises: SourceError."""
        if kind not in typed_choice_code.MODULES:
            raise sources.SourceError(f"{kind!r} has no module; {', '.join(typed_choice_code.MODULES)} have.", "kind")
        module = typed_choice_code.MODULES[kind]
        return self.edit(
            module, typed_choice_code.without_class(sources.text(module), typed_choice_code.class_name(name))
        )

    @property
    def _console(self) -> Console:
        kept = vars(self).get("_kept_console")
        if not isinstance(kept, Console):
            kept = vars(self)["_kept_console"] = Console()
        return kept

    def _given(self) -> dict[str, Any]:
        """Returns: the names that the console always has."""
        return {
            "net": self.run.trainer.network,
            "trainer": self.run.trainer,
            "data": self.data_set,
            "session": self,
            "np": np,
            "gradpad": gradpad,
        }
