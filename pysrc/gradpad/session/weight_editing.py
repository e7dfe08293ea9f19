"""Weights by hand: one of them or all, typed, dragged or from a file; and holding some of them fixed."""

from typing import Any

import numpy as np

from gradpad.config.data import LIMITED, is_limited
from gradpad.config.fields import shown
from gradpad.errors import WeightsError
from gradpad.session import weight_files
from gradpad.session.frozen import find_parameter
from gradpad.session.snapshots import Snapshots


class WeightEditing(Snapshots):
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
        return self.snapshot(self._weights_changed())
