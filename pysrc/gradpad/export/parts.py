"""The parts that an exported script and notebook are put together from, each with a heading and a word on it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradpad
from gradpad import activations, layers, losses, network, optimizers, randomness, regularizers, schedules, training
from gradpad.activations import ACTIVATIONS
from gradpad.config.data_set import n_outputs, target_codes
from gradpad.export.figure import Figure
from gradpad.export.helpers import helpers, top_names
from gradpad.export.inputs import inputs_text
from gradpad.export.literals import array, matrix, number, row
from gradpad.export.mathematics import Mathematics
from gradpad.export.source import first_sentence
from gradpad.losses import LOSSES
from gradpad.optimizers import OPTIMIZERS
from gradpad.session.construction import make_rates, order_key

CHANCE = "The order in which the examples are seen depends on the key and the epoch alone."
UPDATE_MODULES = [optimizers, regularizers, schedules]


@dataclass(frozen=True)
class Part:
    """A piece of an exported file: a heading, a sentence or two for the reader, and code."""

    title: str
    text: str
    code: str


def sentence(module: Any) -> str:
    """Returns: the first sentence of a module of the engine."""
    return first_sentence(module.__doc__ or "")


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
    text = f"Made by Gradpad {gradpad.__version__}. It starts from the same weights and sees the same points in the "
    text += "same order as on the page, so its losses are the page's. It needs NumPy, and nothing of Gradpad."
    if figure.altered:
        text += " On the page, something was changed while training ran: there, the numbers differ from then on."
    if figure.config.training.precision == "float32":
        text += " The page computes with about 7 digits (float32), this with 16: they differ in the last of the 7."
    return text


def choices(figure: Figure) -> Part:
    """The numbers that were chosen on the page."""
    config, how = figure.config, figure.config.training
    batch_size = max(1, min(how.batch_size, len(figure.data.train)))
    rates = make_rates(config, -(-len(figure.data.train) // batch_size))
    key, parts = order_key(config.seed), Mathematics(figure)
    lines = [
        f"LEARNING_RATE = {number(how.learning_rate)}",
        f"BATCH_SIZE = {batch_size}",
        f"EPOCHS = {figure.epochs}",
        f"SHOWN = {row(figure.shown_epochs())}  # the epochs whose losses are printed",
        f"ORDER_KEY = {key:#x}  # what the order of the examples grows from",
    ]
    if parts.has_dropout:
        lines += [f"DROPOUT = {number(how.dropout)}", f"DROPOUT_KEY = {parts.recipe.dropout_key:#x}"]
    if parts.penalizes:
        lines.append(f"REGULARIZATION_RATE = {number(how.regularization_rate)}")
    if parts.scheduled:
        lines.append(f"SCHEDULE_STEPS = {number(rates.schedule_steps)}  # the schedule's length")
        lines.append(f"SCHEDULE_DECAY = {number(how.schedule_decay)}")
    return Part("What was chosen", "Change a number and run it again.", "\n".join(lines))


def data(figure: Figure) -> Part:
    """The points, and how the network is shown them."""
    points, is_test = figure.data.points, figure.data.points.is_test
    whole = points.task == "classification"
    pieces = []
    for name, kept in (("train", ~is_test), ("test", is_test)):
        if name == "test" and not is_test.any():
            continue
        pairs = [row(pair) for pair in points.points[kept]]
        pieces.append(array(f"{name}_points", pairs))
        pieces.append(array(f"{name}_labels", [number(int(v) if whole else v) for v in points.labels[kept]]))
    pieces += ["", "", inputs_text(figure.config), "", "", targets_text(figure), "", ""]
    scaling = figure.data.scaling
    if scaling is not None:
        pieces += ["# Every input is shifted and scaled to mean 0 and deviation 1 over the training points."]
        pieces += [f"MEAN = np.array({row(scaling.mean)})", f"DEVIATION = np.array({row(scaling.deviation)})"]
    for name in ("train", "test") if is_test.any() else ("train",):
        seen = f"inputs({name}_points)"
        seen = seen if scaling is None else f"({seen} - MEAN) / DEVIATION"
        pieces.append(f"x_{name}, t_{name} = {seen}, targets({name}_labels)")
    text = f"{len(figure.data.train)} points to learn from"
    text += f" and {int(is_test.sum())} to test with." if is_test.any() else "."
    return Part("The data", text, "\n".join(pieces))


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


def code_parts(figure: Figure) -> list[Part]:
    """The engine's own code for this figure."""
    m = Mathematics(figure)
    moving = [sentence(optimizers)]
    moving += [sentence(regularizers)] * (m.penalizes or m.has_dropout) + [sentence(schedules)] * m.scheduled
    sections: list[tuple[str, str, list[str], list[Any]]] = [
        ("The layers", sentence(layers), [*m.activations(), m.layer()], [activations, layers]),
        ("The network", f"{sentence(losses)} {sentence(network)}", [m.loss(), m.network()], [losses, network]),
        ("The optimizer", " ".join(moving), [m.optimizer(), *m.regularizer(), *m.schedule()], UPDATE_MODULES),
        ("The order of the examples", CHANCE, [*m.order(), *m.dropout()], [randomness, regularizers, training]),
        ("One training step", sentence(training), [objects(m), *m.step()], [training]),
    ]
    taken = set().union(*(top_names(text) for _, _, texts, _ in sections for text in texts))
    return [Part(title, text, joined(code, modules, taken, m)) for title, text, code, modules in sections]


