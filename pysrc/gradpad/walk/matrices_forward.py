"""A whole batch at once: the same steps, layer by layer, as matrices with their shapes."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from gradpad.arrays import Array
from gradpad.walk.equations import alone
from gradpad.walk.places import marked, returned
from gradpad.walk.step_record import StepRecord
from gradpad.walk.steps import Names, Step, title
from gradpad.walk.typesetting import matrix, number, shaped, slope_of

MOST_NUMBERS = 4000  # of one matrix that are sent along in full


def to_the_loss(record: StepRecord, names: Names) -> Iterator[Step]:
    """The steps of a batch up to the gradient of the loss; those of the way back are in matrices_back."""
    yield from forward(record, names)
    yield from loss(record)


def equation(letters: str, left: str, result: Array, **factors: Array) -> dict[str, Any]:
    """Returns: a formula with its result written out, and all its matrices by name."""
    arrays = {**factors, left: result}
    return {
        "letters": letters,
        "numbers": f"{shaped(left, result)} = {matrix(result)}",
        "values": {name: told(array) for name, array in arrays.items()},
    }


def told(array: Array) -> dict[str, Any]:
    """Returns: a matrix with its shape; its numbers row by row, in full, unless there are too many of them."""
    flat = [float(v) if np.isfinite(v) else None for v in array.ravel()] if array.size <= MOST_NUMBERS else None
    return {"shape": list(array.shape), "numbers": flat}


def column(place: int, units: int) -> list[list[int]]:
    """Returns: all units of a column of the diagram."""
    return [[place, unit] for unit in range(units)]


def forward(record: StepRecord, names: Names) -> Iterator[Step]:
    """Each layer's sums and activations, for all examples at once."""
    for place, layer in enumerate(record.layers):
        above = f"^{{({place + 1})}}"
        X = "X" if place == 0 else f"A^{{({place})}}"
        W, b = layer.parameters["W"].before, layer.parameters.get("b")
        bias = f" + {shaped('b' + above, b.before)}" if b else ""
        letters = f"{shaped('Z' + above, layer.z)} = {shaped(X, layer.x)} {shaped('W' + above, W)}{bias}"
        yield Step(
            phase="forward",
            kind="weighted sum",
            title=title(f"{names.layer(place)}: the weighted sums"),
            says="One row for each example. The matrix product adds up input times weight for every unit at once"
            + ("; the biases are added to every row." if b else "."),
            **equation(letters, "Z", layer.z, X=layer.x, W=W, **({"b": b.before} if b else {})),
            places=marked("layers", "weighted sum"),
            layer=place,
            units=column(place + 1, layer.z.shape[1]) + column(place, layer.x.shape[1]),
            links=[[place, -1, -1]],
        )
        yield Step(
            phase="forward",
            kind="activation",
            title=title(f"{names.layer(place)}: the activations, {layer.activation.label}"),
            says=layer.activation.help,
            **equation(f"{shaped('A' + above, layer.a)} = f(Z{above})", "A", layer.a, Z=layer.z),
            places=[*returned(layer.activation, "value"), *marked("layers", "activation")],
            layer=place,
            units=column(place + 1, layer.z.shape[1]),
        )
        if layer.mask is not None and layer.output is not None:
            letters = rf"\tilde{{A}}{above} = A{above} \odot {shaped('M' + above, layer.mask)}"
            yield Step(
                phase="forward",
                kind="dropout",
                title=title(f"{names.layer(place)}: dropout"),
                says="By chance, dropout silences some units, others for each example, and scales up the rest.",
                **equation(letters, "output", layer.output, A=layer.a, M=layer.mask),
                places=marked("layers", "dropout"),
                layer=place,
                units=column(place + 1, layer.z.shape[1]),
            )


def loss(record: StepRecord) -> Iterator[Step]:
    """Each example's loss and their mean; and the gradient of that mean."""
    chosen, last = record.recipe.loss, len(record.layers)
    units = column(last, record.outputs.shape[1])
    yield Step(
        phase="loss",
        kind="loss",
        title=f"The loss: {chosen.label}",
        says=chosen.help + " The loss of the batch is the mean over its examples.",
        letters=rf"\bar{{L}} = \frac{{1}}{{n}} \sum_{{\text{{examples}}}} L, \qquad {chosen.formula}",
        numbers=rf"{shaped('L', record.per_example)} = {matrix(record.per_example)}, \quad "
        rf"\bar{{L}} = {number(record.loss)}",
        values={"losses": told(record.per_example), "L": alone(record.loss)},
        places=[*marked("losses", "mean loss"), *returned(chosen, "per_example")],
        units=units,
    )
    by = "Z" if chosen.from_logits else "A"
    left = slope_of(of=r"\bar{L}", by=f"{by}^{{({last})}}")
    yield Step(
        phase="loss",
        kind="loss gradient",
        title="The gradient of the loss",
        says="How the mean loss changes with every output of every example: the mean puts 1/n into each row.",
        letters=shaped(left, record.loss_gradient),
        numbers=f"{left} = {matrix(record.loss_gradient)}",
        values={"gradient": told(record.loss_gradient)},
        places=[*returned(chosen, "gradient"), *marked("network", "loss gradient")],
        layer=last - 1,
        units=units,
    )
