"""The subjects of fears: somebody who is worried that others will do something is wary of them."""

from __future__ import annotations

import re

from newsan.document import Attribution, Span
from newsan.language.lexicon.lookup import words

LONGEST_OPENING = 24
"""Characters before the subject of what is feared: "that the former"."""

_WORD = re.compile(r"[^\W_]+")


def is_feared(text: str, one: Attribution, span: Span) -> bool:
    """Whether a name is the subject of what somebody fears: "worried that the Danish government plans".

    The name of a victim may stand there, too ("that Norland may starve"), so this is not evidence on its own.
    """
    if one.cue is None or not one.content or not words("cues", "fear").intersection(_words(text, one.cue)):
        return False
    start = one.content[0][0]
    if not start <= span[0] <= start + LONGEST_OPENING:
        return False
    return all(word == "that" or word in words("acts", "determiner") for word in _words(text, (start, span[0])))


def _words(text: str, span: Span) -> list[str]:
    return _WORD.findall(text[slice(*span)].lower())
