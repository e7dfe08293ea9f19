"""The one kind of number that the engine computes with: NumPy arrays of float64."""

import numpy as np
import numpy.typing as npt

type Array = npt.NDArray[np.float64]
type Scalar = np.float64 | Array  # a single number: what a sum over all elements gives
