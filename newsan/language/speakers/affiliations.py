"""Whom a source works for or belongs to, by its title or by the phrase that stands for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsan.document import Entity, Span
from newsan.language.coreference.discourse import affiliation_name
from newsan.language.entities.names import name_words
from newsan.language.index import EntityMention, Index, mentions_in
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.descriptions import BESIDE
from newsan.language.syntax.noun_phrases import NounPhrase

MENTIONS = 10
"""Mentions of a person behind which a body is looked for."""

REACH = 100
"""Characters that the name of a body may have."""

_TAIL = re.compile(
    r"\b(?:of|for|at|with)\s+(?:the\s+)?((?:[A-Z][\w.&’'-]*)(?:\s(?:(?:of|for|and|the|on)\s)*[A-Z][\w.&’'-]*)*)"
)
_HEAD = re.compile(r"^(.*?)(?:\s+(?:of|for|at|in|to|with|on|from)\s|,|$)")
_BEHIND = Pattern(rf"{BESIDE},? (?:of|from|at|with) (?:the )?(?:[a-z]+ ){{0,3}}")
_SEAT = re.compile(r",? \(?([DRI](?:-|–)[A-Z][\w.]*\w(?:\.(?=,|\)))?)")
_INSTITUTIONS = ("names", "institution")


def role_in(text: str) -> str:
    """The role that a title begins with: what stands before "of", behind whatever owns it.

    >>> role_in("chief executive of the Porto Pier Trust"), role_in("the club's new coach")
    ('chief executive', 'new coach')
    """
    head = _HEAD.match(" ".join(text.split()))
    return re.split(r"['’]s?\s", head.group(1) if head else text)[-1]


def affiliation_in(index: Index, title: Span) -> str | None:
    """The body that a title names: an organisation before a place, whatever stands first; else words with capitals."""
    inside = [one for one in mentions_in(index, *title) if one.type in ("org", "place", "group")]
    bodies = [one for one in inside if one.type == "org"] or inside
    if bodies and bodies[0].type == "org":
        return affiliation_name(index, bodies[0].entity)
    named = _TAIL.search(index.text, *title)
    if named and named.group(1).split()[0].casefold() in words("grammar", "office"):
        named = None
    if named and not any(one.start <= named.start(1) < one.end for one in inside):
        return " ".join(named.group(1).split())
    return affiliation_name(index, bodies[0].entity) if bodies else None


def affiliation_behind(index: Index, person: Entity) -> str | None:
    """The body right behind a person's name: "Ann Lee | of the University of Essex"; a seat as it stands: "D-Ohio"."""
    for mention in person.mentions[:MENTIONS]:
        if seat := _SEAT.match(index.text, mention.end):
            return seat.group(1)
        joined = _BEHIND.match(index.text, mention.end)
        named = mentions_in(index, joined.end(), joined.end() + REACH) if joined else ()
        if joined and named and named[0].type == "org" and named[0].start == joined.end():
            return _name(index, named[0])
    return None


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
