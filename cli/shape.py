"""The shape of the output: which columns there are, which rows, in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import click

from analyzers import ANALYZERS, Analyzer, cells, columns
from analyzers.answers import Answer, Asked
from cli.grouping import DOC, Keys, check_keys, in_turn, keys_of
from cli.options import Settings
from cli.view import Cells, Group, summarises_groups
from newsan.choices import unknown
from newsan.errors import NewsanError

META_TYPE = "str | None"
"""The type of the cells of metadata, as far as it is known before the documents are read."""


def available(analyzer: Analyzer, settings: Settings, meta: Iterable[str] = ()) -> dict[str, str]:
    """All columns of the view that was asked for, with the types of their cells; metadata stands behind detail rows.

    Raises NewsanError when metadata has the name of another column, which it would hide.
    """
    own = columns(analyzer.row if settings.detail else analyzer.summary_row)
    more = dict.fromkeys(meta, META_TYPE) if settings.detail else keys_of(settings.by).columns()
    clash = next((name for name in more if name in own), None)
    if clash:
        raise NewsanError(
            f"the metadata {clash!r} has the name of a column: give it another name, as --meta my_{clash}={clash}"
        )
    return {**own, **more} if settings.detail else {**more, **own}


def check(analyzer: Analyzer, settings: Settings, meta: Sequence[str]) -> dict[str, str]:
    """All columns of the view, given the metadata of the documents.

    A usage error that names the valid ones when ``--columns``, ``--sort`` or ``--by`` has an unknown name.
    """
    try:
        check_keys(keys_of(settings.by), meta)
        known = available(analyzer, settings, meta)
    except NewsanError as error:
        raise click.UsageError(str(error)) from error
    check_columns(settings, known)
    return known


def check_columns(settings: Settings, known: Iterable[str]) -> None:
    """Nothing; a usage error that names the valid columns when ``--columns`` or ``--sort`` has an unknown one."""
    names = list(known)
    asked = [*(settings.columns or ()), *([] if settings.sort is None else [settings.sort.removeprefix("-")])]
    for column in asked:
        if column not in names:
            raise click.UsageError(unknown("column", column, names))


def groups_of(
    answers: Iterable[Answer],
    asked: Asked,
    settings: Settings,
    meta: Sequence[str] = (),
    keys: Keys | None = None,
) -> Iterator[Group]:
    """The rows that were asked for, with their documents: findings, one summary, or a summary of each group.

    ``meta`` are the columns of metadata behind findings, ``keys`` what the documents of a group have in common.
    """
    keys, analyzer = keys or keys_of(settings.by), ANALYZERS[asked.question]

    def counts(row: Any) -> bool:
        return bool(getattr(row, analyzer.count) >= settings.min_count)

    if settings.detail and settings.min_count:
        yield from frequent(answers, analyzer, settings.min_count, meta)
    elif settings.detail:
        yield from (Group(answer.doc, list(findings(answer, meta))) for answer in answers)
    elif settings.by == (DOC,):
        for answer in answers:
            name = answer.doc.document.id
            yield Group(answer.doc, [(name, *cells(row)) for row in filter(counts, answer.rows)])
    else:
        totals: dict[Any, Any] = {}
        for answer in answers:
            group = keys.group(answer.doc.document)
            answer.add_to(totals[group] if group in totals else totals.setdefault(group, asked.total()))
            yield Group(answer.doc, ())
        for group in in_turn(list(totals)):
            yield Group(None, [(*group, *cells(row)) for row in filter(counts, totals[group].rows())])


def findings(answer: Answer, meta: Sequence[str]) -> Iterator[Cells]:
    """The detail rows of a document with its metadata."""
    about = tuple(answer.doc.document.meta.get(name) for name in meta)
    return ((*cells(row), *about) for row in answer.rows)


def frequent(answers: Iterable[Answer], analyzer: Analyzer, least: int, meta: Sequence[str]) -> Iterator[Group]:
    """The documents without rows, and then the detail rows of what was found at least ``least`` times in all."""
    counts: Counter[Any] = Counter()
    rows: list[tuple[Any, Cells]] = []
    for answer in answers:
        keys = [analyzer.key(row) for row in answer.rows]
        counts.update(keys)
        rows += zip(keys, findings(answer, meta), strict=True)
        yield Group(answer.doc, ())
    yield Group(None, [cells for key, cells in rows if counts[key] >= least])


def together(groups: Iterable[Group], made: Callable[[list[Cells]], Iterable[Cells]]) -> Iterator[Group]:
    """The documents without rows, and then what is made of the rows of all of them."""
    rows: list[Cells] = []
    for group in groups:
        rows += group.rows
        if group.doc is not None:
            yield Group(group.doc, ())
    yield Group(None, list(made(rows)))


def arranged(groups: Iterable[Group], names: Sequence[str], settings: Settings) -> Iterable[Group]:
    """The rows sorted as ``--sort`` says; with ``--by`` those of each group, and the groups stay in order."""
    column = settings.sort
    if not column:
        return groups
    if summarises_groups(settings):
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
