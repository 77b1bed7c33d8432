"""What verbs of speech are, wherever one is looked for."""

from __future__ import annotations

from newsan.language.lexicon.forms import base_forms
from newsan.language.lexicon.lookup import words


def utters(*told: str) -> bool:
    """Whether one of some words in small letters is a verb or noun of uttering.

    >>> utters("has", "said"), utters("launched")
    (True, False)
    """
    return any(form in words("cues", "utter") for word in told for form in base_forms(word))
