"""Actors called "he", "the mayor" or "the network": they are holders and targets like those who are named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import log
from typing import get_args

from newsan.document import Span
from newsan.language.coreference.antecedents import answer
from newsan.language.coreference.questions import question
from newsan.language.coreference.salience import Key, before
from newsan.language.entities.genders import Gender
from newsan.language.index import quote_at, sentence_at
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.resolve import Resolved
from newsan.language.syntax.noun_phrases import read_noun_phrase

SAME_SPEECH, SPOKE, OFTEN = 3.0, -1.0, 1.0
"""The scores for somebody named in the same speech, against somebody who was last the speaker of another speech, and
for somebody whom the text names often (for each power of e).  Our choice: speakers speak mostly about the person whom
the article is about.  The development articles come out the same for half as much and for twice as much."""

NAMED_OTHERWISE = -3.0
"""The score against a person whose given name is mostly one of the other gender."""

MARGIN, SENTENCES_BACK = 0.75, 8
"""Lead in score that the best needs over the second; sentences after which nobody is looked for any more."""

CALLED = 3
"""Times that the text must call somebody "he" rather than "she" for that to count more than the given name."""

SURE = 0.7
"""How likely somebody has to be meant by a description, and their share of the probability of the two likeliest; the
pairs of the 44 development articles are the same from 0.5 to 0.8."""

LEAST = 1.0
"""Score from which on somebody is taken for the person who is meant."""

_ONE = "(?:he|him|his|she|her)"
_PRONOUN = re.compile(rf"\b(?:{_ONE} or {_ONE}|({_ONE}))\b", re.IGNORECASE)  # "he or she" is anybody
_DESCRIBED = re.compile(r"\b[Tt]he ([a-z]+)(?:[ -]([a-z]+))?\b(?!['’-]| [A-Z])")


def stand_ins(text: str, line: Span) -> list[Span]:
    """The words of a stretch of text that mean one actor without the name, in order: "she", "the foreign minister"."""
    return sorted(
        [*(found.span(1) for found in _PRONOUN.finditer(text, *line) if found[1]), *_descriptions(text, line)]
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


def meant(resolved: Resolved, spans: Iterable[Span]) -> dict[Span, str]:
    """The names of the entities that stand-ins mean, for those in the article's own words and in a known speaker's.

    Stand-ins are resolved as speakers are, but for pronouns inside what is said.  Their candidates are those spoken of
    before them; the speaker, who often comes later, is known not to be meant.  They have a scorer of their own: what
    people say is mostly about whom the article is about, which the learned weights do not know, since novels and
    sources taught them (with them two of eight right pairs of the first twelve development articles are lost, tributes
    to somebody who died).  Where those weights find somebody else likelier, nobody is named: of about
    300 pronouns for which a stance is shown in 200 training texts, the texts that the rule was made on, 96 % were right
    without it and 98 % with it, as one reader judged.
    """
    fits = {gender: _fits(resolved, gender) for gender in get_args(Gender)}
    named: dict[Span, str] = {}
    for span in spans:
        around, gender = resolved.contents.around(span), _gender(resolved, span)
        speaker = resolved.keys.get(around[1]) if around else None
        if around and not speaker:
            continue
        entity = None
        if not around or not speaker or gender is None:
            entity = _sure(resolved, span, speaker)
        elif _is_other(resolved, span, fits[gender].get(speaker)):
            entity = _meant(resolved, span, around[0], speaker, fits[gender])
            entity = None if entity is not None and _is_doubted(resolved, span, entity, speaker) else entity
        if entity is not None:
            named[span] = resolved.index.entities[entity].name
    return named


def _sure(resolved: Resolved, span: Span, speaker: Key | None) -> int | None:
    """The number of the entity that a stand-in is sure to mean, if that is not the speaker."""
    asked = question(resolved.discourse, read_noun_phrase(resolved.index, *span))
    found = answer(asked, SURE, SURE).candidate if asked else None
    is_other = found is not None and found.key.entity >= 0 and found.key != speaker
    return found.key.entity if found and is_other else None


def _is_doubted(resolved: Resolved, span: Span, entity: int, speaker: Key) -> bool:
    """Whether the learned weights find nobody likelier than an entity, or somebody else.

    In quotation marks these do not count who was last the speaker of another quotation, or named in one.
    """
    asked = question(resolved.discourse, read_noun_phrase(resolved.index, *span))
    found = answer(asked, 0.0).candidate if asked else None
    if found is None or found.key.entity == entity:
        return found is None
    last = found.references[0]
    around = resolved.contents.around(last.span) if quote_at(resolved.index, last.position) else None
    is_of_others = last.speaking or (around is not None and resolved.keys.get(around[1]) != speaker)
    return not is_of_others or quote_at(resolved.index, span[0]) is None


def _gender(resolved: Resolved, span: Span) -> Gender | None:
    """The gender of a pronoun; None for other words."""
    word = resolved.index.text[span[0] : span[1]].lower()
    return "male" if word in ("he", "him", "his") else "female" if word in ("she", "her") else None


def _fits(resolved: Resolved, gender: Gender) -> dict[Key, float]:
    """What gender says for or against everybody who is spoken of; those whom it rules out are missing."""
    genders = (
        (reference.key, _gender(resolved, reference.span)) for reference in resolved.discourse.history.references
    )
    called = Counter((key, called_so) for key, called_so in genders if called_so)
    fits: dict[Key, float] = {}
    for key in resolved.counts:
        balance = sum(called[key, other] * (1 if other == gender else -1) for other in get_args(Gender))
        fit = _fit(resolved, key, gender)
        if fit is not None:
            fits[key] = 1.0 if fit < 0 and balance >= CALLED else fit
    return fits


def _fit(resolved: Resolved, key: Key, gender: Gender) -> float | None:
    """What somebody's titles, roles and given name say; None rules them out, a given name only speaks against them."""
    if key.entity < 0:
        return 0.0 if key.kind == "person" else None
    if resolved.index.entities[key.entity].type != "person":
        return None
    entity_traits = resolved.discourse.traits[key.entity]
    if entity_traits.gender in (None, gender):
        return float(entity_traits.gender == gender)
    return None if entity_traits.certain else NAMED_OTHERWISE


def _is_other(resolved: Resolved, span: Span, fit: float | None) -> bool:
    """Whether a pronoun cannot be the speaker, who is "I" in quotation marks and often "he" in reported speech."""
    return fit is None or fit < 0 or quote_at(resolved.index, span[0]) is not None


def _meant(resolved: Resolved, span: Span, content: Span, speaker: Key, fits: Mapping[Key, float]) -> int | None:
    """The number of the entity whom a pronoun inside a content means, None if two are about equally likely."""
    here = sentence_at(resolved.index, span[0])
    references = [*before(resolved.discourse.history.references, span[0])]
    speaking = {(reference.key, reference.sentence) for reference in references if reference.speaking}
    scores: dict[Key, float] = {}
    spoke: dict[Key, bool] = {}
    for reference in references:
        key, back = reference.key, here - reference.sentence
        if key == speaker or key not in fits or back > SENTENCES_BACK:
            continue
        weight = SPOKE if spoke.setdefault(key, (key, reference.sentence) in speaking) else reference.weight
        weight = SAME_SPEECH if reference.position >= content[0] else weight
        score = fits[key] + weight - back / 2 + OFTEN * log(resolved.counts[key])
        scores[key] = max(score, scores.get(key, score))
    ranked = sorted(((score, key.entity) for key, score in scores.items()), reverse=True)
    if not ranked or ranked[0][0] < LEAST or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1] if ranked[0][1] >= 0 else None
