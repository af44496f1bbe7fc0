"""Personal data that a story must not spread: numbers of papers and accounts, telephones, homes, who a minor is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.i18n import Translator

from ..house.rule import Desk, Finding, Rule
from ..source.manuscript import Manuscript
from ..house.letters import CAPITALS, SMALL

_ = Translator(__file__)

_ID_CUE = (
    r"(?:CCCD|CMND|CMTND|CMTNN|CMT|căn\s+cước(?:\s+công\s+dân)?|chứng\s+minh(?:\s+thư)?(?:\s+nhân\s+dân)?|hộ\s+chiếu"
    r"|(?:số|mã)\s+định\s+danh(?:\s+cá\s+nhân)?|mã\s+số\s+thuế\s+cá\s+nhân)"
)
_DIGITS = r"\d(?:[ .\u00a0-]?\d)"
_ID = re.compile(rf"{_ID_CUE}[^\d\n]{{0,20}}?(?P<number>[A-Z]?{_DIGITS}{{6,12}})(?![\dxX*])", re.IGNORECASE)
# Twelve digits: province 001 to 096, sex and century 0 to 9, year, six more.
_BARE_ID = re.compile(r"(?<![\d.,/+-])0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}(?![\d.,]\d|\d)")
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+84|0084)[ .-]?[35789]\d{1,2}|0[35789]\d(?:\d)?)(?:[ .\u00a0-]?\d){6,7}(?![\d.,-]\d|[\dxX*])"
)
_ACCOUNT = re.compile(
    rf"(?:(?:số\s+)?tài\s+khoản(?:\s+ngân\s+hàng)?(?:\s+số)?|\bSTK|\bTK\s+số)\s*(?::|là|số)?\s*(?P<number>{_DIGITS}{{5,18}})(?![\dxX*])", re.IGNORECASE
)
_HOME = re.compile(
    r"(?:trú(?:\s+tại|\s+ở|\s+ngụ\s+tại)?|thường\s+trú|tạm\s+trú|cư\s+trú|(?<!cư )ngụ(?:\s+tại|\s+ở)?|nhà\s+riêng|nhà\s+(?:ông|bà|anh|chị|em|cháu)\s+[^\s,]+|sống\s+(?:tại|ở)|ở\s+trọ|HKTT|hộ\s+khẩu)"
    r"(?:\s+(?:tại|ở|:))*:?\s+(?P<place>(?:căn\s+hộ|phòng|nhà)?\s*(?:số\s+nhà\s+|số\s+|nhà\s+số\s+)?\d+[\w/-]*,?\s+(?:ngõ|ngách|hẻm|kiệt|đường|phố|tổ|ấp|toà|tòa|chung\s+cư|lô|[A-ZĐ])[^,.;\n]*)",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"đường\s+dây\s+nóng|hotline|tổng\s+đài|trực\s+ban|trụ\s+sở|toà\s+soạn|tòa\s+soạn|văn\s+phòng|cơ\s+quan|công\s+an|phòng\s+(?:CSGT|cảnh)"
    r"|cảnh\s+sát|trung\s+tâm|ban\s+tổ\s+chức|ban\s+quản\s+lý|bộ\s+phận\s+một\s+cửa|bệnh\s+viện|uỷ\s+ban|ủy\s+ban|UBND|cục|chi\s+cục|sở\s+tư\s+pháp"
    r"|toà\s+án|tòa\s+án|viện\s+kiểm\s+sát|đoàn\s+luật\s+sư|mặt\s+trận|quỹ|kho\s+bạc|báo\s+tin|tố\s+giác|trình\s+báo|bạn\s+đọc|phản\s+ánh|liên\s+hệ\s+quảng|điều\s+tra\s+viên|quảng\s+cáo|ban\s+chỉ\s+(?:huy|đạo)|hội\s+chữ\s+thập|tiếp\s+nhận|ủng\s+hộ",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"(?:của|cho|gọi)\s+(?:ông|bà|anh|chị|em|cháu|cô|chú|bị\s+cáo|nạn\s+nhân|bị\s+hại|con|vợ|chồng|mẹ|bố)\b|(?:ông|bà|anh|chị|em|cháu|bị\s+cáo|nạn\s+nhân)\s+[A-ZĐ]", re.IGNORECASE
)
_NAME = rf"[{CAPITALS}][{SMALL}]+(?:[ \u00a0\n][{CAPITALS}][{SMALL}]+){{1,3}}"
_CHILD = r"(?:[Cc]háu(?:\s+(?:bé|gái|trai))?|[Bb]é(?:\s+(?:gái|trai))?|[Ee]m(?:\s+học\s+sinh)?|[Nn]ữ\s+sinh|[Nn]am\s+sinh|[Hh]ọc\s+sinh|[Tt]rẻ|[Nn]ạn\s+nhân|[Bb]ị\s+(?:hại|can|cáo))"
_YOUNG = r"(?:(?P<age>\d{1,2})\s+tuổi|(?:sinh\s+năm|SN|sn\.?)\s*(?P<born>(?:19|20)\d\d)|(?:học\s+sinh\s+)?(?:học\s+)?lớp\s+(?P<grade>\d{1,2})(?:[A-Z]\d?|/\d)?)"
_MINOR = re.compile(rf"(?<!\w)(?P<who>{_CHILD})(?:\s+tên(?:\s+là)?)?\s+(?P<name>{_NAME})(?!\w)")
_YOUNG_CUE = re.compile(_YOUNG)
_SCHOOL = re.compile(
    rf"(?<!\w)(?P<school>[Tt]rường\s+(?:[Tt]iểu\s+học|THCS|THPT|PTDT\s+\w+|PTCS|[Mm]ầm\s+non|[Mm]ẫu\s+giáo|[Tt]rung\s+học\s+(?:cơ\s+sở|phổ\s+thông))\s+{_NAME.replace('{1,3}', '{0,3}')})(?!\w)"
)
_CHILD_NEAR = re.compile(
    r"(?<!\w)(?:[Cc]háu|[Bb]é)\s+(?:[A-ZĐ]|gái|trai)|(?<!\w)em\s+[A-ZĐ]|[Nn]ạn\s+nhân|[Bb]ị\s+hại|nữ\s+sinh|nam\s+sinh|(?<!\d)(?:[1-9]|1[0-7])\s+tuổi"
)
_HARM = re.compile(
    r"xâm\s+hại|hiếp|dâm|bạo\s+hành|bạo\s+lực|đánh|nạn\s+nhân|bị\s+hại|bị\s+can|bị\s+cáo|phạm\s+tội|trộm|cướp|giết|tử\s+vong|mất\s+tích|tự\s+tử|bắt\s+cóc|ma\s+tuý|ma\s+túy|khởi\s+tố|truy\s+tố|xét\s+xử|điều\s+tra|gây\s+án|mang\s+thai|sàm\s+sỡ|quấy\s+rối",
    re.IGNORECASE,
)
_PRAISED = re.compile(
    r"huy\s+chương|đoạt\s+giải|giành\s+giải|giải\s+(?:nhất|nhì|ba|thưởng|khuyến|vàng|bạc)|thủ\s+khoa|vô\s+địch|vận\s+động\s+viên|kỳ\s+thủ|học\s+sinh\s+giỏi|tuyên\s+dương|khen\s+thưởng|trao\s+học\s+bổng|kỷ\s+lục|cuộc\s+thi",
    re.IGNORECASE,
)
_MASKED = re.compile(rf"\s[{CAPITALS}]$")


def personal_id(manuscript: Manuscript, _desk: Desk) -> Iterator[Finding]:
    prose = manuscript.prose
    told: set[int] = set()
    for match in _ID.finditer(prose):
        number = re.sub(r"\D", "", match["number"])
        if len(number) in (8, 9, 12) or (match["number"][0].isalpha() and len(number) == 7):
            told.add(match.start("number"))
            yield _told(match.span("number"), _("the number of a person's papers"))
    for match in _BARE_ID.finditer(prose):
        if match.start() not in told and not _ACCOUNT.search(prose[max(0, match.start() - 30) : match.end()]):
            yield _told(match.span(), _("twelve digits like those of an identity card"))


def phone_number(manuscript: Manuscript, _desk: Desk) -> Iterator[Finding]:
    """Mobile telephones; desks, hotlines and lines of offices are for everybody."""
    prose = manuscript.prose
    for match in _PHONE.finditer(prose):
        digits = re.sub(r"\D", "", match.group().replace("+84", "0"))
        if len(digits) != 10:
            continue
        start, _end = _sentence(prose, match.start())
        before = prose[start : match.start()]
        if _ID.search(prose[max(0, match.start() - 40) : match.end()]) or re.search(r"tài\s+khoản[^.]{0,25}$", before, re.IGNORECASE):
            continue
        public, private = list(_PUBLIC.finditer(before)), list(_PRIVATE.finditer(before))
        if public and (not private or private[-1].start() < public[-1].start()):
            continue
        yield _told(match.span(), _("a mobile telephone"))


def bank_account(manuscript: Manuscript, _desk: Desk) -> Iterator[Finding]:
    prose = manuscript.prose
    for match in _ACCOUNT.finditer(prose):
        start, end = _sentence(prose, match.start())
        if not _PUBLIC.search(prose[start:end]):
            yield _told(match.span("number"), _("the number of a bank account"))


def home_address(manuscript: Manuscript, _desk: Desk) -> Iterator[Finding]:
    for match in _HOME.finditer(manuscript.prose):
        yield _told(match.span("place"), _("the address of a home"))


def minor_identity(manuscript: Manuscript, _desk: Desk) -> Iterator[Finding]:
    """Full name of somebody below 18 by age, year of birth or class; and the school of a child a story tells of."""
    prose = manuscript.prose
    told: set[tuple[int, int]] = set()
    for match in _MINOR.finditer(prose):
        if _MASKED.search(match["name"]) or not _is_minor(prose, match.end(), manuscript):
            continue
        paragraph = _paragraph(prose, match.start())
        if _PRAISED.search(paragraph) and not _HARM.search(paragraph):
            continue
        told.add(match.span("name"))
        yield _told(match.span("name"), _("the name of a minor"), _("write initials"))
    for match in _SCHOOL.finditer(prose):
        start, end = _sentence(prose, match.start())
        sentence = prose[start:end]
        if _CHILD_NEAR.search(sentence) and (_HARM.search(_paragraph(prose, match.start()))) and not _PRAISED.search(sentence):
            yield _told(match.span("school"), _("the school of a minor"), _("leave its name out"))


def _is_minor(prose: str, at: int, manuscript: Manuscript) -> bool:
    """By what the sentence says within some words behind the name."""
    said = re.split(r"[.\n](?!\d)", prose[at : at + 90])[0]
    year = manuscript.said("date")[:4]
    for cue in _YOUNG_CUE.finditer(said):
        if cue["age"] and int(cue["age"]) < 18:
            return True
        if cue["grade"] and 1 <= int(cue["grade"]) <= 12:
            return True
        if cue["born"] and year.isdecimal() and int(year) - int(cue["born"]) < 18:
            return True
    return False


def _told(span: tuple[int, int], message: str, hint: str = "") -> Finding:
    return Finding(*span, message, hint or _("leave it out, or cover part of it"))


def _sentence(prose: str, at: int) -> tuple[int, int]:
    """From the mark before `at` to the one behind it."""
    start = max(prose.rfind(mark, 0, at) for mark in (". ", "\n\n", "? ", "! ", "; "))
    ends = [place for mark in (". ", ".\n", "\n\n", "? ", "! ") if (place := prose.find(mark, at)) >= 0]
    return start + 1, min(ends, default=len(prose))


def _paragraph(prose: str, at: int) -> str:
    end = prose.find("\n\n", at)
    return prose[prose.rfind("\n\n", 0, at) + 1 : end if end >= 0 else len(prose)]


RULES = (
    Rule("personal-id", "error", personal_id),
    Rule("bank-account", "error", bank_account),
    Rule("phone-number", "warning", phone_number),
    Rule("home-address", "warning", home_address),
    Rule("minor-identity", "warning", minor_identity),
)
