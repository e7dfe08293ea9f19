"""From a configuration to a network and its trainer: every name in it is looked up, every array made."""

from typing import Any

import numpy as np

from gradpad.acceleration import CompiledTrainer
from gradpad.activations import ACTIVATIONS
from gradpad.config import Config, TrainingConfig
from gradpad.initializers import INITIALIZERS
from gradpad.layers import Dense
from gradpad.losses import LOSSES
from gradpad.network import Network
from gradpad.optimizers import OPTIMIZERS, Optimizer
from gradpad.points import DataSet, n_outputs
from gradpad.randomness import stream
from gradpad.regularizers import REGULARIZERS
from gradpad.schedules import SCHEDULES
from gradpad.training import Rates, Recipe, Trainer


def make_network(config: Config, n_in: int, n_out: int) -> Network:
    """Args: config; n_in, n_out: how many. Returns: a network at its start; same seed, same one."""
    rng = stream(config.seed, "weights")
    chosen = config.network
    initializer = INITIALIZERS[chosen.initializer]
    sizes = [n_in, *(layer.units for layer in chosen.layers), n_out]
    names = [*(layer.activation for layer in chosen.layers), chosen.output]
    layers = []
    for n_before, n_after, name in zip(sizes, sizes[1:], names, strict=False):
        W = initializer.weights(rng, n_before, n_after, chosen.initial_scale)
        b = np.full(n_after, chosen.initial_bias) if chosen.biases else None
        layers.append(Dense(W, b, ACTIVATIONS[name]))
    return Network(layers)


def make_optimizer(training: TrainingConfig) -> Optimizer:
    """Returns: the optimizer, with the numbers that the configuration gives it."""
    plain = OPTIMIZERS[training.optimizer]
    numbers: dict[str, Any] = {name: getattr(training, name) for name in plain.describe()["uses"]}
    return type(plain)(**numbers)


def order_key(config: Config) -> int:
    """Returns: the 64 bits that the order of the examples grows from."""
    return int(stream(config.seed, "batches").integers(0, 2**64, dtype=np.uint64))


def make_recipe(config: Config) -> Recipe:
    """Returns: the choices that decide which arithmetic a training step does."""
    training = config.training
    return Recipe(
        loss=LOSSES[training.loss],
        optimizer=make_optimizer(training),
        regularizer=REGULARIZERS[training.regularizer],
        schedule=SCHEDULES[training.schedule],
        schedule_decay=training.schedule_decay,
        dropout_key=order_key(config) ^ 1 if training.dropout > 0 else None,
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


def make_trainer(config: Config, data: DataSet) -> Trainer:
    """Args: config; data: made from it. Returns: a trainer at its start; its examples may be too few to train on."""
    n_out = n_outputs(data.points.task, data.points.classes, config.network.output)
    network = make_network(config, len(config.features), n_out)
    batch_size = max(1, min(config.training.batch_size, len(data.train)))
    rates = make_rates(config, -(-len(data.train) // batch_size) or 1)
    trainer = CompiledTrainer(network, make_recipe(config), rates, data.train, batch_size, order_key(config))
    trainer.engine, trainer.precision = config.training.engine, config.training.precision
    trainer.foresee()
    return trainer
