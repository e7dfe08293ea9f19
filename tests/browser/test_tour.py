"""The tour of the page: offered once, never forced; it asks for something at each step and sees that it was done."""

import pytest
from playwright.sync_api import expect

from tests.browser.sketching import button, choose_class, stroke

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
        if title == "What it says":
            accuracy = page.locator(".part-output gp-accuracy").bounding_box()
            assert accuracy["y"] + accuracy["height"] <= ring["y"] + ring["height"]
        page.keyboard.press("ArrowRight") if place < 5 else page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("dialog", name=TITLES[4])).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button(page, offer)).to_be_focused()
    page.keyboard.press("Enter")  # and once more
    expect(page.get_by_role("dialog", name="Draw")).to_be_visible()
    for _ in range(6):
        page.get_by_role("dialog").get_by_role("button", name="Skip").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_each_step_asks_for_something_and_goes_on_when_it_was_done(pad):
    page = pad.page
    button(page, OFFER).click()
    card = page.get_by_role("dialog", name="Draw")
    counted = "pad => [0, 1].map(label => pad.config.data.labels.filter(each => each === label).length)"
    choose_class(page, 0)
    stroke(page, [(-5, -5), (-3, -5)])
    stroke(page, [(5, -5), (3, -5)])
    orange, blue = pad.call(counted)
    assert orange > blue
    expect(card).to_contain_text("Draw a few points of each colour")  # they are of one colour alone
    choose_class(page, 1)
    stroke(page, [(-5, 5), (-3, 5)])
    expect(page.get_by_role("dialog", name="The network")).to_be_visible()
    button(page, "Unit 2 of layer 1").click()
    expect(page.get_by_role("dialog", name="Train")).to_be_visible()
    button(page, "Train").click()
    expect(page.get_by_role("dialog", name="What it says")).to_be_visible()
    expect(page.get_by_role("dialog", name="How wrong it is")).to_be_visible()
    assert pad.call("pad => pad.snapshot.accuracy") >= 0.9
    box = page.get_by_role("slider", name="Loss over time").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + box["height"] / 2)
    expect(page.get_by_role("dialog", name="Open it up")).to_be_visible()
    button(page, "Mathematics").click()
    expect(page.get_by_role("dialog", name="Open it up")).to_have_count(0)
    expect(page.locator(".walk-step")).to_be_visible()


def test_what_is_done_with_the_keys_counts_and_the_focus_stays_where_it_is(pad):
    page = pad.page
    button(page, OFFER).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Draw")).to_be_visible()
    button(page, "XOR").focus()
    page.keyboard.press("Enter")  # an example is data as well
    expect(page.get_by_role("dialog", name="The network")).to_be_visible()
    button(page, "Unit 1 of layer 1").focus()
    expect(page.get_by_role("dialog", name="Train")).to_be_visible()
    expect(button(page, "Unit 1 of layer 1")).to_be_focused()
    page.keyboard.press("t")
    expect(page.get_by_role("dialog", name="What it says")).to_be_visible()
    expect(button(page, "Unit 1 of layer 1")).to_be_focused()
    page.get_by_role("dialog").get_by_role("button", name="End the tour").press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
def test_on_a_phone_the_card_covers_nothing_that_one_is_asked_to_press(pad):
    page = pad.page
    button(page, AGAIN).tap()
    asked = {
        "Draw": page.get_by_role("radiogroup", name="Class"),
        "The network": page.locator('gp-network [data-unit="1-3"]'),
        "Train": button(page, "Train"),
        "What it says": page.locator("gp-plane .plane"),
        "How wrong it is": page.get_by_role("slider", name="Loss over time"),
        "Open it up": button(page, "Mathematics"),
    }
    assert list(asked) == TITLES
    for title, part in asked.items():
        card = page.get_by_role("dialog", name=title)
        expect(card).to_be_visible()
        own, box = card.bounding_box(), part.bounding_box()
        assert box["y"] >= 0, title
        assert box["y"] + box["height"] <= own["y"] or own["y"] + own["height"] <= box["y"], title
        card.get_by_role("button", name="Skip").tap()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_help_stays_away_where_the_pointer_rests_while_a_step_scrolls_the_page(pad):
    """It would cover the card: what comes to lie below a pointer that nobody has moved was not asked about."""
    page = pad.page
    page.set_viewport_size({"width": 390, "height": 844})
    button(page, AGAIN).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Draw")).to_be_visible()
    page.mouse.move(60, 300)
    page.evaluate("""() => {
        const { top, height } = inside("gp-accuracy [data-help]").getBoundingClientRect();
        scrollBy({ top: top + height / 2 - 300, behavior: "instant" });
    }""")
    page.wait_for_function("() => inside('gp-accuracy [data-help]').matches(':hover')")
    assert page.evaluate("() => inside('gp-workbench').help.target === null")
    page.mouse.move(60, 340)
    page.mouse.move(60, 300)  # now it is
    page.wait_for_function("() => inside('gp-workbench').help.target !== null")


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
