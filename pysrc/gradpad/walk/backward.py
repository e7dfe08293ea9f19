"""Backward: how much each number has to do with the loss, from the output back to the first weights."""

from collections.abc import Iterator
from typing import Any

from gradpad.walk.equations import alone, gradient_formula, whole
from gradpad.walk.places import marked, returned
from gradpad.walk.step_record import LayerRecord, StepRecord
from gradpad.walk.steps import Names, Step, title
from gradpad.walk.typesetting import fed, lines, number, product, slope_of, symbol, total

DELTA = r"\delta"


def loss_gradient(record: StepRecord, names: Names) -> Step:
    """dL/do for every output, or dL/dz where the loss starts from the sums."""
    chosen, last = record.recipe.loss, len(record.layers) - 1
    gradient, letter = record.loss_gradient[0], "z" if record.recipe.loss.from_logits else "a"
    left = [slope_of(of="L", by=symbol(letter, last, k)) for k in range(len(gradient))]
    rows = []
    for k, value in enumerate(gradient):
        _, numbers = gradient_formula(chosen, record.outputs[0], record.targets[0], k)
        rows.append(f"{left[k]} &= {numbers + ' = ' if numbers else ''}{number(float(value))}")
    letters, _ = gradient_formula(chosen, record.outputs[0], record.targets[0], 0)
    says = "How the loss changes when an output changes a little: here the way back begins."
    if chosen.from_logits:
        says = (
            "How the loss changes when an output's sum z changes a little. "
            "This loss and this activation undo each other, so the way back begins at z, and all that is left is o − t."
        )
    return Step(
        phase="loss",
        kind="loss gradient",
        title="The gradient of the loss",
        says=says,
        letters=f"{left[0]} = {letters}" if letters else left[0],
        numbers=lines(rows),
        values={"o": whole(record.outputs[0]), "t": whole(record.targets[0]), "gradient": whole(gradient)},
        places=[*returned(chosen, "gradient"), *marked("network", "loss gradient")],
        layer=last,
        units=[[last + 1, k] for k in range(len(gradient))],
    )


def layers(record: StepRecord, names: Names) -> Iterator[Step]:
    """From the last layer to the first: error terms, gradients, and what is passed back."""
    for place in reversed(range(len(record.layers))):
        layer = record.layers[place]
        for unit in range(layer.z.shape[1]):
            yield error_term(record, place, unit, names)
        for unit in range(layer.z.shape[1]):
            yield weight_gradient(record, place, unit, names)
            if "b" in layer.parameters:
                yield bias_gradient(layer, place, unit, names)
        if place > 0:
            for source in range(layer.x.shape[1]):
                yield passed_back(record, place, source, names)


def error_term(record: StepRecord, place: int, unit: int, names: Names) -> Step:
    """Delta = dL/dz."""
    layer = record.layers[place]
    delta = float(layer.delta[0, unit])
    left, by_z = symbol(r"\delta", place, unit), slope_of(of="L", by=symbol("z", place, unit))
    values: dict[str, Any] = {"delta": alone(delta)}
    places = [
        *returned(layer.activation, "slope"),
        *marked("activations", "chain rule"),
        *marked("layers", "error term"),
    ]
    says = "What the unit is told, times the slope of its activation at z: this is the unit's error term."
    curve = None
    if layer.received is None:
        letters, numbers = f"{left} = {by_z}", f"{left} = {number(delta)}"
        says, places = (
            "The gradient of the loss is this unit's error term already.",
            marked("layers", "error term as given"),
        )
    elif layer.slope is None:
        told = layer.received[0]
        values |= {"told": whole(told), "a": whole(layer.a[0])}
        letters = (
            rf"{left} = {symbol('a', place, unit)} \left( {slope_of(of='L', by=symbol('a', place, unit))} "
            rf"- \sum_j {slope_of(of='L', by='a_j')} a_j \right)"
        )
        inner = total([product(float(g), float(a)) for g, a in zip(told, layer.a[0], strict=True)])
        own = number(float(layer.a[0, unit]))
        numbers = rf"{left} = {own} \left( {number(float(told[unit]))} - ({inner}) \right) = {number(delta)}"
        says = "Softmax lets every output depend on every sum, so the chain rule has a sum in it."
        places = [*returned(layer.activation, "backward"), *marked("layers", "error term")]
    else:
        told, slope = float(layer.received[0, unit]), float(layer.slope[0, unit])
        factors = [slope_of(of="L", by=symbol("a", place, unit))]
        given = [told]
        if layer.mask is not None:
            factors = [slope_of(of="L", by=symbol(r"\tilde{a}", place, unit)), symbol("m", place, unit)]
            given.append(float(layer.mask[0, unit]))
            values["m"] = alone(layer.mask[0, unit])
        letters = rf"{left} = {by_z} = {' '.join(factors)} \, f'({symbol('z', place, unit)})"
        numbers = f"{left} = {product(*given, slope)} = {number(delta)}"
        values |= {"told": alone(told), "slope": alone(slope)}
        curve = {
            "activation": layer.activation.name,
            "z": alone(layer.z[0, unit]),
            "a": alone(layer.a[0, unit]),
            "slope": alone(slope),
        }
    return Step(
        phase="backward",
        kind="error term",
        title=title(f"{names.unit(place, unit)}: the error term"),
        says=says,
        letters=letters,
        numbers=numbers,
        values=values,
        places=places,
        layer=place,
        unit=unit,
        units=[[place + 1, unit]],
        curve=curve,
    )


