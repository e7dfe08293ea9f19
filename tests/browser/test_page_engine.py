"""Which path trains, how fast each is, and the switch between NumPy and compiled code."""

import re
from typing import Any

from playwright.sync_api import expect

STATE = "pad.shadowRoot.querySelector('gp-workbench').state"
KINKED = "return np.tanh(z) if z.max() < 1e300 else z"


def way(visit: Any, name: str) -> Any:
    return visit.page.get_by_role("radio", name=name, exact=True)


def rate(visit: Any, name: str) -> int:
    """The examples a second that the page shows for a path."""
    text = visit.page.locator(f"#gp-rate-{name}").text_content()
    assert text.endswith("examples/s"), text
    return int(text.split()[0].replace(",", ""))


def test_the_visitor_switches_while_it_trains_and_the_curve_goes_on(pad: Any) -> None:
    page = pad.page
    page.get_by_role("combobox", name="Pace").select_option("full speed")
    expect(way(pad, "compiled")).to_be_checked()
    expect(page.locator("#gp-rate-numpy")).to_have_text("not tried at full speed")
    page.get_by_role("button", name="Train").click()
    pad.wait_for("pad => pad.snapshot.engine.path === 'compiled' && pad.snapshot.epoch > 50")
    expect(page.locator("#gp-rate-auto")).to_contain_text("examples/s")
    way(pad, "NumPy").check()
    pad.wait_for("pad => pad.snapshot.engine.path === 'numpy'")
    epoch = pad.call("pad => pad.snapshot.epoch")
    pad.wait_for("(pad, epoch) => pad.snapshot.epoch >= epoch + 3", epoch)
    expect(page.locator("#gp-rate-numpy")).to_contain_text("examples/s")
    assert rate(pad, "auto") > 0
    assert rate(pad, "numpy") > 0
    expect(page.get_by_text("times as fast here")).to_be_visible()
    way(pad, "compiled").check()
    pad.wait_for("pad => pad.snapshot.engine.path === 'compiled'")
    pad.wait_for("(pad, epoch) => pad.snapshot.epoch >= epoch + 300", epoch)
    page.get_by_role("button", name="Pause").click()
    rows = pad.call(f"pad => {STATE}.curve.epoch")
    assert rows == sorted(set(rows))  # one curve, from the start to now
    assert rows[0] == 0
    assert pad.call(f"pad => {STATE}.curve.data_loss.every(Number.isFinite)")


def test_what_was_measured_belongs_to_one_network(pad: Any) -> None:
    pad.call("pad => pad.train({ epochs: 20 })")
    expect(pad.page.locator("#gp-rate-auto")).to_contain_text("examples/s")
    pad.page.get_by_label("Batch size", exact=True).fill("25")
    pad.page.get_by_label("Batch size", exact=True).press("Enter")

    pad.call("pad => pad.train({ epochs: 5 })")
    expect(pad.page.locator("#gp-rate-auto")).to_contain_text("examples/s")
    expect(pad.page.locator("#gp-rate-numpy")).to_have_text("not tried at full speed")


def test_code_that_cannot_be_compiled_says_why(pad: Any) -> None:
    """An activation that branches on values trains through NumPy, and the page gives the reason."""
    page = pad.page
    pad.spoilt = True  # its Python has other code now
    page.get_by_role("button", name="Code", exact=True).click()
    page.get_by_role("button", name="layers", exact=True).click()
    editor = page.locator("gp-code .cm-content")
    editor.wait_for()
    page.evaluate(
        """(kinked) => {
          const bench = document.querySelector("grad-pad").shadowRoot.querySelector("gp-workbench");
          const { view } = bench.shadowRoot.querySelector("gp-code").editor;
          const old = "return np.tanh(z)";
          const from = view.state.doc.toString().indexOf(old);
          view.dispatch({ changes: { from, to: from + old.length, insert: kinked } });
        }""",
        KINKED,
    )
    page.get_by_role("button", name="Apply").click()
    page.get_by_text("In force.").first.wait_for()
    pad.call("pad => pad.train({ epochs: 2 })")
    assert pad.call("pad => pad.snapshot.engine.path") == "numpy"
    why = pad.call("pad => pad.snapshot.engine.why")
    assert "branching on a value" in why
    expect(page.locator("gp-engine-path").get_by_role("status")).to_contain_text(why)
    expect(way(pad, "compiled")).to_be_checked()


def test_python_looks_for_garbage_among_what_was_made_since_its_start_alone(pad: Any) -> None:
    """Else it comes so seldom to what the last network left that its memory grows, which it never gives back."""
    pad.page.get_by_role("button", name="Console", exact=True).click()
    prompt = pad.page.get_by_role("textbox", name="Python")
    prompt.fill("import gc; print('kept apart', gc.get_freeze_count(), 'of', len(gc.get_objects()))")
    prompt.press("Enter")
    said = pad.page.get_by_text(re.compile(r"^kept apart \d+ of \d+\s*$"))
    _, _, apart, _, others = said.inner_text().split()
    assert int(apart) > 20_000 > int(others)
