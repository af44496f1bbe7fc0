"""The newsletter of a day, as programs that send mail take it: HTML in tables with inline styles, and plain text.

Programs for mail know no style sheets of a site, no scripts, no columns and no addresses without a host.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from html import escape

from newsroom.model.article import Article
from newsroom.model.frame import Frame
from newsroom.model.media import Picture
from portal.i18n import Translator
from portal.vietnam.text import HANOI, WEEKDAYS

_ = Translator(__file__)

WIDTH = 600  # px; what every program for mail shows
MOST = 30  # stories
HEAVIEST = 90_000  # bytes of HTML: Gmail cuts a letter off at 102,400, and who sends it adds to links
_LINE = 72  # letters of plain text
_FONT = "font-family:Arial,Helvetica,sans-serif"
_SERIF = "font-family:Georgia,'Times New Roman',serif"
_LINK = "color:#1c1a17;text-decoration:none"
# Outlook on Windows, which is Word, knows no max-width: a table of its own holds the other at its width.
_OUTLOOK_BEGINS = f'<!--[if mso]><table role="presentation" width="{WIDTH}" align="center"><tr><td><![endif]-->'
_OUTLOOK_ENDS = "<!--[if mso]></td></tr></table><![endif]-->"
_PICTURES = (".jpg", ".jpeg", ".png")  # what mail shows everywhere


@dataclass(frozen=True)
class Newsletter:
    """Args: html, text: of the same `count` stories; the way to unsubscribe stands in both."""

    subject: str
    html: str
    text: str
    count: int


def stories_of_day(articles: Sequence[Article], day: date | None) -> tuple[date | None, list[Article]]:
    """The stories of `day`, of the newest day that has any where it is None: those with a picture lead.

    Args: articles: newest first.
    """
    if day is None and articles:
        day = day_of(articles[0])
    stories = [article for article in articles if day_of(article) == day][:MOST]
    lead = next((article for article in stories if _picture(article)), None)
    return day, [lead, *(article for article in stories if article is not lead)] if lead else stories


def newsletter(stories: Sequence[Article], day: date, frame: Frame, unsubscribe: str) -> Newsletter:
    """
    Args:
        stories: the one that leads first; the last are left out where the letter would be too heavy.
        unsubscribe: address where readers leave, or the mark that the program for mail puts it in for.
    """
    day_words = f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"
    subject = _("{paper}, {day}: {headline}", paper=frame.masthead.name, day=f"{day:%d/%m}", headline=stories[0].title)
    stories = _light_enough(stories, len(_html(stories[:1], day_words, frame, unsubscribe).encode()), frame.root)
    html, text = (write(stories, day_words, frame, unsubscribe) for write in (_html, _text))
    return Newsletter(subject, html, text, len(stories))


def _light_enough(stories: Sequence[Article], weight: int, root: str) -> Sequence[Article]:
    """As many as a letter takes that weighs `weight` bytes with the first."""
    for count, article in enumerate(stories[1:], 1):
        weight += len(_below(article, root).encode()) + 1
        if weight > HEAVIEST:
            return stories[:count]
    return stories


def message(letter: Newsletter, frame: Frame, moment: datetime, unsubscribe: str) -> bytes:
    """The newsletter as a message (.eml) without a receiver: the same bytes for the same moment."""
    paper, mail = frame.masthead, EmailMessage(policy=SMTP)
    mail["Subject"] = letter.subject
    mail["From"] = formataddr((paper.name, paper.email))
    mail["Date"] = format_datetime(moment)
    mail["Message-ID"] = f"<ban-tin-{moment:%Y%m%d%H%M%S}@{paper.domain}>"
    mail["List-Unsubscribe"] = f"<{unsubscribe}>"
    if unsubscribe.startswith("https://"):
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_ban-tin-{moment:%Y%m%d%H%M%S}")
    return mail.as_bytes()


def day_of(article: Article) -> date:
    """The day on which it came out, in Hanoi."""
    return article.date.astimezone(HANOI).date()


def _picture(article: Article) -> Picture | None:
    picture = article.picture
    return picture if picture and picture.url.endswith(_PICTURES) else None


def _html(stories: Sequence[Article], day: str, frame: Frame, unsubscribe: str) -> str:
    paper = frame.masthead
    rows = [
        _row(f'<p style="margin:0;font-size:13px;color:#5c564d">{escape(day)}</p>', "padding:16px 24px 0"),
        _row(
            f'<a href="{escape(frame.root)}/" style="color:#a3121f;text-decoration:none;{_SERIF};font-size:34px;'
            f'font-weight:bold">{escape(paper.name)}</a><p style="margin:2px 0 0;font-size:13px;font-style:italic">'
            f"{escape(paper.slogan)}</p>",
            "padding:4px 24px 12px;border-bottom:3px double #1c1a17",
        ),
        *((_row(_mark(paper.demonstration)),) if paper.demonstration else ()),
        _row(_lead(stories[0], frame.root)),
        *(_below(article, frame.root) for article in stories[1:]),
        _row("&nbsp;", "padding:8px 24px;border-bottom:1px solid #dad4c8;line-height:8px"),
        _row(_foot(frame, unsubscribe), "padding:16px 24px 24px;color:#5c564d;font-size:12px;line-height:1.5"),
    ]
    hidden = escape(stories[0].sapo)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(frame.lang)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light">\n<meta name="supported-color-schemes" content="light">\n'
        '<meta name="x-apple-disable-message-reformatting">\n'
        f"<title>{escape(paper.name)}, {escape(day)}</title>\n</head>\n"
        f'<body style="margin:0;padding:0;background:#f1eee8;{_FONT};color:#1c1a17">\n'
        f'<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{hidden}</div>\n'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" '
        'style="background:#f1eee8">\n<tr><td align="center" style="padding:16px 8px">\n'
        f"{_OUTLOOK_BEGINS}\n"
        f'<table role="presentation" width="{WIDTH}" cellpadding="0" cellspacing="0" border="0" '
        f'style="width:100%;max-width:{WIDTH}px;background:#ffffff;text-align:left">\n'
        + "\n".join(rows)
        + f"\n</table>\n{_OUTLOOK_ENDS}\n</td></tr>\n</table>\n</body>\n</html>\n"
    )


def _below(article: Article, root: str) -> str:
    return _row(_story(article, root), "padding:14px 24px 0")


def _row(inner: str, style: str = "padding:16px 24px 0") -> str:
    return f'<tr><td style="{style}">{inner}</td></tr>'


def _mark(text: str) -> str:
    return f'<p style="margin:0;font-size:12px;font-weight:bold">{escape(text)}</p>'


def _lead(article: Article, root: str) -> str:
    url, picture = escape(root + article.url), _picture(article)
    image = ""
    if picture:
        width = WIDTH - 48
        height = round(picture.height * width / picture.width)
        image = (
            f'<a href="{url}"><img src="{escape(root + picture.url)}" alt="{escape(picture.alt)}" width="{width}" '
            f'height="{height}" style="display:block;width:100%;height:auto;border:0"></a>'
        )
    return image + _words(article, root, 26, "10px 0 0")


def _story(article: Article, root: str) -> str:
    return (
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" '
        f'style="border-top:1px solid #dad4c8"><tr><td>{_words(article, root, 19, "12px 0 0")}</td></tr></table>'
    )


def _words(article: Article, root: str, size: int, margin: str) -> str:
    url, read_on = escape(root + article.url), escape(_("Read on"))
    return (
        f'<p style="margin:{margin};font-size:12px;font-weight:bold;color:#a3121f">{escape(article.section.name)}</p>'
        f'<h2 style="margin:2px 0 6px;{_SERIF};font-size:{size}px;line-height:1.25">'
        f'<a href="{url}" style="{_LINK}">{escape(article.title)}</a></h2>'
        f'<p style="margin:0;font-size:15px;line-height:1.5">{escape(article.sapo)} '
        f'<a href="{url}" style="color:#a3121f">{read_on}</a></p>'
    )


def _foot(frame: Frame, unsubscribe: str) -> str:
    lines = [escape(line) for line in _imprint(frame)]
    named = escape(_("Unsubscribe"))
    leave = f'<a href="{escape(unsubscribe)}" style="color:#5c564d">{named}</a>'
    return '<p style="margin:0">' + "<br>".join([*lines, leave]) + "</p>"


def _imprint(frame: Frame) -> list[str]:
    paper = frame.masthead
    licence = _("Licence {number} of {day}", number=paper.licence_number, day=paper.licence_date)
    return [paper.agency, paper.address, licence, f"{paper.phone} · {paper.email}"]


def _text(stories: Sequence[Article], day: str, frame: Frame, unsubscribe: str) -> str:
    paper = frame.masthead
    parts = [f"{paper.name}\n{day}" + (f"\n{paper.demonstration}" if paper.demonstration else "")]
    for article in stories:
        words = [f"{article.section.name}: {article.title}", article.sapo]
        parts.append("\n".join([*(line for text in words for line in _folded(text)), frame.root + article.url]))
    leave = _("Unsubscribe")
    parts.append("\n".join(["-- ", *_imprint(frame), f"{leave}: {unsubscribe}"]))
    return "\n\n".join(parts) + "\n"


def _folded(text: str) -> list[str]:
    return textwrap.wrap(text, _LINE, break_long_words=False, break_on_hyphens=False)
