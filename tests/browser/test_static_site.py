"""The site as a static site: its policy holds while everything is used, and nothing leaves it or is left behind.

The pages' policy forbids `eval`, by which Playwright waits for conditions on a page; so this file looks from outside.
"""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


class Guarded:
    """A visit under the pages' own policy, with every request and every violation noted."""

    def __init__(self, visit: Any) -> None:
        self.visit, self.page = visit, visit.page
        self.requests: list[str] = []
        self.page.context.on("request", lambda request: self.requests.append(request.url))
        self.page.add_init_script(WATCH)

    def open(self, path: str) -> None:
        self.page.goto(self.visit.origin + path)

    def until(self, condition: str) -> None:
        """Wait until a function of the element returns something true."""
        end = time.monotonic() + 60
        while not self.visit.call(condition):
            assert time.monotonic() < end, condition
            self.page.wait_for_timeout(50)

    def untouched(self) -> None:
        """Nothing was refused, nothing went elsewhere, nothing was left behind."""
        assert self.page.evaluate("() => window.violations") == []
        assert self.visit.errors == []
        assert self.visit.outside == []
        for url in self.requests:
            assert url.startswith((self.visit.origin, "data:", f"blob:{self.visit.origin}")), url
        assert self.page.context.cookies() == []


@pytest.fixture(scope="module")
def guarded(visits: Any) -> Iterator[Guarded]:
    with visits(bypass_csp=False) as opened:
        yield Guarded(opened)


def test_the_policy_is_in_force(guarded: Guarded) -> None:
    guarded.open("/lessons.html")
    refused = guarded.page.evaluate(
        """() => new Promise((resolve) => {
            document.addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective));
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
        })"""
    )
    assert refused == "script-src-elem"
    assert guarded.page.evaluate("() => window.ran === undefined")
    guarded.visit.errors.clear()  # Chromium tells of the refusal


def test_the_main_job_and_the_drawer_under_the_policy(guarded: Guarded) -> None:
    guarded.open("/")
    page = guarded.page
    guarded.visit.ready()
    guarded.visit.button("Train").click()
    guarded.until("pad => pad.snapshot.epoch > 20")
    guarded.visit.call("pad => pad.pause()")
    for tab in ("Mathematics", "Code", "Your own", "Console"):
        guarded.visit.button(tab).click()
        expect(guarded.visit.button(tab)).to_have_attribute("aria-expanded", "true")
    prompt = page.get_by_role("textbox", name="Python", exact=True)
    prompt.fill("6 * 7")
    prompt.press("Enter")
    page.get_by_text("42").first.wait_for()
    guarded.untouched()


def test_what_is_taken_along_under_the_policy(guarded: Guarded) -> None:
    page = guarded.page
    for name in ("Python script", "Notebook", "Weights (NumPy)"):
        guarded.visit.button("Share and save").click()
        with page.expect_download() as coming:
            guarded.visit.button(name).click()
        assert coming.value.suggested_filename.startswith("gradpad")
        page.keyboard.press("Escape")
    guarded.untouched()


@pytest.mark.parametrize("path", ["/lessons.html", "/lesson-2-activation.html", "/lesson-6-backpropagation.html"])
def test_lessons_under_the_policy(guarded: Guarded, path: str) -> None:
    guarded.open(path)
    if path != "/lessons.html":
        picture = guarded.page.get_by_role("img").or_(guarded.page.get_by_role("application"))
        expect(picture.first).to_be_visible()
    guarded.untouched()


def test_the_reference_under_the_policy(guarded: Guarded) -> None:
    guarded.open("/api/gradpad.html")
    guarded.page.get_by_role("searchbox").fill("gradcheck")
    expect(guarded.page.get_by_role("heading", name="Search Results")).to_be_visible()
    guarded.untouched()


def test_a_compressed_core_is_counted_in_full(visits: Any) -> None:
    with visits() as opened:
        told: list[str] = []
        codings: dict[str, str | None] = {}
        page = opened.page
        page.on(
            "response",
            lambda answer: codings.__setitem__(
                answer.url.rpartition(".")[2], answer.all_headers().get("content-encoding")
            ),
        )
        page.expose_function("told", lambda text: told.append(text))
        page.add_init_script(
            """window.Worker = class extends Worker {
                constructor(...given) {
                  super(...given);
                  this.addEventListener("message", ({ data }) =>
                    data.progress && window.told(JSON.stringify(data.progress)));
                }
            };"""
        )
        opened.open().ready()
        assert codings["wasm"] == "br"
        assert '"phase":"engine"' in told[-1].replace(" ", "")
        loaded = page.evaluate(
            "(text) => { const p = JSON.parse(text); return p.loaded === p.total && p.total; }", told[-1]
        )
        assert loaded > 7_000_000  # with the core as it is, not as it came
        assert opened.errors == []
