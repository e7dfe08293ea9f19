"""What a first visitor sees before having done anything: another network that begins to learn, and is named as such."""

import pytest
from playwright.sync_api import expect

SAID = "A preview: yours starts at epoch 0."
SHOWN = "pad => pad.shadowRoot.querySelector('gp-workbench').state.preview"
RESTS = f"pad => ({SHOWN})(pad)?.snapshot.accuracy === 1"
TURNS = "async pad => { for (let i = 0; i < 8; i += 1) await pad.predict([[0, 0]]); return null; }"


def epoch_shown(page):
    return int(page.locator(".counts b").first.inner_text().replace(",", ""))


def test_it_begins_to_learn_and_every_number_is_of_the_network_that_is_shown(visit):
    visit.open().ready()
    page = visit.page
    visit.wait_for(RESTS)
    expect(page.get_by_text(SAID)).to_be_visible()
    preview = visit.call(f"pad => (({SHOWN})(pad)).snapshot")
    expect(page.locator(".counts b").first).to_have_text(str(preview["epoch"]))
    expect(page.locator("gp-accuracy dd").first).to_have_text(f"{100 * preview['accuracy']:.1f}%")
    expect(page.locator(".part-loss .head")).to_contain_text(f"{preview['data_loss']:.4f}")
    assert visit.call("pad => pad.snapshot.epoch") == 0  # the visitor's own


def test_the_first_touch_ends_it_and_the_visitors_own_start_is_what_it_was(visit):
    visit.open().ready()
    page = visit.page
    expect(page.get_by_text(SAID)).to_be_visible()
    start = visit.call("pad => pad.snapshot.weights")
    page.get_by_role("heading", name="Network", exact=True).click()
    expect(page.get_by_text(SAID)).to_have_count(0)
    assert epoch_shown(page) == 0
    assert visit.call("pad => pad.snapshot.weights") == start
    assert visit.call("pad => pad.timeline") == [0]
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    first = visit.call("pad => pad.train({ epochs: 5 })")["data_loss"]
    visit.call("pad => pad.reset()")
    assert visit.call("pad => pad.snapshot.weights") == start
    assert visit.call("pad => pad.train({ epochs: 5 })")["data_loss"] == first


def test_train_begins_with_the_first_step_by_the_button_by_its_key_and_by_a_script(visit):
    visit.open().ready()
    page = visit.page
    expect(page.get_by_text(SAID)).to_be_visible()
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Step", exact=True).click()
    visit.wait_for("pad => pad.snapshot.step === 1")
    expect(page.get_by_text(SAID)).to_have_count(0)
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    other = visit.beside().open()
    other.ready()
    expect(other.page.get_by_text(SAID)).to_be_visible()
    other.call("pad => pad.step(2)")
    expect(other.page.get_by_text(SAID)).to_have_count(0)
    assert other.call("pad => pad.snapshot.step") == 2


@pytest.mark.context(reduced_motion="reduce")
def test_nothing_moves_by_itself_where_motion_is_to_be_reduced(visit):
    visit.open().ready()
    visit.call(TURNS)
    assert visit.call(SHOWN) is None


def test_it_is_not_there_for_who_has_drawn_nor_where_it_is_not_asked_for(visit, pad):
    pad.call(TURNS)
    assert pad.call(SHOWN) is None
    visit.open().ready()
    box = visit.page.get_by_label("Data", exact=True).bounding_box()
    visit.page.mouse.click(box["x"] + 40, box["y"] + 40)
    visit.wait_for("pad => pad.config.data.kind === 'points'")
    visit.page.reload()
    visit.page.wait_for_function("customElements.get('grad-pad') !== undefined")
    visit.ready()
    visit.call(TURNS)
    assert visit.call(SHOWN) is None


def test_pointing_at_the_output_ends_it_and_the_visitors_own_network_answers(visit):
    visit.open().ready()
    page = visit.page
    visit.wait_for(RESTS)
    output = page.get_by_role("application", name="What the network says at every point")
    box = output.bounding_box()
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 0.4 * box["height"])
    expect(page.locator("gp-point-card")).to_be_visible()
    expect(page.get_by_text(SAID)).to_have_count(0)
    at, shown = page.evaluate(
        "() => { const { at, values } = inside('gp-network').answer; return [at, values.at(-1)]; }"
    )
    [said] = visit.call("async (pad, point) => [...await pad.predict([point])]", at)
    assert shown == pytest.approx(said, abs=1e-6)
    assert visit.call("pad => pad.snapshot.epoch") == 0
