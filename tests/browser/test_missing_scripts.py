"""A script of the page that does not arrive is told by the page itself, with a way to try again: no blank page."""

import pytest
from playwright.sync_api import expect

NOT_THERE = "A part of this page has not arrived"


@pytest.mark.expects_console_errors
@pytest.mark.parametrize(
    "way", ["404", pytest.param("cut", marks=pytest.mark.whole("a script that is not there is met at every commit"))]
)
def test_a_page_whose_script_is_missing_says_so_and_comes_back(visits, way):
    with visits() as visit:
        page = visit.page

        def spoil(route):
            if way == "404":
                route.fulfill(status=404, body="not found")
            else:
                route.fulfill(status=200, content_type="text/javascript", body="import {a as")

        page.route("**/assets/page-*.js", spoil)
        page.goto(visit.origin + "/index.html")
        expect(page.get_by_text(NOT_THERE)).to_be_visible(timeout=15_000)
        page.unroute("**/assets/page-*.js", spoil)
        page.get_by_role("link", name="Load the page again").click()
        expect(page.get_by_role("button", name="Train", exact=True)).to_be_visible()
        expect(page.get_by_text(NOT_THERE)).to_be_hidden()


def test_a_page_that_is_whole_never_shows_it(pad):
    expect(pad.page.get_by_text(NOT_THERE)).to_be_hidden()
