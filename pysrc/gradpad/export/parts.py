"""The parts that an exported script and notebook are put together from, each with a heading and a word on it."""

import math
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import gradpad
from gradpad.activations import ACTIVATIONS
from gradpad.config.data_set import n_outputs, target_codes
from gradpad.export.excerpt import Excerpt
from gradpad.export.figure import Figure
from gradpad.export.inputs import inputs_text, wanted_of
from gradpad.export.literals import array, matrix, number, row
from gradpad.export.own_choices import class_name, own_text
from gradpad.layers import Dense
from gradpad.losses import LOSSES
from gradpad.network import Network
from gradpad.optimizers import OPTIMIZERS
from gradpad.randomness import shuffled_order
from gradpad.session.construction import make_rates, order_key
from gradpad.training import Rates, Recipe, new_slots, train_step


@dataclass(frozen=True)
class Part:
    """A piece of an exported file: a heading, a sentence or two for the reader, and code."""

    title: str
    text: str
    code: str


def summary(figure: Figure) -> str:
    """Returns: the figure in one sentence."""
    chosen, config = figure.config.network, figure.config
    units = "-".join(map(str, [len(config.features), *(layer.units for layer in chosen.layers), n_out(figure)]))
    names = dict.fromkeys([*(layer.activation for layer in chosen.layers), chosen.output])
    bends = " and ".join(ACTIVATIONS[name].label for name in names)
    how = config.training
    optimizer, loss = OPTIMIZERS[how.optimizer].label, LOSSES[how.loss].label
    return (
        f"A network of {units} units ({bends}) learns {len(figure.data.train)} points, "
        f"with {optimizer}, {loss} and a learning rate of {how.learning_rate:g}."
    )


def n_out(figure: Figure) -> int:
    """Returns: how many output units there are."""
    points = figure.data.points
    return n_outputs(points.task, points.classes, figure.config.network.output)


def origin(figure: Figure) -> str:
    """Returns: where the file comes from, and how far its numbers are the page's."""
    text = f"Made by Gradpad {gradpad.__version__}. It starts from the same weights "
    text += "" if figure.edited_loop else "and sees the same points in the same order "
    text += "as on the page. " if figure.apart else "as on the page, so its losses are the page's. "
    text += "It needs NumPy, and nothing of Gradpad."
    if figure.apart:
        text += f" {figure.apart}"
    if figure.config.training.precision == "float32":
        text += " The page computes with about 7 digits (float32), this with 16: they differ in the last of the 7."
    return text


