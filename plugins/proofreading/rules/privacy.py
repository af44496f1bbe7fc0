"""Personal data that a story must not spread: numbers of papers and accounts, telephones, homes, who a minor is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.i18n import Translator

from ..house.letters import CAPITALS, SMALL, any_of
from ..house.rule import Desk, ProofMark, Rule
from ..source.manuscript import Manuscript

_ = Translator(__file__)

_ID_CUE = any_of("""
    CCCD | CMND | CMTND | CMTNN | CMT | căn cước | căn cước công dân | chứng minh | chứng minh nhân dân
    | chứng minh thư | chứng minh thư nhân dân | hộ chiếu | số định danh | mã định danh | mã số thuế cá nhân
""")
_ID_WORDS = ("cccd", "cmnd", "cmt", "căn", "chứng", "chiếu", "danh", "thuế")  # one stands in each of those
_DIGITS = r"\d(?:[ .\u00a0-]?\d)"
_ID = re.compile(rf"(?:{_ID_CUE})[^\d\n]{{0,20}}?(?P<number>[A-Z]?{_DIGITS}{{6,12}})(?![\dxX*])", re.IGNORECASE)
# Twelve digits: province 001 to 096, sex and century 0 to 3, year, six more.
_BARE_ID = re.compile(r"0(?<![\d.,/+-]0)(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}(?![\d.,]\d|\d)")
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+84|0084)[ .-]?[35789]\d{1,2}|0[35789]\d(?:\d)?)(?:[ .\u00a0-]?\d){6,7}(?![\d.,-]\d|[\dxX*])"
)
_PHONE_START = re.compile(r"[+0](?:(?<=\+)84|(?<=0)084|(?<=0)[35789]\d)")
_ACCOUNT_CUE = r"(?:(?:số\s+)?tài\s+khoản(?:\s+ngân\s+hàng)?(?:\s+số)?|\bSTK|\bTK\s+số)"
_ACCOUNT = re.compile(rf"{_ACCOUNT_CUE}\s*(?::|là|số)?\s*(?P<number>{_DIGITS}{{5,18}})(?![\dxX*])", re.IGNORECASE)
# As many digits as the shortest of these numbers has; most stories have no such number.
_LONG_NUMBER = re.compile(r"\d(?:[ .\u00a0-]?\d){5}")
_LIVES = any_of("""
    trú | trú tại | trú ở | trú ngụ tại | thường trú | tạm trú | cư trú | ngụ | ngụ tại | ngụ ở | nhà riêng
    | sống tại | sống ở | ở trọ | HKTT | hộ khẩu
""")
_LIVES_WORDS = ("trú", "ngụ", "nhà", "sống", "trọ", "hktt", "khẩu")  # one of them stands in each of those
_STREET = any_of("ngõ | ngách | hẻm | kiệt | đường | phố | tổ | ấp | toà | tòa | chung cư | lô | [A-ZĐ]")
_HOUSE = r"(?:căn\s+hộ|phòng|nhà)?\s*(?:số\s+nhà\s+|số\s+|nhà\s+số\s+)?\d+[\w/-]*"
_HOME = re.compile(
    rf"(?:{_LIVES})(?:\s+(?:tại|ở|:))*:?\s+(?P<place>{_HOUSE},?\s+(?:{_STREET})[^,.;\n]*)", re.IGNORECASE
)
_LIVES_CUE = re.compile(_LIVES, re.IGNORECASE)
_NEAR = 60  # characters between `trú tại` and the number of the house
# Whose numbers are for everybody.
_PUBLIC = re.compile(
    any_of("""
    đường dây nóng | hotline | tổng đài | trực ban | trụ sở | toà soạn | tòa soạn | văn phòng | cơ quan | công an
    | phòng CSGT | phòng cảnh | cảnh sát | trung tâm | ban tổ chức | ban quản lý | bộ phận một cửa | bệnh viện
    | uỷ ban | ủy ban | UBND | cục | sở tư pháp | toà án | tòa án | viện kiểm sát | đoàn luật sư | mặt trận | quỹ
    | kho bạc | báo tin | tố giác | trình báo | bạn đọc | phản ánh | liên hệ quảng | điều tra viên | quảng cáo
    | ban chỉ huy | ban chỉ đạo | hội chữ thập | tiếp nhận | ủng hộ
    """),
    re.IGNORECASE,
)
_PERSON = any_of("ông | bà | anh | chị | em | cháu | bị cáo | nạn nhân")
_KIN = any_of("cô | chú | bị hại | con | vợ | chồng | mẹ | bố")
_PRIVATE = re.compile(rf"(?:của|cho|gọi)\s+(?:{_PERSON}|{_KIN})\b|(?:{_PERSON})\s+[A-ZĐ]", re.IGNORECASE)
_NAME = rf"[{CAPITALS}][{SMALL}]+(?:[ \u00a0\n][{CAPITALS}][{SMALL}]+){{1,3}}"
_CHILD = any_of("""
    [Cc]háu | [Cc]háu bé | [Cc]háu gái | [Cc]háu trai | [Bb]é | [Bb]é gái | [Bb]é trai | [Ee]m | [Ee]m học sinh
    | [Nn]ữ sinh | [Nn]am sinh | [Hh]ọc sinh | [Tt]rẻ | [Nn]ạn nhân | [Bb]ị hại | [Bb]ị can | [Bb]ị cáo
