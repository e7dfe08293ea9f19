"""Update: every weight and bias takes its step, from its gradient to its new value."""

from collections.abc import Iterator
from typing import Any

from gradpad.walk.equations import alone, change_letters, change_numbers, whole
from gradpad.walk.places import marked, returned
from gradpad.walk.step_record import LayerRecord, ParameterRecord, StepRecord
from gradpad.walk.steps import Names, Step, title
from gradpad.walk.typesetting import lines, number, product, slope_of, symbol


class Weight:
    """One weight or bias of a unit: where it stands and what it is called."""

    def __init__(self, record: ParameterRecord, name: str, layer: int, unit: int, source: int | None) -> None:
        self.record = record
        self.index = (unit,) if source is None else (source, unit)
        self.letter = symbol("b", layer, unit) if source is None else symbol("w", layer, source, unit)

    def of(self, name: str) -> float:
        """Args: name: of an array of the record. Returns: the number of this weight in it."""
        return float(getattr(self.record, name)[self.index])


def weights_of(layer: LayerRecord, place: int, unit: int) -> list[Weight]:
    """Returns: the weights that lead to a unit, then its bias."""
    found = [Weight(layer.parameters["W"], "W", place, unit, i) for i in range(layer.x.shape[1])]
    return found + ([Weight(layer.parameters["b"], "b", place, unit, None)] if "b" in layer.parameters else [])


def units(record: StepRecord, names: Names) -> Iterator[Step]:
    """Every unit's weights and bias, layer by layer, in the order of the training step."""
    if record.recipe.schedule.name != "constant":
        yield learning_rate(record)
    for place, layer in enumerate(record.layers):
        for unit in range(layer.z.shape[1]):
            there: dict[str, Any] = {
                "layer": place,
                "unit": unit,
                "units": [[place + 1, unit]],
                "links": [[place, i, unit] for i in range(layer.x.shape[1])],
            }
            weights = weights_of(layer, place, unit)
            who = names.unit(place, unit)
            if record.recipe.regularizer.penalizes:
                yield penalty(record, weights, who, there)
            yield change(record, weights, who, there)
            yield update(weights, who, there)


def learning_rate(record: StepRecord) -> Step:
    """The learning rate of this step, by the schedule."""
    schedule = record.recipe.schedule
    return Step(
        phase="update",
        kind="rate",
        title=f"The learning rate of this step: {schedule.label}",
        says=schedule.help,
        letters=schedule.formula,
        numbers=rf"\eta = {number(record.rate)}",
        values={"rate": alone(record.rate), "step": record.step},
        places=[*returned(schedule, "factor"), *marked("training", "rate")],
    )


def penalty(record: StepRecord, weights: list[Weight], who: str, there: dict[str, Any]) -> Step:
    """The regularizer's pull, added to the gradient of the weights; biases have none."""
    regularizer, rate = record.recipe.regularizer, record.regularization_rate
    own = [weight for weight in weights if len(weight.index) == 2]
    rows = []
    for weight in own:
        terms = f"{number(weight.of('gradient'))} + {product(rate, weight.of('penalty'))}"
        rows.append(f"g &= {terms} = {number(weight.of('full_gradient'))}")
    pull = {"l1": r"\operatorname{sign}(w)", "l2": "w"}.get(regularizer.name, "r'(w)")
    return Step(
        phase="update",
        kind="penalty",
        title=title(f"{who}: {regularizer.label} pulls at its weights"),
        says=regularizer.help,
        letters=rf"g = {slope_of(of='L', by='w')} + \lambda \, {pull}",
        numbers=lines(rows),
        values={
            "gradient": whole([w.of("gradient") for w in own]),
            "penalty": whole([w.of("penalty") for w in own]),
            "rate": alone(rate),
            "full_gradient": whole([w.of("full_gradient") for w in own]),
        },
        places=[*marked("training", "penalty"), *returned(regularizer, "gradient")],
        **there,
    )


def change(record: StepRecord, weights: list[Weight], who: str, there: dict[str, Any]) -> Step:
    """From the gradient to the change, by the optimizer."""
    optimizer = record.recipe.optimizer
    rows = []
    for weight in weights:
        inner = change_numbers(optimizer, weight.record, weight.index, record.rate)
        rows.append(rf"\Delta {weight.letter} &= {inner + ' = ' if inner else ''}{number(weight.of('change'))}")
    slots = {
        f"{name}_{when}": whole([float(getattr(w.record, f"slots_{when}")[name][w.index]) for w in weights])
        for name in optimizer.slots
        for when in ("before", "after")
    }
    return Step(
        phase="update",
        kind="change",
        title=title(f"{who}: how far to go, {optimizer.label}"),
        says=optimizer.help,
        letters=change_letters(optimizer),
        numbers=lines(rows),
        values={
            "rate": alone(record.rate),
            "gradient": whole([w.of("full_gradient") for w in weights]),
            "change": whole([w.of("change") for w in weights]),
            **slots,
        },
        places=[*returned(optimizer, "change"), *marked("training", "change")],
        **there,
    )


def update(weights: list[Weight], who: str, there: dict[str, Any]) -> Step:
    """The old weight minus the change."""
    held = any(w.record.trainable is not None and w.of("trainable") == 0 for w in weights)
    rows = [
        f"{w.letter} &= {number(w.of('before'))} - {product(w.of('change'))} = {number(w.of('after'))}"
        if w.record.trainable is None or w.of("trainable") != 0
        else rf"{w.letter} &= {number(w.of('after'))} \quad \text{{held fixed}}"
        for w in weights
    ]
    says = "The old weight minus its change is the new weight: a small step downhill."
    return Step(
        phase="update",
        kind="update",
        title=title(f"{who}: its new weights"),
        says=says + (" A weight that is held fixed stays." if held else ""),
        letters=r"w \leftarrow w - \Delta w",
        numbers=lines(rows),
        values={name: whole([w.of(name) for w in weights]) for name in ("before", "change", "after")},
        places=[*marked("training", "update"), *(marked("training", "held fixed") if held else [])],
        **there,
    )
