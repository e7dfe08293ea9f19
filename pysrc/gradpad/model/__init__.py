"""The front door for arrays of your own: a network with `fit`, `predict` and `score`.

    import gradpad

    model = gradpad.Model([64, 32, 10], output="softmax", seed=0)
    history = model.fit(X, y, epochs=20, validation=(Xt, yt), progress=True)
    model.predict(Xt)

Nothing is computed here: the network, the training step and the trainer are the engine's own.
"""

from gradpad.model.history import History
from gradpad.model.model import Model

__all__ = ["History", "Model"]
