"""An initializer chooses the weights before the first step; a bad start can make learning impossible.

Weights that are all alike make all units of a layer alike, and they stay so. Weights that are too large or too small
make the signal explode or fade on its way through the layers; Glorot's and He's sizes keep it even.
"""

import numpy as np

from gradpad.arrays import Array
from gradpad.registry import Choice, Registry

INITIALIZERS: Registry["Initializer"] = Registry("an initializer")


class Initializer(Choice):
    """Base of all initializers."""

    def weights(self, rng: np.random.Generator, n_in: int, n_out: int, scale: float) -> Array:
        """Args: rng; n_in, n_out: the layer's size; scale: for those that use it. Returns: W, (n_in, n_out)."""
        raise NotImplementedError


@INITIALIZERS.register
class GlorotUniform(Initializer):
    """Even chance between two limits that suit the layer's size; made for tanh and sigmoid.

    Source: Glorot & Bengio 2010, equation 16.
    """

    name, label = "glorot_uniform", "Glorot uniform"
    formula = r"w \sim U(-r, r), \quad r = \sqrt{6 / (n_\text{in} + n_\text{out})}"

    def weights(self, rng: np.random.Generator, n_in: int, n_out: int, scale: float) -> Array:
        r = np.sqrt(6 / (n_in + n_out))
        return rng.uniform(-r, r, (n_in, n_out))


@INITIALIZERS.register
class GlorotNormal(Initializer):
    """Bell-shaped chance with a width that suits the layer's size; made for tanh and sigmoid.

    Source: Glorot & Bengio 2010, section 4.2.1.
    """

    name, label = "glorot_normal", "Glorot normal"
    formula = r"w \sim N(0, \sigma^2), \quad \sigma = \sqrt{2 / (n_\text{in} + n_\text{out})}"

    def weights(self, rng: np.random.Generator, n_in: int, n_out: int, scale: float) -> Array:
        return rng.normal(0.0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out))


@INITIALIZERS.register
class HeNormal(Initializer):
    """Bell-shaped chance, wider than Glorot's because a ReLU silences half of its inputs.

    Source: He, Zhang, Ren & Sun 2015, equation 10.
    """

    name, label = "he_normal", "He normal"
    formula = r"w \sim N(0, \sigma^2), \quad \sigma = \sqrt{2 / n_\text{in}}"

    def weights(self, rng: np.random.Generator, n_in: int, n_out: int, scale: float) -> Array:
        return rng.normal(0.0, np.sqrt(2 / n_in), (n_in, n_out))


@INITIALIZERS.register
class HeUniform(Initializer):
    """Even chance between two limits, wider than Glorot's because a ReLU silences half of its inputs.

    Source: He, Zhang, Ren & Sun 2015, equation 10, as a uniform distribution of the same variance.
    """

    name, label = "he_uniform", "He uniform"
    formula = r"w \sim U(-r, r), \quad r = \sqrt{6 / n_\text{in}}"

    def weights(self, rng: np.random.Generator, n_in: int, n_out: int, scale: float) -> Array:
        r = np.sqrt(6 / n_in)
        return rng.uniform(-r, r, (n_in, n_out))


@INITIALIZERS.register
class Orthogonal(Initializer):
    """Directions at right angles to one another, all of the same length: no unit repeats another.

    Source: Saxe, McClelland & Ganguli 2014, section 3.
    """

    name, label, formula = "orthogonal", "orthogonal", r"W^\top W = s^2 I"
    uses = ("initial_scale",)

    def weights(self, rng: np.random.Generator, n_in: int, n_out: int, scale: float) -> Array:
        rows, columns = max(n_in, n_out), min(n_in, n_out)
        q, r = np.linalg.qr(rng.normal(size=(rows, columns)))
        q = q * np.sign(np.diag(r))  # makes every direction equally likely
        return np.ascontiguousarray(scale * (q if n_in >= n_out else q.T))


@INITIALIZERS.register
class Uniform(Initializer):
    """Even chance between minus and plus the scale."""

    name, label, formula = "uniform", "uniform", r"w \sim U(-s, s)"
    uses = ("initial_scale",)

    def weights(self, rng: np.random.Generator, n_in: int, n_out: int, scale: float) -> Array:
        return rng.uniform(-scale, scale, (n_in, n_out))


@INITIALIZERS.register
class Normal(Initializer):
    """Bell-shaped chance around zero, as wide as the scale."""

    name, label, formula = "normal", "normal", r"w \sim N(0, s^2)"
    uses = ("initial_scale",)

    def weights(self, rng: np.random.Generator, n_in: int, n_out: int, scale: float) -> Array:
        return rng.normal(0.0, scale, (n_in, n_out))


@INITIALIZERS.register
class Constant(Initializer):
    """Every weight the same, so all units of a layer learn the same and remain one."""

    name, label, formula = "constant", "constant", r"w = s"
    uses = ("initial_scale",)

    def weights(self, rng: np.random.Generator, n_in: int, n_out: int, scale: float) -> Array:
        return np.full((n_in, n_out), scale)


@INITIALIZERS.register
class Zeros(Initializer):
    """Every weight zero: hidden units pass nothing on and get no gradient, so little but the last bias can learn."""

    name, label, formula = "zeros", "zeros", r"w = 0"

    def weights(self, rng: np.random.Generator, n_in: int, n_out: int, scale: float) -> Array:
        return np.zeros((n_in, n_out))
