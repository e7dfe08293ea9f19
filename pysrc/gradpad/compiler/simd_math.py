"""Vector mathematics: each function as a formula on vectors, with additions, multiplications and shifts of bits."""

from __future__ import annotations

from collections.abc import Callable

from .formulas import Vector, bits, polynomial, where
from .lanes import Lanes



def sign(lanes: Lanes, x: Vector) -> Vector:
    """-1, 0 or 1; NaN stays NaN."""
    one = Vector("constant", data=1.0)
    value = ((x > 0.0) & one) - ((x < 0.0) & one)
    return where(x.equals(x), value, x)


def tanh(lanes: Lanes, x: Vector) -> Vector:
    """Rational approximation after reduction to |r| <= ln(2)/4:  x = k ln(2)/2 + r,  s = 2^k.

    tanh(r) = r P(r²) / Q(r²), and tanh(x) = (r P (s + 1) - Q (1 - s)) / (Q (s + 1) - r P (1 - s)): one division.
    """
    x = x.at_most(22.0).at_least(-22.0)
    shifted = x * 2.8853900817779268 + 6755399441056767.0  # 1.5 * 2^52 + 1023: k ends up in the last bits
    k = shifted - 6755399441056767.0
    s = shifted.shifted_left(52)
    r = (x - k * 0.34657359027914936) - k * 8.232974791448541e-13
    t = r * r
    p = r * (945.71697273562380604 + t * (105.06827456817871215 + t))
    q = 945.71697273562381063 + t * (420.30726548004567313 + t * 15.006825463970700928)
    up, down = s + 1.0, 1.0 - s
    return (p * up - q * down) / (q * up - p * down)


FORMULAS: dict[str, Callable[..., Vector]] = {"sign": sign, "tanh": tanh}
