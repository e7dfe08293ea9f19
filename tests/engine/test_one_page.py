"""Gradpad in one page: short, printable, and it trains to the page's very numbers."""

import contextlib
import html
import io
import re
from html.parser import HTMLParser

import numpy as np
import pytest

from gradpad import sources
from gradpad.errors import DataError
from gradpad.session import Session
from tests.engine.export_cases import CASES

EPOCHS = 12
LONGEST = {
    "data": {"kind": "spiral"},
    "features": ["x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2", {"formula": "x1^2 + 3*x2"}],
    "standardize": True,
    "network": {
        "layers": [
            {"units": 3, "activation": name} for name in ("gelu", "swish", "softplus", "leaky_relu", "elu", "step")
        ],
        "output": "softmax",
    },
    "training": {
        "loss": "softmax_cross_entropy",
        "optimizer": "adamw",
        "beta1": 0.8,
        "weight_decay": 0.02,
        "regularizer": "l1",
        "regularization_rate": 0.001,
        "dropout": 0.2,
        "schedule": "cosine",
    },
}
ALL = CASES | {"everything at once": LONGEST}


class Text(HTMLParser):
    """What stands in the <pre> of a page."""

    def __init__(self, page):
        super().__init__()
        self.parts, self.inside, self.tags = [], False, set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag == "pre":
            self.parts.append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "pre"

    def handle_data(self, data):
        if self.inside:
            self.parts[-1] += data


def trained(config, epochs=EPOCHS):
    session = Session({**config, "training": {**config.get("training", {}), "engine": "numpy"}})
    session.train(max_epochs=epochs)
    return session


def rows_of(page):
    """Runs a page's text. Returns: epoch and losses, as it prints them, unrounded."""
    names = {}
    with contextlib.redirect_stdout(io.StringIO()), np.errstate():
        exec(compile("\n".join(Text(page).parts), "page", "exec"), names)
    return names["rows"]


@pytest.mark.parametrize("name", ALL)
def test_the_page_trains_to_the_sessions_numbers_to_the_last_bit(name):
    session = trained(ALL[name])
    curve = session.run.curve
    shown = {
        epoch: [loss for loss in losses if np.isfinite(loss)]
        for epoch, *losses in zip(curve.epoch, curve.data_loss, curve.test_loss, strict=True)
    }
    rows = rows_of(session.export("page"))
    assert [row[0] for row in rows] == [0, 1, 2, 5, 10, EPOCHS]
    assert all(losses == shown[epoch] for epoch, *losses in rows)
    if "hinge" not in name:  # that one has nothing to learn
        assert rows[0][1] != rows[-1][1]


@pytest.mark.parametrize("name", ALL)
def test_it_has_at_most_200_lines_and_every_layer_has_its_own(name):
    session = Session(ALL[name])
    page = Text(session.export("page")).parts[0]
    assert len(page.splitlines()) <= 200
    layers = len(session.run.trainer.network.layers)
    for n in range(1, layers + 1):
        assert re.search(rf"^    z{n} = \w+ @ W{n}", page, flags=re.MULTILINE)
        assert re.search(rf"^    delta{n} = ", page, flags=re.MULTILINE)
        assert re.search(rf"^    dW{n} = \w+\.T @ delta{n}", page, flags=re.MULTILINE)
    assert f"W{layers + 1}" not in page


def test_what_is_named_comes_from_the_engines_files():
    page = Text(Session(CASES["adam, relu, L2"]).export("page")).parts[0]
    engine = {
        line.strip().replace("#:", "#") for module in sources.names() for line in sources.text(module).split("\n")
    }
    own = page.split("own files.")[1].split("f1, f2 =")[0]
    computing = [line.strip() for line in own.splitlines() if line.startswith("        ")]
    assert len(computing) > 15
    assert all(line in engine for line in computing)


def test_an_edited_formula_is_on_the_page_and_an_edited_layer_is_told():
    session = Session({"data": {"kind": "xor"}, "network": {"layers": [{"units": 3, "activation": "sine"}]}})
    try:
        text = sources.text("activations").replace("return np.sin(z)", "return 1.5 * np.sin(z / 1.5)")
        assert session.edit("activations", text)["applied"]
        assert "return 1.5 * np.sin(z / 1.5)" in Text(session.export("page")).parts[0]
        assert "What was edited" not in session.export("page")
        assert session.edit("layers", sources.text("layers").replace("return 1 - a * a", "return 1 - a * a * 1"))[
            "applied"
        ]
        assert "return 1 - a * a * 1" in Text(session.export("page")).parts[0]  # the output's tanh
        assert "What was edited" not in session.export("page")
        text = sources.text("layers").replace("return delta @ self.W.T", "return 1.0 * delta @ self.W.T")
        assert session.edit("layers", text)["applied"]
        assert "What was edited on the page in layers is not in it." in session.export("page").replace("\n", " ")
    finally:
        session.restore()


def test_it_is_plain_html_that_runs_nothing_and_prints_the_page_alone():
    page = Session({}).export("page")
    assert Text(page).tags == {"html", "meta", "title", "style", "body", "section", "pre", "i", "b"}
    assert "@media print" in page
    assert "section + section { display: none }" in page
    code = "\n".join(Text(page).parts)
    assert html.escape("x @ W1") in page
    compile(code, "page", "exec")


def test_points_that_can_not_be_trained_on_are_refused():
    with pytest.raises(DataError, match="no points"):
        Session({"data": {"kind": "points"}}).export("page")
