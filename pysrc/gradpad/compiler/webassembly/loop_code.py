"""The training loop's own instructions: begin an epoch, make a step, end the epoch, and again."""

from __future__ import annotations

from ..planning.lanes import Lanes
from .library import HEAD
from .wasm import Function

# Offsets after the arena's head: the loop's own numbers.
KEY, EPOCH, STEP, POSITION = (HEAD + 8 * i for i in range(4))
STEP_NUMBER, CONTROL_END = HEAD + 32, HEAD + 48


class LoopCode:
    """The function run(base, steps).

    Args: batch, count: examples in a batch and in all; shuffle: number of the function that makes an epoch's order;
          whole, last: numbers of those that make a step with a whole batch, and with the shorter last one of an
          epoch; None where there is none.
    """

    def __init__(self, lanes: Lanes, batch: int, count: int, shuffle: int, whole: int, last: int | None) -> None:
        self.lanes, self.batch, self.count = lanes, batch, count
        self.shuffle, self.whole, self.last = shuffle, whole, last
        self.f = Function("run", ["i32", "i32"])
        self.base, self.wanted = 0, 1
        self.position = self.f.local("i32")

    def function(self) -> Function:
        f = self.f
        f.block()
        f.loop()
        f.get(self.wanted)
        f.op("i32.eqz")
        f.branch_if(1)
        self._begin_epoch()
        self._tell_step()
        self._make_step()
        self._count_up(STEP)
        self._end_epoch()
        f.get(self.base)
        f.get(self.position)
        f.memory("i32.store", POSITION)
        f.move(self.wanted, -1)
        f.branch(0)
        f.end()
        f.end()
        return f

    def _begin_epoch(self) -> None:
        """At the first example: a new order."""
        f = self.f
        self._load("i32", POSITION)
        f.tee(self.position)
        f.op("i32.eqz")
        f.if_()
        f.get(self.base)
        f.call(self.shuffle)
        f.end()

    def _tell_step(self) -> None:
        """The step's number, as the recorded code sees it: of the module's type."""
        f = self.f
        f.get(self.base)
        self._load("i64", STEP)
        f.op("f64.convert_i64_u")
        if self.lanes.size == 4:
            f.op("f32.demote_f64")
        f.memory(f"f{8 * self.lanes.size}.store", STEP_NUMBER)

    def _make_step(self) -> None:
        """With a whole batch, while that many examples are left."""
        f = self.f
        f.i32(self.count - self.batch)
        f.get(self.position)
        f.op("i32.ge_u")
        f.if_()
        self._step(self.whole, self.batch)
        f.else_()
        if self.last is None:
            f.op("unreachable")
        else:
            self._step(self.last, self.count % self.batch)
        f.end()

    def _step(self, function: int, examples: int) -> None:
        self.f.get(self.base)
        self.f.call(function)
        self.f.move(self.position, examples)

    def _end_epoch(self) -> None:
        """After the last example the next epoch begins."""
        f = self.f
        f.get(self.position)
        f.i32(self.count)
        f.op("i32.ge_u")
        f.if_()
        self._count_up(EPOCH)
        f.i32(0)
        f.set(self.position)
        f.end()

    def _load(self, kind: str, offset: int) -> None:
        self.f.get(self.base)
        self.f.memory(f"{kind}.load", offset)

    def _count_up(self, offset: int) -> None:
        self.f.get(self.base)
        self._load("i64", offset)
        self.f.i64(1)
        self.f.op("i64.add")
        self.f.memory("i64.store", offset)
