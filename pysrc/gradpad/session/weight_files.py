"""Weights in and out: what a network has learned, as JSON or as a NumPy file, checked when it comes back."""

import base64
import io
import json
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.config.fields import shown
from gradpad.config.safe_json import read_json
from gradpad.errors import WeightsError
from gradpad.network import Network

VERSION = 1
MAX_BYTES = 16_000_000


def to_lists(network: Network) -> list[dict[str, Any]]:
    """Returns: for each layer {"W": rows of weights, "b": biases}; "b" is empty where there are none."""
    return [{"W": layer.W.tolist(), "b": [] if layer.b is None else layer.b.tolist()} for layer in network.layers]


def copies(network: Network) -> list[dict[str, Array]]:
    """Returns: for each layer copies of its "W" and, where there are biases, its "b"."""
    return [{name: np.copy(param) for name, param in layer.parameters()} for layer in network.layers]


def to_json(network: Network) -> str:
    """Returns: all weights with a version; from_json() gives them back to the last bit."""
    return json.dumps({"gradpad_weights": VERSION, "layers": to_lists(network)})


def to_npz(network: Network) -> bytes:
    """Returns: a NumPy .npz file with what to_arrays() gives."""
    file = io.BytesIO()
    np.savez(file, **to_arrays(network))
    return file.getvalue()


def to_arrays(network: Network) -> dict[str, Any]:
    """Returns: what a file of weights holds: the arrays W0, b0, W1, ... and the version."""
    arrays = {f"{name}{place}": param for place, name, param in network.parameters()}
    return {"gradpad_weights": np.array(VERSION), **arrays}


def from_json(network: Network, text: str) -> None:
    """Sets a network's weights. Raises: WeightsError: not such a file, another version, or shapes that differ."""
    try:
        content = read_json(text)
    except (TypeError, ValueError):
        raise WeightsError("This is no JSON file of weights.") from None
    if not isinstance(content, dict) or content.get("gradpad_weights") != VERSION:
        raise WeightsError(f"This is no weights file of version {VERSION}.")
    set_weights(network, content.get("layers"))


def from_base64(text: Any) -> bytes:
    """Returns: the bytes that a text spells. Raises: WeightsError."""
    try:
        return base64.b64decode(text, validate=True)
    except (TypeError, ValueError):
        raise WeightsError("This is no NumPy file of weights.") from None


def from_npz(network: Network, content: bytes) -> None:
    """Sets a network's weights. Raises: WeightsError: not such a file, another version, or shapes that differ."""
    try:
        _check_sizes(content)
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            found = {name: arrays[name] for name in arrays.files}
    except WeightsError:
        raise
    except Exception:  # a damaged file makes zipfile, zlib and NumPy raise errors of a dozen kinds
        raise WeightsError("This is no NumPy file of weights.") from None
    if "gradpad_weights" not in found or found["gradpad_weights"].tolist() != VERSION:
        raise WeightsError(f"This is no weights file of version {VERSION}.")
    count = sum(name.startswith("W") for name in found)
    set_weights(network, [{"W": found.get(f"W{i}"), "b": found.get(f"b{i}", [])} for i in range(count)])


def _check_sizes(content: bytes) -> None:
    """Nothing is unpacked before this: a small file may speak of arrays that no memory holds.

    Raises: WeightsError; ValueError and others: the file is damaged.
    """
    import zipfile  # not at the start: it takes its time, and few open such a file

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > MAX_BYTES:
            raise WeightsError(f"The file holds more than {MAX_BYTES // 1_000_000} MB of weights.")
        for entry in entries:
            with archive.open(entry) as member:
                version = np.lib.format.read_magic(member)
                read_header = {
                    (1, 0): np.lib.format.read_array_header_1_0,
                    (2, 0): np.lib.format.read_array_header_2_0,
                }[version]
                shape, _, dtype = read_header(member)
            if math.prod(shape) * dtype.itemsize > entry.file_size:
                raise ValueError("an array is larger than the file that holds it")


def set_weights(network: Network, layers: Any) -> None:
    """Sets every weight and bias, in place.

    Args:   layers: for each layer {"W": rows of weights, "b": biases, empty where there are none}.
    Raises: WeightsError: something does not fit; then nothing is changed.
    """
    if not isinstance(layers, Sequence) or isinstance(layers, str) or len(layers) != len(network.layers):
        got = f"{len(layers)} layers" if isinstance(layers, Sequence) else shown(layers)
        raise WeightsError(f"weights has {got}; the network has {len(network.layers)} layers of weights.", "weights")
    checked: list[tuple[Array, Array]] = []
    for place, (layer, given) in enumerate(zip(network.layers, layers, strict=True)):
        if not isinstance(given, dict):
            raise WeightsError(f"weights.{place} is {shown(given)}; it must have W and b.", f"weights.{place}")
        for name, param in layer.parameters():
            checked.append((param, checked_array(given.get(name), param.shape, f"weights.{place}.{name}")))
        extra = given.get("b", [])
        if layer.b is None and not (isinstance(extra, Sequence | np.ndarray) and len(extra) == 0):
            path = f"weights.{place}.b"
            raise WeightsError(f"{path} is {shown(extra)}; the network has no biases, so it must be empty.", path)
    for param, array in checked:
        param[...] = array


def checked_array(value: Any, shape: tuple[int, ...], path: str) -> Array:
    """Returns: `value` as an array. Raises: WeightsError: not finite numbers of that shape."""
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise WeightsError(f"{path} is {shown(value)}; it must be numbers of shape {shape}.", path) from None
    if array.shape != shape:
        raise WeightsError(f"{path} has shape {array.shape}; the network needs {shape}.", path)
    if not np.all(np.isfinite(array)):
        raise WeightsError(f"{path} holds a number that is not finite; all must be finite.", path)
    return array
