"""From loops to instructions and bytes.

Read in this order:

1. wasm                                   the binary encoding
2. kernel_code, point_code                one loop nest's instructions
3. formulas, simd_math, simd_power, number_formats, library   exp, tanh and others from additions and multiplications
4. fragment, lower                        what is kept of a loop nest, and all nests of a graph in one function
5. loop, loop_code, shuffle, gather, uniforms   the training loop around it
"""
