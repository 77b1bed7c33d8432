"""People called "he", "her" or "the mayor" inside somebody's words: they are targets of the speaker's stance, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from newsan.document import Span
from newsan.language.coreference.questions import meant as whom
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.resolve import Resolved
from newsan.language.syntax.noun_phrases import read_noun_phrase

SURE = 0.7
"""How likely somebody has to be meant."""

_PRONOUN = re.compile(r"\b(?:he|him|his|she|her)\b", re.IGNORECASE)
_DESCRIBED = re.compile(r"\b[Tt]he ([a-z]+)(?:[ -]([a-z]+))?\b(?!['’-]| [A-Z])")


def stand_ins(text: str, line: Span) -> list[Span]:
    """The words of a stretch of text that mean one person without the name, in order: "she", "the foreign minister"."""
    return sorted([*(pronoun.span() for pronoun in _PRONOUN.finditer(text, *line)), *_descriptions(text, line)])


def _descriptions(text: str, line: Span) -> Iterator[Span]:
    """Where "the" stands before the noun of somebody's office or trade."""
    offices = _offices()
    for phrase in _DESCRIBED.finditer(text, *line):
        first, second = phrase[1], phrase[2] or ""
        if second in offices or f"{first} {second}" in offices:
            yield phrase.span()
        elif first in offices:
            yield phrase.start(), phrase.end(1)


@cache
def _offices() -> frozenset[str]:
    """The nouns that say who somebody is, and not merely that it is a person, or somebody's relative."""
    return words("roles", "male", "female", "any") - words("roles", "loose", "kin", "relation")


def meant(resolved: Resolved, spans: Iterable[Span]) -> dict[Span, str]:
    """The names of the entities that stand-ins mean, for those inside what is said of somebody else."""
    named: dict[Span, str] = {}
    for span in spans:
        around = resolved.contents.around(span)
        speaker = resolved.keys.get(around[1]) if around else None
        if speaker is None:
            continue
        found = whom(resolved.discourse, read_noun_phrase(resolved.index, *span), least=SURE)
        if found and found.key != speaker and found.key.entity >= 0:
            named[span] = resolved.index.entities[found.key.entity].name
    return named
