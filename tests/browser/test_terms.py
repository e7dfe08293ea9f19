"""Every term on the page is explained in a sentence: on hover, on focus, or on a tap."""

from typing import Any

import pytest

UNEXPLAINED = """pad => {
  const root = pad.shadowRoot.querySelector("gp-workbench").shadowRoot;
  const seen = (each) => each.checkVisibility() && each.getBoundingClientRect().width > 0;
  const explained = (each) => {
    const label = each.labels?.[0] ?? (each.id ? root.querySelector(`label[for="${each.id}"]`) : null);
    const beside = each.closest(".field")?.querySelector("[data-help]");
    return [each, label, beside].some((one) => {
      const text = one?.closest("[data-help]")?.getAttribute("data-help") ?? "";
      return text.trim().split(/\\s+/).length >= 3;
    });
  };
  const name = (each) =>
    each.getAttribute("aria-label") ?? each.labels?.[0]?.textContent.trim() ?? each.textContent.trim();
  const kinds = "input, select, textarea, button, dt, summary, .term, .counts span";
  // What a unit is, and all its numbers, is told below the network as soon as one points at it or comes to it.
  const terms = [...root.querySelectorAll(kinds)].filter((each) => seen(each) && !each.matches(".unit"));
  const without = terms.filter((each) => !explained(each));
  return { count: terms.length, without: without.map((each) => `${each.localName}: ${name(each)}`) };
}"""
# What a button does that says it in its own words needs no sentence beside it.
PLAIN = {
    "Train", "Pause", "Clear", "Undo", "Redo", "Back", "Next", "Close the drawer", "Close this message", "Run",
}  # fmt: skip


CONFIGS: dict[str, dict[str, Any]] = {
    "first pad": {},
    "adamw with a schedule": {
        "training": {"optimizer": "adamw", "schedule": "step", "regularizer": "l2", "regularization_rate": 0.01}
    },
    "momentum": {"training": {"optimizer": "momentum"}},
    "values": {"data": {"kind": "bumps"}, "network": {"output": "identity"}},
    "six layers": {"network": {"layers": [{"units": 3, "activation": "relu"}] * 6}},
}


@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS)
def test_every_term_has_its_sentence(pad: Any, config: dict[str, Any]) -> None:
    pad.call("(pad, config) => { pad.config = config; return pad.reset().then(() => true); }", config)
    found = pad.call(UNEXPLAINED)
    assert found["count"] > 40
    without = [each for each in found["without"] if each.split(": ", 1)[1] not in PLAIN]
    assert not without, "no sentence explains " + "; ".join(without)


def test_a_term_is_explained_on_hover_on_focus_and_on_a_tap(pad: Any) -> None:
    page = pad.page
    tooltip = page.get_by_role("tooltip")
    page.locator("label").get_by_text("Learning rate", exact=True).hover()
    tooltip.get_by_text("How far a step goes along the gradient.").wait_for()
    page.mouse.move(2, 2)
    tooltip.wait_for(state="hidden")
    page.keyboard.press("Tab")
    page.get_by_label("Batch size", exact=True).focus()
    tooltip.get_by_text("How many examples are looked at before each step.").wait_for()
    page.keyboard.press("Escape")
    tooltip.wait_for(state="hidden")


def test_what_focus_explains_is_not_taken_away_by_the_pointer(pad: Any) -> None:
    """A pointer that rests somewhere is told of whatever moves below it: that ends no explanation that focus gave."""
    page = pad.page
    tooltip = page.get_by_role("tooltip")
    page.mouse.move(2, 2)
    page.keyboard.press("Tab")
    page.get_by_label("Batch size", exact=True).focus()
    page.mouse.move(4, 4)  # before it is shown
    page.locator("gp-sketchpad").hover()
    tooltip.get_by_text("How many examples are looked at before each step.").wait_for()
    page.mouse.move(6, 6)  # and while it is
    page.locator("label").get_by_text("Learning rate", exact=True).hover()
    tooltip.get_by_text("How far a step goes along the gradient.").wait_for()
    page.mouse.move(2, 2)
    tooltip.wait_for(state="hidden")


@pytest.mark.context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
def test_a_finger_taps_a_term(pad: Any) -> None:
    page = pad.page
    page.locator("label").get_by_text("Learning rate", exact=True).tap()
    page.get_by_role("tooltip").get_by_text("How far a step goes along the gradient.").wait_for()


def test_an_empty_sketchpad_says_what_to_do(pad: Any) -> None:
    pad.page.get_by_role("button", name="Clear", exact=True).click()
    pad.page.locator("gp-sketchpad").get_by_text("Draw").first.wait_for()
