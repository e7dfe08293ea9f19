"""The way that training has come: the weights of earlier epochs, thinned out so that there are never too many."""

import numpy as np

from gradpad.arrays import Array
from gradpad.network import Network

MOST = 128  # states
MOST_BYTES = 8_000_000  # in all; a network too large for that leaves none


def flat(network: Network) -> Array:
    """Returns: all weights and biases one after another, a copy, shape (parameters,)."""
    return np.concatenate([param.ravel() for *_, param in network.parameters()])


def evenly(states: list[Array], count: int) -> list[Array]:
    """Returns: about so many of them, with ways of one length between them: training is fast first and slow later."""
    steps = np.linalg.norm(np.diff(np.array(states), axis=0), axis=1)
    way = np.concatenate([[0.0], np.cumsum(steps)])
    places = np.searchsorted(way, np.linspace(0, way[-1], count))
    return [states[place] for place in sorted({0, *places.tolist(), len(states) - 1})]


class Trajectory:
    """States of a run, the oldest first; the first is always kept."""

    def __init__(self) -> None:
        self.states: list[Array] = []

    def add(self, network: Network) -> None:
        state = flat(network)
        if state.nbytes * MOST > MOST_BYTES:
            return
        self.states.append(state)
        if len(self.states) > MOST:
            self.states = evenly(self.states, MOST // 2)

    def until(self, weights: Array) -> list[Array]:
        """Returns: the states up to the one that is nearest to these weights, flat."""
        if not self.states or self.states[0].shape != weights.shape:
            return []
        nearest = int(np.argmin([np.linalg.norm(state - weights) for state in self.states]))
        return self.states[: nearest + 1]

    def go_back(self, weights: Array) -> None:
        """Forgets what came after these weights, flat."""
        self.states = self.until(weights)
