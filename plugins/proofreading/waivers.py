"""Where an editor says that a rule does not apply, and why: `waivers` in the front matter.

    waivers:
      - rule: phone-number
        text: 0912 345 678
        reason: Số của văn phòng, đã được đồng ý đăng.

Without `text` the rule is waived in the whole story. What waives nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.i18n import Translator

from .house.rule import ProofMark, Rule
from .source.front_values import FrontValue
from .source.manuscript import Manuscript

_ = Translator(__file__)

CODE = "waiver"


@dataclass(frozen=True)
class Waiver:
    rule: FrontValue
    text: str
    reason: str


def waived(manuscript: Manuscript, findings: Iterable[ProofMark], rules: Sequence[Rule]) -> list[ProofMark]:
    """`findings` without those that a waiver names, with those about waivers."""
    waivers = read_waivers(manuscript)
    if not waivers:
        return list(findings)
    used: set[int] = set()
    marks: list[ProofMark] = []
    for finding in findings:
        names = [number for number, waiver in enumerate(waivers) if _covers(waiver, finding, manuscript)]
        used.update(names)
        if not names:
            marks.append(finding)
    codes = {rule.code for rule in rules}
    for number, waiver in enumerate(waivers):
        marks += _about(waiver, number in used, codes)
    return marks


def read_waivers(manuscript: Manuscript) -> list[Waiver]:
    waivers = []
    for value in manuscript.values:
        if len(value.path) == 3 and value.path[0] == "waivers" and value.path[2] == "rule":
            number = value.path[1]
            text, reason = (manuscript.said("waivers", number, key) for key in ("text", "reason"))
            waivers.append(Waiver(value, text, reason))
    return waivers


def _covers(waiver: Waiver, finding: ProofMark, manuscript: Manuscript) -> bool:
    if waiver.rule.text.strip() != finding.code or not waiver.reason.strip():
        return False
    if not waiver.text:
        return True
    # A little around it: what a rule names may be one letter.
    around = manuscript.text[max(0, finding.start - len(waiver.text)) : finding.end + len(waiver.text)]
    return _plain(waiver.text) in _plain(around)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _about(waiver: Waiver, is_used: bool, codes: set[str]) -> list[ProofMark]:
    start, end = waiver.rule.start, waiver.rule.end
    code = waiver.rule.text.strip()
    if code not in codes:
        hint = _("write the code that the message shows in brackets")
        return [ProofMark(start, end, _("{code} is no rule", code=code), hint, severity="error", code=CODE)]
    if not waiver.reason.strip():
        hint = _("add reason: under it")
        return [ProofMark(start, end, _("the waiver says no reason"), hint, severity="error", code=CODE)]
    if not is_used:
        hint = _("delete it")
        return [
            ProofMark(
                start, end, _("the waiver of {code} waives nothing", code=code), hint, severity="warning", code=CODE
            )
        ]
    return []
