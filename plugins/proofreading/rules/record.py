"""What the paper owes its readers: corrections in order of time, and what AI was used for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from portal.i18n import Translator
from portal.vietnam.text import HANOI

from ..house.rule import Desk, ProofMark, Rule
from ..source.front_values import FrontValue
from ..source.manuscript import Manuscript

_ = Translator(__file__)

_TRUE = frozenset({"true", "yes", "có", "on"})


def _moment(value: FrontValue | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value.text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)


def early_correction(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    published = _moment(manuscript.value("date"))
    for value in manuscript.values:
        if value.path[:1] != ("corrections",) or value.path[-1] != "date":
            continue
        corrected = _moment(value)
        if corrected and published and _day_or_moment(value, corrected, published):
            yield ProofMark(value.start, value.end, _("the correction is older than the story"), _("correct its date"))


def _day_or_moment(value: FrontValue, corrected: datetime, published: datetime) -> bool:
    """A day without an hour is that whole day."""
    if "T" not in value.text and " " not in value.text.strip():
        return corrected.date() < published.astimezone(HANOI).date()
    return corrected < published


def late_correction(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    """The page says when it last changed: a correction is such a change."""
    modified = _moment(manuscript.value("modified"))
    dates = [value for value in manuscript.values if value.path[:1] == ("corrections",) and value.path[-1] == "date"]
    for value in dates:
        corrected = _moment(value)
        if corrected and modified is not None and modified.date() < corrected.date():
            hint = _("set modified to the time of the correction")
            yield ProofMark(value.start, value.end, _("the correction is later than modified"), hint)


def ai_unsaid(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    used = manuscript.value("ai", "used")
    if used is not None and used.text.strip().lower() in _TRUE and not manuscript.said("ai", "what").strip():
        hint = _("add what: under ai")
        yield ProofMark(used.start, used.end, _("AI was used, but not said what for"), hint)


RULES = (
    Rule("correction-early", "error", early_correction),
    Rule("correction-late", "warning", late_correction),
    Rule("ai-unsaid", "warning", ai_unsaid),
)
