"""How wrong newsan is on a corpus of the user's own, given a sample of it that people coded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzers.bootstrap import divided, estimate
from analyzers.coder_agreement import agreements
from analyzers.confidence import calibration
from analyzers.errors_by_cause import ErrorRow, errors
from analyzers.figure_rows import ALL
from analyzers.published_shares import shares, untyped
from analyzers.readings import Read
from analyzers.sampling import Design
from analyzers.scores import mention_counts, quote_counts, share_errors, stance_counts, top_is_right
from newsan.coding.codes import CodedDocument

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

TYPED = "source types"
"""What only some coders say: without it there is no such figure."""

MEASURES: Mapping[str, tuple[tuple[str, str, str, tuple[str, ...]], ...]] = {
    "quotes": (
        ("quotations", "precision", "matched", ("found",)),
        ("quotations", "recall", "matched", ("gold",)),
        ("quotations", "F1", "2 matched", ("gold", "found")),
        ("quotations, same words", "precision", "exact", ("found",)),
        ("quotations, same words", "recall", "exact", ("gold",)),
        ("quotations, same words", "F1", "2 exact", ("gold", "found")),
        ("speakers", "right", "lenient", ("matched",)),
        ("speakers", "right to the letter", "strict", ("matched",)),
        ("speakers", "right where named", "right named", ("of named",)),
        ("speakers", "status right", "status", ("matched",)),
        ("speakers", "top speaker right", "top", ("with speakers",)),
        ("speakers", "share error", "share error", ("shares",)),
        ("kinds", "right", "kind", ("kinds",)),
        ("source types", "right", "source type", (TYPED,)),
    ),
    "entities": (
        ("entities", "precision", "exact", ("found",)),
        ("entities", "recall", "exact", ("gold",)),
        ("entities", "F1", "2 exact", ("gold", "found")),
        ("entities, overlapping", "precision", "matched", ("found",)),
        ("entities, overlapping", "recall", "matched", ("gold",)),
        ("entities, overlapping", "F1", "2 matched", ("gold", "found")),
    ),
    "stance": (
        ("stance", "precision", "hits", ("found",)),
        ("stance", "recall", "matched", ("gold",)),
        ("stance", "F1", "hits and matched", ("gold", "found")),
        ("stance", "side right", "sign", ("matched",)),
    ),
}
"""The figures of each layer: what they are about, the measure, and the counts that are divided."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the evaluation, with its 95 per cent interval.

    ``part`` is what it is about, ``of`` what precisely, ``measure`` what is measured; ``group`` is the group of
    documents, ``n`` the number of cases behind it.  Shares are fractions; None is what the sample cannot tell.
    """

    part: str
    of: str
    measure: str
    group: str
    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Coder:
    """What one coder marked, by the id of the document in the corpus."""

    name: str
    documents: Mapping[str, CodedDocument]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures, the errors one by one, what to be careful about, and a paragraph for the methods section."""

    figures: list[Figure]
    errors: list[ErrorRow]
    warnings: list[str] = field(default_factory=list)
    methods: str = ""


def evaluate(
    reads: Sequence[Read],
    coders: Sequence[Coder],
    *,
    group: Callable[[CodedDocument], str] | None = None,
    stratum: Callable[[CodedDocument], str] | None = None,
    precision: float = 0.9,
) -> Evaluation:
    """The evaluation of newsan's readings of a whole corpus against the readings of coders.

    The figures are those of the first coder; the others serve for the agreement.  ``group`` names the group of a
    document, for figures of each group, ``stratum`` the stratum that it was drawn from, where the coder's file does not
    say it.  ``precision`` is the one that a threshold of confidence is to hold.
    """
    first = coders[0].documents
    design = Design(reads, first, stratum)
    coded = [read for read in reads if read.coded.id in first]
    found = list(figures(coded, first, design, ALL))
    for name in sorted({group(read.coded) for read in coded}) if group else ():
        members = [read for read in coded if group and group(read.coded) == name]
        found += figures(members, first, design, name)
    found += [Figure("agreement", *row) for row in agreements(coded, {one.name: one.documents for one in coders})]
    found += [Figure("shares", *row) for row in shares(reads, first, design)]
    found += [Figure("confidence", *row) for row in calibration(coded, first, precision)]
    wrong = [error for read in coded for error in errors(read.coded, first[read.coded.id])]
    warnings = [*design.warnings(), *unread(reads, coders), *untyped(first)]
    return Evaluation(found, wrong, warnings, methods(found, coders, design))


