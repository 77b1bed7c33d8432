"""Whom a person works for or belongs to: the model is asked about the bodies that the text names beside the name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

from newsan.document import Entity, Mention, Span
from newsan.language.coreference.antecedents import Candidate, Features, Question, Reader, answer
from newsan.language.coreference.discourse import affiliation_name
from newsan.language.coreference.salience import OBJECT, Key, reference_to
from newsan.language.index import EntityMention, Index, mentions_in, sentence_at
from newsan.language.lexicon.countries import country_of
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.title_bodies import affiliation_in, body_of_person, own_part, role_in
from newsan.language.speakers.titles import titles_at

MENTIONS = 12
"""Mentions of a person beside which a body is looked for: the first ones say who somebody is."""

AROUND = 800
"""Characters on either side of a mention within which a body is looked for."""

MOST = 24
"""Bodies that are compared."""

LEAST = 0.75
"""How likely a body has to be the affiliation to be given."""

PLACES = 4
"""Mentions of a body beside a person that count."""

_LED = re.compile(r"\b(of|for|at|with|from|in|by)\s(?:the\s)?\Z")
LED = 12
"""Characters before a body in which a preposition leads to it."""

_LINK = re.compile(r",? (?:of|from|at|with) (?:the )?")
_SEAT = re.compile(r",? \(?([DR])(?:[-–][A-Z]|(?<=\(\w)\))")
_PARTIES = {"D": "Democrats", "R": "Republicans"}
"""The party that the seat of a member of the US Congress begins with."""

_HOUSE = re.compile(r"(?:[Ff]ormer )?(House|Senate) (?=[A-Z])")
"""Before the office of a house of parliament: "| Senate | Majority Leader"."""


def affiliation_of(index: Index, read: Reader, person: int, title: Span | None) -> str | None:
    """The body, party or country that a person of the text works for or belongs to, if the text says so."""
    if title and (named := body_of_person(index, title)):
        return named
    asked = affiliation_question(index, read, person)
    candidate = answer(asked, LEAST).candidate if asked else None
    if candidate:
        return affiliation_name(index, candidate.key.entity)
    if title and (house := _HOUSE.match(index.text, *title)):
        return house[1]
    return affiliation_in(index, title) if title else None


def party_of(index: Index, person: Entity) -> str | None:
    """The party that the seat behind a person's name begins with: "Ann Lee, D-Ohio"."""
    seats = (_SEAT.match(index.text, mention.end) for mention in person.mentions[:MENTIONS])
    return next((_PARTIES[seat[1]] for seat in seats if seat), None)


def affiliation_question(index: Index, read: Reader, person: int) -> Question | None:
    """To which of the bodies that are named near a person they may belong; None if there is none."""
    mentions = index.entities[person].mentions[:MENTIONS]
    titles = {mention.start: [title.span for title in titles_at(index, mention)] for mention in mentions}
    beside = _bodies_beside(index, mentions, titles)
    if not beside:
        return None
    ranked = sorted((sorted(pairs, key=_nearness) for pairs in beside.values()), key=lambda pairs: _nearness(pairs[0]))
    nouns = {role_in(index, title).casefold().split(" ")[-1] for spans in titles.values() for title in spans}
    candidates = [_candidate(index, pairs, nouns) for pairs in ranked[:MOST]]
    none: Features = {"nobody: affiliation": 1.0, "nobody: has a title": float(any(titles.values()))}
    places = [[reference.span for reference in candidate.references] for candidate in candidates]
    first = ranked[0][0].person
    asked = read("affiliation", (first.start, first.end), places, [none, *(option.features for option in candidates)])
    return Question("affiliation", candidates, none, asked)


