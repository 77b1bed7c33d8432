"""An audit from its inputs to its output and exit status."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from analyzers.findings import Annotated
from cli.annotated import annotated, checked
from cli.answers import conclude
from cli.error_rates import error_rates
from cli.formats import FORMATS
from cli.grouping import CORPUS
from cli.options import Settings
from cli.output import Output, chosen_format, opened_output, write
from cli.pace import Pace
from cli.progress import progress
from cli.run import ALL_FAILED, DONE, SOME_FAILED, inputs_or_usage, safe, wanted
from cli.shape import arranged, check_columns
from cli.stored import missing
from cli.view import Group, Tally, View
from newsan.inputs.sheets import read_sheet

if TYPE_CHECKING:
    from analyzers.audit.audit import Options
    from analyzers.tables import EveryQuestion, Tables


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of an audit say, as they were given."""

    topics: tuple[str, ...]
    list_: str | None
    compare: tuple[str, str] | None
    people: str | None
    kinds: str | None
    reference: str | None
    evaluation: str | None
    exclude: str | None
    date: str
    seed: int
    resamples: int


def run(inputs: tuple[str, ...], settings: Settings, asked: Asked) -> None:
    """Audit the inputs and leave with the exit status."""
    context = click.get_current_context()
    context.exit(audited(inputs_or_usage(inputs), settings, asked))


def audited(inputs: Collection[str], settings: Settings, asked: Asked) -> int:
    """Read, annotate, audit and write; the exit status."""
    from analyzers import columns
    from analyzers.audit.lists import LISTS
    from analyzers.audit.rows import AuditRow

    names = columns(LISTS[asked.list_] if asked.list_ else AuditRow)
    check_columns(settings, names)
    folders = checked(inputs, settings)
    options, tally = options_of(asked, grouping(settings)), Tally(counts_words=wanted(settings))
    rates = [error_rates(asked.evaluation)] if asked.evaluation else []
    with opened_output(settings.output) as output:
        with progress(Pace(tally, inputs).describe, tally.counts_words):
            found = tables_of(annotated(inputs, folders, settings, tally), settings)
        if not tally.documents:
            conclude(settings, tally, ())
            raise click.exceptions.Exit(ALL_FAILED)  # out of the block, so that an output file stays as it was
        rows = found_rows(found, asked, options)
        tally.rows = len(rows)
        write(pieces(rows, names, asked, settings, tally, output), output)
    unfinished = missing(folders)
    conclude(settings, tally, [*([method(asked, tally)] if settings.verbose else []), *rates, *unfinished])
    return SOME_FAILED if tally.failures or unfinished else DONE


def options_of(asked: Asked, by: str | None) -> Options:
    """What is asked of the audit, with the user's files; NewsanError for one that cannot be read."""
    from analyzers.audit import given
    from analyzers.audit.audit import Options
    from analyzers.audit.figures import TOPICS
    from analyzers.audit.intervals import Resampling
    from analyzers.audit.kinds import default_kinds

    people = read_sheet(asked.people, needed=("name",)) if asked.people else None
    kinds = read_sheet(asked.kinds, needed=("words", "class")) if asked.kinds else None
    benchmark = read_sheet(asked.reference, needed=("topic", "measure", "share")) if asked.reference else None
    return Options(
        topics=tuple(TOPICS) if "all" in asked.topics else asked.topics,
        by=by,
        compare=asked.compare,
        kinds=default_kinds() if kinds is None else given.kinds_of(kinds),
        people=None if people is None else given.people_of(people),
        reference={} if benchmark is None else given.reference_of(benchmark),
        without_protagonists=asked.exclude == "protagonists",
        date=asked.date,
        resampling=Resampling(asked.resamples, asked.seed),
    )


def grouping(settings: Settings) -> str | None:
    """What ``--by`` says; None for all articles together."""
    return None if settings.by == (CORPUS,) else ",".join(settings.by)


def questions(settings: Settings) -> EveryQuestion:
    """All questions, with the options that decide which rows count."""
    from analyzers.tables import QUESTIONS, EveryQuestion

    shared = {"min_confidence": settings.min_confidence, "body": settings.body}
    return EveryQuestion(dict.fromkeys(QUESTIONS, shared))


def tables_of(documents: Iterable[Annotated], settings: Settings) -> Tables:
    """The tables of all documents."""
    from analyzers.tables import tables

    return tables(map(questions(settings), documents))


def found_rows(tables: Tables, asked: Asked, options: Options) -> list[Any]:
    """The figures, or the rows of the list that was asked for."""
    from analyzers.audit.audit import audit, listed

    return list(listed(tables, asked.list_, options) if asked.list_ else audit(tables, options))


def pieces(
    rows: list[Any], names: dict[str, str], asked: Asked, settings: Settings, tally: Tally, output: Output
) -> Iterable[bytes | str]:
    """What is written, in the format that was asked for."""
    from analyzers import cells

    name = chosen_format(settings)
    if name == "table" and not (asked.list_ or settings.columns or settings.sort):
        return [drawn(rows, asked, settings, tally)]
    settings = replace(settings, by=(CORPUS,))  # groups have their column already
    question = f"audit {asked.list_}" if asked.list_ else "audit"
    groups = arranged([Group(None, [cells(row) for row in rows])], tuple(names), settings)
    return safe(FORMATS[name].load()(View(question, settings, names, groups, tally)), name, output)


def drawn(rows: list[Any], asked: Asked, settings: Settings, tally: Tally) -> str:
    """The figures as bars, for the terminal that there is."""
    from cli.tables import figures
    from cli.tables.console import captured
    from cli.terminal import coloured, width

    columns = width(settings.output)
    shown = rows if settings.limit is None else rows[: settings.limit]
    return captured(figures.drawn(shown, tally.documents, method(asked, tally), columns), columns, coloured(settings))


def method(asked: Asked, tally: Tally) -> str:
    """How the intervals were made, in one line."""
    if not asked.resamples:
        return "Without intervals (--resamples 0)."
    articles = f"{tally.documents:,} article{'s' * (tally.documents != 1)}"
    return f"95 % intervals: {asked.resamples:,} resamples of the {articles}, seed {asked.seed}."
