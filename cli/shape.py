"""The shape of the output: which columns there are, which rows, in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import click

from analyzers import Analyzer, cells, columns
from analyzers.answers import Answer, Asked
from cli.options import Settings
from cli.view import Cells, Group, summarises_documents
from newsan.choices import unknown

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


def groups_of(answers: Iterable[Answer], asked: Asked, analyzer: Analyzer, settings: Settings) -> Iterator[Group]:
    """The rows that were asked for, with their documents: findings, one summary, or a summary of each document."""

    def counts(row: Any) -> bool:
        return bool(getattr(row, analyzer.count) >= settings.min_count)

    if settings.detail and settings.min_count:
        yield from together(answers, lambda rows: map(cells, common(rows, analyzer, settings.min_count)))
    elif settings.detail:
        yield from (Group(answer.doc, [cells(row) for row in answer.rows]) for answer in answers)
    elif settings.by == "doc":
        for answer in answers:
            name = answer.doc.document.id
            yield Group(answer.doc, [(name, *cells(row)) for row in filter(counts, answer.rows)])
    else:
        total = asked.total()
        for answer in answers:
            answer.add_to(total)
            yield Group(answer.doc, ())
        yield Group(None, [cells(row) for row in filter(counts, total.rows())])


def together(parts: Iterable[Answer | Group], made: Callable[[list[Any]], Iterable[Cells]]) -> Iterator[Group]:
    """The documents without rows, and then what is made of the rows of all of them."""
    rows: list[Any] = []
    for part in parts:
        rows += part.rows
        if part.doc is not None:
            yield Group(part.doc, ())
    yield Group(None, list(made(rows)))


def common(rows: Sequence[Any], analyzer: Analyzer, least: int) -> Iterator[Any]:
    """The detail rows of what was found at least ``least`` times."""
    counts = Counter(map(analyzer.key, rows))
    return (row for row in rows if counts[analyzer.key(row)] >= least)


def arranged(groups: Iterable[Group], names: Sequence[str], settings: Settings) -> Iterable[Group]:
    """The rows sorted as ``--sort`` says; with ``--by doc`` those of each document, and the documents stay in order."""
    column = settings.sort
    if not column:
        return groups
    if summarises_documents(settings):
        return (Group(group.doc, ordered(group.rows, names, column)) for group in groups)
    return together(groups, lambda rows: ordered(rows, names, column))


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
