"""Acts of support and of opposition in a sentence: who does them to whom, told by their verbs and nouns.

"Ek praised Ruiz", "Norland's aid to Sudland", "Ek sided with Ruiz", "Ruiz was sued by Ek", "Norland is sending weapons
to Sudland", "Norland supports Sudland's fight".  Where no form fits there is no act, and the model alone judges.
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
    is_of,
    joined,
    objects,
    subject,
)
from newsan.language.syntax.tokens import Token, tokens_of

GIFT = 8
"""Words between a verb of giving and what is given: "provide pretty serious support and equipment"."""


PHRASES = ("help-with", "harm-with", "grant", "deny", "aid", "quarrel", "aid-from", "quarrel-from")
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
    at = next((number for number in range(verb) if (line[number].start, line[number].end) == subject_span), None)
    for name in joined(line, at) if at is not None else ():
        span = (name.start, name.end)
        yield replace(act, agent=span) if subject_span == act.agent else replace(act, target=span)


@cache
def _openings() -> frozenset[str]:
    """The words with which an act can begin."""
    phrases = (first for key in PHRASES for first in _phrases(key))
    return words("acts", "help", "harm", "neither", "mutual", "goods").union(phrases)


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
    if not _is_verb(line, i, word):
        return
    for key, side in (("help", 1), ("harm", -1), ("neither", 0)):
        if word in words("acts", key):
            yield from _done(line, i, side)
    if word in words("acts", "mutual"):
        yield from _mutual(line, i)
    for key, side in (("help-with", 1), ("harm-with", -1)):
        for after in _behind(line, i, key, word):
            yield from _active(line, i, after, side)
    for key, side in (("grant", 1), ("deny", -1)):
        for after in _behind(line, i, key, word):
            yield from _answered(line, i, after, side)


def _is_verb(line: Sequence[Token], i: int, plain: str) -> bool:
    """Whether a word that may be a noun is a verb, by the word before it: no article, possessive or preposition.

    A plural with a verb behind it is a noun: "Acme targets | included | Lund".
    """
    before = line[i - 1].word if i else ""
    if before in words("acts", "determiner", "owner") or before in ("'s", "'") or _has_verb(line, i):
        return False
    inflected = line[i].word != plain and line[i].word.endswith(("ed", "ing"))
    return inflected or before == "to" or before not in words("acts", "oblique")


def _has_verb(line: Sequence[Token], i: int) -> bool:
    """Whether a verb stands right behind a word in "-s"."""
    behind = line[i + 1].word if i + 1 < len(line) and line[i].word.endswith("s") else ""
    done = behind.endswith("ed") and i + 2 < len(line) and line[i + 2].type is not None
    return done or behind in words("reporting", "finite") or behind in words("grammar", "irregular")


def _done(line: Sequence[Token], i: int, side: int) -> Iterator[Act]:
    """The acts of a transitive verb, active or passive."""
    is_participle = line[i].word.endswith(("ed", "en", "fought"))
    by = _by(line, i + 1) if is_participle else None
    if by is not None:
        acted = subject(line, i)
        for agent, _ in objects(line, by + 1) if acted.word else ():
            assert acted.word
            yield _act(Subject(agent, acted.state), acted.word, line[i], agent, side)
    elif not (is_participle and _is_passive(line, i)):
        yield from _active(line, i, i + 1, side)


def _mutual(line: Sequence[Token], i: int) -> Iterator[Act]:
    """What each of those joined before a verb does to the other: "Ek and Ruiz disagreed"."""
    acted = subject(line, i)
    at = next((number for number in range(i - 1, -1, -1) if line[number] is acted.word), None)
    if at is not None:
        for other in joined(line, at):
            yield _act(acted, other, line[i], line[i], -1)
            yield _act(replace(acted, word=other), line[at], line[i], line[i], -1)


def _by(line: Sequence[Token], at: int) -> int | None:
    """Where "by" leads to the agent of a participle, at a word or behind the place there: "praised in Oslo by Ek"."""
    last = at + PREMODIFIERS if at < len(line) and line[at].word in words("stance", "within") else at
    return next((number for number in range(at, min(last + 1, len(line))) if line[number].word == "by"), None)


def _is_passive(line: Sequence[Token], i: int) -> bool:
    """Whether a form of "be" stands before a participle."""
    before = reversed(line[max(0, i - PREMODIFIERS) : i])
    word = next((token.word for token in before if not _is_adverb(token.word)), "")
    return word in words("acts", "be")


def _is_adverb(word: str) -> bool:
    return word in words("acts", "adverb", "denial") or word.endswith("ly")


def _active(line: Sequence[Token], i: int, after: int, side: int) -> Iterator[Act]:
    """The acts of a verb whose object begins at ``after``."""
    yield from _towards(subject(line, i), line, i, after, side)


def _towards(acted: Subject, line: Sequence[Token], i: int, after: int, side: int) -> Iterator[Act]:
    """The acts of somebody by the verb or noun with the number ``i``, whose object begins at ``after``.

    Who supports somebody's foes is against that person or body; who opposes these, or what befell somebody, is not.
    """
    for name, noun in objects(line, after):
        if side > 0 and noun is not None and noun.word in words("acts", "foe"):
            yield _act(acted, name, line[i], noun, -side)
        elif noun is None or noun.word not in words("acts", "suffered"):
            yield _act(acted, name, line[i], noun or name, side)


def _act(acted: Subject, target: Token, verb: Token, last: Token, side: int, *, given: bool = False) -> Act:
    agent = (acted.word.start, acted.word.end) if acted.word else None
    return Act(agent, (target.start, target.end), (verb.start, verb.end), last.end, side, acted.state, given)


def _answered(line: Sequence[Token], i: int, after: int, side: int) -> Iterator[Act]:
    """The act of granting or refusing somebody's request, or somebody a right."""
    blamed = _blamed(line, i)
    acted = Subject(blamed) if blamed else subject(line, i)
    target = None
    for at in range(after, min(after + PREMODIFIERS, len(line))):
        if line[at].type or line[at].word in words("acts", "owner"):
            target = line[at]
        elif line[at].word in words("stance", "granted"):
            target = target or next((name for name, _ in objects(line, at + 2) if line[at + 1].word == "of"), None)
            if target:
                yield _act(acted, target, line[i], line[at], side, given=blamed is not None)
            return


