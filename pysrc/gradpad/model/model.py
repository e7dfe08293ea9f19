"""A network for arrays of your own: choose its layers, `fit` it, ask it."""

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt

from gradpad.activations import ACTIVATIONS
from gradpad.arrays import Array
from gradpad.config.schema import NetworkConfig
from gradpad.errors import ConfigError, DataError
from gradpad.fast.compiled_trainer import CompiledTrainer
from gradpad.gradcheck import Report, gradcheck
from gradpad.initializers import INITIALIZERS, Initializer
from gradpad.layers import Activation
from gradpad.losses import Loss
from gradpad.model import files
from gradpad.model.answers import Answers, Classes, Values, examples_of
from gradpad.model.checks import inputs, pair
from gradpad.model.choices import Task, chosen, hidden_activations, layer_sizes, loss_for, setting, task_for, whole
from gradpad.model.fitting import train_epochs, trainer_for
from gradpad.model.history import History
from gradpad.model.progress import progress_of
from gradpad.network import Network
from gradpad.optimizers import OPTIMIZERS, Optimizer
from gradpad.regularizers import REGULARIZERS, Regularizer
from gradpad.schedules import SCHEDULES, Schedule
from gradpad.session.construction import new_network
from gradpad.weighted import Weighted

PROBABILITIES = ("softmax", "sigmoid")  # outputs that can be read as such
CHECKED = 32  # examples of a gradient check: it takes two passes for every single weight


