"""The configuration: everything that was chosen, and nothing that was computed.

It is plain JSON, the same in a link, in a saved file and in a test. The same configuration gives the same numbers on
every machine. What may stand in it is said by the fields below and checked here, before anything is built from it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from gradpad.activations import ACTIVATIONS
from gradpad.config.arithmetic import ENGINES, PRECISIONS
from gradpad.config.data import DataConfig, GeneratedData, load_data
from gradpad.config.fields import Spec, as_mapping, boolean, choice, integer, load, number, shown
from gradpad.errors import ConfigError, FormulaError
from gradpad.features import FEATURES, FeatureConfig
from gradpad.initializers import INITIALIZERS
from gradpad.losses import LOSSES
from gradpad.optimizers import OPTIMIZERS
from gradpad.regularizers import REGULARIZERS
from gradpad.schedules import SCHEDULES
from gradpad.typed_formulas import compile_formula

VERSION = 1
MAX_LAYERS = 6
MAX_FEATURES = 16
MAX_VIEW = 20_000  # characters of JSON
MAX_VIEW_DEPTH = 20


@dataclass(frozen=True)
class LayerConfig:
    """One hidden layer."""

    units: int = integer(4, 1, 256, "Units", "How many units the layer has.")
    activation: str = choice("tanh", ACTIVATIONS, "Activation", "The bend in each unit of the layer.")


@dataclass(frozen=True)
class NetworkConfig:
    """The network's shape and its start."""

    layers: tuple[LayerConfig, ...] = (LayerConfig(4, "tanh"), LayerConfig(2, "tanh"))
    output: str = choice("tanh", ACTIVATIONS, "Output", "The bend in the output units.")
    initializer: str = choice("glorot_uniform", INITIALIZERS, "Start weights", "How the weights are chosen.")
    initial_scale: float = number(0.5, 0, 10, "Scale", "The size s of the start weights, where it can be chosen.")
    biases: bool = boolean(True, "Biases", "Whether units have a bias: a weight whose input is always 1.")
    initial_bias: float = number(0.0, -10, 10, "Start bias", "The value that every bias starts with.")


@dataclass(frozen=True)
class TrainingConfig:
    """How the network learns. All of it may change while it does.

    numbers: those that losses, optimizers, schedules and regularizers have of their own, by name; in JSON they stand
    among the other fields.
    """

    loss: str = choice("half_squared_error", LOSSES, "Loss", "What training makes small.", live=True)
    optimizer: str = choice("sgd", OPTIMIZERS, "Optimizer", "How a gradient becomes a step.", live=True)
    learning_rate: float = number(
        0.03, 0, 1000, "Learning rate", "How far a step goes along the gradient.", exclusive_minimum=True, live=True
    )
    batch_size: int = integer(
        10, 1, 10_000, "Batch size", "How many examples are looked at before each step.", live=True
    )
    schedule: str = choice("constant", SCHEDULES, "Schedule", "How the learning rate changes with time.", live=True)
    schedule_epochs: int = integer(100, 1, 1_000_000, "Schedule length", "The schedule's length in epochs.", live=True)
    schedule_decay: float = number(
        0.5, 0, 1, "Decay", "The factor left of the rate after one schedule length.", exclusive_minimum=True, live=True
    )
    numbers: Mapping[str, float] = field(default_factory=lambda: {n: rule.default for n, rule in own_numbers().items()})
    regularizer: str = choice("none", REGULARIZERS, "Regularization", "What holds the weights back.", live=True)
    regularization_rate: float = number(0.0, 0, 10, "Regularization rate", "How strongly it holds back.", live=True)
    dropout: float = number(0.0, 0, 0.9, "Dropout", "The share of hidden units silenced in each step.", live=True)
    stop_epochs: int = integer(0, 0, 10**9, "Stop after epochs", "Stop after so many epochs; 0: never.", live=True)
    stop_loss: float = number(
        0.0, 0, 1000, "Stop at loss", "Stop when the training loss is this low; 0: never.", live=True
    )
    patience: int = integer(
        0, 0, 10**6, "Patience", "Stop when the test loss has not improved for so many epochs; 0: never.", live=True
    )
    engine: str = choice("auto", ENGINES, "Engine", "What does the arithmetic.", live=True)
    precision: str = choice("float64", PRECISIONS, "Precision", "How many digits numbers are kept with.", live=True)

    def values(self) -> dict[str, Any]:
        """Returns: every field by its name in JSON, in order."""
        found: dict[str, Any] = {}
        for entry in fields(self):
            value = getattr(self, entry.name)
            found |= value if entry.name == "numbers" else {entry.name: value}
        return found


