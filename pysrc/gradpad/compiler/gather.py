"""Copies the examples of one batch, picked by the shuffled order, to where the step expects them.

The data lie in the arena as records, one example after another, its columns side by side. The batch is wanted with
the examples along the lanes (or, for very small batches, as rows). Lanes beyond the last example repeat it, so that
they hold ordinary numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from .fragment import BASE
from .lanes import Lanes
from .storage import Buffer
from .wasm import Function

UNROLLED = 8  # vectors


@dataclass(frozen=True)
class Records:
    """Where the data lie: `columns` numbers an example, from `offset`; the order, as 32-bit numbers, at `order`."""

    offset: int
    columns: int
    order: int


def gather(
    f: Function, lanes: Lanes, records: Records, batch: int, wanted: list[tuple[int, Buffer]], position: int
) -> None:
    """Write the code.

    Args: wanted: (first column, where to) for each rows input; position: where the first place in the order stands.
    """
    place = f.local("i32")  # address of the batch's first entry in the order
    f.get(BASE)
    f.memory("i32.load", position)
    f.i32(2)
    f.op("i32.shl")
    f.get(BASE)
    f.op("i32.add")
    f.set(place)
    along = all(buffer.lane_axis == 0 and buffer.strides[0] == 1 for _, buffer in wanted)
    group = lanes.width if along else 1
    pointers = [f.local("i32") for _ in range(group)]
    target = f.local("i32")
    f.get(BASE)
    f.set(target)
    full, rest = divmod(batch, group)

    def one(turn: int, count: int) -> None:
        for lane in range(group):
            _record(f, lanes, records, place, turn * group + min(lane, count - 1), pointers[lane])
        for first, buffer in wanted:
            columns = buffer.shape[1] if len(buffer.shape) > 1 else 1
            for column in range(columns):
                source = records.offset + (first + column) * lanes.size
                stride = buffer.strides[1] if len(buffer.strides) > 1 else 0
                where = buffer.offset + (turn * group * buffer.strides[0] + column * stride) * lanes.size
                f.get(target)
                _vector(f, lanes, pointers, source)
                if along:
                    f.memory("v128.store", where)
                else:
                    f.memory_lane(lanes.store_lane, where, 0)

    turns = full
    if full > UNROLLED and along:
        counter = f.local("i32")
        f.i32(full)
        f.set(counter)
        f.loop()
        one(0, group)
        for pointer, step in ((place, 4 * group), (target, lanes.size * group)):
            f.get(pointer)
            f.i32(step)
            f.op("i32.add")
            f.set(pointer)
        f.get(counter)
        f.i32(1)
        f.op("i32.sub")
        f.tee(counter)
        f.branch_if(0)
        f.end()
        turns = 0
    else:
        for turn in range(full):
            one(turn, group)
    if rest:
        one(turns, rest)


def _record(f: Function, lanes: Lanes, records: Records, place: int, entry: int, pointer: int) -> None:
    """Address of the example that stands at an entry of the order, less the data's offset."""
    f.get(place)
    f.memory("i32.load", records.order + 4 * entry)
    f.i32(records.columns * lanes.size)
    f.op("i32.mul")
    f.get(BASE)
    f.op("i32.add")
    f.set(pointer)


def _vector(f: Function, lanes: Lanes, pointers: list[int], offset: int) -> None:
    for pointer in reversed(pointers):
        f.get(pointer)
    f.memory(lanes.load_splat, offset)
    for lane in range(1, len(pointers)):
        f.memory_lane(lanes.load_lane, offset, lane)
