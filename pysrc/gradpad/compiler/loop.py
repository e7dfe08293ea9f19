"""The training loop inside the module: shuffle, gather, step, count, and again, as often as the call says.

The arena begins with constants, then come the loop's own numbers (below), run-time scalars, the state, the data, the
order of the examples, and temporary arrays. One function makes a step with a whole batch, another the shorter last
batch of an epoch; the loop that calls them is a third, so that each is optimised as soon as it is hot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .fragment import Assembly, Fragment
from .gather import Records, gather
from .graph import Graph, Shape
from .lanes import LANES, Lanes
from .library import HEAD, Constants, library_of
from .lower import Lowering
from .shuffle import shuffle_function
from .step import StepShapes
from .storage import Arena, Buffer, layout
from .uniforms import Chance
from .wasm import Function, module

# Offsets after the head: the loop's own numbers.
KEY, EPOCH, STEP, POSITION, LOSS_SUM, SEEN = (HEAD + 8 * i for i in range(6))
STEP_NUMBER, BATCH_LOSS = HEAD + 48, HEAD + 64
CURVE_END = HEAD + 80  # how many epochs' losses stand in the curve
CURVE, CURVE_LENGTH = HEAD + 96, 512
CONTROL_END = CURVE + 8 * CURVE_LENGTH


@dataclass(frozen=True)
class LoopProgram:
    """A module and what lies where in its arena: everything that depends on code and shapes, and no data."""

    binary: bytes
    lanes: Lanes
    size: int
    head: bytes
    constants: list[tuple[int, bytes]]
    state: dict[str, Buffer]
    scalars: dict[str, int]
    keys: dict[str, int]
    rows: dict[str, tuple[int, Shape]]  # first column, shape of one example
    records: Records
    count: int
    batch_size: int
    kernels: int


def lower_loop(graphs: Sequence[Graph], shapes: StepShapes, batch_size: int, count: int, dtype: str) -> LoopProgram:
    """Make the module. `graphs`: the step for a whole batch and, where there is one, for the shorter last batch."""
    lanes = LANES[dtype]
    constants, arena = Constants(library_of(lanes)), Arena(CONTROL_END)
    scalar_places = {name: arena.permanent(16) for name in shapes.scalars}
    key_places = {name: arena.permanent(16) for name in shapes.keys}
    state_places = {}
    for name, shape in shapes.state.items():
        where = layout(tuple(shape), lanes)
        state_places[name] = where.at(arena.permanent(where.size))
    columns, width = {}, 0
    for name, shape in shapes.rows.items():
        columns[name] = (width, tuple(shape))
        width += shape[0] if shape else 1
    records = Records(arena.permanent(count * width * lanes.size), width, arena.permanent(4 * count))
    start, end, reach = arena.end, arena.end, 0
    functions: list[Function] = []
    arrays: list[tuple[int, bytes]] = []
    kernels = 0
    for turn, graph in enumerate(graphs):
        batch = count % batch_size if turn else batch_size
        temporary = Arena(end if arrays else start)
        f = Assembly(f"step_{batch}", constants.place)
        fixed: dict[tuple[str, str], Buffer] = {("input", f"state {n}"): b for n, b in state_places.items()}
        for name, place in scalar_places.items():
            fixed["input", f"scalar {name}"] = layout((), lanes).at(place)
        fixed["input", "scalar step"] = layout((), lanes).at(STEP_NUMBER)
        fixed["output", "loss"] = layout((), lanes).at(BATCH_LOSS)
        wanted = []
        for name, (first, shape) in columns.items():
            where = layout((batch, *shape), lanes, 0)
            fixed["input", f"rows {name}"] = where.at(temporary.permanent(where.size))
            wanted.append((first, fixed["input", f"rows {name}"]))
        entry = Fragment()
        gather(entry, lanes, records, batch, wanted, POSITION)
        f.add(entry)
        chance = Chance(STEP, key_places)
        lowering = Lowering(graph, f, lanes, temporary, fixed, tuple(f"rows {n}" for n in columns), chance)
        lowering.emit()
        arrays += lowering.constants
        kernels += len(lowering.plan.kernels)
        end, reach = max(end, temporary.end), max(reach, f.reach)
        functions.append(f.function())
    shuffle = shuffle_function(count, records.order, KEY, EPOCH)
    run = run_function(lanes, batch_size, count, [1, len(functions)])
    binary = module([shuffle, *functions, run], [run, shuffle])
    size = -(-max(end, reach) // 16) * 16
    return LoopProgram(binary, lanes, size, constants.head(), arrays, state_places, scalar_places, key_places, columns,
                       records, count, batch_size, kernels)  # fmt: skip


def run_function(lanes: Lanes, batch: int, count: int, steps: list[int]) -> Function:
    """The loop, run(base, steps) -> steps made: fewer when the curve is full. Function 0 shuffles."""
    f = Function("run", ["i32", "i32"], ["i32"])
    base, wanted, made, position, size = 0, 1, f.local("i32"), f.local("i32"), f.local("i32")

    def load(kind: str, offset: int) -> None:
        f.get(base)
        f.memory(f"{kind}.load", offset)

    f.block()
    f.loop()
    f.get(made)
    f.get(wanted)
    f.op("i32.ge_u")
    f.branch_if(1)
    load("i32", CURVE_END)
    f.i32(CURVE_LENGTH)
    f.op("i32.ge_u")
    f.branch_if(1)
    load("i32", POSITION)
    f.tee(position)
    f.op("i32.eqz")
    f.if_()
    f.get(base)
    f.call(0)
    for offset in (LOSS_SUM, SEEN):
        f.get(base)
        f.i64(0)
        f.memory("i64.store", offset)
    f.end()
    # The step number, as the recorded code sees it.
    f.get(base)
    load("i64", STEP)
    f.op("f64.convert_i64_u")
    if lanes.size == 4:
        f.op("f32.demote_f64")
    f.memory(f"f{8 * lanes.size}.store", STEP_NUMBER)
    f.i32(count - batch)
    f.get(position)
    f.op("i32.ge_u")
    f.if_()
    f.get(base)
    f.call(steps[0])
    f.i32(batch)
    f.set(size)
    f.else_()
    f.get(base)
    f.call(steps[1])
    f.i32(count % batch or batch)
    f.set(size)
    f.end()
    # The loss of the epoch so far, a sum over examples, in float64.
    f.get(base)
    load("f64", LOSS_SUM)
    load(f"f{8 * lanes.size}", BATCH_LOSS)
    if lanes.size == 4:
        f.op("f64.promote_f32")
    f.get(size)
    f.op("f64.convert_i32_u", "f64.mul", "f64.add")
    f.memory("f64.store", LOSS_SUM)
    f.get(base)
    f.get(position)
    f.get(size)
    f.op("i32.add")
    f.tee(position)
    f.op("i64.extend_i32_u")
    f.memory("i64.store", SEEN)
    for offset in (STEP,):
        _count_up(f, base, offset)
    f.get(position)
    f.i32(count)
    f.op("i32.ge_u")
    f.if_()
    f.get(base)
    load("i32", CURVE_END)
    f.i32(3)
    f.op("i32.shl", "i32.add")
    load("f64", LOSS_SUM)
    f.i32(count)
    f.op("f64.convert_i32_u", "f64.div")
    f.memory("f64.store", CURVE)
    f.get(base)
    load("i32", CURVE_END)
    f.i32(1)
    f.op("i32.add")
    f.memory("i32.store", CURVE_END)
    _count_up(f, base, EPOCH)
    f.i32(0)
    f.set(position)
    f.end()
    f.get(base)
    f.get(position)
    f.memory("i32.store", POSITION)
    f.get(made)
    f.i32(1)
    f.op("i32.add")
    f.set(made)
    f.branch(0)
    f.end()
    f.end()
    f.get(made)
    return f


def _count_up(f: Function, base: int, offset: int) -> None:
    f.get(base)
    f.get(base)
    f.memory("i64.load", offset)
    f.i64(1)
    f.op("i64.add")
    f.memory("i64.store", offset)
