"""What axe-core has to say of a page as it stands, in light and in dark: no finding is the aim."""

from typing import Any

from tools.paths import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
# Of axe's rules two look at colours. All others find the same in the light and in the dark.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
FIND = """(more) => axe.run(document, { resultTypes: ["violations"], ...more }).then(({ violations }) => violations
  .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary, html }) =>
    `${id}: ${target.join(" ")}\\n  ${html.slice(0, 200)}\\n  ${failureSummary}`)))"""


def barriers(page: Any) -> list[str]:
    """Returns: what is found in either scheme, each with the element and what to do about it."""
    if not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(path=AXE)
    found = []
    for scheme, rules in (("light", {}), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{scheme}: {each}" for each in page.evaluate(FIND, rules)]
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    return found
