"""Sources named by a phrase without a verb: In the words of Ann Hall, …  As per a report, …"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newsan.document import Span
from newsan.language.lexicon.patterns import Pattern
from newsan.language.model.links import Link
from newsan.language.quotations.borders import around
from newsan.language.spans import SpanSet
from newsan.language.syntax.subjects import subject_end

CONFIDENCE = 0.7
"""Confidence of a source that such a phrase names."""

_PHRASE = Pattern(r"\b(?:[Ii]n the <reporting.opinion> of|[Aa]s per)\s+(?=[^\W_])")
_BEFORE = re.compile(r",[”\"’']*\s+\Z")


def named_by_phrase(text: str, links: Sequence[Link], sentences: Sequence[Span], marked: SpanSet) -> Iterator[Link]:
    """The links that such phrases make, where the model has no cue: with the rest of the sentence as their content.

    Inside a sentence the phrase introduces nothing but a quotation behind it: was, in the words of one aide, “done”.
    """
    cues = sorted(link.cue[0] for link in links if not link.weak)
    for phrase in _PHRASE.finditer(text):
        at = bisect_left(cues, phrase.start())
        line = around(phrase.start(), sentences)
        source = (phrase.end(), subject_end(text, phrase.end()))
        if line is None or source[0] >= source[1] or (at < len(cues) and cues[at] < source[1]):
            continue
        content = _content(text, line, phrase.start(), source[1], marked)
        if content is not None:
            cue = (phrase.start(), phrase.start() + len(phrase[0].rstrip()))
            yield Link(cue, source, (content,), CONFIDENCE, claimed=(content,))


def _content(text: str, line: Span, start: int, end: int, marked: SpanSet) -> Span | None:
    """The words behind a phrase that opens its sentence, or before one that ends it, or in marks behind it."""
    last = line[0] + len(text[line[0] : line[1]].rstrip(" .!?"))
    if start == line[0] and text[end : end + 1] == ",":
        return (end + 2, last) if end + 2 < last else None
    comma = _BEFORE.search(text, max(line[0], start - 5), start)
    if comma and end >= last:
        return line[0], comma.start()
    quoted = next(marked.overlapping((end, end + 3)), None)
    return quoted if quoted and quoted[0] > start else None
