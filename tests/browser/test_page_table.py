"""The table of the points: read, changed, sorted, selected, pasted into, with mouse and keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.sketching import button, click, drawn, press, stroke, take

SELECTED = "pad => pad.shadowRoot.querySelector('gp-workbench').state.selected"
FOCUSED = "pad => pad.shadowRoot.querySelector('gp-workbench').shadowRoot.activeElement?.ariaLabel"


@pytest.fixture
def page(pad):
    """Three points, and the table open."""
    page = pad.page
    button(page, "Clear").click()
    take(page, "Single point")
    click(page, (3, 1), (-2, 2), (1, -4))
    button(page, "Points").click()
    expect(cell(page, "x₁", 1)).to_have_value("3")
    return page


def cell(page, column, row):
    return page.get_by_role("textbox", name=f"{column}, row {row}", exact=True)


def column(page, title):
    return page.get_by_role("textbox", name=f"{title}, row").evaluate_all("all => all.map(each => each.value)")


def rounded(visit):
    return [(round(x1), round(x2)) for x1, x2 in drawn(visit)["points"]]


def test_a_cell_is_typed_into_and_undone(page, pad):
    cell(page, "x₁", 2).fill("-5.125")
    press(page, "Enter")
    assert drawn(pad)["points"][1][0] == -5.125
    assert pad.call(FOCUSED) == "x₁, row 3"
    cell(page, "class", 3).fill("4")
    press(page, "Tab")
    assert drawn(pad)["labels"] == [0, 0, 4]
    button(page, "Undo").click()
    button(page, "Undo").click()
    assert drawn(pad)["labels"] == [0, 0, 0]
    expect(cell(page, "x₁", 2)).to_have_value("−2")
    assert rounded(pad) == [(3, 1), (-2, 2), (1, -4)]


def test_what_is_not_valid_is_told_with_its_row_and_changes_nothing(page, pad):
    before = drawn(pad)
    cell(page, "x₂", 2).fill("up")
    press(page, "Enter")
    alert = page.locator("gp-points-table [role=alert]")
    expect(alert).to_have_text('Row 2: x₂ is "up"; it must be a number from −1000 to 1000.')
    expect(cell(page, "x₂", 2)).to_have_value("up")
    expect(cell(page, "x₂", 2)).to_have_attribute("aria-invalid", "true")
    cell(page, "class", 1).fill("7")
    press(page, "Tab")
    expect(alert).to_have_text('Row 1: class is "7"; it must be a whole number from 0 to 5.')
    assert drawn(pad) == before
    cell(page, "class", 1).fill("1")
    press(page, "Tab")
    expect(alert).to_have_text("")
    assert drawn(pad)["labels"] == [1, 0, 0]


def test_rows_are_added_and_deleted(page, pad):
    button(page, "Add a point").click()
    expect(cell(page, "x₁", 4)).to_be_focused()
    page.keyboard.type("5")
    press(page, "Tab")
    page.keyboard.type("-1")
    press(page, "Tab")
    assert rounded(pad)[3] == (5, -1)
    button(page, "Delete row 2").click()
    assert rounded(pad) == [(3, 1), (1, -4), (5, -1)]
    for _ in range(4):
        button(page, "Undo").click()
    assert rounded(pad) == [(3, 1), (-2, 2), (1, -4)]


def test_a_heading_sorts_the_rows_and_the_points_keep_their_order(page, pad):
    heading = page.get_by_role("columnheader", name="x₁")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert column(page, "x₁") == ["−2", "1", "3"]
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert column(page, "x₁") == ["3", "1", "−2"]
    cell(page, "x₁", 1).fill("-6")  # the row stays under the hand
    press(page, "Tab")
    assert column(page, "x₁") == ["−6", "1", "−2"]
    assert [x1 for x1, _ in rounded(pad)] == [-6, -2, 1]


def test_rows_and_points_are_selected_together(page, pad):
    page.get_by_role("checkbox", name="Select row 2").check()
    assert pad.call(SELECTED) == [1]
    page.get_by_role("checkbox", name="Select row 3").check()
    assert pad.call(SELECTED) == [1, 2]
    take(page, "Select")
    stroke(page, [(2, 0), (4, 0), (4, 2), (2, 2)])
    expect(page.get_by_role("checkbox", name="Select row 1")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Select row 2")).not_to_be_checked()
    expect(page.get_by_role("checkbox", name="Select all points")).to_have_js_property("indeterminate", True)
    page.get_by_role("checkbox", name="Select all points").check()
    button(page, "Delete selected").click()
    assert drawn(pad)["points"] == []
    button(page, "Undo").click()
    assert rounded(pad) == [(3, 1), (-2, 2), (1, -4)]


def test_rows_of_a_spreadsheet_are_pasted_all_or_none(page, pad):
    def paste(text):
        page.evaluate("text => navigator.clipboard.writeText(text)", text)
        cell(page, "x₁", 1).select_text()
        press(page, "Control+v")

    status = page.locator("gp-points-table [role=status]")
    paste("x1\tx2\tclass\n0,5\t-1\t2\n4\t4\t1")
    expect(status).to_have_text("2 rows were added.")
    assert drawn(pad)["points"][3:] == [[0.5, -1], [4, 4]]
    assert drawn(pad)["labels"] == [0, 0, 0, 2, 1]
    paste("1\t1\t1\n2\teast\t1")
    expect(status).to_contain_text('Nothing was added. Line 2: x₂ is "east"; it must be a number')
    assert len(drawn(pad)["points"]) == 5
    button(page, "Undo").click()
    assert rounded(pad) == [(3, 1), (-2, 2), (1, -4)]
    paste("0.25")  # a single cell is for the field
    press(page, "Enter")
    assert drawn(pad)["points"][0][0] == 0.25


def test_a_function_has_two_columns(page, pad):
    page.get_by_label("What to learn").select_option("function")
    expect(cell(page, "y", 1)).to_be_visible()
    cell(page, "y", 1).fill("1.25")
    press(page, "Enter")
    assert drawn(pad)["points"][0] == [-6, 1.25]


def test_rows_keep_their_elements_while_the_table_scrolls(page, pad):
    """With Tab from row to row none is left out, and what was typed into a row is not another row's."""
    pad.call("""pad => {
        const points = Array.from({ length: 500 }, (_, i) => [0, i / 100]);
        pad.config = { ...pad.config, data: { kind: "points", points, labels: points.map(() => 0) } };
    }""")
    expect(page.get_by_role("table", name="Points")).to_have_attribute("aria-rowcount", "501")
    button(page, "Delete row 1").focus()
    for row in range(2, 60):
        press(page, "Tab")
        expect(page.get_by_role("checkbox", name=f"Select row {row}", exact=True)).to_be_focused()
        press(page, *["Tab"] * 4)
        expect(button(page, f"Delete row {row}")).to_be_focused()
    cell(page, "x₁", 59).fill("2.5")
    page.locator("gp-points-table .rows").evaluate("rows => rows.scrollTo(0, rows.scrollHeight)")
    expect(cell(page, "x₁", 500)).to_be_visible()
    press(page, "Tab")
    assert [x1 for x1, _ in drawn(pad)["points"]] == [0] * 58 + [2.5] + [0] * 441