def figures(reads: Sequence[Read], gold: Mapping[str, CodedDocument], design: Design, group: str) -> Iterator[Figure]:
    """What of newsan's readings is right, for each layer that the coder marked."""
    for layer, measures in MEASURES.items():
        given = [read for read in reads if layer in gold[read.coded.id].layers]
        counts = [counted(layer, read, gold[read.coded.id]) for read in given]
        weights = design.weights([read.coded.id for read in given])
        for of, measure, part, wholes in measures if counts else ():
            if wholes == (TYPED,) and not total(counts, wholes):
                continue
            yield figure(counts, weights, (of, measure, part, wholes), (layer, group))


def figure(
    counts: Sequence[Mapping[str, float]],
    weights: Sequence[float],
    asked: tuple[str, str, str, tuple[str, ...]],
    place: tuple[str, str],
) -> Figure:
    """One figure, each document counting as often as it stands for others."""
    import numpy as np

    of, measure, part, wholes = asked
    factor, part = (2, part[2:]) if part.startswith("2 ") else (1, part)
    table = np.array(
        [
            [factor * one.get(part, 0) * weight, sum(one.get(name, 0) for name in wholes) * weight]
            for one, weight in zip(counts, weights, strict=True)
        ],
        float,
    )
    made = estimate(table, lambda sums: divided(sums[..., 0], sums[..., 1]))
    return Figure(place[0], of, measure, place[1], made.value, made.low, made.high, total(counts, wholes))


def total(counts: Iterable[Mapping[str, float]], names: Sequence[str]) -> int:
    """How many cases there are."""
    return round(sum(one.get(name, 0) for one in counts for name in names))


def counted(layer: str, read: Read, gold: CodedDocument) -> Mapping[str, float]:
    """The counts of one document."""
    if layer == "entities":
        return mention_counts([one for one in gold.mentions if not one.rejected], read.coded.mentions)
    if layer == "stance":
        sides = [one for one in gold.stances if not one.rejected]
        return stance_counts(sides, zip(read.coded.stances, read.scores, strict=True))
    true = [quote for quote in gold.quotes if not quote.rejected]
    top, off = top_is_right(true, read.coded.quotes), share_errors(true, read.coded.quotes)
    more = {"with speakers": top is not None, "top": bool(top), "shares": len(off), "share error": sum(off)}
    return {**quote_counts(read.coded.text, true, read.coded.quotes), **more}


def unread(reads: Sequence[Read], coders: Sequence[Coder]) -> Iterator[str]:
    """What the coders marked that is not compared."""
    first = set(coders[0].documents)
    for other in coders[1:]:
        both = first & set(other.documents)
        if not both:
            yield f"{other.name} has none of the articles of {coders[0].name}: their agreement cannot be measured"
        elif both != set(other.documents):
            more = len(set(other.documents) - first)
            yield f"{other.name} has {more} articles that {coders[0].name} has not: they are not compared"


def methods(found: Sequence[Figure], coders: Sequence[Coder], design: Design) -> str:
    """A paragraph for the methods section of a paper, with the figures of this evaluation."""
    by = {(one.part, one.of, one.measure): one for one in found if one.group == ALL}
    drawn = "in strata" if len(design.strata) > 1 else "at random"
    said = [
        f"We coded {design.n} of {design.size} documents, drawn {drawn}, by hand"
        + (f" ({len(coders)} coders)." if len(coders) > 1 else ".")
    ]
    recall, right = by.get(("quotes", "quotations", "recall")), by.get(("quotes", "speakers", "right"))
    precise = by.get(("quotes", "quotations", "precision"))
    if precise and recall and right and None not in (precise.value, recall.value):
        said.append(
            f"newsan's quotations had a precision of {written(precise)} and a recall of {written(recall)}; "
            f"of those found, the speaker was right in {written(right)}."
        )
    corrected = by.get(("shares", "named speakers", "corrected"))
    if corrected and corrected.value is not None:
        said.append(
            f"The share of quotations with a named speaker, corrected for these errors, is {written(corrected)}."
        )
    said.append(
        "Intervals are 95 % bootstrap percentile intervals over documents; corrected shares are prediction-powered "
        "estimates (Angelopoulos et al., Science 2023) with the probabilities of the draw."
    )
    return " ".join(said)


def written(figure: Figure) -> str:
    """A share with its interval, in per cent."""
    if figure.value is None:
        return "an unknown share"
    interval = "" if figure.low is None or figure.high is None else f" ({100 * figure.low:.0f}–{100 * figure.high:.0f})"
    return f"{100 * figure.value:.0f} %{interval}"
