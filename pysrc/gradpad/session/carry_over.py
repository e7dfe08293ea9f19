"""What a network has learned goes over into one of another shape, as far as the two have units in common.

An input, a unit or a layer may have joined or left; the weights between units that were there before stay as they are.
What joins begins with small links to the rest, so that the network says almost what it said before. A layer that joins
passes on what it gets, where its activation can do that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gradpad.arrays import Array
from gradpad.config.data import CurveData, FormulaData
from gradpad.config.schema import Config, LayerConfig
from gradpad.network import Network
from gradpad.trainer import Trainer

SMALL = 0.1  # what is left of the links between what joins and what was there
CLOSE = 0.3  # how far, of the largest number it gets, a layer may be off that is said to pass it on

Pairs = tuple[list[int], list[int]]  # places of now, and the places before that they go on from


@dataclass(frozen=True)
class Origin:
    """Which column of the old network a column carries on, and for each of its units which one there (None: new)."""

    column: int
    units: list[int | None]

    @property
    def pairs(self) -> Pairs:
        kept = [(now, then) for now, then in enumerate(self.units) if then is not None]
        return [now for now, _ in kept], [then for _, then in kept]

    @property
    def joined(self) -> list[bool]:
        return [then is None for then in self.units]


def carry_over(before: Trainer, trainer: Trainer, old: Config, new: Config) -> None:
    """Args: before: what has learned; trainer: just made, changed in place; old, new: their configurations.

    Weights, what is held fixed and, where the optimizer is the same, its memory go over.
    """
    network = trainer.network
    origins, passing = trace_columns(before.network, network, old, new)
    for place, layer in enumerate(network.layers):
        source, target = origins[place], origins[place + 1]
        if place + 1 in passing:
            layer.W[...] = np.eye(*layer.W.shape)
            if layer.b is not None:
                layer.b[...] = 0.0
        elif source and target and target.column == source.column + 1:
            is_output = place == len(network.layers) - 1
            _carry_layer(before, trainer, source.column, place, source, target, is_output)


def _carry_layer(
    before: Trainer, trainer: Trainer, then: int, now: int, source: Origin, target: Origin, is_output: bool
) -> None:
    """Takes over one layer of weights: the old network's layer `then` into the new one's layer `now`."""
    old, layer = before.network.layers[then], trainer.network.layers[now]
    if any(not new for new in source.joined):
        layer.W[source.joined] *= SMALL
        if is_output:
            layer.W[:, target.joined] *= SMALL
    both = (source.pairs, target.pairs)
    present = dict(layer.parameters())
    for name, param in old.parameters():
        if name in present:
            _copy(param, present[name], both)
    for name, mask in old.trainable.items():
        if name in present:
            layer.trainable[name] = np.ones_like(present[name])
            _copy(mask, layer.trainable[name], both)
    if type(before.recipe.optimizer) is type(trainer.recipe.optimizer):
        for name, memory in before.slots[then].items():
            for slot, array in memory.items():
                if name in present:
                    _copy(array, trainer.slots[now][name][slot], both)


def _copy(old: Array, new: Array, both: tuple[Pairs, Pairs]) -> None:
    """Copies what both have in common: of weights by rows and columns, of biases by columns."""
    (rows, old_rows), (columns, old_columns) = both
    if old.ndim == 2:
        new[np.ix_(rows, columns)] = old[np.ix_(old_rows, old_columns)]
    else:
        new[columns] = old[old_columns]


def trace_columns(before: Network, network: Network, old: Config, new: Config) -> tuple[list[Origin | None], set[int]]:
    """Returns: for each column (inputs, hidden layers, outputs) what it goes on from, and those that pass on."""
    known = list(old.features)
    inputs = [known.index(feature) if feature in known else None for feature in new.features]
    origins: list[Origin | None] = [Origin(0, inputs)]
    passing: set[int] = set()
    for place, was in enumerate(match_layers(old.network.layers, new.network.layers)):
        units = new.network.layers[place].units
        if was is not None:
            origins.append(Origin(was + 1, _first(units, old.network.layers[was].units)))
        elif (previous := origins[-1]) and _passes_on(network, place, units, len(previous.units)):
            origins.append(Origin(previous.column, [*previous.units, *[None] * (units - len(previous.units))]))
            passing.add(place + 1)
        else:
            origins.append(None)
    answers, answered = network.layers[-1].W.shape[1], before.layers[-1].W.shape[1]
    same_kind = (answers > 1) == (answered > 1)  # one output says which of two; several speak for a class each
    origins.append(Origin(len(before.layers), _first(answers, answered)) if same_kind else None)
    return origins, passing


def match_layers(old: Sequence[LayerConfig], new: Sequence[LayerConfig]) -> list[int | None]:
    """Returns: for each hidden layer of now which it was; None for one that has joined.

    As many as before are the same ones, whatever their units. Otherwise those in front that are alike, and the last.
    """
    if len(old) == len(new):
        return list(range(len(new)))
    ahead = 0
    while ahead < min(len(old), len(new)) and old[ahead] == new[ahead]:
        ahead += 1
    behind = min(len(old), len(new)) - ahead
    middle = len(new) - ahead - behind
    return [*range(ahead), *[None] * middle, *range(len(old) - behind, len(old))]


def _first(count: int, old: int) -> list[int | None]:
    """Units leave and join at the end of their layer."""
    return [unit if unit < old else None for unit in range(count)]


def _passes_on(network: Network, place: int, units: int, inputs: int) -> bool:
    """Returns: whether a new layer can hand on all that it gets more or less as it is."""
    if units < inputs:
        return False
    z = np.linspace(-2.0, 2.0, 41)
    given = network.layers[place - 1].activation.value(z) if place else z
    handed: Array = network.layers[place].activation.value(given)
    return bool(np.max(np.abs(handed - given)) <= CLOSE * np.max(np.abs(given)))


def starts_anew(old: Config, new: Config) -> bool:
    """Returns: whether what was learned is of no use: another task, or another start was asked for."""
    return _task(old) != _task(new) or old.seed != new.seed or _start(old) != _start(new)


def _start(config: Config) -> tuple[object, ...]:
    chosen = config.network
    return chosen.initializer, chosen.initial_scale, chosen.biases, chosen.initial_bias


def _task(config: Config) -> tuple[str, bool]:
    return config.data.task, isinstance(config.data, (CurveData, FormulaData))
