"""One command from its inputs to its output and exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from analyzers import ANALYZERS
from analyzers.answers import Asked
from analyzers.targets import Search, search
from cli.answers import answered, begun, conclude, counted, noted, texts
from cli.corrected import read_corrections, watched
from cli.formats import FORMATS
from cli.grouping import CORPUS, DOC, Keys, keys_of
from cli.messages import write_message
from cli.options import Settings
from cli.output import Output, chosen_format, is_terminal, opened_output, refuse_overwriting, write
from cli.pace import Pace
from cli.progress import progress
from cli.shape import arranged, check, groups_of
from cli.stored import copies_of, folders_of, in_folders, metadata_of, missing, refuse_reading
from cli.view import Tally, View
from newsan.document import Aliases
from newsan.errors import NewsanError
from newsan.inputs import check_encoding, read_aliases
from newsan.inputs.about import meta_names
from newsan.inputs.presets import KNOWN

if TYPE_CHECKING:
    from newsan.corpus.folder import Folder

DONE, NOTHING_FOUND, USAGE, SOME_FAILED, ALL_FAILED = 0, 1, 2, 3, 4


def run(question: str, inputs: tuple[str, ...], settings: Settings, **options: Any) -> None:
    """Answer a question about the inputs and leave with the exit status."""
    click.get_current_context().exit(answer(question, inputs_or_usage(inputs), settings, options))


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
    check_encoding(settings.reading.encoding)
    folders = folders_of(inputs)
    refuse_reading(folders)
    named = metadata_of(folders) if folders else meta_names(settings.reading)
    check(ANALYZERS[question], settings, named or KNOWN)
    refuse_overwriting(inputs, settings.output, plain=settings.reading.plain)
    work = work_of(question, settings, options)
    name = chosen_format(settings)
    FORMATS[name].check()
    with opened_output(settings.output) as output:
        pieces: Iterable[bytes | str] = ()
        format, tally = FORMATS[name], work.tally
        tally.counts_words = wanted(settings) and not (format.streams and is_terminal(output.stream))
        with progress(Pace(tally, inputs).describe, tally.counts_words):
            view = viewed(inputs, folders, named, work, settings)
            if view is None:
                conclude(settings, tally, work.targets.messages())
                raise click.exceptions.Exit(ALL_FAILED)  # out of the block, so that an output file stays as it was
            pieces = safe(format.load()(view), name, output)
            if format.streams:
                write(pieces, output)
            else:
                pieces = list(pieces)
        if not format.streams:
            write(pieces, output)
    unfinished = missing(folders)
    conclude(settings, tally, [*work.messages(), *unfinished])
    if tally.failures or unfinished:
        return SOME_FAILED
    return NOTHING_FOUND if settings.exit_status and not tally.rows else DONE


@dataclass(frozen=True, slots=True)
class Work:
    """What is asked of the documents, how they are grouped, which names are looked for, and what became of them."""

    asked: Asked
    keys: Keys
    targets: Search
    aliases: Aliases
    tally: Tally

    def messages(self) -> Iterator[str]:
        """What names and dates came to nothing."""
        yield from self.targets.messages()
        yield from self.keys.messages()


def work_of(question: str, settings: Settings, options: Mapping[str, Any]) -> Work:
    """What a command asks; NewsanError for aliases that cannot be read."""
    aliases = read_aliases(settings.aliases) if settings.aliases else {}
    options = {"min_confidence": settings.min_confidence, "body": settings.body, **options}
    view = "detail" if settings.detail else DOC if settings.by == (DOC,) else CORPUS
    targets = search(options.get("targets", ()), options.get("merge_demonyms", False))
    seen = read_corrections(settings.corrections)
    asked = Asked(question, view, options, seen.corrections if seen else None)
    return Work(asked, keys_of(settings.by), targets, aliases, Tally(seen=seen))


def viewed(
    inputs: Collection[str], folders: Collection[Folder], named: tuple[str, ...], work: Work, settings: Settings
) -> View | None:
    """What there is to write; None when no document gives an answer.

    ``named`` is the metadata that the options speak of; where they speak of none, it is that of the first document.
    """
    question, tally = work.asked.question, work.tally
    if folders:
        tally.copies.update(copies_of(folders))
        read = begun(in_folders(folders, work.asked, settings.duplicates), settings, tally)
    else:
        read = begun(texts(inputs, settings, tally), settings, tally)
    if read is None:
        return None
    meta = named or read.meta
    names = check(ANALYZERS[question], settings, meta)
    answers = answered(read, work.aliases, work.asked, settings, tally)
    first = next(answers, None)
    if first is None:
        return None
    answers = watched(chain([first], answers), tally)
    given = work.targets.watch(noted(answers, meta, settings, tally))
    groups = counted(groups_of(given, work.asked, settings, meta, work.keys), tally)
    return View(question, settings, names, arranged(groups, tuple(names), settings), tally)


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
    return wanted_progress(settings.progress, settings.quiet)


def wanted_progress(progress: bool, quiet: bool) -> bool:
    """The same, given the options."""
    return progress and not quiet and os.environ.get("TERM") != "dumb" and is_terminal(sys.stderr)
