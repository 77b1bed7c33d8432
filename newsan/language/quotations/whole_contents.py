"""Complete a content that was cut short inside a word or a name: *in high | -tech firms*, *the Ministry of | Trade*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from newsan.document import Attribution, Span
from newsan.language.index import Index, sentence_at
from newsan.language.model.channels import merged
from newsan.language.spans import SpanSet
from newsan.language.syntax.verbs import utters
from newsan.language.syntax.words import words_in

LONGEST_WORD = 40
"""Characters of a word that are looked at."""

LONGEST_GAP = 60
"""Most characters between two parts of a content that are content too; our choice.  On PolNeAR's development part 60
and 120 give the same figures, and those without such gaps differ by one attribution in 2,192."""

_APART = re.compile(r"[“”\"«»;]|\'\'|``")
_REST = re.compile(r"(?:(?<=\w)|(?<=\w[-‑'’.])|(?<=\w\.[-‑]))(?:[-‑'’]?\w)+")
_FRONT = re.compile(r"(?:\w\.[-‑]|\w|(?<=\w)[-‑'’])+\Z")


def with_whole_contents(index: Index, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions with contents that neither begin nor end inside a word or a name; nobody else's words are taken.

    The words of sources, cues and other contents stay where they are.
    """
    taken = SpanSet(merged(span for attribution in attributions for span in _words_of(attribution)))
    for attribution in attributions:
        content = tuple(
            merged([*(_whole(index, span, taken) for span in attribution.content), *_gaps(index, attribution, taken)])
        )
        yield replace(attribution, content=content) if content != tuple(attribution.content) else attribution


def _words_of(attribution: Attribution) -> Iterator[Span]:
    yield from attribution.content
    yield from (span for span in (attribution.source, attribution.cue) if span)


def _whole(index: Index, span: Span, taken: SpanSet) -> Span:
    """A span with the rest of the words and names at its ends, as far as that is free."""
    start, end = _ends(index, span)
    return (
        span[0] if taken.share((start, span[0])) else start,
        span[1] if taken.share((span[1], end)) else end,
    )


def _gaps(index: Index, attribution: Attribution, taken: SpanSet) -> Iterator[Span]:
    """What nobody has between two parts of a content that stand in one sentence, and not in marks alone."""
    for (_, end), (start, _) in pairwise(attribution.content if attribution.kind != "direct" else ()):
        if start - end <= LONGEST_GAP and sentence_at(index, end) == sentence_at(index, start):
            between = index.text[end:start]
            if not (_APART.search(between) or utters(*words_in(between)) or taken.share((end, start))):
                yield end, start


def _ends(index: Index, span: Span) -> Span:
    """Where the words and names at the ends of a span begin and end."""
    start, end = span
    i = bisect_left(index.mention_starts, end) - 1
    if i >= 0 and end < index.mentions[i].end:
        end = index.mentions[i].end
    i = bisect_left(index.mention_starts, start) - 1
    if i >= 0 and start < index.mentions[i].end:
        start = index.mentions[i].start
    rest = _REST.match(index.text, end, end + LONGEST_WORD)
    front = _FRONT.search(index.text, max(0, start - LONGEST_WORD), start) if index.text[start].isalnum() else None
    return front.start() if front else start, rest.end() if rest else end
