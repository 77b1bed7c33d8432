"""Acts of support and of opposition in a sentence: who does them to whom, told by their verbs and nouns.

"Ek praised Ruiz", "Norland's aid to Sudland", "Ek sided with Ruiz", "Ruiz was sued by Ek", "Norland is sending weapons
to Sudland", "Norland supports Sudland's fight".  Where no form fits there is no act, and the model alone judges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsan.document import Mention, Span
from newsan.language.lexicon.lookup import base_forms, table, words
from newsan.language.syntax.clauses import (
    PREMODIFIERS,
    State,
    Subject,
    Word,
    before_phrase,
    is_of,
    objects,
    subject,
    words_of,
)

GIFT = 8
"""Words between a verb of giving and what is given: "provide pretty serious support and equipment"."""


PHRASES = ("help with", "harm with", "grant", "deny", "aid", "quarrel")
"""Classes of verbs and nouns that lead to the other side by a preposition, or by what is granted."""


@dataclass(frozen=True, slots=True)
class Act:
    """What one entity does to another: ``side`` is 1 for support, -1 for opposition, 0 if the verb says neither.

    ``agent`` and ``target`` are names or pronouns, ``verb`` is the word that says it, ``end`` where its words end,
    ``state`` as in ``Subject``.  ``given``: somebody is blamed or praised for it, so that it is told as a fact.
    """

    agent: Span | None
    target: Span
    verb: Span
    end: int
    side: int
    state: State
    given: bool = False

    @property
    def shown(self) -> int:
        """The side that the agent takes: the opposite one for somebody who refuses to do it."""
        return -self.side if self.state == "refused" else self.side


def acts(text: str, line: Span, names: Sequence[Mention]) -> Iterator[Act]:
    """The acts of a sentence whose object is named, in order of their words."""
    found = words_of(text, line, names)
    opening = _openings()
    for i, one in enumerate(found):
        for word in filter(opening.__contains__, base_forms(one.word) if one.word else ()):
            yield from list(_verbs(found, i, word)) or _nouns(found, i, word)


@cache
def _openings() -> frozenset[str]:
    """The words with which an act can begin."""
    phrases = (first for key in PHRASES for first in _phrases(key))
    return words("acts", "help", "harm", "neither", "goods").union(phrases)


@cache
def _phrases(key: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a class by their first word, each without it."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in table("acts")[key]:
        first, *rest = phrase.split()
        found[first] = (*found.get(first, ()), tuple(rest))
    return found


def _behind(line: Sequence[Word], i: int, key: str, word: str) -> Iterator[int]:
    """Where the object begins, for each phrase of a class that begins with a word."""
    for rest in _phrases(key).get(word, ()):
        after = i + 1 + len(rest)
        if tuple(one.word for one in line[i + 1 : after]) == rest:
            yield after


def _verbs(line: Sequence[Word], i: int, word: str) -> Iterator[Act]:
    """The acts that a verb says."""
    if not _is_verb(line, i, word):
        return
    for key, side in (("help", 1), ("harm", -1), ("neither", 0)):
        if word in words("acts", key):
            yield from _done(line, i, i + 1, side)
    for key, side in (("help with", 1), ("harm with", -1)):
        for after in _behind(line, i, key, word):
            yield from _active(line, i, after, side)
    for key, side in (("grant", 1), ("deny", -1)):
        for after in _behind(line, i, key, word):
            yield from _answered(line, i, after, side)


def _is_verb(line: Sequence[Word], i: int, plain: str) -> bool:
    """Whether a word that may be a noun is a verb, by the word before it: no article, possessive or preposition."""
    before = line[i - 1].word if i else ""
    if before in words("acts", "determiner", "owner") or before in ("'s", "'"):
        return False
    inflected = line[i].word != plain and line[i].word.endswith(("ed", "ing"))
    return inflected or before == "to" or before not in words("acts", "oblique")


def _done(line: Sequence[Word], i: int, after: int, side: int) -> Iterator[Act]:
    """The acts of a transitive verb, active or passive."""
    is_participle = line[i].word.endswith(("ed", "en", "fought"))
    if is_participle and after < len(line) and line[after].word == "by":
        acted = subject(line, i)
        agent = next(objects(line, after + 1), None)
        if acted.word and agent:
            yield _act(Subject(agent[0], acted.state), acted.word, line[i], agent[0], side)
    elif not (is_participle and _is_passive(line, i)):
        yield from _active(line, i, after, side)


def _is_passive(line: Sequence[Word], i: int) -> bool:
    """Whether a form of "be" stands before a participle."""
    before = reversed(line[max(0, i - PREMODIFIERS) : i])
    word = next((one.word for one in before if not _is_adverb(one.word)), "")
    return word in ("is", "are", "was", "were", "be", "been", "being")


def _is_adverb(word: str) -> bool:
    return word in words("acts", "adverb", "denial") or word.endswith("ly")


def _active(line: Sequence[Word], i: int, after: int, side: int) -> Iterator[Act]:
    """The acts of a verb whose object begins at ``after``."""
    acted = subject(line, i)
    for name, noun in objects(line, after):
        if not _is_suffered(noun):
            yield _act(acted, name, line[i], noun or name, side)


def _is_suffered(noun: Word | None) -> bool:
    return noun is not None and noun.word in words("acts", "suffered")


def _act(acted: Subject, target: Word, verb: Word, last: Word, side: int, *, given: bool = False) -> Act:
    agent = (acted.word.start, acted.word.end) if acted.word else None
    return Act(agent, (target.start, target.end), (verb.start, verb.end), last.end, side, acted.state, given)


def _answered(line: Sequence[Word], i: int, after: int, side: int) -> Iterator[Act]:
    """The act of granting or refusing somebody's request, or somebody a right."""
    blamed = _blamed(line, i)
    acted = Subject(blamed) if blamed else subject(line, i)
    target = None
    for k in range(after, min(after + PREMODIFIERS, len(line))):
        if line[k].type or line[k].word in words("acts", "owner"):
            target = line[k]
        elif line[k].word in words("stance", "granted"):
            target = target or next((name for name, _ in objects(line, k + 2) if line[k + 1].word == "of"), None)
            if target:
                yield _act(acted, target, line[i], line[k], side, given=blamed is not None)
            return


