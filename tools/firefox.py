"""A Firefox for the core browser tests: one that is installed. Playwright speaks to it as it is, by WebDriver BiDi."""

import os
import shutil
from pathlib import Path

from tools.console import TroubleError, run

NAMES = ("firefox-esr", "firefox")
# What a visitor comes for: draw, train, read, walk, share, and open what was saved.
CORE = (
    "tests/browser/test_page_main_job.py::test_two_blobs_drawn_with_the_mouse_are_told_apart_within_ten_seconds",
    "tests/browser/test_page_main_job.py::test_the_main_job_with_the_keyboard_alone",
    "tests/browser/test_element_refusals.py::test_a_rate_that_diverges_stops_says_why_and_offers_a_lower_one",
    "tests/browser/test_page_parts.py::test_step_makes_one_update_and_reset_goes_back_to_the_same_start",
    "tests/browser/test_walk.py::test_all_the_way_through_two_three_one",
    "tests/browser/test_element_numbers.py",
)


def ensure() -> Path:
    """Return a Firefox that starts.

    Raises: TroubleError: when there is none; it tells how to get one.
    """
    chosen = os.environ.get("GRADPAD_FIREFOX")
    found = [Path(chosen)] if chosen else [Path(path) for name in NAMES if (path := shutil.which(name))]
    remedy = "Install Firefox 140 or newer (on Debian: apt-get install firefox-esr), or name one: GRADPAD_FIREFOX=/path"
    if not found:
        raise TroubleError("There is no Firefox for these tests.", "None is on the PATH.", remedy)
    run(
        [found[0], "--headless", "--version"],
        what=f"{found[0]} does not start",
        remedy=remedy,
        timeout=60,
        label="firefox",
    )
    return found[0]
