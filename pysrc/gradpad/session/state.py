"""What a session holds: the configuration, its data, its network and how far training is.

All parts of a session stand on this: `snapshots` tells of it, and the others, which change it, answer with a snapshot.
"""

import math

import numpy as np

from gradpad.arrays import Array
from gradpad.config.data_set import DataSet
from gradpad.config.schema import Config
from gradpad.errors import DataError
from gradpad.session import weight_files
from gradpad.session.run import Losses, Run


def finite(value: float) -> float | None:
    """Returns: the number, or None for one that JSON has no word for."""
    return value if math.isfinite(value) else None


class SessionState:
    """What the parts share.

    run_id: grows with every new run; rows_sent: of the curve, in snapshots; start: copies of the run's first weights;
    altered: changed since, by hand; plane: what the network is shown of a grid over the plane, kept, for the page
    asks for it every frame.
    """

    config: Config
    data_set: DataSet
    run: Run
    start: list[dict[str, Array]]
    altered: bool
    plane: Array
    run_id: int = 0
    rows_sent: int = 0

    def _enter(
        self, config: Config, run: Run, start: list[dict[str, Array]] | None = None, altered: bool = False
    ) -> None:
        """Puts a run in place of the present one. Args: start: its first weights, the present ones if left out."""
        self.config, self.data_set, self.run = config, run.data, run
        self.start = weight_files.copies(run.trainer.network) if start is None else start
        self.altered = altered
        self.rows_sent = 0
        self.plane = np.zeros((0, 0))
        self.run_id += 1

    def _weights_changed(self) -> Losses | None:
        """By hand: before the first step this is the start; later it is no longer the run of the configuration.

        Returns: the present losses, where they had to be worked out.
        """
        if self.run.trainer.step > 0:
            self.altered = True
            return None
        self.start = weight_files.copies(self.run.trainer.network)
        self.rows_sent = 0
        return self.run.begin_curve()

    def _code_changed(self) -> Losses | None:
        """What was compiled from the old code, or worked out by it, is made anew; the weights may have changed too.

        Returns: as _weights_changed().
        """
        self.plane = np.zeros((0, 0))
        self.run.trainer.forget_compiled()
        return self._weights_changed()

    def _refuse_problem(self) -> None:
        """Raises: DataError: the points can't be learned (yet)."""
        problem = self.data_set.points.problem
        if problem is not None:  # raised anew each time: an exception keeps what it has passed through alive
            raise DataError(problem.message, problem.path)
