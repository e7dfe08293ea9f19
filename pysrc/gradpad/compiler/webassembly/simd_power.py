"""x to the power y: e^(y log x), with the logarithm to twice the usual digits.

The error of an exponential is the absolute error of its argument, and y log x may be as large as 745; so both the
logarithm and the product are kept as sums of two numbers. Zeros, infinities and negative x follow C's `pow`.

Source: Dekker 1971 for arithmetic with two numbers; Muller, Elementary Functions, chapter 13.
"""

from __future__ import annotations

from ..planning.lanes import Lanes
from .formulas import Vector, bits, polynomial, where
from .number_formats import Format, format_of
from .simd_math import FORMULAS, exp_minus_one, log_reduced

Pair = tuple[Vector, Vector]  # a number and what its rounding lost

TAIL = {  # log((1 + s) / (1 - s)) = 2 s + 2/3 s³ + s^5 P(s²)
    52: (0.4000000000000003, 0.2857142857133801, 0.22222222271326808, 0.18181808210921882,
         0.15385577463308145, 0.13285868837545742, 0.1291471218393509),
    23: (0.3999999990458559, 0.28571532106035885, 0.22204729914012353, 0.1912132996108538),
}  # fmt: skip
TWO_THIRDS = {52: (0.6666666666666666, 3.700743415417188e-17), 23: (0.6666666269302368, 3.9736429850260414e-08)}


def _halves(n: Format, a: Vector) -> Pair:
    """A as a sum of two numbers of half the digits."""
    c = a * (2.0 ** ((n.fraction + 2) // 2) + 1.0)
    high = c - (c - a)
    return high, a - high


def _product(n: Format, a: Vector, b: Vector) -> Pair:
    p = a * b
    (a1, a2), (b1, b2) = _halves(n, a), _halves(n, b)
    return p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2


def _sum(a: Vector, b: Vector) -> Pair:
    """Exact for any order of sizes."""
    s = a + b
    back = s - a
    return s, (a - (s - back)) + (b - back)


def _times(n: Format, a: Pair, b: Pair) -> Pair:
    p, e = _product(n, a[0], b[0])
    return _tidy(p, e + (a[0] * b[1] + a[1] * b[0]))


def _tidy(a: Vector, b: Vector) -> Pair:
    s = a + b
    return s, b - (s - a)


def _log_pair(n: Format, x: Vector) -> Pair:
    """log(x) for finite x > 0."""
    k, m = log_reduced(n, x)
    f = m - 1.0
    bottom, bottom_lost = _sum(f, Vector("constant", data=2.0))
    s = f / bottom
    back, back_lost = _product(n, s, bottom)
    s_pair = _tidy(s, (((f - back) - back_lost) - s * bottom_lost) / bottom)
    z = _times(n, s_pair, s_pair)
    third = Vector("constant", data=TWO_THIRDS[n.fraction][0]), Vector("constant", data=TWO_THIRDS[n.fraction][1])
    cube = _times(n, _times(n, s_pair, z), third)
    tail = s * z[0] * z[0] * polynomial(z[0], list(TAIL[n.fraction]))
    high, low = _sum(k * n.ln2[0], s_pair[0] + s_pair[0])
    top, lost = _sum(high, cube[0])
    rest = low + lost + (s_pair[1] + s_pair[1]) + (cube[1] + tail)
    return _tidy(top, rest + k * n.ln2[1])


def power(lanes: Lanes, x: Vector, y: Vector) -> Vector:
    """The power, with C's answers at the edges."""
    n = format_of(lanes)
    zero, infinity = bits(0), n.infinity
    a = abs(x)
    ordinary = (a > 0.0) & (a < infinity)
    high, low = _log_pair(n, where(ordinary, a, 1.0))
    p, lost = _product(n, y, high)
    bound = 2.0 * n.exp_limits[1]
    lost = where((abs(p) < bound) & lost.equals(lost), lost + y * low, zero)  # NaN: y too large to be split
    edge = where(a.equals(0.0), infinity | bits(1 << (n.bits - 1)), a)  # the logarithm of 0, inf or NaN
    p = where(ordinary, p, y * edge)
    lost = where(ordinary, lost, zero)
    t = p.at_most(n.exp_limits[1]).at_least(n.exp_limits[0])
    k = (t * (1 / sum(n.ln2)) + n.magic) - n.magic
    r = (t - k * n.ln2[0]) - k * n.ln2[1]
    e = exp_minus_one(n, r)
    half = (k * 0.5 + n.magic) - n.magic
    size = ((1.0 + (e + lost * (1.0 + e))) * n.power_of_two(half)) * n.power_of_two(k - half)
    # The sign, and the cases in which the logarithm says nothing.
    whole = Vector("nearest", y).equals(y)
    even = Vector("nearest", y * 0.5).equals(y * 0.5)
    negative = bits(1 << (n.bits - 1)) & x
    signed = size | where(whole & (even ^ bits(-1 % (1 << n.bits))), negative, zero)
    nan = bits((4 * n.bias + 3) << (n.fraction - 1))
    broken = (x < 0.0) & (x > (infinity | bits(1 << (n.bits - 1)))) & (whole ^ bits(-1 % (1 << n.bits)))
    value = where(broken, nan, signed)
    one = y.equals(0.0) | x.equals(1.0) | (a.equals(1.0) & abs(y).equals(infinity))
    return where(one, 1.0, value)


FORMULAS["power"] = power