""")
_CHILD_WORDS = ("cháu", "bé", "em", "nữ", "nam", "học", "trẻ", "nạn", "bị")
_MINOR = re.compile(rf"(?<!\w)(?:{_CHILD})(?:\s+tên(?:\s+là)?)?\s+(?P<name>{_NAME})(?!\w)")
_YOUNG_CUE = re.compile(
    r"(?P<age>\d{1,2})\s+tuổi|(?:sinh\s+năm|SN|sn\.?)\s*(?P<born>(?:19|20)\d\d)|lớp\s+(?P<grade>\d{1,2})(?!\d)"
)
_SCHOOLS = any_of("""
    [Tt]iểu học | THCS | THPT | PTDT \\w+ | PTCS | [Mm]ầm non | [Mm]ẫu giáo
    | [Tt]rung học cơ sở | [Tt]rung học phổ thông
""")
_SCHOOL = re.compile(rf"(?P<school>[Tt]rường\s+(?:{_SCHOOLS})\s+{_NAME.replace('{1,3}', '{0,3}')})(?!\w)")
_CHILD_NEAR = re.compile(
    r"(?<!\w)(?:[Cc]háu|[Bb]é)\s+(?:[A-ZĐ]|gái|trai)|(?<!\w)em\s+[A-ZĐ]|[Nn]ạn\s+nhân|[Bb]ị\s+hại|n[ữa]m?\s+sinh"
    r"|(?<!\d)(?:[1-9]|1[0-7])\s+tuổi"
)
_HARM = re.compile(
    any_of("""
    xâm hại | hiếp | dâm | bạo hành | bạo lực | đánh | nạn nhân | bị hại | bị can | bị cáo | phạm tội | trộm | cướp
    | giết | tử vong | mất tích | tự tử | bắt cóc | ma tuý | ma túy | khởi tố | truy tố | xét xử | điều tra | gây án
    | mang thai | sàm sỡ | quấy rối
    """),
    re.IGNORECASE,
)
_PRAISED = re.compile(
    any_of("""
    huy chương | đoạt giải | giành giải | giải nhất | giải nhì | giải ba | giải thưởng | giải khuyến | giải vàng
    | giải bạc | thủ khoa | vô địch | vận động viên | kỳ thủ | học sinh giỏi | tuyên dương | khen thưởng
    | trao học bổng | kỷ lục | cuộc thi
    """),
    re.IGNORECASE,
)
_MASKED = re.compile(rf"\s[{CAPITALS}]$")


def personal_id(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    prose = manuscript.prose
    if not _LONG_NUMBER.search(prose):
        return
    told: set[int] = set()
    for match in _ID.finditer(prose) if any(word in manuscript.low for word in _ID_WORDS) else ():
        number = re.sub(r"\D", "", match["number"])
        if len(number) in (8, 9, 12) or (match["number"][0].isalpha() and len(number) == 7):
            told.add(match.start("number"))
            yield _told(match.span("number"), _("the number of a person's papers"))
    for match in _BARE_ID.finditer(prose):
        if match.start() not in told and not _ACCOUNT.search(prose[max(0, match.start() - 30) : match.end()]):
            yield _told(match.span(), _("twelve digits like those of an identity card"))


def phone_number(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    """Mobile telephones; desks, hotlines and lines of offices are for everybody."""
    prose = manuscript.prose
    if not _LONG_NUMBER.search(prose):
        return
    for match in _PHONE.finditer(prose) if _PHONE_START.search(prose) else ():
        digits = re.sub(r"\D", "", match.group().replace("+84", "0"))
        if len(digits) != 10:
            continue
        start, _end = _sentence(prose, match.start())
        before = prose[start : match.start()]
        if _ID.search(prose[max(0, match.start() - 40) : match.end()]) or re.search(
            r"tài\s+khoản[^.]{0,25}$", before, re.IGNORECASE
        ):
            continue
        public, private = list(_PUBLIC.finditer(before)), list(_PRIVATE.finditer(before))
        if public and (not private or private[-1].start() < public[-1].start()):
            continue
        yield _told(match.span(), _("a mobile telephone"))


def bank_account(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    prose = manuscript.prose
    if not _LONG_NUMBER.search(prose):
        return
    for match in _ACCOUNT.finditer(prose) if any(word in manuscript.low for word in ("khoản", "tk")) else ():
        start, end = _sentence(prose, match.start())
        if not _PUBLIC.search(prose[start:end]):
            yield _told(match.span("number"), _("the number of a bank account"))


def home_address(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    prose, end = manuscript.prose, 0
    for number in manuscript.numbers:
        near = max(end, number - _NEAR)
        before = prose[near:number].lower()
        if not any(word in before for word in _LIVES_WORDS):
            continue
        cues = (_HOME.match(prose, cue.start()) for cue in _LIVES_CUE.finditer(prose, near, number))
        match = next((match for match in cues if match and match.start("place") <= number < match.end()), None)
        if match is None:
            continue
        end = match.end()
        yield _told(match.span("place"), _("the address of a home"))


def minor_identity(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    """Full name of somebody below 18 by age, year of birth or class; and the school of a child a story tells of."""
    prose = manuscript.prose
    told: set[tuple[int, int]] = set()
    for match in manuscript.at_words(_MINOR, _CHILD_WORDS):
        if _MASKED.search(match["name"]) or not _is_minor(prose, match.end(), manuscript):
            continue
        paragraph = _paragraph(prose, match.start())
        if _PRAISED.search(paragraph) and not _HARM.search(paragraph):
            continue
        told.add(match.span("name"))
        yield _told(match.span("name"), _("the name of a minor"), _("write initials"))
    for match in manuscript.at_words(_SCHOOL, ("trường",)):
        start, end = _sentence(prose, match.start())
        sentence = prose[start:end]
        if (
            _CHILD_NEAR.search(sentence)
            and (_HARM.search(_paragraph(prose, match.start())))
            and not _PRAISED.search(sentence)
        ):
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


def _told(span: tuple[int, int], message: str, hint: str = "") -> ProofMark:
    return ProofMark(*span, message, hint or _("leave it out, or cover part of it"))


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
