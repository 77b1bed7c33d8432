"""One command from its inputs to its output and exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import click

from analyzers import ANALYZERS
from analyzers.targets import search
from cli.answers import Tally, annotated, answered, conclude, counted, rows_of
from cli.export import export
from cli.messages import clean_json, clean_lines, write_message
from cli.options import Settings
from cli.output import Output, chosen_format, is_terminal, opened_output, refuse_overwriting, write
from cli.progress import progress
from cli.shape import Cells, arranged, available, check, limited, picked
from newsan.inputs import check_encoding, read_aliases

DONE, NOTHING_FOUND, USAGE, SOME_FAILED, ALL_FAILED = 0, 1, 2, 3, 4


def run(question: str, inputs: tuple[str, ...], settings: Settings, **options: Any) -> None:
    """Answer a question about the inputs and leave with the exit status."""
    context = click.get_current_context()
    if not inputs and (sys.stdin is None or is_terminal(sys.stdin)):
        command = context.command_path
        write_message(
            f"{context.get_usage()}\n\nName a file or a folder, or pipe a text in:\n"
            f"  {command} article.txt\n  {command} < article.txt\n\nMore: {command} --help\n"
        )
        context.exit(USAGE)
    context.exit(answer(question, inputs or ("-",), settings, options))


def answer(question: str, inputs: Collection[str], settings: Settings, options: Mapping[str, Any]) -> int:
    """Open the output, then read, annotate, analyse and write; the exit status."""
    analyzer = ANALYZERS[question]
    names = available(analyzer, settings)
    check(settings, names)
    check_encoding(settings.encoding)
    refuse_overwriting(inputs, settings.output, plain=settings.input_format == "text")
    aliases = read_aliases(settings.aliases) if settings.aliases else {}
    options = {"min_confidence": settings.min_confidence, "body": settings.body, **options}
    targets = search(options.get("targets", ()), options.get("merge_demonyms", False))
    tally, table = Tally(), chosen_format(settings) == "table"
    with opened_output(settings.output) as output:
        with progress(tally.describe, wanted(settings) and (table or not is_terminal(output.stream))):
            docs = targets.watch(annotated(inputs, aliases, analyzer, settings, tally))
            answers = answered(docs, analyzer, settings, options, tally)
            if answers is None:
                conclude(settings, tally, targets.messages())
                raise click.exceptions.Exit(ALL_FAILED)  # out of the block, so that an output file stays as it was
            found = counted(rows_of(answers, analyzer, settings, options), tally)
            rows: Iterable[Cells] = arranged(found, tuple(names), settings)
            if table:
                rows = list(rows)
            else:
                stream(names, rows, settings, output)
        if table:
            draw(question, names, list(rows), settings, tally, output)
    conclude(settings, tally, targets.messages())
    if tally.failures:
        return SOME_FAILED
    return NOTHING_FOUND if settings.exit_status and not tally.rows else DONE


def wanted(settings: Settings) -> bool:
    """Whether progress may be shown: on a terminal that can draw it, unless the user wants quiet."""
    may = settings.progress and not settings.quiet and os.environ.get("TERM") != "dumb"
    return may and is_terminal(sys.stderr)


def stream(names: Mapping[str, str], rows: Iterable[Cells], settings: Settings, output: Output) -> None:
    """Write the rows for another program, as they come; a terminal gets them without what it would act on."""
    columns, chosen = picked(names, limited(rows, settings), settings.columns)
    format = chosen_format(settings)
    pieces: Iterable[str] = export(columns, chosen, format, settings)
    if is_terminal(output.stream):
        pieces = map(clean_json if format in ("json", "jsonl") else clean_lines, pieces)
    write(pieces, output)


def draw(
    question: str, names: Mapping[str, str], found: Sequence[Cells], settings: Settings, tally: Tally, output: Output
) -> None:
    """Write the rows for a reader, as a table."""
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
    write([table(view, width(settings.output), coloured(settings))], output)
