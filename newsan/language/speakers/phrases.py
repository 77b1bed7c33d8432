"""Read the noun phrase that names a source: its head, what stands before it, whom it belongs to, its appositions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from newsan.document import Span
from newsan.language.actors.titles import is_title
from newsan.language.speakers.items import POSSESSIVE, Item, head_noun, items_between, noun_kind, pronoun_class
from newsan.language.speakers.scene import Place, Scene, places_in
from newsan.language.speakers.spines import segments, spine
from newsan.language.wordlists import words

LONGEST = 600
"""Characters of a source that are read; the longest source phrase in the training news has about 400."""

_WANTED = {"person": ("person",), "body": ("org", "place"), "document": ("other", "org")}
"""The types of a name in apposition to a noun."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase and the parts of it that tell who is meant.

    ``kind`` is what its head is.  ``head``: the head noun in the singular, or the pronoun.  ``name``: the mention that
    is the head or stands in apposition to it, ``noun`` the noun that then describes it.  ``owner``: the mention whose
    spokesman, report or police it is.  ``modifiers``: the words before the head.  ``within``: all mentions in the
    phrase.
    """

    kind: Literal["empty", "pronoun", "name", "group", "person", "body", "document", "other"]
    span: Span
    head: str = ""
    plural: bool = False
    determiner: str = ""
    modifiers: tuple[str, ...] = ()
    name: Place | None = None
    owner: Place | None = None
    noun: str = ""
    role: str | None = None
    affiliation: Place | None = None
    within: tuple[Place, ...] = ()


def read_phrase(scene: Scene, start: int, end: int) -> Phrase:
    """The words between two positions, read as a phrase that names somebody."""
    items = items_between(scene, start, min(end, start + LONGEST))
    lead = words("grammar", "lead")
    while items and (items[0].word in lead or _is_relative_to_noun(items)):
        items = items[1:]
    if not any(item.place or item.word[:1].isalnum() for item in items):
        return Phrase("empty", (start, end))
    if _is_pronoun(items[0]) and not _begins_noun_phrase(items):
        return Phrase("pronoun", (start, end), items[0].word)
    parts = segments(items)
    head, tail = spine(parts[0])
    within = places_in(scene, start, end)
    return _named(head, tail, parts, (start, end), within) or _described(scene, head, tail, parts, (start, end), within)


def is_definite(phrase: Phrase) -> bool:
    """Whether a phrase points at somebody known: "the minister", "his daughter", "that official"."""
    return phrase.determiner in words("grammar", "definite", "possessive")


def _is_relative_to_noun(items: list[Item]) -> bool:
    """Whether a relative pronoun stands before the subject of its clause: "which analysts"."""
    if pronoun_class(items[0].word) != "relative" or len(items) < 2:
        return False
    return items[1].place is not None or noun_kind(head_noun(items[1:2])[0]) == "person"


def _is_pronoun(item: Item) -> bool:
    """Whether an item is a pronoun and not the acronym of a body: "who", not "WHO"."""
    return pronoun_class(item.word) is not None and not (item.text.isupper() and len(item.text) > 1)


def _begins_noun_phrase(items: list[Item]) -> bool:
    """Whether "his", "that", "her" stands before a noun ("his lawyer"), not alone."""
    if items[0].word not in words("grammar", "possessive", "definite") or len(items) < 2:
        return False
    follower = items[1]
    plain = follower.word.replace("-", "").isalnum() and follower.word not in words(
        "grammar", "preposition", "be", "trail"
    )
    return follower.place is not None or plain


def _named(
    head: list[Item], tail: list[Item], parts: list[list[Item]], span: Span, within: tuple[Place, ...]
) -> Phrase | None:
    """A phrase whose head is a name: at the end of the spine, behind "of India", or in apposition to the spine."""
    if not head:
        return None
    if head[-1].place:
        name: Item | None = head[-1]
        role, affiliation = _behind_name(_describe(head[:-1], []), tail, parts[1:])
        noun = head_noun(head[:-1])[0] or _noun_before(parts[0], head[-1].start)
    else:
        name = _name_behind_of(tail) or _apposition(head, parts)
        role, affiliation = _describe(head, tail)
        noun = head_noun(head)[0]
    if name is None or name.place is None:
        return None
    return Phrase(
        "group" if name.place.type == "group" else "name",
        span,
        name=name.place,
        noun=noun,
        role=role,
        affiliation=affiliation,
        determiner=_determiner(head),
        modifiers=_modifiers(head),
        within=within,
    )


def _described(
    scene: Scene, head: list[Item], tail: list[Item], parts: list[list[Item]], span: Span, within: tuple[Place, ...]
) -> Phrase:
    """A phrase whose head is a common noun; "estimates by organizers" is the organizers."""
    noun, plural = head_noun(head)
    kind = noun_kind(noun)
    if kind in ("document", "other") and len(tail) > 1 and tail[0].word in ("by", "from"):
        return read_phrase(scene, tail[1].start, parts[0][-1].end)
    role, affiliation = _describe(head, tail)
    return Phrase(
        kind,
        span,
        noun,
        plural,
        determiner=_determiner(head),
        modifiers=_modifiers(head),
        owner=_owner(head, tail, made=kind == "document"),
        role=role if kind == "person" else None,
        affiliation=affiliation,
        within=within,
    )


def _noun_before(items: list[Item], end: int) -> str:
    """The noun in "President of Argentina Alberto Fernández"."""
    nouns = (head_noun([item])[0] for item in items if item.start < end and item.word)
    return next((noun for noun in nouns if noun_kind(noun) == "person"), "")


def _name_behind_of(tail: list[Item]) -> Item | None:
    """The person in "Prime Minister of India Narendra Modi": behind "of" and what completes the office."""
    if not tail or tail[0].word != "of":
        return None
    for i, item in enumerate(tail[1:], 1):
        if item.word in words("grammar", "preposition"):
            return None
        if item.place is not None and item.place.type == "person":
            return item if i > 1 and _completes_office(tail[1:i]) else None
    return None


def _completes_office(items: list[Item]) -> bool:
    """Whether the words between "of" and a person are not that person's title: "India", "the House Representative"."""
    while len(items) > 1 and is_title(items[-1].text):
        items = items[:-1]
    last = items[-1]
    titled = is_title(last.text) or last.word in words("roles") or last.word in (*POSSESSIVE, "the", "and", "former")
    return last.place is not None or not titled


