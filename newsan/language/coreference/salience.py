"""The people and bodies that a text has spoken of before a position, and how prominently.

Every mention, every source and every pronoun that could be resolved is remembered in order of the text.  What "he" or
"the minister" means there is asked in ``questions.py``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from newsan.document import Span, Speaker
from newsan.language.index import EntityMention, Index, mentions_in, paragraph_at, quote_at, sentence_at
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.titles import back_over_blanks, titles_before, word_start

LOOK_BACK = 80
"""Remembered references that are looked at for one pronoun: keeps the work linear."""

SUBJECT, OBJECT, OBLIQUE, QUOTED = 2.0, 1.0, 0.3, -1.0
"""How prominent a mention is in its sentence; one inside quotation marks is least."""

_OPENS = 40
"""Characters of a sentence within which the first person named is taken for its subject."""

_ACCORDING = "according to "
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Key:
    """Somebody spoken of: an entity by number, or a source without an entity by its phrase and kind.

    Several entities that are spoken of together are ``joint``, by their numbers.
    """

    entity: int = -1
    phrase: str = ""
    kind: Literal["person", "people", "body", "thing", "joint"] = "thing"
    joint: tuple[int, ...] = ()


Found = tuple[Key, Speaker]
"""Who is meant, and the speaker that this makes."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that speak of somebody; ``weight`` says how prominently."""

    sentence: int
    paragraph: int
    key: Key
    span: Span
    weight: float
    speaking: bool


def reference_to(index: Index, key: Key, span: Span, weight: float, *, speaking: bool = False) -> Reference:
    """Words that speak of somebody, with where they stand."""
    return Reference(sentence_at(index, span[0]), paragraph_at(index, span[0]), key, span, weight, speaking)


def before(references: Sequence[Reference], position: int) -> Iterator[Reference]:
    """The references before a position, nearest first, as far as anybody looks back."""
    end = bisect_left(references, position, key=lambda reference: reference.span[0])
    for i in range(end - 1, max(-1, end - LOOK_BACK - 1), -1):
        yield references[i]


def prominence(index: Index, mention: EntityMention) -> float:
    """How prominent a mention is in its sentence."""
    text = index.text
    if text[mention.end : mention.end + 1] in ("'", "’") and not text[mention.end + 2 : mention.end + 3].isalnum():
        return OBLIQUE
    start = mention.start
    if mention.type == "person":
        start -= sum(len(title) + 1 for title in titles_before(text, start))
    word, start = word_before(text, start)
    if text[max(0, start - len(_ACCORDING)) : start].lower() == _ACCORDING:
        return SUBJECT
    if word in words("grammar", "preposition"):
        return OBLIQUE
    if quote_at(index, mention.start):
        return QUOTED
    sentence = index.sentence_starts[sentence_at(index, mention.start)] if index.sentence_starts else 0
    earlier = mentions_in(index, sentence, mention.start)
    if earlier and text[earlier[-1].end : mention.start].strip() in ("and", ",", "or"):
        return OBJECT
    first = start - sentence < _OPENS and not any(other.type == "person" for other in earlier)
    return SUBJECT if first or word in words("grammar", "opener") else OBJECT


def word_before(text: str, start: int) -> tuple[str, int]:
    """The word or mark before a position, articles passed over, and where the noun phrase begins."""
    end = back_over_blanks(text, start)
    first = word_start(text, end)
    if text[first:end].lower() in _ARTICLES:
        start, end = first, back_over_blanks(text, first)
        first = word_start(text, end)
    return text[first:end].lower() or text[max(0, end - 1) : end], start
