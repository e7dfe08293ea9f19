"""The same training step, compiled: `train_step` is recorded once and runs as WebAssembly, many steps in one call.

`CompiledTrainer` is a `Trainer` whose `run` does the work in a compiled loop. Weights and slots are copied in before
and copied out after a run, so that whatever else looks at them or changes them need not know. Where the code can't
be compiled, or nothing here can run WebAssembly, it trains through NumPy as every `Trainer` does, and
`backend_reason` says why.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from gradpad.arrays import Array, Scalar
from gradpad.compiler import CompileError, TrainingLoop, compile_training_loop, find_runtime
from gradpad.fast import forward_pass
from gradpad.fast.forward_pass import fast_outputs, network_of
from gradpad.trainer import Examples, Trainer
from gradpad.training import Rates, Slots, train_step
from gradpad.weighted import Weighted

SLICE = 0.004  # seconds between two looks at the clock
KEYS = ("dropout_key",)
SCALARS = ("learning_rate", "regularization_rate", "dropout", "schedule_steps")


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

    def __getstate__(self) -> dict[str, Any]:
        """What is copied and pickled: everything but the compiled code, which is made again when it is needed."""
        compiled = ("_loop", "_made_for", "_rows")
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
        if left:
            self._copy_in(loop)
            left -= self._run_loop(loop, left, seconds)
            self._copy_out(loop)
        if left and self._loop is None:  # no code can be made for the last batch
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
            made, _ = loop.run(int(min(self._steps_per_slice, steps - done, loop.steps_ahead)))
            now = time.perf_counter()
            done += made
            if now - started >= seconds:
                break
            if made == self._steps_per_slice:
                self._steps_per_slice = _adjusted(made, now - before)
        return done

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
        forward_pass.forget_compiled()

    def evaluate(self, examples: Examples) -> tuple[float, Array]:
        """Args and returns: as Trainer.evaluate()."""
        outputs = fast_outputs(self.network, examples.x) if self.engine != "numpy" and len(examples) else None
        if outputs is None:
            return super().evaluate(examples)
        z, a = outputs
        return self.mean_loss(examples, z if self.recipe.loss.from_logits else a), a

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
        return self.engine, self.precision, self.recipe, layers, self.batch_size, examples, self._slot_names()

    def _slot_names(self) -> list[Any]:
        return [{name: tuple(arrays) for name, arrays in slots.items()} for slots in self.slots]

    def _compile(self) -> None:
        network, recipe, slot_names = self.network, self.recipe, self._slot_names()
        shapes_of_rows = {name: array.shape[1:] for name, array in self._data()}

        def step(state: dict[str, Any], rows: dict[str, Any], scalars: dict[str, Any]) -> Scalar:
            """The engine's own step, on a network whose arrays are those of the loop."""
            copy = network_of(network, state)
            slots: Slots = [
                {name: {slot: state[f"{place}.{name}.{slot}"] for slot in named} for name, named in layer.items()}
                for place, layer in enumerate(slot_names)
            ]
            rates = Rates(*(scalars[name] for name in SCALARS))
            chosen = recipe if recipe.dropout_key is None else replace(recipe, dropout_key=scalars["dropout_key"])
            if "weights" in rows:
                chosen = replace(chosen, loss=Weighted(recipe.loss, rows["weights"]))
            return train_step(copy, chosen, slots, rows["x"], rows["targets"], rates, scalars["step"])

        shapes = {name: array.shape for name, array in self._arrays()}
        sizes = self.batch_size, len(self.examples)
        self._loop = compile_training_loop(step, shapes, shapes_of_rows, SCALARS, *sizes, self.precision, KEYS)

    # Between the trainer's arrays and the loop's.

    def _data(self) -> Iterator[tuple[str, Array]]:
        """The arrays that have a row for each example."""
        yield "x", self.examples.x
        yield "targets", self.examples.targets
        if self.examples.weights is not None:
            yield "weights", self.examples.weights

    def _arrays(self) -> Iterator[tuple[str, Array]]:
        """Every array of the step, with its name in the loop's state."""
        for place, name, param in self.network.parameters():
            yield f"{place}.{name}", param
            for slot, array in self.slots[place][name].items():
                yield f"{place}.{name}.{slot}", array
        for place, layer in enumerate(self.network.layers):
            for name, mask in layer.trainable.items():
                yield f"{place}.{name}.trainable", mask

    def _copy_in(self, loop: TrainingLoop) -> None:
        if self._rows is not self.examples:
            loop.set_rows(**dict(self._data()))
            self._rows = self.examples
        loop.set_scalars(**{name: float(getattr(self.rates, name)) for name in SCALARS})
        loop.set_keys(dropout_key=self.recipe.dropout_key or 0)
        loop.resume(self.order_key, self.step, self.epoch, self.position)
        for name, array in self._arrays():
            loop.state[name][...] = array

    def _copy_out(self, loop: TrainingLoop) -> None:
        self.step, self.epoch, self.position = loop.step, loop.epoch, loop.position
        for name, array in self._arrays():
            if not name.endswith(".trainable"):
                array[...] = loop.state[name]


def _adjusted(steps: int, seconds: float) -> int:
    """How many steps to make between two looks at the clock, after so many took so long."""
    factor = SLICE / seconds if seconds > 0 else 2.0
    return max(1, int(steps * min(2.0, max(0.25, factor))))
