"""axe-core on every view of the page and in every state that it can be in, light and dark: not one finding.

At every commit each view is looked at in one state. One page goes through all, so that Python starts once; each state
is a test of its own, and leaves the page as it found it.
"""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.barriers import barriers

TWO = [[-2, 2], [-3, 1], [2, -2], [3, -1]]
SIX = {
    "data": {
        "kind": "points",
        "points": [[4 * x, 4 * y] for x, y in ((1, 0), (0.5, 0.9), (-0.5, 0.9), (-1, 0), (-0.5, -0.9), (0.5, -0.9))],
        "labels": [0, 1, 2, 3, 4, 5],
    },
    "network": {"output": "softmax"},
    "training": {"loss": "softmax_cross_entropy"},
}
DEEP = {"network": {"layers": [{"units": 8, "activation": "relu"}] * 6}}
WILD = {
    "network": {"layers": [{"units": 4, "activation": "identity"}], "output": "identity"},
    "training": {"optimizer": "momentum", "learning_rate": 1000},
}


@pytest.fixture(scope="module")
def page_with_python(visits: Any) -> Iterator[Any]:
    """One visitor for all states."""
    with visits() as opened:
        opened.open().ready()
        yield opened
        assert not opened.errors
        assert not opened.outside


def config(visit: Any, given: dict[str, Any]) -> None:
    visit.call("(pad, config) => { pad.config = config; return pad.reset().then(() => true); }", given)


def tab(visit: Any, name: str) -> None:
    chosen = visit.button(name)
    if chosen.get_attribute("aria-expanded") == "false":
        chosen.click()


def first_visit(visit: Any) -> None:
    config(visit, {})


def in_training(visit: Any) -> None:
    config(visit, {"data": {"kind": "spiral"}})
    visit.button("Train").click()
    visit.wait_for("pad => pad.snapshot.epoch > 20")


def six_classes(visit: Any) -> None:
    config(visit, SIX)
    visit.page.get_by_role("checkbox", name="Mistakes", exact=True).check()


def values(visit: Any) -> None:
    config(visit, {"data": {"kind": "bumps"}, "network": {"output": "identity"}})
    visit.page.get_by_role("checkbox", name="Contour lines", exact=True).check()


def nothing_drawn(visit: Any) -> None:
    config(visit, {})
    visit.button("Clear").click()
    visit.wait_for("pad => pad.snapshot.problem?.message")


def six_layers(visit: Any) -> None:
    config(visit, DEEP)


def many_units(visit: Any) -> None:
    config(visit, {"network": {"layers": [{"units": 64}, {"units": 20}]}})
    visit.button("Unit 5 of layer 1").click()


def no_layers(visit: Any) -> None:
    config(visit, {"network": {"layers": []}})


def a_unit_looked_at(visit: Any) -> None:
    config(visit, {})
    visit.page.get_by_role("button", name="Unit 1 of layer 1").click()
    visit.page.get_by_role("heading", name="Unit 1 of layer 1").first.wait_for()


def an_experiment(visit: Any) -> None:
    visit.page.get_by_label("Experiment", exact=True).select_option(index=2)
    visit.page.get_by_label("Learning rate", exact=True).fill("0.5")
    visit.page.get_by_label("Learning rate", exact=True).press("Enter")
    visit.page.get_by_role("button", name="Put it back").wait_for()


def an_error(visit: Any) -> None:
    config(visit, {})
    visit.call("pad => pad.open('1,2,3,4\\n5,x,7').catch(() => true)")
    visit.page.get_by_role("alert").get_by_role("button", name="Close this message").wait_for()


def diverged(visit: Any) -> None:
    config(visit, WILD)
    visit.button("Train").click()
    visit.page.get_by_role("alert").get_by_role("button", name="Start again with a learning rate of").wait_for()


def mathematics(visit: Any) -> None:
    config(visit, {})
    tab(visit, "Mathematics")
    visit.page.get_by_role("heading", name="The example goes in").wait_for()
    visit.button("Next").click()
    visit.page.locator("gp-excerpt [data-lit]").first.wait_for()


def mathematics_of_a_batch(visit: Any) -> None:
    tab(visit, "Mathematics")
    visit.page.get_by_label("What to follow").select_option("batch")
    visit.button("Next").click()
    visit.page.locator("gp-formula math").first.wait_for()


def code(visit: Any) -> None:
    tab(visit, "Code")
    visit.page.locator(".cm-content").wait_for()
    visit.page.get_by_role("searchbox", name="Search all modules").fill("np.tanh")
    visit.page.get_by_text("modules.").first.wait_for()


