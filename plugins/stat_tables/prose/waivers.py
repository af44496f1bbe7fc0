"""Figures that the audit would stop, let through by the editor with a reason: `412 việc {{không soát: lý do}}`.

A waiver without a reason is a fault; one that lets nothing through is told, so that none outlives its figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from portal.body import at_line
from portal.errors import Problem
from portal.i18n import Translator
from portal.vietnam.text import one_tone_style
from stat_tables.request.markdown_scan import WaiverSource

from .prose_audit import DoubtfulFigure

_ = Translator(__file__)

FORMS = "{{không soát: lý do}}"


def waive(
    findings: Sequence[DoubtfulFigure], waivers: Sequence[WaiverSource]
) -> tuple[list[DoubtfulFigure], list[Problem], list[Problem]]:
    """Findings that are left, faults of waivers, and waivers that are not needed."""
    left = list(findings)
    faults: list[Problem] = []
    unused: list[Problem] = []
    for waiver in waivers:
        if not waiver.reason:
            hint = _("write {form}", form=FORMS)
            faults.append(at_line(_("a waiver needs its reason"), waiver.line, hint, "waiver-reason"))
            continue
        meant = _meant(left, waiver)
        if not meant:
            message = _("nothing here needs a waiver: “{reason}”", reason=waiver.reason)
            unused.append(
                at_line(
                    message, waiver.line, _("delete it, or put it right behind its figure"), "unused-waiver", warn=True
                )
            )
        left = [finding for finding in left if finding not in meant]
    return left, faults, unused


def _meant(findings: Sequence[DoubtfulFigure], waiver: WaiverSource) -> list[DoubtfulFigure]:
    if waiver.figure:
        wanted = _plain(waiver.figure)
        return [finding for finding in findings if wanted in _plain(finding.text) or _plain(finding.text) == wanted]
    before = _plain(waiver.before)
    near = [finding for finding in findings if finding.line in (waiver.line, waiver.line - 1)]
    standing = [(before.rfind(_plain(finding.text)), finding) for finding in near]
    last = max((place for place, _finding in standing), default=-1)
    return [finding for place, finding in standing if place == last >= 0][-1:]


def _plain(text: str) -> str:
    return " ".join(one_tone_style(text).replace("*", "").replace("_", "").split()).lower()
