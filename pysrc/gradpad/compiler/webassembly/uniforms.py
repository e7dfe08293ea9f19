"""Random numbers in [0, 1) inside a module, the same as `gradpad.randomness.uniforms` gives.

A plain loop over the elements in NumPy's order, one 64-bit number each: dropout's masks, the only use, are small.
Key and step are read when the module runs: neither another seed nor a later step needs another module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..planning.lanes import Lanes
from ..planning.storage import Buffer
from ..recording.counters import Draw
from .fragment import BASE
from .shuffle import first_bits, next_bits
from .wasm import Function


@dataclass(frozen=True)
class Chance:
    """Where in the arena the step's number and the keys lie, each as a whole number of 64 bits."""

    step: int
    keys: Mapping[str, int]


def fill_uniforms(f: Function, lanes: Lanes, draw: Draw, chance: Chance, target: Buffer) -> None:
    """Write the code that fills `target`, of shape (rows, columns)."""
    rows, columns = target.shape
    state, z = f.local("i64"), f.local("i64")
    row, column, place, start = (f.local("i32") for _ in range(4))
    float_type = f"f{8 * lanes.size}"
    if isinstance(draw.key, int):
        f.i64(draw.key)
    else:
        f.get(BASE)
        f.memory("i64.load", chance.keys[draw.key])
    f.get(BASE)
    f.memory("i64.load", chance.step)
    f.i64(draw.factor)
    f.op("i64.mul")
    f.i64(draw.offset)
    f.op("i64.add")
    first_bits(f, state)
    f.get(BASE)
    f.set(start)
    f.i32(rows)
    f.set(row)
    f.loop()
    f.get(start)
    f.set(place)
    f.i32(columns)
    f.set(column)
    f.loop()
    f.get(place)
    next_bits(f, state, z)
    f.i64(11)
    f.op("i64.shr_u", "f64.convert_i64_u")
    f.f64(2.0**-53)
    f.op("f64.mul")
    if lanes.size == 4:
        f.op("f32.demote_f64")
    f.memory(f"{float_type}.store", target.offset)
    f.move(place, target.strides[1] * lanes.size)
    f.count_down(column)
    f.end()
    f.move(start, target.strides[0] * lanes.size)
    f.count_down(row)
    f.end()
