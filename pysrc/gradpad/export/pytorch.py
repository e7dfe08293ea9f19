"""The same network, data, start and training loop in PyTorch, whose own arithmetic gives the same losses.

Here no mathematics is taken from the engine: PyTorch brings its own, and finds the gradients by itself. Each choice
says in `torch` what PyTorch calls it.
"""

import re
import textwrap
from itertools import pairwise
from typing import Any

from gradpad import sources
from gradpad.activations import ACTIVATIONS
from gradpad.errors import ConfigError
from gradpad.export import parts
from gradpad.export.excerpt import Excerpt
from gradpad.export.figure import Figure
from gradpad.export.inputs import wanted_of
from gradpad.export.literals import matrix, number, row
from gradpad.export.parts import Part
from gradpad.export.script import WIDTH, section
from gradpad.randomness import shuffled_order, uniforms
from gradpad.registry import Choice
from gradpad.session.construction import make_optimizer

FUNCTION = re.compile(r"def (\w+)\(")


def word(choice: Choice, path: str) -> str:
    """Returns: how PyTorch says a choice. Raises: ConfigError: it does not say so."""
    if not choice.torch:
        raise ConfigError(
            f"{path} is {choice.name!r}, for which the export has no PyTorch code. "
            "The script and the notebook carry its own code with them.",
            path,
        )
    return choice.torch


def called(choice: Choice, path: str, what: str) -> str:
    """Returns: the expression that applies a choice to `what`: its own, or a call of the function that it gives."""
    text = word(choice, path)
    function = FUNCTION.match(text)
    return f"{function[1]}({what})" if function else text.format(what)


def to_pytorch(figure: Figure) -> str:
    """Returns: the script. Raises: DataError: the points can't be trained on; ConfigError: see word()."""
    figure.refuse_problem()
    about = parts.origin(figure).replace("It needs NumPy, and nothing of Gradpad.", "It needs PyTorch and NumPy.")
    if sources.edited:
        about = about.replace(", so its losses are the page's", "")
        about += " The engine was edited on the page; here, PyTorch's own mathematics is at work."
    title = textwrap.fill(f"{parts.summary(figure)} In PyTorch.", WIDTH)
    head = f'"""{title}\n\n{textwrap.fill(about, WIDTH)}\n\nRun it with: python3 gradpad_pytorch.py\n"""\n\n'
    wanted: list[Any] = [shuffled_order, *([uniforms] if figure.has_dropout else [])]
    wanted += [type(figure.recipe.schedule)] if figure.scheduled else []
    excerpt = Excerpt([*wanted, *wanted_of(figure.config)], loop(figure))
    head += "\n".join(sorted({*excerpt.import_lines(), "import numpy as np"}))
    head += "\nimport torch\nimport torch.nn.functional as F\n\ntorch.set_default_dtype(torch.float64)"
    body = [
        parts.choices(figure),
        Part("The network", "PyTorch works out the gradients by itself.", network(figure)),
        *(Part(piece.title, piece.docstring, piece.code) for piece in excerpt.pieces()),
        parts.data(figure),
        Part("The start", "PyTorch keeps a layer's weights the other way round: a row for each unit.", start(figure)),
        Part("Training", parts.seen_text(figure), loop(figure)),
    ]
    return "\n\n\n".join([head, *(section(part) for part in body)]) + "\n"


def network(figure: Figure) -> str:
    """Returns: the network, and the loss."""
    chosen = figure.config.network
    sizes = [len(figure.config.features), *(layer.units for layer in chosen.layers), parts.n_out(figure)]
    no_bias = "" if chosen.biases else ", bias=False"
    lines = ["class Network(torch.nn.Module):", "    def __init__(self):", "        super().__init__()"]
    for place, (n_before, n_after) in enumerate(pairwise(sizes), 1):
        lines.append(f"        self.layer{place} = torch.nn.Linear({n_before}, {n_after}{no_bias})")
    lines += ["", f"    def forward(self, x{', masks' if figure.has_dropout else ''}):"]
    for place, layer in enumerate(chosen.layers, 1):
        bent = called(ACTIVATIONS[layer.activation], f"network.layers.{place - 1}.activation", f"self.layer{place}(x)")
        masked = f" * masks[{place - 1}]" if figure.has_dropout else ""
        lines.append(f"        x = {bent}{masked}")
    last = f"self.layer{len(sizes) - 1}(x)"
    if figure.recipe.loss.from_logits:
        lines.append(f"        return {last}  # the sums: the loss below brings {chosen.output} with it")
    else:
        lines.append(f"        return {called(ACTIVATIONS[chosen.output], 'network.output', last)}")
    loss = ["def loss_of(scores, targets):", '    """The mean loss per example."""']
    loss.append(f"    return {called(figure.recipe.loss, 'training.loss', 'scores, targets')}")
    words = [*(each.torch for each in figure.activations), figure.recipe.loss.torch]
    functions = [text for text in dict.fromkeys(words) if FUNCTION.match(text)]
    return "\n\n\n".join([*functions, "\n".join(lines), "\n".join(loss)])


