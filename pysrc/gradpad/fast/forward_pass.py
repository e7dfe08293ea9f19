"""The network's own forward pass, compiled: for the maps of all units, and for the losses on whole data sets.

Many points go through the module in blocks that stay in the processor's cache. Functions are kept by the network's
shape and activations; the weights are copied in each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from gradpad.arrays import Array
from gradpad.compiler import CompiledFunction, CompileError, Memory, compile_function
from gradpad.compiler.cache import Cache
from gradpad.fast.lending import lent, put_arrays
from gradpad.fast.shipped import is_shipped, is_shipped_function
from gradpad.network import Network

BLOCK = 512  # points that go through the network together
# Of a large network half as many: a last block is filled up, and the points of the usual data sets, 250 for training
# and 250 for testing, would cost twice what they have to.
LARGE, LARGE_BLOCK = 1000, 256  # weights from which a network counts as large

_FUNCTIONS: Cache[CompiledFunction | None] = Cache(8)
_SHIPPED: WeakKeyDictionary[Network, bool] = WeakKeyDictionary()  # whether all code of a network was shipped


def forget_compiled() -> None:
    """The code may have changed: record it again."""
    _FUNCTIONS.clear()
    _SHIPPED.clear()


def distrust(network: Network) -> None:
    """From now on NumPy does it, for networks of this kind: what was compiled gave something else."""
    _FUNCTIONS.put(_key(network), None)


@dataclass(frozen=True)
class Part:
    """Of which units the maps are wanted: those of one column (0: the inputs, then the layers) from `first` up to, but
    not including, `end`. rows: at which points, by ascending number, or None: at all of them.
    """

    column: int
    first: int
    end: int
    rows: npt.NDArray[np.intp] | None = None


def whole_columns(network: Network, units: bool) -> list[Part]:
    """Returns: the outputs; with `units` first the inputs and the hidden layers."""
    sizes = [network.n_in, *(layer.W.shape[1] for layer in network.layers)]
    return [Part(column, 0, size) for column, size in enumerate(sizes) if units or column == len(sizes) - 1]


def maps(network: Network, x: Array, parts: Sequence[Part], compiled: bool = True) -> list[npt.NDArray[np.float32]]:
    """Args:    network; x: inputs, shape (n, n_in); parts; compiled: by compiled code, where that can be.
    Returns: for each part its maps one after another, shape (units, points), float32.
    """
    function = _function(network) if compiled else None
    if function is None:
        network.forward(x)
        columns = [x, *(layer.a for layer in network.layers)]
        found = [columns[p.column][slice(None) if p.rows is None else p.rows, p.first : p.end] for p in parts]
        return [np.ascontiguousarray(each.T, np.float32) for each in found]
    values = [np.empty((p.end - p.first, len(x) if p.rows is None else len(p.rows)), np.float32) for p in parts]
    for rows, outputs in function.blocks("x", x):
        for part, into in zip(parts, values, strict=True):
            said = x[rows] if part.column == 0 else outputs[f"a{part.column - 1}"]
            if part.rows is None:
                into[:, rows] = said[:, part.first : part.end].T
            else:
                start, stop = np.searchsorted(part.rows, [rows.start, rows.stop])
                into[:, start:stop] = said[part.rows[start:stop] - rows.start, part.first : part.end].T
    return values


def fast_outputs(network: Network, x: Array) -> tuple[Array, Array] | None:
    """Returns: the output layer's z and a for these inputs, shape (n, n_out); None where that can't be compiled."""
    function = _function(network)
    if function is None:
        return None
    z, a = np.empty((2, len(x), network.n_out))
    for rows, outputs in function.blocks("x", x):
        z[rows], a[rows] = outputs["z"], outputs[f"a{len(network.layers) - 1}"]
    return z, a


def _key(network: Network) -> Any:
    layers = tuple((layer.activation, layer.W.shape, layer.b is None) for layer in network.layers)
    return layers, None if _is_shipped(network) else id(network)


def _is_shipped(network: Network) -> bool:
    if network not in _SHIPPED:
        layers = network.layers
        _SHIPPED[network] = is_shipped(network, *layers, *(layer.activation for layer in layers))
    return _SHIPPED[network]


def _function(network: Network) -> CompiledFunction | None:
    """The compiled forward pass, with the network's present weights in it."""
    function = _FUNCTIONS.get(_key(network), lambda: _compiled(network))
    if function is not None:
        for place, name, param in network.parameters():
            function.set(f"{place}.{name}", param)
    return function


def _compiled(network: Network) -> CompiledFunction | None:
    def forward(x: Any, **arrays: Any) -> dict[str, Any]:
        put_arrays(network, arrays)
        if network.forward(x) is not network.layers[-1].a:
            raise CompileError("the network's outputs are not those of its last layer")
        return {"z": network.layers[-1].z, **{f"a{place}": layer.a for place, layer in enumerate(network.layers)}}

    block = LARGE_BLOCK if sum(layer.W.size for layer in network.layers) >= LARGE else BLOCK
    shapes: dict[str, tuple[int, ...]] = {"x": (block, network.n_in)}
    shapes |= {f"{place}.{name}": param.shape for place, name, param in network.parameters()}
    memory = None if _is_shipped(network) else Memory(network, trusted=is_shipped_function)
    try:
        with lent(network):
            return compile_function(forward, shapes, ("x",), in_blocks=True, memory=memory)
    except Exception:  # whatever edited code raises on stand-ins; NumPy will raise it again if it is a real fault
        return None
