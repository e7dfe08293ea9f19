"""The engine's own code for one configuration: its activations, layer, loss, optimizer and step, and no others."""

from typing import Any

from gradpad import layers, network, randomness, regularizers, training
from gradpad.activations import ACTIVATIONS
from gradpad.export.classes import class_text
from gradpad.export.figure import Figure
from gradpad.export.source import function_node, module_text
from gradpad.export.specialise import Facts, Specialiser
from gradpad.session.construction import make_recipe

RENAMED = {
    "recipe.loss": "LOSS",
    "recipe.optimizer": "OPTIMIZER",
    "recipe.regularizer": "REGULARIZER",
    "recipe.schedule": "SCHEDULE",
    "recipe.schedule_decay": "SCHEDULE_DECAY",
    "recipe.dropout_key": "DROPOUT_KEY",
    "recipe.age": "step!",  # it is one optimizer from the first step on
    "rates.learning_rate": "LEARNING_RATE",
    "rates.regularization_rate": "REGULARIZATION_RATE",
    "rates.dropout": "DROPOUT",
    "rates.schedule_steps": "SCHEDULE_STEPS",
}


class Mathematics:
    """Texts of the engine's classes and functions, cut down to what one figure uses."""

    def __init__(self, figure: Figure) -> None:
        self.config = figure.config
        self.recipe = make_recipe(figure.config)
        self.has_dropout = self.recipe.dropout_key is not None and bool(figure.config.network.layers)
        self.has_biases = figure.config.network.biases
        self.facts = self._facts()

    @property
    def penalizes(self) -> bool:
        return self.recipe.regularizer.penalizes and self.config.training.regularization_rate > 0

    @property
    def scheduled(self) -> bool:
        return self.config.training.schedule != "constant"

    def _facts(self) -> Facts:
        no_dropout, from_logits = not self.has_dropout, self.recipe.loss.from_logits
        known = {
            "self.b is None": not self.has_biases,
            "self.b is not None": self.has_biases,
            "from_logits": from_logits,
            "loss.from_logits": from_logits,
            "recipe.regularizer.penalizes": self.penalizes,
            "name in layer.free": False,  # no weight is held fixed
            "recorded is not None": False,  # nothing is compiled
            "recipe.dropout_key is None": no_dropout,
        }
        dropped = {"from_logits", "loss.from_logits", "self.free", "recorded", "recipe", "rates"}
        if no_dropout:
            known |= {"mask is None": True, "self.mask is None": True}
            dropped |= {"mask", "masks", "self.mask"}
        if not self.has_biases:
            dropped |= {"b", "self.b"}
        renamed, silent = dict(RENAMED), {"dropout"} if no_dropout else set()
        if not self.scheduled:
            silent.add("rate")
            renamed["recipe.schedule.rate"] = "LEARNING_RATE!"
        return Facts(known, frozenset(dropped), renamed, frozenset(silent))

    def function(self, module: Any, name: str) -> str:
        """Returns: a function of the engine."""
        return Specialiser(module_text(module.__name__), self.facts).function(function_node(module.__name__, name))

    def activation_names(self) -> list[str]:
        """Returns: the activations in use, each once, those of the hidden layers first."""
        chosen = self.config.network
        return list(dict.fromkeys([*(layer.activation for layer in chosen.layers), chosen.output]))

    def activations(self) -> list[str]:
        return [class_text(ACTIVATIONS[name], ["value", "backward"]) for name in self.activation_names()]

    def layer(self) -> str:
        methods = ["__init__", "forward", "backward", "backward_from_delta", "parameters"]
        return class_text(layers.Dense, methods, self.facts)

    def network(self) -> str:
        methods = ["__init__", "forward", "backward", "scores", "loss_and_gradients"]
        return class_text(network.Network, methods, self.facts)

    def loss(self) -> str:
        return class_text(self.recipe.loss, ["value", "gradient"])

    def optimizer(self) -> str:
        return class_text(self.recipe.optimizer, ["new_slots", "change"])

    def regularizer(self) -> list[str]:
        return [class_text(self.recipe.regularizer, ["gradient", "total"])] if self.penalizes else []

    def schedule(self) -> list[str]:
        return [class_text(self.recipe.schedule, ["rate"])] if self.scheduled else []

    def order(self) -> list[str]:
        """Returns: what makes the order of the examples."""
        return [self.function(randomness, "shuffled_order")]

    def uniforms(self) -> str:
        return self.function(randomness, "uniforms")

    def dropout(self) -> list[str]:
        if not self.has_dropout:
            return []
        masks = [self.function(regularizers, "dropout_mask"), self.function(training, "dropout_masks")]
        return [self.uniforms(), *masks]

    def step(self) -> list[str]:
        return [self.function(training, "new_slots"), self.function(training, "train_step")]