def _blamed(line: Sequence[Token], i: int) -> Token | None:
    """The one who is blamed or praised for the deed of a verb in "-ing": "slammed Norland for denying"."""
    if i < 2 or line[i - 1].word != "for" or not line[i].word.endswith("ing") or not line[i - 2].type:
        return None
    judged = before_phrase(line, i - 2)
    return line[i - 2] if judged >= 0 and any(is_of(line[judged].word, key) for key in ("help", "harm")) else None


def _nouns(line: Sequence[Token], i: int, word: str) -> Iterator[Act]:
    """The acts that a noun tells of, by its owner or by the subject of the verb whose object it is."""
    for key, side in (("aid", 1), ("quarrel", -1)):
        received = [act for after in _behind(line, i, f"{key}-from", word) for act in _received(line, i, after, side)]
        owned = (act for after in _behind(line, i, key, word) for act in _owned(line, i, after, side))
        yield from received or owned
    goods = word in words("acts", "goods") and i + 1 < len(line) and line[i + 1].word in words("acts", "recipient")
    giving = _verb_of(line, i, "give", "end") if goods else None
    if giving is not None:
        acted = _given(line, giving, i)
        yield from (_act(acted, name, line[giving], noun or name, 1) for name, noun in objects(line, i + 2))


def _verb_of(line: Sequence[Token], i: int, *classes: str) -> int | None:
    """The number of the verb of some classes, such as giving or ending, whose object a noun is."""
    for at in range(i - 1, max(-1, i - GIFT), -1):
        if line[at].type or line[at].word in words("acts", "barrier"):
            return None
        if any(is_of(line[at].word, key) for key in classes):
            is_auxiliary = line[at].word in words("acts", "auxiliary")
            return None if is_auxiliary and any(token.word.endswith("ed") for token in line[at + 1 : i]) else at
    return None


def _given(line: Sequence[Token], verb: int, noun: int, ending: str = "end") -> Subject:
    """The subject of a verb of giving, or of one of ending, who gives no longer; "no praise" is not given."""
    acted = subject(line, verb)
    if any(token.word in words("acts", "denial") for token in line[verb + 1 : noun]):
        return replace(acted, state="void")
    is_ended = is_of(line[verb].word, ending) and not is_of(line[verb].word, "give") and acted.state == "done"
    return Subject(acted.word, "refused") if is_ended else acted


def _owned(line: Sequence[Token], i: int, after: int, side: int) -> Iterator[Act]:
    """The acts of a noun whose object begins at ``after``."""
    yield from _towards(_owner(line, i, "end" if side > 0 else "ease"), line, i, after, side)


def _received(line: Sequence[Token], i: int, after: int, side: int) -> Iterator[Act]:
    """The acts of those from whom the subject of a verb gets what a noun names: "Ek drew criticism from Ruiz"."""
    verb = _verb_of(line, i, "receive")
    is_object = verb is not None and not any(_leads_away(token.word) for token in line[verb + 1 : i])
    target = subject(line, verb) if verb is not None and is_object else Subject(None)
    for name, noun in objects(line, after) if target.word else ():
        assert target.word
        if noun is None or noun.word in words("acts", "institution"):
            yield _act(Subject(name, target.state), target.word, line[i], noun or name, side)


def _leads_away(word: str) -> bool:
    """Whether a word between a verb of getting and a noun makes it no object: "came out | in | support of Ruiz"."""
    return word != "under" and word in (*words("grammar", "preposition"), *words("acts", "owner"))


def _owner(line: Sequence[Token], i: int, ends: str) -> Subject:
    """The one who has, shows or ends the support or quarrel that a noun names: "Ek", "Ek's", "Ek withdrew her".

    ``ends`` is the class of the verbs that end it: who loses a case against somebody has not ended it.
    """
    at = before_phrase(line, i)
    if at >= 0 and line[at].word in words("acts", "owner"):
        ending = _verb_of(line, i, ends)
        return Subject(line[at]) if ending is None else _given(line, ending, i, ends)
    if at >= 0 and line[at].type and at == i - 1:
        return Subject(line[at])
    if at >= 1 and line[at].word in ("'s", "'") and line[at - 1].type:
        return Subject(line[at - 1])
    verb = _verb_of(line, i, "give", ends)
    return Subject(None) if verb is None else _given(line, verb, i, ends)