def weight_gradient(record: StepRecord, place: int, unit: int, names: Names) -> Step:
    """dL/dw = input times error term, for every weight that leads to the unit."""
    layer = record.layers[place]
    dropped = place > 0 and record.layers[place - 1].mask is not None
    x, delta, gradient = layer.x[0], float(layer.delta[0, unit]), layer.parameters["W"].gradient[:, unit]
    left = [slope_of(of="L", by=symbol("w", place, i, unit)) for i in range(len(x))]
    letters = [f"{left[i]} &= {fed(place, i, dropped)} {symbol(DELTA, place, unit)}" for i in range(len(x))]
    numbers = [f"{left[i]} &= {product(float(x[i]), delta)} = {number(float(gradient[i]))}" for i in range(len(x))]
    return Step(
        phase="backward",
        kind="weight gradient",
        title=title(f"{names.unit(place, unit)}: the gradient of its weights"),
        says="A weight's share of the blame: the number that came in through it, times the unit's error term.",
        letters=lines(letters),
        numbers=lines(numbers),
        values={"x": whole(x), "delta": alone(delta), "gradient": whole(gradient)},
        places=marked("layers", "weight gradient"),
        layer=place,
        unit=unit,
        units=[[place + 1, unit], *([place, i] for i in range(len(x)))],
        links=[[place, i, unit] for i in range(len(x))],
    )


def bias_gradient(layer: LayerRecord, place: int, unit: int, names: Names) -> Step:
    """dL/db = error term."""
    left, gradient = slope_of(of="L", by=symbol("b", place, unit)), layer.parameters["b"].gradient[unit]
    return Step(
        phase="backward",
        kind="bias gradient",
        title=title(f"{names.unit(place, unit)}: the gradient of its bias"),
        says="A bias is a weight whose input is always 1, so its gradient is the error term itself.",
        letters=f"{left} = {symbol(DELTA, place, unit)}",
        numbers=f"{left} = {number(float(gradient))}",
        values={"delta": alone(layer.delta[0, unit]), "gradient": alone(gradient)},
        places=marked("layers", "bias gradient"),
        layer=place,
        unit=unit,
        units=[[place + 1, unit]],
    )


def passed_back(record: StepRecord, place: int, source: int, names: Names) -> Step:
    """dL/da of a unit of the layer before: the error terms of all that it feeds, through the weights between."""
    layer = record.layers[place]
    assert layer.passed_back is not None
    dropped = record.layers[place - 1].mask is not None
    w, delta, told = layer.parameters["W"].before[source], layer.delta[0], float(layer.passed_back[0, source])
    left = slope_of(of="L", by=fed(place, source, dropped))
    letters = [f"{symbol('w', place, source, j)} {symbol(DELTA, place, j)}" for j in range(len(delta))]
    numbers = [product(float(w[j]), float(delta[j])) for j in range(len(delta))]
    several = (
        "the error terms of all units that it feeds, each" if len(delta) > 1 else "the error term of the unit it feeds,"
    )
    return Step(
        phase="backward",
        kind="passed back",
        title=title(f"{names.source(place, source)}: what it is told"),
        says=f"Back along the same links: {several} times the weight of the link.",
        letters=f"{left} = {total(letters)}",
        numbers=f"{left} = {total(numbers)} = {number(told)}",
        values={"w": whole(w), "delta": whole(delta), "told": alone(told)},
        places=marked("layers", "passed back"),
        layer=place,
        unit=source,
        units=[[place, source], *([place + 1, j] for j in range(len(delta)))],
        links=[[place, source, j] for j in range(len(delta))],
    )
