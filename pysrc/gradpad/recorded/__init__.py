"""A recorded figure is a configuration that trains where there is no Python: its compiled step, its data, its start.

figure      the file: all that a host needs, in one documented format
questions   what else a figure is asked: its losses, and what it says over the plane
programs    a compiled program, written down: its bytes, and where in its memory what lies

The host is `web/engine/instant`. It works nothing out by itself: every number comes from programs that were recorded
from the engine's own functions.
"""

from gradpad.recorded.figure import record_figure

__all__ = ["record_figure"]
