"""A snapshot is what training has come to, in one answer: the page draws all it shows from it."""

from dataclasses import fields
from typing import Any

import numpy as np

from gradpad import metrics
from gradpad.config.data_set import target_codes
from gradpad.session.frozen import frozen
from gradpad.session.run import Curve, Losses
from gradpad.session.state import SessionState, finite
from gradpad.session.trajectory import flat


class Snapshots(SessionState):
    """The part of a session that tells how far it is."""

    def snapshot(self, losses: Losses | None = None) -> dict[str, Any]:
        """Args:    losses: those of the present weights, where they are known already.
        Returns: what training has come to (`Snapshot` in types.d.ts); weights flat, with their shapes.
        """
        run, trainer = self.run, self.run.trainer
        problem = self.data_set.points.problem
        with np.errstate(all="ignore"):
            losses = losses or run.losses()
            run.rows.look(losses.outputs[0])
            scores = self._metrics(losses)
        return {
            "run_id": self.run_id,
            "step": trainer.step,
            "epoch": trainer.epoch,
            "epoch_share": trainer.position / max(1, len(self.data_set.train)),
            "data_loss": finite(losses.data_loss),
            "penalty": finite(losses.penalty) or 0.0,
            "test_loss": finite(losses.test_loss),
            "accuracy": scores["train"].get("accuracy"),
            "test_accuracy": scores["test"].get("accuracy"),
            "weights_flat": flat(trainer.network),
            "shapes": [
                {"W": list(layer.W.shape), "b": [] if layer.b is None else list(layer.b.shape)}
                for layer in trainer.network.layers
            ],
            "frozen": frozen(trainer.network),
            "curve": self._new_rows(),
            "moments": self._moments(),
            "seen": run.rows.seen,
            "stopped": run.reason is not None,
            "reason": run.reason,
            "message": run.message,
            "problem": None if problem is None else {"path": problem.path, "message": problem.message},
            "engine": {"path": trainer.backend, "precision": trainer.precision_used, "why": trainer.backend_reason},
            "examples_per_second": run.examples_per_second,
        }

    def _new_rows(self) -> dict[str, Any]:
        """Returns: the rows of the curve since the last snapshot."""
        sent, curve = self.rows_sent, self.run.curve
        self.rows_sent = len(curve.epoch)
        return {
            entry.name: [
                value if isinstance(value, int) else finite(value) for value in getattr(curve, entry.name)[sent:]
            ]
            for entry in fields(Curve)
        }

    def _moments(self) -> dict[str, Any]:
        """Returns: for the rows of the curve since the last snapshot all that a moment needs, column by column."""
        rows = self.run.rows.take()
        names = [entry.name for entry in fields(Curve)]
        columns = [(row.moment.epoch, *row.numbers) for row in rows]
        return {
            "step": [row.moment.step for row in rows],
            "seen": [row.seen for row in rows],
            **{name: [finite(column[place]) for column in columns] for place, name in enumerate(names)},
            "weights_flat": np.concatenate([row.moment.weights for row in rows] or [np.zeros(0)]),
        }

    def metrics(self) -> dict[str, Any]:
        """Returns: for "train" and "test" the metrics that suit the task; numbers that don't exist are None."""
        with np.errstate(all="ignore"):
            return self._metrics(self.run.losses())

    def _metrics(self, losses: Losses) -> dict[str, Any]:
        points, codes = self.data_set.points, target_codes(self.config)
        classes = points.classes if points.task == "classification" else None
        result: dict[str, Any] = {}
        for name, examples, outputs in zip(
            ("train", "test"), (self.data_set.train, self.data_set.test), losses.outputs, strict=True
        ):
            found = metrics.summary(outputs, examples.targets, examples.labels, classes, codes)
            result[name] = {k: finite(v) if isinstance(v, float) else v for k, v in found.items()}
        return result
