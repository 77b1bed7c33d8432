"""Where no name goes on: at the borders of sentences, lines and cells, and in "the U.S. | Ada Lis".

The model reads over such places as if the words stood side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsan.document import Span
from newsan.language.lexicon.lookup import words

if TYPE_CHECKING:
    from newsan.language.model.encoder import Reading
    from newsan.language.model.tags import Floats

CLOSED = 1e6
"""How much a name loses, in nats, if it goes on behind a wall: more than any text can make up for."""

_CELL = re.compile(r"[\t|][\s|]{0,99}+(?=\S)|(?<=\S) {3,}(?=\S)")
_COUNTRY = re.compile(r"\b(?:U\.S\.A?|U\.K\.|U\.N\.|E\.U\.)\s+(?=([^\W\d_a-z]\w+)\s+[^\W\d_a-z])")
_INITIALS = re.compile(r"\b[A-Z]\.\s+\Z")


def walls(text: str, span: Span, sentences: Sequence[Span]) -> Iterator[int]:
    """The positions in a stretch of text where no name goes on: a sentence or a cell begins there.

    Behind initials the sentence may in fact go on: "U.S. | Presidential Elections".

    >>> list(walls("Ewa Lis\\tCivic Union", (0, 19), [(0, 19)]))
    [0, 8]
    """
    yield from (start for start, _ in sentences if not _INITIALS.search(text, max(0, start - 12), start))
    yield from (match.end() for match in _CELL.finditer(text, *span))
    yield from behind_countries(text, span)


def behind_countries(text: str, span: Span) -> Iterator[int]:
    """Where a person's full name begins behind "U.S." at the end of a sentence that was not taken for one.

    >>> list(behind_countries("Back in the U.S. Ada Lis met U.S. Steel Corp. men.", (0, 50)))
    [17]
    """
    given = words("given_names")
    return (match.end() for match in _COUNTRY.finditer(text, *span) if match[1].casefold() in given)


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
