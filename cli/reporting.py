"""A report from its inputs to its files and exit status."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from analyzers.findings import Annotated
from cli.annotated import annotated, checked
from cli.answers import conclude
from cli.auditing import Asked, grouping, method, options_of, questions
from cli.error_rates import Measured, measured_by
from cli.options import Settings
from cli.output import errors_of, opened_output, write
from cli.pace import Pace
from cli.progress import progress
from cli.run import ALL_FAILED, DONE, SOME_FAILED, inputs_or_usage, wanted
from cli.stored import missing
from cli.view import Tally
from newsan.duplicates import ALL
from newsan.errors import NewsanError

if TYPE_CHECKING:
    from analyzers.audit.overview import Overview
    from analyzers.tables import DocumentRows
    from cli.page.article import Article
    from cli.page.coded import Coded

MISSING = 'a page needs jinja2, which is not installed: pip install "newsan[report]"'


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is written: the file, the heading, whether the articles are in it, and the time that an edge stands for."""

    output: str
    title: str | None
    text: bool
    window: tuple[int, str] | None


def run(inputs: tuple[str, ...], settings: Settings, asked: Asked, report: Wanted) -> None:
    """Report on the inputs and leave with the exit status."""
    click.get_current_context().exit(reported(inputs_or_usage(inputs), settings, asked, report))


def reported(inputs: Collection[str], settings: Settings, asked: Asked, report: Wanted) -> int:
    """Read, annotate, count, draw and write; the exit status."""
    page = report.output.lower().endswith(".html")
    if page:
        check_jinja()
    measured = measured_by(asked.evaluation)
    settings = replace(settings, output=report.output)
    folders, tally = checked(inputs, settings), Tally(counts_words=wanted(settings))
    with opened_output(report.output) as output:
        with progress(Pace(tally, inputs).describe, tally.counts_words):
            rows = questions(settings)
            given = [(doc, rows(doc)) for doc in annotated(inputs, folders, settings, tally, text=page and report.text)]
        if not tally.documents:
            conclude(settings, tally, ())
            raise click.exceptions.Exit(ALL_FAILED)  # out of the block, so that an output file stays as it was
        by = grouping(settings)
        found = overview_of(given, asked, by)
        text, told = (
            page_of(found, given, asked, report, settings, tally, measured) if page else (network_of(found, report), [])
        )
        write([text], output)
    unfinished = missing(folders)
    conclude(settings, tally, [*told, *unfinished])
    return SOME_FAILED if tally.failures or unfinished else DONE


def check_jinja() -> None:
    """Nothing; NewsanError that says how to install it where jinja2 is missing."""
    try:
        import jinja2  # noqa: F401
    except ImportError as error:
        raise NewsanError(MISSING) from error


Given = list[tuple[Annotated, "DocumentRows"]]


def overview_of(given: Given, asked: Asked, by: str | None) -> Overview:
    """What the report shows of the documents."""
    from analyzers.audit.overview import overview
    from analyzers.tables import tables

    return overview(tables(rows for _, rows in given), options_of(asked, by))


def page_of(
    found: Overview, given: Given, asked: Asked, report: Wanted, settings: Settings, tally: Tally, measured: Measured
) -> tuple[str, list[str]]:
    """The page itself, and what is to be told of it; articles that lie beside it are written."""
    from cli.page.coded import coded_in, not_shown
    from cli.page.findings import plural
    from cli.page.render import Told, pages

    if report.text and not any(doc.document.text for doc, _ in given):
        report = replace(report, text=False)  # the folder was annotated without them
    heading = report.title or f"Who gets to speak in {plural(tally.documents, 'article', 'articles')}"
    options = options_told(asked, report, settings, tally)
    by_id = {doc.document.id: (doc, rows) for doc, rows in reversed(given)}
    coded = coded_in(measured.errors, found.doc_ids, by_id)
    lost = len(measured.errors) - len(coded)
    by = grouping(settings)
    told = Told(heading, method(asked, tally), options, by, report.text, measured.rates, coded, lost)
    folder, name = os.path.split(report.output)
    *beside, last = pages(found, list(articles(found, by_id, coded)), told, name)
    for one in beside:
        put(os.path.join(folder, one.name), one.html)
    return last.html, not_shown(asked.evaluation or "", lost, len(measured.errors))


def articles(
    found: Overview, by_id: Mapping[str, tuple[Annotated, DocumentRows]], coded: Sequence[Coded]
) -> Iterator[Article]:
    """The articles of the overview, in its order, with the errors that a coder found in them."""
    from cli.page.article import article

    errors: dict[int, list[Coded]] = defaultdict(list)
    for one in coded:
        errors[one.article].append(one)
    for number, doc_id in enumerate(found.doc_ids):
        yield article(number, *by_id[doc_id], errors[number])


def options_told(asked: Asked, report: Wanted, settings: Settings, tally: Tally) -> str:
    """What the options change, and what was not read, in a sentence or two."""
    told = []
    if asked.exclude:
        told.append("Whom a story is about is left out.")
    if settings.duplicates != ALL:
        told.append(f"Copies of articles count once ({settings.duplicates}).")
    if asked.kinds:
        told.append(f"Kinds of sources also by {os.path.basename(asked.kinds)}.")
    if not report.text:
        told.append("Without the texts.")
    if tally.failures:
        told.append(f"{tally.failures:,} inputs could not be read and are not counted.")
    return " ".join(told)


def put(path: str, html: str) -> None:
    """Write a file beside the report."""
    with errors_of(path):
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(html)


def network_of(found: Overview, report: Wanted) -> str:
    """Who stands where as a network file."""
    from cli.networks import gexf, graphml

    return (gexf if report.output.lower().endswith(".gexf") else graphml)(found.pairs, report.window)
