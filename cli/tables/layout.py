"""Columns that fit a terminal: the least important go first, long texts wrap, nothing is cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.text import Text

Row = Mapping[str, Any]

GAP = 2  # blanks between columns


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    ``rank`` 0 is always shown; where the terminal is narrow the highest rank goes first.  ``least`` is the narrowest
    width at which a wrapping column still reads well; 0 means that it never wraps.  ``most`` keeps a column from
    growing for ever.
    """

    header: str
    cell: Callable[[Row], Text]
    rank: int = 0
    least: int = 0
    most: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Fitted:
    """The columns that fit, how wide each is, their cells row by row, and the headers of those that do not fit."""

    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    cells: tuple[tuple[Text, ...], ...]
    dropped: tuple[str, ...]


def fit(columns: Sequence[Column], rows: Sequence[Row], width: int) -> Fitted:
    """The columns fitted to ``width``, gaps and a margin of one blank on both sides included."""
    cells = [[column.cell(row) for row in rows] for column in columns]
    wanted = [natural(column, texts) for column, texts in zip(columns, cells, strict=True)]
    needed = [narrowest(column, want) for column, want in zip(columns, wanted, strict=True)]
    kept = shown(columns, needed, width)
    widths = narrowed([wanted[i] for i in kept], [needed[i] for i in kept], width)
    return Fitted(
        columns=tuple(columns[i] for i in kept),
        widths=tuple(widths),
        cells=tuple(zip(*(cells[i] for i in kept), strict=True)),
        dropped=tuple(column.header for i, column in enumerate(columns) if i not in kept),
    )


def shown(columns: Sequence[Column], needed: Sequence[int], width: int) -> list[int]:
    """The numbers of the columns that fit with these widths, and of those that are always shown."""
    kept = list(range(len(columns)))
    while total([needed[i] for i in kept]) > width and any(columns[i].rank for i in kept):
        kept.remove(max(kept, key=lambda i: (columns[i].rank, i)))
    return kept


def natural(column: Column, texts: Sequence[Text]) -> int:
    """The width a column would like."""
    widest = max((text.cell_len for text in texts), default=0)
    return max(cell_len(column.header), min(widest, column.most) if column.most else widest)


def narrowest(column: Column, wanted: int) -> int:
    """The width below which a column is no use."""
    return max(cell_len(column.header), min(wanted, column.least)) if column.least else wanted


def total(widths: Sequence[int]) -> int:
    """The width of a whole table."""
    return sum(widths) + GAP * max(len(widths) - 1, 0) + 2


def narrowed(wanted: Sequence[int], needed: Sequence[int], width: int) -> list[int]:
    """Widths that fit: the widest column that may give way gives way first."""
    widths = list(wanted)
    for _ in range(total(widths) - width):
        giving = [i for i, least in enumerate(needed) if widths[i] > least]
        if not giving:
            break
        widths[max(giving, key=lambda i: widths[i])] -= 1
    return widths
