"""A subject and a finite verb as text, for forms of news writing that are read before anybody is named."""

from __future__ import annotations

import re

from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.titles import is_title

REACH = 200
"""Characters of a subject: a long apposition fits ("Jane Doe, who …")."""

_WORD = r"[\w’'-]+"
_RUN = re.compile(r"\S+")

DETERMINED = rf"<Grammar.determiner>\s+(?:{_WORD}\s+){{0,3}}?{_WORD}(?<!['’]s)"
"""A noun phrase that its determiner opens: "the mayor of Porto" as far as "the mayor"."""

NAMED = rf"(?:[A-Z][\w’'-]*\.?\s+){{0,4}}[A-Z]{_WORD}(?<!['’]s)"
"""Words with capitals: "Mr. Bo Ek"."""

SUBJECT = rf"(?:<grammar.subject>|{DETERMINED}|{NAMED})"
"""Somebody who says something: "she", "the mayor", "Bo Ek"."""

FINITE = r"(?:[a-z]{2,}(?:ed|s)|<reporting.past>)"
"""A verb in the past or the present tense, regular or one that is often used for speech."""

BEING = Pattern(r"((?:<grammar.have> )?(?!['’])<reporting.be>)\s+(?=\w)")
"""A form of "be" before another word: "was |", "has been |"."""


def subject_end(text: str, start: int) -> int:
    """The end of a subject that begins at a position: that of its clause, or before a time, a place or a listener."""
    last = start
    for word in _RUN.finditer(text, start, start + REACH):
        bare = word[0].rstrip(",.;:!?")
        if bare.lower() in words("grammar", "preposition") - words("reporting", "complement") or not bare[:1].isalnum():
            break
        last = word.start() + len(bare)
        if word[0] != bare and not is_abbreviation(word[0]):
            break
    return last


def is_abbreviation(word: str) -> bool:
    """Whether a word with a full stop is a title, an initial, letters or a legal form: Mr., J., U.S., Inc.

    >>> [is_abbreviation(word) for word in ("Mr.", "J.", "U.S.", "Inc.", "Lee.")]
    [True, True, True, True, False]
    """
    if not word.endswith("."):
        return False
    short = word.casefold() in words("names", "company", "generation", "way")
    return short or is_title(word) or is_title(word[:-1]) or len(word) == 2 or "." in word[:-1]
