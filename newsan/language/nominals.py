"""Whom a description means: "the minister", "the company", "the report", "his daughter"."""

from __future__ import annotations

import re
from bisect import bisect_left

from newsan.document import Actor
from newsan.language.demonyms import country_of
from newsan.language.focus import LOOK_BACK, Focus, Key, Reference
from newsan.language.names import fold, name_words
from newsan.language.organisations import content_words
from newsan.language.phrases import Phrase
from newsan.language.profiles import Description, Profile
from newsan.language.scene import Place, Scene, places_in, sentence_at
from newsan.language.wordlists import lookup, table, words

SENTENCES_BACK = 30
"""Sentences that are searched for whoever made "the report": keeps the work linear."""

_FORMER = frozenset({"former", "ex", "then", "late"})


def described_person(scene: Scene, focus: Focus, profiles: list[Profile], phrase: Phrase) -> Key | None:
    """Return the person whom the text has described with the same role: the last one spoken of, if several were."""
    found = [
        (score, i)
        for i, actor in enumerate(scene.actors)
        if actor.type == "person" and (score := _agreement(scene, profiles[i].descriptions, phrase)) > 0
        and actor.mentions[0].start < phrase.span[0]
    ]  # fmt: skip
    if not found:
        return None
    top = max(score for score, _ in found)
    best = [i for score, i in found if score == top]
    return Key(best[0]) if len(best) == 1 else _latest(focus, {Key(i) for i in best}, phrase.span[0])


def _agreement(scene: Scene, descriptions: list[Description], phrase: Phrase) -> float:
    return max((_agrees(scene, one, phrase) for one in descriptions if one.position < phrase.span[0]), default=0.0)


def _agrees(scene: Scene, one: Description, phrase: Phrase) -> float:
    """Return how well a description and a phrase agree; 0 when they contradict each other."""
    noun = max(_noun_agreement(noun, phrase.head) - 0.1 * (i > 0) for i, noun in enumerate(one.nouns))
    if noun <= 0:
        return 0.0
    known = one.modifiers | frozenset((one.role or "").casefold().split()) | frozenset(" ".join(one.nouns).split())
    asked = frozenset(phrase.modifiers) - frozenset((phrase.determiner,)) - frozenset(phrase.head.split())
    unknown = asked - known - _FORMER
    if unknown & words("grammar", "modifier") or (unknown and noun < 0.6):
        return 0.0
    if phrase.owner is not None and one.places and not _same_owner(scene, phrase.owner, one.places):
        return 0.0
    noun -= 0.2 * (phrase.owner is not None and not one.places) + 0.1 * bool(unknown)
    return noun - 0.2 * bool(asked & _FORMER ^ known & _FORMER)


def _noun_agreement(noun: str, asked: str) -> float:
    if noun == asked:
        return 1.0
    if " " in noun and noun.split()[-1] == asked and noun != "vice president":
        return 0.9
    kinds = table("role_kinds")
    last = noun.split()[-1]
    return 0.5 if last in kinds.get(asked, ()) or noun in kinds.get(asked, ()) else 0.0


def _same_owner(scene: Scene, owner: Place, places: frozenset[int]) -> bool:
    name = _allegiance(scene.actors[owner.actor].name)
    return any(i == owner.actor or name == _allegiance(scene.actors[i].name) for i in places)


def _allegiance(name: str) -> str:
    """Return one word for a country or party under any of its names: Russian → russia, GOP → republican."""
    full = lookup("acronyms").get(fold(name), name)
    full = {"GOP": "Republican Party"}.get(full, full)
    group = fold(full).removesuffix(" party")
    return fold(country_of(full) or lookup("groups").get(group, group))


def _latest(focus: Focus, keys: set[Key], position: int) -> Key | None:
    end = bisect_left(focus.references, position, key=lambda reference: reference.position)
    return next((r.key for r in reversed(focus.references[max(0, end - LOOK_BACK) : end]) if r.key in keys), None)


def unnamed_before(focus: Focus, phrase: Phrase) -> Reference | None:
    """Return the unnamed source that "the official" takes up: the last one whose phrase has the same noun."""
    end = bisect_left(focus.references, phrase.span[0], key=lambda reference: reference.position)
    for reference in reversed(focus.references[max(0, end - LOOK_BACK) : end]):
        if reference.key.actor < 0 and reference.key.phrase and phrase.head in fold(reference.key.phrase).split():
            return reference
    return None


