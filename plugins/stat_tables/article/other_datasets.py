"""Whether an article may speak of datasets that it does not call.

Most do not: they need not be read again when a figure of some dataset has changed. So all that an article takes from
the others is their vocabulary, until one of its sentences has words of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from portal.traces.trace import note_answer, unrecorded
from stat_tables.datasets.library import Library, library_of
from stat_tables.model.times import may_name_times
from stat_tables.prose.reading.prose_facts import known_table
from stat_tables.prose.reading.prose_numbers import sentences_with_numbers
from stat_tables.prose.reading.vocabulary import Vocabulary
from stat_tables.request.markdown_scan import ProseLine


def may_speak_of_any(prose: Sequence[ProseLine], library: Library) -> bool:
    """Whether a sentence with a number names a period, and a row and a column of any dataset of the library."""
    note_answer(vocabulary_digest, library.root)
    with unrecorded():
        vocabulary = _vocabulary(library)
    return any(vocabulary.may_be_meant(sentence) for sentence in sentences_with_numbers(prose, may_name_times))


def vocabulary_digest(folder: Path) -> str:
    """The words of all datasets below `folder`, as one digest."""
    return _vocabulary(library_of(folder)).digest


def _vocabulary(library: Library) -> Vocabulary:
    return Vocabulary([known_table(table, None) for table in library.everything])
