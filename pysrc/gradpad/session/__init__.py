"""A session is what the page talks to: one configuration, its data, its network, and how far training is.

session         all that can be asked and told; it is put together from the four that follow
queries         how well does the network do, what does it say anywhere, the numbers of a step
weight_editing  weights set by hand, and some held fixed
checkpoints     states that undo goes back to
engine_access   the walk, the engine's source and its edits, the console
state           what those four share
construction    from a configuration to a network and its trainer
run             training with an eye on it: the learning curve, and when to stop
trajectory      the weights of earlier epochs
landscape       the loss around the present weights
weight_files    weights in and out
"""

from gradpad.session.session import Session

__all__ = ["Session"]
