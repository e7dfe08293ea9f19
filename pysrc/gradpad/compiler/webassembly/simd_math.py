"""Vector mathematics: each function as a formula on vectors, from additions, multiplications and shifts of bits.

Every function reduces its argument to a small interval, where a short polynomial or a quotient of two is exact to
within rounding, and puts the result back together. Errors are below 3 units in the last place in float64 (the tests
measure them against mpmath). At the edges:

- NaN in, NaN out, everywhere. Infinities behave as in C: exp(inf) = inf, tanh(inf) = 1, log(inf) = inf,
  sin(inf) = NaN, log(0) = log1p(-1) = -inf, log of a negative number = NaN.
- exp overflows to inf above 709.78 and passes through the denormal numbers to 0 below -745.13; nothing saturates.
- Denormal arguments are as good as others; expm1, log1p, tanh and sin of -0.0 are -0.0.
- sin and cos are exact to 3 units for |x| up to 10^6 (float32: 10^3). Beyond, they are the value at an argument that
  differs from x by a unit in the last place or so; from 10^15 on (float32: 10^6) only a number between -1 and 1.

Coefficients: tests/compiler/derive_coefficients.py. Methods: Muller, Elementary Functions, chapters 3 and 11;
argument reduction after Cody & Waite 1980.
"""

from __future__ import annotations

from collections.abc import Callable

from ..planning.lanes import Lanes
from .formulas import Vector, bits, polynomial, where
from .number_formats import Format, format_of


def _horner(x: Vector, coefficients: tuple[float, ...]) -> Vector:
    value = Vector("constant", data=coefficients[-1])
    for coefficient in reversed(coefficients[:-1]):
        value = coefficient + x * value
    return value


def tanh(lanes: Lanes, x: Vector) -> Vector:
    """By the rule for the tangent of a sum: x = k ln(2)/2 + r, with s = 2^k; r/q is the tangent of r.

    h = tanh(k ln(2)/2) = (s - 1) / (s + 1), and tanh(x) = h + (r/q) (1 - h²) / (1 + h r/q); the second term is small
    and comes to  4 s r / ((s + 1) (q (s + 1) + r (s - 1))).
    """
    n = format_of(lanes)
    x = x.at_most(n.tanh_limit).at_least(-n.tanh_limit)
    shifted = x * (1 / sum(n.half_ln2)) + (n.magic + n.bias)
    k = shifted - (n.magic + n.bias)
    s = shifted.shifted_left(n.fraction)
    r = (x - k * n.half_ln2[0]) - k * n.half_ln2[1]
    t = r * r
    q = 1.0 + t * _horner(t, tuple(2.0 * 4.0**i * c for i, c in enumerate(n.coth_p)))  # r coth(r)
    up, down = s + 1.0, 1.0 - s
    return (r * (4.0 * s)) / (up * (q * up - r * down)) - down / up


def _exp_parts(n: Format, x: Vector, low: float) -> tuple[Vector, Vector, Vector]:
    """k, r and c with x = k ln(2) + r and e^r - 1 = r + r c / (2 - c)."""
    x = x.at_most(n.exp_limits[1]).at_least(low)
    k = (x * (1 / sum(n.ln2)) + n.magic) - n.magic
    r = (x - k * n.ln2[0]) - k * n.ln2[1]
    return k, r, _small(n, r)


def _small(n: Format, r: Vector) -> Vector:
    """C = r - r² P(r²), where r coth(r/2) = 2 + r² P(r²): nearly r itself."""
    t = r * r
    return r - t * _horner(t, n.coth_p)


def exp_minus_one(n: Format, r: Vector) -> Vector:
    """e^r - 1 for |r| <= ln(2) / 2."""
    c = _small(n, r)
    return r + r * c / (2.0 - c)


def exp(lanes: Lanes, x: Vector) -> Vector:
    """2^k e^r, the power of two in two factors: neither overflows before the result does."""
    n = format_of(lanes)
    k, r, c = _exp_parts(n, x, n.exp_limits[0])
    e = r + r * c / (2.0 - c)
    half = (k * 0.5 + n.magic) - n.magic
    return ((1.0 + e) * n.power_of_two(half)) * n.power_of_two(k - half)


def expm1(lanes: Lanes, x: Vector) -> Vector:
    """S (e^r - 1) - (1 - s) with s = 2^k, added up from the large to the small; halved so that s is in range."""
    n = format_of(lanes)
    k, r, c = _exp_parts(n, x, n.expm1_low)
    s = n.power_of_two(k - 1.0)
    value = (s * r - (0.5 - s)) + s * (r * c / (2.0 - c))
    return where(x.equals(0.0), x, value + value)


