"""Hands for the browser tests of the sketchpad: what a person does with a mouse, in places of the plane."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

type Points = list[tuple[float, float]]


def sketchpad(page: Page) -> Locator:
    return page.get_by_label("Data", exact=True)


def on_screen(page: Page, points: Points) -> Points:
    """Points of the plane as pixels of the window."""
    box = sketchpad(page).bounding_box()
    assert box is not None
    unit = box["width"] / 12
    return [(box["x"] + (x1 + 6) * unit, box["y"] + (6 - x2) * unit) for x1, x2 in points]


def stroke(page: Page, points: Points, button: Any = "left") -> None:
    """Press at the first point, move through the others, let go."""
    places = on_screen(page, points)
    page.mouse.move(*places[0])
    page.mouse.down(button=button)
    for place in places[1:]:
        page.mouse.move(*place, steps=10)
    page.mouse.up(button=button)


def click(page: Page, *points: tuple[float, float]) -> None:
    """Click at each of the points."""
    for place in on_screen(page, list(points)):
        page.mouse.click(*place)


def choose_class(page: Page, label: int) -> None:
    page.get_by_role("radiogroup", name="Class").get_by_role("radio").nth(label).click()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def take(page: Page, tool: str) -> None:
    """Take a tool from the toolbar."""
    button = page.get_by_role("toolbar", name="Tools").get_by_role("button", name=tool, exact=True)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def drawn(visit: Any) -> dict[str, Any]:
    data: dict[str, Any] = visit.call("pad => pad.config.data")
    return data


def told(page: Page) -> Locator:
    """What the sketchpad says."""
    return page.locator("gp-sketchpad .told")


def tab_to_the_sketchpad(page: Page) -> None:
    canvas = sketchpad(page)
    while not canvas.evaluate("canvas => canvas.getRootNode().activeElement === canvas"):
        page.keyboard.press("Tab")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
