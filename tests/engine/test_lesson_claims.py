"""What the lessons say of their figures is so: each claim is measured on its figure, from ten starts."""

import copy
import json
import math
import re

import pytest

from gradpad.session import Session
from tools.paths import ROOT

SEEDS = range(10)
FOUR = [{"units": 4, "activation": "tanh"}]  # what the plus beside "hidden layers" adds to a network that has none
SINE = [[x, round(math.sin(x), 3)] for x in (-6 + 0.3 * i for i in range(41))]  # as web/course/figures/function.js


def figure(lesson):
    """The configuration that stands in the lesson's page, and the page's words."""
    [page] = (ROOT / "web").glob(f"lesson-{lesson}-*.html")
    text = page.read_text(encoding="utf-8")
    [config] = re.findall(r'<script type="application/json">(.*?)</script>', text, re.DOTALL)
    return json.loads(config), text


def trained(config, epochs, **changes):
    """What each seed comes to: its accuracy and its loss. Changes: by path, with __ for a dot."""
    for seed in SEEDS:
        chosen = copy.deepcopy(config) | {"seed": seed}
        for path, value in changes.items():
            *folders, name = path.split("__")
            place = chosen
            for folder in folders:
                place = place[folder]
            place[name] = value
        snapshot = Session(chosen).train(max_epochs=epochs)
        yield snapshot["accuracy"], snapshot["data_loss"]


def test_layers_without_one_more_than_a_fifth_stays_wrong_and_with_one_the_task_is_done():
    config, text = figure(3)
    assert "more than a fifth of the points stay wrong" in text
    assert max(accuracy for accuracy, _ in trained(config, 600)) < 0.8
    assert "an accuracy of 95 %" in text
    assert min(accuracy for accuracy, _ in trained(config, 800, network__layers=FOUR)) >= 0.95


@pytest.mark.parametrize("gate", ["and_gate", "or_gate"])
def test_logic_one_neuron_learns_and_and_or(gate):
    config, text = figure(8)
    assert "one neuron learns them" in text
    assert min(accuracy for accuracy, _ in trained(config, 300, data__kind=gate)) == 1


def test_logic_no_line_parts_exclusive_or_and_a_hidden_layer_does():
    config, text = figure(8)
    assert "No line parts those" in text
    assert max(accuracy for accuracy, _ in trained(config, 300, data__kind="xor_gate")) <= 0.75
    assert "the loss below 0.05 with every point right" in text
    for accuracy, loss in trained(config, 800, data__kind="xor_gate", network__layers=FOUR):
        assert accuracy == 1
        assert loss < 0.05


def test_functions_the_sine_is_reached_with_adam():
    config, text = figure(9)
    assert "Bring the loss below 0.02" in text
    assert "try Adam" in text
    config["training"]["optimizer"] = "adam"
    assert max(loss for _, loss in trained(config, 1500, data__points=SINE)) < 0.02
