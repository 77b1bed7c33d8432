"""Whether a description that the text has given somebody and a phrase that comes later can mean the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from newsan.language.coreference.traits import Description
from newsan.language.index import Index
from newsan.language.lexicon.countries import country_of
from newsan.language.lexicon.forms import fold, singular
from newsan.language.lexicon.lookup import lookup, table, words
from newsan.language.syntax.noun_phrases import NounPhrase
from newsan.language.syntax.tokens import noun_kind

SAME, PART, KIND = 1.0, 0.9, 0.5
"""How well nouns agree: the same; "minister" for "prime minister"; "lawmaker" for "senator".  Our choice."""

DEPUTIES = frozenset({"deputy", "vice"})
"""Words before an office by which it is another: the mayor is not the deputy mayor."""


def agreement(index: Index, description: Description, phrase: NounPhrase) -> float:
    """How well a description and a phrase agree, 0..1; 0 when they contradict each other.

    "The Danish foreign minister" contradicts "Swedish foreign minister" and "Danish finance minister", and takes up
    "foreign minister" less well than "Danish Foreign Minister".
    """
    noun = max(nouns_agree(noun, phrase.head) - 0.1 * (i > 0) for i, noun in enumerate(description.nouns))
    past, known = words("grammar", "past"), _said(description)
    asked = set(phrase.modifiers) - {phrase.determiner} - set(phrase.head.split())
    unknown = asked - known - past
    if (
        unknown & words("grammar", "modifier")
        or DEPUTIES & (known ^ {*asked, *phrase.head.split()})
        or (unknown and noun <= KIND)
        or _places_differ(index, description, phrase)
    ):
        return 0.0
    noun -= 0.2 * (phrase.owner is not None and not description.others) + 0.1 * bool(unknown)
    return noun - 0.2 * bool((asked & past) ^ (known & past))


def _said(description: Description) -> set[str]:
    """The words of a description."""
    return {*description.modifiers, *(description.role or "").casefold().split(), *" ".join(description.nouns).split()}


def is_another(index: Index, description: Description, phrase: NounPhrase) -> bool:
    """Whether a phrase is of another rank, place or body than a description with its noun: "mayor", "deputy mayor".

    Places and bodies are compared with their like, and countries with countries: a senator of Norland may be of Lund.
    """
    owner = phrase.owner
    if phrase.head not in nouns_of(description):
        return False
    if DEPUTIES & (_said(description) ^ {*phrase.modifiers, *phrase.head.split()}):
        return True
    if owner is None:
        return False
    of = [index.entities[i] for i in description.others if index.entities[i].type == owner.type]
    return bool(of) and all(_name_two(index.entities[owner.entity].name, entity.name) for entity in of)


def _name_two(name: str, other: str) -> bool:
    """Whether two names are of two places or bodies: no short form of each other, and both of countries or neither."""
    alike = set(fold(name).split()) & set(fold(other).split()) or _allegiance(name) == _allegiance(other)
    return not alike and (country_of(name) is None) == (country_of(other) is None)


def describe_two(description: str, other: str) -> bool:
    """Whether each of two descriptions says what the other does not: "the finance minister", "the minister of war".

    A mere "company" may be the one that the other names.

    >>> describe_two("the mayor of Porto", "the Lund mayor")
    True
    >>> describe_two("the army spokesman", "a spokesman for the army")
    False
    """
    mine, theirs = _told(description), _told(other)
    mine, theirs = mine - theirs, theirs - mine
    vague, also = (all(noun_kind(word) == "body" for word in some) for some in (mine, theirs))
    return bool(mine and theirs) and (also or not vague)


def _told(description: str) -> frozenset[str]:
    """What the words of a description say, in the singular, up to a comma or a relative clause."""
    told = re.findall(r"[\w-]+", re.split(r",|\bwho\b", fold(description))[0].replace("'s ", " "))
    small = words("grammar", "definite", "indefinite", "preposition", "possessive")
    return frozenset(singular(word) for word in told if word not in small)


def nouns_for(noun: str) -> tuple[str, ...]:
    """The nouns by which a person may have been described before this one is used."""
    return (noun, *table("role_kinds").get(noun, ()))


def nouns_of(description: Description) -> tuple[str, ...]:
    """The nouns by which somebody described so can be called: "prime minister", "minister"."""
    parts = (last_word(noun) for noun in description.nouns if noun != "vice president")
    return tuple(dict.fromkeys((*description.nouns, *parts)))


def last_word(noun: str) -> str:
    """The word that stands for a noun of several: "minister" for "prime minister" and for "minister of trade"."""
    return noun.split(" of ")[0].split()[-1]


def nouns_agree(noun: str, asked: str) -> float:
    """How well a noun that described somebody agrees with the noun asked about, 0..1."""
    if noun == asked:
        return SAME
    last = last_word(noun)
    if last == asked and noun != "vice president":
        return PART
    return KIND if {last, noun} & set(table("role_kinds").get(asked, ())) else 0.0


def _places_differ(index: Index, description: Description, phrase: NounPhrase) -> bool:
    """Whether the two name other countries, bodies or parties."""
    owner = phrase.owner.entity if phrase.owner else None
    names = {_allegiance(index.entities[i].name) for i in description.others}
    if owner is not None and names and _allegiance(index.entities[owner].name) not in names:
        return True
    parties = _parties([*description.modifiers, *names])
    asked = _parties([*phrase.modifiers, *([index.entities[owner].name] if owner is not None else [])])
    return bool(parties and asked and not parties & asked)


def _parties(names: Iterable[str]) -> set[str]:
    return {party for name in names if (party := _allegiance(name)) in _known_groups()}


@cache
def _known_groups() -> frozenset[str]:
    return frozenset(map(fold, table("groups")))


@lru_cache(maxsize=4096)
def _allegiance(name: str) -> str:
    """One word for a country or party under any of its names: Russian → russia, GOP → republican."""
    full = table("acronyms").get(name, (name,))[0]
    group = fold(full).removesuffix(" party")
    return fold(country_of(full) or lookup("groups").get(group, group))
