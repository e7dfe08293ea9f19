"""What this browser keeps of a figure: two tabs, a link, a reload, an embedded figure, an erased or full browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.sketching import button, drawn, stroke

KEPT = "JSON.parse(localStorage.getItem('gradpad:page'))?.config.data.points?.length ?? 0"
COUNT = "pad => pad.config.data.points?.length ?? 0"
OTHER = "gp-notice .note"


@pytest.fixture
def browser_of(visits: Callable[..., Any]) -> Iterator[Callable[[], Visit]]:
    """A function that opens one more tab of one browser. Its Python never comes: nothing here wants it."""
    with visits() as first:
        first.page.close()

        def another(path: str = "/") -> Visit:
            tab = first.beside()
            tab.page.route("**/python/**", lambda route: None)
            return tab.open(path)

        yield another


def draw(visit: Visit, height: float) -> int:
    """Draw a stroke with the mouse; return of how many points the drawing is."""
    before = visit.call(COUNT)
    stroke(visit.page, [(-3, height), (3, height)])
    visit.wait_for(f"(pad, before) => ({COUNT})(pad) > before", before)
    return len(drawn(visit)["points"])


def wait_until_kept(visit: Visit, count: int) -> None:
    """Until a drawing of so many points is what the next visit begins with."""
    visit.page.wait_for_function(f"count => {KEPT} === count", arg=count)


def alone(visit: Visit, height: float) -> int:
    """A drawing of one stroke."""
    button(visit.page, "Clear").click()
    return draw(visit, height)


def link_to(visits: Any, data: dict[str, Any]) -> str:
    """A link that somebody else has made."""
    with visits() as somebody:
        link: str = somebody.open().call("(pad, data) => { pad.config = { data }; return pad.link(); }", data)
        return link


def test_the_tab_that_drew_last_is_what_the_next_visit_begins_with(browser_of: Any) -> None:
    first = browser_of()
    one = alone(first, 2)
    wait_until_kept(first, one)
    second = browser_of()
    assert len(drawn(second)["points"]) == one
    two = draw(second, -2)
    wait_until_kept(second, two)
    second.page.close()
    first.page.reload()  # it shows its own, and says that there is another
    assert len(drawn(first)["points"]) == one
    expect(first.page.locator(OTHER)).to_contain_text("Another tab has kept a figure too.")
    first.page.close()
    third = browser_of()
    assert len(drawn(third)["points"]) == two
    third.page.reload()
    assert len(drawn(third)["points"]) == two
    expect(third.page.locator(OTHER)).to_have_count(0)


def test_what_another_tab_has_kept_can_be_shown(browser_of: Any) -> None:
    first = browser_of()
    one = alone(first, 2)
    wait_until_kept(first, one)
    second = browser_of()
    two = draw(second, -2)
    wait_until_kept(second, two)
    first.page.reload()
    expect(first.page.locator(OTHER)).to_contain_text("Another tab")
    button(first.page, "Show the other one").click()
    first.wait_for(f"(pad, count) => ({COUNT})(pad) === count", two)
    button(first.page, "Show it").click()
    first.wait_for(f"(pad, count) => ({COUNT})(pad) === count", one)


def test_a_link_leaves_what_was_kept_and_there_is_a_way_back_and_forth(browser_of: Any, visits: Any) -> None:
    link = link_to(visits, {"kind": "points", "points": [[1, 1], [2, -1]], "labels": [0, 1]})
    mine = browser_of()
    own = alone(mine, 3)
    wait_until_kept(mine, own)
    mine.page.close()

    visit = browser_of(f"/#{link}")
    page = visit.page
    visit.wait_for(f"pad => ({COUNT})(pad) === 2")
    note = page.locator(OTHER)
    expect(note).to_contain_text("This figure came with a link.")
    page.reload()  # this tab goes on with what the link opened
    visit.wait_for(f"pad => ({COUNT})(pad) === 2")
    expect(note).to_contain_text("This figure came with a link.")
    assert page.evaluate(KEPT) == own
    button(page, "Back to mine").focus()
    page.keyboard.press("Enter")
    visit.wait_for(f"(pad, count) => ({COUNT})(pad) === count", own)
    button(page, "Show it").focus()
    page.keyboard.press("Enter")
    visit.wait_for(f"pad => ({COUNT})(pad) === 2")
    assert page.evaluate(KEPT) == own
    more = draw(visit, -3)  # now it is the visitor's own
    wait_until_kept(visit, more)
    page.close()

    later = browser_of()
    assert len(drawn(later)["points"]) == more
    expect(later.page.locator(OTHER)).to_contain_text("The figure that you had before is still here.")
    button(later.page, "Show it").click()
    later.wait_for(f"(pad, count) => ({COUNT})(pad) === count", own)
    wait_until_kept(later, own)


def test_a_link_on_the_first_visit_has_nothing_to_go_back_to_and_can_be_adopted(browser_of: Any, visits: Any) -> None:
    link = link_to(visits, {"kind": "xor"})
    visit = browser_of(f"/#{link}")
    visit.wait_for("pad => pad.config.data.kind === 'xor'")
    expect(visit.page.locator(OTHER)).to_have_count(0)
    visit.page.goto("about:blank")
    visit = browser_of()
    assert visit.call("pad => pad.config.data.kind") == "circle"
    own = alone(visit, 1)
    wait_until_kept(visit, own)
    visit.page.evaluate("link => { location.hash = link; }", link)
    visit.wait_for("pad => pad.config.data.kind === 'xor'")
    button(visit.page, "Keep this one instead").click()
    visit.page.wait_for_function("JSON.parse(localStorage.getItem('gradpad:page')).config.data.kind === 'xor'")


def test_a_figure_in_an_article_of_this_origin_keeps_nothing(browser_of: Any) -> None:
    visit = browser_of()
    own = alone(visit, 2)
    wait_until_kept(visit, own)
    before = visit.page.evaluate("JSON.stringify({ ...localStorage })")
    frame = browser_of("/embed.html?data=spiral")
    draw(frame, 1)
    frame.page.goto("about:blank")
    assert visit.page.evaluate("JSON.stringify({ ...localStorage })") == before


def test_what_was_erased_is_not_written_back_by_another_tab(browser_of: Any) -> None:
    first = browser_of()
    wait_until_kept(first, alone(first, 2))
    second = browser_of()
    wait_until_kept(second, draw(second, -2))
    button(first.page, "Erase what this browser keeps").click()
    button(first.page, "Erase").click()
    expect(first.page.get_by_text("Erased:")).to_be_visible()
    expect(second.page.locator(OTHER)).to_contain_text("erased in another tab")
    draw(second, 0)
    for visit in (second, first):
        visit.page.reload()
        assert visit.call("pad => pad.config.data.kind") == "circle"
        # But for the mark of a figure that is being drawn, which lasts three frames.
        visit.page.wait_for_function("() => localStorage.length + sessionStorage.length === 0")


FILL = """() => {
  for (let size = 1 << 20; size >= 1; size = Math.floor(size / 2)) {
    try { for (let i = 0; ; i += 1) localStorage.setItem(`other ${size} ${i}`, "x".repeat(size)); } catch {}
  }
}"""
COUNT_TRIES = """window.tries = 0;
const before = Storage.prototype.setItem;
Storage.prototype.setItem = function (...given) { window.tries += 1; return before.apply(this, given); };"""
FORBID = """window.tries = 0;
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {
    get() { window.tries += 1; throw new DOMException("no", "SecurityError"); },
  });"""


@pytest.mark.parametrize("why", ["full", "forbidden"])
def test_where_nothing_can_be_kept_that_is_said_once(browser_of: Any, why: str) -> None:
    visit = browser_of()
    if why == "full":
        visit.page.evaluate(FILL)
    visit.page.add_init_script(COUNT_TRIES if why == "full" else FORBID)
    visit.open()
    alone(visit, 2)
    note = visit.page.locator(OTHER)
    says = "no room left for what you draw" if why == "full" else "does not let the page keep anything"
    expect(note).to_contain_text(says)
    count = draw(visit, 1)
    expect(note).to_contain_text(says)  # it stays until it has been read
    button(visit.page, "Close this message").click()
    tries = visit.page.evaluate("tries")
    count = draw(visit, -1)
    visit.page.wait_for_function("before => tries > before", arg=tries)
    expect(note).to_have_count(0)
    if why == "full":  # the tab itself still has it
        visit.page.reload()
        assert len(drawn(visit)["points"]) == count


def test_a_figure_that_kept_the_page_from_answering_is_not_opened_again_unasked(browser_of: Any) -> None:
    visit = browser_of()
    page = visit.page
    wait_until_kept(visit, own := alone(visit, 2))
    page.evaluate("""() => {
      const units = 6;  // from now on to draw a network of so many never comes to an end
      const { requestAnimationFrame } = window;
      const stuck = () => document.querySelector("grad-pad").config.network.layers[0]?.units === units;
      window.requestAnimationFrame = (paint) => requestAnimationFrame((time) => { if (!stuck()) paint(time); });
      window.setTimeout = ((before) => (act, ms, ...given) => ms === 250 ? 0 : before(act, ms, ...given))(setTimeout);
      document.querySelector("grad-pad").config = {
        ...document.querySelector("grad-pad").config, network: { layers: [{ units, activation: "tanh" }] } };
    }""")
    page.wait_for_function("JSON.parse(localStorage.getItem('gradpad:page')).config.network.layers[0].units === 6")
    page.evaluate("() => { const before = Date.now; Date.now = () => before() + 60_000; }")  # somebody has waited
    page.reload()
    note = page.locator(OTHER)
    expect(note).to_contain_text("kept this page from answering")
    assert visit.call("pad => pad.config.network.layers[0].units") == 4
    assert page.evaluate(KEPT) == own
    page.reload()  # nor the next time, as long as nothing else is done
    expect(note).to_contain_text("kept this page from answering")
    button(page, "Open it nevertheless").click()
    visit.wait_for("pad => pad.config.network.layers[0].units === 6")
    page.wait_for_function("localStorage.getItem('gradpad:page:opening') === null")
    page.reload()  # it was drawn, after all
    assert visit.call("pad => pad.config.network.layers[0].units") == 6
    expect(note).not_to_contain_text("kept this page from answering")