def own_numbers() -> dict[str, Spec]:
    """Returns: the fields of training that its choices bring with them, by name."""
    taken = [entry.name for entry in fields(TrainingConfig)]
    found: dict[str, Spec] = {}
    for registry in (LOSSES, OPTIMIZERS, SCHEDULES, REGULARIZERS):
        for name, own in registry.numbers().items():
            if name not in taken:
                limits = own.default, own.minimum, own.maximum, own.exclusive_minimum
                found.setdefault(name, Spec("number", own.label, own.help, *limits, live=True))
    return found


@dataclass(frozen=True)
class Config:
    """A whole configuration; `Config.from_dict` is the only door for one from outside."""

    version: int = VERSION
    seed: int = integer(0, 0, 2**32 - 1, "Seed", "The number that all chance grows from: same seed, same run.")
    data: DataConfig = field(default_factory=GeneratedData)
    features: tuple[FeatureConfig, ...] = ("x1", "x2")
    standardize: bool = boolean(False, "Standardize", "Shift and scale every input to mean 0 and standard deviation 1.")
    network: NetworkConfig = field(default_factory=NetworkConfig)
    training: TrainingConfig = field(default_factory=TrainingConfig)
    view: Mapping[str, Any] = field(default_factory=dict)

    @staticmethod
    def from_dict(raw: Any) -> "Config":
        """Args:    raw: JSON from outside; keys that are missing take their defaults.
        Returns: the configuration.
        Raises:  ConfigError: naming the field, its value and what is allowed.
        """
        mapping = as_mapping(raw, "", [entry.name for entry in fields(Config)])
        if mapping.get("version", VERSION) != VERSION:
            version = shown(mapping["version"])
            raise ConfigError(f"version is {version}; this Gradpad reads version {VERSION}.", "version")
        config = load(
            Config,
            mapping,
            "",
            version=VERSION,
            data=load_data(mapping.get("data", {})),
            features=load_features(mapping.get("features", list(Config.features))),
            network=load_network(mapping.get("network", {})),
            training=load_training(mapping.get("training", {})),
            view=load_view(mapping.get("view", {})),
        )
        config.check_together()
        return config

    def check_together(self) -> None:
        """Raises: ConfigError: fields that are valid alone do not go together."""
        output = ACTIVATIONS[self.network.output]
        if self.data.task not in output.tasks:
            tasks = " and ".join(output.tasks)
            remedy = "Use a linear output to predict values."
            raise ConfigError(f"network.output is {output.name!r}; it is for {tasks}. {remedy}", "network.output")
        refusal = LOSSES[self.training.loss].refusal(self.network.output, self.data.task)
        if refusal is not None:
            raise ConfigError(f"training.loss is {self.training.loss!r}; {refusal}", "training.loss")
        for place, layer in enumerate(self.network.layers):
            if not ACTIVATIONS[layer.activation].hidden:
                path = f"network.layers.{place}.activation"
                raise ConfigError(f"{path} is {layer.activation!r}; it is for the output only.", path)
        if self.data.one_input:
            for place, feature in enumerate(self.features):
                if isinstance(feature, str) and FEATURES[feature].uses_x2:
                    path = f"features.{place}"
                    raise ConfigError(f"{path} is {feature!r}; a curve has x₁ alone. Leave out x₂.", path)

    def to_dict(self) -> dict[str, Any]:
        """Returns: the configuration as JSON; from_dict() gives it back."""
        result: dict[str, Any] = json.loads(json.dumps({**asdict(self), "training": self.training.values()}))
        return result

    def with_known_numbers(self) -> "Config":
        """Returns: the same, checked anew, without the numbers of choices that the engine has no more.
        Raises:  ConfigError: a choice that is in use is gone.
        """
        raw = self.to_dict()
        known = TrainingConfig().values()
        raw["training"] = {name: value for name, value in raw["training"].items() if name in known}
        return Config.from_dict(raw)


