"""What a session holds: the configuration, its data, its network and how far training is.

The parts of a session (`queries`, `weight_editing`, `checkpoints`, `engine_access`) all stand on this, and on nothing
of each other.
"""

import math
from typing import Any

from gradpad.arrays import Array
from gradpad.config.data_set import DataSet
from gradpad.config.schema import Config
from gradpad.errors import DataError
from gradpad.session.run import Run


def finite(value: float) -> float | None:
    """Returns: the number, or None for one that JSON has no word for."""
    return value if math.isfinite(value) else None


class SessionState:
    """What the parts share.

    run_id: grows with every new run; start: copies of the run's first weights; altered: changed since, by hand;
    plane: what the network is shown of a grid over the plane, kept, for the page asks for it every frame.
    """

    config: Config
    data_set: DataSet
    run: Run
    start: list[dict[str, Array]]
    altered: bool
    plane: Array
    run_id: int

    def _enter(self, config: Config, data: DataSet, run: Run, start: Any, altered: bool) -> None:
        """Puts a run in place of the present one."""
        raise NotImplementedError

    def _touched(self) -> None:
        """Weights or code were changed by hand: before the first step this is the start, later it is not the run."""
        raise NotImplementedError

    def _refuse_problem(self) -> None:
        """Raises: DataError: the points can't be learned (yet)."""
        problem = self.data_set.points.problem
        if problem is not None:  # raised anew each time: an exception keeps what it has passed through alive
            raise DataError(problem.message, problem.path)

    def snapshot(self) -> dict[str, Any]:
        """Returns: what training has come to (`Snapshot` in types.d.ts)."""
        raise NotImplementedError
