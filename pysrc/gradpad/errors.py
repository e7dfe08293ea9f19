"""What can go wrong, said so that the reader knows what to change.

Every message names the field, the value it had and what is allowed; `path` is the field's place in the
configuration ("training.learning_rate"), so that the page can point at it.
"""


class GradpadError(Exception):
    """Base of every error that Gradpad raises on purpose.

    Args: message: the whole sentence to show.
          path: dotted place in the configuration, or None where no field is at fault.
    """

    def __init__(self, message: str, path: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


class ConfigError(GradpadError):
    """A configuration that is not valid: a wrong type, an unknown name, a number out of range."""


class DataError(GradpadError):
    """Data that can't be trained on: no points, one class only, all points in one place."""


class WeightsError(GradpadError):
    """Weights whose shapes, version or numbers do not fit the network they are given to."""


class FormulaError(GradpadError):
    """A typed formula that can't be read, or that is not a number everywhere it is asked.

    Args: as GradpadError; place: where in the text the fault is, as (first character, one past the last).
    """

    def __init__(self, message: str, path: str | None = None, place: tuple[int, int] | None = None) -> None:
        super().__init__(message, path)
        self.place = place


class CustomError(GradpadError):
    """A user's own activation or loss that is not what it must be, or whose derivative is wrong."""
