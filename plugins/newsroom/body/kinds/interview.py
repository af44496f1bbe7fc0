"""Questions and answers out of plain paragraphs.

    Hỏi: …?              a question; `Hỏi (Bạn đọc Lan): …` names who asks
    Đáp: …               its answer, with all blocks up to the next question; `Đáp (Tên người): …` names who answers
    Cảm ơn: …            the closing line, last

Each question becomes `<div class="qa" id="cau-1">` with `<p class="question">` and `<div class="answer">`. The labels
are printed, so that the order of speaking is heard and copied as it is seen.
"""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree as etree

from newsroom.body.conversion import Conversion, plain_text
from newsroom.sources.source_text import line_at
from portal.i18n import Translator

_ = Translator(__file__)
_LABEL = re.compile(r"\s*(hỏi|đáp|cảm ơn)\s*(?:\(([^()\n]{1,120})\)\s*)?:\s*", re.IGNORECASE)
_LABEL_LINE = re.compile(
    r"^[ ]{0,3}(?:\*\*|__)?(hỏi|đáp|cảm ơn)\s*(?:\([^()\n]{1,120}\)\s*)?(?:\*\*|__)?\s*:", re.IGNORECASE | re.MULTILINE
)
_ASKED = re.compile(r'<div class="qa" id="(cau-\d+)">')
_AFTER_ANSWERS = re.compile(r'<p class="thanks">|<section [^>]*class="footnotes"')
_MARKS = re.compile(r'<b class="qa-label">.*?</b>|<sup\b.*?</sup>|<[^>]*>', re.DOTALL)
_QUESTION, _ANSWER, _THANKS = "hỏi", "đáp", "cảm ơn"


def group_interview(root: etree.Element, conversion: Conversion) -> None:
    """Regroup the children of `root` (after inline processing). Faults go to the report."""
    _check_blank_lines(conversion)
    lines = _question_lines(conversion)
    answer: etree.Element | None = None
    for child in list(root):
        root.remove(child)
        label = _take_label(child)
        is_thanks = label is not None and label[0] == _THANKS
        if label is not None and label[0] == _QUESTION:
            _check_answered(answer, conversion, lines)
            answer = _start(root, child, label[1], conversion)
        elif answer is None or is_thanks or child.get("class") == "footnotes":
            if label is not None and (label[1] or not is_thanks):
                _print_label(child, label[1] or "Đáp")
            root.append(child)
        else:
            _add(answer, child, label)
        if is_thanks:
            child.set("class", "thanks")
            _check_answered(answer, conversion, lines)
            answer = None
    _check_answered(answer, conversion, lines)
    if not conversion.questions:
        hint = _("begin each question with Hỏi: and each answer with Đáp:")
        conversion.report.fault(_("no question stands in the text"), 1, hint, "interview-question")


def answers_of(html: str) -> dict[str, str]:
    """Anchor of each question of a body -> the words of its answer."""
    _before, *parts = _ASKED.split(html)
    return {anchor: _words(text) for anchor, text in zip(parts[::2], parts[1::2], strict=True)}


def _words(group: str) -> str:
    answer = _AFTER_ANSWERS.split(group.partition('<div class="answer">')[2])[0]
    return " ".join(unescape(_MARKS.sub(" ", answer)).split())


def warn_of_questions(conversion: Conversion) -> None:
    """A story that is no interview keeps its `Hỏi:` and `Đáp:` as they are, which its writer will hardly want."""
    labels = {match.group(1).lower() for match in _LABEL_LINE.finditer(conversion.source)}
    if {_QUESTION, _ANSWER} <= labels:
        message = _("Hỏi: and Đáp: are set as an interview in interviews only")
        line = _question_lines(conversion)[0]
        conversion.report.warn(
            message, line, _("write kind: interview, or kind: advice where readers ask"), "interview-kind"
        )


def _question_lines(conversion: Conversion) -> list[int]:
    """Lines of the Markdown text on which questions stand."""
    return [
        line_at(conversion.source, match.start())
        for match in _LABEL_LINE.finditer(conversion.source)
        if match.group(1).lower() == _QUESTION
    ]


def _take_label(element: etree.Element) -> tuple[str, str] | None:
    """Cut the label off a paragraph; returns (label, named person). It may stand in bold."""
    if element.tag != "p":
        return None
    first = element[0] if len(element) and not (element.text or "").strip() else None
    if first is not None and first.tag in ("strong", "b"):
        tail = first.tail or ""
        match = _LABEL.fullmatch((first.text or "") + (":" if tail.lstrip().startswith(":") else ""))
        if match is None or len(first):
            return None
        element.text = re.sub(r"^\s*:?\s*", "", tail)
        element.remove(first)
    else:
        match = _LABEL.match(element.text or "")
        if match is None:
            return None
        element.text = (element.text or "")[match.end() :]
    return match.group(1).lower(), (match.group(2) or "").strip()


def _start(root: etree.Element, question: etree.Element, asker: str, conversion: Conversion) -> etree.Element:
    """Open the group of a question; returns the element of its answer."""
    anchor = f"cau-{len(conversion.questions) + 1}"
    conversion.questions.append((anchor, plain_text(question)))
    group = etree.SubElement(root, "div", {"class": "qa", "id": anchor})
    question.set("class", "question")
    question.tail = "\n"
    _print_label(question, asker or "Hỏi")
    group.append(question)
    return etree.SubElement(group, "div", {"class": "answer"})


def _add(answer: etree.Element, block: etree.Element, label: tuple[str, str] | None) -> None:
    speaker = (label[1] if label else "") or "Đáp"
    if len(answer) == 0 and block.tag != "p":
        _print_label(etree.SubElement(answer, "p", {"class": "answer-label"}), speaker)
    elif len(answer) == 0 or label is not None:
        _print_label(block, speaker)
    answer.append(block)


def _print_label(paragraph: etree.Element, text: str) -> None:
    label = etree.Element("b", {"class": "qa-label"})
    label.text, label.tail = f"{text}:", f" {paragraph.text or ''}"
    paragraph.text = ""
    paragraph.insert(0, label)


def _check_answered(answer: etree.Element | None, conversion: Conversion, lines: list[int]) -> None:
    if answer is not None and len(answer) == 0:
        number = len(conversion.questions)
        line = lines[number - 1] if number <= len(lines) else 1
        conversion.report.fault(
            _("question {number} has no answer", number=number), line, _("write Đáp: under it"), "interview-answer"
        )


def _check_blank_lines(conversion: Conversion) -> None:
    for match in _LABEL_LINE.finditer(conversion.source):
        line_before = conversion.source[: match.start()].rsplit("\n", 2)[-2:]
        if match.start() and len(line_before) == 2 and line_before[0].strip():
            conversion.report.fault(
                _("there is no empty line before {label}", label=match.group().strip()),
                line_at(conversion.source, match.start()),
                _("put an empty line between question and answer"),
                "interview-blank-line",
            )
