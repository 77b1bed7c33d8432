"""Read the noun phrase that names a source: its head, what stands before it, whom it belongs to, its appositions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise, takewhile
from typing import Literal

from newsan.document import Span
from newsan.language.index import EntityMention, Index, mentions_in
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.segments import is_part, kind_of, segments, split_at_head
from newsan.language.syntax.titles import is_title
from newsan.language.syntax.tokens import POSSESSIVE, Token, head_noun, noun_kind, pronoun_class, tokens_between

LONGEST = 600
"""Characters of a source that are read; the longest source phrase in the training news has about 400."""

_WANTED = {"person": ("person",), "other": ("person",), "body": ("org", "place"), "document": ("other", "org")}
"""The types of a name in apposition to a noun."""


@dataclass(frozen=True, slots=True)
class NounPhrase:
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
    name: EntityMention | None = None
    owner: EntityMention | None = None
    noun: str = ""
    role: str | None = None
    affiliation: EntityMention | None = None
    within: tuple[EntityMention, ...] = ()


def read_noun_phrase(index: Index, start: int, end: int) -> NounPhrase:
    """The words between two positions, read as a phrase that names somebody."""
    tokens = tokens_between(index, start, min(end, start + LONGEST))
    lead = words("grammar", "lead")
    while tokens and (tokens[0].word in lead or _is_relative_to_noun(tokens)):
        tokens = tokens[1:]
    if not any(token.mention or token.word[:1].isalnum() for token in tokens):
        return NounPhrase("empty", (start, end))
    if _is_pronoun(tokens[0]) and not _begins_noun_phrase(tokens):
        return NounPhrase("pronoun", (start, end), tokens[0].word)
    parts = segments(tokens)
    head, tail = split_at_head(parts[0])
    modifiers = tuple(token.word for token in head[:-1] if token.word and token.word not in POSSESSIVE)
    within = mentions_in(index, start, end)
    phrase = NounPhrase("other", (start, end), determiner=_determiner(head), modifiers=modifiers, within=within)
    return _named(phrase, head, tail, parts) or _described(index, phrase, head, tail, parts[0][-1].end)


def is_definite(phrase: NounPhrase) -> bool:
    """Whether a phrase points at somebody known: "the minister", "his daughter", "that official"."""
    return phrase.determiner in words("grammar", "definite", "possessive")


def first_of_several(index: Index, phrase: NounPhrase) -> EntityMention | None:
    """The first of two or more people who are named behind what they are: "the authors, | Ann Lee | and Bo Ek"."""
    if phrase.kind != "person" or not phrase.plural:
        return None
    named = segments(tokens_between(index, *phrase.span))[1:]
    people = [token for part in named for token in part if token.type == "person"]
    return people[0].mention if len(people) > 1 and people[0] is named[0][0] else None


def _is_relative_to_noun(tokens: list[Token]) -> bool:
    """Whether a relative pronoun stands before the subject of its clause: "which analysts"."""
    if pronoun_class(tokens[0].word) != "relative" or len(tokens) < 2:
        return False
    return tokens[1].mention is not None or noun_kind(head_noun(tokens[1:2])[0]) == "person"


def _is_pronoun(token: Token) -> bool:
    """Whether an item is a pronoun and not the acronym of a body: "who", not "WHO"."""
    return pronoun_class(token.word) is not None and not (token.text.isupper() and len(token.text) > 1)


def _begins_noun_phrase(tokens: list[Token]) -> bool:
    """Whether "his", "that", "her" stands before a noun ("his lawyer"), not alone."""
    if tokens[0].word not in words("grammar", "possessive", "definite") or len(tokens) < 2:
        return False
    follower, owns = tokens[1], tokens[0].word in words("grammar", "possessive")
    stops = words("grammar", "be", "trail") if owns else words("grammar", "preposition", "be", "trail")
    plain = follower.word.replace("-", "").isalnum() and follower.word not in stops
    return follower.mention is not None or plain


def _named(phrase: NounPhrase, head: list[Token], tail: list[Token], parts: list[list[Token]]) -> NounPhrase | None:
    """A phrase whose head is a name: at its end, behind "of India", or in apposition to it."""
    if name := head[-1].mention:
        role, affiliation = _behind_name(_describe(head[:-1], []), tail, parts[1:])
        noun = head_noun(head[:-1])[0] or _noun_before(parts[0], name.start)
    elif name := _name_before_kind(head):
        role, affiliation, noun = None, None, head_noun(head)[0]
    elif name := _name_behind_of(tail) or _apposition(head, parts):
        role, affiliation = _describe(head, tail)
        noun = head_noun(head)[0]
    else:
        return None
    kind: Literal["group", "name"] = "group" if name.type == "group" else "name"
    return replace(phrase, kind=kind, name=name, noun=noun, role=role, affiliation=affiliation)


def _described(index: Index, phrase: NounPhrase, head: list[Token], tail: list[Token], end: int) -> NounPhrase:
    """A phrase whose head is a common noun; "estimates by organizers" is the organizers."""
    noun, plural = head_noun(head)
    kind = kind_of(noun, tail)
    is_written = noun_kind(noun) in ("document", "other") or noun == "paper"
    if (is_written and len(tail) > 1 and tail[0].word in ("by", "from")) or is_part(noun, tail):
        return read_noun_phrase(index, tail[1].start, end)
    role, affiliation = _describe(head, tail)
    owner = _owner(head, tail, made=kind == "document")
    role = role if kind == "person" else None
    return replace(phrase, kind=kind, head=noun, plural=plural, owner=owner, role=role, affiliation=affiliation)


def _noun_before(tokens: list[Token], end: int) -> str:
    """The noun in "President of Argentina Alberto Fernández"."""
    nouns = (head_noun([token])[0] for token in tokens if token.start < end and token.word)
    return next((noun for noun in nouns if noun_kind(noun) == "person"), "")


def _name_before_kind(head: list[Token]) -> EntityMention | None:
    """The name of a paper or firm behind which its kind stands: "the Kurier newspaper", "Channel 9 news"."""
    if len(head) > 1 and head[-1].word == "news" and head[-2].type == "org":
        return head[-2].mention
    before = head[:-2] if len(head) > 2 and head[-2].word == "news" else head[:-1]
    kind = head[-1].word == "agency" if len(before) < len(head) - 1 else head[-1].word in words("bodies", "named")
    fits = kind and len(before) > 1 and before[-1].type == "org" and _determiner(before) in ("the", "'s")
    return before[-1].mention if fits else None


def _name_behind_of(tail: list[Token]) -> EntityMention | None:
    """The person in "Prime Minister of India Narendra Modi": behind "of" and what completes the office."""
    for i, token in enumerate(tail[1:] if tail and tail[0].word == "of" else (), 1):
        if token.word in words("grammar", "preposition"):
            return None
        if token.type == "person":
            return token.mention if i > 1 and _completes_office(tail[1:i]) else None
    return None


def _completes_office(tokens: list[Token]) -> bool:
    """Whether the words between "of" and a person are not that person's title: "India", "the House Representative"."""
    while len(tokens) > 1 and is_title(tokens[-1].text):
        tokens = tokens[:-1]
    last = tokens[-1]
    if last.mention:
        return last.type != "group"
    apart = last.word in (*POSSESSIVE, "the", "and") or last.word in words("grammar", "past")
    return not (is_title(last.text) or last.word in words("roles") or apart)


