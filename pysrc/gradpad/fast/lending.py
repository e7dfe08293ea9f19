"""The network itself is recorded, not a copy of it: its layers carry stand-ins for a while.

So whatever a layer or the network has been given, an attribute, a method of its own, is seen by the recording as it is
by NumPy.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from gradpad.network import Network


@contextmanager
def lent(network: Network) -> Iterator[None]:
    """Afterwards the network, its layers and their attributes are what they were."""
    things = [network, *network.layers]
    kept = [dict(vars(thing)) for thing in things]
    layers = list(network.layers)
    try:
        yield
    finally:
        for thing, attributes in zip(things, kept, strict=True):
            vars(thing).clear()
            vars(thing).update(attributes)
        network.layers[:] = layers


def put_arrays(network: Network, arrays: Mapping[str, Any]) -> None:
    """Args: arrays: of each layer "0.W", "0.b" and, for held weights, "0.W.trainable": what takes its own's place."""
    for place, layer in enumerate(network.layers):
        for name, _ in list(layer.parameters()):
            setattr(layer, name, arrays[f"{place}.{name}"])
        layer.grads = {}
        masks = {name: arrays.get(f"{place}.{name}.trainable") for name in layer.trainable}
        layer.trainable = {name: mask for name, mask in masks.items() if mask is not None}


def arrays_of(network: Network) -> dict[str, Any]:
    """Returns: what the layers carry now, by the names of put_arrays(); code may have put others in their place."""
    found: dict[str, Any] = {}
    for place, layer in enumerate(network.layers):
        found |= {f"{place}.{name}": param for name, param in layer.parameters()}
        found |= {f"{place}.{name}.trainable": mask for name, mask in layer.trainable.items()}
    return found
