"""Forward, backward and update of one network, written out: every layer has its lines, under its number.

What bends in a unit, what counts the mistakes and what moves the weights is cut out of the engine's own files, without
docstrings and types.
"""

import ast
import re
import textwrap
from dataclasses import asdict, is_dataclass
from typing import Any

from gradpad import sources
from gradpad.export import parts
from gradpad.export.excerpt import Excerpt
from gradpad.export.figure import Figure
from gradpad.export.inputs import inputs_text, wanted_of
from gradpad.export.literals import filled, matrix
from gradpad.export.own_choices import class_name, own_text
from gradpad.randomness import shuffled_order
from gradpad.regularizers import dropout_mask

WIDTH = 88
MOST = 200  # lines of the page
CHANCE = shuffled_order.__module__
LOOP = ("BATCH_SIZE", "EPOCHS", "SHOWN", "ORDER_KEY")  # what only the loop over the epochs asks for
WRITTEN_OUT = {"layers": "Dense", "network": "Network", "training": "train_step"}  # what is said anew for this network


def page_text(figure: Figure) -> tuple[str, str]:
    """Returns: the page, and what stands below it: together a program. Raises: DataError."""
    constants = parts.choices(figure).code.split("\n")
    of_the_loop = [line for line in constants if line.startswith(LOOP)]
    network, loop = [forward(figure), step(figure)], "\n".join([*of_the_loop, "", training(figure)])
    own, excerpt = engine(figure, "\n\n".join([*network, loop]))
    pieces = {piece.module: piece.code for piece in excerpt.pieces()}
    order = pieces.pop(CHANCE)
    of_the_step = [line for line in constants if line not in of_the_loop]
    head = [about(figure), "import numpy as np", "\n".join(of_the_step)]
    page = [
        *head,
        *network,
        "# What is named above, from Gradpad's own files.",
        *pieces.values(),
        *own,
        objects(figure),
    ]
    below = ["# The order in which the examples are seen, from Gradpad's own files.", order]
    whole = compact("\n\n".join([*page, loop]))
    if len(whole.splitlines()) > MOST:
        return compact("\n\n".join(page)) + "\n", compact("\n\n".join([loop, *below, numbers(figure)]))
    return whole + "\n", compact("\n\n".join([*below, numbers(figure)]))


def about(figure: Figure) -> str:
    """Returns: what this is, as the page's docstring."""
    told = parts.origin(figure)
    edited = [
        module
        for module, name in WRITTEN_OUT.items()
        if defined(sources.text(module), name) != defined(sources.original(module), name)
    ]
    if edited:
        told += f" What was edited on the page in {' and '.join(edited)} is not in it."
    lines = [textwrap.fill(text, WIDTH) for text in (parts.summary(figure), told)]
    return '"""Gradpad in one page.\n\n' + "\n\n".join(lines) + '\n"""'


def defined(text: str, name: str) -> str | None:
    """Returns: the syntax of a class or function of a module's text, None where there is none."""
    nodes = [node for node in ast.parse(text).body if getattr(node, "name", None) == name]
    return ast.dump(nodes[0]) if nodes else None


def engine(figure: Figure, network: str) -> tuple[list[str], Excerpt]:
    """Returns: the choices that were made of functions, as text, and what is cut out of the engine."""
    recipe = figure.recipe
    choices: list[Any] = [*figure.activations, recipe.loss, recipe.optimizer]
    choices += [recipe.regularizer] * figure.penalizes + [recipe.schedule] * figure.scheduled
    own = {type(choice): text for choice in choices if (text := own_text(choice)) is not None}
    wanted: list[Any] = [cls.__mro__[1] if cls in own else cls for cls in map(type, choices)]
    wanted += [shuffled_order, *wanted_of(figure.config)] + [dropout_mask] * figure.has_dropout
    numbers = asdict(recipe.optimizer) if is_dataclass(recipe.optimizer) else {}
    fields = {cls.__name__: numbers for cls in type(recipe.optimizer).__mro__}
    return list(own.values()), Excerpt(wanted, "\n".join([network, *own.values()]), brief=True, numbers=fields)


