"""More numbers under the loss: the engine's own metrics and diagnosis, shown while that part is open."""

import pytest
from playwright.sync_api import expect

WORKBENCH = "pad.shadowRoot.querySelector('gp-workbench')"
POLLED = f"{WORKBENCH}.state.polled"


def part(visit):
    return visit.page.locator("gp-numbers")


def more(visit):
    return visit.page.get_by_role("button", name="More numbers", exact=True)


def test_the_confusion_matrix_counts_every_point_once_and_agrees_with_the_accuracy(pad):
    assert pad.call(f"pad => {POLLED}") is None
    expect(part(pad).locator("table")).to_have_count(0)
    more(pad).click()
    pad.call("pad => pad.train({ epochs: 8 })")
    pad.wait_for(
        f"""pad => {{
          const {{ snapshot, data, polled }} = {WORKBENCH}.state;
          const table = polled?.metrics?.train.confusion_matrix;
          if (!table) return false;
          const all = data.is_test.filter((test) => !test).length;
          return table.flat().reduce((a, b) => a + b) === all
            && Math.abs((table[0][0] + table[1][1]) / all - snapshot.accuracy) < 1e-9;
        }}"""
    )
    for which, name in enumerate(["train", "test"]):
        expected = pad.call(f"(pad, name) => {POLLED}.metrics[name].confusion_matrix", name)
        rows = part(pad).locator(".confusion").nth(which).locator("tbody tr")
        for row, counts in enumerate(expected):
            expect(rows.nth(row).locator("td")).to_have_text([str(count) for count in counts])
    gradients = pad.call(f"pad => {POLLED}.diagnosis.gradient_norms.map(layer => layer.W)")
    assert len(gradients) == 3
    assert all(norm > 0 for norm in gradients)
    expect(part(pad).locator(".layers tbody tr")).to_have_count(3)
    assert part(pad).locator("svg.bars").count() == 6
    more(pad).click()
    expect(part(pad).locator("table")).to_have_count(0)


@pytest.mark.context(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
def test_dead_units_and_errors_of_values_are_told_and_fit_on_a_small_phone(pad):
    more(pad).click()
    menu = pad.page.get_by_label("Experiment", exact=True)
    menu.select_option("dead_relus")
    expect(part(pad).locator(".layers tbody tr").first.locator("td").last).to_have_text("6")
    menu.select_option("bumps")
    expect(part(pad).locator(".errors tbody tr")).to_have_count(2)
    pad.wait_for(f"pad => {POLLED}?.metrics?.train.r_squared != null")
    score = pad.call(f"pad => {POLLED}.metrics.train.mean_absolute_error")
    expect(part(pad).locator(".errors tbody tr").last.locator("td").first).to_have_text(f"{score:.4f}")
    expect(part(pad).locator(".layers tbody th").last).to_have_text("Output")
    assert pad.page.evaluate("document.documentElement.scrollWidth") <= 360