def described_body(scene: Scene, focus: Focus, profiles: list[Profile], phrase: Phrase) -> tuple[Key, str] | None:
    """Return the organisation that "the ministry" or "the company" means, and the rule that found it."""
    fits = {Key(i) for i, actor in enumerate(scene.actors) if _is_body(scene, actor, profiles[i], phrase)}
    key = next(iter(fits)) if len(fits) == 1 else _latest(focus, fits, phrase.span[0])
    if key is not None:
        return key, "nominal:organisation"
    plain = phrase.owner is None and not set(phrase.modifiers) - {phrase.determiner}
    if phrase.head in words("bodies", "general") and plain:
        reference = recent_body(scene, focus, phrase.span[0], 3)
        return (reference.key, "nominal:recent") if reference else None
    return None


def _is_body(scene: Scene, actor: Actor, profile: Profile, phrase: Phrase) -> bool:
    if actor.type not in ("org", "other") or actor.mentions[0].start >= phrase.span[0]:
        return False
    if _agreement(scene, profile.descriptions, phrase) > 0:
        return True
    asked = {phrase.head.split()[-1], *phrase.modifiers} - {phrase.determiner} - words("grammar", "modifier")
    return phrase.owner is None and asked <= set(name_words(actor.name))


def recent_body(scene: Scene, focus: Focus, position: int, sentences: int) -> Reference | None:
    """Return the organisation (or place, or thing that speaks) spoken of last and most prominently within some sentences."""
    here = sentence_at(scene, position)
    end = bisect_left(focus.references, position, key=lambda reference: reference.position)
    best: tuple[float, Reference] | None = None
    for reference in reversed(focus.references[max(0, end - LOOK_BACK) : end]):
        if here - reference.sentence > sentences:
            break
        score = _bodily(scene, reference.key) + reference.weight - 0.8 * (here - reference.sentence) + reference.speaking
        if score > 0.5 and (best is None or score > best[0]):
            best = score, reference
    return best[1] if best else None


def _bodily(scene: Scene, key: Key) -> float:
    """Return how well somebody goes with "it"."""
    if key.actor < 0:
        return {"body": 0.0, "thing": -0.5}.get(key.kind, -9.0)
    return {"org": 0.0, "place": -0.8, "other": -1.0}.get(scene.actors[key.actor].type, -9.0)


def owned_body(scene: Scene, phrase: Phrase) -> Key | None:
    """Return the actor that "the Russian foreign ministry" is: the organisation of that name, or Russia for its government."""
    assert phrase.owner is not None
    asked = set(content_words(scene.text[phrase.span[0] : phrase.span[1]]))
    for i, actor in enumerate(scene.actors):
        if actor.type == "org" and set(content_words(actor.name)) == asked:
            return Key(i)
    if phrase.head in words("bodies", "state"):
        country = country_of(scene.actors[phrase.owner.actor].name)
        for i, actor in enumerate(scene.actors):
            if actor.type == "place" and country and country_of(actor.name) == country:
                return Key(i)
    return None


def document_maker(scene: Scene, phrase: Phrase) -> Place | None:
    """Return who made "the report": its owner, or whoever the text has named with the noun or its verb before."""
    if phrase.owner is not None and phrase.owner.type in ("person", "org"):
        return phrase.owner
    if phrase.owner is not None or phrase.determiner not in ("the", "this", "that", "its", "his", "her", "their"):
        return None
    return _made_before(scene, phrase)


def _made_before(scene: Scene, phrase: Phrase) -> Place | None:
    verbs = "|".join(map(re.escape, table("documents").get(phrase.head, ())))
    noun = re.compile(rf"\b(?:{re.escape(phrase.head)})\s+(?:\w+\s+)?(?:by|of|from)\s", re.IGNORECASE)
    verb = re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE) if verbs else None
    first = max(0, sentence_at(scene, phrase.span[0]) - SENTENCES_BACK)
    for start, end in reversed(scene.sentences[first : sentence_at(scene, phrase.span[0]) + 1]):
        stop = min(end, phrase.span[0])
        if stop <= start:
            continue
        if (found := noun.search(scene.text, start, stop)) and (made := _maker(places_in(scene, found.end(), min(stop, found.end() + 60)))):
            return made[0]
        if verb and (found := verb.search(scene.text, start, stop)) and (made := _maker(places_in(scene, start, found.start()))):
            return made[0]
    return None


def _maker(places: tuple[Place, ...]) -> list[Place]:
    return [place for place in places if place.type in ("person", "org")]


def is_definite(phrase: Phrase) -> bool:
    """Return whether a phrase points at somebody known: "the minister", "his daughter", "that official"."""
    return phrase.determiner in words("grammar", "definite") or phrase.determiner in words("grammar", "possessive")

