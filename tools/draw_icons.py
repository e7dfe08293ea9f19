"""Draws the PNG icons from the SVG, with the tests' Chromium: `python -m tools.draw_icons`, after a change of the SVG.

They are kept in the repository, because a build needs no browser. A maskable icon is cut to a circle or another shape
by the system: it is drawn without corners of its own, and what matters lies in the middle four fifths.
"""

from playwright.sync_api import sync_playwright

from tools import chromium
from tools.installing import ICONS

PICTURES = {"icon-192": 192, "icon-512": 512, "icon-maskable-512": 512, "icon-maskable-180": 180}
SHEET = "<style>* { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>"


def main() -> None:
    """Draw all of them."""
    card = (ICONS / "icon.svg").read_text(encoding="utf-8")
    full = card.replace('viewBox="0 0 64 64"', 'viewBox="-8 -8 80 80"').replace(' clip-path="url(#card)"', "")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium.ensure()), args=chromium.FLAGS)
        for name, size in PICTURES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(SHEET + (full if "maskable" in name else card))
            page.screenshot(path=ICONS / f"{name}.png", omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