class Model:
    """A fully connected network that learns from arrays.

    Args: layers: sizes, inputs first and outputs last: [64, 32, 10]. For classes as many outputs as classes; for two
            one output is enough.
          activation: the bend in the hidden layers, a name or one for each hidden layer.
          output: the bend in the output layer: "softmax" or "sigmoid" for classes, "identity" for values.
          loss: left out, the one that goes with the output: cross-entropy with softmax and sigmoid, else half the
            squared error.
          optimizer, learning_rate: how a gradient becomes a step.
          regularizer, regularization_rate, dropout: what holds the network back, and how strongly.
          schedule, schedule_epochs, schedule_decay: how the learning rate changes with time.
          initializer: how the start weights are chosen.
          task: "classification" or "regression"; left out, what output and loss are for; where they are for both,
            "regression".
          classes: the names of all classes, in their order; left out, they are found in `y`.
          seed: what all chance grows from: same seed, same numbers. random_state: another name for it.
          engine: "auto": compiled where wasmtime is installed (gradpad[fast]); "numpy": never. The numbers are the
            same to within rounding.
    Wherever a name stands, an object will do: Adam(beta1=0.8), or what gradpad.custom makes.
    After fit(): history, classes (None for values), network, trainer.
    Raises: ConfigError: naming the argument, its value and what is allowed.
    """

    def __init__(
        self,
        layers: Sequence[int] | npt.NDArray[np.integer[Any]],
        *,
        activation: str | Activation | Sequence[str | Activation] = "relu",
        output: str | Activation = "identity",
        loss: str | Loss | None = None,
        optimizer: str | Optimizer = "adam",
        learning_rate: float = 0.01,
        regularizer: str | Regularizer = "none",
        regularization_rate: float = 0.0,
        dropout: float = 0.0,
        schedule: str | Schedule = "constant",
        schedule_epochs: int = 100,
        schedule_decay: float = 0.5,
        initializer: str | Initializer = "glorot_uniform",
        task: Task | None = None,
        classes: Sequence[Hashable] | None = None,
        seed: int | None = None,
        random_state: int | None = None,
        engine: Literal["auto", "numpy"] = "auto",
    ) -> None:
        if seed is not None and random_state is not None and seed != random_state:
            raise ConfigError(f"seed is {seed} and random_state {random_state}; they are one thing.", "random_state")
        self.layers = layer_sizes(layers)
        self.activations = hidden_activations(activation, len(self.layers) - 2)
        self.output = chosen(ACTIVATIONS, output, Activation, "output")
        self.loss = loss_for(self.output, loss, task)
        self.task = task_for(self.output, self.loss, task, classes)
        self.optimizer = chosen(OPTIMIZERS, optimizer, Optimizer, "optimizer")
        self.learning_rate = setting("learning_rate", learning_rate)
        self.regularizer = chosen(REGULARIZERS, regularizer, Regularizer, "regularizer")
        self.regularization_rate = setting("regularization_rate", regularization_rate)
        self.dropout = setting("dropout", dropout)
        self.schedule = chosen(SCHEDULES, schedule, Schedule, "schedule")
        self.schedule_epochs = whole(schedule_epochs, "schedule_epochs")
        self.schedule_decay = setting("schedule_decay", schedule_decay)
        self.initializer = chosen(INITIALIZERS, initializer, Initializer, "initializer")
        self.seed = whole(next((given for given in (seed, random_state) if given is not None), 0), "seed", 0)
        self.engine = setting("engine", engine)
        self._given_classes = None if classes is None else Classes(list(classes), self.layers[-1], self._codes)
        self._answers: Answers | None = Values(self.layers[-1]) if self.task == "regression" else self._given_classes
        self.network: Network
        self.trainer: CompiledTrainer | None
        self.history: History
        self.begin()

    # Learning.

    def fit(
        self,
        X: Any,
        y: Any,
        *,
        epochs: int = 100,
        batch_size: int = 32,
        sample_weight: Any = None,
        validation: Any = None,
        patience: int | None = None,
        progress: bool = False,
        resume: bool = False,
    ) -> History:
        """Learns from examples, from the start weights on, or from where it stands.

        Where scikit-learn gives back the estimator, this gives back the history; it stays in `model.history` too.

        Args:    X: inputs, shape (n, n_in); y: for classes (n,) labels of any kind, for values (n, n_out) or, with one
                 output, (n,); epochs: passes over all examples; batch_size: examples for each step;
                 sample_weight: how much each example counts in loss, gradient and score, shape (n,);
                 validation: (X, y) or (X, y, sample_weight) to look at after each epoch; patience: stop when the
                 validation loss (without one, the training loss) has not improved for so many epochs, and end with the
                 weights of the best epoch; progress: show a bar; resume: go on from where it
                 stands, with the optimizer's memory, for more epochs.
        Returns: how it went. Raises: DataError, ConfigError: then the model is as it was.
        """
        epochs, batch_size = whole(epochs, "epochs", 0), whole(batch_size, "batch_size")
        patience = None if patience is None else whole(patience, "patience")
        x = inputs(X, self.layers[0])
        answers = self._answers if resume and self._answers else self._given_classes or self._answers_in(y)
        train = examples_of(answers, x, y, sample_weight)
        kept_aside = None
        if validation is not None:
            X_val, y_val, weights = pair(validation)
            x_val = inputs(X_val, self.layers[0], "validation X")
            kept_aside = examples_of(answers, x_val, y_val, weights, "validation ")
        trainer = trainer_for(self, train, min(batch_size, len(train)), resume)
        self._answers = answers
        bar = progress_of(progress, epochs)
        with np.errstate(all="ignore"):  # overflow is looked for in the losses
            try:
                train_epochs(trainer, answers, kept_aside, self.history, epochs, patience, bar)
            finally:
                bar.close()
        return self.history

    # Asking.

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Args:    X: shape (n, n_in).
        Returns: for classes their names, shape (n,); for values (n, n_out) or, with one output, (n,).
        Raises:  DataError: X does not fit, or the classes are not known yet.
        """
        return self._known_answers().told(self.outputs(X))

    def predict_proba(self, X: Any) -> Array:
        """Args:    X: shape (n, n_in).
        Returns: for each example the probability of each class, in the order of `classes`, shape (n, classes).
                 Several sigmoid outputs each stand for themselves; here they are scaled to add up to 1.
        Raises:  DataError; ConfigError: the outputs are no probabilities.
        """
        answers = self._known_answers()
        if not isinstance(answers, Classes) or self.output.name not in PROBABILITIES:
            allowed = 'output="softmax" or output="sigmoid", with classes'
            raise ConfigError(f"output is {self.output.name!r}; probabilities need {allowed}. Use predict.", "output")
        return answers.probabilities(self.outputs(X))

    def outputs(self, X: Any) -> Array:
        """Args: X: shape (n, n_in). Returns: what the output units say, shape (n, n_out). Raises: DataError."""
        x = inputs(X, self.layers[0])
        with np.errstate(all="ignore"):
            return self.network.forward(x)

    def score(self, X: Any, y: Any, sample_weight: Any = None) -> float:
        """Args:    X, y, sample_weight: as in fit().
        Returns: for classes the share that is right; for values the share of their variance that is explained (R²:
                 1 is perfect, 0 as good as the mean), all outputs together.
        Raises:  DataError.
        """
        answers = self._known_answers()
        examples = examples_of(answers, inputs(X, self.layers[0]), y, sample_weight)
        outputs = self.outputs(X)
        return answers.score(outputs, examples.targets, examples.labels, examples.weights)

    def gradcheck(self, X: Any, y: Any, sample_weight: Any = None) -> Report:
        """Compares every gradient of backpropagation with the slope that is measured, on the first 32 examples.

        Args: as fit(). Returns: a report: print it to read it, `passed` says whether all are right. Raises: DataError.
        """
        answers = self._answers or self._answers_in(y)
        whole_set = examples_of(answers, inputs(X, self.layers[0]), y, sample_weight)
        loss, weights = self.loss, whole_set.weights
        if weights is not None:
            loss = Weighted(loss, weights[:CHECKED])
        x, targets = whole_set.x[:CHECKED], whole_set.targets[:CHECKED]
        with np.errstate(all="ignore"):
            return gradcheck(self.network, loss, x, targets, self.regularizer, self.regularization_rate)

    @property
    def classes(self) -> list[Hashable] | None:
        """The names of the classes, in order; None for values, and before they are known."""
        return None if self._answers is None else self._answers.names

    # Keeping.

    def save(self, path: str | Path) -> None:
        """Writes the model into a .npz file: settings, weights, classes, history, the optimizer's memory.

        Raises: ConfigError: a choice or a class name that can't be written down.
        """
        files.save(self, Path(path))

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Returns: the model that save() wrote. Raises: WeightsError, ConfigError: it is no such file."""
        return files.load(cls, Path(path))

    def __repr__(self) -> str:
        sizes = "-".join(map(str, self.layers))
        bends = ", ".join(dict.fromkeys([*(each.label for each in self.activations), self.output.label]))
        count = sum(param.size for *_, param in self.network.parameters())
        how = f"{self.optimizer.label} at {self.learning_rate:g}, {self.loss.label}"
        done = f"trained for {len(self.history)} epochs" if len(self.history) else "not trained yet"
        return f"<Model {sizes} ({bends}), {count:,} parameters; {how}; {done}>"

    # Making.

    @property
    def _codes(self) -> tuple[float, float]:
        """What an output unit says for "no" and for "yes"."""
        return self.loss.targets or self.output.targets

    def begin(self) -> None:
        """Goes back to the start weights, with nothing learned."""
        self.network, self.history, self.trainer = self._new_network(), self._new_history(), None

    def _new_network(self) -> Network:
        activations = [*self.activations, self.output]
        return new_network(self.seed, self.layers, activations, self.initializer, NetworkConfig.initial_scale)

    def _new_history(self) -> History:
        return History("accuracy" if self.task == "classification" else "R²")

    def _answers_in(self, y: Any) -> Answers:
        return Values(self.layers[-1]) if self.task == "regression" else Classes.of(y, self.layers[-1], self._codes)

    def _known_answers(self) -> Answers:
        if self._answers is None:
            raise DataError("The classes are not known yet; call fit first, or give Model its classes.", "classes")
        return self._answers
