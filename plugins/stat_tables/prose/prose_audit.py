"""Does the text say what the datasets say? Each number with a unit agrees, contradicts or stands in no dataset.

A number is bound by what stands around it: period, row, column, direction, unit (`binding`). Then, for each table:

1. *Agrees*: equals a figure that the sentence may mean, is one rounded to its own last digit, or fits one by its word
   (`gần`, `hơn`, `khoảng` …); or does so with a difference, change, sum, share or ratio of such figures.
2. *Contradicts*: it is the figure of another row, column or period than the sentence names; has two digits swapped, the
   wrong sign or direction, or is off by a thousand; says `%` for percentage points; or the sentence names its figure in
   words that are all those of the table, and the number is another one.
3. *Elsewhere*: the sentence names a period or place that the table does not have; nothing is said of it.
4. *Not in the data*, otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.i18n import Translator
from stat_tables.model.table import Table
from stat_tables.prose.reading.prose_facts import known_table
from stat_tables.prose.reading.prose_numbers import TIMES, ProseNumber, sentences
from stat_tables.prose.reading.sentence_reading import SentenceReading, read, readings
from stat_tables.prose.reading.vocabulary import Vocabulary
from stat_tables.request.markdown_scan import ProseLine

from .judge import Judge
from .verdicts.judgement import FigureJudgement, Verdict, digits_swapped, mind_the_direction
from .within_sentence import is_rate_of_figures, mistyped_rate, share_in_points, turned

_ = Translator(__file__)


@dataclass(frozen=True)
class DoubtfulFigure:
    """A number, as written in `text`, that does not agree with the data; `contradicts` or is merely not found there."""

    contradicts: bool
    message: str
    line: int
    hint: str
    code: str
    text: str = ""


def audit_prose(prose: Sequence[ProseLine], tables: Sequence[Table], as_of: date | None) -> list[DoubtfulFigure]:
    """Findings in the order of the text; numbers that agree give none."""
    known = [known_table(table, as_of) for table in tables]
    said = {text: unit for table in known for text, unit in table.said.items()}
    findings = []
    for sentence, reading in readings(sentences(prose, said)):
        judges = [Judge(reading, table) for table in known]
        for number in sentence.numbers:
            finding = _finding(number, judges, reading)
            if finding is not None:
                findings.append(finding)
    return findings


def audit_uncalled(
    prose: Sequence[ProseLine], called: Sequence[Table], others: Sequence[Table], as_of: date | None
) -> list[DoubtfulFigure]:
    """Numbers that contradict a dataset which the story does not call, though it names its row and its column.

    Nothing is said of what agrees with any dataset, or is only near: a story may count in its own way.
    """
    known = [known_table(table, as_of) for table in others]
    said = {text: unit for table in known for text, unit in table.said.items()}
    own = [known_table(table, as_of) for table in called]
    findings = []
    for sentence in sentences(prose, said, Vocabulary(known).may_be_meant) if known else ():
        reading = read(sentence.text, sentence.numbers)
        words = {token.text for token in reading.tokens}
        judges = [Judge(reading, table) for table in known if table.may_be_named(words)]
        for number in sentence.numbers if judges else ():
            against = next((judge for judge in judges if judge.contradicts_by_name(number)), None)
            judgement = against.judge(number) if against else None
            if against is None or judgement is None:
                continue
            all_judges = [*judges, *(Judge(reading, table) for table in own)]
            if any((each := judge.judge(number)) and each.verdict is Verdict.AGREES for judge in all_judges):
                continue
            finding = _contradiction(number, judgement)
            hint = _("call the dataset “{name}”, or check the figure", name=against.known.table.id)
            findings.append(DoubtfulFigure(False, finding.message, number.line, hint, "other-dataset", number.text))
    return findings


def _finding(number: ProseNumber, judges: Sequence[Judge], reading: SentenceReading) -> DoubtfulFigure | None:
    if wrong := turned(number, reading):
        return DoubtfulFigure(True, wrong, number.line, mind_the_direction(), "contradiction", number.text)
    if wrong := share_in_points(number, reading):
        hint = _("a rate itself is in per cent: write “%”")
        return DoubtfulFigure(True, wrong, number.line, hint, "contradiction", number.text)
    judgements = [judgement for judge in judges if (judgement := judge.judge(number)) is not None]
    verdicts = {judgement.verdict for judgement in judgements}
    if Verdict.AGREES in verdicts:
        return None
    against = [judgement for judgement in judgements if judgement.verdict is Verdict.CONTRADICTS]
    if against:
        return _contradiction(number, next((each for each in against if each.bound), against[0]))
    if wrong := mistyped_rate(number, reading):
        return DoubtfulFigure(True, wrong, number.line, digits_swapped(), "contradiction", number.text)
    if is_rate_of_figures(number, reading):
        return None
    return None if verdicts <= {Verdict.ELSEWHERE} or number.unit == TIMES else _absent(number)


def _contradiction(number: ProseNumber, judgement: FigureJudgement) -> DoubtfulFigure:
    fact = judgement.fact
    told = f"{fact.place}: {fact.text}" if fact else ""
    message = _("“{text}” contradicts the data: {fact}", text=number.text, fact=told)
    return DoubtfulFigure(True, message, number.line, judgement.hint, "contradiction", number.text)


def _absent(number: ProseNumber) -> DoubtfulFigure:
    message = _("“{text}” is in none of the datasets that this article uses", text=number.text)
    hint = _("check it; bind it with {{so: …}} if it comes from a dataset")
    return DoubtfulFigure(False, message, number.line, hint, "not-in-data", number.text)
