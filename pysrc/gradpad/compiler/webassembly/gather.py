"""Copies the examples of one batch, picked by the shuffled order, to where the step expects them.

The data lie in the arena as records, one example after another, its columns side by side. The batch is wanted with
the examples along the lanes (or, for very small batches, as rows). Lanes beyond the last example repeat it, so that
they hold ordinary numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..planning.lanes import Lanes
from ..planning.storage import Buffer
from .fragment import BASE
from .wasm import Function

UNROLLED = 8  # vectors


@dataclass(frozen=True)
class Records:
    """Where the data lie: `columns` numbers an example, from `offset`; the order, as 32-bit numbers, at `order`."""

    offset: int
    columns: int
    order: int


class Gather:
    """The code for one batch.

    Args: wanted: (first column, where to) for each rows input; position: where the first place in the order stands.
    """

    def __init__(self, f: Function, lanes: Lanes, records: Records, batch: int, wanted: list[tuple[int, Buffer]],
                 position: int) -> None:  # fmt: skip
        self.f, self.lanes, self.records, self.batch, self.wanted = f, lanes, records, batch, wanted
        self.position = position
        self.along = all(buffer.lane_axis == 0 and buffer.strides[0] == 1 for _, buffer in wanted)
        self.group = lanes.width if self.along else 1  # examples that are copied together
        self.place = f.local("i32")  # address of the batch's first entry in the order
        self.examples = [f.local("i32") for _ in range(self.group)]  # their addresses, less the data's offset
        self.target = f.local("i32")

    def emit(self) -> None:
        f = self.f
        f.get(BASE)
        f.memory("i32.load", self.position)
        f.i32(2)
        f.op("i32.shl")
        f.get(BASE)
        f.op("i32.add")
        f.set(self.place)
        f.get(BASE)
        f.set(self.target)
        full, rest = divmod(self.batch, self.group)
        if full > UNROLLED and self.along:
            self._loop(full)
            full = 0
        for turn in range(full):
            self._copy(turn, self.group)
        if rest:
            self._copy(full, rest)

    def _loop(self, turns: int) -> None:
        counter = self.f.local("i32")
        self.f.i32(turns)
        self.f.set(counter)
        self.f.loop()
        self._copy(0, self.group)
        self.f.move(self.place, 4 * self.group)
        self.f.move(self.target, self.lanes.size * self.group)
        self.f.count_down(counter)
        self.f.end()

    def _copy(self, turn: int, count: int) -> None:
        """Copy the examples of one group, all their columns; the last of `count` stands for those beyond it."""
        f, lanes = self.f, self.lanes
        for lane, example in enumerate(self.examples):
            self._find(turn * self.group + min(lane, count - 1), example)
        for first, buffer in self.wanted:
            columns = buffer.shape[1] if len(buffer.shape) > 1 else 1
            stride = buffer.strides[1] if len(buffer.strides) > 1 else 0
            for column in range(columns):
                where = buffer.offset + (turn * self.group * buffer.strides[0] + column * stride) * lanes.size
                f.get(self.target)
                self._pick(self.records.offset + (first + column) * lanes.size)
                if self.along:
                    f.memory("v128.store", where)
                else:
                    f.memory(lanes.store_lane, where)
                    f.lane(0)

    def _find(self, entry: int, example: int) -> None:
        """Set a local to the address of the example that stands at an entry of the order, less the data's offset."""
        f = self.f
        f.get(self.place)
        f.memory("i32.load", self.records.order + 4 * entry)
        f.i32(self.records.columns * self.lanes.size)
        f.op("i32.mul")
        f.get(BASE)
        f.op("i32.add")
        f.set(example)

    def _pick(self, offset: int) -> None:
        """Leave a vector on the stack: one column of each example of the group."""
        for example in reversed(self.examples):
            self.f.get(example)
        self.f.memory(self.lanes.load_splat, offset)
        for lane in range(1, self.group):
            self.f.memory(self.lanes.load_lane, offset)
            self.f.lane(lane)
