"""How a loop nest is cut: along which axis the vector lanes run, how large a tile is kept in registers, what is
written out and what is looped.

A tile of t × u sums needs t + u loads for t · u products: the larger the tile, the fewer loads, until the sixteen
registers are full. Short loops are written out; long ones are kept, so that the module stays small.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod

from .lanes import Lanes
from .tape import Nest, Step

REGISTERS = 14
UNROLLED = 250  # instructions; beyond, an axis is looped
UNROLLED_SUM = 100  # the same for a loop of a sum


@dataclass
class Tiling:
    """`lane` is the axis of the lanes while summing, `out_lane` afterwards; `tile` is in vectors along `out_lane`."""

    lane: int | None
    out_lane: int | None
    counts: list[int]  # steps along each of the kernel's own axes (in vectors along out_lane)
    tile: list[int]
    looped: list[bool]
    sum_counts: list[int]  # steps along each summed axis (in vectors along `lane`)
    sum_unroll: list[int]  # how many are written out in a row; all of them if not looped
    sum_looped: list[bool]


def choose(nest: Nest, lanes: Lanes) -> Tiling:
    """Cut a nest."""
    out_lane = _out_lane(nest)
    counts = [lanes.vectors(n) if axis == out_lane else n for axis, n in enumerate(nest.lengths)]
    candidates = [out_lane, *range(len(nest.lengths), len(nest.lengths) + len(nest.reduced))]
    lane = min(candidates, key=lambda axis: _sum_cost(nest, lanes, axis, out_lane)) if nest.reduced else out_lane
    sum_counts = [lanes.vectors(n) if lane == len(nest.lengths) + i else n for i, n in enumerate(nest.reduced)]
    tile = _tile(nest, lanes, counts, lane, out_lane)
    tiling = Tiling(lane, out_lane, counts, tile, [], sum_counts, [], [])
    _unroll(nest, lanes, tiling)
    return tiling


def _out_lane(nest: Nest) -> int | None:
    """The axis that is contiguous in what is stored."""
    return next((store.lane for store in nest.stores if store.lane is not None), None)


def _load_cost(step: Step, lane: int | None, lanes: Lanes) -> float:
    stride = dict(step.strides).get(lane, 0) if lane is not None else 0
    return 1.0 if stride in (0, 1) else lanes.width * 1.5


def _sum_cost(nest: Nest, lanes: Lanes, lane: int | None, out_lane: int | None) -> float:
    """An estimate of the whole sum's instructions with the lanes along this axis."""
    lengths = [*nest.lengths, *nest.reduced]
    points = prod(lanes.vectors(n) if axis == lane else n for axis, n in enumerate(lengths))
    loads = sum(_load_cost(step, lane, lanes) for step in nest.source.loads())
    across = 0.0 if lane == out_lane else 1.5 * prod(nest.lengths)
    return points * (0.7 * loads + 2.0) + across


def _tile(nest: Nest, lanes: Lanes, counts: list[int], lane: int | None, out_lane: int | None) -> list[int]:
    """The tile of sums with the fewest loads for the whole nest that fits the registers."""
    if not nest.reduced:
        return [1] * len(counts)
    loads = [sorted(axis for axis in step.axes if axis < len(counts)) for step in nest.source.loads()]
    wide = [lanes.width if lane != out_lane and axis == out_lane else 1 for axis in range(len(counts))]
    best: tuple[float, int, list[int]] | None = None
    for tile in product(*[range(1, min(count, 6) + 1) for count in counts]):
        points = prod(tile)
        sums = points * prod(wide)
        if sums + 2 > REGISTERS and points > 1:
            continue
        groups = [prod([tile[axis] * wide[axis] for axis in axes]) for axes in loads]
        if sums + min(groups, default=0) + 2 > REGISTERS and points > 1:
            continue
        tiles, remainders = 1, 0
        for count, length in zip(counts, tile, strict=True):
            tiles *= -(-count // length)
            remainders += count % length != 0
        work = tiles * (sum(groups) + 2.0 * sums + 2)
        key = (work * (1 + 0.02 * remainders), -points, list(tile))
        if best is None or key < best:
            best = key
    assert best is not None
    return best[2]


def _unroll(nest: Nest, lanes: Lanes, tiling: Tiling) -> None:
    """Write out from the inside as long as the code stays short."""
    across = lanes.width if tiling.lane != tiling.out_lane else 1
    size = prod(tiling.tile) * across * (len(nest.source.steps) + 1) if nest.reduced else 0
    for count in reversed(tiling.sum_counts):
        if size * count <= UNROLLED_SUM or count == 1:
            tiling.sum_looped.insert(0, False)
            tiling.sum_unroll.insert(0, count)
            size *= count
        else:
            unroll = max(1, min(count // 2, UNROLLED_SUM // (2 * size)))
            tiling.sum_looped.insert(0, True)
            tiling.sum_unroll.insert(0, unroll)
            size *= unroll
    size += prod(tiling.tile) * nest.body.cost()
    looped = [False] * len(tiling.counts)
    for axis in reversed(range(len(tiling.counts))):
        tiles = -(-tiling.counts[axis] // tiling.tile[axis])
        if size * tiles > UNROLLED and tiles > 1:
            looped[axis] = True
        else:
            size *= tiles
    tiling.looped = looped
