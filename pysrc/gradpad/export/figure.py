"""What an export is made from: the configuration, its data, the start of its run, and how far the run has come."""

import math
from dataclasses import dataclass

from gradpad import sources
from gradpad.activations import ACTIVATIONS
from gradpad.arrays import Array
from gradpad.config.data_set import DataSet
from gradpad.config.schema import Config
from gradpad.errors import DataError
from gradpad.fast.compiled_trainer import CompiledTrainer
from gradpad.fast.recorded_step import is_shipped_code
from gradpad.fast.shipped import replaced
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
    def edited_loop(self) -> str | None:
        """What was edited of the trainer, whose work the exported loop does in a way of its own; None for nothing."""
        parts = (replaced(self.run.trainer, CompiledTrainer, evaluation) for evaluation in (False, True))
        return next((part for part in parts if part and not part.startswith("Network.")), None)

    @property
    def apart(self) -> str:
        """Why what is exported need not come to the page's losses, in a sentence; "" where it does come to them."""
        if self.altered:
            return "On the page, something was changed while training ran: there, the numbers differ from then on."
        if self.edited_loop:
            return f"On the page, {self.edited_loop} was edited, which is not in it: there, the numbers differ."
        trainer = self.run.trainer
        if is_shipped_code(trainer) or (sources.edited and trainer.backend == "compiled"):  # then it keeps nothing
            return ""
        return (
            "On the page, other code was at work. Where that keeps something from step to step, draws by chance or was "
            "typed into the console, the numbers differ there."
        )

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
        if self.apart or trainer.epoch == 0:
            return None
        test = curve.test_loss[-1]
        return curve.epoch[-1], curve.data_loss[-1], test if math.isfinite(test) else None
