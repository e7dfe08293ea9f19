"""The tour of the page: offered once, never forced, taken with the keyboard, and there to be taken again."""

import pytest
from playwright.sync_api import expect

from tests.browser.sketching import button

OFFER, AGAIN = "New here? A tour in six steps", "Tour"
TITLES = ["Draw", "The network", "Train", "What it says", "How wrong it is", "Open it up"]


def test_it_is_offered_quietly_and_remembered(pad):
    page = pad.page
    expect(page.get_by_role("dialog")).to_have_count(0)  # nothing is forced on anybody
    button(page, OFFER).click()
    card = page.get_by_role("dialog", name="Draw")
    expect(card).to_contain_text("1 of 6")
    card.get_by_role("button", name="End the tour").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    pad.open()
    expect(button(page, AGAIN)).to_be_visible()
    expect(button(page, OFFER)).to_have_count(0)


@pytest.mark.parametrize(
    ("size", "offer"),
    [((1280, 860), OFFER), ((390, 844), AGAIN)],  # a phone has no room for the greeting
    ids=["desk", "phone"],
)
def test_all_six_steps_by_keyboard_each_beside_what_it_speaks_of(pad, size, offer):
    page = pad.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    button(page, offer).focus()
    page.keyboard.press("Enter")
    for place, title in enumerate(TITLES):
        card = page.get_by_role("dialog", name=title)
        expect(card.get_by_text(f"{place + 1} of 6")).to_be_visible()
        box, ring = card.bounding_box(), page.locator(".tour-ring").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1]
        assert ring["y"] < size[1]
        assert ring["y"] + ring["height"] > 0
        page.keyboard.press("ArrowRight") if place < 5 else page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("dialog", name=TITLES[4])).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button(page, offer)).to_be_focused()
    page.keyboard.press("Enter")  # and once more
    expect(page.get_by_role("dialog", name="Draw")).to_be_visible()
    for _ in range(6):
        page.get_by_role("dialog").get_by_role("button", name="Next").or_(
            page.get_by_role("dialog").get_by_role("button", name="Done")
        ).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_one_can_draw_while_it_is_shown(pad):
    """It is no barrier: everything on the page goes on working."""
    page = pad.page
    before = pad.call("pad => pad.config.data.kind")
    button(page, OFFER).click()
    box = page.get_by_label("Data", exact=True).bounding_box()
    page.mouse.click(box["x"] + 40, box["y"] + 40)
    assert before != "points"
    assert pad.call("pad => pad.config.data.kind") == "points"
    expect(page.get_by_role("dialog", name="Draw")).to_be_visible()
