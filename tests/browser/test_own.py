"""Choices of one's own: typed, drawn at once with the derivative, told what is wrong and where, used, taken back."""

from typing import Any

import pytest
from playwright.sync_api import expect

START = {
    "data": {"kind": "points", "points": [[-2, -2], [-2, -1], [2, 2], [1, 2]], "labels": [0, 0, 1, 1]},
    "network": {"layers": [{"units": 3, "activation": "sigmoid"}, {"units": 2, "activation": "tanh"}]},
}


@pytest.fixture
def own(one_visit: Any) -> Any:
    """The form, on a page with a drawing and two hidden layers."""
    visit = one_visit
    visit.spoilt = True  # its Python knows what these tests have written
    visit.call("(pad, config) => { pad.config = config; return pad.reset().then(() => true); }", START)
    tab = visit.page.get_by_role("button", name="Your own", exact=True)
    if tab.get_attribute("aria-expanded") == "false":
        tab.click()
    return visit


def choose(visit: Any, kind: str, expression: str, name: str | None = None) -> None:
    """Turn to a kind and type; wait until what is drawn is of what was typed."""
    page = visit.page
    page.get_by_role("radio", name=kind, exact=True).check()
    page.get_by_label("Expression in").fill(expression)
    if name:
        page.get_by_label("Name", exact=True).fill(name)
    page.wait_for_function(
        """([name, expression]) => {
          const { answer, asked, wish } = inside("gp-custom");
          return answer && asked === JSON.stringify(wish) && wish.expression === expression
            && (!name || wish.name === name) && (answer.problem || !name || answer.name === name);
        }""",
        arg=[name, expression],
    )


def formulas(visit: Any) -> list[str]:
    return visit.page.evaluate(
        "() => [...inside('gp-custom').querySelectorAll('figcaption math')].map((m) => m.textContent)"
    )


def test_an_activation_is_used_and_taken_back_by_one_click_each(own: Any) -> None:
    page = own.page
    choose(own, "Activation", "exp(-z^2)", "bump")
    page.get_by_role("img", name="The curve and its derivative, from z = −6 to 6").wait_for()
    assert len(formulas(own)) == 2
    choose(own, "Activation", "exp(-z^2")
    expect(page.get_by_text("Still the last one that could be used:")).to_be_visible()
    choose(own, "Activation", "exp(-z^2)", "bump")
    expect(page.get_by_text("Still the last one that could be used:")).to_have_count(0)
    page.get_by_text("Compared with differences at 242 places, the derivative is right.").wait_for()
    page.get_by_text("As code of the engine").click()
    assert "return np.exp(-z ** 2)" in page.get_by_label("The class that it becomes").inner_text()
    before = own.call("pad => pad.config")
    own.button("Use it in every hidden layer").click()
    page.get_by_text("bends the sums of the hidden layers now").wait_for()
    layers = own.call("pad => pad.config.network.layers.map((layer) => layer.activation)")
    assert layers == ["bump", "bump"]
    assert "bump" in page.get_by_label("Activation of layer 1").locator("option").all_text_contents()
    assert own.call("pad => pad.train({ epochs: 5 })")["epoch"] == 5
    own.button("Take it back").click()
    expect(own.button("Take it back")).to_have_count(0)
    assert own.call("pad => pad.config") == before
    expect(page.get_by_label("Activation of layer 1").locator("option", has_text="bump")).to_have_count(0)
    assert own.call("pad => pad.train({ epochs: 2 })")["epoch"] == 2


def test_what_has_gone_on_since_is_kept_when_it_is_taken_back(own: Any) -> None:
    choose(own, "Activation", "z / (1 + abs(z))", "soft")
    own.button("Use it in every hidden layer").click()
    own.page.get_by_text("bends the sums of the hidden layers now").wait_for()
    own.page.get_by_label("Batch size", exact=True).fill("2")
    own.page.get_by_label("Batch size", exact=True).press("Enter")
    own.wait_for("pad => pad.config.training.batch_size === 2")
    own.button("Take it back").click()
    own.wait_for("pad => pad.config.network.layers.every((layer) => layer.activation === 'tanh')")
    assert own.call("pad => pad.config.training.batch_size") == 2
    expect(own.button("Take it back")).to_have_count(0)