def compact(code: str) -> str:
    """Returns: code with one empty line where there are some, none within a class, and no class that is empty."""
    for name in re.findall(r"^class (\w+):\n    pass$", code, flags=re.MULTILINE):
        code = code.replace(f"class {name}:\n    pass", "").replace(f"({name}):", ":")
    code = re.sub(r"\n\n+(?=    def )", "\n", code)
    return re.sub(r"\n{3,}", "\n\n", code).replace("  #: ", "  # ")


def objects(figure: Figure) -> str:
    """Returns: one object of each choice; f1, f2 ... are the bends of the layers."""
    recipe, count = figure.recipe, len(figure.activations)
    made = {"loss": recipe.loss, "optimizer": recipe.optimizer}
    made |= {"regularizer": recipe.regularizer} if figure.penalizes else {}
    made |= {"schedule": recipe.schedule} if figure.scheduled else {}
    bends = [f"{class_name(each)}()" for each in figure.activations]
    lines = [wrapped(f"{', '.join(f'f{place + 1}' for place in range(count))} = ", bends)]
    return "\n".join([*lines, wrapped(f"{', '.join(made)} = ", [f"{class_name(each)}()" for each in made.values()])])


def wrapped(start: str, items: list[str], end: str = "") -> str:
    """Returns: a line with a list of items in it, or several lines where it is long."""
    short = f"{start}{', '.join(items)}{end}"
    indent = " " * (len(start) - len(start.lstrip()))
    return short if len(short) <= WIDTH else f"{start}(\n{filled(items, indent + '    ')}\n{indent}){end}"


def fed(figure: Figure, place: int) -> str:
    """Returns: what a layer is shown: the inputs, or what the layer before says, with dropout what is left of it."""
    return "x" if place == 0 else f"{'h' if figure.has_dropout else 'a'}{place}"


def forward(figure: Figure) -> str:
    """Returns: the function that goes through the network."""
    layers = range(1, len(figure.activations) + 1)
    bias = figure.config.network.biases
    lines = ["# Forward: each layer's weighted sums z, and what its units say, a."]
    lines.append(f"def forward(x{masks(figure, '=1.0')}):")
    for n in layers:
        lines.append(f"    z{n} = {fed(figure, n - 1)} @ W{n}{f' + b{n}' if bias else ''}")
        lines.append(f"    a{n} = f{n}.value(z{n})")
        if figure.has_dropout and n < len(layers):
            lines.append(f"    h{n} = a{n} * m{n}")
    return "\n".join([*lines, wrapped("    return ", results(figure))])


def masks(figure: Figure, default: str = "") -> str:
    """Returns: dropout's factors, as arguments."""
    hidden = len(figure.activations) - 1 if figure.has_dropout else 0
    return "".join(f", m{n}{default}" for n in range(1, hidden + 1))


def results(figure: Figure) -> list[str]:
    """Returns: what forward() gives back."""
    count = len(figure.activations)
    inner = ("h{}", "z{}", "a{}") if figure.has_dropout else ("z{}", "a{}")
    return [each.format(n) for n in range(1, count + 1) for each in (inner if n < count else ("z{}", "a{}"))]