def code_that_is_refused(visit: Any) -> None:
    tab(visit, "Code")
    visit.page.locator(".cm-content").click()
    visit.page.keyboard.press("Control+Home")
    visit.page.keyboard.type("(")
    visit.button("Apply").click()
    visit.page.get_by_text("Not applied.").wait_for()


def own(kind: str) -> Callable[[Any], None]:
    def prepare(visit: Any) -> None:
        tab(visit, "Your own")
        visit.page.get_by_role("radio", name=kind, exact=True).check()
        visit.page.locator("gp-custom figure").wait_for()
        visit.page.get_by_text("What may stand in it").click()

    return prepare


def own_with_a_mistake(visit: Any) -> None:
    tab(visit, "Your own")
    visit.page.get_by_role("radio", name="Activation", exact=True).check()
    visit.page.locator("gp-custom figure").wait_for()
    visit.page.get_by_label("Expression in z").fill("z + w")
    visit.page.locator("gp-custom mark").wait_for()


def console(visit: Any) -> None:
    tab(visit, "Console")
    prompt = visit.page.get_by_role("textbox", name="Python")
    prompt.fill("1 / 0")
    prompt.press("Enter")
    visit.page.get_by_text("ZeroDivisionError").first.wait_for()


def share(visit: Any) -> None:
    visit.button("Share and save").click()
    visit.page.get_by_label("Share link").wait_for()


def points(visit: Any) -> None:
    config(visit, {"data": {"kind": "points", "points": TWO, "labels": [0, 0, 1, 1]}})
    tab(visit, "Points")
    table = visit.page.get_by_role("table", name="Points")
    table.get_by_role("checkbox", name="Select row 2", exact=True).check()
    cell = table.get_by_role("textbox").first
    cell.fill("far away")
    cell.press("Enter")
    visit.page.locator("gp-points-table [aria-invalid=true]").wait_for()


def kept_runs(visit: Any) -> None:
    config(visit, {})
    visit.call("pad => pad.train({ epochs: 5 }).then(() => true)")
    tab(visit, "Compare")
    visit.button("Keep this run").click()
    visit.page.get_by_role("textbox", name="Name of run").wait_for()
    visit.page.get_by_label("Epochs", exact=True).fill("3")
    visit.button("Train side by side").click()
    visit.page.locator(".trials li").nth(5).wait_for()
    visit.wait_for("pad => pad.shadowRoot.querySelector('gp-workbench').state.sweep?.running === false")


def bent(visit: Any) -> None:
    config(visit, {"view": {"plane": "bent"}})
    visit.page.get_by_role("img", name="The plane as").wait_for()


def bowl(visit: Any) -> None:
    config(visit, {"view": {"plane": "bowl"}})
    visit.page.get_by_role("img", name="The loss around the present weights, from").wait_for()


def embed(visit: Any) -> None:
    visit.button("Embed").click()
    visit.page.get_by_label("Text to copy").wait_for()


def tour(visit: Any) -> None:
    visit.page.get_by_role("button", name="Tour").or_(visit.button("New here? A tour in six steps")).click()
    visit.page.get_by_role("dialog", name="Draw").wait_for()
    visit.button("Skip").click()
    visit.page.get_by_role("dialog", name="The network").wait_for()


def help_of_a_choice(visit: Any) -> None:
    visit.page.keyboard.press("Tab")  # so that the focus that follows is seen
    visit.page.get_by_label("Activation of layer 1").focus()
    visit.page.get_by_role("tooltip").wait_for()


STATES: list[Callable[[Any], None]] = [
    first_visit, in_training, six_classes, values, nothing_drawn, six_layers, no_layers, a_unit_looked_at,
    an_experiment, an_error, diverged, mathematics, mathematics_of_a_batch, code, code_that_is_refused,
    own("Activation"), own("Loss"), own("Input"), own("Data set"), own_with_a_mistake, console, share,
    points, kept_runs, many_units, bent, bowl, embed, tour, help_of_a_choice,
]  # fmt: skip
NAMES = [*(each.__name__ for each in STATES[:15]), "own_activation", "own_loss", "own_input", "own_data"]
NAMES += [each.__name__ for each in STATES[19:]]
# Views of which another state shows the same elements at every commit.
MORE = pytest.mark.whole("the same view is looked at in another state at every commit")
OF_MORE = {
    "six_classes", "values", "six_layers", "no_layers", "an_experiment", "mathematics_of_a_batch", "own_loss",
    "own_input", "own_data", "in_training", "nothing_drawn", "an_error",
}  # fmt: skip
CASES = [
    pytest.param(state, marks=MORE if name in OF_MORE else (), id=name)
    for state, name in zip(STATES, NAMES, strict=True)
]


