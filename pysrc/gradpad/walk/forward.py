"""Forward: from the inputs to the loss, one unit after the other."""

from collections.abc import Iterator

from gradpad.walk.equations import activation_letters, activation_numbers, alone, loss_numbers, softmax_numbers, whole
from gradpad.walk.places import marked, returned
from gradpad.walk.step_record import LayerRecord, StepRecord
from gradpad.walk.steps import Names, Step, title
from gradpad.walk.typesetting import factor, fed, lines, number, product, symbol, total


def inputs(record: StepRecord, names: Names) -> Step:
    """The example, before anything has been done to it."""
    x, t = record.inputs[0], record.targets[0]
    rows = [f"{fed(0, i)} &= {number(value)}" for i, value in enumerate(x)]
    rows += [f"t_{{{k + 1}}} &= {number(value)}" for k, value in enumerate(t)]
    listed = ", ".join(f"x_{{{i + 1}}}" for i in range(min(len(x), 4))) + (r", \ldots" if len(x) > 4 else "")
    return Step(
        phase="forward",
        kind="inputs",
        title="The example goes in",
        says="Each input takes its number from the point. The target t says what the network should answer.",
        letters=rf"\mathbf{{x}} = ({listed}), \quad t",
        numbers=lines(rows),
        values={"x": whole(x), "t": whole(t)},
        places=marked("layers", "inputs"),
        units=[[0, i] for i in range(len(x))],
    )


def units(record: StepRecord, names: Names) -> Iterator[Step]:
    """Every unit's weighted sum and activation, layer by layer."""
    for place, layer in enumerate(record.layers):
        dropped = place > 0 and record.layers[place - 1].mask is not None
        for unit in range(layer.z.shape[1]):
            yield weighted_sum(layer, place, unit, names, dropped)
            yield activation(layer, place, unit, names)
            if layer.mask is not None:
                yield dropout(layer, place, unit, names)


def weighted_sum(layer: LayerRecord, place: int, unit: int, names: Names, dropped: bool) -> Step:
    """Z = sum of weight times input, plus the bias."""
    x, w = layer.x[0], layer.parameters["W"].before[:, unit]
    b = layer.parameters["b"].before if "b" in layer.parameters else None
    z = symbol("z", place, unit)
    letters = [f"{symbol('w', place, i, unit)} {fed(place, i, dropped)}" for i in range(len(x))]
    numbers = [product(float(w[i]), float(x[i])) for i in range(len(x))]
    values = {"x": whole(x), "w": whole(w), "z": alone(layer.z[0, unit])}
    says = "Every input times its weight, all added up."
    if b is not None:
        letters.append(symbol("b", place, unit))
        numbers.append(factor(float(b[unit])))
        values["b"] = alone(b[unit])
        says = "Every input times its weight, all added up, and the bias on top."
    return Step(
        phase="forward",
        kind="weighted sum",
        title=title(f"{names.unit(place, unit)}: the weighted sum"),
        says=says,
        letters=f"{z} = {total(letters)}",
        numbers=f"{z} = {total(numbers)} = {number(float(layer.z[0, unit]))}",
        values=values,
        places=marked("layers", "weighted sum"),
        layer=place,
        unit=unit,
        units=[[place + 1, unit], *([place, i] for i in range(len(x)))],
        links=[[place, i, unit] for i in range(len(x))],
    )


def activation(layer: LayerRecord, place: int, unit: int, names: Names) -> Step:
    """A = f(z)."""
    f, z, a = layer.activation, float(layer.z[0, unit]), float(layer.a[0, unit])
    left, right = symbol("a", place, unit), activation_letters(f)
    of_z = f"f({symbol('z', place, unit)})"
    mixes = f.name == "softmax" and bool(right)
    numbers = softmax_numbers(layer.z[0], unit) if mixes else activation_numbers(f, z)
    curve = None
    if f.name != "softmax":
        slope = alone(layer.slope[0, unit]) if layer.slope is not None else None
        curve = {"activation": f.name, "z": alone(z), "a": alone(a), "slope": slope}
    return Step(
        phase="forward",
        kind="activation",
        title=title(f"{names.unit(place, unit)}: the activation, {f.label}"),
        says=f.help,
        letters=rf"{left} = {of_z}" + (rf", \qquad f(z){'_i' * mixes} = {right}" if right else ""),
        numbers=f"{left} = {numbers} = {number(a)}",
        values={"z": alone(z), "a": alone(a)} if not mixes else {"z": whole(layer.z[0]), "a": alone(a)},
        places=[*returned(f, "value"), *marked("layers", "activation")],
        layer=place,
        unit=unit,
        units=[[place + 1, other] for other in range(layer.z.shape[1])] if mixes else [[place + 1, unit]],
        curve=curve,
    )


def dropout(layer: LayerRecord, place: int, unit: int, names: Names) -> Step:
    """What is passed on: the activation times dropout's factor."""
    assert layer.mask is not None
    assert layer.output is not None
    m, a, output = float(layer.mask[0, unit]), float(layer.a[0, unit]), float(layer.output[0, unit])
    left = symbol(r"\tilde{a}", place, unit)
    kept = "keeps this unit, and scales it up to make good for those that are silenced"
    return Step(
        phase="forward",
        kind="dropout",
        title=title(f"{names.unit(place, unit)}: dropout"),
        says=f"By chance, dropout {kept if m else 'silences this unit in this step'}.",
        letters=f"{left} = {symbol('a', place, unit)} \\, {symbol('m', place, unit)}",
        numbers=f"{left} = {product(a, m)} = {number(output)}",
        values={"a": alone(a), "m": alone(m), "output": alone(output)},
        places=marked("layers", "dropout"),
        layer=place,
        unit=unit,
        units=[[place + 1, unit]],
    )


def loss(record: StepRecord, names: Names) -> Step:
    """How wrong the outputs are."""
    chosen, last = record.recipe.loss, len(record.layers)
    outputs, targets = record.outputs[0], record.targets[0]
    numbers = loss_numbers(chosen, outputs, targets)
    given = rf"L({', '.join(number(float(o)) for o in outputs)})"
    return Step(
        phase="loss",
        kind="loss",
        title=f"The loss: {chosen.label}",
        says=chosen.help,
        letters=chosen.formula if numbers or chosen.formula else "L",
        numbers=f"L = {numbers or given} = {number(record.loss)}",
        values={"o": whole(outputs), "t": whole(targets), "L": alone(record.loss)},
        places=[*returned(chosen, "per_example"), *marked("losses", "mean loss")],
        units=[[last, k] for k in range(len(outputs))],
    )
