"""Articles from the inputs to the terminal, with everything that was found marked."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from analyzers.findings import Annotated
from analyzers.tables import DocumentRows
from cli.annotated import annotated, checked
from cli.answers import conclude
from cli.auditing import questions
from cli.options import Settings
from cli.output import opened_output, write
from cli.pace import Pace
from cli.progress import progress
from cli.run import ALL_FAILED, DONE, SOME_FAILED, inputs_or_usage, wanted
from cli.view import Tally
from newsan.errors import NewsanError

WIDEST = 100
"""Columns: a longer line of prose is hard to read."""

Place = tuple[str | None, int]


def run(inputs: tuple[str, ...], settings: Settings, doc: str | None, quote: Place | None) -> None:
    """Show the inputs and leave with the exit status."""
    click.get_current_context().exit(shown(inputs_or_usage(inputs), settings, doc, quote))


def shown(inputs: tuple[str, ...], settings: Settings, doc: str | None, quote: Place | None) -> int:
    """Read, annotate and write one article after another; the exit status."""
    folders = checked(inputs, settings)
    name, number = quote or (None, None)
    name, tally, found = name or doc, Tally(), 0
    with opened_output(None) as output:
        answers = wanted_documents(annotated(inputs, folders, settings, tally, text=True), settings, name)
        while True:
            with progress(Pace(tally, inputs).describe, wanted(settings) and not sys.stdout.isatty()):
                one = next(answers, None)
            if one is None:
                break
            text = page(*one, number, settings)
            found += bool(text)
            write([text], output)
    conclude(settings, tally, ())
    if not tally.documents:
        return ALL_FAILED
    if not found:
        raise NewsanError(f"no quotation {number} in {name or tally.first}" if number else f"no document {name}")
    return SOME_FAILED if tally.failures else DONE


def wanted_documents(
    documents: Iterator[Annotated], settings: Settings, name: str | None
) -> Iterator[tuple[Annotated, DocumentRows]]:
    """The documents that are shown, with their rows; NewsanError for one whose text was not stored."""
    rows = questions(settings)
    for doc in documents:
        if name is None or doc.document.id == name:
            found = rows(doc)
            if found.document.characters and not doc.document.text:
                raise NewsanError(f"{doc.document.id}: the text was not stored: annotate without --no-text")
            yield doc, found


def page(doc: Annotated, found: DocumentRows, quote: int | None, settings: Settings) -> str:
    """An article, or the paragraphs of one of its quotations, as text for the terminal; empty where it is not there."""
    from cli.tables.article import drawn
    from cli.tables.console import captured
    from cli.terminal import coloured, width

    if quote is not None and all(row.quote_id != quote for row in found.rows["quotes"]):
        return ""
    return captured(drawn(doc, found, quote), min(width(None), WIDEST), coloured(settings))
