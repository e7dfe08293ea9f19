"""A small compiler for NumPy functions of whole arrays; it knows nothing of networks.

It calls a function once with arrays that remember what was done to them, and turns the recording into a WebAssembly
module that works on NumPy's memory. Read in this order:

 1. record, stand_in,            what NumPy calls were made, with stand-ins for arrays
    operators, indexing, numpy_types, numpy_ufuncs, numpy_functions, numpy_arrays
 2. graph, operations, simplify  the recording: nodes with shapes, each operation once
 3. plan, index                  which operations share a loop, and in which order loops run
 4. storage                      where each array lies, and along which axis the vector lanes go
 5. tape, tiling, kernel_code    one loop nest: what it computes, how it is cut, its instructions
 6. formulas, simd_math, simd_power,           exp, tanh and others from additions and multiplications
    number_formats, library
    fragment, lower              what is kept of a loop nest, and all nests of a graph in one function
 7. step, counters                             recording a training step
    gather, shuffle, uniforms, loop, loop_code the training loop around it
 8. wasm, lanes                  the binary encoding
 9. runtime (and its two ways), function, training   running it
    cache, collection           what is kept, and when Python looks for garbage
10. memory, contents, rowwise   what code keeps outside of its arrays, and whether it looks across the rows of a batch
11. evaluate, derivative, writing, latex, numpy_text  what else a recording is good for

`docs/compiler.md` follows one line of NumPy all the way down to the bytes.
"""

from .derivative import derivative
from .errors import CompileError, NotRecordable
from .function import CompiledFunction, compile_function
from .latex import formula
from .memory import Memory
from .numpy_text import numpy_text
from .record import record
from .runtime import NoRuntime, find_runtime
from .training import TrainingLoop, compile_training_loop

__all__ = [
    "CompileError",
    "CompiledFunction",
    "Memory",
    "NoRuntime",
    "NotRecordable",
    "TrainingLoop",
    "compile_function",
    "compile_training_loop",
    "derivative",
    "find_runtime",
    "formula",
    "numpy_text",
    "record",
]
