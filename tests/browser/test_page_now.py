"""What is shown is the network as it stands: after a step, a weight by hand, an undo, a link with weights."""

import re

import pytest
from playwright.sync_api import expect


def as_printed(value):
    """A loss as the page prints it, for values between 0.001 and 10."""
    return f"{value:.4f}"


def holds(page, pad):
    """Wait until the losses and the last point of the chart are those of the network, and return the snapshot."""
    snapshot = pad.call("pad => pad.snapshot")
    shown = page.locator("gp-loss .metrics dd")
    expect(shown.nth(0)).to_have_text(as_printed(snapshot["data_loss"]))
    expect(shown.nth(1)).to_have_text(as_printed(snapshot["test_loss"]))
    page.wait_for_function(
        "([epoch, loss]) => { const plot = document.querySelector('grad-pad').shadowRoot"
        ".querySelector('gp-workbench').shadowRoot.querySelector('gp-loss').plot;"
        "return plot.data[1].at(-1) === loss && Math.abs(plot.data[0].at(-1) - epoch) < 1e-9; }",
        arg=[snapshot["epoch"] + snapshot["epoch_share"], snapshot["data_loss"]],
    )
    share = f"{100 * snapshot['accuracy']:.1f}%"
    expect(page.locator(".part-output .metrics dd").first).to_have_text(share)
    return snapshot


@pytest.mark.parametrize("trained", [0, 5])
def test_the_loss_that_is_shown_is_the_networks_after_steps_a_weight_by_hand_and_undo(pad, trained):
    page = pad.page
    pad.call("(pad, epochs) => epochs && pad.train({ epochs })", trained)
    start = holds(page, pad)
    for _ in range(3):
        page.get_by_role("button", name=re.compile("^Step")).first.click()
    pad.wait_for("(pad, step) => pad.snapshot.step === step + 3", start["step"])
    stepped = holds(page, pad)
    assert stepped["data_loss"] != start["data_loss"]
    weights = stepped["weights"]
    weights[0]["W"][0][0] += 2.5
    pad.call("(pad, weights) => pad.set_weights(weights)", weights)
    assert holds(page, pad)["data_loss"] != stepped["data_loss"]
    page.get_by_role("button", name="Undo", exact=True).click()
    pad.wait_for("(pad, before) => pad.snapshot.data_loss === before", stepped["data_loss"])
    holds(page, pad)
