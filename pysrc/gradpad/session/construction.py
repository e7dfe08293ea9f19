"""From a configuration to a network and its trainer: every name in it is looked up, every array made."""

from collections.abc import Sequence

import numpy as np

from gradpad.activations import ACTIVATIONS
from gradpad.config.data_set import DataSet, n_outputs
from gradpad.config.schema import Config, TrainingConfig
from gradpad.fast.compiled_trainer import CompiledTrainer
from gradpad.initializers import INITIALIZERS, Initializer
from gradpad.layers import Activation, Dense
from gradpad.losses import LOSSES
from gradpad.network import Network
from gradpad.optimizers import OPTIMIZERS, Optimizer
from gradpad.randomness import stream
from gradpad.regularizers import REGULARIZERS
from gradpad.schedules import SCHEDULES
from gradpad.training import Rates, Recipe


def make_network(config: Config, n_in: int, n_out: int) -> Network:
    """Args: config; n_in, n_out: how many. Returns: a network at its start; same seed, same one."""
    chosen = config.network
    sizes = [n_in, *(layer.units for layer in chosen.layers), n_out]
    activations = [ACTIVATIONS[name] for name in (*(layer.activation for layer in chosen.layers), chosen.output)]
    bias = chosen.initial_bias if chosen.biases else None
    return new_network(config.seed, sizes, activations, INITIALIZERS[chosen.initializer], chosen.initial_scale, bias)


def new_network(
    seed: int,
    sizes: Sequence[int],
    activations: Sequence[Activation],
    initializer: Initializer,
    scale: float,
    bias: float | None = 0.0,
) -> Network:
    """Args:    sizes: inputs, units of each layer; activations: of each layer; initializer, scale: of the weights;
             bias: what every bias starts with, None for none.
    Returns: a network at its start.
    """
    rng = stream(seed, "weights")
    layers = []
    for n_in, n_out, activation in zip(sizes, sizes[1:], activations, strict=False):
        W = initializer.weights(rng, n_in, n_out, scale)
        layers.append(Dense(W, None if bias is None else np.full(n_out, bias), activation))
    return Network(layers)


def make_optimizer(training: TrainingConfig) -> Optimizer:
    """Returns: the optimizer, with the numbers that the configuration gives it."""
    return OPTIMIZERS[training.optimizer].with_numbers(training.values())


def order_key(seed: int) -> int:
    """Returns: the 64 bits that the order of the examples grows from."""
    return int(stream(seed, "batches").integers(0, 2**64, dtype=np.uint64))


def dropout_key(seed: int, dropout: float) -> int | None:
    """Returns: the 64 bits that dropout's chance grows from; None without dropout."""
    return order_key(seed) ^ 1 if dropout > 0 else None


def make_recipe(config: Config) -> Recipe:
    """Returns: the choices that decide which arithmetic a training step does."""
    training, values = config.training, config.training.values()
    return Recipe(
        loss=LOSSES[training.loss].with_numbers(values),
        optimizer=make_optimizer(training),
        regularizer=REGULARIZERS[training.regularizer].with_numbers(values),
        schedule=SCHEDULES[training.schedule].with_numbers(values),
        schedule_decay=training.schedule_decay,
        dropout_key=dropout_key(config.seed, training.dropout),
    )


def make_rates(config: Config, steps_per_epoch: int) -> Rates:
    """Returns: the numbers of a training step that may change at any moment."""
    training = config.training
    return Rates(
        learning_rate=training.learning_rate,
        regularization_rate=training.regularization_rate,
        dropout=training.dropout,
        schedule_steps=float(training.schedule_epochs * steps_per_epoch),
    )


def make_trainer(config: Config, data: DataSet) -> CompiledTrainer:
    """Args: config; data: made from it. Returns: a trainer at its start; its examples may be too few to train on."""
    n_out = n_outputs(data.points.task, data.points.classes, config.network.output)
    network = make_network(config, len(config.features), n_out)
    batch_size = max(1, min(config.training.batch_size, len(data.train)))
    rates = make_rates(config, -(-len(data.train) // batch_size) or 1)
    trainer = CompiledTrainer(network, make_recipe(config), rates, data.train, batch_size, order_key(config.seed))
    trainer.engine, trainer.precision = config.training.engine, config.training.precision
    trainer.choose_backend()
    return trainer
