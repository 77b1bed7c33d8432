"""Paragraphs that go on with a report between two that name it: The report found …  [here]  The report also found …"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newsan.document import Attribution, Span
from newsan.language.lexicon.lookup import singular, table

CONFIDENCE = 0.2
"""Confidence of a paragraph that no cue reports.  It is not measured: in 550 articles of PolNeAR and Wikinews the form
does not occur once."""

FEWEST_WORDS = 6
"""Words of a paragraph that is more than a heading."""

_WORD = re.compile(r"[a-z]+")
_NAMED_AGAIN = re.compile(r"(?:The|This)\s(?:[a-z]+\s){0,2}?(?P<noun>[a-z]+)\s(?:also|further|goes\son)\b")
_ENDS = re.compile(r"[.!?]\Z")


def continued(text: str, made: Sequence[Attribution], paragraphs: Sequence[Span]) -> Iterator[Attribution]:
    """Attributions of paragraphs without a cue or marks to the report that both of their neighbours name.

    ``made`` are the attributions in order of their content.
    """
    first: dict[int, Attribution] = {}
    last: dict[int, Attribution] = {}
    held: set[int] = set()
    for one in made:
        at, to = (_paragraph(paragraphs, position) for position in (one.content[0][0], one.content[-1][1] - 1))
        first.setdefault(at, one)
        last[at] = one
        held.update((at, to))
    for n in range(1, len(paragraphs) - 1):
        start, end = paragraphs[n]
        before = last.get(n - 1)
        if n in held or before is None or before.source is None or n + 1 not in first or before.act != "speech":
            continue
        again = _NAMED_AGAIN.match(text, paragraphs[n + 1][0])
        nouns = _documents(text[slice(*before.source)])
        if again and singular(again["noun"]) in nouns and _is_prose(text[start:end]):
            content = ((start, end - 1),)
            yield Attribution(before.source, None, content, "indirect", "speech", CONFIDENCE, "continued")


def _paragraph(paragraphs: Sequence[Span], position: int) -> int:
    return bisect_right(paragraphs, position, key=lambda span: span[0]) - 1


def _documents(source: str) -> set[str]:
    """The nouns of a source that name a document."""
    return {noun for word in _WORD.findall(source.lower()) if (noun := singular(word)) in table("documents")}


def _is_prose(paragraph: str) -> bool:
    """Whether a paragraph is more than a heading, and holds no quotation marks."""
    marks = {"“", "”", '"', "«", "»"}.intersection(paragraph)
    return not marks and len(paragraph.split()) >= FEWEST_WORDS and bool(_ENDS.search(paragraph))
