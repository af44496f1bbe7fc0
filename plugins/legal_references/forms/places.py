"""Places in documents: `điểm a, b khoản 1 Điều 2`, `từ Điều 12 đến Điều 15`, `Mục 2 Chương IV`, `Phụ lục II`."""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.citations import Labels, Place

_UNITS = {
    "điểm": "điểm",
    "khoản": "khoản",
    "điều": "Điều",
    "chương": "Chương",
    "mục": "Mục",
    "tiểu mục": "Tiểu mục",
    "phần": "Phần",
    "phụ lục": "Phụ lục",
    "đoạn": "đoạn",
    "tiết": "tiết",
}
_LABEL = (
    r"(?:\d{1,4}[a-zđ]{0,2}(?:\.(?:\d{1,3}|[a-zđ](?!\w)))*|[ivxl]{1,7}|[a-zđ]{1,2}\d{0,2}|thứ [^\W\d]+)(?![\w%]|[.,]\d)"
)
_BETWEEN = r"(?: ?, ?| ?; ?| và | hoặc |, và | & )"
_TO = r"(?: ?- ?| đến | tới )"
_LONGEST_FIRST = sorted(_UNITS, key=len, reverse=True)
_UNIT = "|".join(_LONGEST_FIRST)
# `giai đoạn 2021`, `danh mục 2`, `tài khoản 5` are no units of a document.
_OTHERS = {
    "đoạn": ("giai",),
    "mục": ("danh",),
    "điểm": ("thời", "địa", "quan", "đặc"),
    "khoản": ("tài",),
    "phần": ("cổ", "thành"),
}


def _unit(unit: str) -> str:
    """A pattern that begins with the unit itself, so that it is looked for only where it can stand."""
    others = "".join(f"(?<!{word} {unit})" for word in _OTHERS.get(unit, ()))
    return rf"{unit}(?<!\w{unit}){others}"


_ATOM = rf"(?:{'|'.join(map(_unit, _LONGEST_FIRST))}) (?:số |từ )?{_LABEL}(?:(?:{_BETWEEN}(?:từ )?|{_TO}){_LABEL})*"
# `, tội Nhận hối lộ theo |khoản 4`
_OF_CRIME = r"(?:,| và) (?:về )?(?:các )?(?:tội|hành vi) [^\d.;:()]{3,60}? (?:theo|tại) (?:các )?"
_JOIN = r"(?: (?:của|thuộc|trong|và|hoặc|đến|tới|hay) |, (?:và )?| ?; ?| ?- ?| )"
_ABOUT = r"(?: \([^\d()]{3,60}\))?"  # `Điều 201 (cho vay lãi nặng) và Điều 174`
_CHAIN = re.compile(rf"{_ATOM}(?:{_ABOUT}(?:{_JOIN}|{_OF_CRIME})(?:các |từ )?{_ATOM})*")
_ATOMS = re.compile(rf"(?P<unit>{_UNIT}) (?:số |từ )?(?P<labels>{_LABEL}(?:(?:{_BETWEEN}(?:từ )?|{_TO}){_LABEL})*)")
_LABELS = re.compile(rf"({_TO})?({_LABEL})")
_AFTER = re.compile(r"(?: ?\(|, ?(?:tại |ở )?| (?:có )?(?:quy định |nêu |ghi )?(?:tại |ở )|: ?| - )(?:các |từ )?")
# The verb of a sentence whose place comes last: `Luật Đấu thầu cấm chia nhỏ gói thầu tại khoản 8 Điều 16`.
_LATER = re.compile(r"(?: [^\W\d]+){1,9} (?:quy định )?tại (?:các |từ )?(?=điểm|khoản|điều)")
_OF_ANOTHER = re.compile(r",? (?:của|trong|ban hành|dự|luật|bộ|nghị|thông|quyết|hiến|pháp|này|phụ|hợp|bản)")
_SAID = r"(?: \([^\d()]{3,60}\)| (?:về |quy định về )?(?:tội |hành vi )?“[^”\d]{3,60}”)"
_BEFORE = re.compile(
    _SAID + r"?(?:,? ?(?:\((?:của )?|(?:của|trong|tại|thuộc|theo|ở|ban hành (?:kèm )?theo|kèm theo|quy định tại) )?"
    r"|,? ?- ?|,? )(?:các |cùng )?"
)
_CONNECTORS = (
    " của các", " của cùng", " của", " trong", " tại", " thuộc", " ban hành kèm theo", " ban hành theo",
    " kèm theo", " theo", " ở", " các",
)  # fmt: skip
_LAST = re.compile(r"[ivxl]+|[a-zđ]{1,2}\d{0,2}")
_WINDOW = 220
_HINTS = tuple(f"{unit} " for unit in _UNITS)
_RANK = {
    unit: rank
    for rank, unit in enumerate(
        ["đoạn", "tiết", "điểm", "khoản", "Điều", "Tiểu mục", "Mục", "Chương", "Phần", "Phụ lục"]
    )
}
_AND = re.compile("và|hoặc|hay|;")
_TO_WORD = re.compile("đến|tới|-")