def log_reduced(n: Format, x: Vector) -> tuple[Vector, Vector]:
    """K and m with x = 2^k m and m between sqrt(1/2) and sqrt(2), for finite x > 0."""
    small = x < n.tiny
    x = where(small, x * 2.0 ** (n.fraction + 2), x)
    root = round(2.0**n.fraction * (2**0.5 - 1)) + ((n.bias - 1) << n.fraction)  # bits of sqrt(1/2)
    moved = x.plus_bits(bits((n.bias << n.fraction) - root))
    exponent = moved.shifted_right(n.fraction) | bits((n.bias + n.fraction) << n.fraction)
    k = exponent - (2.0**n.fraction + n.bias) - (small & Vector("constant", data=float(n.fraction + 2)))
    m = (moved & bits((1 << n.fraction) - 1)).plus_bits(bits(root))
    return k, m


def _log(n: Format, x: Vector, correction: Vector | None = None) -> Vector:
    """log(x) + correction for finite x > 0, from log(1 + f) = f - f²/2 + s (f²/2 + s² P(s²)), s = f / (2 + f)."""
    k, m = log_reduced(n, x)
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    half_square = 0.5 * f * f
    rest = s * (half_square + z * polynomial(z, list(n.log_p)))
    low = k * n.ln2[1] if correction is None else k * n.ln2[1] + correction
    return k * n.ln2[0] - ((half_square - (rest + low)) - f)


def log(lanes: Lanes, x: Vector) -> Vector:
    """The natural logarithm."""
    n = format_of(lanes)
    nan = bits((4 * n.bias + 3) << (n.fraction - 1))
    minus_infinity = n.infinity | bits(1 << (n.bits - 1))
    edge = where(x.equals(0.0), minus_infinity, where(x < 0.0, nan, x))
    return where((x > 0.0) & (x < n.infinity), _log(n, x), edge)


def log1p(lanes: Lanes, x: Vector) -> Vector:
    """log(u) with u = 1 + x rounded, and what the rounding lost, divided by u."""
    n = format_of(lanes)
    u = 1.0 + x
    lost = where(x < 1.0, x - (u - 1.0), 1.0 - (u - x)) / u
    nan = bits((4 * n.bias + 3) << (n.fraction - 1))
    minus_infinity = n.infinity | bits(1 << (n.bits - 1))
    edge = where(x.equals(-1.0), minus_infinity, where(x < -1.0, nan, x))
    return where((x > -1.0) & (x < n.infinity) & x.differs(0.0), _log(n, u, lost), edge)


def _quarter_turns(n: Format, x: Vector) -> tuple[Vector, Vector, Vector]:
    """The number of quarter turns (in the last bits), and the sine and cosine of what is left."""
    shifted = x * (1 / sum(n.half_pi)) + n.magic
    k = shifted - n.magic
    r = x
    for part in n.half_pi:
        r = r - k * part
    r = r.at_most(0.8).at_least(-0.8)
    t = r * r
    sine = r + r * t * polynomial(t, list(n.sin_p))
    half = 0.5 * t
    w = 1.0 - half
    cosine = w + (((1.0 - w) - half) + t * t * polynomial(t, list(n.cos_p)))
    return shifted, sine, cosine


def _sine(lanes: Lanes, x: Vector, ahead: int) -> Vector:
    """sin(x + ahead quarter turns)."""
    n = format_of(lanes)
    shifted, sine, cosine = _quarter_turns(n, x)
    turns = shifted.plus_bits(bits(ahead)) if ahead else shifted
    odd = bits(0).minus_bits(turns & bits(1))
    sign = (turns & bits(2)).shifted_left(n.bits - 2)
    return where(odd, cosine, sine if ahead else where(x.equals(0.0), x, sine)) ^ sign  # sin(-0.0) is -0.0


def sin(lanes: Lanes, x: Vector) -> Vector:
    """The sine."""
    return _sine(lanes, x, 0)


def cos(lanes: Lanes, x: Vector) -> Vector:
    """The cosine: the sine a quarter turn ahead."""
    return _sine(lanes, x, 1)


def sign(lanes: Lanes, x: Vector) -> Vector:
    """-1, 0 or 1; NaN stays NaN."""
    one = Vector("constant", data=1.0)
    value = ((x > 0.0) & one) - ((x < 0.0) & one)
    return where(x.equals(x), value, x)


FORMULAS: dict[str, Callable[..., Vector]] = {
    "tanh": tanh, "exp": exp, "expm1": expm1, "log": log, "log1p": log1p, "sin": sin, "cos": cos, "sign": sign,
}  # fmt: skip
