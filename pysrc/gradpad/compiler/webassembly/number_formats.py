"""What the formulas of vector mathematics need to know about float64 and float32: sizes, limits, coefficients.

The coefficients are those of polynomials that are as close as can be over a small interval; they come from
tests/compiler/derive_coefficients.py. Constants in two or three parts add up to more digits than one number holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..planning.lanes import Lanes
from .formulas import Vector, bits


@dataclass(frozen=True)
class Format:
    """What the formulas need to know about a type of number."""

    fraction: int  # bits of the significand after the point
    bias: int  # of the exponent
    bits: int
    ln2: tuple[float, float]
    half_ln2: tuple[float, float]
    half_pi: tuple[float, ...]
    tanh_limit: float
    exp_limits: tuple[float, float]
    expm1_low: float
    coth_p: tuple[float, ...]
    log_p: tuple[float, ...]
    sin_p: tuple[float, ...]
    cos_p: tuple[float, ...]
    tiny: float  # the smallest normal number

    @property
    def magic(self) -> float:
        """Adding it rounds to a whole number, which then stands in the last bits."""
        return 1.5 * 2.0**self.fraction

    @property
    def infinity(self) -> Vector:
        return bits((2 * self.bias + 1) << self.fraction)

    def power_of_two(self, k: Vector) -> Vector:
        """The power 2^k for a whole number k that gives a normal number."""
        return (k + (self.magic + self.bias)).shifted_left(self.fraction)


DOUBLE = Format(
    52, 1023, 64,
    ln2=(0.6931471803691238, 1.9082149292705877e-10),
    half_ln2=(0.34657359027914936, 8.232974791448541e-13),
    half_pi=(1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21),
    tanh_limit=22.0,
    exp_limits=(-746.0, 710.0),
    expm1_low=-40.0,
    coth_p=(0.1666666666666666, -0.0027777777777562864, 6.613756470855508e-05, -1.6534058842837582e-06,
             4.1437096880780196e-08),
    log_p=(0.666666666666667, 0.3999999999989889, 0.28571428626253836, 0.22222211089379496,
           0.1818289243253687, 0.15331611722055008, 0.14617807153417325),
    sin_p=(-0.16666666666666666, 0.008333333333330925, -0.00019841269836722418, 2.755731608381636e-06,
           -2.5051127944014188e-08, 1.5917848524808262e-10),
    cos_p=(0.041666666666666664, -0.0013888888888887382, 2.480158729874307e-05, -2.7557317260008837e-07,
           2.0876143827993133e-09, -1.1382456778061306e-11),
    tiny=2.0**-1022,
)  # fmt: skip

SINGLE = Format(
    23, 127, 32,
    ln2=(0.693115234375, 3.1946184945309415e-05),
    half_ln2=(0.3465576171875, 1.5973092472654708e-05),
    half_pi=(1.5703125, 0.0004837512969970703, 7.549533620476723e-08, 2.563344151594519e-12),
    tanh_limit=10.0,
    exp_limits=(-104.0, 89.0),
    expm1_low=-20.0,
    coth_p=(0.16666654727578006, -0.0027698387854326874),
    log_p=(0.6666666655404201, 0.4000012221181065, 0.28550778633191964, 0.23331614471843498),
    sin_p=(-0.16666664650292082, 0.008332745936380422, -0.00019587387068464455),
    cos_p=(0.04166666464745738, -0.00138883006969039, 2.45474372101932e-05),
    tiny=2.0**-126,
)  # fmt: skip


def format_of(lanes: Lanes) -> Format:
    """What there is to know about these numbers."""
    return DOUBLE if lanes.size == 8 else SINGLE
