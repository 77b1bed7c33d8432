"""Actors called "he", "they", "the mayor" or "the network": they are holders and targets like those who are named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from newsan.document import Span
from newsan.language.coreference.antecedents import answer
from newsan.language.coreference.discourse import Discourse
from newsan.language.coreference.questions import question
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.noun_phrases import read_noun_phrase

SURE, LEAD = 0.5, 0.75
"""How likely somebody has to be meant, and their share of the probability of the two likeliest."""

_ONE = "(?:he|him|his|she|her)"
_PRONOUN = re.compile(rf"\b(?:{_ONE} or {_ONE}|({_ONE}|they|them|their|its?))\b", re.IGNORECASE)
"""Pronouns; "he or she" is anybody."""

_DESCRIBED = re.compile(r"\b[Tt]he ([a-z]+)(?:[ -]([a-z]+))?\b(?!['’-]| [A-Z])")


def stand_ins(text: str, line: Span) -> list[Span]:
    """The words of a stretch of text that mean one actor without the name, in order: "she", "the foreign minister"."""
    return sorted(
        [*(pronoun.span(1) for pronoun in _PRONOUN.finditer(text, *line) if pronoun[1]), *_descriptions(text, line)]
    )


def _descriptions(text: str, line: Span) -> Iterator[Span]:
    """Where "the" stands before the noun of somebody's office or trade, or of a body."""
    nouns = _nouns()
    for phrase in _DESCRIBED.finditer(text, *line):
        first, second = phrase[1], phrase[2] or ""
        if second in nouns or f"{first} {second}" in nouns:
            yield phrase.span()
        elif first in nouns:
            yield phrase.start(), phrase.end(1)


@cache
def _nouns() -> frozenset[str]:
    """The nouns that say who somebody is, and not merely that it is a person, or somebody's relative; and of bodies."""
    people = words("roles", "male", "female", "any") - words("roles", "loose", "kin", "relation")
    return people | words("bodies")


def meant(discourse: Discourse, span: Span) -> str | None:
    """The name of the entity that a stand-in means, in the article's own words or in a known speaker's."""
    around = discourse.contents.around(span)
    speaker = discourse.keys.get(around[1]) if around else None
    asked = question(discourse, read_noun_phrase(discourse.index, *span)) if speaker or not around else None
    candidate = answer(asked, SURE, LEAD).candidate if asked else None
    if candidate is None or candidate.key.entity < 0 or candidate.key == speaker:
        return None
    return discourse.index.entities[candidate.key.entity].name


class StandIns:
    """The stand-ins of a text, in order; whom one means is found when it is asked for, since few are asked for."""

    def __init__(self, spans: Iterable[Span], find: Callable[[Span], str | None]) -> None:
        self.spans = sorted(spans)
        self._find = find
        self._names: dict[Span, str | None] = {}
        self._unasked = set(self.spans)

    def name(self, span: Span) -> str | None:
        """The name of the entity that a span means; None if that is not known, or it is no stand-in."""
        if span in self._unasked:
            self._unasked.remove(span)
            self._names[span] = self._find(span)
        return self._names.get(span)
