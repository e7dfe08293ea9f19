"""Weights by hand: one of them or all, typed, dragged or from a file; and holding some of them fixed."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.config.data import LIMITED, is_limited
from gradpad.config.fields import shown
from gradpad.errors import WeightsError
from gradpad.network import Network
from gradpad.session import weight_files
from gradpad.session.state import SessionState

PLACE = re.compile(r"(\d{1,5})\.(W|b)((?:\.\d{1,5}){1,2})")  # a parameter, spelt as in frozen()


def is_index(value: Any, length: int) -> bool:
    """Whether this is a place in a list of that length, counted from 0."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < length


def frozen(network: Network) -> list[str]:
    """Returns: the parameters that are held fixed, "layer.W.input.unit" or "layer.b.unit" each."""
    return [
        ".".join(map(str, (place, name, *index)))
        for place, layer in enumerate(network.layers)
        for name, mask in layer.trainable.items()
        for index in np.argwhere(mask == 0).tolist()
    ]


def hold(network: Network, places: Sequence[str]) -> None:
    """Holds these parameters fixed, spelt as in frozen(), and no others. Raises: WeightsError: there is none such."""
    masks: dict[tuple[int, str], Array] = {}
    for place in places:
        found = PLACE.fullmatch(place)
        if found is None:
            raise WeightsError(f"The network has no parameter {shown(place)}.", "frozen")
        number, name, index = int(found[1]), found[2], [int(part) for part in found[3].split(".")[1:]]
        array, at = find_parameter(network, number, name, index)
        masks.setdefault((number, name), np.ones_like(array))[at] = 0.0
    for position, dense in enumerate(network.layers):
        dense.trainable = {name: mask for (layer_number, name), mask in masks.items() if layer_number == position}


def find_parameter(network: Network, layer: Any, name: Any, index: Any) -> tuple[Array, tuple[int, ...]]:
    """Args:    layer: its number; name: "W" or "b"; index: [input, unit] or [unit].
    Returns: the array of parameters, and the place in it.
    Raises:  WeightsError: there is no such place.
    """
    arrays = dict(network.layers[layer].parameters()) if is_index(layer, len(network.layers)) else {}
    array = arrays.get(name) if isinstance(name, str) else None
    fits = array is not None and isinstance(index, list) and len(index) == array.ndim
    if array is None or not fits or not all(map(is_index, index, array.shape)):
        raise WeightsError(f"The network has no parameter {shown([layer, name, index])}.", "weights")
    return array, tuple(index)


class WeightEditing(SessionState):
    """The part of a session that changes weights other than by training."""

    def set_weights(self, weights: Any) -> dict[str, Any]:
        """Args: weights: for each layer {"W": rows, "b": biases}. Returns: a snapshot. Raises: WeightsError."""
        weight_files.set_weights(self.run.trainer.network, weights)
        return self._with_new_weights()

    def set_weight(self, layer: int, parameter: str, index: list[int], value: float) -> dict[str, Any]:
        """Args:    layer: its number; parameter: "W" or "b"; index: [input, unit] or [unit]; value.
        Returns: a snapshot.
        Raises:  WeightsError: there is no such weight, or the value is no number, or too large.
        """
        array, place = find_parameter(self.run.trainer.network, layer, parameter, index)
        if not is_limited(value):
            path = ".".join(map(str, ("weights", layer, parameter, *index)))
            raise WeightsError(f"{path} is {shown(value)}; it must be {LIMITED}.", path)
        array[place] = value
        return self._with_new_weights()

    def freeze(self, layer: int, parameter: str, index: list[int], hold: bool) -> dict[str, Any]:
        """Holds one weight or bias fixed at its present value, or lets it learn again.

        Args:    as for set_weight; hold: whether it is held.
        Returns: a snapshot, whose `frozen` lists all that are held.
        Raises:  WeightsError.
        """
        array, place = find_parameter(self.run.trainer.network, layer, parameter, index)
        masks = self.run.trainer.network.layers[layer].trainable
        learns = masks.setdefault(parameter, np.ones_like(array))
        learns[place] = 0.0 if hold else 1.0
        if np.all(learns == 1):
            del masks[parameter]
        self.altered = True  # what the exported scripts train holds nothing fixed
        return self.snapshot()

    def open_weights(self, content: str | bytes, base64: bool = False) -> dict[str, Any]:
        """Args:    content: a file of weights: text is JSON, bytes are .npz; base64: bytes that are spelt as text.
        Returns: a snapshot.
        Raises:  WeightsError.
        """
        network = self.run.trainer.network
        content = weight_files.from_base64(content) if base64 else content
        if isinstance(content, str):
            weight_files.from_json(network, content)
        else:
            weight_files.from_npz(network, content)
        return self._with_new_weights()

    def _with_new_weights(self) -> dict[str, Any]:
        self.run.last_good = self.run.trainer.save()
        self._touched()
        return self.snapshot()
