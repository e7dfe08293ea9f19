"""The order of the examples in an epoch, made inside the module exactly as `gradpad.randomness` makes it.

mix(z):  z = (z ^ (z >> 30)) * A;  z = (z ^ (z >> 27)) * B;  z ^ (z >> 31)            (splitmix64)
bits[i] = mix(mix(key + (counter + 1) G) + (i + 1) G)
inside-out Fisher-Yates:  j = ((bits[i] >> 32) (i + 1)) >> 32;  order[i] = order[j];  order[j] = i
"""

from __future__ import annotations

from .wasm import Function

GOLDEN = 0x9E3779B97F4A7C15
A, B = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def mix(f: Function, z: int) -> None:
    """Stir the bits of the local `z`; the result is left on the stack."""
    for shift, factor in ((30, A), (27, B), (31, None)):
        f.get(z)
        f.get(z)
        f.i64(shift)
        f.op("i64.shr_u", "i64.xor")
        if factor is not None:
            f.i64(factor)
            f.op("i64.mul")
            f.set(z)


def first_bits(f: Function, z: int) -> None:
    """On the stack: key, counter. Sets the local `z` to mix(key + (counter + 1) G), where a sequence starts."""
    f.i64(1)
    f.op("i64.add")
    f.i64(GOLDEN)
    f.op("i64.mul", "i64.add")
    f.set(z)
    mix(f, z)
    f.set(z)


def next_bits(f: Function, state: int, z: int) -> None:
    """On the stack: the next 64 bits of the sequence that the local `state` has come to."""
    f.get(state)
    f.i64(GOLDEN)
    f.op("i64.add")
    f.tee(state)
    f.set(z)
    mix(f, z)


def shuffle_function(count: int, order: int, key: int, epoch: int) -> Function:
    """A function of the arena's base that writes the order of the epoch; arguments are offsets in the arena."""
    f = Function("shuffle", ["i32"])
    base, state, z, i, pointer = 0, f.local("i64"), f.local("i64"), f.local("i64"), f.local("i32")
    other = f.local("i32")
    f.get(base)
    f.memory("i64.load", key)
    f.get(base)
    f.memory("i64.load", epoch)
    first_bits(f, state)
    f.get(base)
    f.set(pointer)
    f.i64(0)
    f.set(i)
    f.loop()
    # j = ((bits >> 32) (i + 1)) >> 32, at most i: the address of its entry.
    next_bits(f, state, z)
    f.i64(32)
    f.op("i64.shr_u")
    f.get(i)
    f.i64(1)
    f.op("i64.add", "i64.mul")
    f.i64(32)
    f.op("i64.shr_u", "i32.wrap_i64")
    f.i32(2)
    f.op("i32.shl")
    f.get(base)
    f.op("i32.add")
    f.set(other)
    # order[i] = order[j]; order[j] = i
    f.get(pointer)
    f.get(other)
    f.memory("i32.load", order)
    f.memory("i32.store", order)
    f.get(other)
    f.get(i)
    f.op("i32.wrap_i64")
    f.memory("i32.store", order)
    f.move(pointer, 4)
    f.get(i)
    f.i64(1)
    f.op("i64.add")
    f.tee(i)
    f.i64(count)
    f.op("i64.lt_u")
    f.branch_if(0)
    f.end()
    return f
