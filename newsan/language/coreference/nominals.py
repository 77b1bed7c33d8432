"""The entities that descriptions mean: "the minister", "the company", "his daughter", "the Russian ministry"."""

from __future__ import annotations

from collections.abc import Collection

from newsan.document import Speaker
from newsan.language.coreference.candidates import described, named_so
from newsan.language.coreference.discourse import Discourse, speaker_of, tidy_phrase
from newsan.language.coreference.pronouns import Found, it, person_meant
from newsan.language.coreference.salience import MARGIN, Key, Reference, before
from newsan.language.entities.demonyms import country_of
from newsan.language.entities.genders import gender_of_noun
from newsan.language.entities.names import fold
from newsan.language.entities.organisations import content_words
from newsan.language.index import EntityMention
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.noun_phrases import NounPhrase, is_definite


def resolve_person(discourse: Discourse, phrase: NounPhrase) -> Found | None:
    """The person that a definite description means: by role, by an earlier description, or like a pronoun."""
    earlier = _same_noun(discourse, phrase)
    scores = {} if phrase.plural else described(discourse.index, discourse.candidates, phrase, ("person",))
    key = _latest(discourse, _best(scores), phrase)
    if key and not (earlier and _is_later(discourse, earlier, key)):
        return key, speaker_of(discourse, key, "nominal:role", discourse.history.latest.get(key))
    if earlier:
        return earlier.key, speaker_of(discourse, earlier.key, "nominal:unnamed", earlier.span)
    if phrase.plural or phrase.head not in words("roles", "loose"):
        return None
    found = person_meant(discourse, phrase.span[0], gender_of_noun(phrase.head), margin=MARGIN)
    if found is None or found.key.entity < 0:
        return None
    if not found.speaking and not person_meant(
        discourse, phrase.span[0], gender_of_noun(phrase.head), margin=2 * MARGIN
    ):
        return None
    return found.key, speaker_of(discourse, found.key, "nominal:person", found.span)


def _is_later(discourse: Discourse, reference: Reference, key: Key) -> bool:
    """Whether a source without a name ("a third official") spoke after the last mention of somebody."""
    latest = discourse.history.latest.get(key)
    return latest is None or latest[0] < reference.position


def _best(scores: dict[int, float]) -> list[int]:
    top = max(scores.values(), default=0.0)
    return [i for i, score in scores.items() if score == top]


def _latest(discourse: Discourse, entities: Collection[int], phrase: NounPhrase) -> Key | None:
    """The only one of some entities, or the one spoken of last."""
    if len(entities) == 1:
        return Key(next(iter(entities)))
    keys = {Key(i) for i in entities}
    return next((one.key for one in before(discourse.history, phrase.span[0]) if one.key in keys), None)


def _same_noun(discourse: Discourse, phrase: NounPhrase) -> Reference | None:
    """The last source without a name whose phrase has the same noun: "the official" after "a senior official"."""
    return next(
        (
            one
            for one in before(discourse.history, phrase.span[0])
            if one.key.entity < 0 and phrase.head in fold(one.key.phrase).split()
        ),
        None,
    )


def resolve_body(discourse: Discourse, phrase: NounPhrase) -> Found | None:
    """The body that a description means; "the Sanders campaign" is named by its phrase."""
    if phrase.plural or phrase.determiner in words("grammar", "indefinite"):
        return None
    if phrase.owner is not None and (key := _owned(discourse, phrase, phrase.owner)):
        return key, speaker_of(discourse, key, "nominal:owner", (phrase.owner.start, phrase.owner.end))
    if is_definite(phrase) and (found := _taken_up(discourse, phrase)):
        return found
    if phrase.owner is not None and phrase.head in words("bodies", "state", "office"):
        return _named_by_phrase(discourse, phrase, phrase.owner)
    return None


def _owned(discourse: Discourse, phrase: NounPhrase, owner: EntityMention) -> Key | None:
    """The entity that "the Russian foreign ministry" is: the body of that name; its country, for a government."""
    start, end = phrase.span
    name = frozenset(content_words(discourse.index.text[start:end]))
    if name in discourse.candidates.by_name:
        return Key(discourse.candidates.by_name[name])
    if phrase.head not in words("bodies", "state"):
        return None
    if owner.type == "place":
        return Key(owner.entity)
    country = discourse.candidates.by_country.get(country_of(discourse.index.entities[owner.entity].name) or "")
    return None if country is None else Key(country)


def _taken_up(discourse: Discourse, phrase: NounPhrase) -> Found | None:
    """The body that "the ministry" takes up: described, named or spoken of that way, or for "the company" the last."""
    asked = {phrase.head.split()[-1], *phrase.modifiers} - {phrase.determiner} - words("grammar", "modifier")
    fits = set(described(discourse.index, discourse.candidates, phrase, ("org", "other")))
    if phrase.owner is None:
        fits |= named_so(discourse.index, discourse.candidates, asked, phrase.span[0])
    if key := _latest(discourse, fits, phrase):
        return key, speaker_of(discourse, key, "nominal:organisation", discourse.history.latest.get(key))
    if phrase.owner is not None:
        return None
    if earlier := _same_noun(discourse, phrase):
        return earlier.key, speaker_of(discourse, earlier.key, "nominal:organisation", earlier.span)
    plain = asked == {phrase.head} and phrase.head in words("bodies", "general")
    recent = it(discourse, phrase.span[0]) if plain else None
    return (recent.key, speaker_of(discourse, recent.key, "nominal:recent", recent.span)) if recent else None


def _named_by_phrase(discourse: Discourse, phrase: NounPhrase, owner: EntityMention) -> Found:
    """The body that has no other name than the phrase; a person's goes by the surname: "Crane campaign"."""
    name = tidy_phrase(discourse.index, phrase.span).removeprefix("the ")
    if owner.type == "person":
        name = f"{discourse.index.entities[owner.entity].name.split()[-1]} {phrase.head}"
    found = discourse.unnamed.setdefault(name, Speaker(name, "named", "nominal:owner", "org"))
    return Key(phrase=name, kind="body"), found
