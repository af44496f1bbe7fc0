"""Small files that programs ask for at fixed addresses: robots.txt and the web app manifest."""

from __future__ import annotations

import json
import re

from newsroom.model.frame import Frame
from newsroom.output.assets import STYLESHEET, ThemeFiles

# theme/static/icons: drawn once; the manifest offers those that exist.
ICONS = (
    ("icons/icon.svg", "image/svg+xml", "any"),
    ("icons/icon-192.png", "image/png", "192x192"),
    ("icons/icon-512.png", "image/png", "512x512"),
)
# Its mark stays whole when a system cuts it to its own shape: https://www.w3.org/TR/appmanifest/#icon-masks
MASKABLE = ("icons/icon-maskable-512.png", "image/png", "512x512")
FAVICON = "icons/favicon.ico"
LOGO = "icons/icon-512.png"
COVER = "icons/podcast-1400.png"  # directories of podcasts want 1,400 to 3,000 px
# The token for the ground of pages, in the light scheme: browsers paint their own frame with it.
_PAPER = re.compile(rb"--paper:\s*(#[0-9a-fA-F]{3,8})\b")


def robots_txt(frame: Frame) -> bytes:
    return f"User-agent: *\nAllow: /\n\nSitemap: {frame.root}/sitemap.xml\n".encode()


def web_manifest(frame: Frame, theme: ThemeFiles) -> bytes:
    """https://www.w3.org/TR/appmanifest/"""
    icons = [
        {"src": frame.base + theme.address(path), "type": kind, "sizes": sizes, "purpose": purpose}
        for (path, kind, sizes), purpose in (*((icon, "any") for icon in ICONS), (MASKABLE, "maskable"))
        if path in theme.files
    ]
    paper = _PAPER.search(theme.files.get(STYLESHEET, b""))
    colour = paper[1].decode() if paper else "#ffffff"
    value = {
        "id": f"{frame.base}/",
        "name": frame.masthead.name,
        "short_name": frame.masthead.name,
        "description": frame.masthead.slogan,
        "lang": frame.lang,
        "start_url": f"{frame.base}/",
        "scope": f"{frame.base}/",
        "display": "minimal-ui",
        "theme_color": colour,
        "background_color": colour,
        "icons": icons,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def logo_address(theme: ThemeFiles) -> str:
    """The paper's mark for structured data; empty where the theme has none."""
    return theme.address(LOGO) if LOGO in theme.files else ""


def cover_address(theme: ThemeFiles) -> str:
    """The cover of the podcast; the paper's mark where the theme has none."""
    return theme.address(COVER) if COVER in theme.files else logo_address(theme)
