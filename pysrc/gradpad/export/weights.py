"""The present weights alone, as JSON or as a NumPy file (session.weight_files, which reads them back too)."""

from gradpad.export.figure import Figure
from gradpad.session.weight_files import to_json, to_npz


def to_weights_json(figure: Figure) -> str:
    """Returns: the present weights as JSON."""
    return to_json(figure.run.trainer.network)


def to_weights_npz(figure: Figure) -> bytes:
    """Returns: the present weights as a NumPy .npz file."""
    return to_npz(figure.run.trainer.network)
