"""Whom a source works for or belongs to, by its title or by the phrase that stands for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsan.document import Entity, Mention, Span
from newsan.language.coreference.discourse import affiliation_name
from newsan.language.entities.names import name_words
from newsan.language.index import EntityMention, Index, mentions_in
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.speakers.titles import is_office
from newsan.language.syntax.descriptions import BESIDE
from newsan.language.syntax.noun_phrases import NounPhrase
from newsan.language.syntax.titles import titles_before

MENTIONS = 10
"""Mentions of a person behind which a body is looked for."""

REACH = 100
"""Characters that the name of a body may have."""

_TAIL = re.compile(
    r"\b(?:of|for|at|with)\s+(?:the\s+)?((?:[A-Z][\w.&’'-]*)(?:\s(?:(?:of|for|and|the|on)\s)*[A-Z][\w.&’'-]*)*)"
)
_FIELD = re.compile(r"\b(?:minister|secretary) (?:of|for) $", re.IGNORECASE)
"""Before what an office is for, which is no body: "Minister of | Economy"."""
_OWNS = re.compile(r"['’]s?$")
_PLAIN = re.compile(r"(?:['’]s|['’])?((?: [a-z-]+){1,4})")
_HEAD = re.compile(r"(.*?)(?:\s+(?:of|for|at|in|to|with|on|from)\s|,|$)")
_BEHIND = Pattern(rf"{BESIDE},? (?:of|from|at|with) (?:the )?(?:[a-z]+ ){{0,3}}")
_SEAT = re.compile(r",? \(?([DR])[-–][A-Z]")
_PARTIES = {"D": "Democrats", "R": "Republicans"}
"""The party that the seat of a member of the US Congress begins with."""
_AGE = re.compile(r"\d{1,3}\b.*\b(?:of|from) $")
_INSTITUTIONS = ("names", "institution")


def role_in(index: Index, title: Span) -> str:
    """The role that a title begins with: "chief executive" of the Porto Pier Trust, the club's "new coach"."""
    if index.text.startswith("who ", title[0]):
        return ""
    head = _HEAD.match(index.text, *title)
    end = head.end(1) if head else title[1]
    inside = (one.end for one in mentions_in(index, *title) if one.end < end)
    start = max((at for at in inside if not index.text.startswith((",", " and "), at)), default=title[0])
    return re.split(r"(?:^|\s)?['’]s?\s", " ".join(index.text[start:end].split()))[-1]


def affiliation_in(index: Index, title: Span) -> str | None:
    """The body that a title names: an organisation before a place, whatever stands first; else words with capitals."""
    title = _without_home(index, title)
    inside = [one for one in mentions_in(index, *title) if one.type in ("org", "place", "group")]
    bodies = [one for one in inside if one.type == "org"] or inside
    if bodies and bodies[0].type == "org":
        return affiliation_name(index, bodies[0].entity)
    named = _body_of_person(index, title) or _body_in_capitals(index, title, inside)
    return named or (affiliation_name(index, bodies[0].entity) if bodies else None)


def _without_home(index: Index, title: Span) -> Span:
    """A title without where somebody comes from: "a student | from Porto"; "a senator from Porto" sits for it."""
    at = index.text.find(" from ", *title)
    homes = [one for one in mentions_in(index, at, title[1]) if one.start == at + len(" from ")] if at > 0 else []
    is_home = bool(homes) and homes[0].type == "place" and not is_office(role_in(index, title).casefold())
    return (title[0], at) if is_home else title


def _body_in_capitals(index: Index, title: Span, inside: Sequence[EntityMention]) -> str | None:
    """The words with capitals behind "of" in a title, if none of the mentions there is what they begin with."""
    named = _TAIL.search(index.text, *title)
    if named is None or any(one.start <= named.start(1) < one.end for one in inside):
        return None
    if _FIELD.search(index.text, title[0], named.start(1)):
        return None
    noun = named.group(1).casefold()
    is_office = noun.split()[0] in words("grammar", "office") or noun in words("bodies", "state")
    return None if is_office or _OWNS.search(named.group(1)) else " ".join(named.group(1).split())


def _body_of_person(index: Index, title: Span) -> str | None:
    """The body in a title that is called after a person: "Ek campaign", "Ann Lee's legal team"."""
    for one in mentions_in(index, *title):
        behind = _PLAIN.match(index.text, one.end, title[1]) if one.type == "person" else None
        nouns = list(re.finditer(r"[a-z-]+", behind.group(1))) if behind else []
        last = next((noun.end() for noun in reversed(nouns) if noun.group() in words("bodies")), None)
        if behind and last:
            return index.text[one.start : behind.start(1) + last]
    return None


def affiliation_behind(index: Index, person: Entity) -> str | None:
    """The body right behind a person's name: "Ann Lee | of the University of Essex"; the party of a seat: "D-Ohio".

    The place behind an age is a home: "Ann Lee, 32, of Porto"; behind an office it is what that is for.
    """
    for mention in person.mentions[:MENTIONS]:
        if seat := _SEAT.match(index.text, mention.end):
            return _PARTIES[seat.group(1)]
        joined = _BEHIND.match(index.text, mention.end)
        named = mentions_in(index, joined.end(), joined.end() + REACH) if joined else ()
        if joined and named and named[0].start == joined.end() and not _AGE.search(joined.group()):
            governs = joined.group() == " of " and named[0].type == "place" and _is_governor(index, mention)
            if named[0].type == "org" or governs:
                return _name(index, named[0])
    return None


def _is_governor(index: Index, mention: EntityMention | Mention) -> bool:
    """Whether an office stands right before a name, and not a mere "Dr.": "Gov. | Ann Lee | of Ohio"."""
    title = titles_before(index.text, mention.start)[:1]
    return bool(title) and title[0].casefold() not in words("titles", "courtesy")


def belongs(role: str) -> bool:
    """Whether a role belongs to a body: no relative, supporter, neighbour or resident does, though a member does.

    >>> belongs("former member"), belongs("uncle"), belongs("rival senator")
    (True, False, False)
    """
    nouns, none = role.casefold().split(), words("roles", "kin", "relation")
    if len(nouns) > 1 and nouns[-1] in words("titles") and nouns[-2] in none - words("grammar", "modifier"):
        return False
    return not nouns or nouns[-1] in ("member", "politician", "one") or nouns[-1] not in none


def behind_people(index: Index, named: Mapping[str, Sequence[EntityMention]], phrase: NounPhrase) -> str | None:
    """The body that people without a name belong to: "district leaders", "officials of the ministry".

    A common noun stands for the body of the text whose name holds it, the one named nearest.  ``named`` is what
    ``bodies_by_word`` gives.
    """
    nouns = [word for word in reversed(phrase.modifiers) if word in words(*_INSTITUTIONS) or word in words("bodies")]
    noun = next((noun for noun in nouns if noun in named), None)
    if noun is None:
        return None
    at = bisect_left(named[noun], phrase.span[0], key=lambda one: one.start)
    near = named[noun][max(0, at - 1) : at + 1]
    nearest = min(near, key=lambda one: abs(one.start - phrase.span[0]), default=None)
    return _name(index, nearest) if nearest else None


def bodies_by_word(index: Index) -> Mapping[str, Sequence[EntityMention]]:
    """The mentions of organisations by each word of the organisation's name, in order of the text."""
    found: dict[str, list[EntityMention]] = defaultdict(list)
    for mention in index.mentions:
        if mention.type == "org":
            for word in set(name_words(index.entities[mention.entity].name)):
                found[word].append(mention)
    return found


def _name(index: Index, mention: EntityMention) -> str:
    return index.entities[mention.entity].name
