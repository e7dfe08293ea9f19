"""A small compiler for NumPy functions of whole arrays; it knows nothing of networks.

It calls a function once with arrays that remember what was done to them, and turns the recording into a WebAssembly
module that works on NumPy's memory. Read in this order:

1. recording             what NumPy calls were made, as a graph of operations
2. planning              which operations share a loop, where arrays lie, how loops are cut
3. webassembly           instructions and bytes, with the training loop around them
4. function, training    a function, and a training loop, compiled and to be called
5. runtime (and its two ways)   running modules; cache, collection: what is kept, and when Python looks for garbage
6. symbolic              what else a recording is good for: derivatives and formulas

`docs/compiler.md` follows one line of NumPy all the way down to the bytes.
"""

from .errors import CompileError, NotRecordable
from .function import CompiledFunction, FunctionProgram, build_function, compile_function
from .recording.memory import Memory
from .recording.record import record
from .runtime import NoRuntime, find_runtime
from .runtime_paper import on_paper
from .symbolic.derivative import derivative
from .symbolic.latex import formula
from .symbolic.numpy_text import numpy_text
from .training import TrainingLoop, compile_training_loop

__all__ = [
    "CompileError",
    "CompiledFunction",
    "FunctionProgram",
    "Memory",
    "NoRuntime",
    "NotRecordable",
    "TrainingLoop",
    "build_function",
    "compile_function",
    "compile_training_loop",
    "derivative",
    "find_runtime",
    "formula",
    "numpy_text",
    "on_paper",
    "record",
]
