"""Rows as rich tables: what a reader sees in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from cli.grouping import DOC, DOC_ID, keys_of
from cli.messages import clean
from cli.tables import audit, check, entities, quotes, stance
from cli.tables.console import LEAST_WIDTH, captured
from cli.tables.layout import Column, Fitted, Row, fit
from cli.tables.styles import QUIET, numbered, value
from cli.view import Group, View, limited

LONG = 3  # lines: where a row is longer than this, rows are set apart by an empty line

Layout = Callable[[Sequence[Row], int], list[Column]]
LAYOUTS: Mapping[tuple[str, bool], Layout] = {
    ("entities", False): entities.summary,
    ("entities", True): entities.detail,
    ("quotes", False): quotes.summary,
    ("quotes", True): quotes.detail,
    ("stance", False): stance.summary,
    ("stance", True): stance.detail,
    ("pairs", False): stance.pairs,
    ("pairs", True): stance.detail,
    ("check", False): check.summary,
    **audit.LAYOUTS,
}
CAPTIONS: Mapping[str, Callable[[Sequence[Row], bool, str], str]] = {
    "entities": entities.caption,
    "quotes": quotes.caption,
    "stance": stance.caption,
    "pairs": stance.caption,
    "check": check.caption,
    **audit.CAPTIONS,
}
TITLES = {
    "entities": "Who is in it",
    "quotes": "Who gets to speak",
    "stance": "Who stands where",
    "pairs": "Who stands where towards whom",
    "check": "What the corpus holds",
    **audit.TITLES,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything a table shows: all rows that were found, and those that ``--limit`` leaves."""

    view: View
    found: Sequence[Row]
    rows: Sequence[Row]


def drawn(view: View) -> Iterator[str]:
    """The table as one text, for the terminal that there is."""
    from cli.terminal import coloured, width

    yield table(view, width(view.settings.output), coloured(view.settings))


def table(view: View, width: int, coloured: bool) -> str:
    """The table as text, with escape sequences if ``coloured``; it is never narrower than 20 columns."""
    width = max(width, LEAST_WIDTH)
    groups = [Group(None, group.rows) for group in view.groups if group.rows]
    shown = Shown(view, rows_of(view, groups), rows_of(view, limited(groups, view.settings)))
    fitted = fit(columns(shown, width), shown.rows, width)
    parts = (heading(view), "", grid(fitted), "", Text(caption(shown, fitted.dropped), style=QUIET))
    return captured(parts, width, coloured)


def rows_of(view: View, groups: Iterable[Group]) -> list[Row]:
    """The rows of all groups, their cells by the names of the columns."""
    return [dict(zip(view.names, cells, strict=True)) for group in groups for cells in group.rows]


def columns(shown: Shown, width: int) -> list[Column]:
    """The columns of a view: those the user chose, or those designed for it, without what is the same in every row."""
    view, settings = shown.view, shown.view.settings
    if settings.columns:
        return [chosen(name, view.names[name]) for name in settings.columns]
    designed = LAYOUTS[view.question, settings.detail](shown.rows, width)
    if view.tally.documents == 1 or settings.by == (DOC,):
        designed = [column for column in designed if column.header != "Docs"]
    return [*leading(view), *designed]


def leading(view: View) -> list[Column]:
    """The columns that say of which document, or of which group of documents, a row is."""
    names = [DOC_ID] if view.settings.detail else list(keys_of(view.settings.by).columns())
    if view.tally.documents == 1:
        names = [name for name in names if name != DOC_ID]
    headers = {name: "Document" if name == DOC_ID else name.replace("_", " ").capitalize() for name in names}
    return [Column(headers[name], value(name), least=12, most=32) for name in names]


def chosen(name: str, type_: str) -> Column:
    """A column that the user asked for by name: always there, plain."""
    number = not type_.startswith("str")
    return Column(name, value(name), least=0 if number else 10, right=number)


def heading(view: View) -> Text:
    """The title line: the question, and what it was asked of."""
    documents, first = view.tally.documents, view.tally.first
    about = f"{documents:,} documents" if documents != 1 else "standard input" if first == "-" else clean(first)
    return Text.assemble((TITLES[view.question], "bold"), (f"  {about}", QUIET))


def grid(fitted: Fitted) -> Table:
    """The table itself: a line below the header, two blanks between columns, an empty line between long rows."""

    def long(row: Sequence[Text]) -> bool:
        return any(text.cell_len > LONG * width for text, width in zip(row, fitted.widths, strict=True))

    drawn = Table(
        box=SIMPLE_HEAD,
        show_edge=False,
        padding=(0, 1, 0, 0),
        leading=int(any(map(long, fitted.cells))),
        header_style="bold",
        border_style=QUIET,
    )
    for column, width in zip(fitted.columns, fitted.widths, strict=True):
        side: Literal["left", "right"] = "right" if column.right else "left"
        drawn.add_column(column.header, width=width, justify=side, overflow="fold", no_wrap=not column.least)
    for row in fitted.cells:
        drawn.add_row(*row)
    return drawn


def caption(shown: Shown, dropped: Sequence[str]) -> str:
    """What was counted, and what is not shown."""
    view, n_found = shown.view, len(shown.found)
    documents = numbered(view.tally.documents, "document")
    lines = [CAPTIONS[view.question](shown.found, view.settings.detail, documents)]
    if view.tally.failures:
        lines.append(f"{numbered(view.tally.failures, 'input')} failed.")
    if len(shown.rows) < n_found:
        lines.append(f"{n_found - len(shown.rows):,} of {n_found:,} rows are not shown (-n {view.settings.limit}).")
    if dropped:
        lines.append(f"Left out at this width: {', '.join(header.lower() for header in dropped)}.")
    return " ".join(lines)
