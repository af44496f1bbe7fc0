"""Write the file of spellings that term_forms.py reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from site_search.arrays.runs import Runs, woven
from site_search.index.inverted import Inverted
from site_search.index.lexicon import NO_WORD
from site_search.index.term_forms import FILE_NAME


def write_term_forms(folder: Path, inverted: Inverted) -> None:
    """One line `folded TAB term` for each term, by code points."""
    lexicon = inverted.lexicon
    firsts = np.concatenate([part.firsts for part in inverted.ranges])
    seconds = np.concatenate([part.seconds for part in inverted.ranges])
    first_forms, second_forms = lexicon.folded_of[firsts], lexicon.folded_of[seconds]
    second_forms[seconds == NO_WORD] = NO_WORD
    order = np.lexsort((second_forms, first_forms))
    lines = woven(
        lexicon.folded_text.terms(first_forms[order], second_forms[order]),
        Runs.repeated(b"\t", len(order)),
        lexicon.text.terms(firsts[order], seconds[order]),
        Runs.repeated(b"\n", len(order)),
    )
    (folder / FILE_NAME).write_bytes(lines.source.tobytes())
