"""The way back for a whole batch: error terms, gradients and updates of each layer, as matrices."""

from collections.abc import Iterator
from typing import Any

from gradpad.walk.matrices_forward import column, equation
from gradpad.walk.places import marked, returned
from gradpad.walk.step_record import StepRecord
from gradpad.walk.steps import Names, Step, title
from gradpad.walk.typesetting import shaped, slope_of


def backward(record: StepRecord, names: Names) -> Iterator[Step]:
    """From the last layer to the first: error terms, gradients, and what is passed back."""
    for place in reversed(range(len(record.layers))):
        layer = record.layers[place]
        above = f"^{{({place + 1})}}"
        delta = rf"\Delta{above}"
        given = layer.received is None
        letters = f"{shaped(delta, layer.delta)} = {slope_of(of='L', by='Z' + above)}"
        if not given and layer.slope is not None:
            letters += rf" = {slope_of(of='L', by='A' + above)} \odot f'(Z{above})"
        places = [*returned(layer.activation, "slope"), *marked("activations", "chain rule")]
        if layer.slope is None:
            places = returned(layer.activation, "backward")
        used = {name: array for name, array in (("told", layer.received), ("slope", layer.slope)) if array is not None}
        there: dict[str, Any] = {"layer": place, "units": column(place + 1, layer.z.shape[1])}
        yield Step(
            phase="backward",
            kind="error term",
            title=title(f"{names.layer(place)}: the error terms"),
            says="The gradient of the loss is this layer's error already."
            if given
            else "What the layer is told, times the slopes of its activations, number by number.",
            **equation(letters, "delta", layer.delta, **used),
            places=marked("layers", "error term as given") if given else [*places, *marked("layers", "error term")],
            **there,
        )
        X = "X" if place == 0 else f"A^{{({place})}}"
        gradient = layer.parameters["W"].gradient
        left = slope_of(of="L", by="W" + above)
        yield Step(
            phase="backward",
            kind="weight gradient",
            title=title(f"{names.layer(place)}: the gradient of its weights"),
            says="Input times error term for every weight; the matrix product adds up the examples.",
            **equation(
                rf"{shaped(left, gradient)} = {X}^\top {delta}", "gradient", gradient, x=layer.x, delta=layer.delta
            ),
            places=marked("layers", "weight gradient"),
            links=[[place, -1, -1]],
            **there,
        )
        if "b" in layer.parameters:
            gradient = layer.parameters["b"].gradient
            left = slope_of(of="L", by="b" + above)
            yield Step(
                phase="backward",
                kind="bias gradient",
                title=title(f"{names.layer(place)}: the gradient of its biases"),
                says="The error terms, added up over the examples.",
                **equation(
                    rf"{shaped(left, gradient)} = \sum_{{\text{{rows}}}} {delta}",
                    "gradient",
                    gradient,
                    delta=layer.delta,
                ),
                places=marked("layers", "bias gradient"),
                **there,
            )
        if place > 0 and layer.passed_back is not None:
            left = slope_of(of="L", by=f"A^{{({place})}}")
            yield Step(
                phase="backward",
                kind="passed back",
                title=title(f"{names.layer(place - 1)}: what it is told"),
                says="Back along the same links: error terms times weights, for every unit of the layer before.",
                **equation(
                    rf"{shaped(left, layer.passed_back)} = {delta} {{W{above}}}^\top",
                    "told",
                    layer.passed_back,
                    delta=layer.delta,
                    W=layer.parameters["W"].before,
                ),
                places=marked("layers", "passed back"),
                layer=place,
                units=column(place, layer.x.shape[1]) + column(place + 1, layer.z.shape[1]),
                links=[[place, -1, -1]],
            )


def update(record: StepRecord, names: Names) -> Iterator[Step]:
    """Every array of weights and biases takes its step."""
    optimizer, regularizer = record.recipe.optimizer, record.recipe.regularizer
    for place, layer in enumerate(record.layers):
        for name, part in layer.parameters.items():
            letter = f"{name}^{{({place + 1})}}"
            what = "weights" if name == "W" else "biases"
            there: dict[str, Any] = {
                "layer": place,
                "units": column(place + 1, layer.z.shape[1]),
                "links": [[place, -1, -1]] if name == "W" else [],
            }
            if part.penalty is not None:
                yield Step(
                    phase="update",
                    kind="penalty",
                    title=title(f"{names.layer(place)}: {regularizer.label} pulls at its weights"),
                    says=regularizer.help,
                    **equation(
                        rf"G = {slope_of(of='L', by=letter)} + \lambda \, r'({letter})",
                        "full_gradient",
                        part.full_gradient,
                        gradient=part.gradient,
                        penalty=part.penalty,
                    ),
                    places=[*marked("training", "penalty"), *returned(regularizer, "gradient")],
                    **there,
                )
            slots = {f"{slot}_after": array for slot, array in part.slots_after.items()}
            yield Step(
                phase="update",
                kind="change",
                title=title(f"{names.layer(place)}: how far its {what} go, {optimizer.label}"),
                says=optimizer.help,
                **equation(
                    rf"\Delta {letter} = \text{{change}}({letter}, G)",
                    "change",
                    part.change,
                    gradient=part.full_gradient,
                    **slots,
                ),
                places=[*returned(optimizer, "change"), *marked("training", "change")],
                **there,
            )
            yield Step(
                phase="update",
                kind="update",
                title=title(f"{names.layer(place)}: its new {what}"),
                says=f"The old {what} minus their change are the new {what}.",
                **equation(
                    rf"{letter} \leftarrow {letter} - \Delta {letter}",
                    "after",
                    part.after,
                    before=part.before,
                    change=part.change,
                ),
                places=marked("training", "update"),
                **there,
            )