def _apposition(head: list[Token], parts: list[list[Token]]) -> EntityMention | None:
    """The name in "the mayor of London, Sadiq Khan": in a later segment, and of the type that the noun asks for.

    "Who beat Ann Lee" and all behind it tells of somebody else, and so does "like Ann Lee".
    """
    noun, plural = head_noun(head)
    wanted = () if plural else _WANTED[noun_kind(noun)]
    before_clause = takewhile(lambda part: pronoun_class(part[0].word) != "relative", parts[1:])
    beside = (part for part in before_clause if part[0].word not in words("grammar", "preposition"))
    apposed = (split_at_head(part)[0][-1] for part in beside)
    return next((token.mention for token in apposed if token.type in wanted), None)


def _behind_name(
    known: tuple[str | None, EntityMention | None], tail: list[Token], parts: list[list[Token]]
) -> tuple[str | None, EntityMention | None]:
    """Role and affiliation with what stands behind the name: "of the University of Essex", ", its spokeswoman"."""
    role, affiliation = known
    if affiliation is None and role is None and tail and tail[0].word in ("of", "from", "at"):
        affiliation = _mention_in(token for token in tail if token.type == "org")
    for part in parts:
        head, rest = split_at_head(part)
        is_person = noun_kind(head_noun(head)[0]) == "person" and pronoun_class(head[0].word) != "relative"
        if role is None and is_person:
            role, mention = _describe(head, rest)
            affiliation = mention or affiliation
    return role, affiliation


