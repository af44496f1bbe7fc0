"""Questions to a page in the browser."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Pixels by which something sticks out sideways.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# Cumulative layout shift from loading to the end of a scroll through the page; at most 0.02 is wanted.
LAYOUT_SHIFT = """() => new Promise((resolve) => {
  let shift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { shift += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  window.scrollTo(0, document.body.scrollHeight);
  setTimeout(() => resolve(shift), 400);
})"""

# Words of a drawing that run into each other; a line of text has 3 px of air above and below its letters.
TOUCHING_WORDS = """() => [...document.querySelectorAll("svg")].flatMap((drawing) => {
  const words = [...drawing.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
  return words.flatMap(([text, a], place) => words.slice(place + 1)
    .filter(([, b]) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom - 3 && b.top + 3 < a.bottom - 3)
    .map(([other]) => `${text} | ${other}`));
})"""

# Of axe's rules those whose answer hangs on colours.
_OF_COLOURS = ["color-contrast", "link-in-text-block"]

_OPTIONS = {"resultTypes": ["violations"], "preload": False}


def accessibility_faults(page: Page) -> list[tuple[str, str]]:
    """Rule and element of all that axe finds: by every rule in light, by those of colours in dark.

    Axe puts itself into the page, which the page's own policy would refuse: open it with `bypass_csp`.
    """
    page.emulate_media(color_scheme="light")
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    page.emulate_media(color_scheme="dark")
    # Axe is in the page by now: to put it there again takes as long as to run it.
    found += page.evaluate("(options) => axe.run(document, options)", _OPTIONS | {"runOnly": _OF_COLOURS})["violations"]
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]