def choices(figure: Figure) -> Part:
    """The numbers that were chosen on the page."""
    config, how = figure.config, figure.config.training
    batch_size = max(1, min(how.batch_size, len(figure.data.train)))
    rates = make_rates(config, -(-len(figure.data.train) // batch_size))
    key = order_key(config.seed)
    lines = [
        f"LEARNING_RATE = {number(how.learning_rate)}",
        f"BATCH_SIZE = {batch_size}",
        f"EPOCHS = {figure.epochs}",
        f"SHOWN = {row(figure.shown_epochs())}  # the epochs whose losses are printed",
        f"ORDER_KEY = {key:#x}  # what the order of the examples grows from",
    ]
    if figure.has_dropout:
        lines += [f"DROPOUT = {number(how.dropout)}", f"DROPOUT_KEY = {figure.recipe.dropout_key:#x}"]
    if figure.penalizes:
        lines.append(f"REGULARIZATION_RATE = {number(how.regularization_rate)}")
    if figure.scheduled:
        lines.append(f"SCHEDULE_STEPS = {number(rates.schedule_steps)}  # the schedule's length")
        lines.append(f"SCHEDULE_DECAY = {number(how.schedule_decay)}")
    return Part("What was chosen", "Change a number and run it again.", "\n".join(lines))


def data(figure: Figure) -> Part:
    """The points, and how the network is shown them."""
    is_test = figure.data.points.is_test
    pieces = [*points_text(figure), "", "", inputs_text(figure.config), "", "", targets_text(figure), "", ""]
    scaling = figure.data.scaling
    pieces += scaling_text(figure)
    for name in ("train", "test") if is_test.any() else ("train",):
        seen = f"inputs({name}_points)"
        seen = seen if scaling is None else f"({seen} - MEAN) / DEVIATION"
        pieces.append(f"x_{name}, t_{name} = {seen}, targets({name}_labels)")
    text = f"{len(figure.data.train)} points to learn from"
    text += f" and {int(is_test.sum())} to test with." if is_test.any() else "."
    return Part("The data", text, "\n".join(pieces))


def points_text(figure: Figure) -> list[str]:
    """Returns: the points and their labels, of the training set and, where there is one, of the test set."""
    points, is_test = figure.data.points, figure.data.points.is_test
    whole = points.task == "classification"
    pieces = []
    for name, kept in (("train", ~is_test), ("test", is_test)):
        if kept.any():
            pieces.append(array(f"{name}_points", [row(pair) for pair in points.points[kept]]))
            pieces.append(array(f"{name}_labels", [number(int(v) if whole else v) for v in points.labels[kept]]))
    return pieces


def scaling_text(figure: Figure) -> list[str]:
    """Returns: the means and deviations of the inputs, where they are standardized."""
    scaling = figure.data.scaling
    if scaling is None:
        return []
    return [
        "# Every input is shifted and scaled to mean 0 and deviation 1 over the training points.",
        f"MEAN = np.array({row(scaling.mean)})",
        f"DEVIATION = np.array({row(scaling.deviation)})",
    ]


def targets_text(figure: Figure) -> str:
    """Returns: the function from labels to what the outputs should say."""
    head = "def targets(labels):\n"
    if figure.data.points.task == "regression":
        return head + '    """What the output should be: the value itself."""\n    return labels[:, None] * 1.0'
    no, yes = (f"{code:g}" for code in target_codes(figure.config))
    width = n_out(figure)
    test = f"labels[:, None] == np.arange({width})" if width > 1 else "labels[:, None] == 1"
    what = "The output of the right class" if width > 1 else "The output for class 1"
    return head + f'    """{what} should be {yes}, else {no}."""\n    return np.where({test}, {yes}.0, {no}.0)'


def engine(figure: Figure) -> tuple[list[str], list[Part]]:
    """Returns: the imports, and the engine's own files for this figure, a part each."""
    recipe = figure.recipe
    choices = [*figure.activations, recipe.loss, recipe.optimizer, recipe.regularizer, recipe.schedule]
    own = {type(choice): text for choice in choices if (text := own_text(choice)) is not None}
    used = [type(choice) for choice in choices if type(choice) not in own]
    bases = [cls.__mro__[1] for cls in own]
    functions = [Dense, Network, Recipe, Rates, train_step, new_slots, shuffled_order]
    asking = "\n".join([*own.values(), recipe_text(figure), loop(figure).code])
    excerpt = Excerpt([*functions, *used, *bases, *wanted_of(figure.config)], asking)
    found = [
        Part(f"{piece.module.removeprefix('gradpad.')}", piece.docstring, piece.code) for piece in excerpt.pieces()
    ]
    if own:
        found.append(Part("Made on the page", "What was added to the engine.", "\n\n\n".join(own.values())))
    return excerpt.import_lines(), found


def made(choice: Any) -> str:
    """Returns: how a choice is made: its class, with its numbers where it has some."""
    numbers = fields(choice) if is_dataclass(choice) else ()
    given = ", ".join(f"{entry.name}={getattr(choice, entry.name)!r}" for entry in numbers)
    return f"{class_name(choice)}({given})"


def recipe_text(figure: Figure) -> str:
    """Returns: the recipe and the rates of a training step."""
    recipe = figure.recipe
    lines = [f"    {name}={made(getattr(recipe, name))}," for name in ("loss", "optimizer", "regularizer", "schedule")]
    rates = ["learning_rate=LEARNING_RATE"]
    if figure.scheduled:
        lines.append("    schedule_decay=SCHEDULE_DECAY,")
        rates.append("schedule_steps=SCHEDULE_STEPS")
    if figure.has_dropout:
        lines.append("    dropout_key=DROPOUT_KEY,")
        rates.append("dropout=DROPOUT")
    if figure.penalizes:
        rates.append("regularization_rate=REGULARIZATION_RATE")
    return "\n".join(["recipe = Recipe(", *lines, ")", f"rates = Rates({', '.join(rates)})"])


def start(figure: Figure) -> Part:
    """The weights that training starts from."""
    biases = figure.config.network.biases
    rows = []
    for layer, activation in zip(figure.start, figure.activations, strict=True):
        bias = f"np.array({row(layer['b'])})" if biases else "None"
        if len(bias) > 90:
            bias = f"{matrix([layer['b']])}[0]"
        rows.append(f"    Dense({matrix(layer['W'])}, {bias}, {class_name(activation)}()),")
    code = "network = Network([\n" + "\n".join(rows) + f"\n])\n{recipe_text(figure)}"
    text = "The weights (a row for each input, a column for each unit) and the biases, and how they are trained."
    return Part("The start", text, code)


def loop(figure: Figure) -> Part:
    """The training loop, which prints the losses."""
    tests, penalizes = figure.has_tests, figure.penalizes
    sets = ["(x_train, t_train)"] + (["(x_test, t_test)"] if tests else [])
    total = ", recipe.regularizer.total(REGULARIZATION_RATE, [layer.W for layer in network.layers])"
    heading = "epoch  training loss" + "       test loss" * tests + "         penalty" * penalizes
    lines = [
        "def mean_losses():",
        '    """The mean loss per example over each set, as the page shows it."""',
        "    found = []",
        f"    for x, t in [{', '.join(sets)}]:",
        "        network.forward(x)",
        "        found.append(float(recipe.loss.value(network.scores(recipe.loss), t)))",
        "    return found",
        "",
        "",
        'np.seterr(all="ignore")  # numbers that grow too large show in the losses',
        "slots, step, rows = new_slots(network, recipe.optimizer), 0, []",
        f'print("{heading}")',
        "for epoch in range(EPOCHS + 1):",
        "    if epoch in SHOWN:",
        f"        rows.append([epoch, *mean_losses(){total if penalizes else ''}])",
        '        print(f"{epoch:5d}", *(f"{value:15.12g}" for value in rows[-1][1:]))',
        "    if epoch == EPOCHS:",
        "        break",
        "    order = shuffled_order(ORDER_KEY, epoch, len(x_train))",
        "    for first in range(0, len(order), BATCH_SIZE):",
        "        batch = order[first : first + BATCH_SIZE]",
        "        train_step(network, recipe, slots, x_train[batch], t_train[batch], rates, step)",
        "        step += 1",
    ]
    return Part("Training", seen_text(figure), "\n".join(lines))


def seen_text(figure: Figure) -> str:
    """Returns: what the page showed, to compare with."""
    seen = figure.seen()
    if seen is None:
        return "In each epoch, every example is seen once, in a new order, a batch at a time."
    epoch, train, test = seen
    text = f"After epoch {epoch} the page shows a training loss of {train:.12g}"
    return f"{text} and a test loss of {test:.12g}." if test is not None and not math.isnan(test) else f"{text}."
