"""The way that training has come: the weights of earlier epochs, thinned out so that there are never too many."""

import numpy as np

from gradpad.arrays import Array
from gradpad.network import Network

MOST = 128  # moments
MOST_BYTES = 8_000_000  # in all; a network too large for that leaves no trail


def flat(network: Network) -> Array:
    """Returns: all weights and biases one after another, a copy, shape (parameters,)."""
    return np.concatenate([param.ravel() for *_, param in network.parameters()])


def evenly(moments: list[Array], count: int) -> list[Array]:
    """Returns: about so many of them, with ways of one length between them: training is fast first and slow later."""
    steps = np.linalg.norm(np.diff(np.array(moments), axis=0), axis=1)
    way = np.concatenate([[0.0], np.cumsum(steps)])
    places = np.searchsorted(way, np.linspace(0, way[-1], count))
    return [moments[place] for place in sorted({0, *places.tolist(), len(moments) - 1})]


class Trajectory:
    """Moments of a run, the oldest first; the first is always kept."""

    def __init__(self) -> None:
        self.moments: list[Array] = []

    def add(self, network: Network) -> None:
        moment = flat(network)
        if moment.nbytes * MOST > MOST_BYTES:
            return
        self.moments.append(moment)
        if len(self.moments) > MOST:
            self.moments = evenly(self.moments, MOST // 2)
