"""Whether a paragraph reads like somebody talking or like somebody telling about it: the evidence for an interview."""

from __future__ import annotations

import re
from typing import Literal

from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.verbs import utters

Voice = Literal["spoken", "told", "either"]

SHORT = 5
"""Words of a whole sentence that is an answer rather than a story: "Much rain.", "Ask the mayor."; our choice."""

_QUOTED = re.compile(r"[“\"„][^“”\"\n]{0,2000}[”\"]")
_PERSON = Pattern(
    r"\b<Grammar.i,you>\b|\?(?=[\s*_”\"’']|$)|\b\w{1,10}n['’]t\b|\b<Interviews.contracted>['’](?:s|re|ll|ve|d)\b"
    r"|^<Interviews.reply>\b"
)
_FIRST = re.compile(r"\b(?:I|[Mm]y|[Ww]e)\b")
"""Words for himself of a narrator who tells what he was told: "Who are you?" they asked, and I ran."""

_TOLD = re.compile(r"[,?!][”\"’]((?:\s+[^\W\d_]+){2,5})")
_REPORTS = Pattern(
    r"\b(?:[A-Z][\w’'-]{1,40}|<Grammar.subject>|<Grammar.determiner>\s\w{1,40}),?\s(?:\w{1,40}\s)?<contexts.say>\b"
)
_NAMED = Pattern(r"[A-Z][\w’'-]{1,40}(?:\s[A-Z][\w.’'-]{1,40}){1,5},?\s(?:<grammar.auxiliary,relative>|[a-z]+ed)\b")


def voice(text: str, start: int, end: int) -> Voice:
    """How a paragraph reads; what it quotes does not count.

    Spoken are "I", "we", "you", questions and contractions; told are reports of speech and a name's biography.

    >>> told = ("We had no sand.", "“No sand,” Ann Hall said.", "The dam was built of grey sand.")
    >>> [voice(text, 0, len(text)) for text in told]
    ['spoken', 'told', 'either']
    """
    own = _QUOTED.sub(" ", text[start:end])
    if tells(text, start, end):
        return "spoken" if _FIRST.search(own) else "told"
    if _PERSON.search(own):
        return "spoken"
    if _REPORTS.search(own) or _NAMED.match(own):
        return "told"
    return "spoken" if own.rstrip()[-1:] in tuple(".!…") and len(own.split()) <= SHORT else "either"


def in_person(text: str, start: int, end: int) -> bool:
    """Whether a paragraph holds "I", "we", "you", a question or a contraction outside of what it quotes."""
    return bool(_PERSON.search(_QUOTED.sub(" ", text[start:end])))


def tells(text: str, start: int, end: int) -> bool:
    """Whether a paragraph tells who said what in the form “…,” she said."""
    return any(utters(*told[1].lower().split()) for told in _TOLD.finditer(text, start, end))