def load_network(raw: Any) -> NetworkConfig:
    """Raises: ConfigError: the network's description is not valid."""
    mapping = as_mapping(raw, "network", [entry.name for entry in fields(NetworkConfig)])
    default = [asdict(layer) for layer in NetworkConfig.layers]
    layers = as_list(mapping.get("layers", default), "network.layers", 0, MAX_LAYERS, "hidden layers")
    loaded = tuple(load(LayerConfig, layer, f"network.layers.{i}") for i, layer in enumerate(layers))
    return load(NetworkConfig, mapping, "network", layers=loaded)


def load_training(raw: Any) -> TrainingConfig:
    """Raises: ConfigError: what is said of training is not valid."""
    own = own_numbers()
    mapping = as_mapping(raw, "training", list(TrainingConfig().values()))
    numbers = {name: rule.check(mapping.get(name, rule.default), f"training.{name}") for name, rule in own.items()}
    rest = {name: value for name, value in mapping.items() if name not in own}
    return load(TrainingConfig, rest, "training", numbers=numbers)


def load_features(raw: Any) -> tuple[FeatureConfig, ...]:
    """Raises: ConfigError: not a list of one or more different inputs."""
    names = as_list(raw, "features", 1, MAX_FEATURES, "inputs")
    for place, feature in enumerate(names):
        path = f"features.{place}"
        if isinstance(feature, Mapping) and list(feature) == ["formula"] and isinstance(feature["formula"], str):
            try:
                compile_formula(feature["formula"], ("x1", "x2"))
            except FormulaError as error:
                raise ConfigError(f"{path} is {shown(feature['formula'])}. {error.message}", path) from None
        elif not isinstance(feature, str) or feature not in FEATURES:
            known = ", ".join(FEATURES)
            raise ConfigError(f"{path} is {shown(feature)}; it must be one of {known}, or a formula.", path)
        if feature in names[:place]:
            raise ConfigError(f"{path} is {shown(feature)}; each input may be there once only.", path)
    return tuple(dict(feature) if isinstance(feature, Mapping) else feature for feature in names)


def load_view(raw: Any) -> Mapping[str, Any]:
    """The page's own choices are carried along unread, as long as they are JSON and neither too long nor too deep."""
    limits = f"{MAX_VIEW} characters, at most {MAX_VIEW_DEPTH} levels deep"
    refusal = ConfigError(f"view is {shown(raw)}; it must be an object of at most {limits}.", "view")
    if not isinstance(raw, Mapping) or is_deep(raw, MAX_VIEW_DEPTH):
        raise refusal
    try:
        text = json.dumps(raw, allow_nan=False)
    except (TypeError, ValueError):
        raise ConfigError("view is not valid; it must be plain JSON.", "view") from None
    if len(text) > MAX_VIEW:
        raise refusal
    return raw


def is_deep(node: Any, levels: int) -> bool:
    """Returns: whether lists and objects stand in one another more than `levels` deep."""
    parts = node.values() if isinstance(node, Mapping) else node if isinstance(node, (list, tuple)) else ()
    return levels < 0 or any(is_deep(part, levels - 1) for part in parts)


def as_list(raw: Any, path: str, low: int, high: int, noun: str) -> list[Any]:
    """Returns: `raw` as a list. Raises: ConfigError: it is none, or too short or too long."""
    if not isinstance(raw, (list, tuple)):
        raise ConfigError(f"{path} is {shown(raw)}; it must be a list of {low} to {high} {noun}.", path)
    if not low <= len(raw) <= high:
        raise ConfigError(f"{path} has {len(raw)} {noun}; {low} to {high} are allowed.", path)
    return list(raw)
