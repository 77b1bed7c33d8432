"""The figures of an audit in a terminal: bars with their intervals, topic by topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from analyzers.audit.rows import AuditRow
from cli.messages import clean
from cli.tables.styles import QUIET, numbered

LEAST_BAR, MOST_BAR = 10, 40  # columns
BESIDE = 62  # columns that the other cells of a line need
CERTAIN, BELOW, ABOVE = "█", "▓", "░"
LEGEND = "█ up to the lower end of the 95 % interval, ▓ up to the value, ░ up to the upper end"

HEADINGS = {
    "voices": "Who gets to speak",
    "concentration": "How few speak how much",
    "structure": "What articles rest on",
    "kinds": "Kinds of sources",
    "functions": "In which function they speak",
    "people": "What articles say of named persons",
    "position": "Who comes first, and how long",
}


def drawn(rows: Sequence[AuditRow], documents: int, method: str, width: int) -> Iterator[RenderableType]:
    """The parts of what is shown, from the heading to the notes below."""
    yield Text.assemble(("Audit", "bold"), (f"  {numbered(documents, 'document')}", QUIET))
    bar = max(min(width - BESIDE, MOST_BAR), LEAST_BAR) if width > BESIDE else 0
    for (topic, of), found in groupby(rows, key=lambda row: (row.topic, row.of)):
        yield Text()
        yield heading(topic, of)
        yield block(list(found), bar)
    yield Text()
    for note in notes(rows, method, bar):
        yield Text(note, style=QUIET)


def heading(topic: str, of: str) -> Text:
    """What a block of figures is about, and what is counted there."""
    return Text.assemble((HEADINGS.get(topic, topic.capitalize()), "bold"), (f"  {of}", QUIET))


def block(rows: Sequence[AuditRow], bar: int) -> Table:
    """The figures that are counted in one way; with groups the name of a measure stands above theirs."""
    table = grid(bar)
    top = max((row.high or row.value or 0 for row in rows if row.unit == "number" and row.p is None), default=1) or 1
    for measure, found in groupby(sorted_by_measure(rows), key=lambda row: row.measure):
        given = list(found)
        if len(given) > 1 and given[0].group is not None:
            table.add_row(Text(clean(measure)))
        for row in given:
            table.add_row(*line(row, bar, top))
    return table


def grid(bar: int) -> Table:
    """A table without rows: name, value, interval, the bar if it has a width, what is counted, and marks."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=16, max_width=34)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    if bar:
        table.add_column(width=bar, no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    return table


def line(row: AuditRow, bar: int, top: float) -> Iterator[Text]:
    """The cells of a figure."""
    yield Text(clean(row.measure) if row.group is None else f"  {clean(row.group)}")
    yield Text(figure(row))
    yield Text(interval(row), style=QUIET)
    if bar:
        yield bar_of(row, bar, top)
    yield Text(counted(row), style=QUIET)
    yield mark(row)


def sorted_by_measure(rows: Iterable[AuditRow]) -> list[AuditRow]:
    """The rows of one measure together, in the order in which the measures come first."""
    order: dict[str, list[AuditRow]] = {}
    for row in rows:
        order.setdefault(row.measure, []).append(row)
    return [row for found in order.values() for row in found]


def figure(row: AuditRow) -> str:
    """A value as a person reads it: per cent, a number, or a difference with its sign."""
    if row.value is None:
        return "–"
    if row.p is not None:
        points = f"{100 * row.value:+.1f} pts" if row.unit == "share" else f"{row.value:+.1f}"
        return points.replace("-", "−")
    return f"{100 * row.value:.1f}%" if row.unit == "share" else f"{row.value:,.1f}"


def interval(row: AuditRow) -> str:
    """The interval of a value; nothing where there is none."""
    if row.low is None or row.high is None:
        return ""
    if row.p is not None:
        times = 100 if row.unit == "share" else 1
        return f"{times * row.low:+.1f} to {times * row.high:+.1f}".replace("-", "−")
    return f"{100 * row.low:.0f}–{100 * row.high:.0f}%" if row.unit == "share" else f"{row.low:,.1f}–{row.high:,.1f}"


def counted(row: AuditRow) -> str:
    """How many of how many, over how many sources quotations spread, or how probable a difference is by chance."""
    if row.p is not None:
        return f"p = {row.p:.3f}" if row.p >= 0.001 else "p < 0.001"
    if row.topic == "concentration":
        return f"{row.n:,} source{'s' * (row.n != 1)}"
    return f"{row.n:,} of {row.total:,}" if row.unit == "share" else f"{row.total:,}"


def mark(row: AuditRow) -> Text:
    """The mark of a figure of few, and the gap to a benchmark."""
    gap = "" if row.gap is None else f"{100 * row.gap:+.1f} pts to {100 * (row.reference or 0):.0f}%".replace("-", "−")
    few = row.few and row.value is not None
    return Text.assemble(("few " if few else "", "yellow"), (gap, "cyan"))


def bar_of(row: AuditRow, width: int, top: float) -> Text:
    """A bar up to the value, with the interval in other shades; nothing for a difference."""
    if row.value is None or row.p is not None:
        return Text()
    scale = 1.0 if row.unit == "share" else top
    low, value, high = (
        round(width * min(end / scale, 1.0)) for end in (row.low or row.value, row.value, row.high or row.value)
    )
    if row.low is not None:
        low = round(width * min(row.low / scale, 1.0))
    return Text(CERTAIN * low + BELOW * (value - low) + ABOVE * (high - value), style="cyan")


def notes(rows: Sequence[AuditRow], method: str, bar: int) -> Iterator[str]:
    """What the reader has to know about the figures."""
    if bar:
        yield LEGEND
    yield method
    if any(row.few and row.value is not None for row in rows):
        yield "few: of fewer than ten; one more would change it by ten points."
    if any(row.p is not None for row in rows):
        yield "p: how often a difference as large comes up when chance deals the articles to the two groups."
