"""The words of a content: all of the quotations that are its own, nothing of another's, no words torn off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from newsan.document import Span
from newsan.language.layout.marks import Quotation
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.model.channels import merged
from newsan.language.spans import SpanSet
from newsan.language.syntax.words import words_in

MOST = 0.5
"""Share of a quotation that content must hold to take all of it."""

LED = 15
"""Characters before a content that are searched for the word that leads to it."""

_JOINT = Pattern(r"[\s,;]+<grammar.coordinate>\Z")
_LEAD = Pattern(
    r"<reporting.manner>\s+(?=(?:that|<grammar.determiner,subject>)\s|[A-Z])"
    r"|(?:(?:him|her|it|my)self|(?:them|our)selves)\s+as\s+"
)
_TO_MARK = re.compile(r"\s*[,:]\s*")
_EDGE = " \t\n\r\xa0,;:"


def owners_of(contents: Sequence[Sequence[Span]], quotations: Sequence[Quotation]) -> list[int | None]:
    """For each quotation the content that holds most of it, or most of one of its paragraphs."""
    number = {span: i for i, content in enumerate(contents) for span in content}
    span_set = SpanSet(number)
    owners: list[int | None] = []
    for quotation in quotations:
        held: dict[int, float] = {}
        for inner in quotation.inner:
            for start, end in span_set.overlapping(inner):
                share = (min(end, inner[1]) - max(start, inner[0])) / max(1, inner[1] - inner[0])
                held[number[start, end]] = held.get(number[start, end], 0) + share
        best = max(held, key=lambda i: held[i], default=None)
        owners.append(best if sum(held.values()) > MOST else None)
    return owners


def whole(
    contents: Sequence[Sequence[Span]], quotations: Sequence[Quotation], owners: Sequence[int | None]
) -> tuple[list[list[Span]], list[int | None]]:
    """Contents and owners where no mark cuts anything short.

    Content that runs into a quotation without an owner gets all of it; a snippet inside such a quotation is dropped.
    """
    settled, kept = list(owners), []
    free = {span: at for at, quotation in enumerate(quotations) if owners[at] is None for span in quotation.spans}
    span_set = SpanSet(free)
    for i, content in enumerate(contents):
        snippets = set()
        for start, end in content:
            for span in span_set.overlapping((start, end)):
                if span[0] <= start and end <= span[1]:
                    snippets.add((start, end))
                elif start < span[0] and end < span[1] and settled[free[span]] is None:
                    settled[free[span]] = i
        kept.append([span for span in content if span not in snippets])
    return kept, settled


def completed(
    contents: Sequence[Sequence[Span]], owners: Sequence[int | None], quotations: Sequence[Quotation]
) -> list[list[Span]]:
    """Each content with all of the quotations that it owns and nothing of those that another owns."""
    owned = SpanSet(
        span
        for quotation, owner in zip(quotations, owners, strict=True)
        if owner is not None
        for span in quotation.spans
    )
    completed = [
        [piece for span in content for piece in _without(span, owned.overlapping(span))] for content in contents
    ]
    for quotation, owner in zip(quotations, owners, strict=True):
        if owner is not None:
            completed[owner] += quotation.spans
    return [list(merged(content)) for content in completed]


def _without(span: Span, others: Iterable[Span]) -> Iterator[Span]:
    """What is left of a span."""
    start = span[0]
    for other in others:
        if other[0] > start:
            yield start, other[0]
        start = max(start, other[1])
    if start < span[1]:
        yield start, span[1]


def clipped(spans: Iterable[Span], border: Span) -> tuple[Span, ...]:
    """The parts of spans that lie within another one."""
    cut = ((max(start, border[0]), min(end, border[1])) for start, end in spans)
    return tuple(span for span in cut if span[0] < span[1])


def without_crumbs(text: str, content: Sequence[Span]) -> list[Span]:
    """Content without grammar words that were torn off it ("The | …", "… | which"), blanks and marks at its ends."""
    crumbs = {span for span in content if text[slice(*span)].casefold() in words("grammar")}
    kept = [trimmed(text, span) for span in content if span not in crumbs or len(crumbs) == len(content)]
    kept[-1:] = (_without_joint(text, span) for span in kept[-1:])
    return [span for span in kept if span[0] < span[1]]


def _without_joint(text: str, span: Span) -> Span:
    """A span without the word at its end that leads to another clause: it rained, | but …"""
    joint = _JOINT.search(text, max(span[0], span[1] - 9), span[1])
    return (span[0], joint.start()) if joint else span


def without_lead(text: str, cue: Span | None, content: Sequence[Span]) -> list[Span]:
    """Content without the adverb or reflexive at its front that belongs to the verb: said | publicly | it rained."""
    if cue is None or not content or content[0][0] < cue[1] or text[cue[1] : content[0][0]].strip():
        return list(content)
    lead = _LEAD.match(text, *content[0])
    return [(lead.end(), content[0][1]), *content[1:]] if lead else list(content)


def without_topic(text: str, cue: Span | None, content: Sequence[Span], marked: SpanSet) -> list[Span]:
    """Content without what its quotation is about: said of | the outbreak, “…”.  said this of | her plan: “…”.

    Before a colon that is a noun phrase, and the quotation is a sentence.
    """
    if cue is None or not content or content[0][0] < cue[1]:
        return list(content)
    start, end = content[0]
    quoted = next(marked.overlapping((start, content[-1][1])), (start, start))
    topic = trimmed(text, (start, min(end, quoted[0])))
    gap = _TO_MARK.fullmatch(text, topic[1], quoted[0]) if topic[0] < topic[1] else None
    if gap is None or text[quoted[0]].isalnum():
        return list(content)
    lead = words_in(text[max(0, cue[1] - LED) : start])
    about = bool(lead) and lead[-1] in words("cues", "about")
    said, phrase = text[slice(*quoted)].lstrip("“\"«'‘`"), words_in(text[slice(*topic)])
    verbs = words("reporting", "finite") | words("cues", "utter") | {"as", "that"}
    titled = ":" in gap[0] and said[:1].isupper() and verbs.isdisjoint(phrase)
    rest = [(max(first, quoted[0]), last) for first, last in content if last > quoted[0]]
    return rest if about or titled else list(content)


def trimmed(text: str, span: Span) -> Span:
    """A span without the blanks, commas, colons and semicolons at its ends."""
    said = text[slice(*span)]
    start = span[0] + len(said) - len(said.lstrip(_EDGE))
    return start, max(start, span[0] + len(said.rstrip(_EDGE)))


def up_to_mark(span: Span, marked: SpanSet) -> Iterator[Span]:
    """The part of a span up to the end of what stands in marks, if it holds such a stretch or leads to one."""
    inside = list(marked.overlapping((span[0], span[1] + 2)))
    if inside:
        yield span[0], min(span[1], inside[-1][1])
