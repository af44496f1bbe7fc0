"""A reader's browser that writes down whatever goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

# The policy's own report: the console tells of most breaches, not of all.
WATCH_POLICY = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error("policy", event.effectiveDirective, event.blockedURI, event.sample));"""


@dataclass
class Notes:
    """What the console said and which addresses were asked for."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def reading(browser: Browser, address: str, width: int = 1280, **how: Any) -> Iterator[Page]:
    """A page in a browser of its own; a word on the console or a request to another site fails the test."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN", base_url=address, **how)
    context.set_default_timeout(60_000)  # a busy machine is no fault of the page
    context.add_init_script(WATCH_POLICY)
    page, notes = context.new_page(), Notes()
    page.on("console", lambda message: notes.console.append(f"{message.text} {message.location.get('url')}"))
    page.on("pageerror", lambda error: notes.console.append(str(error)))
    page.on("request", lambda request: notes.requests.append(request.url))
    try:
        yield page
    finally:
        context.close()
    assert [text for text in notes.console if not text.endswith("/khong-co-trang-nay.html")] == []
    assert [url for url in notes.requests if not url.startswith((f"{address}/", "data:"))] == []
    assert notes.requests
