"""What does the arithmetic, and with how many digits."""

from gradpad.registry import Choice, Registry

ENGINES: Registry[Choice] = Registry("an engine")
PRECISIONS: Registry[Choice] = Registry("a precision")


@ENGINES.register
class NumPy(Choice):
    """The engine's code run by NumPy, line by line as it stands."""

    name, label = "numpy", "NumPy"


@ENGINES.register
class Auto(Choice):
    """The same code, recorded and compiled to WebAssembly where that can be done, and NumPy itself where not."""

    name, label = "auto", "compiled"


@PRECISIONS.register
class Float64(Choice):
    """About 16 digits, as NumPy computes."""

    name, label = "float64", "float64"


@PRECISIONS.register
class Float32(Choice):
    """About 7 digits; twice as many numbers at a time, when compiled."""

    name, label = "float32", "float32 (fast)"