def _describe(head: list[Token], tail: list[Token]) -> tuple[str | None, EntityMention | None]:
    """The role that the words before a head name ("former deputy minister") and the mention that it belongs to."""
    last = max((i for i, token in enumerate(head) if token.mention), default=-1)
    skipped = words("grammar", "definite", "indefinite", "possessive")
    owned = max((i for i, token in enumerate(head) if token.word in POSSESSIVE), default=-1)
    nouns = list(dropwhile(lambda token: token.word in skipped, head[max(last, owned) + 1 :]))
    mention = _mention_in(reversed(head)) or _body_behind(tail)
    noun = head_noun(nouns)[0]
    if noun_kind(noun) != "person" or noun in words("roles", "crowd"):
        return None, mention if not nouns else None
    earlier = [token for token in head[: max(0, last)] if token.word in words("grammar", "past")]
    return " ".join(token.text for token in (*earlier, *nouns)), mention


def _body_behind(tail: list[Token]) -> EntityMention | None:
    """What somebody belongs to by the words behind a noun; the place that they are from is a home."""
    owned = _owned_body(tail) or _mention_in(tail)
    body = owned if _is_owned(tail) else None
    return None if body and body.type == "place" and tail[0].word == "from" else body


def _owned_body(tail: list[Token]) -> EntityMention | None:
    """The body that a place right before it owns: "scientists from Norland's | Tarn University"."""
    start = next((i for i, token in enumerate(tail) if token.mention), len(tail))
    owns = len(tail) > start + 2 and tail[start].type == "place" and tail[start + 1].word in POSSESSIVE
    return tail[start + 2].mention if owns else None


def _owner(head: list[Token], tail: list[Token], *, made: bool) -> EntityMention | None:
    """The mention that a head belongs to; a document belongs to its maker."""
    possessors = (token.mention for token, mark in pairwise(head) if token.mention and mark.word in POSSESSIVE)
    before = next(possessors, None) or _mention_in(reversed(head[:-1]))
    if before is not None:
        return before
    if made:
        return _maker(head_noun(head)[0], tail)
    return _mention_in(tail) if _is_owned(tail) else None


def _mention_in(tokens: Iterable[Token]) -> EntityMention | None:
    """The first mention among some tokens."""
    return next((token.mention for token in tokens if token.mention), None)


def _is_owned(tail: list[Token]) -> bool:
    """Whether words behind a head say whose it is: "of", "for"."""
    return bool(tail) and tail[0].word in words("grammar", "owner")


def _maker(noun: str, tail: list[Token]) -> EntityMention | None:
    """The name behind "by", else behind "of", "from" or "in": "polls conducted for a paper by Northbank Research".

    Whoever has seen or obtained a document has not made it: "a letter seen by Northbank News"; nor has whoever it is
    about: "a study of Northbank".
    """
    leads = {"by", "from", "in"} if noun in words("sources", "about") else {"by", "of", "from", "in"}
    for i, token in enumerate(tail[:-1]):
        if token.word in leads and not (i and tail[i - 1].word in words("grammar", "held")):
            named = tail[i + 1 : i + 3] if tail[i + 1].word == "the" else tail[i + 1 : i + 2]
            head = split_at_head(tail[i + 1 :])[0]
            if token.word == "by" or named[-1].mention or head[-1].mention:
                return named[-1].mention or head[-1].mention or _mention_in(head)
    return None


def _determiner(head: list[Token]) -> str:
    if head[0].word in words("grammar", "definite", "possessive", "indefinite"):
        return head[0].word
    return "'s" if any(token.word in POSSESSIVE for token in head[1:]) else ""
