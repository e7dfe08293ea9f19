"""Figures in a notebook's cell, whose points, configuration and weights Python has as well.

    pad = gradpad.Pad(data="xor", layers="4 4")    # attributes as those of the tag
    pad                                            # the figure, where the cell ends

    pad.data = X, y                                # one's own points appear in the figure
    X, y = pad.data                                # what was drawn there
    pad.snapshot["accuracy"]                       # its numbers; they follow while it trains
    pad.model                                      # a gradpad.Model with the figure's weights
    pad.on_change(lambda pad: print(pad.snapshot))

It is an anywidget (`pip install gradpad[notebook]`), for JupyterLab, Jupyter Notebook, and what else shows those. The
page is served by the notebook's own Python on this machine; where the browser is on another one, `site` names the
address at which the site's files lie.
"""

from gradpad.notebook.pad import Pad

__all__ = ["Pad"]
