"""Words and letters that the numbers of documents are made of: kinds, issuing bodies, courts.

Numbers: Nghị định 30/2020/NĐ-CP (phụ lục III) for today's forms, older ones as they stand in official gazettes.
"""

from __future__ import annotations

from functools import lru_cache

from portal.vietnam.text import fold

# Kind -> letters that stand for it in a number.
KIND_LETTERS = {
    "Nghị định": ("NĐ",),
    "Thông tư": ("TT",),
    "Thông tư liên tịch": ("TTLT", "TTLB", "TTLN"),
    "Quyết định": ("QĐ",),
    "Chỉ thị": ("CT",),
    "Nghị quyết": ("NQ",),
    "Nghị quyết liên tịch": ("NQLT",),
    "Pháp lệnh": ("PL",),
    "Lệnh": ("L",),
    "Sắc lệnh": ("SL",),
    "Công điện": ("CĐ",),
    "Công văn": ("CV",),
    "Kế hoạch": ("KH",),
    "Thông báo": ("TB",),
    "Báo cáo": ("BC",),
    "Tờ trình": ("TTr",),
    "Hướng dẫn": ("HD",),
    "Kết luận": ("KL",),
    "Quy định": ("QĐi", "QyĐ"),
    "Quy chế": ("QC",),
    "Quy chế liên ngành": ("QCLN", "QCPH"),
    "Chương trình": ("CTr",),
    "Đề án": ("ĐA",),
    "Văn bản hợp nhất": ("VBHN",),
    "Giấy phép": ("GP",),
    "Án lệ": ("AL",),
    "Luật": ("LCT",),
    "Phương án": ("PA",),
    "Kết luận điều tra": ("KLĐT", "KLĐTBS"),
    "Kết luận giám định": ("KLGĐ", "KLĐG", "KLĐGTS", "KLGĐTC", "KLTTCT"),
    "Kháng nghị": ("KN", "KNPT", "KNGĐT"),
    "Kiến nghị": (),
}
# Kinds that a number's letters alone do not tell.
MORE_KINDS = ("Hiến pháp", "Bộ luật", "Văn bản", "Thông tri", "Quy chuẩn", "Tiêu chuẩn", "Bản án", "Cáo trạng")
COURT_KINDS = frozenset(
    (
        "Bản án",
        "Cáo trạng",
        "Kết luận điều tra",
        "Kết luận giám định",
        "Kháng nghị",
        "Lệnh tố tụng",
        "Quyết định của toà án",
    )
)
# In front of a number, and no letters of a kind in front of a name.
SHORT_KINDS = {"NĐ": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "QĐ": "Quyết định"} | {
    "NQ": "Nghị quyết",
    "CT": "Chỉ thị",
    "CV": "Công văn",
    "KH": "Kế hoạch",
}

_BODIES = """
    CP TTg QH UBTVQH CTN UBND HĐND CTUBND VPCP VPQH VPCTN TANDTC TATC VKSNDTC VKSTC TAND VKSND KTNN HĐTP HĐBT HĐNN
    BTP BCA BQP BNV BTC BCT BYT BXD BNG BGDĐT GDĐT BGD&ĐT BGTVT BTNMT BNNPTNT BNN BNNMT BTTTT BKHCN BKHĐT BLĐTBXH
    BVHTTDL BDTTG UBDT NHNN TTCP TLĐ BHXH TCTHADS CTHADS CCTHADS CHV THADS TCT TCHQ UBCKNN MTTW ĐCT BTV
    TW TU TƯ HU QU ĐU TVQH BTGTW BTCTW UBKTTW VPTW BNCTW BTCTU BTGTU UBKTTU BKH BLĐ XPHC XPVPHC CCT STP STC SXD SYT BYT
"""
_COURT = """
    HS DS HC HNGĐ KDTM LĐ ST PT GĐT TT HSST HSPT DSST DSPT HCST HCPT QĐST QĐPT QĐGĐT QĐTT TLST TLPT QĐXXST QĐXXPT
    HNGĐST HNGĐPT KDTMST KDTMPT LĐST LĐPT
"""
BODIES = frozenset(_BODIES.split())
COURT = frozenset(_COURT.split())
# These are said of judges' papers only; HS, LĐ or TT may be something else.
_COURT_FIRST = COURT - {"ST", "PT", "TT", "LĐ"}
# Bodies whose old papers have no letters of a kind: Thông tư 06-BKH, Chỉ thị 69-TATC.
OLD_BODIES = frozenset(
    ("TATC", "TANDTC", "VKSNDTC", "VKSTC", "BKH", "BTP", "BNV", "BTC", "BXD", "BCA", "BQP", "BYT", "BLĐ", "NCPL")
)
PARTY_BODIES = ("TW", "TƯ", "TU", "ĐU", "HU", "QU")
# A number of these letters alone is one: 358-HĐBT, 47/SL, 04/2016/AL.
ALONE = frozenset(("HĐBT", "HĐNN", "SL", "AL", "UBTVQH"))
# And of these where the kind is said before it: Nghị định 64-CP, Chỉ thị 406-TTg.
ALONE_AFTER_KIND = frozenset(("CP", "TTg", "CT", "UB", "UBND", "HĐND", "NĐ", "QĐ", "TT", "NQ", "TTLT", "TTLB", "TTLN"))

KIND_OF_LETTERS = {letters: kind for kind, forms in KIND_LETTERS.items() for letters in forms}
_RIGHT = frozenset((*KIND_OF_LETTERS, *BODIES, *COURT, *ALONE))
_BY_CAPITALS = {letters.upper(): letters for letters in sorted(_RIGHT)}
_BY_FOLDED = {fold(letters): letters for letters in sorted(_RIGHT) if fold(letters).upper() not in _BY_CAPITALS}


@lru_cache(maxsize=4096)
def right_letters(written: str) -> str:
    """The known letters that `written` stands for, whatever its case and marks (`nd` -> `NĐ`); else its capitals."""
    capitals = written.upper()
    known = _BY_CAPITALS.get(capitals) or _BY_FOLDED.get(fold(written))
    return known or (written if written in _RIGHT else capitals)


def with_two_figures(number: str) -> str:
    """A number that begins with two figures at least, as rules have it: `5/2024/TT-BTP` -> `05/2024/TT-BTP`."""
    return f"0{number}" if number[:1].isdigit() and number[1:2] in ("/", "-") else number


def begins_court_paper(letters: str) -> bool:
    """Whether the first letters of a number are those of a paper of a case; `QĐKNGĐT` and `QĐTCGĐ` have no end."""
    return letters in _COURT_FIRST or (len(letters) > 4 and letters.startswith("QĐ") and letters.isalpha())


def is_known(letters: str) -> bool:
    return letters in _RIGHT


@lru_cache(maxsize=4096)
def apart(letters: str) -> tuple[str, str] | None:
    """`NĐCP` -> ("NĐ", "CP"): letters typed without the hyphen between kind and body."""
    for length in (4, 3, 2):
        kind, body = right_letters(letters[:length]), right_letters(letters[length:])
        if kind in KIND_OF_LETTERS and body in BODIES:
            return kind, body
    return None
