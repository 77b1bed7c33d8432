"""The subject and the object of a verb in a sentence, read off the words around its names.

There is no parser behind this: news prose puts the subject right before a verb and the object right behind it, but for
auxiliaries, adverbs, titles, appositions between commas and "plans to".  Where it does not, there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from newsan.document import Mention, Span
from newsan.language.lexicon.lookup import base_forms, words
from newsan.values import EntityType

MOST_WORDS = 12
"""Words between a verb and its subject: "has also repeatedly and publicly vowed to"."""

APPOSED = 24
"""Words of the appositions between a subject and its verb, commas included."""

PREMODIFIERS = 6
"""Words of an object before its name: "the official foreign affairs spokesman"."""

CLAUSE = 40
"""Words between a subject and what else it does: "Norland met … and criticised"."""

BEHIND = 3
"""Words behind a name in which its noun is looked for: "Norland's long and bitter fight"."""

State = Literal["done", "open", "refused", "void"]
"""Whether a deed is done; may be done ("could", "if"); will not be ("refused to"); or is denied or failed."""

STATES: tuple[State, ...] = ("done", "open", "refused", "void")

_TOKEN = re.compile(r"['’]s\b|['’](?!\w)|[^\W_](?:[\w.&/-]*\w)?\.?(?:['’](?!s\b)\w+)?|\S")
_MARK = re.compile(r"\W")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, a mark, or a whole name: then ``word`` is empty and ``type`` says what is named."""

    start: int
    end: int
    word: str
    type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The word of the one who acts, None if it cannot be told, and what becomes of the deed."""

    word: Word | None
    state: State = "done"


def words_of(text: str, line: Span, names: Sequence[Mention]) -> list[Word]:
    """The words, marks and names of a sentence in order.

    >>> [one.word for one in words_of("He isn't Ek’s.", (0, 14), [Mention(9, 11, "person", 1.0)])]
    ['he', "isn't", '', "'s", '.']
    """
    found: list[Word] = []
    position = line[0]
    for name in names:
        found += _between(text, position, name.start)
        found.append(Word(name.start, name.end, "", name.type))
        position = max(position, name.end)
    return found + _between(text, position, line[1])


def _between(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of a span without names."""
    return [
        Word(one.start(), one.end(), one.group().lower().replace("’", "'").rstrip(".") or ".")
        for one in _TOKEN.finditer(text, start, end)
    ]


def is_of(word: str, key: str) -> bool:
    """Whether a word is a form of one of a class of ``lexicon/english/acts.txt``."""
    return any(form in words("acts", key) for form in base_forms(word))


def before_phrase(line: Sequence[Word], k: int) -> int:
    """The number of the word before the noun phrase whose name or noun has the number ``k``."""
    last = max(-1, k - 1 - PREMODIFIERS)
    k -= 1
    while k > last and line[k].type is None and (_premodifies(line[k].word) or _is_partitive(line, k)):
        k -= 1
    return k


def _is_partitive(line: Sequence[Word], k: int) -> bool:
    """Whether a word is the "of" in "hundreds of Danes"."""
    return line[k].word == "of" and k > 0 and line[k - 1].word in words("grammar", "indefinite")


def _premodifies(word: str) -> bool:
    """Whether a word stands between the beginning of a noun phrase and its name: an article, a title, an adjective."""
    return (
        word in words("acts", "determiner")
        or word in words("grammar", "modifier", "indefinite")
        or word in words("roles", "any", "male", "female")
        or word in words("titles")
        or (word.endswith(("al", "ive", "ic", "ian", "ed")) and not is_of(word, "help") and not is_of(word, "harm"))
    )


def subject(line: Sequence[Word], verb: int) -> Subject:
    """The one who does what the verb says; nobody if that cannot be told."""
    k, state, finite = verb - 1, STATES[0], verb
    for _ in range(MOST_WORDS):
        if k < 0:
            break
        word = line[k].word
        if line[k].type:
            return Subject(line[k] if _acts(line, k) else None, state)
        if word in words("acts", "denial"):
            k, state = k - 1, "void"
        elif word in words("acts", "modal"):
            k, state = k - 1, _worse(state, "open")
        elif word in words("acts", "auxiliary", "adverb") or (word.endswith("ly") and len(word) > len("only")):
            k -= 1
        elif word == "to" and k and line[k - 1].type:
            return Subject(line[k - 1] if _is_urged(line, k - 1) else None, _worse(state, "open"))
        elif word == "to" and k:
            to = _before_infinitive(line, k - 1)
            if to is None:
                break
            finite, k, state = k - 1, k - 2, _worse(state, to)
        else:
            return Subject(_spelt(line, k, finite), state)
    return Subject(None, state)


def _worse(state: State, other: State) -> State:
    """The state of a deed for which both are said."""
    return max(state, other, key=STATES.index)


def _acts(line: Sequence[Word], k: int) -> bool:
    """Whether a name can be a subject: no preposition or possessive stands before its noun phrase."""
    before = before_phrase(line, k)
    return before < 0 or line[before].word not in words("acts", "oblique")