def step(figure: Figure) -> str:
    """Returns: the function that learns from one batch."""
    count, bias = len(figure.activations), figure.config.network.biases
    units = [layer["W"].shape[1] for layer in figure.start[:-1]]
    lines = ["# Backward, from the last layer to the first: the error terms delta, and the gradients."]
    lines.append("def train_step(x, t, slots, step):")
    if figure.has_dropout:
        factors = masks(figure).removeprefix(", ")
        lines.append(f"    {factors}{',' if len(units) == 1 else ''} = (")
        lines.append(f"        dropout_mask(DROPOUT, DROPOUT_KEY, {len(units)} * step + place, (len(x), units))")
        lines.append(f"        for place, units in enumerate({units})")
        lines.append("    )")
    lines.append(wrapped("    ", results(figure), f" = forward(x{masks(figure)})"))
    for n in range(count, 0, -1):
        if n == count:
            given = f"loss.gradient({scores(figure)}, t)"
            blame = given if figure.recipe.loss.from_logits else f"f{n}.backward({given}, z{n}, a{n})"
        else:
            back = f"delta{n + 1} @ W{n + 1}.T"
            back = f"({back}) * m{n}" if figure.has_dropout else back
            blame = f"f{n}.backward({back}, z{n}, a{n})"
        lines.append(f"    delta{n} = {blame}")
        penalty = f" + REGULARIZATION_RATE * regularizer.gradient(W{n})" if figure.penalizes else ""
        lines.append(f"    dW{n} = {fed(figure, n - 1)}.T @ delta{n}{penalty}")
        if bias:
            lines.append(f"    db{n} = delta{n}.sum(axis=0)")
    lines.append("    # Update: every weight and bias takes its step.")
    rate = "schedule.rate(LEARNING_RATE, step, SCHEDULE_STEPS, SCHEDULE_DECAY)"
    lines.append(f"    rate = {rate if figure.scheduled else 'LEARNING_RATE'}")
    names = parameters(figure)
    comma = "," if len(names) == 1 else ""
    lines.append(wrapped("    gradients = ", [f"d{name}" for name in names], comma))
    lines.append("    for param, gradient, own_slots in zip(parameters(), gradients, slots):")
    lines.append("        param -= optimizer.change(param, gradient, own_slots, rate, step)")
    return "\n".join(["def parameters():", wrapped("    return ", names, comma), "", *lines])


def parameters(figure: Figure) -> list[str]:
    """Returns: the names of all weights and biases, layer by layer."""
    names = ("W{}", "b{}") if figure.config.network.biases else ("W{}",)
    return [name.format(n) for n in range(1, len(figure.activations) + 1) for name in names]


def scores(figure: Figure) -> str:
    """Returns: what the loss looks at: the last sums, or what the last layer says."""
    return f"{'z' if figure.recipe.loss.from_logits else 'a'}{len(figure.activations)}"


def training(figure: Figure) -> str:
    """Returns: how examples are made of points, and the loop over all epochs."""
    tests = figure.has_tests
    heading = "epoch  training loss" + "       test loss" * tests
    looked_at = "z" if figure.recipe.loss.from_logits else "a"
    seen = "(inputs({0}) - MEAN) / DEVIATION" if figure.data.scaling is not None else "inputs({0})"
    return "\n".join(
        [
            inputs_text(figure.config),
            "",
            parts.targets_text(figure),
            "",
            "def mean_loss(x, t):",
            "    *_, z, a = forward(x)",
            f"    return float(loss.value({looked_at}, t))",
            "",
            "def train(train_points, train_labels, test_points=None, test_labels=None):",
            f"    x, t = {seen.format('train_points')}, targets(train_labels)",
            "    slots, step, rows = [optimizer.new_slots(param) for param in parameters()], 0, []",
            f'    print("{heading}")',
            "    for epoch in range(EPOCHS + 1):",
            "        if epoch in SHOWN:",
            "            rows.append([epoch, mean_loss(x, t)])",
            *(
                [
                    f"            x_test, t_test = {seen.format('test_points')}, targets(test_labels)",
                    "            rows[-1].append(mean_loss(x_test, t_test))",
                ]
                if tests
                else []
            ),
            '            print(f"{epoch:5d}", *(f"{value:15.12g}" for value in rows[-1][1:]))',
            "        order = shuffled_order(ORDER_KEY, epoch, len(x))",
            "        for first in range(0, len(x) if epoch < EPOCHS else 0, BATCH_SIZE):",
            "            batch = order[first : first + BATCH_SIZE]",
            "            train_step(x[batch], t[batch], slots, step)",
            "            step += 1",
            "    return rows",
        ]
    )


def numbers(figure: Figure) -> str:
    """Returns: the points, the weights at the start, and the call that trains."""
    lines = ["# The numbers: the points, and the weights and biases at the start."]
    lines += parts.points_text(figure)
    lines += parts.scaling_text(figure)
    for n, layer in enumerate(figure.start, start=1):
        lines.append(f"W{n} = {matrix(layer['W'])}")
        if figure.config.network.biases:
            lines.append(f"b{n} = {matrix([layer['b']])}[0]")
    given = "train_points, train_labels" + ", test_points, test_labels" * figure.has_tests
    lines.append('np.seterr(all="ignore")  # numbers that grow too large show in the losses')
    return "\n".join([*lines, f"rows = train({given})"]) + "\n"