@pytest.fixture
def stated(page_with_python: Any) -> Iterator[Any]:
    """The page, put back afterwards: nothing open, nothing trained, nothing drawn."""
    visit = page_with_python
    yield visit
    visit.page.keyboard.press("Escape")
    visit.call("pad => pad.pause()")
    for name in ("End the tour", "Discard", "Close the drawer", "Close this message"):
        found = visit.page.get_by_role("button", name=name)
        if found.count():
            found.first.click()
    config(visit, {})


@pytest.mark.parametrize("prepare", CASES)
def test_no_barrier(stated: Any, prepare: Callable[[Any], None]) -> None:
    prepare(stated)
    assert barriers(stated.page) == []


@pytest.mark.context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
def test_no_barrier_on_a_phone_before_python_is_there(visit: Any) -> None:
    visit.open()
    assert barriers(visit.page) == []


# --- What a screen reader is told ---------------------------------------------------------------------------


def accessibility(page: Any) -> list[dict[str, Any]]:
    """Returns: Chromium's accessibility tree as a list of nodes, parents before their children."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return nodes


def formulas_heard(page: Any) -> list[str]:
    """Returns: each formula as the accessibility tree has it: its roles, and between them what is read."""
    nodes = accessibility(page)
    by_id = {node["nodeId"]: node for node in nodes}

    def said(node: dict[str, Any]) -> str:
        role = node.get("role", {}).get("value", "")
        if role == "StaticText":
            return str(node["name"]["value"])
        inner = "".join(said(by_id[child]) for child in node.get("childIds", []) if child in by_id)
        shape = role.removeprefix("MathML")
        return f"{{{shape} {inner}}}" if shape in SHAPES else inner

    return [said(node) for node in nodes if node.get("role", {}).get("value") == "MathMLMath"]


SHAPES = {
    "Fraction",
    "Sub",
    "Sup",
    "SubSup",
    "SquareRoot",
    "Under",
    "UnderOver",
}


def test_formulas_read_well_in_the_accessibility_tree(stated: Any) -> None:
    """MathML, not pictures: letters, fractions and indices are told apart, and nothing is read that is not seen."""
    page = stated.page
    config(stated, {"network": {"layers": [{"units": 3, "activation": "sigmoid"}]}})
    tab(stated, "Mathematics")
    for what in ("batch", "training"):  # whatever was followed before: from the first step
        page.get_by_label("What to follow").select_option(what)
    page.get_by_role("heading", name="The example goes in").wait_for()
    heard = []
    for _ in range(4):
        heard += formulas_heard(page)
        stated.button("Next").click()
    everything = " ".join(heard)
    assert "{Sub " in everything or "{SubSup " in everything  # a weight's indices
    assert "{Fraction " in everything  # the sigmoid
    assert "\\" not in everything  # no LaTeX is read out
    shown = page.evaluate(
        "() => { const find = (r) => [...r.querySelectorAll('*')].flatMap((e) =>"
        " [...(e.localName === 'math' ? [e.textContent] : []), ...(e.shadowRoot ? find(e.shadowRoot) : [])]);"
        " return find(document); }"
    )

    def plain(text: str) -> str:  # the tree has a variable as the slanted letter that is seen
        return "".join(c for c in unicodedata.normalize("NFKC", text) if c not in "{} \u2061\u2062\u2063\u200b\u00a0")

    for text in formulas_heard(page):
        said = text
        for shape in SHAPES:
            said = said.replace("{" + shape + " ", "")
        assert plain(said) in {plain(each) for each in shown}


def test_the_figures_have_names_that_say_what_is_to_be_seen(stated: Any) -> None:
    """A visitor who can't see a picture hears what is in it."""
    config(stated, {"data": {"kind": "points", "points": TWO, "labels": [0, 0, 1, 1]}})
    snapshot = stated.page.locator("grad-pad").aria_snapshot()
    for name in ('"Data"', '"Network"', '"Output"', '"Loss"'):
        assert name in snapshot, name
    unnamed = [
        node["role"]["value"]
        for node in accessibility(stated.page)
        if node.get("role", {}).get("value") in {"button", "image", "textbox", "combobox", "slider", "checkbox", "link"}
        and not node.get("name", {}).get("value")
    ]
    assert unnamed == []
