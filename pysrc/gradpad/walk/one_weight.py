"""One weight or bias of a recorded step: what it is called, and its number in each of the arrays."""

from collections.abc import Sequence

from gradpad.walk.equations import whole
from gradpad.walk.step_record import ParameterRecord
from gradpad.walk.typesetting import number, product


class Weight:
    """One weight or bias. Args: record: of the array it stands in; letter: what it is called; index: where."""

    def __init__(self, record: ParameterRecord, letter: str, index: tuple[int, ...]) -> None:
        self.record, self.letter, self.index = record, letter, index

    def of(self, name: str, slot: str | None = None) -> float:
        """Args: name: of an array of the record, or of its arrays by slot. Returns: the number of this weight in it."""
        array = getattr(self.record, name)
        return float((array if slot is None else array[slot])[self.index])

    def updated(self, held: bool) -> str:
        """Returns: the old weight minus the change, as a row."""
        if held:
            return rf"{self.letter} &= {number(self.of('after'))} \quad \text{{held fixed}}"
        return (
            f"{self.letter} &= {number(self.of('before'))} - {product(self.of('change'))} = {number(self.of('after'))}"
        )


def values_of(weights: Sequence[Weight], name: str, slot: str | None = None) -> list[float | None]:
    """Returns: the numbers of these weights in an array of their records (see Weight.of)."""
    return whole([w.of(name, slot) for w in weights])
