"""Where the findings of a document stand in its text, as marks that may overlap, and how they are drawn one by one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analyzers.findings import Annotated, Findings
from analyzers.tables import DocumentRows
from newsan.document import Span
from newsan.language.layout.sentences import paragraphs

KINDS = ("coded", "stance", "quote", "source", "cue", "entity")
"""What is marked, from the outside in where two marks are equally long."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch: its kind, and the number of its row among those of the kind, from 1.

    ``style`` is what else decides how it looks: the kind of a quotation, a stance, the type of an entity.  A mark that
    was cut has no ``first`` or no ``last``.
    """

    start: int
    end: int
    kind: str
    number: int
    style: str
    first: bool = True
    last: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text between two borders of marks."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Open:
    """Here a mark begins."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Close:
    """Here a mark ends."""

    mark: Mark


Step = Words | Open | Close


def paragraphs_of(doc: Annotated) -> Sequence[Span]:
    """The paragraphs of a document; of one that was read back from a folder they are found again in its text."""
    if isinstance(doc, Findings):
        return paragraphs(doc.document.text)
    return doc.paragraphs or (((0, len(doc.document.text)),) if doc.document.text else ())


def marks(found: DocumentRows) -> list[Mark]:
    """The marks of all rows of a document, in order of the text, the longer ones first."""
    made = [*quote_marks(found), *stance_marks(found)]
    made += [
        Mark(row.start, row.end, "entity", number, row.type) for number, row in enumerate(found.rows["entities"], 1)
    ]
    return sorted((mark for mark in made if mark.end > mark.start), key=order)


def order(mark: Mark) -> tuple[int, int, int]:
    """How marks are sorted."""
    return mark.start, -mark.end, KINDS.index(mark.kind)


def quote_marks(found: DocumentRows) -> Iterator[Mark]:
    """The contents, sources and cues of quotations, under the number of the quotation."""
    for row in found.rows["quotes"]:
        spans = [tuple(map(int, span.split("-"))) for span in row.spans.split(";")]
        for at, (start, end) in enumerate(spans):
            yield Mark(start, end, "quote", row.quote_id, row.kind, at == 0, at == len(spans) - 1)
        for kind, begin, stop in (
            ("source", row.source_start, row.source_end),
            ("cue", row.cue_start, row.cue_end),
        ):
            if begin is not None:
                yield Mark(begin, stop, kind, row.quote_id, row.speaker_status)


def stance_marks(found: DocumentRows) -> Iterator[Mark]:
    """The evidence of stances."""
    for number, row in enumerate(found.rows["stance"], 1):
        yield Mark(row.start, row.end, "stance", number, row.stance)


def in_paragraphs(paragraphs: Sequence[Span], made: Sequence[Mark]) -> list[list[Mark]]:
    """The marks of each paragraph; one that reaches over several is cut at their borders."""
    starts, ends = [start for start, _ in paragraphs], [end for _, end in paragraphs]
    parts: list[list[Mark]] = [[] for _ in paragraphs]
    for mark in made:
        low, high = bisect_right(ends, mark.start), bisect_left(starts, mark.end)
        for at in range(low, high):
            start, end = max(mark.start, starts[at]), min(mark.end, ends[at])
            first, last = mark.first and at == low, mark.last and at == high - 1
            parts[at].append(replace(mark, start=start, end=end, first=first, last=last))
    return [sorted(part, key=order) for part in parts]


def steps(span: Span, made: Sequence[Mark]) -> Iterator[Step]:
    """A stretch of text with its marks, each closed before what it stands in: where two cross, one is cut.

    ``made`` are sorted and lie inside the span.
    """
    stack: list[Mark] = []
    waiting = list(reversed(made))
    at = span[0]
    for border in sorted({span[1], *(mark.start for mark in made), *(mark.end for mark in made)}):
        if border > at:
            yield Words(at, border)
            at = border
        yield from closing(stack, border)
        while waiting and waiting[-1].start == border:
            stack.append(waiting.pop())
            yield Open(stack[-1])


def closing(stack: list[Mark], border: int) -> Iterator[Step]:
    """The marks that end at a border; those inside them that go on are closed and opened again."""
    ended = [at for at, mark in enumerate(stack) if mark.end == border]
    if not ended:
        return
    above = stack[ended[0] :]
    del stack[ended[0] :]
    for mark in reversed(above):
        yield Close(mark if mark.end == border else replace(mark, last=False))
    for mark in above:
        if mark.end > border:
            stack.append(replace(mark, start=border, first=False))
            yield Open(stack[-1])