def test_a_loss_is_drawn_for_both_targets_and_trains(own: Any) -> None:
    page = own.page
    choose(own, "Loss", "log(1 + exp(-o * t))", "logistic")
    for target in ("−1", "1"):
        page.get_by_role("img", name=f"The curve and its derivative for t = {target}, from o = −2 to 2").wait_for()
    assert len(formulas(own)) == 2
    page.get_by_text("the gradient is right").wait_for()
    own.button("Train with it").click()
    page.get_by_text("is what training makes small now").wait_for()
    assert own.call("pad => pad.config.training.loss") == "logistic"
    before = own.call("pad => pad.snapshot.data_loss")
    assert own.call("pad => pad.train({ epochs: 20 })")["data_loss"] < before
    own.button("Take it back").click()
    own.wait_for("pad => pad.config.training.loss === 'half_squared_error'")


def test_an_input_has_a_map_and_goes_into_the_network(own: Any) -> None:
    page = own.page
    choose(own, "Input", "sin(x1) * x2")
    page.get_by_role("img", name="Its value over the plane, from -5.").wait_for()
    assert len(formulas(own)) == 3
    own.button("Show it to the network").click()
    page.get_by_text("is one more input of the network now").wait_for()
    assert own.call("pad => pad.config.features") == ["x1", "x2", {"formula": "sin(x1) * x2"}]
    unit = own.button("Input sin(x1) * x2")
    expect(unit).to_be_visible()
    assert own.call("pad => pad.train({ epochs: 3 }).then(({ weights }) => weights[0].W.length)") == 3
    assert own.call("pad => pad.link()").startswith("gp1-")
    own.button("Take it back").click()
    expect(unit).to_have_count(0)
    own.wait_for("pad => pad.config.features.length === 2")


def test_a_data_set_shows_its_points_and_is_learned(own: Any) -> None:
    page = own.page
    choose(own, "Data set", "sin(x1) - x2 / 2", "wave")
    page.get_by_role("img", name="400 points").wait_for()
    own.button("Learn it").click()
    page.get_by_text("is what the network learns now").wait_for()
    assert own.call("pad => pad.config.data.kind") == "wave"
    own.wait_for("pad => !pad.snapshot.problem && pad.snapshot.step === 0")
    assert own.call("pad => pad.train({ epochs: 10 })")["accuracy"] > 0.7
    page.get_by_label("What it is", exact=True).select_option("regression")
    page.get_by_text("Values from").wait_for()
    own.button("Take it back").click()
    own.wait_for("pad => pad.config.data.kind === 'points'")  # the drawing is back
    page.get_by_label("What it is", exact=True).select_option("classification")


@pytest.mark.parametrize(
    ("kind", "expression", "says", "place"),
    [
        ("Activation", "z + w", "does not know 'w'", "w"),
        ("Loss", "(o - t", "can't be read", "("),
        ("Input", "sinus(x1)", "There is no function 'sinus'", "sinus(x1)"),
        ("Data set", "x1 + 1 +", "can't be read", "+"),
    ],
)
def test_what_is_wrong_is_said_in_words_with_the_place(
    own: Any, kind: str, expression: str, says: str, place: str
) -> None:
    page = own.page
    choose(own, kind, expression)
    verdict = page.locator(".custom-verdict")
    expect(verdict).to_contain_text(says)
    assert verdict.locator("mark").inner_text() == place
    field = page.get_by_label("Expression in")
    assert field.get_attribute("aria-invalid") == "true"
    field.press("Enter")  # it can't be used so
    assert own.call("pad => pad.config.network.layers[0].activation") == "sigmoid"
    expect(own.button("Take it back")).to_have_count(0)


def test_an_expression_is_never_run_or_made_into_markup(own: Any) -> None:
    choose(own, "Activation", "<img src=x onerror=alert(1)>")
    expect(own.page.locator(".custom-verdict")).to_contain_text("can't be read")
    assert own.page.evaluate("() => inside('gp-custom img')") is None
    choose(own, "Activation", "__import__('os').system('true')")
    expect(own.page.locator(".custom-verdict")).to_contain_text("A formula may hold")


