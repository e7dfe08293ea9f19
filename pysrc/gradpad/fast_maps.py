"""Maps of all units over many points, by compiled code: the network's own forward pass, recorded once.

A picture of 100 × 100 points goes through the module in blocks that stay in the processor's cache, and the results
land, one map after another, in the float32 buffer that is sent to the page.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from gradpad.acceleration import network_of
from gradpad.arrays import Array
from gradpad.compiler import CompiledFunction, CompileError, compile_function
from gradpad.network import Network

BLOCK = 1000  # points that go through the network together
FEW = 400  # below this, NumPy is as quick

type Maps = tuple[npt.NDArray[np.float32], list[int]]


class FastMaps:
    """Keeps the compiled forward pass of the network that was asked for last."""

    def __init__(self) -> None:
        self._function: CompiledFunction | None = None
        self._made_for: Any = None

    def renew(self) -> None:
        """The code has changed: record it again."""
        self._made_for = None

    def maps(self, network: Network, x: Array, units: bool) -> Maps | None:
        """Args and returns: as prediction.maps; None where there are few points or the code can't be compiled."""
        if len(x) < FEW:
            return None
        wanted = [(layer.activation, layer.W.shape, layer.b is None) for layer in network.layers]
        if self._made_for != wanted:
            self._made_for, self._function = wanted, _compiled(network)
        if self._function is None:
            return None
        for place, layer in enumerate(network.layers):
            for name, param in layer.parameters():
                self._function.set(f"{name}{place}", param)
        sizes = [network.n_in, *(layer.W.shape[1] for layer in network.layers)]
        shown = sizes if units else sizes[-1:]
        values = np.empty((sum(shown), len(x)), np.float32)
        for rows, outputs in self._function.blocks("x", x):
            start = 0
            for place in range(len(sizes) - len(shown), len(sizes)):
                maps = values[start : start + sizes[place], rows]
                maps[...] = x[rows].T if place == 0 else outputs[str(place - 1)].T
                start += sizes[place]
        return values.ravel(), shown


def _compiled(network: Network) -> CompiledFunction | None:
    """The forward pass of a network of this shape; None where it can't be compiled."""

    def forward(x: Any, **arrays: Any) -> list[Any]:
        state = {f"{name[1:]}.{name[0]}": array for name, array in arrays.items()}
        copy = network_of(network, state)
        copy.forward(x)
        return [layer.a for layer in copy.layers]

    shapes: dict[str, tuple[int, ...]] = {"x": (BLOCK, network.n_in)}
    for place, layer in enumerate(network.layers):
        shapes |= {f"{name}{place}": param.shape for name, param in layer.parameters()}
    try:
        return compile_function(forward, shapes, ("x",))
    except CompileError:
        return None
    except Exception:  # whatever edited code raises on stand-ins; NumPy will raise it again if it is a real fault
        return None
