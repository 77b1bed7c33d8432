"""Documents with newsan's reading of each, in the form of a coder's, for the commands about coding."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

import click

from analyzers.readings import Read, Reader
from cli.answers import begun, conclude, documents, texts
from cli.messages import write_message
from cli.options import Settings
from cli.output import is_terminal
from cli.pace import Pace
from cli.progress import progress
from cli.run import ALL_FAILED, SOME_FAILED, USAGE, wanted
from cli.stored import folders_of
from cli.view import Tally
from newsan.annotator import Annotator
from newsan.document import Document
from newsan.errors import NewsanError
from newsan.inputs import check_encoding, read_aliases
from newsan.processes import in_order

PARTS = ("entities", "quotes", "stance")


def corpus(inputs: tuple[str, ...], settings: Settings, tally: Tally) -> Iterator[Document]:
    """The documents of a corpus; leaves with a usage message without inputs, and with a status if all fail."""
    context = click.get_current_context()
    if not inputs and (sys.stdin is None or is_terminal(sys.stdin)):
        write_message(
            f"{context.get_usage()}\n\nName the corpus: files or a folder\n\nMore: {context.command_path} -h\n"
        )
        context.exit(USAGE)
    check_encoding(settings.reading.encoding)
    for folder in folders_of(inputs):
        raise NewsanError(f"{folder.path} is annotated already: {context.command_path} reads the texts, so name them")
    found = begun(texts(inputs or ("-",), settings, tally), settings, tally)
    if found is None:
        conclude(settings, tally, ())
        raise click.exceptions.Exit(ALL_FAILED)
    return documents(chain([found.first], found.rest), settings, tally)


def read(
    given: Iterable[Document], reader: Reader, settings: Settings, tally: Tally, inputs: Collection[str]
) -> Iterator[Read]:
    """newsan's readings of documents, with progress on a terminal."""
    aliases = read_aliases(settings.aliases) if settings.aliases else {}
    work = Annotator(aliases, PARTS, then=reader)
    with progress(Pace(tally, inputs).describe, wanted(settings)):
        for one in documents(in_order(given, work, settings.processes), settings, tally):
            tally.first = tally.first or one.coded.id
            tally.documents += 1
            yield one


def status(settings: Settings, tally: Tally, messages: Iterable[str] = ()) -> int:
    """Tell what became of the inputs; the exit status."""
    conclude(settings, tally, messages)
    return SOME_FAILED if tally.failures else 0
