"""The one kind of number that the engine computes with: NumPy arrays of float64."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
Scalar: TypeAlias = np.float64 | Array  # a single number: what a sum over all elements gives
Real: TypeAlias = float | Scalar  # a single number that was chosen; while the compiler records, an array
