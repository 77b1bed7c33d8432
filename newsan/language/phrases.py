"""Read the noun phrase that names a source: its head, what stands before it, whom it belongs to, its appositions.

There is no parser behind this: a phrase is cut into words and mentions, its spine ends before the first preposition or relative
pronoun, and the last word of the spine is its head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from newsan.document import Span
from newsan.language.scene import Place, Scene, places_in
from newsan.language.titles import titles_before
from newsan.language.wordlists import singular, words

Kind = Literal["empty", "pronoun", "name", "group", "person", "body", "document", "other"]

LONGEST = 600
"""Characters of a source that are read; the longest source phrase in the training news has about 400."""

_TOKEN = re.compile(r"['’]s\b|['’](?=\s|$)|[^\W_](?:[\w.&/-]*[\w.])?(?:['’](?!s\b)\w+)?|[,;:()—–]|-{1,2}(?=\s)|@\w+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a mark or a whole mention of a phrase; ``word`` is lower case and empty for a mention, ``text`` as it stands."""

    start: int
    end: int
    word: str
    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: what kind of thing its head is, and the parts that tell who is meant.

    ``head`` is the head noun in the singular (or the pronoun), ``noun`` the noun that describes a name, ``name`` the mention that is the head or stands in
    apposition to it, ``owner`` the mention whose spokesman, report or police it is, ``modifiers`` the lower-case words
    before the head, ``within`` all mentions in the phrase.
    """

    kind: Kind
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
    """Return how the words between two positions name somebody."""
    items = items_between(scene, start, min(end, start + LONGEST))
    while items and items[0].word in words("grammar", "lead"):
        items = items[1:]
    if not any(item.word or item.place for item in items):
        return Phrase("empty", (start, end))
    pronoun = pronoun_class(items[0].word)
    if pronoun and not _begins_noun_phrase(items):
        return Phrase("pronoun", (start, end), head=items[0].word)
    segments = _segments(items)
    head, tail = _spine(segments[0])
    return _named_head(scene, (start, end), head, tail, segments) or _described(scene, (start, end), head, tail, segments)


@cache
def pronoun_class(word: str) -> str | None:
    """Return he, she, they, it, i, you or relative for a pronoun, None for any other word."""
    classes = ("he", "she", "they", "it", "i", "you", "relative")
    return next((name for name in classes if word in words("grammar", name)), None)


def _begins_noun_phrase(items: list[Item]) -> bool:
    """Return whether "his", "that", "her" stands before a noun ("his lawyer"), not alone."""
    word = items[0].word
    if word not in words("grammar", "possessive") and word not in words("grammar", "definite"):
        return False
    follower = items[1] if len(items) > 1 else None
    return follower is not None and (follower.place is not None or (follower.word.isalnum() or "-" in follower.word)
                                     and follower.word not in words("grammar", "preposition", "be", "trail"))  # fmt: skip


def items_between(scene: Scene, start: int, end: int) -> list[Item]:
    """Return the words and mentions of a span; what stands in brackets is left out."""
    hidden = [match.span() for match in _BRACKETS.finditer(scene.text, start, end)]
    found: list[Item] = []
    position = start
    for place in (*places_in(scene, start, end), None):
        stop = place.start if place else end
        for match in _TOKEN.finditer(scene.text, position, stop):
            if not any(a <= match.start() < b for a, b in hidden):
                word = match.group()
                found.append(Item(match.start(), match.end(), word.lower().replace("’", "'"), word))
        if place and not any(a <= place.start < b for a, b in hidden):
            found.append(Item(place.start, place.end, "", scene.text[place.start : place.end], place))
        position = max(position, place.end) if place else end
    return found


def _segments(items: list[Item]) -> list[list[Item]]:
    """Split at commas, colons and dashes."""
    found: list[list[Item]] = [[]]
    for item, follower in zip(items, [*items[1:], None], strict=True):
        if item.word == "," and follower and follower.word.isdigit():
            continue
        if item.word in (",", ";", ":", "—", "–", "-", "--", "(", ")"):
            found.append([])
        else:
            found[-1].append(item)
    return [segment for segment in found if segment] or [[]]


def _spine(items: list[Item]) -> tuple[list[Item], list[Item]]:
    """Cut a segment before its first preposition, relative pronoun or the "and" behind a name; "Secretary of State" is one."""
    items = _joined_titles(items)
    for i, item in enumerate(items):
        after_name = item.word in ("and", "or") and i > 0 and items[i - 1].place is not None
        if i > 0 and (after_name or item.word in words("grammar", "preposition") or _is_participle(items, i)):
            return _trimmed(items[:i]), items[i:]
    return _trimmed(items), []


def _joined_titles(items: list[Item]) -> list[Item]:
    """Make one word of a title that holds "of": secretary of state, chief of staff."""
    found: list[Item] = []
    for i, item in enumerate(items):
        inside = i > 1 and items[i - 1].word == "of" and item.text.lower() in words("grammar", "office")
        if inside and noun_kind(head_noun(items[: i - 1])[0]) == "person" and len(found) > 1:
            first = found[-2]
            text = f"{first.text} of {item.text}"
            found[-2:] = [Item(first.start, item.end, text.lower(), text)]
        else:
            found.append(item)
    return found


def _is_participle(items: list[Item], i: int) -> bool:
    """Return whether a word goes on describing the noun before it: "officials briefed on the talks", "people holding a banner"."""
    ending = _has_verb_ending(items[i].word) and items[i].word not in words("grammar", "modifier")
    noun = items[i - 1].word
    return ending and bool(noun) and noun_kind(items[i].word) == "other" and noun_kind(head_noun([items[i - 1]])[0]) != "other"


def _has_verb_ending(word: str) -> bool:
    return word.endswith(("ing", "ed")) and len(word) > 4


def _trimmed(items: list[Item]) -> list[Item]:
    while len(items) > 1 and (items[-1].word in words("grammar", "trail") or items[-1].word in ("'s", "'", "and", "or")):
        items = items[:-1]
    return items


def _named_head(
    scene: Scene, span: Span, head: list[Item], tail: list[Item], segments: list[list[Item]]
) -> Phrase | None:
    """Read a phrase whose head is a name: at the end of the spine, behind "of India", or in apposition."""
    if not head:
        return None
    described = bool(head[-1].word)
    item = head[-1] if not described else _name_behind_of(scene, tail) or _apposition(head, segments)
    if item is None or item.place is None:
        return None
    role, affiliation = _describe(head[:-1], []) if not described else _describe(head, tail)
    later = segments[1:] if not described else []
    role, affiliation = _from_appositions(role, affiliation, tail if not described else [], later)
    kind: Kind = "group" if item.place.type == "group" else "name"
    noun = head_noun(head[:-1])[0] if not described else head_noun(head)[0]
    noun = noun or _noun_before_of(segments[0], item)
    return Phrase(kind, span, name=item.place, noun=noun, role=role, affiliation=affiliation, determiner=_determiner(head),
                  modifiers=_modifiers(head), plural=_many(head), within=places_in(scene, *span))  # fmt: skip


def _noun_before_of(items: list[Item], name: Item) -> str:
    """Return "president" for "President of Argentina Alberto Fernández"."""
    before = [item.word for item in items if item.start < name.start]
    return next((head_noun([Item(0, 0, word, word)])[0] for word in before if noun_kind(word) == "person"), "")


def _name_behind_of(scene: Scene, tail: list[Item]) -> Item | None:
    """Return the person in "Prime Minister of India Narendra Modi": behind "of" and a word that is no title of theirs."""
    if not tail or tail[0].word != "of":
        return None
    for before, item in zip(tail[1:], tail[2:], strict=False):
        if item.word in words("grammar", "preposition"):
            return None
        person = item.place is not None and item.place.type == "person"
        if person and (before.place or before.word not in words("roles")) and not titles_before(scene.text, item.start):
            return item if before.word not in ("'s", "the", "and", "former", "president") else None
    return None


def _apposition(head: list[Item], segments: list[list[Item]]) -> Item | None:
    """Return the name in "the mayor of London, Sadiq Khan": alone in a later segment, of the type that the noun asks for."""
    noun = head_noun(head)
    wanted = {"person": ("person",), "body": ("org", "place"), "document": ("other", "org")}.get(noun_kind(noun[0]), ())
    for segment in segments[1:]:
        spine, _ = _spine(segment)
        last = spine[-1] if spine else None
        if last and last.place and last.place.type in wanted and not noun[1] and spine[0].word not in ("and", "or"):
            return last
    return None


def _from_appositions(
    role: str | None, affiliation: Place | None, tail: list[Item], segments: list[list[Item]]
) -> tuple[str | None, Place | None]:
    """Add what stands behind the name: "of the University of Essex", ", the spokeswoman of the ministry"."""
    if affiliation is None and role is None and tail and tail[0].word in ("of", "from", "at"):
        affiliation = next((item.place for item in tail if item.place and item.place.type in ("org", "place")), None)
    for segment in segments:
        spine, rest = _spine(segment)
        if role is None and spine and spine[-1].word and noun_kind(head_noun(spine)[0]) == "person":
            role, found = _describe(spine, rest)
            affiliation = found or affiliation
    return role, affiliation


def _described(
    scene: Scene, span: Span, head: list[Item], tail: list[Item], segments: list[list[Item]]
) -> Phrase:
    """Read a phrase whose head is a common noun."""
    noun, plural = head_noun(head)
    kind = noun_kind(noun)
    if kind in ("document", "other") and tail and tail[0].word in ("by", "from") and len(tail) > 1:
        return read_phrase(scene, tail[1].start, segments[0][-1].end)
    role, affiliation = _describe(head, tail)
    owner = _possessor(head) or next((item.place for item in reversed(head[:-1]) if item.place), None)
    if owner is None and tail and tail[0].word in words("grammar", "owner"):
        owner = next((item.place for item in tail if item.place), None)
    return Phrase(kind, span, noun, plural, _determiner(head), _modifiers(head), owner=owner,
                  role=role if kind == "person" else None, affiliation=affiliation, within=places_in(scene, *span))  # fmt: skip


def _possessor(head: list[Item]) -> Place | None:
    """Return the mention with a possessive ending: "the WHO's"."""
    return next((item.place for item, mark in zip(head, head[1:], strict=False) if item.place and mark.word in ("'s", "'")), None)


def _describe(head: list[Item], tail: list[Item]) -> tuple[str | None, Place | None]:
    """Return the role that a spine names and the mention that it belongs to."""
    last = max((i for i, item in enumerate(head) if item.place), default=-1)
    noun_words = [item for item in head[last + 1 :] if item.word not in ("'s", "'")]
    while noun_words and (noun_words[0].word in words("grammar", "definite", "indefinite", "possessive")):
        noun_words = noun_words[1:]
    place = head[last].place if last >= 0 else None
    if place is None and tail and tail[0].word in words("grammar", "owner"):
        place = next((item.place for item in tail if item.place), None)
    if not noun_words or noun_kind(head_noun(noun_words)[0]) != "person" or head_noun(noun_words)[0] in words("roles", "crowd"):
        return None, place if not noun_words else None
    return " ".join(item.text for item in noun_words), place


def _determiner(head: list[Item]) -> str:
    word = head[0].word
    if word in words("grammar", "definite", "possessive", "indefinite"):
        return word
    return "'s" if any(item.word in ("'s", "'") for item in head[1:]) else ""


def _modifiers(head: list[Item]) -> tuple[str, ...]:
    return tuple(item.word for item in head[:-1] if item.word and item.word not in ("'s", "'"))


def _many(head: list[Item]) -> bool:
    return len(head) > 1 and singular(head[-2].word) != head[-2].word and head[-1].place is not None


def head_noun(head: list[Item]) -> tuple[str, bool]:
    """Return the head of a spine in the singular, two words where two make one noun, and whether it was a plural."""
    if not head or not head[-1].word:
        return "", False
    if " of " in head[-1].word:
        return head[-1].word, False
    word = head[-1].word
    noun = word if word in words("roles", "crowd") or noun_kind(word) != "other" else singular(word)
    plural = noun != word or word in words("roles", "crowd") or word.endswith("men")
    two = f"{head[-2].word} {noun}" if len(head) > 1 and head[-2].word else ""
    return (two if two and noun_kind(two) != "other" else noun), plural


@cache
def noun_kind(noun: str) -> Kind:
    """Return what a noun in the singular stands for.

    >>> [noun_kind(noun) for noun in ("spokeswoman", "ministry", "report", "idea")]
    ['person', 'body', 'document', 'other']
    """
    if noun.partition(" of ")[0] in words("roles", "male", "female", "any", "kin", "crowd", "loose"):
        return "person"
    if noun in words("bodies"):
        return "body"
    if noun in document_nouns():
        return "document"
    return "other"


@cache
def document_nouns() -> frozenset[str]:
    """Return the nouns for things that people write, issue or decide."""
    from newsan.language.wordlists import table

    return frozenset(table("documents"))