def joined(texts: Sequence[str], modules: Sequence[Any], taken: set[str], m: Mathematics) -> str:
    """Returns: the texts of a section, with what they need of their modules before them."""
    before = helpers("\n".join(texts), [module.__name__ for module in modules], taken, m.facts)
    code = ""
    for text in [*before, *texts]:
        lines_both = "\n" not in text and "\n" not in code.rsplit("\n\n\n", 1)[-1]
        code += ("" if not code else "\n" if lines_both else "\n\n\n") + text
    return code


def objects(m: Mathematics) -> str:
    """Returns: the objects that a training step works with."""
    lines = [f"LOSS = {type(m.recipe.loss).__name__}()", f"OPTIMIZER = {type(m.recipe.optimizer).__name__}()"]
    if m.penalizes:
        lines.append(f"REGULARIZER = {type(m.recipe.regularizer).__name__}()")
    if m.scheduled:
        lines.append(f"SCHEDULE = {type(m.recipe.schedule).__name__}()")
    return "\n".join(lines)


def start(figure: Figure) -> Part:
    """The weights that training starts from."""
    chosen = figure.config.network
    names = [*(layer.activation for layer in chosen.layers), chosen.output]
    rows = []
    for layer, name in zip(figure.start, names, strict=True):
        bias = f"np.array({row(layer['b'])}), " if chosen.biases else ""
        if len(bias) > 90:
            bias = f"{matrix([layer['b']])}[0], "
        rows.append(f"    Dense({matrix(layer['W'])}, {bias}{type(ACTIVATIONS[name]).__name__}()),")
    code = "network = Network([\n" + "\n".join(rows) + "\n])"
    return Part("The start", "The weights (a row for each input, a column for each unit) and the biases.", code)


def loop(figure: Figure) -> Part:
    """The training loop, which prints the losses."""
    m, tests = Mathematics(figure), bool(figure.data.points.is_test.any())
    sets = ["(x_train, t_train)"] + (["(x_test, t_test)"] if tests else [])
    penalty = ", REGULARIZER.total(REGULARIZATION_RATE, [layer.W for layer in network.layers])"
    heading = "epoch  training loss" + "       test loss" * tests + "         penalty" * m.penalizes
    lines = [
        "def mean_losses():",
        '    """The mean loss per example over each set, as the page shows it."""',
        "    found = []",
        f"    for x, t in [{', '.join(sets)}]:",
        "        network.forward(x)",
        "        found.append(float(LOSS.value(network.scores(LOSS), t)))",
        "    return found",
        "",
        "",
        'np.seterr(all="ignore")  # numbers that grow too large show in the losses',
        "slots, step, rows = new_slots(network, OPTIMIZER), 0, []",
        f'print("{heading}")',
        "for epoch in range(EPOCHS + 1):",
        "    if epoch in SHOWN:",
        f"        rows.append([epoch, *mean_losses(){penalty if m.penalizes else ''}])",
        '        print(f"{epoch:5d}", *(f"{value:15.12g}" for value in rows[-1][1:]))',
        "    if epoch == EPOCHS:",
        "        break",
        "    order = shuffled_order(ORDER_KEY, epoch, len(x_train))",
        "    for first in range(0, len(order), BATCH_SIZE):",
        "        batch = order[first : first + BATCH_SIZE]",
        "        train_step(network, slots, x_train[batch], t_train[batch], step)",
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
