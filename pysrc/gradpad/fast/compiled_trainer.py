"""The same training step, compiled: `train_step` is recorded once and runs as WebAssembly, many steps in one call.

`CompiledTrainer` is a `Trainer` whose `run` does the work in a compiled loop. Weights and slots are copied in before
and copied out after a run, so that whatever else looks at them or changes them need not know. Where the code can't
be compiled, or nothing here can run WebAssembly, it trains through NumPy as every `Trainer` does, and
`backend_reason` says why.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from gradpad import trainer, training
from gradpad.arrays import Array
from gradpad.compiler import CompileError, TrainingLoop, find_runtime
from gradpad.fast import forward_pass
from gradpad.fast.forward_pass import fast_outputs
from gradpad.fast.lending import lent
from gradpad.fast.recorded_step import SCALARS, is_shipped_code, make_loop, places, rows_of, slot_names_of
from gradpad.fast.shipped import replaced
from gradpad.fast.watchdog import Watchdog
from gradpad.trainer import Examples, Trainer

SLICE = 0.004  # seconds between two looks at the clock


class CompiledTrainer(Trainer):
    """Trains with compiled code where that can be, unless `engine` is "numpy"; in the `precision` asked for."""

    engine = "auto"  # what was asked for, and with how many digits (see config.arithmetic)
    precision = "float64"
    backend = "numpy"  # what does the arithmetic
    backend_reason: str | None = None  # and why it is not the compiled code, where it is not
    awaits_compilation = False  # whether run() has stopped early because what comes next begins with a wait

    _loop: TrainingLoop | None = None
    _made_for: Any = None  # what the loop (or the reason why there is none) belongs to
    _rows: Any = None
    _steps_per_slice = 16
    _watchdog = Watchdog(at_once=False, step=0)

    @property
    def precision_used(self) -> str:
        """With how many digits training computes: NumPy always has those of float64."""
        return self.precision if self.backend == "compiled" else "float64"

    def __getstate__(self) -> dict[str, Any]:
        """What is copied and pickled: everything but the compiled code, which is made again when it is needed."""
        compiled = ("_loop", "_made_for", "_rows", "_watchdog")
        return {name: value for name, value in vars(self).items() if name not in compiled}

    def run(self, steps: int, seconds: float = float("inf")) -> None:
        self.awaits_compilation = False
        loop = self._ready_loop() if len(self.examples) else None
        if loop is None:
            super().run(steps, seconds)
            return
        started, first_step = time.perf_counter(), self.step
        if self.position % self.batch_size:
            # The batch size was changed in the middle of an epoch: its other batches are not those of the loop.
            super().run(min(steps, self.steps_left_in_epoch()), seconds)
            seconds -= time.perf_counter() - started
            if self.position or seconds <= 0:
                return
        left = steps - (self.step - first_step)
        if left and self._watchdog.is_due(self.step):
            left -= self._held_against_numpy(loop, int(min(left, 3 if seconds > SLICE else 1, loop.steps_ahead)))
        if left and self._loop is not None:
            self.copy_into(loop)
            left -= self._run_loop(loop, left, seconds)
            self._copy_out(loop)
        if left and self._loop is None:  # no code can be made for the last batch, or what it gives is wrong
            super().run(left, seconds - (time.perf_counter() - started))

    def _run_loop(self, loop: TrainingLoop, steps: int, seconds: float) -> int:
        """Makes so many steps, or as many as fit. Returns: how many were made."""
        started = time.perf_counter()
        if seconds < SLICE:
            self._steps_per_slice = max(1, int(self._steps_per_slice * seconds / SLICE))
        done = 0
        while done < steps:
            if loop.steps_ahead == 0:
                # The code for the shorter last batch is made when the first epoch comes to it, in a turn of its own.
                self.awaits_compilation = done > 0 and seconds < float("inf")
                if self.awaits_compilation or not self._managed(loop.complete):
                    break
            before = time.perf_counter()
            made = int(min(self._steps_per_slice, steps - done, loop.steps_ahead))
            loop.run(made)
            now = time.perf_counter()
            done += made
            if now - started >= seconds:
                break
            if made == self._steps_per_slice:
                self._steps_per_slice = _adjusted(made, now - before)
        return done

    def _held_against_numpy(self, loop: TrainingLoop, steps: int) -> int:
        """Makes a few steps both ways, and looks at the whole training set both ways. Returns: how many.

        Where they differ beyond rounding, NumPy's steps count, and NumPy goes on.
        """
        start = self.save()

        def by_numpy() -> None:
            super(CompiledTrainer, self).run(steps)

        def compiled() -> None:
            self.copy_into(loop)
            loop.run(steps)
            self._copy_out(loop)

        problem = self._watchdog.difference(self, start, by_numpy, compiled, self.precision) if steps else None
        if problem is None:
            expected = super().evaluate(self.examples)
            problem = self._watchdog.evaluation_difference(expected, self.evaluate(self.examples))
        if problem is not None:
            forward_pass.distrust(self.network)
            self.backend, self.backend_reason, self._loop = "numpy", problem, None
        return steps

    def choose_backend(self) -> None:
        """Says which backend will train, before it has; that code can't be recorded shows only when it is tried."""
        self.backend, self.backend_reason = "numpy", None
        if self.engine == "numpy":
            self.backend_reason = "NumPy was asked for"
            return
        try:
            find_runtime()
            self.backend = "compiled"
        except CompileError as problem:
            self.backend_reason = str(problem)

    def forget_compiled(self) -> None:
        """The code may have changed: record it again before the next run."""
        self._made_for = None
        vars(trainer)["train_step"] = training.train_step  # whoever puts another there means the one that trains
        forward_pass.forget_compiled()

    def evaluate(self, examples: Examples) -> tuple[float, Array]:
        """Args and returns: as Trainer.evaluate()."""
        found = self._evaluated([examples])
        return super().evaluate(examples) if found is None else found[0]

    def evaluate_each(self, sets: Sequence[Examples]) -> list[tuple[float, Array]]:
        """Args and returns: as Trainer.evaluate_each()."""
        found = self._evaluated(sets)
        return super().evaluate_each(sets) if found is None else found

    def _evaluated(self, sets: Sequence[Examples]) -> list[tuple[float, Array]] | None:
        """The same by compiled code, all sets at once: each alone fills a block, which costs as much as a whole one.
        None where that can't be.
        """
        given = [examples.x for examples in sets if len(examples)]
        if not given or self.engine == "numpy" or replaced(self, CompiledTrainer, evaluation=True):
            return None
        outputs = fast_outputs(self.network, np.concatenate(given))
        if outputs is None:
            return None
        ends = np.cumsum([len(examples) for examples in sets])[:-1]
        from_logits = self.recipe.loss.from_logits
        return [
            (self.mean_loss(examples, z if from_logits else a) if len(examples) else float("nan"), a)
            for examples, z, a in zip(sets, *(np.split(each, ends) for each in outputs), strict=True)
        ]

    # Making the loop.

    def _ready_loop(self) -> TrainingLoop | None:
        """The loop for the present network and recipe, compiled if need be; None without one (backend_reason)."""
        wanted = self._description()
        if self._made_for != wanted:
            self._made_for, self._loop, self._rows = wanted, None, None
            self.backend, self.backend_reason = "numpy", None
            if self.engine == "numpy":
                self.backend_reason = "NumPy was asked for"
            elif self._managed(self._compile):
                self.backend = "compiled"
        return self._loop

    def _managed(self, make: Callable[[], None]) -> bool:
        """Records and compiles. Returns: whether that went well; where not, NumPy trains (see backend_reason)."""
        try:
            with lent(self.network):
                make()
        except Exception as problem:  # edited code may raise anything on stand-ins; NumPy will show it
            known = isinstance(problem, CompileError)
            self.backend_reason = str(problem) if known else f"the code can't be recorded: {problem}"
            self.backend, self._loop = "numpy", None
            return False
        return True

    def _description(self) -> Any:
        """All that the compiled code depends on."""
        layers = [
            (layer.activation, layer.W.shape, layer.b is None, tuple(layer.trainable)) for layer in self.network.layers
        ]
        examples = len(self.examples), self.examples.weights is None
        return self.engine, self.precision, self.recipe, layers, self.batch_size, examples, slot_names_of(self)

    def _compile(self) -> None:
        edited = replaced(self, skip=CompiledTrainer)
        if edited is not None:
            raise CompileError(f"{edited} is another than the one that the compiled loop does the work of")
        self._loop = make_loop(self, self.precision)
        self._watchdog = Watchdog(at_once=not is_shipped_code(self), step=self.step)

    # Between the trainer's arrays and the loop's.

    def copy_into(self, loop: TrainingLoop) -> None:
        """Gives the loop the examples, rates, counters, weights and slots as they are now."""
        if self._rows is not self.examples:
            loop.set_rows(**dict(rows_of(self)))
            self._rows = self.examples
        loop.set_scalars(**{name: float(getattr(self.rates, name)) for name in SCALARS})
        loop.set_keys(dropout_key=self.recipe.dropout_key or 0)
        loop.resume(self.order_key, self.step, self.epoch, self.position)
        for name, holder, key in places(self):
            loop.state[name][...] = holder[key]

    def _copy_out(self, loop: TrainingLoop) -> None:
        self.step, self.epoch, self.position = loop.step, loop.epoch, loop.position
        for name, holder, key in places(self):
            if isinstance(holder[key], np.ndarray):
                if not name.endswith(".trainable"):
                    holder[key][...] = loop.state[name]
            else:
                value = float(loop.state[name])
                holder[key] = int(value) if isinstance(holder[key], int) and value.is_integer() else np.float64(value)


def _adjusted(steps: int, seconds: float) -> int:
    """How many steps to make between two looks at the clock, after so many took so long."""
    factor = SLICE / seconds if seconds > 0 else 2.0
    return max(1, int(steps * min(2.0, max(0.25, factor))))