def start(figure: Figure) -> str:
    """Returns: the network with its start weights."""
    lines = ["network = Network()", "with torch.no_grad():"]
    for place, layer in enumerate(figure.start, 1):
        lines.append(f"    W = {matrix(layer['W'])}")
        lines.append(f"    network.layer{place}.weight.copy_(torch.tensor(W.T.copy()))")
        if "b" in layer:
            lines.append(f"    network.layer{place}.bias.copy_(torch.tensor({row(layer['b'])}))")
    return "\n".join(lines)


def optimizer_text(figure: Figure) -> str:
    """Returns: the optimizer, with the numbers that the configuration gives it."""
    chosen = make_optimizer(figure.config.training)
    own = {name: number(getattr(chosen, name)) for name in chosen.numbers()}
    return word(chosen, "training.optimizer").format("network.parameters(), lr=LEARNING_RATE", **own)


def loop(figure: Figure) -> str:
    """Returns: the training loop."""
    chosen = figure.config.network
    tests = bool(figure.data.points.is_test.any())
    names = ["train", "test"] if tests else ["train"]
    units = [layer.units for layer in chosen.layers]
    ones = f", [1.0] * {len(units)}" if figure.has_dropout else ""
    heading = "epoch  training loss" + ("       test loss" if tests else "")
    lines = [f"x_{name}, t_{name} = torch.tensor(x_{name}), torch.tensor(t_{name})" for name in names]
    lines += [f"optimizer = {optimizer_text(figure)}", "step, rows = 0, []", "", ""]
    lines += ["def mean_losses():", "    with torch.no_grad():"]
    pairs = ", ".join(f"(x_{name}, t_{name})" for name in names)
    lines += [f"        return [float(loss_of(network(x{ones}), t)) for x, t in [{pairs}]]", "", ""]
    lines += [f'print("{heading}")', "for epoch in range(EPOCHS + 1):", "    if epoch in SHOWN:"]
    lines += ["        rows.append([epoch, *mean_losses()])"]
    lines += ['        print(f"{epoch:5d}", *(f"{value:15.12g}" for value in rows[-1][1:]))']
    lines += ["    if epoch == EPOCHS:", "        break"]
    lines += ["    order = torch.tensor(shuffled_order(ORDER_KEY, epoch, len(x_train)))"]
    lines += ["    for batch in order.split(BATCH_SIZE):"]
    if figure.scheduled:
        lines.append("        rate = SCHEDULE.rate(LEARNING_RATE, step, SCHEDULE_STEPS, SCHEDULE_DECAY)")
        lines.append("        for group in optimizer.param_groups:")
        lines.append('            group["lr"] = float(rate)')
    if figure.has_dropout:
        lines.append(f"        draws = [uniforms(DROPOUT_KEY, step * {len(units)} + i, (len(batch), n))")
        lines.append(f"                 for i, n in enumerate({units})]")
        lines.append("        masks = [torch.tensor(np.where(u >= DROPOUT, 1 / (1 - DROPOUT), 0.0)) for u in draws]")
    masks = ", masks" if figure.has_dropout else ""
    lines += ["        optimizer.zero_grad()"]
    lines += [f"        loss = loss_of(network(x_train[batch]{masks}), t_train[batch])"]
    if figure.penalizes:
        form = called(figure.recipe.regularizer, "training.regularizer", "W")
        lines.append('        weights = [W for name, W in network.named_parameters() if name.endswith("weight")]')
        lines.append(f"        loss = loss + REGULARIZATION_RATE * sum({form} for W in weights)")
    lines += ["        loss.backward()", "        optimizer.step()", "        step += 1"]
    if figure.scheduled:
        lines.insert(0, f"SCHEDULE = {type(figure.recipe.schedule).__name__}()")
    return "\n".join(lines)