def place_before(low: str, floor: int, start: int) -> tuple[Place, int] | None:
    """The place that leads up to a document at `start`, and where it begins; it cannot begin before `floor`."""
    if not _ends_with_label(low, start):
        return None
    floor = max(floor, start - _WINDOW)
    window = low[floor:start]
    first = min((place for hint in _HINTS if (place := window.find(hint)) >= 0), default=-1)
    if first < 0:
        return None
    for match in _CHAIN.finditer(window, first):
        if _BEFORE.fullmatch(window, match.end()):
            return _read(match.group()), floor + match.start()
    return None


def _ends_with_label(low: str, start: int) -> bool:
    """Whether what stands before a document can be a label at all; most often it cannot."""
    before = low[max(0, start - 40) : start].rstrip(" (,-")
    if before.endswith(_CONNECTORS):
        words = next(words for words in _CONNECTORS if before.endswith(words))
        before = before.removesuffix(words).rstrip(" (,-")
    if before.endswith((")", "”")):  # what the article is about stands between: `Điều 173 (trộm cắp) của Bộ luật`
        return True
    last = before.rsplit(" ", 2)[-2:]
    return bool(last and last[-1]) and (
        last[-1][0].isdigit() or (len(last[-1]) < 8 and _LAST.fullmatch(last[-1]) is not None) or last[0] == "thứ"
    )


def place_after(low: str, end: int) -> tuple[Place, int] | None:
    """The place that follows a document, and where it ends: `Bộ luật Hình sự, Điều 173`."""
    lead = _AFTER.match(low, end)
    match = _CHAIN.match(low, lead.end()) if lead else None
    if match is None and " tại " in low[end : end + 100] and (lead := _LATER.match(low, end)):
        match = _CHAIN.match(low, lead.end())
        match = None if match and _OF_ANOTHER.match(low, match.end()) else match
    return (_read(match.group()), match.end()) if match else None


@lru_cache(maxsize=4096)  # `khoản 1 Điều 1`: the same places come again
def _read(chain: str) -> Place:
    branches: list[list[Labels]] = []
    end = 0
    for match in _ATOMS.finditer(chain):
        first, *others = _labels(_UNITS[match.group("unit")], match.group("labels"))
        _append(branches, first, join=chain[end : match.start()] if branches else "")
        branches += [[labels] for labels in others]
        end = match.end()
    return Place(tuple(map(tuple, branches)))


def _append(branches: list[list[Labels]], labels: Labels, join: str) -> None:
    """Put a unit where it belongs: beside the last, under it, or at the beginning of a new branch."""
    branch = branches[-1] if branches else []
    last = branch[-1] if branch else None
    one_by_one = last is not None and not last.is_range and not labels.is_range
    if (
        last is not None
        and last.unit == labels.unit
        and one_by_one
        and _TO_WORD.search(join)
        and len(labels.labels) == 1
    ):
        _make_range(branches, labels.labels[0])
    elif last is not None and last.unit == labels.unit and one_by_one and len(branch) == 1:
        branch[-1] = Labels(labels.unit, last.labels + labels.labels)
    elif last is not None and len(branch) > 1 and branch[0].unit == labels.unit and _is_smaller(last, labels):
        # `Điều 4, khoản 2 Điều 7`: what was taken for a clause of the first article is one of the second.
        branches[-1:] = [branch[:1], [*branch[1:], labels]]
    elif (
        last is None
        or _AND.search(join)
        or any(earlier.unit == labels.unit for earlier in branch)
        or _turns(branch, labels)
    ):
        branches.append([labels])
    else:
        branch.append(labels)


def _make_range(branches: list[list[Labels]], to: str) -> None:
    """The last label becomes a range; what stands before it stays: `Điều 12, 13 và từ Điều 20 |đến Điều 25`."""
    last = branches[-1].pop()
    if len(last.labels) > 1:
        branches[-1].append(Labels(last.unit, last.labels[:-1]))
        branches.append([])
    branches[-1].append(Labels(last.unit, (last.labels[-1], to), is_range=True))


def _labels(unit: str, written: str) -> list[Labels]:
    """One after the other: `5, 7 đến 9, 11` is a label, a range and a label."""
    labels: list[Labels] = []
    for to, written_label in _LABELS.findall(written):
        label = _label(unit, written_label)
        last = labels[-1] if labels else None
        if last is None or (not to and last.is_range):
            labels.append(Labels(unit, (label,)))
        elif not to or last.is_range:
            labels[-1] = Labels(unit, (*last.labels, label))
        else:
            rest = [Labels(unit, last.labels[:-1])] if len(last.labels) > 1 else []
            labels[-1:] = [*rest, Labels(unit, (last.labels[-1], label), is_range=True)]
    return labels


def _label(unit: str, label: str) -> str:
    capital = unit in ("Chương", "Mục", "Phần", "Phụ lục", "Tiểu mục") and re.fullmatch("[ivxl]+|[a-zđ]", label)
    return label.upper() if capital else label


def _is_smaller(unit: Labels, other: Labels) -> bool:
    return _RANK.get(unit.unit, 0) < _RANK.get(other.unit, 0)


def _turns(branch: list[Labels], labels: Labels) -> bool:
    """Whether a branch that went from small to large units would go back to a smaller one."""
    ranks = [_RANK.get(unit.unit, 0) for unit in (*branch[-2:], labels)]
    return len(ranks) == 3 and ranks[0] < ranks[1] and ranks[2] < ranks[1]
