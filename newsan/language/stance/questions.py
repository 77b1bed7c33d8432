"""What the stance head is asked about a section: every holder and target of whom a text may show a stance.

Whoever speaks may take a side towards everybody in what is said (*expressed*), named or not; of two actors in one
sentence each may take a side towards the other (*directed*); and the article itself towards every name (*portrayal*).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from newsan.document import Span
from newsan.language.model.channels import merged
from newsan.language.model.links import Link
from newsan.language.model.stances import Question
from newsan.language.spans import beginning_in, number_at, overlapping

BEFORE = 160
"""About so many characters before the target's sentence belong to its passage, as in the readings that the head learned
from; whole sentences."""

REACH = 400
"""A holder at most so many characters outside the passage makes it longer."""

MOST_NAMES = 12
"""Names in a sentence that are asked about in pairs; longer ones are lists."""


def questions(
    lines: Sequence[Span], names: Sequence[Span], others: Sequence[Span], linked: Sequence[Link], marked: Sequence[Span]
) -> Iterator[Question]:
    """Each question about a section: its sentences, the names in them, other words for people, who says what, and the
    stretches in quotation marks; all in order of the text."""
    targets = sorted([*names, *others])
    yield from _expressed(lines, targets, linked, marked)
    told, named = _outside(targets, linked), set(names)
    for number, line in enumerate(lines):
        here = beginning_in(told, line)
        around = _passage(lines, number)
        yield from (Question(around, line, None, span, "portrayal") for span in here if span in named)
        pairs = permutations(here[:MOST_NAMES], 2)
        yield from (Question(around, line, holder, target, "directed") for holder, target in pairs)


def _outside(names: Sequence[Span], linked: Sequence[Link]) -> list[Span]:
    """The names that are not inside what somebody is sure to say: there the article itself takes no side."""
    contents = merged(span for link in linked if link.source and not link.weak for span in link.content)
    number = [number_at(contents, start) for start, _ in names]
    return [name for i, name in zip(number, names, strict=True) if i < 0 or contents[i][1] < name[1]]


def _expressed(
    lines: Sequence[Span], targets: Sequence[Span], linked: Sequence[Link], marked: Sequence[Span]
) -> Iterator[Question]:
    """Who speaks towards everybody named in what is said."""
    asked = set()
    for source, content in _spoken(linked, marked):
        for target in beginning_in(targets, content):
            is_new = (source, target) not in asked
            if is_new and not (source[0] < target[1] and target[0] < source[1]):
                asked.add((source, target))
                number = max(0, number_at(lines, target[0]))
                yield Question(_passage(lines, number, source), lines[number], source, target, "expressed")


def _spoken(linked: Sequence[Link], marked: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Sources and what they may say: their contents, and of every quotation the first and the last who have a part.

    A quotation is asked about as a whole, because rules complete it later; not for all who are told of in it, since a
    long one would be asked about as often as somebody speaks there.
    """
    ends: dict[Span, list[Span]] = {}
    for source, content in ((link.source, span) for link in linked if link.source for span in link.content):
        yield source, content
        for quotation in overlapping(marked, content):
            ends.setdefault(quotation, [source])[1:] = [source]
    yield from ((source, quotation) for quotation, sources in ends.items() for source in dict.fromkeys(sources))


def _passage(lines: Sequence[Span], number: int, holder: Span | None = None) -> Span:
    """The sentence with this number, some sentences before it, and the holder's words if they are near."""
    begin, end = lines[number]
    first = number
    while first and begin - lines[first - 1][0] <= BEFORE:
        first -= 1
    begin = lines[first][0]
    if holder and begin - REACH <= holder[0] and holder[1] <= end + REACH:
        return min(begin, holder[0]), max(end, holder[1])
    return begin, end
