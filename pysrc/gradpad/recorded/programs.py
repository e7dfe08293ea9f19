"""A compiled program, written down: its bytes, what its memory begins with, and where in it what lies.

A host gives it a memory of its own, of `size` bytes and no more, puts `contents` in, and calls "run" at address 0.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from gradpad.compiler import FunctionProgram, TrainingLoop
from gradpad.compiler.planning.storage import Buffer
from gradpad.compiler.webassembly.library import HEAD
from gradpad.compiler.webassembly.loop_code import EPOCH, KEY, POSITION, STEP

Told = dict[str, Any]


def of_loop(loop: TrainingLoop) -> Told:
    """Args: loop: whole, with weights, rates and counters in it. Returns: it as it stands, without its examples."""
    program, places = loop.program, loop.program.places
    first = places.records.offset
    return {
        **_program(program.binary, program.size, program.contents),
        "filled": {"offset": HEAD, "bytes": loop.arena[HEAD:first].copy()},
        "rows": {"offset": first, "columns": places.records.columns, **{n: at for n, (at, _) in places.rows.items()}},
        "kind": _kind(program.lanes.dtype),
        "count": program.count,
        "batch_size": program.batch_size,
        "state": {name: _place(buffer) for name, buffer in places.state.items()},
        "scalars": dict(places.scalars),
        "counters": {"key": KEY, "epoch": EPOCH, "step": STEP, "position": POSITION},
    }


def of_function(program: FunctionProgram) -> Told:
    """Returns: it, with the places of its inputs and outputs by their names."""
    return {
        **_program(program.binary, program.size, program.contents),
        "kind": _kind(program.lanes.dtype),
        "inputs": {name: _place(buffer) for name, buffer in program.inputs.items()},
        "outputs": {name: _place(buffer) for name, buffer in program.outputs.items()},
    }


def _program(binary: bytes, size: int, contents: Iterable[tuple[int, bytes]]) -> Told:
    return {
        "binary": np.frombuffer(binary, np.uint8),
        "size": size,
        "contents": [[offset, np.frombuffer(raw.rstrip(b"\0"), np.uint8)] for offset, raw in contents],
    }


def _place(buffer: Buffer) -> Told:
    """Returns: where an array lies: its first byte, its shape, and how many numbers apart its neighbours are."""
    return {"offset": buffer.offset, "shape": list(buffer.shape), "strides": list(buffer.strides)}


def _kind(dtype: str) -> str:
    return np.dtype(dtype).str
