"""The sample archive made as untidy as a real one: capitals, tags, codes, abbreviations, foreign names, set phrases."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from bench.archive import sample_documents
from portal.exchange import SearchDocument

_OPENINGS = (
    "Khởi tố, bắt tạm giam {}",
    "[Ảnh] {}",
    "“{}”",
    "Vụ án {}: Tòa tuyên y án",
    "Hội nghị triển khai công tác {}",
    "TP.HCM: {}",
    "UBND tỉnh yêu cầu làm rõ {}",
    "{} – bài cuối",
    "Covid-19 sáng {day}: {}",
    "Giá vàng hôm nay {day}: {}",
    "Thi hành án dân sự {}",
    "{}, ai chịu trách nhiệm?",
    "Cục THADS {}",
    "{} tăng {number}%",
    "Nghị định {code}/NĐ-CP {}",
)
_FOREIGN = ("Samsung Galaxy", "Manchester United", "Joe Biden", "Facebook", "VinFast VF e34", "World Cup", "Boeing 737")
_LEADS = (
    "(PLVN) - {}",
    "(PLVN) – Sáng {day}, {}",
    "Theo TAND TP Hà Nội, {}",
    "{} (Nguồn: TTXVN)",
    "Ngày {day}, Cơ quan CSĐT cho biết: {}",
)
_BOILERPLATE = (
    "Cơ quan thi hành án dân sự tỉnh cho biết sẽ tiếp tục phối hợp với các sở, ban, ngành liên quan để làm rõ vụ việc.",
    "Báo Pháp luật Việt Nam sẽ tiếp tục thông tin đến bạn đọc diễn biến mới nhất của vụ việc.",
    "Theo quy định tại Điều 35 Luật Thi hành án dân sự, chấp hành viên có quyền yêu cầu cơ quan, tổ chức phối hợp.",
    "Mời bạn đọc gửi ý kiến về toà soạn theo địa chỉ ở cuối trang; toà soạn trân trọng cảm ơn.",
)


def messy_documents(count: int, seed: int = 1) -> Iterator[SearchDocument]:
    """The stories of `sample_documents`, each with its own mess."""
    for document in sample_documents(count, seed):
        yield _messy(document, Random(f"{seed}-{document.id}"))


def _messy(document: SearchDocument, rng: Random) -> SearchDocument:
    values = {
        "day": f"{rng.randint(1, 28)}/{rng.randint(1, 12)}",
        "number": f"{rng.randint(1, 90)},{rng.randint(1, 9)}",
        "code": f"{rng.randint(1, 180)}/{rng.randint(2015, 2025)}",
    }
    title, sapo, body = document.title, document.sapo, document.body
    if rng.random() < 0.35:
        title = rng.choice(_OPENINGS).format(title, **values)
    if rng.random() < 0.1:
        title = f"{title} {rng.choice(_FOREIGN)}"
    if rng.random() < 0.12:
        title = title.upper()
    if rng.random() < 0.7:
        sapo = rng.choice(_LEADS).format(sapo, **values)
    body = "\n\n".join([body, *rng.sample(_BOILERPLATE, rng.randint(0, 2))])
    if rng.random() < 0.1:
        title, body = unicodedata.normalize("NFD", title), unicodedata.normalize("NFD", body)
    return replace(document, title=title, sapo=sapo, body=body)
