"""A page that `build.py serve` has built again is loaded again, under its own policy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tools import policy, server


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    page = policy.with_policy('<!doctype html><meta charset="utf-8"><body><h1>first</h1></body>')
    (tmp_path / "index.html").write_text(page)
    running = server.start_in_background(tmp_path, handler=server.WorkingHandler)
    yield f"http://127.0.0.1:{running.server_address[1]}/"
    running.shutdown()
    running.server_close()


def test_a_page_reloads_when_it_was_built_again(chromium: Browser, address: str, tmp_path: Path) -> None:
    page = chromium.new_page()
    with page.expect_response("**/~changes"):
        page.goto(address)
    place = tmp_path / "index.html"
    place.write_text(place.read_text().replace("first", "second"))
    server.WorkingHandler.changes.count += 1
    expect(page.get_by_role("heading", name="second")).to_be_visible()
    page.close()
