"""Writes the instructions of one loop nest.

Addresses are `pointer + constant`: the pointer is the arena's base plus what the loops have moved by so far, the
constant is where the array lies plus the place within the tile. Arrays that move alike share a pointer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from .errors import CompileError
from .lanes import Lanes
from .library import Library
from .tape import Nest, Step, Tape
from .tiling import Tiling, choose
from .wasm import Function

GROUP = 4  # at most so many points have their arithmetic interleaved
BASE = 0  # the parameter that holds the arena's address
Point = dict[int, int]  # axis -> place in elements, relative to the pointers
COMBINE = {"sum": "add", "max": "maximum", "min": "minimum"}
START = {"sum": 0.0, "max": float("-inf"), "min": float("inf")}


class Registers:
    """Local variables of one function, handed out and given back in bulk."""

    def __init__(self, function: Function, kind: str = "v128") -> None:
        self.function, self.kind = function, kind
        self._free: list[int] = []

    def take(self) -> int:
        return self._free.pop() if self._free else self.function.local(self.kind)

    def give_back(self, locals_: Sequence[int]) -> None:
        self._free.extend(locals_)


class KernelCode:
    """One nest, written into one function."""

    def __init__(self, nest: Nest, f: Function, lanes: Lanes, library: Library, registers: Registers,
                 counters: Registers, tiling: Tiling | None = None) -> None:  # fmt: skip
        self.nest, self.f, self.lanes, self.library = nest, f, lanes, library
        self.registers, self.counters = registers, counters
        self.tiling = tiling or choose(nest, lanes)
        self.reach = 0  # the first byte beyond everything that is read or written
        self._looped = self._looped_axes()
        self._pointers: dict[tuple[int, ...], int] = {}

    def emit(self) -> None:
        if 0 in self.nest.lengths:
            return
        self._make_pointers()
        self._own_loops(0, {})
        self.counters.give_back(list(self._pointers.values()))

    # Loops and pointers.

    def _looped_axes(self) -> list[int]:
        own = [axis for axis, looped in enumerate(self.tiling.looped) if looped]
        return own + [len(self.nest.lengths) + i for i, looped in enumerate(self.tiling.sum_looped) if looped]

    def _movement(self, strides: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
        """Bytes that an access moves by for one element along each looped axis."""
        table = dict(strides)
        return tuple(table.get(axis, 0) * self.lanes.size for axis in self._looped)

    def _make_pointers(self) -> None:
        accesses = [step.strides for tape in (self.nest.source, self.nest.body) for step in tape.loads()]
        accesses += [tuple(enumerate(buffer.strides)) for _, buffer in self.nest.stores]
        for strides in accesses:
            movement = self._movement(strides)
            if any(movement) and movement not in self._pointers:
                pointer = self._pointers[movement] = self.counters.take()
                self.f.get(BASE)
                self.f.set(pointer)

    def _advance(self, axis: int, elements: int) -> None:
        place = self._looped.index(axis)
        for movement, pointer in self._pointers.items():
            if movement[place]:
                self.f.get(pointer)
                self.f.i32(movement[place] * elements)
                self.f.op("i32.add")
                self.f.set(pointer)

    def _loop(self, axis: int, turns: int, elements: int, body: Callable[[], None]) -> None:
        """Repeat `body`, moving the pointers on by `elements` each time and back at the end."""
        counter = self.counters.take()
        self.f.i32(turns)
        self.f.set(counter)
        self.f.loop()
        body()
        self._advance(axis, elements)
        self.f.get(counter)
        self.f.i32(1)
        self.f.op("i32.sub")
        self.f.tee(counter)
        self.f.branch_if(0)
        self.f.end()
        self._advance(axis, -turns * elements)
        self.counters.give_back([counter])

    def _own_loops(self, axis: int, tile: dict[int, range]) -> None:
        """All tiles along this axis and those after it; `tile` gives the ranges chosen so far, in elements."""
        if axis == len(self.nest.lengths):
            self._tile(tile)
            return
        unit = self.lanes.width if axis == self.tiling.out_lane else 1
        count, size = self.tiling.counts[axis], self.tiling.tile[axis]
        full = count // size

        def inner(start: int, length: int) -> None:
            places = range(start * unit, (start + length) * unit, unit)
            self._own_loops(axis + 1, {**tile, axis: places})

        if self.tiling.looped[axis] and full > 1:
            self._loop(axis, full, size * unit, lambda: inner(0, size))
        else:
            for turn in range(full):
                inner(turn * size, size)
        if count % size:
            inner(full * size, count % size)

    # One tile.

    def _tile(self, tile: dict[int, range]) -> None:
        shared: dict[object, int] = {}
        held: list[int] = []
        points = [dict(zip(tile, places, strict=True)) for places in product(*tile.values())]
        results: dict[object, int] = {}
        if self.nest.reduction is not None:
            results = self._reduce(tile, points)
            held.extend(set(results.values()))
        for group in _even_groups(points):
            own: list[int] = []
            run = _Run(self, self.nest.body, group, self.tiling.out_lane, shared, own, held)
            if results:
                run.reduced = [results[_key(point)] for point in group]
            for step, buffer in self.nest.stores:
                strides = tuple(enumerate(buffer.strides))
                for point, value in zip(group, run.values(step), strict=True):
                    address, offset = self._address(strides, buffer.offset, point)
                    self.f.get(address)
                    self.f.get(value)
                    self._store(offset, dict(strides))
            self.registers.give_back(own)
        self.registers.give_back(held)

    def _store(self, offset: int, strides: dict[int, int]) -> None:
        lane = self.tiling.out_lane
        if lane is not None and strides.get(lane, 0) != 1:
            raise CompileError("a result would be stored across its lanes")
        self.f.memory("v128.store", offset)

    def _reduce(self, tile: dict[int, range], points: list[Point]) -> dict[object, int]:
        """Sum over the reduced axes: a register for each point of the tile."""
        across = self.tiling.lane != self.tiling.out_lane
        lane, width = self.tiling.out_lane, self.lanes.width
        parts = points
        if across and lane is not None:
            parts = [{**point, lane: point[lane] + i} for point in points for i in range(width)]
            ranges = {axis: len(places) for axis, places in tile.items()}
            ranges[lane] *= width
        else:
            ranges = {axis: len(places) for axis, places in tile.items()}
        # The axis with more places outermost: then the fewest loaded values wait in registers.
        parts = sorted(parts, key=lambda part: [part[axis] for axis in sorted(ranges, key=lambda a: -ranges[a])])
        sums = {_key(part): self.registers.take() for part in parts}
        started = any(self.tiling.sum_looped)
        if started:
            for register in sums.values():
                self.constant(START[self.nest.reduction or "sum"])
                self.f.set(register)
        self._started = started
        self._sum_loops(0, {}, parts, sums, False)
        if not across:
            return sums
        out: dict[object, int] = {}
        for point in points:
            if lane is None:
                group = [sums[_key(point)]] * width
            else:
                group = [sums[_key({**point, lane: point[lane] + i})] for i in range(width)]
            self._across(group)
            self.f.set(group[0])
            out[_key(point)] = group[0]
            self.registers.give_back(sorted(set(group[1:]) - {group[0]}))
        return out

    def _sum_loops(self, depth: int, at: Point, parts: list[Point], sums: dict[object, int], masked: bool) -> None:
        if depth == len(self.nest.reduced):
            self._accumulate(at, parts, sums, masked)
            return
        axis = len(self.nest.lengths) + depth
        unit = self.lanes.width if axis == self.tiling.lane else 1
        full = self.nest.reduced[depth] // unit
        unroll = self.tiling.sum_unroll[depth]

        def inner(start: int, length: int, mask: bool = masked) -> None:
            for place in range(start, start + length):
                self._sum_loops(depth + 1, {**at, axis: place * unit}, parts, sums, mask)

        turns = full // unroll
        if self.tiling.sum_looped[depth] and turns > 1:
            self._loop(axis, turns, unroll * unit, lambda: inner(0, unroll))
            inner(turns * unroll, full % unroll)
        else:
            inner(0, full)
        if self.nest.reduced[depth] % unit:
            inner(full, 1, True)

    def _accumulate(self, at: Point, parts: list[Point], sums: dict[object, int], masked: bool) -> None:
        """Add one term to every sum of the tile."""
        reduction, f = self.nest.reduction or "sum", self.f
        combine = self.lanes.instruction(COMBINE[reduction])
        assert combine is not None
        shared: dict[object, int] = {}
        held: list[int] = []
        for part in parts:
            own: list[int] = []
            run = _Run(self, self.nest.source, [{**part, **at}], self.tiling.lane, shared, own, held)
            (value,) = run.values(self.nest.result)
            register = sums[_key(part)]
            if self._started:
                f.get(register)
            f.get(value)
            if masked:
                self._mask(reduction)
            if self._started:
                f.op(combine)
            f.set(register)
            self.registers.give_back(own)
        self._started = True
        self.registers.give_back(held)

    def _mask(self, reduction: str) -> None:
        """Make the lanes beyond the end of the summed axis harmless."""
        lane = self.tiling.lane
        assert lane is not None
        mask = self.lanes.mask(self.nest.reduced[lane - len(self.nest.lengths)] % self.lanes.width)
        if reduction == "sum":
            self.f.v128(mask)
            self.f.op("v128.and")
        else:
            self.constant(START[reduction])
            self.f.v128(mask)
            self.f.op("v128.bitselect")

    def _across(self, group: list[int]) -> None:
        """Combine the lanes of each of `width` vectors; the results, side by side, are left on the stack."""
        combine = self.lanes.instruction(COMBINE[self.nest.reduction or "sum"])
        assert combine is not None
        pick = self.lanes.pick

        def pair(a: int, b: int) -> None:
            low, high = (pick(0, 2), pick(1, 3)) if self.lanes.width == 2 else (pick(0, 4, 1, 5), pick(2, 6, 3, 7))
            for pattern in (low, high):
                self.f.get(a)
                self.f.get(b)
                self.f.shuffle(pattern)
            self.f.op(combine)

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

    # Addresses and constants.

    def _address(self, strides: tuple[tuple[int, int], ...], offset: int, point: Point) -> tuple[int, int]:
        """The local that holds the pointer, and the constant to add."""
        size = self.lanes.size
        far = offset
        for axis, stride in strides:
            offset += point.get(axis, 0) * stride * size
            lengths = (*self.nest.lengths, *self.nest.reduced)
            far += (self.lanes.padded(lengths[axis]) - 1) * stride * size
        self.reach = max(self.reach, far + 16)
        movement = self._movement(strides)
        return (self._pointers[movement] if any(movement) else BASE), offset

    def load(self, step: Step, point: Point, lane: int | None) -> None:
        """Leave a vector on the stack: one number spread, neighbours, or numbers picked up one by one."""
        pointer, offset = self._address(step.strides, step.offset, point)
        stride = dict(step.strides).get(lane, 0) if lane is not None else 0
        if stride == 1:
            self.f.get(pointer)
            self.f.memory("v128.load", offset)
            return
        if stride == 0:
            self.f.get(pointer)
            self.f.memory(self.lanes.load_splat, offset)
            return
        for _ in range(self.lanes.width):
            self.f.get(pointer)
        self.f.memory(self.lanes.load_splat, offset)
        for i in range(1, self.lanes.width):
            self.f.memory_lane(self.lanes.load_lane, offset + i * stride * self.lanes.size, i)

    def constant(self, number: float) -> None:
        """Leave a vector with this number in every lane on the stack."""
        if number == 0.0 and str(number) == "0.0":
            self.f.v128(bytes(16))
            return
        self.f.get(BASE)
        self.f.memory("v128.load", self.library.constant(number))


class _Run:
    """A tape at a few points at once: each step's values in registers, one for each point."""

    def __init__(self, code: KernelCode, tape: Tape, points: list[Point], lane: int | None,
                 shared: dict[object, int], own: list[int], held: list[int]) -> None:  # fmt: skip
        self.code, self.tape, self.points, self.lane = code, tape, points, lane
        self.shared, self.own, self.held = shared, own, held
        self.known: dict[int, list[int]] = {}
        self.reduced: list[int] = []

    def values(self, number: int) -> list[int]:
        """The registers with a step's values; computes them if they are not there yet."""
        if number in self.known:
            return self.known[number]
        step = self.tape.steps[number]
        if step.op == "reduced":
            return self.reduced
        if len(step.axes) == len(self.points[0]):
            out = self._compute(step, self.points)
            self.own.extend(out)
        else:
            out = self._shared(number, step)
        self.known[number] = out
        return out

    def _shared(self, number: int, step: Step) -> list[int]:
        """Values that several points of the tile have in common."""
        axes = sorted(step.axes)
        keys = [(number, *(point[axis] for axis in axes)) for point in self.points]
        new = {key: point for key, point in zip(keys, self.points, strict=True) if key not in self.shared}
        if new:
            registers = self._compute(step, list(new.values()))
            self.held.extend(registers)
            self.shared.update(zip(new, registers, strict=True))
        return [self.shared[key] for key in keys]

    def _compute(self, step: Step, points: list[Point]) -> list[int]:
        code, f = self.code, self.code.f
        if step.arguments:
            table = [dict(zip(map(_key, self.points), self.values(a), strict=True)) for a in step.arguments]
            arguments = [[column[_key(point)] for column in table] for point in points]
            steps = [self.tape.steps[argument] for argument in step.arguments]
            constants = [s.constant if s.op == "constant" else None for s in steps]
            out = [code.registers.take() for _ in points]
            code.library.emit(f, step.op, arguments, constants, out)
            return out
        out = []
        for point in points:
            if step.op == "load":
                code.load(step, point, self.lane)
            elif step.op == "constant":
                code.constant(step.constant)
            else:
                f.v128(b"\xff" * 16 if step.constant else bytes(16))
            out.append(code.registers.take())
            f.set(out[-1])
        return out


def _even_groups(points: list[Point]) -> list[list[Point]]:
    count = -(-len(points) // GROUP)
    cuts = [len(points) * i // count for i in range(count + 1)]
    return [points[a:b] for a, b in zip(cuts, cuts[1:], strict=False)]


def _key(point: Point) -> tuple[int, ...]:
    return tuple(point[axis] for axis in sorted(point))
