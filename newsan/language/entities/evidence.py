"""What a name's own words, and the words beside it, say about its type."""

from __future__ import annotations

import re
from functools import cache

from newsan.language.entities.demonyms import country_of, demonym_country
from newsan.language.entities.names import fold
from newsan.language.lexicon.lookup import lookup, words
from newsan.values import EntityType

_BEHIND = re.compile(r"(?:['’]s?)? ([a-z]+)\b")


def known_type(name: str) -> EntityType | None:
    """The type of a name that the word lists know, whatever the name does: in "Finland won" it is still a place.

    >>> known_type("First Nations"), known_type("Kiwis"), known_type("NSW"), known_type("TB"), known_type("Ek")
    ('group', 'group', 'place', 'other', None)
    """
    key = fold(name)
    one = key.removesuffix("s")
    country = country_of(name)
    if country and fold(country) == key:
        return "place"
    tribe = key.partition(" ")[0] in _first_words()
    if tribe or demonym_country(name) or key in _peoples() or one in _peoples():
        return "group"
    if country or key in lookup("places"):
        return "place"
    return "other" if key in words("things") or one in words("things") else None


@cache
def _peoples() -> frozenset[str]:
    return frozenset(map(fold, words("peoples", "faith", "people", "language")))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(map(fold, words("peoples", "first")))


def names_people(text: str, end: int) -> bool:
    """Whether the word behind a name says that it is a people's or a language's: "the Nukari | language".

    "Woman" and "community" do not say so: they stand behind places as well.
    """
    behind = _BEHIND.match(text, end)
    return bool(behind) and behind.group(1) in words("peoples", "behind")  # type: ignore[union-attr]


def introduced(text: str, start: int, end: int) -> bool:
    """Whether a role or an age behind a full name says that it is a person's: "Ines Duarte, the mayor".

    It does not say so behind a preposition ("in Port Ellen, the mayor said"), or where the role is the subject of what
    follows.
    """
    if " " not in text[start:end] or _PREPOSITION.search(text, max(0, start - 12), start):
        return False
    apposed = _APPOSED.match(text, end)
    if not apposed:
        return False
    return not apposed["role"] or any(word in _roles() for word in (apposed["role"], apposed["role"].split()[-1]))


_PREPOSITION = re.compile(r"\b(?:in|at|from|near|to|of|for|with|and|outside|around)\s+(?:the\s+)?$", re.IGNORECASE)
_APPOSED = re.compile(
    r",\s(?:\d\d|(?:(?:the|a|an|its|his|her|their|our)\s)?(?P<role>[a-z][\w’'-]*(?:\s[a-z][\w’'-]*){0,3}?))"
    r"(?:,\s|\.\s*$|\.\s|\s(?:of|for|at|in|from|who)\s)"
)


@cache
def _roles() -> frozenset[str]:
    return words("roles", "male", "female", "any")
