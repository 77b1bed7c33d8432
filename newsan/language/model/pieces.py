"""Texts as the model sees them: word pieces with the case pattern of the word around each.

The encoder's vocabulary is uncased, so what capitals say (names!) travels beside the pieces: one of seven case
patterns of the whole word, plus seven where a line break stands before the piece (a new paragraph is information
too).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsan.document import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LOWER, TITLE, UPPER, MIXED, DIGIT, OTHER, N_PATTERNS = 0, 1, 2, 3, 4, 5, 7
"""Case patterns; the seventh is kept free so that "after a line break" is a plain +7 (14 rows of the embedding)."""

CLS, SEP = 101, 102
"""Piece ids that open and close a window (BERT's ``[CLS]`` and ``[SEP]``)."""

_WORD = re.compile(r"[^\W_]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's pieces: vocabulary ids, case patterns, character spans, and the number of the word each belongs to."""

    ids: list[int]
    cases: list[int]
    spans: list[Span]
    words: list[int]


def case_pattern(word: str) -> int:
    """The case pattern of a word: lower, Title, UPPER, miXed, digits, other."""
    if word.islower():
        return LOWER
    if word.istitle():
        return TITLE
    if word.isupper() and len(word) > 1:
        return UPPER
    if any(c.isupper() for c in word):
        return MIXED
    return DIGIT if any(c.isdigit() for c in word) else OTHER


def encode(tokenizer: Tokenizer, text: str, paragraphs: Sequence[Span]) -> Pieces:
    """The pieces of a text, in order; white space and control characters have none.

    ``paragraphs`` are the text's; every first piece of one but the text's own first is marked.  Half of a surrogate
    pair, which no encoder takes, is read as a replacement character.
    """
    encoding = tokenizer.encode(_LONE_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    spans = encoding.offsets
    words = list(_WORD.finditer(text))
    starts = [match.start() for match in words]
    patterns = [case_pattern(match.group()) for match in words]
    cases = [OTHER] * len(spans)
    for i, (start, _) in enumerate(spans):
        if text[start].isalnum():
            cases[i] = patterns[bisect_right(starts, start) - 1]
    firsts = {bisect_left(spans, (start, start)) for start, _ in paragraphs}
    for i in firsts - {0, len(spans)}:
        cases[i] += N_PATTERNS
    return Pieces(encoding.ids, cases, spans, [word or 0 for word in encoding.word_ids])
