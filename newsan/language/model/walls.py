"""Where no name goes on: at the borders of sentences, lines and cells, behind "Inc.", and in "the U.S. | Ada Lis".

The model reads over such places as if the words stood side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from newsan.document import Span
from newsan.language.lexicon.lookup import table, words
from newsan.language.model.borders import full_names
from newsan.language.syntax.words import WORD

if TYPE_CHECKING:
    from newsan.language.model.encoder import Reading
    from newsan.language.model.tags import Floats

CLOSED = 1e6
"""How much a name loses, in nats, if it goes on behind a wall: more than any text can make up for."""

_CELL = re.compile(r"[\t|][\s|]{0,99}+(?=\S)|(?<=\S) {3,}(?=\S)")
_INITIALS = re.compile(r"\b[A-Z]\.\s+\Z")
_FROM = re.compile(r"[\w’'-]+\s(?=(?:of|from)\s(?:the\s)?[^\W\d_a-z])")
_OFFICE = re.compile(r"(?<=[^\W\d_]\s)(?=U\.S\.\s+(?:Rep|Reps|Sen|Sens|Representative|Senator|President)\b)")
_COUNTRY = re.compile(r"\b(?:U\.S\.A?|U\.K\.|U\.N\.|E\.U\.)\s+(?=([^\W\d_a-z]\w+)\s+[^\W\d_a-z])")


def walls(text: str, span: Span, sentences: Sequence[Span]) -> Iterator[int]:
    """The positions in a stretch of text where no name goes on: a sentence, a cell or another name begins there.

    >>> list(walls("Ewa Lis\\tCivic Union", (0, 19), [(0, 19)]))
    [0, 8]
    >>> list(walls("She left the U.S. Ada Lis stayed.", (0, 33), [(0, 33)]))
    [0, 18]
    """
    yield from (start for start, _ in sentences if not _behind_initials(text, start))
    yield from (match.end() for match in _CELL.finditer(text, *span))
    yield from (match.end() for match in _closing().finditer(text, *span))
    yield from behind_countries(text, span)
    yield from _behind_people(text, span)
    yield from (match.start() for match in _OFFICE.finditer(text, *span))


def _behind_people(text: str, span: Span) -> Iterator[int]:
    """Where the "of" stands that says where somebody comes from: "Ada Holm | of Castell Marine".

    In the training corpora 197 people are named so, and one name of a body reads like it.

    >>> list(_behind_people("Ada Holm of Castell Marine and Florence Institute of Art", (0, 56)))
    [9]
    """
    bodies = words("names", "institution", "tail", "media", "company") | words("bodies")
    for first, last in full_names(text, span):
        match = _FROM.match(text, last)
        if match and match[0].strip().casefold() not in bodies and text[first - 1 : first] != "-":
            yield match.end()


def _behind_initials(text: str, start: int) -> bool:
    """Whether the sentence may in fact go on, as in "U.S. | Presidential Elections"; not before a given name."""
    word = WORD.match(text, start)
    given = word is not None and word[0].casefold() in words("given_names")
    return bool(_INITIALS.search(text, max(0, start - 12), start)) and not given


def behind_countries(text: str, span: Span) -> Iterator[int]:
    """Where a person's full name begins behind "U.S." at the end of a sentence that was not taken for one.

    >>> list(behind_countries("Back in the U.S. Ada Lis met U.S. Steel Corp. men.", (0, 50)))
    [17]
    """
    given = words("given_names")
    return (match.end() for match in _COUNTRY.finditer(text, *span) if match[1].casefold() in given)


@cache
def _closing() -> re.Pattern[str]:
    """The legal forms that end a firm's name, with the blanks before the next word that has a capital."""
    forms = "|".join(sorted(map(re.escape, table("names")["closing"]), key=len, reverse=True))
    return re.compile(rf"(?<=[\w,] )(?:{forms})(?:['’]s)?\s+(?=[^\W\d_a-z])")


def walled(scores: Floats, reading: Reading, at: Sequence[int], tags: tuple[str, ...]) -> Floats:
    """The scores of words, with every name ended before the words that begin at some positions."""
    import numpy as np

    begun = np.array([tag[0] in "IE" for tag in tags])
    open_ = np.array([tag[0] in "BI" for tag in tags]) if any(tag[0] == "E" for tag in tags) else np.zeros_like(begun)
    behind = np.unique(reading.starts[reading.words].searchsorted(at))
    behind = behind[behind < len(reading.words)]
    before = behind[behind > 0] - 1
    changed = scores.copy()
    changed[np.ix_(behind, begun)] -= CLOSED
    changed[np.ix_(before, open_)] -= CLOSED
    return changed
