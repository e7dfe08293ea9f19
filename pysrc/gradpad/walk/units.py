"""One example, unit by unit: every step with the numbers of one unit, in the order of the training step."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from gradpad.walk import equations
from gradpad.walk.equations import alone, whole
from gradpad.walk.kinds import described
from gradpad.walk.one_weight import Weight, values_of
from gradpad.walk.step_record import LayerRecord, StepRecord
from gradpad.walk.steps import Names, Step
from gradpad.walk.typesetting import fed, lines, number, product, slope_of, sum_of_products, symbol, total

Links: TypeAlias = list[list[int]]

DELTA = r"\delta"


class UnitWalk:
    """The steps of one training step on one example. Args: record; names: what things are called."""

    def __init__(self, record: StepRecord, names: Names) -> None:
        self.record, self.names, self.layers = record, names, record.layers

    def steps(self) -> Iterator[Step]:
        """Yields: forward, loss, backward, update."""
        places = range(len(self.layers))
        yield self.inputs()
        for place in places:
            for unit in self.units(place):
                yield self.weighted_sum(place, unit)
                yield self.activation(place, unit)
                if self.layers[place].mask is not None:
                    yield self.dropout(place, unit)
        yield self.loss()
        yield self.loss_gradient()
        for place in reversed(places):
            yield from (self.error_term(place, unit) for unit in self.units(place))
            for unit in self.units(place):
                yield self.weight_gradient(place, unit)
                if "b" in self.layers[place].parameters:
                    yield self.bias_gradient(place, unit)
            if place > 0:
                yield from (self.passed_back(place, source) for source in self.units(place - 1))
        if self.record.recipe.schedule.changes:
            yield self.learning_rate()
        for place in places:
            for unit in self.units(place):
                yield from self.update(place, unit)

    def units(self, place: int) -> range:
        return range(self.layers[place].z.shape[1])

    def fed(self, place: int, index: int) -> str:
        """Returns: the symbol of what feeds a layer."""
        return fed(place, index, place > 0 and self.layers[place - 1].mask is not None)

    def step(self, kind: str, place: int | None, unit: int | None, *formula: str, what: str = "", **parts: Any) -> Step:
        """Args: formula: letters and numbers; what: for the step's texts; parts: the other fields of a Step."""
        who, layer = "", None
        if place is not None and unit is not None:
            who, layer = self.names.unit(place, unit), self.layers[place]
            parts = {"layer": place, "unit": unit, "units": [[place + 1, unit]], **parts}
        who = parts.pop("who", who)
        letters, numbers = formula
        texts = described(self.record, layer, kind, who, what, batch=False)
        return Step(**texts, letters=letters, numbers=numbers, **parts)

    def with_inputs(self, place: int, unit: int) -> dict[str, Any]:
        """Returns: the unit, what feeds it, and the links between."""
        sources = range(self.layers[place].x.shape[1])
        units = [[place + 1, unit], *([place, i] for i in sources)]
        return {"units": units, "links": [[place, i, unit] for i in sources]}

    def inputs(self) -> Step:
        x, t = self.record.inputs[0], self.record.targets[0]
        rows = [f"{fed(0, i)} &= {number(value)}" for i, value in enumerate(x)]
        rows += [f"t_{{{k + 1}}} &= {number(value)}" for k, value in enumerate(t)]
        listed = ", ".join(f"x_{{{i + 1}}}" for i in range(min(len(x), 4))) + (r", \ldots" if len(x) > 4 else "")
        letters, units = rf"\mathbf{{x}} = ({listed}), \quad t", [[0, i] for i in range(len(x))]
        return self.step("inputs", None, None, letters, lines(rows), values={"x": whole(x), "t": whole(t)}, units=units)

    def weighted_sum(self, place: int, unit: int) -> Step:
        layer = self.layers[place]
        x, w, b = layer.x[0], layer.parameters["W"].before[:, unit], layer.parameters.get("b")
        terms = [[(symbol("w", place, i, unit), w[i]), (self.fed(place, i), x[i])] for i in range(len(x))]
        values = {"x": whole(x), "w": whole(w), "z": alone(layer.z[0, unit])}
        if b:
            terms.append([(symbol("b", place, unit), b.before[unit])])
            values["b"] = alone(b.before[unit])
        formula = sum_of_products(symbol("z", place, unit), terms, layer.z[0, unit])
        kind = "weighted sum" if b else "weighted sum, without bias"
        return self.step(kind, place, unit, *formula, values=values, **self.with_inputs(place, unit))

    def activation(self, place: int, unit: int) -> Step:
        layer, a = self.layers[place], symbol("a", place, unit)
        f, right = layer.activation, equations.right_side(layer.activation)
        mixes = not f.elementwise and bool(right)
        letters = f"{a} = f({symbol('z', place, unit)})"
        letters += rf", \qquad f(z){'_i' * mixes} = {right}" if right else ""
        numbers = f"{a} = {equations.activation_numbers(f, layer.z[0], unit)} = {number(layer.a[0, unit])}"
        values = {"z": whole(layer.z[0]) if mixes else alone(layer.z[0, unit]), "a": alone(layer.a[0, unit])}
        more: dict[str, Any] = {"units": [[place + 1, other] for other in self.units(place)]} if mixes else {}
        curve = self.on_curve(layer, unit)
        return self.step("activation", place, unit, letters, numbers, values=values, curve=curve, **more)

    def on_curve(self, layer: LayerRecord, unit: int) -> dict[str, Any] | None:
        """Returns: where a unit stands on the curve of its activation; None for what has no curve."""
        if not layer.activation.elementwise:
            return None
        slope = alone(layer.slope[0, unit]) if layer.slope is not None else None
        at = {"z": alone(layer.z[0, unit]), "a": alone(layer.a[0, unit]), "slope": slope}
        return {"activation": layer.activation.name, **at}

    def dropout(self, place: int, unit: int) -> Step:
        layer = self.layers[place]
        assert layer.mask is not None
        assert layer.output is not None
        m, a, output = (float(each[0, unit]) for each in (layer.mask, layer.a, layer.output))
        term = [(symbol("a", place, unit), a), (symbol("m", place, unit), m)]
        formula = sum_of_products(symbol(r"\tilde{a}", place, unit), [term], output, r" \, ")
        kept = "keeps this unit, and scales it up to make good for those that are silenced"
        what = kept if m else "silences this unit in this step"
        values = {"a": alone(a), "m": alone(m), "output": alone(output)}
        return self.step("dropout", place, unit, *formula, what=what, values=values)

    def loss(self) -> Step:
        record, loss = self.record, self.record.recipe.loss
        outputs, targets = record.outputs[0], record.targets[0]
        given = rf"L({', '.join(number(float(o)) for o in outputs)})"
        numbers = f"L = {equations.loss_numbers(loss, outputs, targets) or given} = {number(record.loss)}"
        values = {"o": whole(outputs), "t": whole(targets), "L": alone(record.loss)}
        units = [[len(self.layers), k] for k in range(len(outputs))]
        return self.step("loss", None, None, loss.formula or "L", numbers, values=values, units=units)

    def loss_gradient(self) -> Step:
        record, last = self.record, len(self.layers) - 1
        outputs, targets, gradient = record.outputs[0], record.targets[0], record.loss_gradient[0]
        logits = record.recipe.loss.from_logits
        rows = []
        for k, value in enumerate(gradient):
            left = slope_of(of="L", by=symbol("z" if logits else "a", last, k))
            letters, numbers = equations.gradient_formula(record.recipe.loss, outputs, targets, k)
            rows.append(f"{left} &= {numbers + ' = ' if numbers else ''}{number(value)}")
            if k == 0:
                first = f"{left} = {letters}" if letters else left
        values = {"o": whole(outputs), "t": whole(targets), "gradient": whole(gradient)}
        units = [[last + 1, k] for k in range(len(gradient))]
        kind = "loss gradient, from logits" if logits else "loss gradient"
        return self.step(kind, None, None, first, lines(rows), values=values, layer=last, units=units)

    def error_term(self, place: int, unit: int) -> Step:
        layer, delta = self.layers[place], float(self.layers[place].delta[0, unit])
        left, by_z = symbol(DELTA, place, unit), slope_of(of="L", by=symbol("z", place, unit))
        values: dict[str, Any] = {"delta": alone(delta)}
        if layer.received is None:
            formula = f"{left} = {by_z}", f"{left} = {number(delta)}"
            return self.step("error term, as given", place, unit, *formula, values=values)
        told = layer.received[0]
        if layer.slope is None:
            values |= {"told": whole(told), "a": whole(layer.a[0])}
            by_a = slope_of(of="L", by=symbol("a", place, unit))
            own = rf"\left( {by_a} - \sum_j {slope_of(of='L', by='a_j')} a_j \right)"
            inner = total([product(float(g), float(a)) for g, a in zip(told, layer.a[0], strict=True)])
            numbers = rf"{number(layer.a[0, unit])} \left( {number(told[unit])} - ({inner}) \right) = {number(delta)}"
            formula = f"{left} = {symbol('a', place, unit)} {own}", f"{left} = {numbers}"
            return self.step("error term, of a mixture", place, unit, *formula, values=values)
        letters, given = [slope_of(of="L", by=symbol("a", place, unit))], [float(told[unit])]
        if layer.mask is not None:
            letters = [slope_of(of="L", by=symbol(r"\tilde{a}", place, unit)), symbol("m", place, unit)]
            given.append(float(layer.mask[0, unit]))
            values["m"] = alone(layer.mask[0, unit])
        slope = float(layer.slope[0, unit])
        values |= {"told": alone(told[unit]), "slope": alone(slope)}
        formula = (
            rf"{left} = {by_z} = {' '.join(letters)} \, f'({symbol('z', place, unit)})",
            f"{left} = {product(*given, slope)} = {number(delta)}",
        )
        return self.step("error term", place, unit, *formula, values=values, curve=self.on_curve(layer, unit))

    def weight_gradient(self, place: int, unit: int) -> Step:
        layer, d = self.layers[place], symbol(DELTA, place, unit)
        x, delta, gradient = layer.x[0], float(layer.delta[0, unit]), layer.parameters["W"].gradient[:, unit]
        rows = []
        for i in range(len(x)):
            left = slope_of(of="L", by=symbol("w", place, i, unit))
            rows.append(sum_of_products(f"{left} &", [[(self.fed(place, i), x[i]), (d, delta)]], gradient[i]))
        values = {"x": whole(x), "delta": alone(delta), "gradient": whole(gradient)}
        formula = lines([letters for letters, _ in rows]), lines([numbers for _, numbers in rows])
        return self.step("weight gradient", place, unit, *formula, values=values, **self.with_inputs(place, unit))

    def bias_gradient(self, place: int, unit: int) -> Step:
        layer, left = self.layers[place], slope_of(of="L", by=symbol("b", place, unit))
        gradient = layer.parameters["b"].gradient[unit]
        formula = f"{left} = {symbol(DELTA, place, unit)}", f"{left} = {number(gradient)}"
        values = {"delta": alone(layer.delta[0, unit]), "gradient": alone(gradient)}
        return self.step("bias gradient", place, unit, *formula, what="bias", values=values)

    def passed_back(self, place: int, source: int) -> Step:
        layer = self.layers[place]
        assert layer.passed_back is not None
        w, delta, told = layer.parameters["W"].before[source], layer.delta[0], layer.passed_back[0, source]
        left, targets = slope_of(of="L", by=self.fed(place, source)), range(len(delta))
        terms = [[(symbol("w", place, source, j), w[j]), (symbol(DELTA, place, j), delta[j])] for j in targets]
        one, several = "the error term of the unit it feeds,", "the error terms of all units that it feeds, each"
        return self.step(
            "passed back",
            place,
            source,
            *sum_of_products(left, terms, told),
            who=self.names.source(place, source),
            what=several if len(delta) > 1 else one,
            values={"w": whole(w), "delta": whole(delta), "told": alone(told)},
            units=[[place, source], *([place + 1, j] for j in targets)],
            links=[[place, source, j] for j in targets],
        )

    def learning_rate(self) -> Step:
        rate, schedule = self.record.rate, self.record.recipe.schedule
        values = {"rate": alone(rate), "step": self.record.step}
        return self.step("rate", None, None, schedule.formula, rf"\eta = {number(rate)}", values=values)

    def update(self, place: int, unit: int) -> Iterator[Step]:
        """Yields: how a unit's weights and its bias change: the penalty's pull, the change, the new values."""
        recipe, layer = self.record.recipe, self.layers[place]
        links = [[place, i, unit] for i in range(layer.x.shape[1])]
        weights = [Weight(layer.parameters["W"], symbol("w", place, i, unit), (i, unit)) for i in range(len(links))]
        if recipe.regularizer.penalizes:
            yield self.penalty(weights, place, unit, links)
        if "b" in layer.parameters:
            weights.append(Weight(layer.parameters["b"], symbol("b", place, unit), (unit,)))
        rows = []
        for w in weights:
            inner = equations.change_numbers(recipe.optimizer, w.record, w.index, self.record.rate)
            rows.append(rf"\Delta {w.letter} &= {inner + ' = ' if inner else ''}{number(w.of('change'))}")
        slots = [(name, when) for name in recipe.optimizer.slots for when in ("before", "after")]
        values: dict[str, Any] = {
            "rate": alone(self.record.rate),
            "gradient": values_of(weights, "full_gradient"),
            "change": values_of(weights, "change"),
            **{f"{name}_{when}": values_of(weights, f"slots_{when}", name) for name, when in slots},
        }
        formula = equations.change_letters(recipe.optimizer), lines(rows)
        yield self.step("change", place, unit, *formula, what="to", values=values, links=links)
        held = [w.record.trainable is not None and w.of("trainable") == 0 for w in weights]
        kind = "update, held fixed" if any(held) else "update"
        formula = r"w \leftarrow w - \Delta w", lines([w.updated(h) for w, h in zip(weights, held, strict=True)])
        values = {name: values_of(weights, name) for name in ("before", "change", "after")}
        yield self.step(kind, place, unit, *formula, what="weights", values=values, links=links)

    def penalty(self, weights: list[Weight], place: int, unit: int, links: Links) -> Step:
        """The regularizer's pull, added to the gradient of the weights; biases have none."""
        rate, pull = self.record.regularization_rate, equations.pull_letters(self.record.recipe.regularizer)
        rows = []
        for w in weights:
            terms = f"{number(w.of('gradient'))} + {product(rate, w.of('penalty'))}"
            rows.append(f"g &= {terms} = {number(w.of('full_gradient'))}")
        values = {name: values_of(weights, name) for name in ("gradient", "penalty", "full_gradient")}
        formula = rf"g = {slope_of(of='L', by='w')} + \lambda \, {pull}", lines(rows)
        return self.step("penalty", place, unit, *formula, values={**values, "rate": alone(rate)}, links=links)
