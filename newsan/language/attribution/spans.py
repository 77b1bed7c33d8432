"""The span of a source, put right: whole words, the determiner that says which one, and the "it" that is nobody."""

from __future__ import annotations

import re

from newsan.document import Span

LONGEST_WORD = 40
"""Characters of a word that are looked at."""

_PASSIVE = ("is ", "was ", "has been ", "had been ", "been ", "being ")
_DETERMINERS = re.compile(
    r"\b(?:(?:another|an?|the|one|two|three|some|several|many|most|other|senior|top|former)[ ])+$", re.IGNORECASE
)
_CUT_BEFORE = re.compile(r"[\w&'’-][\w.&'’-]*\Z")
_CUT_AFTER = re.compile(r"(?:[\w&-]|(?<=\b\w)\.)(?:[\w&-]|\.\w|(?<=\.\w)\.)*")


def is_expletive(text: str, source: Span | None, cue: Span | None) -> bool:
    """Whether the source is the "it" of "it was reported that", which is nobody."""
    if source is None or cue is None or text[slice(*source)].lower() != "it":
        return False
    return text[slice(*cue)].lower().startswith(_PASSIVE)


def whole_words(text: str, span: Span) -> Span:
    """A span with all of the words that it cuts, as in "U.S. officials"."""
    before = _CUT_BEFORE.search(text, max(0, span[0] - LONGEST_WORD), span[0])
    after = _CUT_AFTER.match(text, span[1], span[1] + LONGEST_WORD)
    return before.start() if before else span[0], after.end() if after else span[1]


def with_determiner(text: str, source: Span) -> Span:
    """A source with the words before it that say which one: "Another | U.S. official" is not the first one."""
    before = _DETERMINERS.search(text, max(0, source[0] - 40), source[0])
    return (before.start(), source[1]) if before else source