def test_by_keyboard_alone(own: Any) -> None:
    page = own.page
    page.get_by_role("radio", name="Activation", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.get_by_label("Expression in o and t").wait_for()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("z * exp(-z**2)")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("keyed")
    page.wait_for_function("() => inside('gp-custom').usable && inside('gp-custom').answer.name === 'keyed'")
    page.keyboard.press("Enter")
    page.get_by_text("bends the sums of the hidden layers now").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    own.wait_for("pad => pad.config.network.layers[0].activation === 'sigmoid'")
    expect(own.button("Take it back")).to_have_count(0)


def test_what_is_typed_stays_while_another_tab_is_looked_at(own: Any) -> None:
    choose(own, "Loss", "abs(o - t)**1.5", "gentle")
    own.button("Train with it").click()
    own.page.get_by_text("is what training makes small now").wait_for()
    own.page.get_by_label("Expression in o and t").press("End")
    own.page.get_by_label("Expression in o and t").press_sequentially(" + 0 * o")
    own.button("Console").click()
    own.page.get_by_label("Python", exact=True).press_sequentially("net.layers[0].W +")
    own.button("Your own").click()
    expect(own.page.get_by_label("Expression in o and t")).to_have_value("abs(o - t)**1.5 + 0 * o")
    expect(own.page.get_by_label("Name", exact=True)).to_have_value("gentle")
    own.button("Console").click()
    expect(own.page.get_by_label("Python", exact=True)).to_have_value("net.layers[0].W +")
    own.page.get_by_label("Python", exact=True).fill("")
    own.button("Your own").click()
    own.button("Take it back").click()
    own.wait_for("pad => pad.config.training.loss !== 'gentle'")


@pytest.mark.parametrize(
    "how",
    ["link", pytest.param("session", marks=pytest.mark.whole("the link carries the same code, and is opened alike"))],
)
def test_it_travels_as_text_that_the_next_visitor_agrees_to_run(own: Any, visits: Any, how: str) -> None:
    """The next visitor sees the code, and until they apply it, the usual activation stands in its place."""
    choose(own, "Activation", "sin(z) + 0.3 * z", "wavy")
    own.button("Use it in every hidden layer").click()
    own.page.get_by_text("bends the sums of the hidden layers now").wait_for()
    own.call("pad => pad.train({ epochs: 4 }).then(() => true)")
    state = "pad.shadowRoot.querySelector('gp-workbench').state"
    weights = own.call("pad => pad.snapshot.weights")
    predicted = own.call("pad => pad.predict([[1, 2]]).then(([first]) => first)")
    if how == "link":
        own.button("Share and save").click()
        own.page.get_by_label("With the present weights").check()
        assert own.page.get_by_label("With the changed Python").is_checked()
        text = own.page.get_by_label("Share link").input_value()
        own.page.keyboard.press("Escape")
    else:
        text = own.call("pad => pad.export('session')")
    own.button("Take it back").click()
    expect(own.button("Take it back")).to_have_count(0)
    with visits() as other:
        other.open().ready()
        other.call("(pad, text) => pad.open(text)", text)
        other.page.get_by_text("It has not run. Below stands what it changes").wait_for()
        assert other.call("pad => pad.config.network.layers[0].activation") == "tanh"
        assert other.call(f"pad => {state}.description.registries.activations.some((a) => a.name === 'wavy')") is False
        assert "np.sin(z) + 0.3 * z" in other.page.evaluate("() => inside('gp-code').editor.text")
        other.button("Apply").click()
        other.wait_for("pad => pad.config.network.layers.every((layer) => layer.activation === 'wavy')")
        other.wait_for("(pad, weights) => JSON.stringify(pad.snapshot.weights) === JSON.stringify(weights)", weights)
        same = "async (pad, predicted) => Math.abs((await pad.predict([[1, 2]]))[0] - predicted) < 1e-6"
        other.wait_for(same, predicted)  # the page shows the weights a moment before the engine has them
        assert not other.errors
