"""The configuration: everything that was chosen, checked before anything is built from it.

schema        the whole of it: network, training, and what must go together
data          where the points come from
fields        what a field may hold: type, limits, default; errors that say so
arithmetic    what does the arithmetic, and with how many digits
presets       set-ups that each teach one thing
description   all of this as JSON, for the page's menus
data_set      from a configuration to the points that are trained on
plane         the plane they lie in
safe_json     JSON from outside
"""

from gradpad.config.schema import Config

__all__ = ["Config"]
