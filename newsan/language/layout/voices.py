"""Whether a paragraph reads like somebody talking: the evidence for an interview."""

from __future__ import annotations

import re

from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.verbs import utters

SHORT = 5
"""Words of a whole sentence that is an answer rather than a story: "Much rain.", "Ask the mayor."; our choice."""

_QUOTED = re.compile(r"[“\"„][^“”\"\n]{0,2000}[”\"]")
_PERSON = Pattern(
    r"\b<Grammar.i,you>\b|\?(?=[\s*_”\"’']|$)|\b\w{1,10}n['’]t\b|\b<Interviews.contracted>['’](?:s|re|ll|ve|d)\b"
    r"|^<Interviews.reply>\b"
)
_TOLD = re.compile(r"[,?!][”\"’]((?:\s+[^\W\d_]+){2,5})")
_REPORTS = Pattern(
    r"\b(?:[A-Z][\w’'-]{1,40}|<Grammar.subject>|<Grammar.determiner>\s\w{1,40}),?\s(?:\w{1,40}\s)?<contexts.say>\b"
)


def in_person(text: str, start: int, end: int) -> bool:
    """Whether a paragraph holds "I", "we", "you", a question or a contraction outside of what it quotes."""
    return bool(_PERSON.search(_QUOTED.sub(" ", text[start:end])))


def talks(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is in person or as short as an answer.

    >>> [talks(text, 0, len(text)) for text in ("We had no sand.", "Much rain.", "The dam was built of grey sand.")]
    [True, True, False]
    """
    words = text[start:end].split()
    return in_person(text, start, end) or (len(words) <= SHORT and text[end - 1] in ".!…")


def tells(text: str, start: int, end: int) -> bool:
    """Whether a paragraph tells who said what: “…,” she said; without "I", "you" or a question also: She said it."""
    if any(utters(*told[1].lower().split()) for told in _TOLD.finditer(text, start, end)):
        return True
    return not in_person(text, start, end) and bool(_REPORTS.search(text, start, end))
