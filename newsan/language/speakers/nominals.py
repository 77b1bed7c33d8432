"""The actors that descriptions mean: "the minister", "the company", "his daughter", "the Russian foreign ministry"."""

from __future__ import annotations

from collections.abc import Collection

from newsan.document import Speaker
from newsan.language.actors.demonyms import country_of
from newsan.language.actors.genders import gender_of_noun
from newsan.language.actors.names import fold
from newsan.language.actors.organisations import content_words
from newsan.language.speakers.casting import described, named_so
from newsan.language.speakers.focus import MARGIN, Key, Reference, before
from newsan.language.speakers.phrases import Phrase, is_definite
from newsan.language.speakers.pronouns import Found, it, person_meant
from newsan.language.speakers.scene import Place
from newsan.language.speakers.stage import Stage, speaker_of, tidy_phrase
from newsan.language.wordlists import words


def resolve_person(stage: Stage, phrase: Phrase) -> Found | None:
    """The person that a definite description means: by role, by an earlier description, or like a pronoun."""
    earlier = _same_noun(stage, phrase)
    scores = {} if phrase.plural else described(stage.scene, stage.casting, phrase, ("person",))
    key = _latest(stage, _best(scores), phrase)
    if key and not (earlier and _is_later(stage, earlier, key)):
        return key, speaker_of(stage, key, "nominal:role", stage.focus.latest.get(key))
    if earlier:
        return earlier.key, speaker_of(stage, earlier.key, "nominal:unnamed", earlier.span)
    if phrase.plural or phrase.head not in words("roles", "loose"):
        return None
    found = person_meant(stage, phrase.span[0], gender_of_noun(phrase.head), margin=MARGIN)
    if found is None or found.key.actor < 0:
        return None
    if not found.speaking and not person_meant(stage, phrase.span[0], gender_of_noun(phrase.head), margin=2 * MARGIN):
        return None
    return found.key, speaker_of(stage, found.key, "nominal:person", found.span)


def _is_later(stage: Stage, reference: Reference, key: Key) -> bool:
    """Whether a source without a name ("a third official") spoke after the last mention of somebody."""
    latest = stage.focus.latest.get(key)
    return latest is None or latest[0] < reference.position


def _best(scores: dict[int, float]) -> list[int]:
    top = max(scores.values(), default=0.0)
    return [i for i, score in scores.items() if score == top]


def _latest(stage: Stage, actors: Collection[int], phrase: Phrase) -> Key | None:
    """The only one of some actors, or the one spoken of last."""
    if len(actors) == 1:
        return Key(next(iter(actors)))
    keys = {Key(i) for i in actors}
    return next((one.key for one in before(stage.focus, phrase.span[0]) if one.key in keys), None)


def _same_noun(stage: Stage, phrase: Phrase) -> Reference | None:
    """The last source without a name whose phrase has the same noun: "the official" after "a senior official"."""
    return next(
        (
            one
            for one in before(stage.focus, phrase.span[0])
            if one.key.actor < 0 and phrase.head in fold(one.key.phrase).split()
        ),
        None,
    )


def resolve_body(stage: Stage, phrase: Phrase) -> Found | None:
    """The body that a description means; "the Sanders campaign" is named by its phrase."""
    if phrase.plural or phrase.determiner in words("grammar", "indefinite"):
        return None
    if phrase.owner is not None and (key := _owned(stage, phrase, phrase.owner)):
        return key, speaker_of(stage, key, "nominal:owner", (phrase.owner.start, phrase.owner.end))
    if is_definite(phrase) and (found := _taken_up(stage, phrase)):
        return found
    if phrase.owner is not None and phrase.head in words("bodies", "state", "office"):
        return _named_by_phrase(stage, phrase, phrase.owner)
    return None


def _owned(stage: Stage, phrase: Phrase, owner: Place) -> Key | None:
    """The actor that "the Russian foreign ministry" is: the body of that name; its country, for a government."""
    start, end = phrase.span
    name = frozenset(content_words(stage.scene.text[start:end]))
    if name in stage.casting.by_name:
        return Key(stage.casting.by_name[name])
    if phrase.head not in words("bodies", "state"):
        return None
    if owner.type == "place":
        return Key(owner.actor)
    country = stage.casting.by_country.get(country_of(stage.scene.actors[owner.actor].name) or "")
    return None if country is None else Key(country)


def _taken_up(stage: Stage, phrase: Phrase) -> Found | None:
    """The body that "the ministry" takes up: described, named or spoken of that way, or for "the company" the last."""
    asked = {phrase.head.split()[-1], *phrase.modifiers} - {phrase.determiner} - words("grammar", "modifier")
    fits = set(described(stage.scene, stage.casting, phrase, ("org", "other")))
    if phrase.owner is None:
        fits |= named_so(stage.scene, stage.casting, asked, phrase.span[0])
    if key := _latest(stage, fits, phrase):
        return key, speaker_of(stage, key, "nominal:organisation", stage.focus.latest.get(key))
    if phrase.owner is not None:
        return None
    if earlier := _same_noun(stage, phrase):
        return earlier.key, speaker_of(stage, earlier.key, "nominal:organisation", earlier.span)
    plain = asked == {phrase.head} and phrase.head in words("bodies", "general")
    recent = it(stage, phrase.span[0]) if plain else None
    return (recent.key, speaker_of(stage, recent.key, "nominal:recent", recent.span)) if recent else None


def _named_by_phrase(stage: Stage, phrase: Phrase, owner: Place) -> Found:
    """The body that has no other name than the phrase; a person's goes by the surname: "Crane campaign"."""
    name = tidy_phrase(stage.scene, phrase.span).removeprefix("the ")
    if owner.type == "person":
        name = f"{stage.scene.actors[owner.actor].name.split()[-1]} {phrase.head}"
    found = stage.unnamed.setdefault(name, Speaker(name, "named", "nominal:owner", "org"))
    return Key(phrase=name, kind="body"), found