def _blamed(line: Sequence[Word], i: int) -> Word | None:
    """The one who is blamed or praised for the deed of a verb in "-ing": "slammed Norland for denying"."""
    if i < 2 or line[i - 1].word != "for" or not line[i].word.endswith("ing") or not line[i - 2].type:
        return None
    judged = before_phrase(line, i - 2)
    return line[i - 2] if judged >= 0 and any(is_of(line[judged].word, key) for key in ("help", "harm")) else None


def _nouns(line: Sequence[Word], i: int, word: str) -> Iterator[Act]:
    """The acts that a noun tells of, by its owner or by the subject of the verb whose object it is."""
    for key, side in (("aid", 1), ("quarrel", -1)):
        for after in _behind(line, i, key, word):
            yield from _owned(line, i, after, side)
    goods = word in words("acts", "goods") and i + 1 < len(line) and line[i + 1].word in ("to", "for")
    giving = _giving(line, i) if goods else None
    if giving is not None:
        acted = _given(line, giving)
        yield from (_act(acted, name, line[giving], noun or name, 1) for name, noun in objects(line, i + 2))


def _giving(line: Sequence[Word], i: int) -> int | None:
    """The number of the verb of giving or of ending whose object a noun is."""
    for k in range(i - 1, max(-1, i - GIFT), -1):
        if line[k].type or line[k].word in ("'s", "that", "to", "which"):
            return None
        if is_of(line[k].word, "give") or is_of(line[k].word, "end"):
            is_auxiliary = line[k].word in words("acts", "auxiliary")
            return None if is_auxiliary and any(one.word.endswith("ed") for one in line[k + 1 : i]) else k
    return None


def _given(line: Sequence[Word], verb: int) -> Subject:
    """The subject of a verb of giving, or of one of ending, who gives no longer."""
    acted = subject(line, verb)
    is_ended = is_of(line[verb].word, "end") and not is_of(line[verb].word, "give") and acted.state == "done"
    return Subject(acted.word, "refused") if is_ended else acted


def _owned(line: Sequence[Word], i: int, after: int, side: int) -> Iterator[Act]:
    """The acts of a noun whose object begins at ``after``."""
    acted = _owner(line, i)
    for name, noun in objects(line, after):
        if not _is_suffered(noun):
            yield _act(acted, name, line[i], noun or name, side)


def _owner(line: Sequence[Word], i: int) -> Subject:
    """The one who has, shows or ends the support or quarrel that a noun names."""
    k = before_phrase(line, i)
    if k >= 0 and line[k].type and k == i - 1:
        return Subject(line[k])
    if k >= 1 and line[k].word in ("'s", "'") and line[k - 1].type:
        return Subject(line[k - 1])
    if k >= 0 and line[k].word in words("acts", "owner"):
        return Subject(line[k])
    verb = _giving(line, i)
    return Subject(None) if verb is None else _given(line, verb)