def _bodies_beside(
    index: Index, mentions: Sequence[Mention], titles: Mapping[int, Sequence[Span]]
) -> Mapping[int, list[Beside]]:
    """The bodies near the mentions of a person, each wherever it is near, but those that a title has to do with."""
    others = [(own_part(index, title)[1], title[1]) for spans in titles.values() for title in spans]
    beside: dict[int, list[Beside]] = defaultdict(list)
    for mention in mentions:
        for body in _bodies_around(index, mention):
            if not any(start <= body.start < end for start, end in others):
                beside[body.entity].append(_beside(index, mention, body, titles[mention.start]))
    return beside


def _bodies_around(index: Index, mention: Mention) -> Iterator[EntityMention]:
    """The mentions of bodies near a mention of a person."""
    for body in mentions_in(index, mention.start - AROUND, mention.end + AROUND):
        if body.type != "person" and not (body.start < mention.end and mention.start < body.end):
            yield body


class Beside(NamedTuple):
    """A body that is named beside a mention of a person, where the text has no more than some characters between."""

    person: Mention
    body: EntityMention
    between: Span
    in_title: bool
    same_sentence: bool


def _beside(index: Index, person: Mention, body: EntityMention, titles: Sequence[Span]) -> Beside:
    between = (body.end, person.start) if body.start < person.start else (person.end, body.start)
    in_title = any(start <= body.start and body.end <= end for start, end in titles)
    same = sentence_at(index, body.start) == sentence_at(index, person.start)
    return Beside(person, body, between, in_title, same)


def _nearness(pair: Beside) -> tuple[bool, bool, int]:
    """What is in a title is nearer than what is in the same sentence, and that nearer than anything else."""
    return not pair.in_title, not pair.same_sentence, pair.between[1] - pair.between[0]


def _candidate(index: Index, beside: Sequence[Beside], nouns: Collection[str]) -> Candidate:
    """A body with what speaks for it; ``nouns`` are those of the person's titles."""
    bodies = [pair.body for pair in beside[:PLACES]]
    references = [reference_to(index, Key(body.entity), (body.start, body.end), OBJECT) for body in bodies]
    features = {**_place(index, beside[0]), **_kind(index, bodies[0])}
    features |= {"in a title": any(pair.in_title for pair in beside), "has a title": bool(nouns)}
    sort = "country" if features["country"] else index.entities[bodies[0].entity].type
    features |= {f"{noun} of {sort}": True for noun in nouns}
    return Candidate(references[0].key, references, {name: float(value) for name, value in features.items() if value})


def _place(index: Index, pair: Beside) -> Features:
    """How a body is named beside a person."""
    text, (start, end), is_before = index.text, pair.between, pair.body.start < pair.person.start
    between, names = text[start:end], mentions_in(index, start, end)
    led = _LED.search(text, max(0, pair.body.start - LED), pair.body.start)
    behind = "behind" if not is_before else "before"
    return {
        f"in the title {behind}": pair.in_title,
        f"same sentence, {behind}": pair.same_sentence,
        "distance": log(1 + len(between)) / 5,
        "people between": min(sum(name.type == "person" for name in names), 3) / 3,
        "names between": min(sum(name.type != "person" for name in names), 5) / 5,
        "right before": is_before and not between.strip(),
        "right behind": not is_before and _LINK.fullmatch(between) is not None,
        "in brackets": not is_before and between.startswith((" (", ", ")),
        "owns": text.startswith(("'s", "’s"), pair.body.end),
        f"led by {led[1]}" if led else "not led": True,
        "another line": "\n" in between,
        "another sentence": ". " in between,
        "seat": not is_before and _SEAT.match(between) is not None,
    }


def _kind(index: Index, body: EntityMention) -> Features:
    """What kind of body it is, and how prominent in the text."""
    entity = index.entities[body.entity]
    return {
        f"affiliation: {entity.type}": True,
        "country": country_of(entity.name) is not None,
        "party": entity.name.casefold() in words("parties"),
        "times": log(len(entity.mentions)),
        "in the lead": sentence_at(index, entity.mentions[0].start) <= 1,
    }
