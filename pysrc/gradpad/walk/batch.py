"""A whole batch at once, layer by layer: the same steps as matrices with their shapes, a row for each example."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.walk.equations import alone
from gradpad.walk.kinds import described
from gradpad.walk.step_record import StepRecord
from gradpad.walk.steps import Names, Step
from gradpad.walk.typesetting import matrix, number, shaped, slope_of

MOST_NUMBERS = 4000  # of one matrix that are sent along in full


def told(array: Array) -> dict[str, Any]:
    """Returns: a matrix with its shape; its numbers row by row, in full, unless there are too many of them."""
    flat = [float(v) if np.isfinite(v) else None for v in array.ravel()] if array.size <= MOST_NUMBERS else None
    return {"shape": list(array.shape), "numbers": flat}


class BatchWalk:
    """The steps of one training step on a batch. Args: record; names: what things are called."""

    def __init__(self, record: StepRecord, names: Names) -> None:
        self.record, self.names, self.layers = record, names, record.layers

    def steps(self) -> Iterator[Step]:
        """Yields: forward, loss, backward, update."""
        places = range(len(self.layers))
        for place in places:
            yield from self.forward(place)
        yield from self.loss()
        for place in reversed(places):
            yield from self.backward(place)
        for place in places:
            for name in self.layers[place].parameters:
                yield from self.update(place, name)

    def step(self, kind: str, place: int, letters: str, left: str, result: Array, what: str = "", **parts: Any) -> Step:
        """Args: letters: the formula; left: the result's letter; factors: the matrices it is made of, by letter;
        what: for the step's texts; parts: other fields of a Step, instead of those that hold for a layer.
        """
        who = self.names.layer(parts.pop("of", place))
        values = {name: told(array) for name, array in {**parts.pop("factors", {}), left: result}.items()}
        numbers = f"{shaped(left, result)} = {matrix(result)}"
        there = {"layer": place, "units": self.column(place + 1), **parts}
        texts = described(self.record, self.layers[place], kind, who, what, batch=True)
        return Step(**texts, letters=letters, numbers=numbers, values=values, **there)

    def column(self, column: int) -> list[list[int]]:
        """Returns: all units of a column of the diagram; the inputs are column 0."""
        count = self.layers[column - 1].z.shape[1] if column else self.layers[0].x.shape[1]
        return [[column, unit] for unit in range(count)]

    def forward(self, place: int) -> Iterator[Step]:
        layer, above = self.layers[place], f"^{{({place + 1})}}"
        X = "X" if place == 0 else f"A^{{({place})}}"
        W, b = layer.parameters["W"].before, layer.parameters.get("b")
        bias = f" + {shaped('b' + above, b.before)}" if b else ""
        letters = f"{shaped('Z' + above, layer.z)} = {shaped(X, layer.x)} {shaped('W' + above, W)}{bias}"
        factors = {"X": layer.x, "W": W, **({"b": b.before} if b else {})}
        kind = "weighted sum" if b else "weighted sum, without bias"
        units, link = self.column(place + 1) + self.column(place), [[place, -1, -1]]
        yield self.step(kind, place, letters, "Z", layer.z, factors=factors, units=units, links=link)
        letters = f"{shaped('A' + above, layer.a)} = f(Z{above})"
        yield self.step("activation", place, letters, "A", layer.a, factors={"Z": layer.z})
        if layer.mask is not None and layer.output is not None:
            letters = rf"\tilde{{A}}{above} = A{above} \odot {shaped('M' + above, layer.mask)}"
            factors = {"A": layer.a, "M": layer.mask}
            yield self.step("dropout", place, letters, "output", layer.output, factors=factors)

    def loss(self) -> Iterator[Step]:
        """Yields: each example's loss and their mean; and the gradient of that mean."""
        record, chosen, last = self.record, self.record.recipe.loss, len(self.layers)
        each, gradient, units = record.per_example, record.loss_gradient, self.column(last)
        yield Step(
            **described(record, None, "loss", "", "", batch=True),
            letters=rf"\bar{{L}} = \frac{{1}}{{n}} \sum_{{\text{{examples}}}} L, \qquad {chosen.formula}",
            numbers=rf"{shaped('L', each)} = {matrix(each)}, \quad \bar{{L}} = {number(record.loss)}",
            values={"losses": told(each), "L": alone(record.loss)},
            units=units,
        )
        left = slope_of(of=r"\bar{L}", by=f"{'Z' if chosen.from_logits else 'A'}^{{({last})}}")
        yield Step(
            **described(record, None, "loss gradient", "", "", batch=True),
            letters=shaped(left, gradient),
            numbers=f"{left} = {matrix(gradient)}",
            values={"gradient": told(gradient)},
            layer=last - 1,
            units=units,
        )

    def backward(self, place: int) -> Iterator[Step]:
        """Yields: a layer's error terms, its gradients, and what it passes back."""
        layer, above, link = self.layers[place], f"^{{({place + 1})}}", [[place, -1, -1]]
        delta = rf"\Delta{above}"
        letters, kind = f"{shaped(delta, layer.delta)} = {slope_of(of='L', by='Z' + above)}", "error term, as given"
        factors = {
            name: array for name, array in (("told", layer.received), ("slope", layer.slope)) if array is not None
        }
        if layer.received is not None:
            kind = "error term" if layer.slope is not None else "error term, of a mixture"
            letters += rf" = {slope_of(of='L', by='A' + above)} \odot f'(Z{above})" if layer.slope is not None else ""
        yield self.step(kind, place, letters, "delta", layer.delta, factors=factors)
        gradient = layer.parameters["W"].gradient
        X = "X" if place == 0 else f"A^{{({place})}}"
        letters = rf"{shaped(slope_of(of='L', by='W' + above), gradient)} = {X}^\top {delta}"
        factors = {"x": layer.x, "delta": layer.delta}
        yield self.step("weight gradient", place, letters, "gradient", gradient, factors=factors, links=link)
        if "b" in layer.parameters:
            gradient = layer.parameters["b"].gradient
            letters = rf"{shaped(slope_of(of='L', by='b' + above), gradient)} = \sum_{{\text{{rows}}}} {delta}"
            factors = {"delta": layer.delta}
            yield self.step("bias gradient", place, letters, "gradient", gradient, "biases", factors=factors)
        if place > 0 and layer.passed_back is not None:
            back = layer.passed_back
            letters = rf"{shaped(slope_of(of='L', by=f'A^{{({place})}}'), back)} = {delta} {{W{above}}}^\top"
            factors = {"delta": layer.delta, "W": layer.parameters["W"].before}
            units = self.column(place) + self.column(place + 1)
            more: dict[str, Any] = {"of": place - 1, "units": units, "links": link}
            yield self.step("passed back", place, letters, "told", back, factors=factors, **more)

    def update(self, place: int, name: str) -> Iterator[Step]:
        """Yields: how all weights, or all biases, of a layer change."""
        part, letter = self.layers[place].parameters[name], f"{name}^{{({place + 1})}}"
        what, link = ("weights", [[place, -1, -1]]) if name == "W" else ("biases", [])
        if part.penalty is not None:
            letters = rf"G = {slope_of(of='L', by=letter)} + \lambda \, r'({letter})"
            factors = {"gradient": part.gradient, "penalty": part.penalty}
            yield self.step("penalty", place, letters, "full_gradient", part.full_gradient, factors=factors, links=link)
        factors = {"gradient": part.full_gradient, **{f"{slot}_after": a for slot, a in part.slots_after.items()}}
        letters = rf"\Delta {letter} = \text{{change}}({letter}, G)"
        yield self.step("change", place, letters, "change", part.change, f"its {what}", factors=factors, links=link)
        held = part.trainable is not None and not np.all(part.trainable)
        kind, factors = "update, held fixed" if held else "update", {"before": part.before, "change": part.change}
        letters = rf"{letter} \leftarrow {letter} - \Delta {letter}"
        yield self.step(kind, place, letters, "after", part.after, what, factors=factors, links=link)
