"""Taking it with you: what was drawn and built on the page, as files that live on without it.

A NumPy script, a notebook and PyTorch code that train from the same start to the same numbers; the points as CSV; and
a session file that opens again. The mathematics in the script and the notebook is not written here a second time: it
is cut out of the engine's own source, with what this configuration does not use left out.
"""

from collections.abc import Callable

from gradpad.config.fields import shown
from gradpad.errors import ConfigError
from gradpad.export.data_csv import to_csv
from gradpad.export.figure import Figure
from gradpad.export.notebook import to_notebook
from gradpad.export.one_page import to_one_page
from gradpad.export.pytorch import to_pytorch
from gradpad.export.script import to_script
from gradpad.export.session_file import to_session_file
from gradpad.export.weights import to_weights_json, to_weights_npz

__all__ = ["FORMATS", "Figure", "export"]

FORMATS: dict[str, Callable[[Figure], str | bytes]] = {
    "json": to_weights_json,
    "npz": to_weights_npz,
    "script": to_script,
    "notebook": to_notebook,
    "page": to_one_page,
    "pytorch": to_pytorch,
    "csv": to_csv,
    "session": to_session_file,
}


def export(figure: Figure, format: str) -> str | bytes:
    """Args: figure: what is taken along; format: one of FORMATS. Returns: the file. Raises: ConfigError, DataError."""
    if not isinstance(format, str) or format not in FORMATS:
        raise ConfigError(f"format is {shown(format)}; it must be one of {', '.join(FORMATS)}.", "format")
    return FORMATS[format](figure)
