"""People called "he", "her" or "the mayor" inside somebody's words: they are targets of the speaker's stance, too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import log
from typing import get_args

from newsan.document import Span
from newsan.language.coreference.candidates import described
from newsan.language.coreference.discourse import Discourse
from newsan.language.coreference.salience import MARGIN, SENTENCES_BACK, Key, before
from newsan.language.entities.genders import Gender
from newsan.language.index import quote_at, sentence_at
from newsan.language.lexicon.lookup import words
from newsan.language.quotations.content_index import ContentIndex
from newsan.language.syntax.noun_phrases import read_noun_phrase

SAME_SPEECH, SPOKE, OFTEN = 3.0, -1.0, 1.0
"""The scores for somebody named in the same speech, against somebody who was last the speaker of another speech, and
for somebody whom the text names often (for each power of e).  Our choice: speakers speak mostly about the person whom
the article is about.  The development articles come out the same for half as much and for twice as much."""

NAMED_OTHERWISE = -3.0
"""The score against a person whose given name is mostly one of the other gender."""

CALLED = 3
"""Times that the text must call somebody "he" rather than "she" for that to count more than the given name."""

LEAST = 1.0
"""Score from which on somebody is taken for the person who is meant."""

_PRONOUN = re.compile(r"\b(?:he|him|his|she|her)\b", re.IGNORECASE)
_DESCRIBED = re.compile(r"\b[Tt]he ([a-z]+)(?:[ -]([a-z]+))?\b(?!['’-]| [A-Z])")


def stand_ins(text: str, line: Span) -> list[Span]:
    """The words of a stretch of text that mean one person without the name, in order: "she", "the foreign minister"."""
    return sorted([*(found.span() for found in _PRONOUN.finditer(text, *line)), *_descriptions(text, line)])


def _descriptions(text: str, line: Span) -> Iterator[Span]:
    """Where "the" stands before the noun of somebody's office or trade."""
    offices = _offices()
    for found in _DESCRIBED.finditer(text, *line):
        first, second = found[1], found[2] or ""
        if second in offices or f"{first} {second}" in offices:
            yield found.span()
        elif first in offices:
            yield found.start(), found.end(1)


@cache
def _offices() -> frozenset[str]:
    """The nouns that say who somebody is, and not merely that it is a person, or somebody's relative."""
    return words("roles", "male", "female", "any") - words("roles", "loose", "kin", "relation")


def meant(discourse: Discourse, contents: ContentIndex, spans: Iterable[Span]) -> dict[Span, str]:
    """The names of the entities that stand-ins mean, for those inside what is said of somebody else.

    The discourse must be that of the whole text: those spoken of before a pronoun are remembered there, and the
    speaker, who often comes later, is known not to be meant.  "The mayor" means the only one whom the text so far calls
    so.
    """
    fits = {gender: _fits(discourse, gender) for gender in get_args(Gender)}
    found: dict[Span, str] = {}
    for span in spans:
        around, gender = contents.around(span), _gender(discourse, span)
        speaker = discourse.keys.get(around[1]) if around else None
        if not around or not speaker:
            continue
        entity = None
        if gender is None:
            entity = _called_so(discourse, span, speaker)
        elif _is_other(discourse, span, fits[gender].get(speaker)):
            entity = _meant(discourse, span, around[0], speaker, fits[gender])
        if entity is not None:
            found[span] = discourse.index.entities[entity].name
    return found


def _called_so(discourse: Discourse, span: Span, speaker: Key) -> int | None:
    """The number of the only person whom the text before a description describes so, if that is not the speaker."""
    entities = described(discourse.index, discourse.candidates, read_noun_phrase(discourse.index, *span), ("person",))
    return next(iter(entities)) if len(entities) == 1 and speaker.entity not in entities else None


def _gender(discourse: Discourse, span: Span) -> Gender | None:
    """The gender of a pronoun; None for other words."""
    word = discourse.index.text[span[0] : span[1]].lower()
    return "male" if word in ("he", "him", "his") else "female" if word in ("she", "her") else None


def _fits(discourse: Discourse, gender: Gender) -> dict[Key, float]:
    """What gender says for or against everybody who is spoken of; those whom it rules out are missing."""
    called = Counter(
        (one.key, found) for one in discourse.history.references if (found := _gender(discourse, one.span))
    )
    fits: dict[Key, float] = {}
    for key in discourse.history.counts:
        balance = sum(called[key, other] * (1 if other == gender else -1) for other in get_args(Gender))
        fit = _fit(discourse, key, gender)
        if fit is not None:
            fits[key] = 1.0 if fit < 0 and balance >= CALLED else fit
    return fits


def _fit(discourse: Discourse, key: Key, gender: Gender) -> float | None:
    """What somebody's titles, roles and given name say; None rules them out, a given name only speaks against them."""
    if key.entity < 0:
        return 0.0 if key.kind == "person" else None
    if discourse.index.entities[key.entity].type != "person":
        return None
    entity_traits = discourse.traits[key.entity]
    if entity_traits.gender in (None, gender):
        return float(entity_traits.gender == gender)
    return None if entity_traits.certain else NAMED_OTHERWISE


def _is_other(discourse: Discourse, span: Span, fit: float | None) -> bool:
    """Whether a pronoun cannot be the speaker, who is "I" in quotation marks and often "he" in reported speech."""
    return fit is None or fit < 0 or quote_at(discourse.index, span[0]) is not None


def _meant(discourse: Discourse, span: Span, content: Span, speaker: Key, fits: Mapping[Key, float]) -> int | None:
    """The number of the entity whom a pronoun inside a content means, None if two are about equally likely."""
    here = sentence_at(discourse.index, span[0])
    scores: dict[Key, float] = {}
    spoke: dict[Key, bool] = {}
    for reference in before(discourse.history, span[0]):
        key, back = reference.key, here - reference.sentence
        if key == speaker or key not in fits or back > SENTENCES_BACK:
            continue
        weight = SPOKE if spoke.setdefault(key, reference.speaking) else reference.weight
        weight = SAME_SPEECH if reference.position >= content[0] else weight
        score = fits[key] + weight - back / 2 + OFTEN * log(discourse.history.counts[key])
        scores[key] = max(score, scores.get(key, score))
    ranked = sorted(((score, key.entity) for key, score in scores.items()), reverse=True)
    if not ranked or ranked[0][0] < LEAST or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1] if ranked[0][1] >= 0 else None
