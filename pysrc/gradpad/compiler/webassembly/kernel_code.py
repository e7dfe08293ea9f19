"""Writes the instructions of one loop nest: its loops, its tiles, and the sums of each tile.

Addresses are `pointer + constant`: the pointer is the arena's base plus what the loops have moved by so far, the
constant is where the array lies plus the place within the tile. Arrays that move alike share a pointer. A `Point` is
a place within the tile: for each axis, in elements from where the pointers are.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product

from ..planning.lanes import Lanes
from ..planning.tape import Nest
from ..planning.tiling import choose
from .fragment import BASE, Fragment, Mark
from .library import library_of
from .point_code import PointCode, Registers

GROUP = 4  # at most so many points have their arithmetic interleaved
Point = tuple[int, ...]
COMBINE = {"sum": "add", "max": "maximum", "min": "minimum"}
START = {"sum": 0.0, "max": float("-inf"), "min": float("inf")}


class KernelCode:
    """One nest, written into a fragment of its own."""

    def __init__(self, nest: Nest, lanes: Lanes) -> None:
        self.nest, self.lanes, self.library = nest, lanes, library_of(lanes)
        self.f = Fragment(len(nest.arrays))
        self.registers, self.counters = Registers(self.f), Registers(self.f, "i32")
        self.tiling = choose(nest, lanes)
        self.looped = [axis for axis, looped in enumerate(self.tiling.looped) if looped]
        self.looped += [len(nest.lengths) + i for i, looped in enumerate(self.tiling.sum_looped) if looped]
        self._pointers: dict[tuple[int, ...], int] = {}
        self._sums = PointCode(self, nest.source, self.tiling.lane)
        self._body = PointCode(self, nest.body, self.tiling.out_lane)
        self.combine = lanes.instruction(COMBINE[nest.reduction or "sum"]) or ""

    def fragment(self) -> Fragment:
        """The code; the order of its arrays is the nest's."""
        if 0 not in self.nest.lengths:
            self._sums.prepare()
            self._body.prepare()
            self._own_loops(0, [])
        return self.f

    # Loops and pointers.

    def pointer(self, strides: tuple[tuple[int, int], ...]) -> int:
        """The local variable that moves as an array with these strides does."""
        table = dict(strides)
        movement = tuple([table.get(axis, 0) * self.lanes.size for axis in self.looped])
        if not any(movement):
            return BASE
        if movement not in self._pointers:
            pointer = self._pointers[movement] = self.counters.take()
            self.f.get(BASE)
            self.f.set(pointer)
        return self._pointers[movement]

    def _advance(self, axis: int, elements: int) -> None:
        place = self.looped.index(axis)
        for movement, pointer in self._pointers.items():
            if movement[place]:
                self.f.move(pointer, movement[place] * elements)

    def _loop(self, axis: int, turns: int, elements: int, body: Callable[[], None]) -> None:
        """Repeat `body`, moving the pointers on by `elements` each time and back at the end."""
        counter = self.counters.take()
        self.f.i32(turns)
        self.f.set(counter)
        self.f.loop()
        body()
        self._advance(axis, elements)
        self.f.count_down(counter)
        self.f.end()
        self._advance(axis, -turns * elements)
        self.counters.give_back([counter])

    def _again(self, mark: Mark, axis: int, elements: int, times: int) -> None:
        """Write what was written since the mark so many times more, each so many elements further."""
        for _ in range(times):
            mark = self.f.again(mark, axis, elements)

    def _own_loops(self, axis: int, tile: list[range]) -> None:
        """All tiles along this axis and those after it; `tile` has the ranges chosen so far, in elements."""
        if axis == len(self.nest.lengths):
            self._tile(tile)
            return
        unit = self.lanes.width if axis == self.tiling.out_lane else 1
        count, size = self.tiling.counts[axis], self.tiling.tile[axis]
        full = count // size

        def inner(start: int, length: int) -> None:
            self._own_loops(axis + 1, [*tile, range(start * unit, (start + length) * unit, unit)])

        if self.tiling.looped[axis] and full > 1:
            self._loop(axis, full, size * unit, lambda: inner(0, size))
        elif full:
            mark = self.f.mark()
            inner(0, size)
            self._again(mark, axis, size * unit, full - 1)
        if count % size:
            inner(full * size, count % size)

    # One tile.

    def _tile(self, tile: list[range]) -> None:
        points: list[Point] = list(product(*tile))
        sums = self._reduce(tile, points) if self.nest.reduction is not None else {}
        self._body.new_tile()
        for group in _even_groups(points):
            values = self._body.values(group, [sums[point] for point in group] if sums else [])
            for place, store in enumerate(self.nest.stores):
                for point, value in zip(group, values[store.step], strict=True):
                    self._body.store(place, point, value)
            self._body.forget_group()
        self._body.forget_tile()
        self.registers.give_back(sorted(set(sums.values())))

    def _reduce(self, tile: list[range], points: list[Point]) -> dict[Point, int]:
        """Sum over the reduced axes: a register for each point of the tile."""
        across, lane, width = self.tiling.lane != self.tiling.out_lane, self.tiling.out_lane, self.lanes.width
        sizes = [len(places) for places in tile]
        parts = points
        if across and lane is not None:
            sizes[lane] *= width
            parts = [_moved(point, lane, i) for point in points for i in range(width)]
        # The axis with more places outermost: then the fewest loaded values wait in registers.
        order = sorted(range(len(sizes)), key=lambda axis: -sizes[axis])
        parts = sorted(parts, key=lambda part: [part[axis] for axis in order])
        sums = {part: self.registers.take() for part in parts}
        self._started = any(self.tiling.sum_looped)
        if self._started:
            for register in sums.values():
                self.library.load_constant(self.f, START[self.nest.reduction or "sum"])
                self.f.set(register)
        self._sum_loops(0, (), parts, sums, False)
        if not across:
            return sums
        out: dict[Point, int] = {}
        for point in points:
            group = [sums[point if lane is None else _moved(point, lane, i)] for i in range(width)]
            self._across(group)
            self.f.set(group[0])
            out[point] = group[0]
            self.registers.give_back(sorted(set(group[1:]) - {group[0]}))
        return out

    def _sum_loops(self, depth: int, at: Point, parts: list[Point], sums: dict[Point, int], masked: bool) -> None:
        if depth == len(self.nest.reduced):
            self._accumulate(at, parts, sums, masked)
            return
        axis = len(self.nest.lengths) + depth
        unit = self.lanes.width if axis == self.tiling.lane else 1
        full = self.nest.reduced[depth] // unit
        unroll = self.tiling.sum_unroll[depth]

        def inner(start: int, length: int, masked_now: bool = masked) -> None:
            for place in range(start, start + length):
                begun, mark = self._started, self.f.mark()
                self._sum_loops(depth + 1, (*at, place * unit), parts, sums, masked_now)
                if begun:  # what follows is the same: only the very first term is written otherwise
                    self._again(mark, axis, unit, start + length - place - 1)
                    return

        turns = full // unroll
        if self.tiling.sum_looped[depth] and turns > 1:
            self._loop(axis, turns, unroll * unit, lambda: inner(0, unroll))
            inner(turns * unroll, full % unroll)
        else:
            inner(0, full)
        if self.nest.reduced[depth] % unit:
            inner(full, 1, True)

    def _accumulate(self, at: Point, parts: list[Point], sums: dict[Point, int], masked: bool) -> None:
        """Add one term to every sum of the tile."""
        f = self.f
        self._sums.new_tile()
        for part in parts:
            value = self._sums.values([part + at], [])[self.nest.result][0]
            if self._started:
                f.get(sums[part])
            f.get(value)
            if masked:
                self._mask()
            if self._started:
                f.op(self.combine)
            f.set(sums[part])
            self._sums.forget_group()
        self._started = True
        self._sums.forget_tile()

    def _mask(self) -> None:
        """Make the lanes beyond the end of the summed axis harmless."""
        lane, reduction = self.tiling.lane, self.nest.reduction or "sum"
        assert lane is not None
        mask = self.lanes.mask(self.nest.reduced[lane - len(self.nest.lengths)] % self.lanes.width)
        if reduction == "sum":
            self.f.v128(mask)
            self.f.op("v128.and")
        else:
            self.library.load_constant(self.f, START[reduction])
            self.f.v128(mask)
            self.f.op("v128.bitselect")

    def _across(self, group: list[int]) -> None:
        """Combine the lanes of each of `width` vectors; the results, side by side, are left on the stack."""
        pick = self.lanes.pick
        low, high = (pick(0, 2), pick(1, 3)) if self.lanes.width == 2 else (pick(0, 4, 1, 5), pick(2, 6, 3, 7))

        def pair(a: int, b: int) -> None:
            for pattern in (low, high):
                self.f.get(a)
                self.f.get(b)
                self.f.shuffle(pattern)
            self.f.op(self.combine)

        if self.lanes.width == 2:
            pair(*group)
            return
        first, second = self.registers.take(), self.registers.take()
        pair(group[0], group[2])  # a0+a2 c0+c2 a1+a3 c1+c3
        self.f.set(first)
        pair(group[1], group[3])
        self.f.set(second)
        pair(first, second)
        self.registers.give_back([first, second])


def _moved(point: Point, axis: int, by: int) -> Point:
    return (*point[:axis], point[axis] + by, *point[axis + 1 :])


def _even_groups(points: list[Point]) -> list[list[Point]]:
    count = -(-len(points) // GROUP)
    cuts = [len(points) * i // count for i in range(count + 1)]
    return [points[a:b] for a, b in pairwise(cuts)]
