"""What an export is made from: the configuration, its data, the start of its run, and how far the run has come."""

import math
from dataclasses import dataclass

from gradpad.activations import ACTIVATIONS
from gradpad.arrays import Array
from gradpad.config.data_set import DataSet
from gradpad.config.schema import Config
from gradpad.errors import DataError
from gradpad.layers import Activation
from gradpad.session.construction import make_recipe
from gradpad.session.run import Run, next_row_after
from gradpad.training import Recipe

DEFAULT_EPOCHS = 100
MILESTONES = [0, *(digit * 10**power for power in range(9) for digit in (1, 2, 5))]


@dataclass(frozen=True)
class Figure:
    """One figure of the page, as it stands.

    start: the weights that the run began with, copies of each layer's W and, where there are biases, b;
    altered: settings or weights were changed after the first step, so that the run can't be repeated from its start.
    """

    config: Config
    data: DataSet
    run: Run
    start: list[dict[str, Array]]
    altered: bool

    def refuse_problem(self) -> None:
        """Raises: DataError: these points can't be trained on."""
        problem: DataError | None = self.data.points.problem
        if problem is not None:
            raise DataError(problem.message, problem.path)

    @property
    def recipe(self) -> Recipe:
        """The choices that decide which arithmetic is done."""
        return make_recipe(self.config)

    @property
    def activations(self) -> list[Activation]:
        """The activation of each layer."""
        chosen = self.config.network
        return [ACTIVATIONS[name] for name in (*(layer.activation for layer in chosen.layers), chosen.output)]

    @property
    def has_dropout(self) -> bool:
        return self.recipe.dropout_key is not None and bool(self.config.network.layers)

    @property
    def penalizes(self) -> bool:
        return self.recipe.regularizer.penalizes and self.config.training.regularization_rate > 0

    @property
    def scheduled(self) -> bool:
        return self.recipe.schedule.changes

    @property
    def has_tests(self) -> bool:
        """Whether some points are kept for testing."""
        return bool(self.data.points.is_test.any())

    @property
    def epochs(self) -> int:
        """How many epochs an exported script trains: as many as the page has done, or as were asked for."""
        return self.run.trainer.epoch or self.config.training.stop_epochs or DEFAULT_EPOCHS

    def shown_epochs(self) -> list[int]:
        """Returns: epochs whose losses are worth a line (1, 2, 5, 10 ... and the last), all of them in the curve."""
        last, epoch, chosen = self.epochs, 0, []
        for milestone in MILESTONES:
            while epoch < milestone:
                epoch = next_row_after(epoch)
            if epoch < last and epoch not in chosen:
                chosen.append(epoch)
        seen = self.seen()
        return sorted({*chosen, last, *([seen[0]] if seen else [])})

    def seen(self) -> tuple[int, float, float | None] | None:
        """Returns: an epoch and the losses that the page shows for it, None for no test set; None before training."""
        curve, trainer = self.run.curve, self.run.trainer
        if self.altered or trainer.epoch == 0:
            return None
        test = curve.test_loss[-1]
        return curve.epoch[-1], curve.data_loss[-1], test if math.isfinite(test) else None
