"""The menu of experiments: the engine's presets, each with what there is to see in it."""

import pytest
from playwright.sync_api import expect

from tests.browser.sketching import button

WORKBENCH = "pad.shadowRoot.querySelector('gp-workbench')"
PRESETS = f"pad => {WORKBENCH}.state.description.presets"


@pytest.fixture
def presets(pad):
    """The engine's presets by name; the site's page is open, Python may not be there yet."""
    return {preset["name"]: preset for preset in pad.call(PRESETS)}


def menu(pad):
    return pad.page.get_by_label("Experiment", exact=True)


def without_view(config):
    return {key: value for key, value in config.items() if key != "view"}


def test_the_menu_offers_every_preset_of_the_engine(pad, presets):
    offered = menu(pad).locator("option:not([disabled])").all_text_contents()
    assert offered == [preset["title"] for preset in presets.values()]
    assert len(offered) >= 12
    expect(pad.page.locator("gp-experiments .comment")).to_have_text("")


def test_choosing_one_sets_everything_and_one_undo_brings_back_what_was_there(pad, presets):
    before = pad.call("pad => pad.config")
    menu(pad).select_option("four_classes")
    expected = presets["four_classes"]
    assert without_view(pad.call("pad => pad.config")) == without_view(expected["config"])
    expect(pad.page.locator("gp-experiments .comment")).to_have_text(expected["comment"])
    button(pad.page, "Undo").click()
    assert pad.call("pad => pad.config") == before
    expect(menu(pad)).to_have_value("")
    expect(pad.page.locator("gp-experiments .comment")).to_have_text("")
    button(pad.page, "Redo").click()
    expect(menu(pad)).to_have_value("four_classes")


def test_its_comment_stays_while_one_follows_it_and_it_can_be_put_back(pad, presets):
    page = pad.page
    menu(pad).select_option("xor_no_hidden_layer")
    expect(button(page, "Put it back")).to_have_count(0)
    button(page, "Add a layer").click()
    expect(page.locator("gp-experiments .comment").first).to_have_text(presets["xor_no_hidden_layer"]["comment"])
    button(page, "Put it back").click()
    assert pad.call("pad => pad.config.network.layers") == []
    expect(button(page, "Put it back")).to_have_count(0)
    button(page, "Spiral").click()
    expect(menu(pad)).to_have_value("")


def test_the_keyboard_chooses_one_and_the_engine_takes_every_one(pad):
    menu(pad).focus()
    pad.page.keyboard.press("ArrowDown")
    names = [preset["name"] for preset in pad.call(PRESETS)]
    assert pad.call("pad => pad.config.view.experiment") == names[0]
    for name in names:
        menu(pad).select_option(name)
        pad.wait_for(
            f"(pad, name) => pad.config.view.experiment === name && {WORKBENCH}.state.snapshot.step === 0", name
        )
        pad.call("pad => pad.step(1)")
        assert pad.call("pad => pad.config.view.experiment") == name, "the engine has refused it"
        expect(pad.page.get_by_role("alert")).to_have_text("")


def test_a_running_training_waits_at_the_start_of_an_experiment(pad):
    button(pad.page, "Train").click()
    pad.wait_for("pad => pad.snapshot.epoch > 2")
    menu(pad).select_option("zeros")
    expect(button(pad.page, "Train")).to_be_visible()
    pad.wait_for("pad => pad.snapshot.step === 0")


@pytest.mark.context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
def test_on_a_phone_it_has_room(pad, presets):
    menu(pad).select_option("dead_relus")
    box, page_width = menu(pad).bounding_box(), 390
    assert box["height"] >= 40
    assert box["x"] + box["width"] <= page_width
    assert pad.page.evaluate("document.documentElement.scrollWidth") <= page_width
