"""Gradpad's engine: a small neural network and how it learns, in NumPy, written to be read.

A network is a pile of layers. Going forward, each layer turns numbers into other numbers; a loss says how far the
result is from what was wanted. Going backward, the chain rule says how the loss would change with every weight; and
each weight takes a small step the other way. That is all, and these files say it in this order (about twenty minutes):

 1. activations    the bend in each unit, and its slope
 2. layers         one layer, forward and backward: the heart of it
 3. losses         how wrong the output is, and which way is less wrong
 4. network        layers in a row; backpropagation is a loop of three lines
 5. optimizers     from a gradient to a change of the weights
 6. training       one step; trainer: an epoch, many epochs
 7. gradcheck      the proof: every gradient against the plainest possible measurement

Around that stand what goes in (datasets, features), how it starts and is held back (initializers, regularizers,
schedules) and what comes out (metrics), all of which may be edited; what these stand on (arrays, registry, randomness,
errors); and what carries them: config, the choices; session, what the page talks to; fast and compiler, the same step
as WebAssembly; walk, workshop and export. Everything is NumPy and the standard library.

With arrays of your own, begin with `gradpad.Model`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gradpad.model import History, Model

__version__ = "0.1.0"
__all__ = ["History", "Model", "__version__"]


def __getattr__(name: str) -> Any:
    """Imports the model when it is first asked for: the page's start needs none of it."""
    if name in ("History", "Model"):
        from gradpad import model

        return getattr(model, name)
    raise AttributeError(f"module 'gradpad' has no attribute {name!r}")
