"""Which cue a quotation stands with on the page: “…,” she said. She said: “…” “…” — Name

The model reads who says what; where a quotation and a cue share a sentence in one of the fixed forms of news writing,
the form decides.  A quotation that goes on with that sentence, or opens the next, goes on with its speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from newsan.document import Span
from newsan.language.reader.links import Link
from newsan.language.text.marks import Quotation
from newsan.language.wordlists import words

REACH = 200
"""Characters between a quotation and its cue: a long apposition fits ("…,” Jane Doe, who …, said")."""

_WITHIN = r"[^.!?;:“”\"«»]"
_SAME_SENTENCE = re.compile(_WITHIN + "*")
_UP_TO_CUE = re.compile(r"[\s,]*(?:\w+\s+)?")
_UP_TO_SOURCE = re.compile(r"[\s,]*(?:(?:and|but|as|the|an?)\s+)*", re.IGNORECASE)
_UP_TO_QUOTATION = re.compile(r"[^.!?;:,“”\"«»]{0,60}[,:]\s*")
_NEXT_SENTENCE = re.compile(_WITHIN + r"{0,80}\.\s+")
_REST_OF_SENTENCE = re.compile(_WITHIN + r"{0,120}[,—–-]\s*")
_BROKEN_OFF = re.compile(r"[,—–-][\W_]*$")
_GOES_ON = re.compile(r"[,?!…—–-][\W_]*$")
_SIGNATURE = re.compile(
    r"\s*(?P<dash>[―—–]|--?)[^\S\n]*(?P<name>[^\W\d_a-z][^\n“”\"«»―—–:;!?]{1,80}?)[^\S\n.]*\.?[^\S\n]*(?=\n|$)"
)


def frames(
    text: str, quotations: Sequence[Quotation], links: Sequence[Link], paragraphs: Sequence[Span]
) -> dict[int, int]:
    """From the number of a quotation to the number of the link that its form goes with; most have none.

    Quotations and paragraphs must be in order and must not overlap.  Linear in their number.
    """
    cues = sorted((link.cue[0], i) for i, link in enumerate(links) if link.source and _has_letters(text, link.cue))
    starts = [start for start, _ in paragraphs]
    found: dict[int, int] = {}
    for n, quotation in enumerate(quotations):
        paragraph, end = paragraphs[bisect_right(starts, quotation.end - 1) - 1]
        at, behind = bisect_left(cues, (quotation.start, 0)), bisect_left(cues, (quotation.end, 0))
        later = [i for start, i in cues[behind : behind + 3] if start < min(end, quotation.end + REACH)]
        announced = paragraph == quotation.start and text[max(0, paragraph - 9) : paragraph].rstrip().endswith(":")
        earlier = [i for start, i in cues[max(0, at - 2) : at] if announced or start >= paragraph]
        forms = [i for i in later if _comes_after(text, quotation, links[i])]
        forms = forms or [i for i in reversed(earlier) if _comes_before(text, quotation, links[i])]
        if not forms and n - 1 in found and links[found[n - 1]].cue[0] >= paragraph:
            forms = [found[n - 1]] if _goes_on(text, quotations[n - 1], links[found[n - 1]], quotation) else []
        if forms:
            found[n] = forms[0]
    return found


def _has_letters(text: str, span: Span) -> bool:
    return any(map(str.isalpha, text[slice(*span)]))


def _comes_after(text: str, quotation: Quotation, link: Link) -> bool:
    """Whether the form is “…,” she said, or “…?” asked Ms. Hall."""
    cue, source = link.cue, link.source
    if source is None or not _is_open(text, quotation, _GOES_ON):
        return False
    if source[0] >= cue[1]:
        first, last = _UP_TO_CUE.fullmatch(text, quotation.end, cue[0]), (cue[1], source[0])
    else:
        first, last = _UP_TO_SOURCE.fullmatch(text, quotation.end, source[0]), (source[1], cue[0])
    return bool(first) and last[0] <= last[1] and bool(_SAME_SENTENCE.fullmatch(text, *last))


def _comes_before(text: str, quotation: Quotation, link: Link) -> bool:
    """Whether the form is: She said: “…”"""
    until = max(link.cue[1], link.source[1] if link.source else 0)
    return until <= quotation.start and bool(_UP_TO_QUOTATION.fullmatch(text, until, quotation.start))


def _goes_on(text: str, before: Quotation, link: Link, quotation: Quotation) -> bool:
    """Whether a quotation goes on after “…,” she said: in the same sentence, or as the next."""
    until = max(link.cue[1], link.source[1] if link.source else 0)
    if link.cue[0] < before.end:
        return False
    if _is_open(text, before, _BROKEN_OFF) and _REST_OF_SENTENCE.fullmatch(text, until, quotation.start):
        return text[quotation.inner[0][0] : quotation.end][:1].islower()
    return bool(_NEXT_SENTENCE.fullmatch(text, until, quotation.start))


def _is_open(text: str, quotation: Quotation, ending: re.Pattern[str]) -> bool:
    """Whether a quotation ends so that its sentence may go on: a comma inside the mark, or outside."""
    return bool(ending.search(text, quotation.end - 3, quotation.end)) or text[quotation.end : quotation.end + 1] == ","


def signatures(
    text: str, quotations: Sequence[Quotation], paragraphs: Sequence[Span]
) -> Iterator[tuple[int, Span, Span]]:
    """The quotations that are signed: “…” — Name. Number, dash, name."""
    starts = [start for start, _ in paragraphs]
    for n, quotation in enumerate(quotations):
        last = min(bisect_right(starts, quotation.end), len(paragraphs) - 1)
        found = _SIGNATURE.match(text, quotation.end, paragraphs[last][1])
        if found and _is_name(found["name"]):
            yield n, found.span("dash"), found.span("name")


def _is_name(signature: str) -> bool:
    """Whether the words before a comma or bracket are a name: capitals, but for its particles."""
    name = re.split(r"[,(]", signature)[0].split()
    particles = words("names", "particle")
    return 0 < len(name) < 7 and all(word[:1].isupper() or word.casefold() in particles for word in name)
