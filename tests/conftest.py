"""What tests of several folders need: one Chromium a process, property tests without a clock."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

# The first line is Playwright's own list, which this one takes the place of; the second spares a renderer for the
# address bar of each window: half the time of a test that opens one.
NO_FEATURES = (
    "DestroyProfileOnBrowserClose,HttpsUpgrades,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,OptimizationHints",
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup",
)
CHROMIUM = (
    f"--disable-features={','.join(NO_FEATURES)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# How long an example takes says more of the machine than of the code; scripts/bench measures.
settings.register_profile("portal", deadline=None)
settings.load_profile("portal")
# Of a page that comes late on a busy machine nothing is wrong; one that never comes is still told.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: no core waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("longest") is None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, closed at the end of the run: a second Playwright beside the first one refuses to start."""
    with sync_playwright() as playwright:
        path = shutil.which(os.environ.get("CHROMIUM", "chromium-headless-shell"))
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()
