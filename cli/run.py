"""One command from its inputs to its output and exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import click

from analyzers import ANALYZERS
from analyzers.answers import Asked
from analyzers.targets import search
from cli.answers import answered, conclude, counted
from cli.formats import FORMATS
from cli.messages import write_message
from cli.options import Settings
from cli.output import Output, chosen_format, is_terminal, opened_output, refuse_overwriting, write
from cli.progress import progress
from cli.shape import arranged, available, check, groups_of
from cli.view import Tally, View
from newsan.errors import NewsanError
from newsan.inputs import check_encoding, read_aliases

DONE, NOTHING_FOUND, USAGE, SOME_FAILED, ALL_FAILED = 0, 1, 2, 3, 4


def run(question: str, inputs: tuple[str, ...], settings: Settings, **options: Any) -> None:
    """Answer a question about the inputs and leave with the exit status."""
    context = click.get_current_context()
    context.exit(answer(question, inputs_or_usage(inputs), settings, options))


def inputs_or_usage(inputs: tuple[str, ...]) -> tuple[str, ...]:
    """The inputs, standard input if none is named; where that is a terminal, the command ends with its usage."""
    context = click.get_current_context()
    if not inputs and (sys.stdin is None or is_terminal(sys.stdin)):
        command = context.command_path
        write_message(
            f"{context.get_usage()}\n\nName a file or a folder, or pipe a text in:\n"
            f"  {command} article.txt\n  {command} < article.txt\n\nMore: {command} --help\n"
        )
        context.exit(USAGE)
    return inputs or ("-",)


def answer(question: str, inputs: Collection[str], settings: Settings, options: Mapping[str, Any]) -> int:
    """Open the output, then read, annotate, analyse and write; the exit status."""
    analyzer, name = ANALYZERS[question], chosen_format(settings)
    format = FORMATS[name]
    names = available(analyzer, settings)
    check(settings, names)
    check_encoding(settings.encoding)
    refuse_overwriting(inputs, settings.output, plain=settings.input_format == "text")
    aliases = read_aliases(settings.aliases) if settings.aliases else {}
    options = {"min_confidence": settings.min_confidence, "body": settings.body, **options}
    asked = Asked(question, "detail" if settings.detail else settings.by, options)
    targets = search(options.get("targets", ()), options.get("merge_demonyms", False))
    tally = Tally()
    with opened_output(settings.output) as output:
        pieces: Iterable[bytes | str] = ()
        with progress(tally.describe, wanted(settings) and not (format.streams and is_terminal(output.stream))):
            answers = answered(inputs, aliases, asked, settings, tally)
            if answers is None:
                conclude(settings, tally, targets.messages())
                raise click.exceptions.Exit(ALL_FAILED)  # out of the block, so that an output file stays as it was
            groups = counted(groups_of(targets.watch(answers), asked, analyzer, settings), tally)
            view = View(question, settings, names, arranged(groups, tuple(names), settings), tally)
            pieces = safe(format.load()(view), name, output)
            if format.streams:
                write(pieces, output)
            else:
                pieces = list(pieces)
        if not format.streams:
            write(pieces, output)
    conclude(settings, tally, targets.messages())
    if tally.failures:
        return SOME_FAILED
    return NOTHING_FOUND if settings.exit_status and not tally.rows else DONE


def safe(pieces: Iterable[bytes | str], name: str, output: Output) -> Iterable[bytes | str]:
    """The pieces of a format; a terminal gets text without what it would act on, and NewsanError for anything else."""
    clean = FORMATS[name].safe
    if not is_terminal(output.stream):
        yield from pieces
        return
    for piece in pieces:
        if not isinstance(piece, str):
            raise NewsanError(f"{name} is not text: name a file with -o, or send it to another program")
        yield clean(piece) if clean else piece


def wanted(settings: Settings) -> bool:
    """Whether progress may be shown: on a terminal that can draw it, unless the user wants quiet."""
    may = settings.progress and not settings.quiet and os.environ.get("TERM") != "dumb"
    return may and is_terminal(sys.stderr)
