"""What a name's own words, and the words beside it, say about its type."""

from __future__ import annotations

import re
from functools import cache

from newsan.language.lexicon.countries import country_of, demonym_country
from newsan.language.lexicon.forms import fold
from newsan.language.lexicon.lookup import lookup, words
from newsan.values import EntityType

_BEHIND = re.compile(r"(?:['’]s?)? ([a-z]+)\b")


def known_type(name: str) -> EntityType | None:
    """The type of a name that the word lists know, whatever the name does: in "Finland won" it is still a place.

    >>> known_type("First Nations"), known_type("Kiwis"), known_type("NSW"), known_type("TB"), known_type("NATO")
    ('group', 'group', 'place', 'other', 'org')
    >>> known_type("U.S. Senate")
    'org'
    """
    key = fold(name)
    country = country_of(name)
    if country and fold(country) == key:
        return "place"
    tribe = key.partition(" ")[0] in _first_words()
    if tribe or demonym_country(name) or key.removesuffix("s") in _peoples() or key in _peoples():
        return "group"
    if country or key in lookup("places"):
        return "place"
    first, _, last = key.rpartition(" ")
    if key in lookup("acronyms") or (country_of(first) and last in words("pairs", "known")):
        return "org"
    return "other" if key in words("things") else None


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
