"""The end of a quotation whose closing mark is lost: “The dam is safe, said Ann Hall, who built it.

A mark that is never closed ends with its paragraph, or goes on in the next; but not where the paragraph itself says
who has been speaking.
"""

from __future__ import annotations

from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.subjects import DETERMINED, NAMED, SUBJECT
from newsan.language.syntax.verbs import utters

_TOLD = Pattern(
    rf"[,?!](?=\s+(?:(?P<before>[a-z]+)\s+(?:{NAMED}|{DETERMINED})(?=[\s,.])|(?!I\s){SUBJECT}\s+(?P<behind>[a-z]+)[.,]))"
)


def lost_end(text: str, start: int, stop: int) -> int | None:
    """The end of the words that open at ``start``, if their speaker is named before ``stop``; None if not.

    It finds two in PolNeAR's training part, both of them lost marks, and none in Wikinews and the entity corpora.

    >>> lost_end("“It holds, said Ann Hall, who built it.", 0, 39)
    10
    """
    for told in _TOLD.finditer(text, start, stop):
        if _utters(told["before"] or told["behind"]):
            return told.end()
    return None


def _utters(verb: str) -> bool:
    """Whether a verb in the past or the present tense utters something: said, asks."""
    finite = verb.endswith(("ed", "s")) or verb in words("reporting", "past")
    return finite and utters(verb)
