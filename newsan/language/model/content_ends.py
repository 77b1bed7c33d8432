"""Contents that end where their phrase ends, and not a few words before: *the bridge will be | closed for a week.*

The further a word is from its cue, the less sure the model is that it is content, and in long sentences the last words
fall below one half one after the other.  A content that breaks off in the middle of a phrase goes on to the next mark.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from newsan.language.lexicon.lookup import words
from newsan.language.model.channels import View, words_of
from newsan.language.model.encoder import Reading
from newsan.language.syntax.verbs import utters

if TYPE_CHECKING:
    from newsan.language.model.encoder import Ints

LEAST = 0.2
"""Probability of a word from which on a content before it goes on: where PolNeAR's gold ends with the content, the next
word mostly has less than a tenth, and where the gold is longer, more than a fifth (development part, and a seventh of
the training part)."""

FEWEST = 5
"""Fewest words of a content that goes on: shorter ones are names and topics."""

_INSIDE = "%’'/&+$€£₹#-‑"
_HYPHENS = "-‑"
_QUOTES = tuple("“”\"«»'‘’`")


def gone_on(text: str, reading: Reading, views: Sequence[View], line: Ints) -> Iterator[View]:
    """The views; the content of a cue of uttering that stands behind it in its sentence ends with a phrase.

    ``line`` is the number of each word's sentence.  No view gets words that another one has.
    """
    taken = {word for view in views if not view.weak for word in _own(view)}
    for view in views:
        end = _phrase_end(text, reading, view, line, taken) if _may_go_on(text, reading, view, line, taken) else None
        yield replace(view, content=(*view.content[:-1], (view.content[-1][0], end))) if end else view


def _own(view: View) -> Iterator[int]:
    """All words of a view."""
    yield from words_of(view)
    yield from range(*view.cue)
    yield from range(*view.source or (0, 0))


def _may_go_on(text: str, reading: Reading, view: View, line: Ints, taken: Container[int]) -> bool:
    """Whether the content of a view breaks off in a sentence before a word that nobody has."""
    if view.weak or not view.content or view.content[-1][0] < view.cue[1]:
        return False
    first, last = view.content[-1]
    seen = min(len(line), view.low + len(view.probability))
    if last - first < FEWEST or last >= seen or line[last] != line[last - 1] or last in taken:
        return False
    cue = text[slice(*reading.chars(*view.cue))].lower().split()
    likely = float(view.probability[last - view.low])
    inside = _is_joined(text, reading, last)
    return utters(*cue) and (inside or _breaks_off(_said(text, reading, last - 1), _said(text, reading, last), likely))


def _is_joined(text: str, reading: Reading, word: int) -> bool:
    """Whether a word is the hyphen behind the one before it: high | -tech."""
    start, end = reading.chars(word, word + 1)
    return text[start:end] in _HYPHENS and text[start - 1] > " " and text[end : end + 1].isalnum()


def _breaks_off(last: str, following: str, likely: float) -> bool:
    """Whether a content breaks off between two words: behind a word that needs another, or before a likely one."""
    if not (last[-1:].isalnum() or last in "-%") or not (following[:1].isalnum() or following == "%"):
        return False
    return last.lower() in _open() or (likely >= LEAST and following.lower() not in _joints())


def _phrase_end(text: str, reading: Reading, view: View, line: Ints, taken: Container[int]) -> int | None:
    """The word behind the last one before the next mark, or before the words of another view.

    None where that mark opens a quotation: its words belong to whoever has said them.
    """
    last = end = view.content[-1][1]
    while end < len(line) and line[end] == line[last] and end not in taken and _is_inside(text, reading, end):
        end += 1
    if end < len(line) and _said(text, reading, end) in _QUOTES:
        return None
    while end > last and _said(text, reading, end - 1).lower() in _open() | _joints():
        end -= 1
    return end


def _said(text: str, reading: Reading, word: int) -> str:
    return text[slice(*reading.chars(word, word + 1))]


def _is_inside(text: str, reading: Reading, word: int) -> bool:
    """Whether a word is one, or a mark inside of one: 1.5, U.S., like-minded."""
    start, end = reading.chars(word, word + 1)
    said, before = text[start:end], text[max(0, start - 2) : start]
    initial = said == "." and before[-1:].isupper() and not before[:1].isalpha()
    inside = said in ".,:" and text[end : end + 1].isalnum()
    return any(map(str.isalnum, said)) or said in _INSIDE or initial or inside


@cache
def _open() -> frozenset[str]:
    """Words that no phrase ends with."""
    closed = words("grammar", "preposition", "definite", "possessive", "coordinate", "be") | {"a", "an", "than"}
    return closed - words("grammar", "relative", "joining") - words("reporting", "pronoun")


@cache
def _joints() -> frozenset[str]:
    """Words that open a new clause."""
    return words("grammar", "coordinate", "subordinator", "joining")
