"""One step of a walk: what is computed, from what, and where in the source."""

from dataclasses import dataclass, field
from typing import Any

from gradpad.walk.places import Place

PHASES = ("forward", "loss", "backward", "update")


@dataclass(frozen=True)
class Step:
    """One step.

    phase: one of PHASES; kind: the mark of its line in the source; title, says: for a learner; letters, numbers:
    LaTeX; values: the numbers in full, by name; places: the line that does it first, then those that call it;
    layer, unit: from 0, where it is one layer's or unit's; units: those that take part, as [column, unit] with the
    inputs as column 0; links: [layer, from, to], where -1, -1 stands for all of the layer; curve: where on the
    activation's curve it stands.
    """

    phase: str
    kind: str
    title: str
    says: str
    letters: str
    numbers: str
    values: dict[str, Any]
    places: list[Place]
    layer: int | None = None
    unit: int | None = None
    units: list[list[int]] = field(default_factory=list)
    links: list[list[int]] = field(default_factory=list)
    curve: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Returns: the step as JSON (`WalkStep` in web/engine/types.d.ts)."""
        return {**vars(self), "places": [place.to_dict() for place in self.places]}


@dataclass(frozen=True)
class Names:
    """What things are called. layers: how many layers of weights; outputs: how many output units; inputs: labels."""

    layers: int
    outputs: int
    inputs: list[str]

    def unit(self, layer: int, unit: int) -> str:
        """Returns: "unit 2 of layer 1", or what an output is called."""
        if layer < self.layers - 1:
            return f"unit {unit + 1} of layer {layer + 1}"
        return "the output" if self.outputs == 1 else f"output {unit + 1}"

    def layer(self, layer: int) -> str:
        if layer < self.layers - 1:
            return f"layer {layer + 1}"
        return "the output layer"

    def source(self, layer: int, index: int) -> str:
        """Returns: the name of what feeds a layer."""
        return f"input {self.inputs[index]}" if layer == 0 else self.unit(layer - 1, index)
