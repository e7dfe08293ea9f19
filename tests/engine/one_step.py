"""Every number of one training step, as a session's walk would tell them."""

import numpy as np

from gradpad.walk.inspection import inspect_step


def inspect(session, example):
    """Args: example: as Session.walk() takes it. Returns: as inspect_step()."""
    with np.errstate(all="ignore"):
        return inspect_step(session.run.trainer, *session._example(example))
