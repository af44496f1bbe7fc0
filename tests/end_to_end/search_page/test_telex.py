"""Telex and VNI are repaired as the Python side repairs them, for every valid syllable and for scraps of keys."""

from __future__ import annotations

from random import Random

import pytest
from playwright.sync_api import Page

from portal.vietnam.spelling import ONSETS, RHYMES
from site_search.language.syllables import TONES, repair

from .conftest import Call

pytestmark = pytest.mark.browser
MARKS = {
    "ă": ("aw", "a8"),
    "â": ("aa", "a6"),
    "ê": ("ee", "e6"),
    "ô": ("oo", "o6"),
    "ơ": ("ow", "o7"),
    "ư": ("uw", "u7"),
}
VNI_TONES = dict(zip(TONES, "21345", strict=True))


def typed_forms(rng: Random) -> list[str]:
    """Keys for every onset and rhyme with a tone, in both methods; and 2,000 random scraps."""
    forms = []
    for onset in ONSETS:
        for rhyme in sorted(RHYMES):
            tone = rng.choice(list(TONES))
            for method in (0, 1):
                keys = (onset + rhyme).replace("đ", ("dd", "d9")[method])
                for letter, typed in MARKS.items():
                    keys = keys.replace(letter, typed[method])
                forms.append(keys + (tone if method == 0 else VNI_TONES[tone]))
    scraps = ["".join(rng.choices("abcdeghiklmnopqrstuvxywfj0123456789", k=rng.randint(1, 8))) for _ in range(2000)]
    return forms + scraps


def test_same_as_python(modules: Page, call: Call) -> None:
    forms = typed_forms(Random(5))
    repaired = modules.evaluate(
        "async (forms) => { const { repair } = await import('/js/search/engine/telex.js'); return forms.map(repair); }",
        forms,
    )
    different = [(form, mine, repair(form)) for form, mine in zip(forms, repaired, strict=True) if mine != repair(form)]
    assert different == []
