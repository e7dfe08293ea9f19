"""The code pane and the console: what is edited trains, what is wrong is said, and nothing is ever lost."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.engine.one_file_additions import OPTIMIZER

SIGMOID = {
    "data": {"kind": "points", "points": [[-2, -2], [-2, -1], [2, 2], [1, 2]], "labels": [0, 0, 1, 1]},
    "network": {"layers": [{"units": 3, "activation": "sigmoid"}], "output": "tanh"},
    "training": {"batch_size": 4},
}
BODY = """        return sigmoid(z)

    def slope(self, z: Array, a: Array) -> Array:
        return a * (1 - a)
"""


def open_tab(visit: Any, name: str) -> None:
    tab = visit.page.get_by_role("button", name=name, exact=True)
    if tab.get_attribute("aria-expanded") == "false":
        tab.click()


@pytest.fixture
def coded(one_visit: Any) -> Iterator[Any]:
    """The page with activations.py in the code pane; what a test has edited is put back after it."""
    visit = one_visit
    visit.spoilt = True  # its Python has code of these tests
    visit.call("(pad, config) => { pad.config = config; return pad.reset().then(() => true); }", SIGMOID)
    open_tab(visit, "Code")
    visit.page.get_by_role("searchbox", name="Search all modules").fill("")
    visit.page.get_by_role("button", name="activations", exact=False).first.click()
    visit.page.wait_for_function("() => inside('[data-module=activations]') !== null")
    yield visit
    open_tab(visit, "Code")
    visit.page.wait_for_function("() => inside('gp-code') && !inside('gp-code').drawer.asked")
    restore = visit.page.get_by_role("button", name="Restore")
    if restore.get_attribute("aria-disabled") == "false":
        restore.click()
        visit.page.get_by_text("as it was shipped.").wait_for()
    discard = visit.page.get_by_role("button", name="Discard")
    if discard.count():
        discard.click()


def write(visit: Any, old: str, new: str) -> None:
    """Change the text in the editor, as typing does."""
    found = visit.page.evaluate(
        """([old, put]) => {
          const { view } = inside("gp-code").editor;
          const from = view.state.doc.toString().indexOf(old);
          if (from >= 0) view.dispatch({ changes: { from, to: from + old.length, insert: put } });
          return from;
        }""",
        [old, new],
    )
    assert found >= 0, old
    visit.page.get_by_text("is changed here, and not yet in force.").wait_for()


def apply(visit: Any, says: str) -> None:
    visit.page.get_by_role("button", name="Apply").click()
    visit.page.get_by_text(says).first.wait_for()


def sums(visit: Any) -> list[float]:
    return visit.call("pad => pad.predict([[1, 1], [-1, 2]]).then((values) => [...values])")


def test_an_edited_activation_trains_from_then_on(coded: Any) -> None:
    before = sums(coded)
    write(coded, BODY, BODY.replace("(z)", "(3 * z)").replace("a * (1 - a)", "3 * a * (1 - a)"))
    apply(coded, "In force.")
    coded.page.get_by_text("every derivative is right").wait_for()
    assert sums(coded) != before
    snapshot = coded.call("pad => pad.train({ epochs: 20 })")
    assert snapshot["epoch"] == 20
    assert snapshot["data_loss"] > 0
    coded.page.get_by_role("button", name="Restore").click()
    coded.page.get_by_text("Restored.").wait_for()
    coded.call("pad => pad.reset().then(() => true)")
    assert sums(coded) == before


def test_an_optimizer_that_is_written_here_is_in_the_menu_with_its_own_number(coded: Any) -> None:
    page = coded.page
    page.get_by_role("button", name="optimizers", exact=False).first.click()
    page.wait_for_function("() => inside('gp-code').editor.view.state.doc.toString().includes('class AdamW')")
    end = "super().change(param, grad, slots, rate, step)\n"
    write(coded, end, f"{end}\n{OPTIMIZER}")
    apply(coded, "In force.")
    page.get_by_label("Optimizer", exact=True).select_option(label="averaged gradient")
    coded.wait_for("pad => pad.config.training.smoothing === 0.8")
    coded.call("pad => { pad.config = { ...pad.config, training: { ...pad.config.training, smoothing: 0.5 } }; }")
    assert page.locator("#field-training-smoothing").input_value() == "0.5"
    refused = coded.call(
        """pad => {
          try { pad.config = { training: { smoothing: 2 } }; } catch (error) { return error.message; }
        }"""
    )
    assert refused == "training.smoothing is 2; it must be a number from 0 to 0.999."
    assert coded.call("pad => pad.train({ epochs: 5 })")["epoch"] == 5
    page.get_by_label("Optimizer", exact=True).select_option(label="SGD")
    coded.wait_for("pad => pad.config.training.optimizer === 'sgd'")
    page.get_by_role("button", name="Restore").click()
    page.get_by_text("Restored.").wait_for()
    coded.wait_for("pad => !('smoothing' in pad.config.training)")
    assert "averaged gradient" not in page.get_by_label("Optimizer", exact=True).locator("option").all_text_contents()


def test_undo_in_the_text_leaves_the_drawing_alone(coded: Any) -> None:
    page = coded.page
    points = coded.call("pad => pad.config.data.points")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# mine")
    page.get_by_text("is changed here, and not yet in force.").wait_for()
    page.keyboard.press("Control+z")
    page.get_by_text("as it was shipped.").wait_for()
    search = page.get_by_role("searchbox", name="Search all modules")
    search.press_sequentially("loss")
    for _ in range(3):
        search.press("Control+z")
    search.fill("")
    assert coded.call("pad => pad.config.data.points") == points
    assert coded.call("pad => pad.config.network.layers[0].activation") == "sigmoid"


def test_by_keyboard_an_edit_is_applied(coded: Any) -> None:
    page = coded.page
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("# mine")
    page.keyboard.press("Control+Enter")
    page.get_by_text("In force.").wait_for()
    page.keyboard.press("Tab")  # the editor is no trap
    assert page.evaluate("() => inside('.cm-content') !== inside('gp-workbench').shadowRoot.activeElement")


def test_a_syntax_error_marks_the_line_and_nothing_is_lost(coded: Any) -> None:
    coded.call("pad => pad.train({ epochs: 5 }).then(() => true)")
    before = coded.call("pad => pad.snapshot.weights")
    write(coded, "return np.sin(z)", "return np.sin(z")
    apply(coded, "Not applied.")
    page = coded.page
    assert "SyntaxError" in page.locator(".traceback").inner_text()
    marked = page.locator(".cm-bad").inner_text()
    assert "np.sin(z" in marked or "def slope" in marked
    assert coded.call("pad => pad.snapshot.weights") == before
    assert coded.call("pad => pad.config.data.points") == SIGMOID["data"]["points"]
    assert coded.call("pad => pad.train({ epochs: 1 })")["epoch"] == 6
    assert "np.sin(z\n" in page.evaluate("() => inside('gp-code').editor.text")  # the text is still there to be mended


def test_an_error_at_run_time_names_the_line(coded: Any) -> None:
    write(coded, BODY, BODY.replace("sigmoid(z)", "np.expp(-z)"))
    apply(coded, "Not applied.")
    assert "np.expp(-z)" in coded.page.locator(".cm-bad").inner_text()
    assert "AttributeError" in coded.page.locator(".traceback").inner_text()


def test_a_wrong_derivative_is_caught(coded: Any) -> None:
    write(coded, BODY, BODY.replace("a * (1 - a)", "a * (1 + a)"))
    apply(coded, "the gradient check found a derivative that is wrong")
    assert "sigmoid: slope() is not the derivative" in coded.page.locator(".verdict").inner_text()


def test_an_endless_loop_is_stopped_and_the_drawing_stays(coded: Any) -> None:
    coded.call("pad => pad.train({ epochs: 3 }).then(() => true)")
    before = coded.call("pad => pad.snapshot")
    write(coded, BODY, "        while True:\n            pass\n" + BODY)
    apply(coded, "Not applied.")
    assert "did not come to an end in time" in coded.page.locator(".verdict").inner_text()
    assert coded.call("pad => pad.config.data.points") == SIGMOID["data"]["points"]
    assert coded.call("pad => pad.snapshot.weights") == before["weights"]
    assert coded.call("pad => pad.train({ epochs: 1 })")["epoch"] == 4  # the same Python, still running


def test_an_endless_loop_that_comes_later_is_stopped_too(coded: Any) -> None:
    """One that the trial does not meet, because it begins only after some steps."""
    page = coded.page
    page.get_by_role("button", name="training", exact=True).click()
    page.wait_for_function("() => inside('[data-module=training]') !== null")
    write(
        coded,
        "    loss = network.loss_and_gradients(",
        "    while step >= 10:\n        pass\n    loss = network.loss_and_gradients(",
    )
    apply(coded, "In force.")
    config = {**SIGMOID, "training": {"batch_size": 4, "engine": "numpy"}}
    failure = coded.call(
        """(pad, config) => {
          pad.config = config;
          return pad.train({ epochs: 50 }).then(() => "done", (error) => error.message);
        }""",
        config,
    )
    assert "stopped" in failure
    assert coded.call("pad => pad.config.data.points") == SIGMOID["data"]["points"]
    page.get_by_role("button", name="Restore").click()
    page.get_by_text("Restored.").wait_for()
    coded.call("pad => pad.reset().then(() => true)")
    assert coded.call("pad => pad.train({ epochs: 50 })")["epoch"] == 50


def test_what_comes_from_outside_is_only_text(coded: Any) -> None:
    """Code that a link or a file brings is a draft: shown as text, in force nowhere until it is applied."""
    before = sums(coded)
    text = "raise SystemExit('<img src=x onerror=alert(1)>')"
    coded.page.evaluate("(text) => inside('gp-code').send({ type: 'code/draft', module: 'losses', text })", text)
    coded.page.get_by_role("button", name=re.compile("^losses")).click()
    coded.page.wait_for_function("() => inside('[data-module=losses]') !== null")
    assert coded.page.evaluate("() => inside('gp-code').editor.text") == text
    assert coded.page.evaluate("() => inside('gp-code img')") is None
    assert sums(coded) == before
    coded.page.get_by_role("button", name="Discard").click()


# How many pixels lie between the line around the field that has the focus and the words below it.
CLEAR = """() => {
  const [field, told] = ["gp-code-search input", "#search-told"].map(inside);
  const { outlineOffset, outlineWidth } = getComputedStyle(field);
  const words = document.createRange();
  words.selectNodeContents(told);
  const edge = field.getBoundingClientRect().bottom + parseFloat(outlineOffset) + parseFloat(outlineWidth);
  return field.matches(":focus-visible") && words.getBoundingClientRect().top - edge;
}"""


def test_all_modules_are_searched_and_a_click_goes_to_the_line(coded: Any) -> None:
    page = coded.page
    search = page.get_by_role("searchbox", name="Search all modules")
    search.fill("def loss_and_gradients")
    page.get_by_text("1 line in 1 module.").wait_for()
    assert page.evaluate(CLEAR) > 0
    page.get_by_role("button", name="network:").click()
    page.wait_for_function("() => inside('[data-module=network]') !== null")
    assert "def loss_and_gradients" in page.locator(".cm-marked").inner_text()
    search.fill("no such line anywhere")
    page.get_by_text("No line has it.").wait_for()


def test_what_was_found_moves_with_an_edit(coded: Any) -> None:
    page = coded.page
    page.get_by_role("searchbox", name="Search all modules").fill("def loss_and_gradients")
    found = "() => inside('gp-code-search').found"
    page.wait_for_function(f"() => ({found})()?.length === 1")
    line = page.evaluate(f"() => ({found})()[0].line")
    page.get_by_role("button", name="network:").click()
    page.wait_for_function("() => inside('[data-module=network]') !== null")
    write(coded, "from gradpad.losses", "\n\nfrom gradpad.losses")
    apply(coded, "In force.")
    page.wait_for_function(f"(line) => ({found})()[0].line === line + 2", arg=line)
    page.get_by_role("button", name="Restore").click()
    page.wait_for_function(f"(line) => ({found})()[0].line === line", arg=line)


def test_the_search_by_keyboard(coded: Any) -> None:
    page = coded.page
    search = page.get_by_role("searchbox", name="Search all modules")
    search.fill("train_step(")
    page.wait_for_function("() => inside('gp-code-search').found?.length > 2")
    search.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    wanted = page.evaluate("() => [inside('gp-code-search').found[1].module]")
    page.keyboard.press("Enter")
    page.wait_for_function("([module]) => inside(`[data-module='${module}']`) !== null", arg=wanted)
    assert "train_step(" in page.locator(".cm-marked").inner_text()
    page.keyboard.press("Escape")
    assert search.input_value() == ""
    assert page.get_by_role("button", name="activations", exact=False).first.is_visible()


def test_the_name_at_the_cursor_leads_to_its_documentation(coded: Any) -> None:
    page = coded.page
    search = page.get_by_role("searchbox", name="Search all modules")
    search.fill("def train_step")
    page.get_by_role("button", name="training:").click()
    page.wait_for_function("() => inside('[data-module=training]') !== null")
    link = page.locator("gp-code").get_by_role("link", name="Reference")
    page.locator(".cm-marked").wait_for()
    page.evaluate(
        """() => {
          const { view } = inside("gp-code").editor;
          const at = view.state.doc.toString().indexOf("def train_step") + 6;
          view.dispatch({ selection: { anchor: at } });
        }"""
    )
    page.get_by_role("link", name="Reference: train_step").wait_for()
    with page.context.expect_page() as opened:
        link.click()
    opened.value.wait_for_load_state()
    assert opened.value.url.endswith("/api/gradpad/training.html#train_step")
    assert opened.value.locator("#train_step").count() == 1
    opened.value.close()
    page.keyboard.press("Escape")
    search.fill("")


def test_the_console_reads_and_writes_the_live_network(one_visit: Any) -> None:
    visit = one_visit
    visit.spoilt = True  # its Python has code of these tests
    visit.call("(pad, config) => { pad.config = config; return pad.reset().then(() => true); }", SIGMOID)
    open_tab(visit, "Console")
    page = visit.page
    prompt = page.get_by_role("textbox", name="Python")
    prompt.fill("net.layers[0].W.shape")
    prompt.press("Enter")
    page.get_by_text("(2, 3)").wait_for()
    prompt.fill("for i in range(3):")
    prompt.press("Enter")
    prompt.press_sequentially("print('row', i)")
    prompt.press("Enter")
    prompt.press("Enter")
    prompt.press("Backspace")
    page.get_by_role("button", name="Run").click()
    page.get_by_text("row 2").wait_for()
    prompt.fill("1 / 0")
    prompt.press("Enter")
    page.get_by_text("ZeroDivisionError").first.wait_for()
    prompt.press("ArrowUp")
    assert prompt.input_value() == "1 / 0"
    prompt.press("ArrowUp")
    assert prompt.input_value().startswith("for i in range(3):")
    prompt.fill("net.laye")
    prompt.press("Tab")
    page.wait_for_function("() => inside('#console-input').value === 'net.layers'")
    prompt.fill("net.layers[0].W[...] = 0")
    prompt.press("Enter")
    visit.wait_for("pad => pad.snapshot.weights[0].W.every((row) => row.every((w) => w === 0))")
    prompt.fill("while True: pass")
    prompt.press("Enter")
    page.get_by_text("Python is running this.").wait_for()  # before it is stopped by itself, after five seconds
    page.get_by_text("KeyboardInterrupt").first.wait_for()
    expect(page.get_by_text("Python is running this.")).to_be_hidden()
    prompt.fill("6 * 7")
    prompt.press("Enter")
    page.get_by_text("42").first.wait_for()
    step, weights = visit.call("pad => [pad.snapshot.step, pad.snapshot.weights]")
    prompt.fill("while True: pass")
    prompt.press("Enter")
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator("gp-notice")).to_contain_text("Python has been started again. The network is as it was.")
    assert visit.call("pad => [pad.snapshot.step, pad.snapshot.weights]") == [step, weights]


def test_all_figures_of_a_page_share_the_code_and_say_so(visits: Any) -> None:
    """They share one Python: an edit in one holds for all, each is recorded again, and both pages say so."""
    with visits() as visit:
        visit.open().ready()
        page = visit.page
        page.evaluate(
            """(config) => {
              const second = document.createElement("grad-pad");
              second.id = "second";
              second.config = config;
              document.querySelector("main").append(second);
              return second.ready.then(() => true);
            }""",
            SIGMOID,
        )
        ask = "second => second.predict([[1, 1], [-1, 2]]).then((values) => [...values])"
        second = page.locator("#second")
        before = second.evaluate(ask)
        page.locator("grad-pad").first.get_by_role("button", name="Code", exact=True).click()
        page.wait_for_function("() => inside('[data-module=activations]') !== null")
        write(visit, BODY, BODY.replace("(z)", "(3 * z)").replace("a * (1 - a)", "3 * a * (1 - a)"))
        apply(visit, "It holds for all 2 figures of this page: they share one Python.")
        second.get_by_text("was changed in another figure of this page").wait_for()
        after = second.evaluate(ask)
        assert after != before
        # A session that brings this very code asks for nothing: it is in force.
        session = visit.call("pad => pad.export('session')")
        assert "3 * z" in session
        drawer = """async (session) => {
          const third = document.createElement("grad-pad");
          document.querySelector("main").append(third);
          await third.ready;
          await third.open(session);
          const { tab, unread, drafts } = third.shadowRoot.querySelector("gp-workbench").state.drawer;
          third.remove();
          return [tab, unread, Object.keys(drafts)];
        }"""
        assert page.evaluate(drawer, session) == [None, [], []]
        second.get_by_role("button", name="Code", exact=True).click()
        second.get_by_text("is edited, and in force.").wait_for()
        second.get_by_role("button", name="Restore").click()
        second.get_by_text("Restored.").wait_for()
        assert second.evaluate(ask) == before
        page.locator("grad-pad").first.get_by_text("as it was shipped.").wait_for()
        assert not visit.errors
