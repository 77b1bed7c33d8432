"""What a text says about its actors: gender, roles and affiliations, read from the words around their mentions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsan.language.actors.genders import Gender, gender_of_given_name, gender_of_noun, gender_of_title
from newsan.language.actors.titles import back_over_blanks, leading_titles, titles_before, word_start
from newsan.language.speakers.items import Item, items_between, noun_kind
from newsan.language.speakers.phrases import Phrase, read_phrase
from newsan.language.speakers.scene import Place, Scene, places_in, sentence_at
from newsan.language.wordlists import lookup, words

REACH = 140
"""Characters before and behind a name that are read; an apposition in the training news seldom has more."""

_APPOSED = re.compile(
    r"\s*(?:\([^()]*\))?"
    r"(?:,\s+(?:who (?:is|was|serves as|served as)\s+)?(?=[A-Za-z])|\s(?:is|was|became)\s+(?=(?:the|an?)\s))"
)
_FIRST_WORD = re.compile(r"[A-Za-z-]+")
_END = re.compile(r"[,;:.()—–\n]|\bwho\b|\bsaid\b")


@dataclass(frozen=True, slots=True)
class Description:
    """One way in which the text describes an actor: "Bulgarian Foreign Ministry spokeswoman".

    ``nouns`` begins with the head; ``places`` and ``affiliation`` are numbers of actors; ``position`` is where it
    stands.
    """

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
    """What the text says about each actor, in the actors' order."""
    found = [Profile() for _ in scene.actors]
    for place in scene.places:
        if place.type in ("person", "org"):
            _read_around(scene, place, found[place.actor])
    for actor, profile in zip(scene.actors, found, strict=True):
        profile.certain = profile.gender is not None
        if actor.type == "person" and not profile.certain:
            profile.gender = gender_of_given_name(actor.name)
    return found


def _read_around(scene: Scene, place: Place, profile: Profile) -> None:
    if place.type == "person":
        inside = scene.text[place.start : place.end]
        titles = (*titles_before(scene.text, place.start), inside[: max(0, leading_titles(inside) - 1)])
        _learn_gender(profile, map(gender_of_title, titles))
    for phrase in (_before(scene, place), _behind(scene, place)):
        described = phrase and _description(phrase, place)
        if described:
            profile.descriptions.append(described)
            _learn_gender(profile, map(gender_of_noun, described.nouns))


def _learn_gender(profile: Profile, genders: Iterable[Gender | None]) -> None:
    profile.gender = profile.gender or next((gender for gender in genders if gender), None)


def _before(scene: Scene, place: Place) -> Phrase | None:
    """The words right before a name that can belong to it, read: "Bulgarian Foreign Ministry spokeswoman"."""
    if not _is_introduced(scene, place):
        return None
    sentence = scene.sentence_starts[sentence_at(scene, place.start)] if scene.sentence_starts else 0
    items = items_between(scene, max(sentence, place.start - REACH), place.end)
    start = last = len(items) - 1
    if start > 1 and items[start - 1].word == ",":
        start -= 1
    while start > 0 and _belongs(items[start - 1]) and not _coordinates(items, start - 1):
        start -= 1
    while start < last and items[start].word in ("of", "and", "for", "the", "in"):
        start += 1
    described = any(noun_kind(item.word) != "other" or item.word in words("titles") for item in items[start:last])
    return read_phrase(scene, items[start].start, place.end) if described else None


def _is_introduced(scene: Scene, place: Place) -> bool:
    """Whether the word or mention right before a name can belong to it; quick, since most cannot."""
    end = back_over_blanks(scene.text, place.start)
    end = back_over_blanks(scene.text, end - 1) if end and scene.text[end - 1] == "," else end
    i = bisect_left(scene.place_starts, place.start) - 1
    if i >= 0 and end - scene.places[i].end in (0, 2):
        return scene.places[i].type != "person"
    word = scene.text[word_start(scene.text, end) : end].lower()
    return _is_describing(lookup("abbreviations").get(word, word))


def _belongs(item: Item) -> bool:
    return item.place.type != "person" if item.place else _is_describing(item.word)


def _is_describing(word: str) -> bool:
    if (
        word in ("of", "and", "for", "the", "'s", "in")
        or word in words("titles")
        or word in words("grammar", "modifier")
    ):
        return True
    return noun_kind(word) in ("person", "body")


def _coordinates(items: list[Item], i: int) -> bool:
    """Whether an item is the "and" between two names."""
    return items[i].word == "and" and i > 0 and items[i - 1].place is not None


def _behind(scene: Scene, place: Place) -> Phrase | None:
    """The apposition behind a name, read: ", the spokeswoman of the ministry,"."""
    opened = _APPOSED.match(scene.text, place.end)
    if not opened or not _opens_apposition(scene, opened.end()):
        return None
    limit = min(len(scene.text), opened.end() + REACH)
    closed = _END.search(scene.text, opened.end(), limit)
    phrase = read_phrase(scene, opened.end(), closed.start() if closed else limit)
    fits = phrase.kind == ("person" if place.type == "person" else "body")
    return phrase if fits and not phrase.plural else None


def _opens_apposition(scene: Scene, position: int) -> bool:
    """Whether "the", "its", "chairman" or the name of a body or country opens what stands behind a name."""
    first = _FIRST_WORD.match(scene.text, position)
    if first and first.group().lower() in words("grammar", "appose"):
        return True
    named = places_in(scene, position, position + REACH)
    return bool(named) and named[0].start == position and named[0].type != "person"


def _description(phrase: Phrase, place: Place) -> Description | None:
    """What a phrase says of the actor at ``place``: as its head, or as an apposition to it."""
    if phrase.name is not None and phrase.name.start != place.start:
        return None
    wanted = "person" if place.type == "person" else "body"
    found = dict.fromkeys((phrase.head or phrase.noun, *phrase.modifiers))
    nouns = tuple(noun for noun in found if noun_kind(noun) == wanted and noun not in words("roles", "crowd"))
    if not nouns:
        return None
    others = frozenset(other.actor for other in phrase.within if other.actor != place.actor)
    affiliation = phrase.affiliation.actor if phrase.affiliation and phrase.affiliation.actor != place.actor else None
    return Description(nouns, frozenset(phrase.modifiers) - set(nouns), others, phrase.role, affiliation, place.start)