def test_two_thousand_points_are_shown_at_once_and_each_can_be_reached_by_the_keyboard(page, pad):
    pad.call("""pad => {
        const points = Array.from({ length: 2000 }, (_, i) => [(i % 50) / 5 - 5, Math.floor(i / 50) / 5 - 4]);
        pad.config = { ...pad.config, data: { kind: "points", points, labels: points.map((_, i) => i % 2) } };
    }""")
    expect(page.get_by_role("table", name="Points")).to_have_attribute("aria-rowcount", "2001")
    assert page.locator("gp-points-table tbody tr").count() < 80
    cell(page, "x₁", 1).focus()
    for row in range(2, 41):
        press(page, "ArrowDown")
        expect(cell(page, "x₁", row)).to_be_focused()
    page.locator("gp-points-table .rows").evaluate("rows => rows.scrollTo(0, rows.scrollHeight)")
    expect(cell(page, "x₁", 2000)).to_be_visible()
    cell(page, "x₁", 2000).fill("0.5")
    press(page, "Enter")
    assert drawn(pad)["points"][1999][0] == 0.5
    # A point that is selected on the sketchpad comes into sight in the table.
    take(page, "Select")
    click(page, (-5, -4))
    expect(page.get_by_role("checkbox", name="Select row 1", exact=True)).to_be_checked()
    expect(page.get_by_role("checkbox", name="Select row 1", exact=True)).to_be_in_viewport()
