"""Text files that say who is behind the site: security.txt (RFC 9116), humans.txt, the key of IndexNow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from newsroom.model.frame import Frame
from newsroom.model.options import NewsroomOptions
from portal.errors import ConfigError, Problem
from portal.i18n import Translator
from portal.vietnam.text import HANOI

_ = Translator(__file__)

SECURITY = ".well-known/security.txt"
_KEY = re.compile(r"[0-9A-Za-z-]{8,128}")
_CONTACT = re.compile(r"(?:mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+?[\d-]+)")
_SOON = timedelta(days=30)  # before a security.txt expires
_LONG = timedelta(days=366)  # a longer life would say nothing of whether somebody still reads the letters


def contact_files(frame: Frame, options: NewsroomOptions, moment: datetime) -> Iterator[tuple[str, bytes]]:
    """(path, bytes); settings that are no such thing raise ConfigError."""
    yield "humans.txt", humans_txt(frame).encode()
    expires = expiry(options)
    if expires is not None and moment < expires:
        text = security_txt(frame, options, expires).encode()
        yield SECURITY, text
        yield "security.txt", text  # for hosts that send nothing whose name begins with a dot
    if options.indexnow_key:
        if not _KEY.fullmatch(options.indexnow_key):
            raise ConfigError(_("NEWSROOM: indexnow_key has 8 to 128 letters, digits or hyphens"))
        yield f"{options.indexnow_key}.txt", options.indexnow_key.encode()


def expiry(options: NewsroomOptions) -> datetime | None:
    """Until when security.txt holds; None where the paper has none."""
    if not options.security_contact and not options.security_expires:
        return None
    if not _CONTACT.fullmatch(options.security_contact):
        message = _("NEWSROOM: security_contact begins with mailto:, https:// or tel:")
        raise ConfigError(f"{message}: {options.security_contact!r}")
    try:
        moment = datetime.fromisoformat(options.security_expires)
    except ValueError:
        message = _("NEWSROOM: security_expires is a day such as 2027-03-31")
        raise ConfigError(f"{message}: {options.security_expires!r}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)


def expiry_warnings(options: NewsroomOptions, moment: datetime) -> list[Problem]:
    """What whoever keeps the settings should do about a security.txt that ends soon, has ended, or ends too late."""
    expires = expiry(options)
    if expires is None:
        return []
    day = f"{expires:%d/%m/%Y}"
    if moment >= expires:
        message = _("security.txt has expired on {day} and is left out", day=day)
    elif moment > expires - _SOON:
        message = _("security.txt expires on {day}", day=day)
    elif moment < expires - _LONG:
        message = _("security.txt expires on {day}, more than a year from now", day=day)
    else:
        return []
    hint = _("see that the contact is still read, then write a day within a year into NEWSROOM: security_expires")
    return [Problem(message, "pelicanconf.py", hint=hint, code="security-txt", severity="warning")]


def security_txt(frame: Frame, options: NewsroomOptions, expires: datetime) -> str:
    lines = [
        f"Contact: {options.security_contact}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: vi, en",
        f"Canonical: {frame.root}/{SECURITY}",
    ]
    return "\n".join(lines) + "\n"


def humans_txt(frame: Frame) -> str:
    """https://humanstxt.org; who answers for the paper, as the masthead says."""
    masthead = frame.masthead
    people = [masthead.editor_in_chief, *masthead.deputies]
    team = "".join(f"{person.role}: {person.name}\n" for person in people)
    mark = f"{masthead.demonstration}\n" if masthead.demonstration else ""
    return (
        f"/* {_('PAPER')} */\n{masthead.name}\n{mark}{masthead.agency}\n{masthead.governing_body}\n{frame.root}/\n\n"
        f"/* {_('TEAM')} */\n{team}{_('Contact')}: {masthead.email}\n\n"
        f"/* {_('SITE')} */\n{_('Language')}: {frame.lang}\n{_('Standards')}: HTML, CSS, RSS, Atom, JSON Feed\n"
    )