def _is_urged(line: Sequence[Word], k: int) -> bool:
    """Whether a name is the object of a verb of asking: "pressured Norland to"."""
    before = before_phrase(line, k)
    return before >= 0 and is_of(line[before].word, "urge")


def _before_infinitive(line: Sequence[Word], k: int) -> State | None:
    """What "plans to", "refused to" or "failed to" makes of a deed; None where nobody is said to mean to do it."""
    word = line[k].word
    classes: tuple[tuple[str, State], ...] = (("refuse", "refused"), ("fail", "void"), ("intend", "done"))
    return next((state for key, state in classes if is_of(word, key)), None)


def _spelt(line: Sequence[Word], k: int, verb: int) -> Word | None:
    """The subject that ends at a word that is not a name."""
    word = line[k].word
    if word in ("who", "which"):
        return _behind(line, k - 2 if k and line[k - 1].word == "," else k - 1)
    if word in words("acts", "pronoun", "owner"):
        return line[k]
    if word in words("acts", "institution") and k:
        return _behind(line, k - 2 if line[k - 1].word in ("'s", "'") else k - 1)
    if word in ("'s", "'") and line[verb].word in words("acts", "cause"):
        return line[k - 1] if k and line[k - 1].type else None
    is_participle = k == verb - 1 and line[verb].word.endswith("ing")
    if word == ",":
        return _before_apposition(line, k) or (_clause(line, k) if is_participle else None)
    if (word == "and" and line[verb].word.endswith(("ed", "s"))) or (word in words("acts", "manner") and is_participle):
        return _clause(line, k)
    return None


def _behind(line: Sequence[Word], k: int) -> Word | None:
    """The name at a place, if it can act."""
    return line[k] if k >= 0 and line[k].type and _acts(line, k) else None


def _before_apposition(line: Sequence[Word], k: int) -> Word | None:
    """The name beside what commas enclose: "Ek, the mayor, praised", "The mayor, Bo Ek of Oslo, praised"."""
    for q in range(k - 1, max(0, k - APPOSED), -1):
        if line[q].word != ",":
            continue
        if line[q + 1].type == "person" and (q + 2 == k or line[q + 2].word in words("acts", "apposed")):
            return line[q + 1]
        if found := _behind(line, q - 1):
            return found
    return None


def _clause(line: Sequence[Word], end: int) -> Word | None:
    """The last name before a word that can be the subject of a verb which goes on there."""
    for k in range(end - 1, max(-1, end - CLAUSE), -1):
        following = line[k + 1].word if k + 1 < len(line) else ""
        if line[k].type and _is_verbal(following) and _acts(line, k):
            return line[k]
    return None


def _is_verbal(word: str) -> bool:
    """Whether a word behind a name makes it the subject of a verb."""
    return word in words("acts", "auxiliary", "adverb", "modal") or word in words("cues") or word.endswith(("ed", "ly"))


def objects(line: Sequence[Word], k: int) -> Iterator[tuple[Word, Word | None]]:
    """The names that the noun phrase beginning at a word is about, each with the noun that belongs to it, if any."""
    k = _after_premodifiers(line, k)
    while k < len(line) and line[k].type:
        k = _titled(line, k)
        possessed = k + 1 < len(line) and line[k + 1].word in ("'s", "'")
        noun = _noun(line, k + 2 if possessed else k + 1)
        if possessed or noun is None or line[k].type == "person":
            yield line[k], noun if possessed else None
        elif noun.word in words("acts", "institution"):
            yield line[k], noun
        k = _next(line, k + 1)


def _after_premodifiers(line: Sequence[Word], k: int) -> int:
    """The number of the first word, from word ``k`` on, that is not an article, title or adjective."""
    end = min(len(line), k + PREMODIFIERS)
    while k < end and line[k].type is None and _premodifies(line[k].word):
        k += 1
    return k


def _titled(line: Sequence[Word], k: int) -> int:
    """The name itself, or the person of whose title it is a part: "Norland President Bo Ek" is about Ek."""
    q = _after_premodifiers(line, k + 1)
    is_title = k + 1 < q < len(line) and line[q].type == "person" and line[k].type != "person"
    return q if is_title else k


def _noun(line: Sequence[Word], k: int) -> Word | None:
    """The noun behind a name: one that stands for it, or is its own, else the first word, if that is a noun at all."""
    behind = []
    for one in line[k : k + BEHIND]:
        if one.type or _MARK.match(one.word) or one.word.endswith("ly") or one.word in words("acts", "stop"):
            break
        behind.append(one)
    known = (one for one in behind if is_of(one.word, "cause") or one.word in words("acts", "institution", "suffered"))
    return next(known, behind[0] if behind else None)


def _next(line: Sequence[Word], k: int) -> int:
    """Where the next name of an enumeration begins; the end of the sentence if none does."""
    if k + 1 < len(line) and line[k].word in ("and", "or"):
        return _after_premodifiers(line, k + 1)
    listed = k + 2 < len(line) and line[k].word == "," and line[k + 1].type and line[k + 2].word in (",", "and")
    return k + 1 if listed else len(line)
