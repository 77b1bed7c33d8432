"""How far coders agree with one another, and each with newsan, about the same documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from analyzers.agreement import Unit, agreement, alpha_of_all
from analyzers.figure_rows import FigureRow, figure_row
from analyzers.matching import folded, same
from analyzers.readings import Read
from analyzers.scores import matched
from newsan.coding.codes import CodedDocument, CodedQuote

NEWSAN = "newsan"
TYPED = "source type"
"""What only some coders say."""
TASKS = ("sentence holds a quotation", "speaker", "status", "kind", TYPED)

Readings = Mapping[str, CodedDocument]


def agreements(reads: Sequence[Read], coders: Mapping[str, Readings]) -> Iterator[FigureRow]:
    """Per cent, kappa, alpha and AC1 of each two readings, about each question that both answered."""
    machine = {read.coded.id: read.coded for read in reads}
    sides = {**coders, NEWSAN: machine}
    for (name, one), (other_name, other) in combinations(sides.items(), 2):
        both = [read for read in reads if _coded(one, read) and _coded(other, read)]
        pair = f"{name} – {other_name}"
        for task in TASKS if both else ():
            found = agreement([units(task, read, one[read.coded.id], other[read.coded.id]) for read in both])
            if task == TYPED and not found.units:
                continue
            for measure, made in (
                ("per cent", found.percent),
                ("Cohen's κ", found.kappa),
                ("Krippendorff's α", found.alpha),
                ("Gwet's AC1", found.ac1),
            ):
                yield figure_row(f"{task}: {pair}", measure, made, found.units)
    yield from agreement_of_all(reads, coders)


def agreement_of_all(reads: Sequence[Read], coders: Mapping[str, Readings]) -> Iterator[FigureRow]:
    """Krippendorff's alpha of all coders about whether a sentence holds a quotation, where there are more than two.

    Only sentences are units that all coders have: the quotations that one of them marked are not those of another.
    """
    if len(coders) < 3:
        return
    articles = []
    for read in reads:
        given = [readings[read.coded.id] if _coded(readings, read) else None for readings in coders.values()]
        if sum(one is not None for one in given) > 1:
            held = [None if one is None else holding(read, kept(one)) for one in given]
            articles.append(
                [tuple(None if one is None else i in one for one in held) for i in range(len(read.sentences))]
            )
    yield figure_row(
        f"{TASKS[0]}: all {len(coders)} coders", "Krippendorff's α", alpha_of_all(articles), sum(map(len, articles))
    )


def _coded(readings: Readings, read: Read) -> bool:
    return read.coded.id in readings and "quotes" in readings[read.coded.id].layers


def units(task: str, read: Read, one: CodedDocument, other: CodedDocument) -> list[Unit]:
    """What both readings say of each unit: of each sentence, or of each quotation that both have."""
    left, right = kept(one), kept(other)
    if task == TASKS[0]:
        held = holding(read, left), holding(read, right)
        return [(i in held[0], i in held[1]) for i in range(len(read.sentences))]
    pairs = [(left[pair.one], right[pair.other]) for pair in matched(read.coded.text, left, right)]
    return [values(task, one, other) for one, other in pairs]


def kept(coded: CodedDocument) -> list[CodedQuote]:
    """The quotations that are some."""
    return [quote for quote in coded.quotes if not quote.rejected]


def values(task: str, one: CodedQuote, other: CodedQuote) -> Unit:
    """What both say of one quotation; names that hold one another are one."""
    if task == "speaker":
        first, second = folded(one.speaker), folded(other.speaker)
        return (first, first) if same(first, second, lenient=True) else (first, second)
    name = task.replace(" ", "_")
    return getattr(one, name), getattr(other, name)


def holding(read: Read, quotes: Sequence[CodedQuote]) -> set[int]:
    """The numbers of the sentences that hold a part of a quotation."""
    from bisect import bisect_left, bisect_right

    starts, ends = [start for start, _ in read.sentences], [end for _, end in read.sentences]
    return {
        number
        for quote in quotes
        for start, end in quote.spans
        for number in range(bisect_right(ends, start), bisect_left(starts, end))
    }
