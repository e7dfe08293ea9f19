"""Chance that can be repeated: the same seed gives the same numbers, on every machine, in every run.

Data, split and start weights are drawn from generators of NumPy's, one for each purpose, all grown from the one seed:
changing how one is used leaves the others as they were.

What is needed inside the training loop (the order of the examples in each epoch, dropout) comes from splitmix64
instead: numbers that depend only on a key and on a counter. So the order of epoch 1000 can be had without going
through the 999 before it, and the compiled loop can produce the very same one with three multiplications.

Source: Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators", figure 16 (mix64variant13).
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from gradpad.arrays import Array, Real

Bits: TypeAlias = npt.NDArray[np.uint64]

STREAMS = ("data", "split", "weights", "batches", "landscape")
GAMMA = 0x9E3779B97F4A7C15  # 2**64 divided by the golden ratio, made odd
MASK = 2**64 - 1


def stream(seed: int, purpose: str) -> np.random.Generator:
    """Args: seed: the configuration's; purpose: one of STREAMS. Returns: a generator of that purpose's own."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(STREAMS.index(purpose),)))


def mix(z: Bits) -> Bits:
    """Stirs 64 bits until each depends on all. Args and returns: uint64, any shape; wraps around at 2**64."""
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def random_bits(key: int, counter: int, count: int) -> Bits:
    """Args: key: 64 bits; counter: 0 or more; count: how many. Returns: uint64, shape (count,)."""
    start = mix(np.array([(key + (counter + 1) * GAMMA) & MASK], dtype=np.uint64))
    return mix(start + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(GAMMA))


def shuffled_order(key: int, epoch: int, count: int) -> npt.NDArray[np.int64]:
    """The order in which one epoch visits the examples: an inside-out Fisher-Yates shuffle.

    Args:    key: 64 bits; epoch: 0 or more; count: number of examples, below 2**32.
    Returns: the numbers 0 ... count - 1 in a random order, shape (count,).
    Source:  Durstenfeld 1964; Knuth, The Art of Computer Programming 2, 3.4.2.
    """
    bits: Bits = random_bits(key, epoch, count) >> np.uint64(32)
    ranks: Bits = np.arange(1, count + 1, dtype=np.uint64)
    places: Bits = (bits * ranks) >> np.uint64(32)
    order = [0] * count
    for i, j in enumerate(places.tolist()):
        order[i] = order[j]
        order[j] = i
    return np.array(order, dtype=np.int64)


def uniforms(key: int, counter: Real, shape: tuple[int, int]) -> Array:
    """Args: key: 64 bits; counter: 0 or more; shape. Returns: numbers in [0, 1), evenly spread, of that shape."""
    recorded = getattr(counter, "record_uniforms", None)
    if recorded is not None:  # a stand-in of the compiler's: it notes the call and draws the same numbers later
        return recorded(key, shape)
    bits = random_bits(key, int(counter), shape[0] * shape[1])
    return ((bits >> np.uint64(11)).astype(np.float64) * 2.0**-53).reshape(shape)
