"""Where the constants in the compiler's `number_formats` come from: run it to print them again (needs mpmath).

Each is the quotient of polynomials that meets its function at the Chebyshev points of the interval, which is within
a small factor of the best there is; the error beside it is the largest relative one over the interval.
"""

from __future__ import annotations

from collections.abc import Callable

import mpmath as mp

mp.mp.dps = 150
LN2 = mp.log(2)


def rational(f: Callable[[mp.mpf], mp.mpf], end: mp.mpf, up: int, down: int) -> tuple[list[mp.mpf], list[mp.mpf]]:
    """P of degree `up` and Q of degree `down`, Q(0) = 1, with P/Q = f at the Chebyshev points of [0, end]."""
    n = up + down + 1
    system, right = mp.matrix(n, n), mp.matrix(n, 1)
    for row in range(n):
        t = end / 2 * (1 + mp.cos(mp.pi * (2 * row + 1) / (2 * n)))
        for i in range(up + 1):
            system[row, i] = t**i
        for j in range(1, down + 1):
            system[row, up + j] = -f(t) * t**j
        right[row] = f(t)
    solution = mp.lu_solve(system, right)
    return list(solution[: up + 1]), [mp.mpf(1), *solution[up + 1 :]]


def worst(f: Callable[[mp.mpf], mp.mpf], p: list[mp.mpf], q: list[mp.mpf], end: mp.mpf) -> mp.mpf:
    value = lambda c, t: mp.polyval(list(reversed(c)), t)  # noqa: E731
    points = [end * mp.mpf(i) / 500 + mp.mpf(10) ** -30 for i in range(501)]
    return max(abs(value(p, t) / value(q, t) / f(t) - 1) for t in points)


def show(name: str, f: Callable[[mp.mpf], mp.mpf], end: mp.mpf, up: int, down: int = 0, scale: bool = False) -> None:
    p, q = rational(f, end, up, down)
    error = worst(f, p, q, end)
    factor = 1 / p[-1] if scale else 1
    print(f"{name}  (2^{mp.nstr(mp.log(error, 2), 4)})")
    print("  P", [float(c * factor) for c in p])
    if down:
        print("  Q", [float(c * factor) for c in q])


def split(value: mp.mpf, *digits: int) -> list[float]:
    """The number as a sum of floats, each but the last cut to so many binary digits (downwards)."""
    parts = []
    for count in digits:
        m, e = mp.frexp(value)
        part = mp.ldexp(mp.floor(mp.ldexp(m, count)), int(e) - count)
        parts.append(float(part))
        value -= part
    return [*parts, float(value)]


def root(t: mp.mpf) -> mp.mpf:
    return mp.sqrt(t)


if __name__ == "__main__":
    h = (LN2 / 4 * mp.mpf("1.001")) ** 2
    tanh = lambda t: mp.tanh(root(t)) / root(t)  # noqa: E731
    show("tanh, float64: tanh(r) = r P(r^2) / Q(r^2)", tanh, h, 2, 2, scale=True)
    show("tanh, float32", tanh, h, 1, 1, scale=True)
    e = (LN2 / 2 * mp.mpf("1.001")) ** 2
    coth = lambda t: (root(t) * mp.coth(root(t) / 2) - 2) / t  # noqa: E731
    show("expm1, float64: x coth(x/2) = 2 + x^2 P(x^2)", coth, e, 4)
    show("expm1, float32", coth, e, 1)
    s = (mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)
    atanh = lambda t: (mp.log((1 + root(t)) / (1 - root(t))) / root(t) - 2) / t  # noqa: E731
    show("log, float64: log((1 + s) / (1 - s)) = 2 s + s^3 P(s^2)", atanh, s * s * mp.mpf("1.001"), 6)
    show("log, float32", atanh, s * s * mp.mpf("1.001"), 3)
    third = lambda t: (atanh(t) - mp.mpf(2) / 3) / t  # noqa: E731
    show("log, float64, from s^5 on", third, s * s * mp.mpf("1.001"), 6)
    show("log, float32, from s^5 on", third, s * s * mp.mpf("1.001"), 3)
    q = (mp.pi / 4 * mp.mpf("1.001")) ** 2
    sine = lambda t: (mp.sin(root(t)) / root(t) - 1) / t  # noqa: E731
    cosine = lambda t: (mp.cos(root(t)) - 1 + t / 2) / t**2  # noqa: E731
    show("sin, float64: r + r^3 P(r^2)", sine, q, 5)
    show("sin, float32", sine, q, 2)
    show("cos, float64: 1 - r^2/2 + r^4 P(r^2)", cosine, q, 5)
    show("cos, float32", cosine, q, 2)
    print("ln 2, float64", split(LN2, 32), "float32", split(LN2, 14))
    print("ln 2 / 2, float64", split(LN2 / 2, 36), "float32", split(LN2 / 2, 14))
    print("pi / 2, float64", split(mp.pi / 2, 33, 33), "float32", split(mp.pi / 2, 11, 11, 11))
    print("2/3 as two numbers, float64", split(mp.mpf(2) / 3, 53), "float32", split(mp.mpf(2) / 3, 24))
