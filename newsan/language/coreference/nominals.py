"""The entities that descriptions mean: "the minister", "the company", "his campaign", "the Russian ministry"."""

from __future__ import annotations

from dataclasses import replace

from newsan.document import Speaker
from newsan.language.coreference.antecedents import Candidate
from newsan.language.coreference.candidates import named_so
from newsan.language.coreference.discourse import Discourse, speaker_of, tidy_phrase
from newsan.language.coreference.questions import meaning, owner_meant
from newsan.language.coreference.salience import Found, Key
from newsan.language.entities.organisations import content_words
from newsan.language.lexicon.countries import country_of
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.noun_phrases import NounPhrase
from newsan.values import SpeakerRule

CAMPAIGNS = frozenset({"campaign", "camp", "team"})
"""What goes by the name of the person whom it works for, also where the text says "her campaign"."""

NAMED_AFTER = CAMPAIGNS | {"administration", "government"}
"""What is called after a person: "the Crane administration"; an office is "Crane's office"."""


def resolve_nominal(discourse: Discourse, i: int, phrase: NounPhrase) -> Found | None:
    """Whom a description means; "the Sanders campaign" is named by its phrase."""
    return (
        _owned(discourse, phrase)
        or _taken_up(discourse, i, phrase)
        or _only_police(discourse, phrase)
        or _named_by_phrase(discourse, phrase)
    )


def _taken_up(discourse: Discourse, i: int, phrase: NounPhrase) -> Found | None:
    """The one whom the text has spoken of before."""
    answer = meaning(discourse, phrase, i)
    candidate = answer.candidate
    if candidate is None:
        return None
    speaker = speaker_of(discourse, candidate.key, _rule(discourse, candidate), candidate.references[0].span)
    return candidate.key, replace(speaker, confidence=answer.probability)


def _rule(discourse: Discourse, candidate: Candidate) -> SpeakerRule:
    """What speaks most for the one who is meant."""
    if candidate.key.entity < 0:
        return "nominal:unnamed"
    known = bool({"described so", "noun in the name"} & candidate.features.keys())
    if discourse.index.entities[candidate.key.entity].type == "person":
        return "nominal:role" if known else "nominal:person"
    return "nominal:organisation" if known else "nominal:recent"


def _owned(discourse: Discourse, phrase: NounPhrase) -> Found | None:
    """What "the Russian foreign ministry" is: the body of that name; its country, for a government."""
    owner = phrase.owner
    if not owner or phrase.plural or phrase.kind != "body" or phrase.determiner in words("grammar", "indefinite"):
        return None
    entity = discourse.candidates.by_name.get(frozenset(content_words(discourse.index.text[slice(*phrase.span)])))
    if entity is None and phrase.head in words("bodies", "state"):
        country = country_of(discourse.index.entities[owner.entity].name) or ""
        entity = owner.entity if owner.type == "place" else discourse.candidates.by_country.get(country)
    if entity is None:
        return None
    return Key(entity), speaker_of(discourse, Key(entity), "nominal:owner", (owner.start, owner.end))


def _only_police(discourse: Discourse, phrase: NounPhrase) -> Found | None:
    """The force that a bare "police" is, where the text has named no other: "Norland Police"."""
    if phrase.within or discourse.index.text[slice(*phrase.span)].casefold() != "police":
        return None
    named = named_so(discourse.index, discourse.candidates, {"police"}, phrase.span[0])
    if len(named) != 1:
        return None
    key = Key(named.pop())
    return key, speaker_of(discourse, key, "nominal:organisation")


def _named_by_phrase(discourse: Discourse, phrase: NounPhrase) -> Found | None:
    """A body that has no name but the phrase: "Crane's office"; "Crane campaign", also if it is "her campaign"."""
    if phrase.plural or phrase.head not in words("bodies", "state", "office"):
        return None
    if phrase.determiner in words("grammar", "indefinite"):
        return None
    candidate = owner_meant(discourse, phrase) if phrase.head in CAMPAIGNS and not phrase.owner else None
    owner = phrase.owner.entity if phrase.owner else candidate.key.entity if candidate else -1
    if owner < 0:
        return None
    name, entity = tidy_phrase(discourse.index, phrase.span).removeprefix("the "), discourse.index.entities[owner]
    if entity.type == "person":
        surname = entity.name.split()[-1]
        name = f"{surname} {phrase.head}" if phrase.head in NAMED_AFTER else f"{surname}'s {phrase.head}"
    found_so = discourse.unnamed.setdefault(name, Speaker(name, "named", "nominal:owner", "org"))
    return Key(phrase=name, kind="body"), found_so
