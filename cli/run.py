"""One command from its inputs to its output and exit status."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from typing import Any

import click

from analyzers import ANALYZERS, Analyzer, cells
from cli.export import export
from cli.messages import say
from cli.options import Settings
from cli.output import chosen_format, is_terminal, to_file, write
from cli.progress import progress
from cli.shape import Cells, arranged, available, check, common, limited, picked
from newsan.document import AnnotatedDocument, Document
from newsan.errors import NewsanError
from newsan.reading import Failure, check_encoding, read, read_aliases

DONE, NOTHING_FOUND, USAGE, SOME_FAILED, ALL_FAILED = 0, 1, 2, 3, 4


@dataclass(slots=True)
class Tally:
    """What happened to the inputs, and how many rows there are without ``--limit``; the first document's id."""

    documents: int = 0
    failures: int = 0
    rows: int = 0
    first: str = ""


def run(question: str, inputs: tuple[str, ...], settings: Settings, **options: Any) -> None:
    """Answer a question about the inputs and leave with the exit status."""
    context = click.get_current_context()
    if not inputs and (sys.stdin is None or is_terminal(sys.stdin)):
        command = context.command_path
        click.echo(f"{context.get_usage()}\n\nName a file or a folder, or pipe a text in:", err=True)
        click.echo(f"  {command} article.txt\n  {command} < article.txt\n\nMore: {command} --help", err=True)
        context.exit(USAGE)
    context.exit(answer(question, inputs or ("-",), settings, options))


def answer(question: str, inputs: Collection[str], settings: Settings, options: Mapping[str, Any]) -> int:
    """Read, annotate, analyse and write; the exit status."""
    analyzer = ANALYZERS[question]
    names = available(analyzer, settings)
    check(settings, names)
    check_encoding(settings.encoding)
    refuse_overwriting(inputs, settings.output)
    tally = Tally()
    docs = annotated(inputs, analyzer, settings, tally)
    if docs is None:
        return ALL_FAILED
    found = rows_of(docs, analyzer, settings, {"min_confidence": settings.min_confidence, **options})
    rows = arranged(counted(found, tally), tuple(names), settings)
    if chosen_format(settings) == "table":
        draw(question, names, rows, settings, tally)
    else:
        stream(names, rows, settings, tally)
    if settings.verbose and not settings.quiet:
        say(f"{tally.documents} documents read, {tally.failures} failed, {tally.rows} rows")
    if tally.failures:
        return SOME_FAILED
    return NOTHING_FOUND if settings.exit_status and not tally.rows else DONE


def refuse_overwriting(inputs: Iterable[str], output: str | None) -> None:
    """Nothing; a NewsanError when an input would be replaced by its own analysis."""
    for name in inputs:
        if output is not None and os.path.isfile(name) and os.path.exists(output) and os.path.samefile(name, output):
            raise NewsanError(f"{output} is an input: write to another file")


def read_documents(inputs: Iterable[str], settings: Settings, tally: Tally) -> Iterator[Document]:
    """The documents that can be read; each failure is one line on standard error."""
    output = settings.output if to_file(settings.output) else None
    for found in read(inputs, encoding=settings.encoding, exclude=output):
        if isinstance(found, Failure):
            tally.failures += 1
            if not settings.quiet:
                say(f"{found.input}: {found.reason}")
        else:
            tally.first = tally.first or found.id
            tally.documents += 1
            yield found


def annotated(
    inputs: Iterable[str], analyzer: Analyzer, settings: Settings, tally: Tally
) -> Iterator[AnnotatedDocument] | None:
    """The annotated documents, as they come; None, before the language side is loaded, when no input can be read."""
    aliases = read_aliases(settings.aliases) if settings.aliases else {}
    documents = read_documents(inputs, settings, tally)
    first = next(documents, None)
    if first is None:
        return None
    if chosen_format(settings) == "table":  # rich is imported while the model works, which leaves the interpreter free
        threading.Thread(target=import_module, args=("cli.tables",), daemon=True).start()
    from newsan.language import annotate

    return annotate(chain([first], documents), aliases=aliases, parts=analyzer.parts)


def rows_of(
    docs: Iterable[AnnotatedDocument], analyzer: Analyzer, settings: Settings, options: Mapping[str, Any]
) -> Iterator[Cells]:
    """The rows that were asked for: findings, one summary, or a summary of each document."""
    if settings.detail:
        rows: Iterable[Any] = (row for doc in docs for row in analyzer.rows(doc, **options))
        yield from map(cells, common(list(rows), analyzer, settings.min_count) if settings.min_count else rows)
    elif settings.by == "doc":
        for doc in docs:
            for row in analyzer.summary([doc], **options):
                if getattr(row, analyzer.count) >= settings.min_count:
                    yield (doc.document.id, *cells(row))
    else:
        rows = analyzer.summary(docs, **options)
        yield from (cells(row) for row in rows if getattr(row, analyzer.count) >= settings.min_count)


def counted(rows: Iterable[Cells], tally: Tally) -> Iterator[Cells]:
    """The same rows, counted in ``tally``."""
    for row in rows:
        tally.rows += 1
        yield row


def wanted(settings: Settings) -> bool:
    """Whether progress may be shown: on a terminal, unless the user wants quiet."""
    return settings.progress and not settings.quiet and is_terminal(sys.stderr)


def stream(names: Mapping[str, str], rows: Iterable[Cells], settings: Settings, tally: Tally) -> None:
    """Write the rows for another program, as they come."""
    columns, chosen = picked(names, limited(rows, settings), settings.columns)
    shown = to_file(settings.output) or not is_terminal(sys.stdout)
    with progress(lambda: f"{tally.documents:,} documents read, {tally.rows:,} rows found", shown and wanted(settings)):
        write(export(columns, chosen, chosen_format(settings), settings), settings.output)


def draw(question: str, names: Mapping[str, str], rows: Iterable[Cells], settings: Settings, tally: Tally) -> None:
    """Write the rows for a reader, as a table."""
    with progress(lambda: f"{tally.documents:,} documents read", wanted(settings)):
        found = list(rows)
    from cli.tables import View, table
    from cli.terminal import coloured, width

    view = View(
        question=question,
        settings=settings,
        names=names,
        found=found,
        shown=list(limited(found, settings)),
        documents=tally.documents,
        failures=tally.failures,
        title="standard input" if tally.first == "-" else tally.first,
    )
    write([table(view, width(settings.output), coloured(settings))], settings.output)
