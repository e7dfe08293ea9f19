"""The steps that there are: for each what it is called, what is said of it, and the lines that do it.

Both ways to tell a walk, unit by unit (units) and layer by layer (batch), are put together from this one table.
"""

from typing import Any, NamedTuple

from gradpad.walk.places import Place, marked, returned
from gradpad.walk.step_record import LayerRecord, StepRecord


class Kind(NamedTuple):
    """One row. In texts {s} makes a plural, and {activation.label} is the label of the activation that takes part.

    title: follows the name of a unit or a layer, or stands alone with a capital; says, of_batch: for a learner, of one
    unit and of a layer with all examples; lines: the line that does it first, then those that call it: "loss.gradient"
    is where the loss's gradient() returns, "layers: inputs" the line of layers.py that carries this mark.
    """

    phase: str
    title: str
    says: str
    of_batch: str
    lines: tuple[str, ...]


INPUT_TIMES_WEIGHT = "Every input times its weight, all added up"
ROW_EACH = "One row for each example. The matrix product adds up input times weight for every unit at once"
ERROR = ("activation.slope", "layers: chain rule", "layers: error term")
TOLD = "What the layer is told, times the slopes of its activations, number by number."
UNDO = (
    "How the loss changes when an output's sum z changes a little. "
    "This loss and this activation undo each other, so the way back begins at z, and all that is left is o − t."
)
MEAN = "How the mean loss changes with every output of every example: the mean puts 1/n into each row."
GRADIENT = ("loss.gradient", "network: loss gradient")
UPDATE = "The old weight minus its change is the new weight: a small step downhill."
UPDATE_ALL = "The old {what} minus their change are the new {what}."

# A word after a comma tells apart steps of one kind.
KINDS = {
    "inputs": Kind(
        "forward", "The example goes in",
        "Each input takes its number from the point. The target t says what the network should answer.", "",
        ("layers: inputs",),
    ),
    "weighted sum": Kind(
        "forward", "the weighted sum{s}", INPUT_TIMES_WEIGHT + ", and the bias on top.",
        ROW_EACH + "; the biases are added to every row.", ("layers: weighted sum",),
    ),
    "weighted sum, without bias": Kind(
        "forward", "the weighted sum{s}", INPUT_TIMES_WEIGHT + ".", ROW_EACH + ".", ("layers: weighted sum",),
    ),
    "activation": Kind(
        "forward", "the activation{s}, {activation.label}", "{activation.help}", "{activation.help}",
        ("activation.value", "layers: activation"),
    ),
    "dropout": Kind(
        "forward", "dropout", "By chance, dropout {what}.",
        "By chance, dropout silences some units, others for each example, and scales up the rest.",
        ("layers: dropout",),
    ),
    "loss": Kind(
        "loss", "The loss: {loss.label}", "{loss.help}",
        "{loss.help} The loss of the batch is the mean over its examples.",
        ("loss.per_example", "losses: mean loss"),
    ),
    "loss gradient": Kind(
        "loss", "The gradient of the loss",
        "How the loss changes when an output changes a little: here the way back begins.", MEAN, GRADIENT,
    ),
    "loss gradient, from logits": Kind("loss", "The gradient of the loss", UNDO, MEAN, GRADIENT),
    "error term": Kind(
        "backward", "the error term{s}",
        "What the unit is told, times the slope of its activation at z: this is the unit's error term.", TOLD, ERROR,
    ),
    "error term, as given": Kind(
        "backward", "the error term{s}", "The gradient of the loss is this unit's error term already.",
        "The gradient of the loss is this layer's error already.", ("layers: error term as given",),
    ),
    "error term, of a mixture": Kind(
        "backward", "the error term{s}",
        "Softmax lets every output depend on every sum, so the chain rule has a sum in it.", TOLD,
        ("activation.backward", "layers: error term"),
    ),
    "weight gradient": Kind(
        "backward", "the gradient of its weights",
        "A weight's share of the blame: the number that came in through it, times the unit's error term.",
        "Input times error term for every weight; the matrix product adds up the examples.",
        ("layers: weight gradient",),
    ),
    "bias gradient": Kind(
        "backward", "the gradient of its {what}",
        "A bias is a weight whose input is always 1, so its gradient is the error term itself.",
        "The error terms, added up over the examples.", ("layers: bias gradient",),
    ),
    "passed back": Kind(
        "backward", "what it is told", "Back along the same links: {what} times the weight of the link.",
        "Back along the same links: error terms times weights, for every unit of the layer before.",
        ("layers: passed back",),
    ),
    "rate": Kind(
        "update", "The learning rate of this step: {schedule.label}", "{schedule.help}", "{schedule.help}",
        ("schedule.factor", "training: rate"),
    ),
    "penalty": Kind(
        "update", "{regularizer.label} pulls at its weights", "{regularizer.help}", "{regularizer.help}",
        ("training: penalty", "regularizer.gradient"),
    ),
    "change": Kind(
        "update", "how far {what} go, {optimizer.label}", "{optimizer.help}", "{optimizer.help}",
        ("optimizer.change", "training: change"),
    ),
    "update": Kind("update", "its new {what}", UPDATE, UPDATE_ALL, ("training: update",)),
    "update, held fixed": Kind(
        "update", "its new {what}", UPDATE + " A weight that is held fixed stays.",
        UPDATE_ALL + " Those that are held fixed stay.", ("training: update", "training: held fixed"),
    ),
}  # fmt: skip


def described(
    record: StepRecord, layer: LayerRecord | None, name: str, who: str, what: str, *, batch: bool
) -> dict[str, Any]:
    """Args:    layer: where it is one layer's; name: of KINDS; who: a unit or layer, or ""; what: for the texts.
    Returns: phase, kind, title, says and places of a step.
    """
    row = KINDS[name]
    choices = {**vars(record.recipe), "activation": layer.activation if layer else None}
    texts = {**choices, "s": "s" * batch, "what": what}
    title = f"{who}: {row.title}" if who else row.title
    title = title.format(**texts)
    return {
        "phase": row.phase,
        "kind": name.split(",")[0],
        "title": title[:1].upper() + title[1:],
        "says": (row.of_batch if batch else row.says).format(**texts),
        "places": [place for line in row.lines for place in found(line, choices)],
    }


def found(line: str, choices: dict[str, Any]) -> list[Place]:
    """Args: line: as in Kind.lines. Returns: its place in the source, in a list; an empty one if it is not there."""
    module, _, mark = line.partition(": ")
    if mark:
        return marked(module, mark)
    choice, method = line.split(".")
    return returned(choices[choice], method)
