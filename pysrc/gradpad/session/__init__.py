"""A session is what the page talks to: one configuration, its data, its network, and how far training is.

session         all that can be asked and told; it is put together from the parts that follow
queries         how well does the network do, what does it say anywhere, the numbers of a step
weight_editing  weights set by hand, and some held fixed
checkpoints     states that undo goes back to
engine_access   the walk, the engine's source and its edits, the console
snapshots       what training has come to, in one answer
state           what those parts share
construction    from a configuration to a network and its trainer
run             training with an eye on it: the learning curve, and when to stop
carry_over      what a changed network keeps of what was learned
trajectory      the weights of earlier epochs
landscape       the loss around the present weights
weight_files    weights in and out; frozen: those that are held fixed
"""

from gradpad.session.session import Session

__all__ = ["Session"]
