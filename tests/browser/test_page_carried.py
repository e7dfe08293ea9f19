"""Drawing keeps the network: what was learned goes on when data, inputs or shape change, and undo brings back both."""

from playwright.sync_api import expect

from tests.browser.sketching import button, stroke

KEPT = "The network keeps what it has learned."


def weights(pad):
    return pad.call("pad => pad.snapshot.weights")


def test_a_stroke_keeps_what_was_learned_and_undo_brings_back_both(pad):
    page = pad.page
    pad.call("pad => pad.train({ epochs: 30 })")
    before, points = weights(pad), pad.call("pad => pad.config.data")
    stroke(page, [(-5, -5), (-4, -5)])
    pad.wait_for("pad => pad.config.data.kind === 'points' && pad.snapshot.carried === true")
    assert weights(pad) == before
    assert pad.call("pad => pad.snapshot.epoch") == 30
    expect(page.get_by_text(KEPT)).to_be_visible()
    pad.call("pad => pad.train({ epochs: 1 })")
    assert pad.call("pad => pad.snapshot.epoch") == 31
    assert weights(pad) != before
    expect(page.get_by_text(KEPT)).to_have_count(0)
    button(page, "Undo").click()
    pad.wait_for("(pad, kind) => pad.config.data.kind === kind && pad.snapshot.epoch === 30", points["kind"])
    assert weights(pad) == before


def test_a_unit_that_joins_leaves_the_others_as_they_are(pad):
    page = pad.page
    pad.call("pad => pad.train({ epochs: 30 })")
    before = weights(pad)
    button(page, "Add a unit to layer 1").click()
    pad.wait_for("pad => pad.snapshot.weights[0].W[0].length === 5")
    after = weights(pad)
    assert [row[:4] for row in after[0]["W"]] == before[0]["W"]
    assert after[1]["W"][:4] == before[1]["W"]
    assert pad.call("pad => pad.snapshot.epoch") == 30
    accuracy = pad.call("pad => pad.snapshot.accuracy")
    assert accuracy > 0.95
    button(page, "Reset").click()
    pad.wait_for("pad => pad.snapshot.epoch === 0")
    button(page, "Undo").click()
    pad.wait_for("pad => pad.snapshot.epoch === 30")
    assert weights(pad) == after
