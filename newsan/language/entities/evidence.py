"""What a name's own words, and the words beside it, say about its type."""

from __future__ import annotations

import re
from functools import cache

from newsan.language.lexicon.countries import country_of, demonym_country
from newsan.language.lexicon.forms import fold
from newsan.language.lexicon.lookup import lookup, words
from newsan.values import EntityType

_STATE = r"(?P<state>[A-Z][a-z]{2,4})\."
_PAPER = re.compile(r"\b(?:newspaper|daily|weekly|magazine|tabloid|broadcaster) The \Z")
_SHIP = re.compile(r"\b(?:ship|submarine|vessel|ferry|frigate|destroyer|aircraft carrier|trawler|yacht|tanker) \Z")
_SHIPS = re.compile(r"(?:HMA?S|HMCS|HMNZS|USNS|USCGC|USS|INS|RMS|MV|RV|SS) [^\W\d_a-z]\w+")
_TRAIN = re.compile(r"(?:[^\W\d_a-z][\w–-]* ){2,4}Express\b")
_STATE_BEHIND = re.compile(rf", {_STATE}")
_STATE_ITSELF = re.compile(rf"(?<=, ){_STATE}")
_STORM = re.compile(r"\b(?:Hurricane|Typhoon|Cyclone|Storm) \Z")
_BEHIND = re.compile(r"(?:['’]s?)? ([a-z]+)\b")


def known_type(name: str) -> EntityType | None:
    """The type of a name that the word lists know, whatever the name does: in "Finland won" it is still a place.

    >>> known_type("First Nations"), known_type("Kiwis"), known_type("NSW"), known_type("TB"), known_type("NATO")
    ('group', 'group', 'place', 'other', 'org')
    >>> known_type("U.S. Senate"), known_type("Porto Police Prefecture"), known_type("Porto Police Headquarters")
    ('org', 'org', None)
    """
    key = fold(name)
    singular = key.removesuffix("s")
    country = country_of(name)
    if country and fold(country) == key:
        return "place"
    tribe = key.partition(" ")[0] in _first_words()
    if tribe or demonym_country(name) or key in _peoples() or singular in _peoples():
        return "group"
    if country or key in lookup("places"):
        return "place"
    if key in lookup("acronyms") or _is_body(key):
        return "org"
    return "other" if key in words("things") or singular in words("things") else None


def _is_body(key: str) -> bool:
    """Whether a folded name is a country's well-known body, or a place's police: "us senate", "porto police"."""
    first, _, last = key.rpartition(" ")
    if country_of(first) and last in words("pairs", "known"):
        return True
    return "police" in key.split()[1:][-2:] and last not in ("headquarters", "station", "academy")


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


def told_type(text: str, start: int, end: int) -> EntityType | None:
    """The type that what stands right beside a name leaves no doubt of: a storm's, ship's, paper's or American town's.

    >>> told_type("Hurricane Ada fell", 10, 13), told_type("In Viejo, Calif., and", 3, 8)
    ('other', 'place')
    >>> told_type("the ferry Ada", 10, 13), told_type("MV Ada Holm", 0, 6), told_type("the daily The Gull", 10, 18)
    ('other', 'other', 'org')
    """
    if _STORM.search(text, max(0, start - 12), start) or _SHIP.search(text, max(0, start - 20), start):
        return "other"
    if _SHIPS.fullmatch(text, start, end) or _TRAIN.fullmatch(text, start, end):
        return "other"
    if any(_PAPER.search(text, max(0, place - 20), place) for place in (start, start + 4)):
        return "org"
    state = _STATE_BEHIND.match(text, end) or _STATE_ITSELF.match(text, start)
    return "place" if state and state["state"].casefold() in words("states") else None
