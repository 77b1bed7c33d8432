"""Find actors by how the text has described them, by the words of their names, by their country."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from newsan.language.actors.demonyms import country_of
from newsan.language.actors.names import bare, fold, name_words
from newsan.language.actors.organisations import content_words
from newsan.language.speakers.agreement import agreement, nouns_for, nouns_of
from newsan.language.speakers.phrases import Phrase
from newsan.language.speakers.profiles import Description, Profile
from newsan.language.speakers.scene import Scene

LATEST = 40
"""Entries of a list that are looked at: keeps the work linear; no text refers back past forty ministers."""


@dataclass(frozen=True, slots=True)
class Casting:
    """The lists; those by noun and by word are in order of the text."""

    by_noun: dict[str, list[tuple[int, int, Description]]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[frozenset[str], int] = field(default_factory=dict)
    by_country: dict[str, int] = field(default_factory=dict)
    by_form: dict[str, int] = field(default_factory=dict)


def casting_of(scene: Scene, profiles: list[Profile]) -> Casting:
    """The lists of a document."""
    found = Casting()
    for place in scene.places:
        found.by_form.setdefault(fold(bare(scene.text[place.start : place.end])), place.actor)
    for i, (actor, profile) in enumerate(zip(scene.actors, profiles, strict=True)):
        for description in profile.descriptions:
            for noun in nouns_of(description):
                found.by_noun[noun].append((description.position, i, description))
        if actor.type in ("org", "other"):
            for word in set(name_words(actor.name)):
                found.by_word[word].append((actor.mentions[0].start, i))
        if actor.type == "org":
            found.by_name.setdefault(frozenset(content_words(actor.name)), i)
        if actor.type == "place" and (country := country_of(actor.name)):
            found.by_country.setdefault(country, i)
    for entries in found.by_noun.values():
        entries.sort(key=lambda entry: entry[:2])
    return found


def described(scene: Scene, casting: Casting, phrase: Phrase, types: tuple[str, ...]) -> dict[int, float]:
    """The actors of some types whose descriptions before a phrase agree with it, with how well."""
    found: dict[int, float] = {}
    for noun in nouns_for(phrase.head):
        entries = casting.by_noun.get(noun, ())
        end = bisect_left(entries, phrase.span[0], key=lambda entry: entry[0])
        for _, i, description in entries[max(0, end - LATEST) : end]:
            score = agreement(scene, description, phrase)
            if score > found.get(i, 0.0) and scene.actors[i].type in types:
                found[i] = score
    return found


def named_so(scene: Scene, casting: Casting, wanted: set[str], position: int) -> set[int]:
    """The bodies named before a position whose name holds all of some words."""
    if not wanted:
        return set()
    entries = min((casting.by_word.get(word, []) for word in wanted), key=len)
    end = bisect_left(entries, position, key=lambda entry: entry[0])
    latest = entries[max(0, end - LATEST) : end]
    return {i for _, i in latest if wanted <= set(name_words(scene.actors[i].name))}
