"""Gradpad's engine: a small neural network and how it learns, in NumPy, written to be read.

A network is a pile of layers. Going forward, each layer turns numbers into other numbers; a loss says how far the
result is from what was wanted. Going backward, the chain rule says how the loss would change with every weight; and
each weight takes a small step the other way. That is all, and these files say it in this order:

 1. layers         one layer, forward and backward: the heart of it
 2. losses         how wrong the output is, and which way is less wrong (the first of them is enough to go on)
 3. network        layers in a row; backpropagation is a loop of three lines
 4. training       one step: from the gradients to a change of every weight
 5. gradcheck      the proof: every gradient against the plainest possible measurement

These have 3,900 words, code and all: about 40 minutes, at the hundred words a minute that formulas take. Then
come the many steps of a training, and the choices that there are; with them it is 6,800 words, 70 minutes:

 6. trainer        a step for each batch, an epoch for each pass over the examples
 7. optimizers     other ways from a gradient to a change
 8. activations    other bends than tanh

To see it at work first, run `python -m gradpad`.

Around that stand what goes in (datasets, features), how it starts and is held back (initializers, regularizers,
schedules) and what comes out (metrics), all of which may be edited; what these stand on (arrays, registry, randomness,
errors); and what carries them: config, the choices; session, what the page talks to; fast and compiler, the same step
as WebAssembly; walk, workshop and export. Everything is NumPy and the standard library.

With arrays of your own, begin with `gradpad.Model`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gradpad.model import History as History
    from gradpad.model import Model as Model
    from gradpad.notebook import Pad as Pad

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Imports the model, or the notebook's figure, when it is first asked for: the page's start needs none of it."""
    if name in ("History", "Model"):
        from gradpad import model

        return getattr(model, name)
    if name == "Pad":
        try:
            from gradpad import notebook
        except ModuleNotFoundError as missing:
            raise ImportError(f"gradpad.Pad needs {missing.name}: pip install gradpad[notebook]") from None
        return notebook.Pad
    raise AttributeError(f"module 'gradpad' has no attribute {name!r}")
