"""How fast one watches it learn: four paces, the same numbers, rest with a sentence; keys for Train, Pause and Step."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.sketching import button, sketchpad

PHASE = "pad => pad.shadowRoot.querySelector('gp-workbench').state.phase"


def menu(page: Any) -> Any:
    return page.get_by_role("combobox", name="Pace")


def test_what_is_watched_rests_with_a_sentence_that_is_so_and_goes_on_when_asked(pad: Any) -> None:
    page = pad.page
    pad.put({"data": {"kind": "xor"}})
    button(page, "Train").click()
    notice = page.get_by_role("status").filter(has_text="Nothing changes any more")
    notice.wait_for()
    expect(button(page, "Train")).to_be_visible()
    rested = pad.call("async pad => { await pad.predict([[0, 0]]); return pad.snapshot; }")
    expect(notice).to_contain_text(f"Epochs: {rested['epoch']:,}")
    right = "Every training point is right" if rested["accuracy"] == 1 else "% of the training points are right"
    expect(notice).to_contain_text(right)
    button(page, "Go on").click()
    pad.wait_for(f"pad => pad.snapshot.step > {rested['step']}")


def test_step_by_step_train_makes_one_change_and_rests(pad: Any) -> None:
    page = pad.page
    menu(page).select_option("step by step")
    for step in (1, 2):
        button(page, "Train").click()
        pad.wait_for(f"pad => pad.snapshot.step === {step}")
        pad.wait_for(f"pad => ({PHASE})(pad) === 'idle'")
    assert pad.call("pad => pad.snapshot.step") == 2


def test_a_step_by_hand_says_what_it_did_to_the_loss_until_something_else_is_shown(pad: Any) -> None:
    page = pad.page
    before = pad.call("pad => pad.snapshot.data_loss")
    button(page, "Step").click()
    pad.wait_for("pad => pad.snapshot.step === 1")
    after = pad.call("pad => pad.snapshot.data_loss")
    told = page.locator("gp-run-bar").get_by_role("status")
    expect(told).to_have_text(f"Loss {before:.4f} → {after:.4f}")
    assert after != before
    pad.call("pad => pad.train({ epochs: 1 })")
    expect(told).to_be_empty()


@pytest.mark.parametrize("pace", ["step", "slow", "watch", "full"])
def test_the_numbers_are_the_same_at_every_pace(pad: Any, pace: str) -> None:
    pad.call("(pad, pace) => { pad.config = { ...pad.config, view: { pace } }; }", pace)
    pad.call("pad => pad.play()")
    pad.wait_for("(pad, step) => pad.snapshot.step >= step", 500 if pace in {"watch", "full"} else 1)
    pad.call("pad => pad.pause()")
    # Asking for a prediction waits for what was under way.
    played = pad.call("async pad => { await pad.predict([[0, 0]]); return pad.snapshot; }")
    asked = pad.call("async (pad, steps) => { await pad.reset(); return await pad.step(steps); }", played["step"])
    assert asked["weights"] == played["weights"]
    assert asked["data_loss"] == played["data_loss"]


def test_the_keys_train_pause_and_step_and_leave_fields_and_menus_alone(pad: Any) -> None:
    page = pad.page
    sketchpad(page).focus()
    page.keyboard.press(".")
    pad.wait_for("pad => pad.snapshot.step === 1")
    page.keyboard.press("t")
    expect(button(page, "Pause")).to_be_visible()
    page.keyboard.press("t")
    expect(button(page, "Train")).to_be_visible()
    pad.wait_for(f"pad => ({PHASE})(pad) === 'idle'")
    at = pad.call("pad => pad.snapshot.step")
    page.get_by_role("textbox", name="How many at a step").press("t")
    menu(page).focus()
    page.keyboard.press(".")
    pad.call("async pad => { await pad.predict([[0, 0]]); }")
    assert pad.call("pad => pad.snapshot.step") == at
    assert button(page, "Train").is_visible()
