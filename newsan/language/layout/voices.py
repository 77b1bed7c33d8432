"""Whether a paragraph reads like somebody talking or like somebody telling about it: the evidence for an interview."""

from __future__ import annotations

import re
from typing import Literal

from newsan.language.lexicon.forms import base_forms
from newsan.language.lexicon.lookup import words

Voice = Literal["spoken", "told", "either"]

SHORT = 5
"""Words of a whole sentence that is an answer rather than a story: "Much rain.", "Ask the mayor."; our choice."""

_QUOTED = r"[“\"„][^“”\"\n]{0,2000}[”\"]"
_PERSON = (
    r"\b(?:I|[Ww]e|[Uu]s|[Mm]e|[Mm]y|[Oo]urs?|[Mm]ine|[Yy]ou|[Yy]ours?|[Mm]yself|[Oo]urselves|[Yy]ourself)\b"
    r"|\?(?=[\s*_”\"’']|$)|\b\w{1,10}n['’]t\b|\b(?:[Ii]t|[Tt]hat|[Tt]here|[Hh]e|[Ss]he|[Tt]hey|[Ww]hat|[Ll]et)['’](?:s|re|ll|ve|d)\b"
    r"|^(?:Yes|No|Yeah|Well|Oh|Sure|Right|Exactly|Absolutely|Thanks?|Please|Maybe)\b"
)
_FIRST = r"\b(?:I|[Mm]y|[Ww]e)\b"
"""Words for himself of a narrator who tells what he was told: "Who are you?" they asked, and I ran."""

_TOLD = r"[,?!][”\"’]((?:\s+[^\W\d_]+){2,5})"
_REPORTS = (
    r"\b(?:[A-Z][\w’'-]{1,40}|[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he|[Aa]n?)\s\w{1,40}),?\s(?:\w{1,40}\s)?"
    r"(?:said|says|told|added|asked)\b"
)
_NAMED = r"[A-Z][\w’'-]{1,40}(?:\s[A-Z][\w.’'-]{1,40}){1,5},?\s(?:is|was|has|had|were|are|who|will|[a-z]+ed)\b"


def voice(text: str, start: int, end: int) -> Voice:
    """How a paragraph reads; what it quotes does not count.

    Spoken are "I", "we", "you", questions and contractions; told are reports of speech and a name's biography.

    >>> told = ("We had no sand.", "“No sand,” Ann Hall said.", "The dam was built of grey sand.")
    >>> [voice(text, 0, len(text)) for text in told]
    ['spoken', 'told', 'either']
    """
    own = re.compile(_QUOTED).sub(" ", text[start:end])
    if tells(text, start, end):
        return "spoken" if re.compile(_FIRST).search(own) else "told"
    if re.compile(_PERSON).search(own):
        return "spoken"
    if re.compile(_REPORTS).search(own) or re.compile(_NAMED).match(own):
        return "told"
    return "spoken" if own.rstrip()[-1:] in tuple(".!…") and len(own.split()) <= SHORT else "either"


def in_person(text: str, start: int, end: int) -> bool:
    """Whether a paragraph holds "I", "we", "you", a question or a contraction outside of what it quotes."""
    return bool(re.compile(_PERSON).search(re.compile(_QUOTED).sub(" ", text[start:end])))


def tells(text: str, start: int, end: int) -> bool:
    """Whether a paragraph tells who said what in the form “…,” she said."""
    return any(
        form in words("cues", "utter")
        for told in re.compile(_TOLD).finditer(text, start, end)
        for word in told[1].lower().split()
        for form in base_forms(word)
    )
