"""Weights that are held fixed while the others learn, and how a single weight or bias is spelt."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.config.fields import shown
from gradpad.errors import WeightsError
from gradpad.network import Network

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
