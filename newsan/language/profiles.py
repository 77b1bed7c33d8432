"""What a text says about its actors: gender, roles and affiliations, read from the words around their mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsan.language.genders import Gender, gender_of_given_name, gender_of_noun, gender_of_title
from newsan.language.phrases import Item, Phrase, items_between, noun_kind, read_phrase
from newsan.language.scene import Place, Scene, places_in, sentence_at
from newsan.language.titles import leading_titles, titles_before
from newsan.language.wordlists import words

REACH = 140
"""Characters behind a name that are searched for an apposition."""

_APPOSED = re.compile(r"\s*(?:\([^()]*\))?(?:,\s+(?:who (?:is|was|serves as|served as)\s+)?(?=[A-Za-z])|\s(?:is|was|became)\s+(?=(?:the|an?)\s))")
_FIRST_WORD = re.compile(r"[A-Za-z-]+")
_END = re.compile(r"[,;:.()—–\n]|\bwho\b|\bsaid\b")


@dataclass(frozen=True, slots=True)
class Description:
    """One way in which the text describes an actor: "Bulgarian Foreign Ministry spokeswoman"; ``nouns`` begins with the head."""

    nouns: tuple[str, ...]
    modifiers: frozenset[str]
    places: frozenset[int]
    role: str | None
    affiliation: int | None
    position: int


@dataclass(slots=True)
class Profile:
    """What is known of an actor; ``certain`` says that a title or role gave the gender, not a given name."""

    gender: Gender | None = None
    certain: bool = False
    descriptions: list[Description] = field(default_factory=list)


def profiles_of(scene: Scene) -> list[Profile]:
    """Return what the text says about each actor, in the actors' order."""
    found = [Profile() for _ in scene.actors]
    for place in scene.places:
        if place.type in ("person", "org"):
            _read_around(scene, place, found[place.actor])
    for actor, profile in zip(scene.actors, found, strict=True):
        profile.certain = profile.gender is not None
        if actor.type == "person":
            profile.gender = profile.gender or gender_of_given_name(actor.name)
    return found


def _read_around(scene: Scene, place: Place, profile: Profile) -> None:
    titles = titles_before(scene.text, place.start)
    inside = scene.text[place.start : place.end]
    cut = leading_titles(inside)
    genders = (gender_of_title(title) for title in (*titles, inside[: max(0, cut - 1)]))
    profile.gender = profile.gender or next((gender for gender in genders if gender), None)
    for phrase in (_before(scene, place), _behind(scene, place)):
        if phrase is not None:
            described = _description(scene, phrase, place)
            if described is not None:
                profile.descriptions.append(described)
                genders = (gender_of_noun(noun) for noun in described.nouns)
                profile.gender = profile.gender or next((gender for gender in genders if gender), None)


def _before(scene: Scene, place: Place) -> Phrase | None:
    """Read the words right before a name that can belong to it: "Bulgarian Foreign Ministry spokeswoman"."""
    sentence = scene.sentence_starts[sentence_at(scene, place.start)] if scene.sentence_starts else 0
    items = items_between(scene, max(sentence, place.start - REACH), place.end)
    start = len(items) - 1
    if start > 1 and items[start - 1].word == "," and _belongs(items[start - 2]):
        start -= 1
    while start > 0 and _belongs(items[start - 1]):
        start -= 1
    while start < len(items) - 1 and items[start].word in ("of", "and", "for", "the", "in", "at"):
        start += 1
    if start >= len(items) - 1 or not any(noun_kind(item.word) != "other" or item.word in words("titles") for item in items[start:-1]):
        return None
    return read_phrase(scene, items[start].start, place.end)


def _belongs(item: Item) -> bool:
    if item.place:
        return item.place.type != "person"
    word = item.word
    return word in ("of", "and", "for", "the", "'s", "in") or word in words("titles") or word in words("grammar", "modifier") or (
        noun_kind(word) in ("person", "body"))  # fmt: skip


def _behind(scene: Scene, place: Place) -> Phrase | None:
    """Read the apposition behind a name: ", the spokeswoman of the ministry,"."""
    opened = _APPOSED.match(scene.text, place.end)
    if not opened:
        return None
    first = _FIRST_WORD.match(scene.text, opened.end())
    if not first or first.group().lower() not in words("grammar", "appose") and not _starts_with_name(scene, opened.end()):
        return None
    limit = min(len(scene.text), opened.end() + REACH)
    closed = _END.search(scene.text, opened.end(), limit)
    phrase = read_phrase(scene, opened.end(), closed.start() if closed else limit)
    wanted = "person" if place.type == "person" else "body"
    return phrase if phrase.kind == wanted and phrase.name is None and not phrase.plural else None


def _starts_with_name(scene: Scene, position: int) -> bool:
    """Return whether an organisation, place or people opens the words behind a name: ", Labour's leader"."""
    found = places_in(scene, position, position + 60)
    return bool(found) and found[0].start == position and found[0].type != "person"


def _description(scene: Scene, phrase: Phrase, place: Place) -> Description | None:
    """Return what a phrase says of the actor at ``place``: as its head, or as an apposition to it."""
    if phrase.name is not None and phrase.name.start != place.start:
        return None
    wanted = "person" if place.type == "person" else "body"
    nouns = tuple(noun for noun in dict.fromkeys((phrase.head or phrase.noun, *phrase.modifiers)) if _describes(noun, wanted))
    if not nouns:
        return None
    places = frozenset(other.actor for other in phrase.within if other.actor != place.actor)
    affiliation = phrase.affiliation.actor if phrase.affiliation and phrase.affiliation.actor != place.actor else None
    return Description(nouns, frozenset(phrase.modifiers) - set(nouns), places, phrase.role, affiliation, place.start)


def _describes(noun: str, wanted: str) -> bool:
    return noun_kind(noun) == wanted and noun not in words("roles", "crowd")
