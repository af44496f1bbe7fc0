"""The Markdown text of a sample story: paragraphs, and the furniture of news in about its usual shares."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .datasets import SampleDataset
from .figures import amount, legal_reference, percent, whole
from .syllables import Chain

_SHORTEST, _LONGEST = 400, 545  # syllables of a story


@dataclass(frozen=True)
class Facts:
    """What a body may mention: documents issued up to `year`."""

    year: int


def text_body(rng: Random, chain: Chain, facts: Facts) -> str:
    """Paragraphs; on a share of stories headings, a list, a quotation, a table, a footnote."""
    wanted = _length(rng)
    extras = _extras(rng, chain, facts)
    blocks: list[str] = []
    written = 0
    every = 2 + int(rng.random() * 2)
    while written < wanted:
        text = paragraph(rng, chain, facts)
        written += text.count(" ") + 1
        blocks.append(text)
        if extras and len(blocks) % every == 0:
            extra = extras.pop()
            written += extra.count(" ")
            blocks.append(extra)
    blocks.extend(extras)
    if rng.random() < 0.08:
        blocks[0] += "[^1]"
        blocks.append(f"[^1]: {chain.sentence(rng, 8, 16)}")
    return "\n\n".join(blocks) + "\n"


def interview_body(rng: Random, chain: Chain, year: int) -> str:
    """`Hỏi:` before each question, `Đáp:` before answers of one or two paragraphs, a line of thanks."""
    facts = Facts(year)
    blocks = [paragraph(rng, chain, facts)]
    count = 4 + int(rng.random() * 4)
    for _ in range(count):
        question = chain.sentence(rng, 12, 26)[:-1]
        blocks.append(f"Hỏi: {question}?")
        blocks.append(f"Đáp: {paragraph(rng, chain, facts)}")
        if rng.random() < 0.4:
            blocks.append(paragraph(rng, chain, facts))
    blocks.append("Cảm ơn: Trân trọng cảm ơn người trả lời!")
    return "\n\n".join(blocks) + "\n"


def results_body(rng: Random, chain: Chain, dataset: SampleDataset) -> str:
    """A report on `dataset`. Figures stand only where they are bound to it: the prose audit reads along."""
    blocks = [plain_paragraph(rng, chain), dataset.sentence(rng), dataset.directive()]
    if rng.random() < 0.5:
        blocks.append(dataset.directive(chart=True))
    while sum(block.count(" ") for block in blocks) < _length(rng):
        blocks.append(plain_paragraph(rng, chain))
    return "\n\n".join(blocks) + "\n"


def paragraph(rng: Random, chain: Chain, facts: Facts) -> str:
    """Two to four sentences; every third or so has a number or a legal reference at its end."""
    return " ".join(_sentence(rng, chain, facts) for _ in range(2 + int(rng.random() * 3)))


def plain_paragraph(rng: Random, chain: Chain) -> str:
    return " ".join(chain.sentence(rng, 12, 28) for _ in range(2 + int(rng.random() * 3)))


def _length(rng: Random) -> int:
    return _SHORTEST + int(rng.random() * (_LONGEST - _SHORTEST - 40))


def _sentence(rng: Random, chain: Chain, facts: Facts) -> str:
    text = chain.sentence(rng, 12, 28)
    draw = rng.random()
    if draw < 0.08:
        return f"{text[:-1]} theo {legal_reference(rng, facts.year)}."
    if draw < 0.2:
        return f"{text[:-1]}, với {amount(rng)}."
    if draw < 0.24:
        return f"{text[:-1]}, đạt {percent(rng)}."
    return text


def _extras(rng: Random, chain: Chain, facts: Facts) -> list[str]:
    extras = []
    if rng.random() < 0.3:
        extras += [f"## {chain.phrase(rng, 5 + int(rng.random() * 4))}" for _ in range(2)]
    if rng.random() < 0.2:
        extras.append("\n".join(f"- {chain.sentence(rng, 8, 18)}" for _ in range(3 + int(rng.random() * 3))))
    if rng.random() < 0.15:
        extras.append(f"> {chain.sentence(rng, 14, 26)}")
    if rng.random() < 0.08:
        extras.append(_table(rng, chain))
    return extras


def _table(rng: Random, chain: Chain) -> str:
    rows = [f"| {chain.phrase(rng, 3)} | {whole(rng, 10, 9_000)} | {percent(rng)} |" for _ in range(5)]
    return "\n".join(["| Nội dung | Số lượng | Tỷ lệ |", "|---|---:|---:|", *rows])
