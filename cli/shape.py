"""The shape of the output: which columns, which rows, in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

import click

from analyzers import Analyzer, columns
from cli.options import Settings
from newsan.choices import unknown

Cells = tuple[Any, ...]
DOC_ID = "doc_id"


def available(analyzer: Analyzer, settings: Settings) -> dict[str, str]:
    """All columns of the view that was asked for, with the types of their cells."""
    if settings.detail:
        return columns(analyzer.row)
    summary = columns(analyzer.summary_row)
    return {DOC_ID: "str", **summary} if summarises_documents(settings) else summary


def check(settings: Settings, names: Iterable[str]) -> None:
    """Nothing; a usage error that names the valid columns when ``--columns`` or ``--sort`` has an unknown one."""
    known = list(names)
    asked = [*(settings.columns or ()), *([] if settings.sort is None else [settings.sort.removeprefix("-")])]
    for column in asked:
        if column not in known:
            raise click.UsageError(unknown("column", column, known))


def common(rows: Sequence[Any], analyzer: Analyzer, least: int) -> Iterator[Any]:
    """The detail rows of what was found at least ``least`` times."""
    counts = Counter(map(analyzer.key, rows))
    return (row for row in rows if counts[analyzer.key(row)] >= least)


def arranged(rows: Iterable[Cells], names: Sequence[str], settings: Settings) -> Iterable[Cells]:
    """The rows sorted as ``--sort`` says; with ``--by doc`` those of each document, and the documents stay in order."""
    if not settings.sort:
        return rows
    if not summarises_documents(settings):
        return ordered(rows, names, settings.sort)
    return (row for _, group in groupby(rows, key=itemgetter(0)) for row in ordered(group, names, settings.sort))


def ordered(rows: Iterable[Cells], names: Sequence[str], column: str) -> list[Cells]:
    """The rows sorted by a column, descending after ``-``; ties keep their order, cells without a value come last."""
    at = names.index(column.removeprefix("-"))
    rows = list(rows)
    known = [row for row in rows if row[at] is not None]
    known.sort(key=lambda row: comparable(row[at]), reverse=column.startswith("-"))
    return [*known, *(row for row in rows if row[at] is None)]


def comparable(cell: Any) -> Any:
    """A cell as it is compared: words without regard to capitals."""
    return cell.casefold() if isinstance(cell, str) else cell


def limited(rows: Iterable[Cells], settings: Settings) -> Iterator[Cells]:
    """At most ``--limit`` rows; with ``--by doc`` at most that many for each document."""
    if not summarises_documents(settings):
        return islice(rows, settings.limit)
    groups = groupby(rows, key=itemgetter(0))
    return (row for _, group in groups for row in islice(group, settings.limit))


def summarises_documents(settings: Settings) -> bool:
    """Whether each document gets a summary of its own."""
    return settings.by == "doc" and not settings.detail


def picked(
    names: Mapping[str, str], rows: Iterable[Cells], chosen: Sequence[str] | None
) -> tuple[Mapping[str, str], Iterable[Cells]]:
    """The chosen columns, in the order of the choice, and the rows with only their cells; without a choice, all."""
    if not chosen:
        return names, rows
    order = list(names)
    at = [order.index(name) for name in chosen]
    return {name: names[name] for name in chosen}, (tuple(row[i] for i in at) for row in rows)
