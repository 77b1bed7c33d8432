"""The cue that a quotation stands with on the page: “…,” she said. She said: “…”

The model reads who says what; where a quotation and a cue share a sentence in one of the fixed forms of news writing,
the form decides.  A quotation that goes on with that sentence, or opens the next, goes on with its speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsan.document import Span
from newsan.language.layout.marks import Quotation
from newsan.language.lexicon.patterns import Pattern
from newsan.language.model.links import Link
from newsan.language.spans import number_at
from newsan.language.syntax.subjects import subject_end
from newsan.language.syntax.verbs import utters

REACH = 200
"""Characters between a quotation and its cue: a long apposition fits ("…,” Jane Doe, who …, said")."""

NEAR = 4
"""Cues before a quotation that are looked at; two of them may be doubtful."""

HANDED_ON = "according to"
"""The cue that stands before its source."""

_WITHIN = r"[^.!?;:“”\"«»]"
_SAME_SENTENCE = re.compile(_WITHIN + "*")
_UP_TO_CUE = re.compile(r"[\s,]*(?:\w+\s+)?")
_UP_TO_SOURCE = Pattern(r"[\s,]*(?:<grammar.coordinate,joining,determiner>\s+)*", re.IGNORECASE)
_UP_TO_MARK = re.compile(r"\s*[,:]\s*")
_UP_TO_QUOTATION = re.compile(r"[^.!?;:,“”\"«»]{0,60}[,:]\s*")
_OVER_DASHES = re.compile(r"[^.!?;:“”\"«»—–]{0,60}\s?[—–][^.!?“”\"«»—–]{1,120}[—–]\s*")
_NEXT_SENTENCE = re.compile(_WITHIN + r"{0,80}\.\s+")
_RUNS_ON = re.compile(r"\s+[^\W_A-Z]")
_REST_OF_SENTENCE = re.compile(_WITHIN + r"{0,120}[,—–-]\s*")
_BROKEN_OFF = re.compile(r"[,—–-][\W_]*$")
GOES_ON = re.compile(r"[,?!…—–-][\W_]*$")
_OPENS = re.compile(r"(?:^|[.!?:…\n]|[.!?…][”\"’']+)\s*\Z")
_SUBJECT = Pattern(r"\s+(?=[^\W_a-z]|<grammar.determiner>\s)")
_BLANKS = re.compile(r"\s+")
_NOUN = re.compile(r"\s+(?=[^\W\d_])")


def frames(
    text: str,
    quotations: Sequence[Quotation],
    links: Sequence[Link],
    paragraphs: Sequence[Span],
    settled: Sequence[bool],
) -> dict[int, int]:
    """The number of the link that the form of a quotation points to, by the number of the quotation; most have none.

    A ``settled`` quotation does not go with a weak link.  Quotations and paragraphs must be in order and must not
    overlap. The time is linear in their number.
    """
    cues = sorted((link.cue[0], i) for i, link in enumerate(links) if link.source and _has_letters(text, link.cue))
    framed: dict[int, int] = {}
    for at, quotation in enumerate(quotations):
        paragraph = paragraphs[number_at(paragraphs, quotation.end - 1)]
        near = _near(text, quotation, paragraph, cues)
        later, earlier = ([i for i in side if not (settled[at] and links[i].weak)] for side in near)
        spoke = framed.get(at - 1)
        if spoke is not None and links[spoke].cue[0] < max(paragraph[0], quotations[at - 1].end):
            spoke = None
        form = next(_forms(text, quotations[max(0, at - 1) : at + 1], links, (later, earlier, spoke)), None)
        if form is not None:
            framed[at] = form
    return framed


def _near(
    text: str, quotation: Quotation, paragraph: Span, cues: Sequence[tuple[int, int]]
) -> tuple[list[int], list[int]]:
    """The links whose cues stand behind a quotation in its paragraph, and those whose cues stand before it."""
    start, end = paragraph
    at, behind = bisect_left(cues, (quotation.start, 0)), bisect_left(cues, (quotation.end, 0))
    later = [i for cue, i in cues[behind : behind + 3] if cue < min(end, quotation.end + REACH)]
    announced = start == quotation.start and text[max(0, start - 9) : start].rstrip().endswith(":")
    return later, [i for cue, i in cues[max(0, at - NEAR) : at] if announced or cue >= start]


def _forms(
    text: str,
    quotations: Sequence[Quotation],
    links: Sequence[Link],
    near: tuple[Sequence[int], Sequence[int], int | None],
) -> Iterator[int]:
    """The links with which the last quotation stands in a form, the plainest form first.

    ``near`` are the links behind it, those before it, and the one whose “…,” she said the quotation before it is.
    """
    before, quotation, (later, earlier, spoke) = quotations[0], quotations[-1], near
    yield from (i for i in later if _comes_after(text, quotation, links[i]))
    yield from (i for i in reversed(earlier) if _UP_TO_MARK.fullmatch(text, last_of(links[i]), quotation.start))
    if spoke is not None and _is_rest(text, before, links[spoke], quotation):
        yield spoke
    yield from (i for i in reversed(earlier) if _UP_TO_QUOTATION.fullmatch(text, last_of(links[i]), quotation.start))
    yield from (i for i in earlier if _OVER_DASHES.fullmatch(text, last_of(links[i]), quotation.start))
    if (
        spoke is not None
        and not runs_on(text, quotation)
        and _NEXT_SENTENCE.fullmatch(text, last_of(links[spoke]), quotation.start)
    ):
        yield spoke


def opens(text: str, quotation: Quotation) -> bool:
    """Whether a quotation opens its sentence."""
    return bool(_OPENS.search(text[max(0, quotation.start - 4) : quotation.start]))


def runs_on(text: str, quotation: Quotation) -> bool:
    """Whether the sentence goes on behind a quotation: “so much” that she left."""
    return bool(_RUNS_ON.match(text, quotation.end))


def _has_letters(text: str, span: Span) -> bool:
    return any(map(str.isalpha, text[slice(*span)]))


def _comes_after(text: str, quotation: Quotation, link: Link) -> bool:
    """Whether the form is “…,” she said, or “…?” asked Ms. Hall."""
    cue, source = link.cue, link.source
    if source is None or not is_open(text, quotation, GOES_ON):
        return False
    if source[0] >= cue[1]:
        first, last = _UP_TO_CUE.fullmatch(text, quotation.end, cue[0]), (cue[1], source[0])
    else:
        first, last = _UP_TO_SOURCE.fullmatch(text, quotation.end, source[0]), (source[1], cue[0])
    return bool(first) and last[0] <= last[1] and bool(_SAME_SENTENCE.fullmatch(text, *last))


def last_of(link: Link) -> int:
    """The end of cue and source, where what they introduce begins."""
    return max(link.cue[1], link.source[1] if link.source else 0)


def _is_rest(text: str, before: Quotation, link: Link, quotation: Quotation) -> bool:
    """Whether a quotation goes on with the sentence that “…,” she said broke off."""
    begins = text[quotation.inner[0][0] : quotation.end][:1]
    broken_off = begins.islower() and is_open(text, before, _BROKEN_OFF)
    return broken_off and bool(_REST_OF_SENTENCE.fullmatch(text, last_of(link), quotation.start))


def is_open(text: str, quotation: Quotation, ending: re.Pattern[str]) -> bool:
    """Whether a quotation ends so that its sentence may go on: a comma inside the mark, or outside."""
    return bool(ending.search(text, quotation.end - 3, quotation.end)) or text[quotation.end : quotation.end + 1] == ","


def inverted(text: str, quotations: Sequence[Quotation], links: Sequence[Link]) -> Iterator[Link]:
    """The links; in “…,” said Ann Hall and in "according to Ann Hall" the source is the name behind the cue.

    A verb of uttering right behind the quotation that opens the sentence has its subject behind it, whatever the model
    has seen elsewhere: this is right in all 14 cases where they differ in PolNeAR's development part and half of its
    training part.
    """
    ends = [quotation.end for quotation in quotations]
    for link in links:
        last = bisect_right(ends, link.cue[0]) - 1
        source = _source_behind(text, quotations[last] if last >= 0 else None, link)
        yield replace(link, source=source) if source else link


def _source_behind(text: str, quotation: Quotation | None, link: Link) -> Span | None:
    """The source that the form of a cue asks for right behind it, None if the model has it or there is no such form."""
    cue, at = text[slice(*link.cue)].lower(), link.source[0] if link.source else -1
    if cue == HANDED_ON:
        opened = _NOUN.match(text, link.cue[1])
    elif quotation is None or not utters(cue):
        return None
    else:
        behind = _BLANKS.fullmatch(text, quotation.end, link.cue[0]) and is_open(text, quotation, GOES_ON)
        opened = _SUBJECT.match(text, link.cue[1]) if behind and opens(text, quotation) else None
    if opened is None or (link.cue[1] <= at and _SAME_SENTENCE.fullmatch(text, link.cue[1], at)):
        return None
    last = subject_end(text, opened.end())
    return (opened.end(), last) if last > opened.end() else None
