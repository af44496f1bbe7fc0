"""What stands around every page, made from the paper's tables, the settings and the moment of the build."""

from __future__ import annotations

from datetime import datetime

from newsroom.content.site_content import Content
from newsroom.model.frame import Frame
from newsroom.model.options import NewsroomOptions
from portal import addresses
from portal.errors import ConfigError
from portal.i18n import Translator
from portal.vietnam.text import HANOI

_ = Translator(__file__)


def paper_frame(
    content: Content, options: NewsroomOptions, site_url: str, lang: str, moment: datetime, preview: bool = False
) -> Frame:
    """The frame of all pages.

    Args:
        site_url: the setting SITEURL; where it is empty, the masthead's domain gives the canonical addresses.
    """
    root = (site_url or f"https://{content.masthead.domain}").rstrip("/")
    if not root.startswith(("https://", "http://")):
        raise ConfigError(_("SITEURL is {value}; it must begin with https://", value=repr(site_url)))
    offline = options.offline and not preview  # what is not out yet is kept nowhere
    return Frame(
        root=root,
        lang=lang,
        masthead=content.masthead,
        menu=content.sections,
        pages=(
            *((page.title, addresses.static_page(page.slug)) for page in content.pages),
            *(((_("Glossary"), addresses.GLOSSARY),) if content.glossary else ()),
            (_("Print edition"), addresses.PRINT),
            *(((_("Offline reading"), addresses.OFFLINE),) if offline else ()),
        ),
        year=moment.astimezone(HANOI).year,
        csp=content_security_policy(options),
        card_url=content.card_url,
        preview=preview,
        offline=offline,
    )


def content_security_policy(options: NewsroomOptions) -> str:
    """For the meta element: nothing but the site itself, and the players that a reader starts with a click."""
    players = " ".join(f"https://{host}" for host in options.embed_hosts) or "'none'"
    directives = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "media-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "frame-src": players,
        "form-action": "'self'",
        "base-uri": "'none'",
        # No script of ours makes markup or scripts from text; with this, none can. The one policy that may be allowed
        # names the worker of offline reading and nothing else (theme/static/js/offline/page.js).
        "require-trusted-types-for": "'script'",
        "trusted-types": "offline" if options.offline else "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())
