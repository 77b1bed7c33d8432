"""Acts of support and of opposition in a sentence: who does them to whom, told by their verbs and nouns.

"Ek praised Ruiz", "Norland's aid to Sudland", "Ek sided with Ruiz", "Ruiz was sued by Ek", "Norland supports Sudland's
fight".  Where no form fits there is no act, and the model alone judges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from newsan.document import Span
from newsan.language.index import EntityMention
from newsan.language.lexicon.forms import base_forms
from newsan.language.lexicon.lookup import table, words
from newsan.language.syntax.clauses import (
    PREMODIFIERS,
    State,
    Subject,
    before_phrase,
    joined,
    objects,
    subject,
)
from newsan.language.syntax.tokens import Token, tokens_of

PHRASES = ("help-with", "harm-with", "grant", "deny", "aid", "quarrel")
"""Classes of verbs and nouns that lead to the other side by a preposition, or by what is granted."""


@dataclass(frozen=True, slots=True)
class Act:
    """What one entity does to another: ``side`` is 1 for support, -1 for opposition, 0 if the verb says neither.

    ``agent`` and ``target`` are names or pronouns, ``verb`` is the word that says it, ``end`` where its words end,
    ``state`` as in ``Subject``.
    """

    agent: Span | None
    target: Span
    verb: Span
    end: int
    side: int
    state: State


def acts(text: str, line: Span, names: Sequence[EntityMention]) -> Iterator[Act]:
    """The acts of a sentence whose object is named, in order of their words."""
    tokens = tokens_of(text, line, names)
    opening = _openings()
    for i, token in enumerate(tokens):
        for word in filter(opening.__contains__, base_forms(token.word) if token.word else ()):
            for act in list(_verbs(tokens, i, word)) or _nouns(tokens, i, word):
                yield from _of_all(tokens, i, act)


def _of_all(line: Sequence[Token], verb: int, act: Act) -> Iterator[Act]:
    """An act, and the same one for all names that are joined with its subject, active or passive."""
    yield act
    subject_span = act.agent if act.agent and act.agent < act.verb else act.target
    at = next((n for n in range(verb) if (line[n].start, line[n].end) == subject_span), None)
    for name in joined(line, at) if at is not None else ():
        span = (name.start, name.end)
        yield replace(act, agent=span) if subject_span == act.agent else replace(act, target=span)


@cache
def _openings() -> frozenset[str]:
    """The words with which an act can begin."""
    phrases = (first for key in PHRASES for first in _phrases(key))
    return words("acts", "help", "harm", "neither").union(phrases)


@cache
def _phrases(key: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a class by their first word, each without it."""
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in table("acts")[key]:
        first, *rest = phrase.split()
        phrases[first] = (*phrases.get(first, ()), tuple(rest))
    return phrases


def _behind(line: Sequence[Token], i: int, key: str, word: str) -> Iterator[int]:
    """Where the object begins, for each phrase of a class that begins with a word."""
    for rest in _phrases(key).get(word, ()):
        after = i + 1 + len(rest)
        if tuple(token.word for token in line[i + 1 : after]) == rest:
            yield after


def _verbs(line: Sequence[Token], i: int, word: str) -> Iterator[Act]:
    """The acts that a verb says."""
    for key, side in (("help", 1), ("harm", -1), ("neither", 0)):
        if word in words("acts", key):
            yield from _done(line, i, i + 1, side)
    for key, side in (("help-with", 1), ("harm-with", -1)):
        for after in _behind(line, i, key, word):
            yield from _active(line, i, after, side)
    for key, side in (("grant", 1), ("deny", -1)):
        for after in _behind(line, i, key, word):
            yield from _answered(line, i, after, side)


def _done(line: Sequence[Token], i: int, after: int, side: int) -> Iterator[Act]:
    """The acts of a transitive verb, active or passive."""
    is_participle = line[i].word.endswith(("ed", "en", "fought"))
    if is_participle and after < len(line) and line[after].word == "by":
        acted = subject(line, i)
        for agent, _ in objects(line, after + 1) if acted.word else ():
            assert acted.word
            yield _act(Subject(agent, acted.state), acted.word, line[i], agent, side)
    elif not (is_participle and _is_passive(line, i)):
        yield from _active(line, i, after, side)


def _is_passive(line: Sequence[Token], i: int) -> bool:
    """Whether a form of "be" stands before a participle."""
    before = reversed(line[max(0, i - PREMODIFIERS) : i])
    word = next((token.word for token in before if not _is_adverb(token.word)), "")
    return word in words("acts", "be")


def _is_adverb(word: str) -> bool:
    return word in words("acts", "adverb", "denial") or word.endswith("ly")


def _active(line: Sequence[Token], i: int, after: int, side: int) -> Iterator[Act]:
    """The acts of a verb whose object begins at ``after``."""
    acted = subject(line, i)
    for name, noun in objects(line, after):
        if not _is_suffered(noun):
            yield _act(acted, name, line[i], noun or name, side)


def _is_suffered(noun: Token | None) -> bool:
    return noun is not None and noun.word in words("acts", "suffered")


def _act(acted: Subject, target: Token, verb: Token, last: Token, side: int) -> Act:
    agent = (acted.word.start, acted.word.end) if acted.word else None
    return Act(agent, (target.start, target.end), (verb.start, verb.end), last.end, side, acted.state)


def _answered(line: Sequence[Token], i: int, after: int, side: int) -> Iterator[Act]:
    """The act of granting or refusing somebody's request, or somebody a right."""
    acted = subject(line, i)
    target = None
    for at in range(after, min(after + PREMODIFIERS, len(line))):
        if line[at].type or line[at].word in words("acts", "owner"):
            target = line[at]
        elif line[at].word in words("stance", "granted"):
            target = target or next((name for name, _ in objects(line, at + 2) if line[at + 1].word == "of"), None)
            if target:
                yield _act(acted, target, line[i], line[at], side)
            return


def _nouns(line: Sequence[Token], i: int, word: str) -> Iterator[Act]:
    """The acts that a noun tells of, by its owner."""
    for key, side in (("aid", 1), ("quarrel", -1)):
        for after in _behind(line, i, key, word):
            yield from _owned(line, i, after, side)


def _owned(line: Sequence[Token], i: int, after: int, side: int) -> Iterator[Act]:
    """The acts of a noun whose object begins at ``after``."""
    acted = _owner(line, i)
    for name, noun in objects(line, after):
        if not _is_suffered(noun):
            yield _act(acted, name, line[i], noun or name, side)


def _owner(line: Sequence[Token], i: int) -> Subject:
    """The one who has the support or quarrel that a noun names."""
    at = before_phrase(line, i)
    if at >= 0 and line[at].type and at == i - 1:
        return Subject(line[at])
    if at >= 1 and line[at].word in ("'s", "'") and line[at - 1].type:
        return Subject(line[at - 1])
    if at >= 0 and line[at].word in words("acts", "owner"):
        return Subject(line[at])
    return Subject(None)
