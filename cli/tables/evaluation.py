"""The report of ``newsan evaluate``: what is right, the shares with their corrections, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from analyzers.errors_by_cause import CAUSES
from analyzers.evaluate import Evaluation, Figure
from analyzers.figure_rows import ALL
from cli.messages import clean
from cli.options import Settings

NONE = "·"
WIDEST = 100

LAYERS = {"quotes": "Quotations", "entities": "Entities", "stance": "Stance"}
MEASURES = ("per cent", "Cohen's κ", "Krippendorff's α", "Gwet's AC1")
SHORT = ("per cent", "κ", "α", "AC1")


def report(found: Evaluation, settings: Settings) -> Iterator[str]:
    """The report as text, part by part."""
    from cli.terminal import width

    columns = min(WIDEST, max(60, width(settings.output)))
    for part in (
        *right_parts(found.figures),
        agreement_part(found.figures),
        shares_part(found.figures),
        confidence_part(found.figures),
        errors_part(found),
    ):
        if part:
            yield "\n".join([*part, "", ""])
    yield "For the methods section\n\n"
    yield "\n".join(f"  {line}" for line in wrap(clean(found.methods), columns - 4)) + "\n"


def right_parts(figures: Sequence[Figure]) -> Iterator[list[str]]:
    """A table for each layer, and one for each group of documents."""
    for layer, title in LAYERS.items():
        for group in dict.fromkeys(one.group for one in figures if one.part == layer):
            rows = [one for one in figures if (one.part, one.group) == (layer, group)]
            heading = title if group == ALL else f"{title}: {clean(group)}"
            body = [(one.of, one.measure, number(one), interval(one), f"{one.n}") for one in rows]
            yield table(heading, ("", "", "value", "95 % interval", "n"), body)


def agreement_part(figures: Sequence[Figure]) -> list[str]:
    """The agreement of each two readings, a line for each question."""
    rows: dict[str, dict[str, Figure]] = {}
    for one in figures:
        if one.part == "agreement":
            rows.setdefault(one.of, {})[one.measure] = one
    lines = ["Agreement: per cent, Cohen's κ, Krippendorff's α, Gwet's AC1"] if rows else []
    for pair in dict.fromkeys(of.partition(": ")[2] for of in rows):
        body = [
            (of.partition(": ")[0], *(coefficient(by.get(name)) for name in MEASURES), f"{next(iter(by.values())).n}")
            for of, by in rows.items()
            if of.partition(": ")[2] == pair
        ]
        lines += table("", (clean(pair), *SHORT, "n"), body)[1:]
    return lines


def shares_part(figures: Sequence[Figure]) -> list[str]:
    """A line for each published share: newsan's, the coder's, the difference, and the corrected one."""
    rows: dict[str, dict[str, Figure]] = {}
    for one in figures:
        if one.part == "shares":
            rows.setdefault(one.of, {})[one.measure] = one
    body = []
    for of, by in rows.items():
        corrected, more = by["corrected"], by["code so many more"].value
        body.append(
            (
                clean(of),
                percent(by["newsan"].value),
                percent(by["coder"].value),
                points(by["bias"]),
                f"{percent(corrected.value)} {whole(corrected)}".strip(),
                NONE if more is None else "enough" if more == 0 else f"{more:.0f} more",
            )
        )
    head = ("", "newsan", "coder", "newsan is off by", "corrected", "for ± 5")
    title = "Published shares, in per cent: newsan's of the corpus, the coder's of the sample, both together"
    return table(title, head, body) if body else []


def confidence_part(figures: Sequence[Figure]) -> list[str]:
    """How often rows of each confidence are right, and the threshold for the wanted precision."""
    rows = [one for one in figures if one.part == "confidence"]
    bands = [(one.of, percent(one.value), interval(one), f"{one.n}") for one in rows if one.measure == "right"]
    lines = table("Confidence", ("", "is a quotation", "95 % interval", "n"), bands) if bands else []
    by = {one.measure: one for one in rows}
    if "threshold" in by:
        lines += [
            "",
            f"  --min-confidence {by['threshold'].value:.2f} holds a {by['threshold'].of} on this sample, and keeps "
            f"{percent(by['share of the right rows kept'].value)} % of the right rows.",
        ]
    return lines


def errors_part(found: Evaluation) -> list[str]:
    """How many errors there are of each cause."""
    counts = Counter(error.cause for error in found.errors)
    if not counts:
        return ["Errors", "", "  none"]
    told = ", ".join(f"{cause} {counts[cause]}" for cause in CAUSES if counts[cause])
    return ["Errors", "", f"  {told}.  Each with both readings: --detail"]


def table(title: str, head: Sequence[str], body: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table: words to the left, figures to the right."""
    rows = [tuple(head), *map(tuple, body)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    words = sum(not name for name in head) or 1
    return [title, "", *(line(row, widths, words) for row in rows)]


def line(row: Sequence[str], widths: Sequence[int], words: int) -> str:
    """One line of a table."""
    aligned = [
        cell.ljust(width) if i < words else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return ("  " + "  ".join(aligned)).rstrip()


def number(one: Figure) -> str:
    """A value: in per cent, but the error of a share in points."""
    return percent(one.value)


def percent(value: float | None) -> str:
    """A share in per cent, one digit.

    >>> percent(0.5), percent(None)
    ('50.0', '·')
    """
    return NONE if value is None else f"{100 * value:.1f}"


def points(one: Figure) -> str:
    """A difference in points, with its sign and its interval."""
    if one.value is None:
        return NONE
    both = "" if one.low is None or one.high is None else f" ({100 * one.low:+.0f} to {100 * one.high:+.0f})"
    return f"{100 * one.value:+.1f}{both}"


def interval(one: Figure) -> str:
    """The interval of a share in per cent; empty where there is none."""
    return "" if one.low is None or one.high is None else f"({100 * one.low:.1f} to {100 * one.high:.1f})"


def whole(one: Figure) -> str:
    """The interval of a share in per cent, without digits behind the point."""
    return "" if one.low is None or one.high is None else f"({100 * one.low:.0f}–{100 * one.high:.0f})"


def coefficient(one: Figure | None) -> str:
    """A coefficient of agreement with its interval; a dot where there is none."""
    if one is None or one.value is None:
        return NONE
    if one.measure == MEASURES[0]:
        both = "" if one.low is None or one.high is None else f" ({100 * one.low:.0f}–{100 * one.high:.0f})"
        return f"{100 * one.value:.0f}{both}"
    both = "" if one.low is None or one.high is None else f" ({one.low:.2f}–{one.high:.2f})"
    return f"{one.value:.2f}{both}"