def _apposition(head: list[Item], parts: list[list[Item]]) -> Item | None:
    """The name in "the mayor of London, Sadiq Khan": in a later segment, and of the type that the noun asks for."""
    noun, plural = head_noun(head)
    wanted = () if plural else _WANTED.get(noun_kind(noun), ())
    for part in parts[1:]:
        found, _ = spine(part)
        if found and found[-1].place and found[-1].place.type in wanted and found[0].word not in ("and", "or"):
            return found[-1]
    return None


def _behind_name(
    known: tuple[str | None, Place | None], tail: list[Item], parts: list[list[Item]]
) -> tuple[str | None, Place | None]:
    """Role and affiliation with what stands behind the name: "of the University of Essex", ", its spokeswoman"."""
    role, affiliation = known
    if affiliation is None and role is None and tail and tail[0].word in ("of", "from", "at"):
        affiliation = next((item.place for item in tail if item.place and item.place.type in ("org", "place")), None)
    for part in parts:
        found, rest = spine(part)
        if role is None and found and found[-1].word and noun_kind(head_noun(found)[0]) == "person":
            role, place = _describe(found, rest)
            affiliation = place or affiliation
    return role, affiliation


def _describe(head: list[Item], tail: list[Item]) -> tuple[str | None, Place | None]:
    """The role that a spine names ("former deputy minister") and the mention that it belongs to."""
    last = max((i for i, item in enumerate(head) if item.place), default=-1)
    skipped = words("grammar", "definite", "indefinite", "possessive")
    nouns = [item for item in head[last + 1 :] if item.word not in POSSESSIVE]
    while nouns and nouns[0].word in skipped:
        nouns = nouns[1:]
    place = head[last].place if last >= 0 else None
    if place is None and tail and tail[0].word in words("grammar", "owner"):
        place = next((item.place for item in tail if item.place), None)
    noun = head_noun(nouns)[0]
    if noun_kind(noun) != "person" or noun in words("roles", "crowd"):
        return None, place if not nouns else None
    earlier = [item for item in head[: max(0, last)] if item.word in words("grammar", "past")]
    return " ".join(item.text for item in (*earlier, *nouns)), place


def _owner(head: list[Item], tail: list[Item], *, made: bool) -> Place | None:
    """The mention that a head belongs to; a document belongs to its maker."""
    possessors = (item.place for item, mark in pairwise(head) if item.place and mark.word in POSSESSIVE)
    before = next(possessors, None) or next((item.place for item in reversed(head[:-1]) if item.place), None)
    if before is not None:
        return before
    if made:
        return _maker(tail)
    return next((item.place for item in tail if item.place), None) if tail and _owns(tail[0]) else None


def _owns(preposition: Item) -> bool:
    return preposition.word in words("grammar", "owner")


def _maker(tail: list[Item]) -> Place | None:
    """The name right behind "by", "of", "from" or "in": "polls conducted for a paper by Northbank Research".

    Whoever has seen or obtained a document has not made it: "a letter seen by Northbank News".
    """
    for i, item in enumerate(tail[:-1]):
        if item.word in ("by", "of", "from", "in") and not (i and tail[i - 1].word in words("grammar", "held")):
            follower = tail[i + 2] if tail[i + 1].word == "the" and i + 2 < len(tail) else tail[i + 1]
            if follower.place or item.word == "by":
                return follower.place
    return None


def _determiner(head: list[Item]) -> str:
    if head and head[0].word in words("grammar", "definite", "possessive", "indefinite"):
        return head[0].word
    return "'s" if any(item.word in POSSESSIVE for item in head[1:]) else ""


def _modifiers(head: list[Item]) -> tuple[str, ...]:
    return tuple(item.word for item in head[:-1] if item.word and item.word not in POSSESSIVE)
