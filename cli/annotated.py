"""All inputs with everything that newsan finds in them: what an audit and a report work on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from analyzers import ANALYZERS
from analyzers.findings import Annotated, Findings
from cli.answers import documents, tell_damage, texts
from cli.corrected import put_right, read_corrections
from cli.damage import LOST
from cli.grouping import check_keys, keys_of
from cli.options import Settings
from cli.output import refuse_overwriting
from cli.stored import copies_of, folders_of, missing, refuse_reading
from cli.view import Tally
from newsan.annotator import Annotator
from newsan.document import AnnotatedDocument, Document, Failure
from newsan.duplicates import ALL
from newsan.errors import NewsanError
from newsan.inputs import LeftOut, check_encoding, read_aliases
from newsan.processes import in_order

if TYPE_CHECKING:
    from newsan.corpus.folder import Folder


def checked(inputs: Collection[str], settings: Settings) -> list[Folder]:
    """The annotated folders that the inputs are, none where they are texts.

    NewsanError for an unknown encoding, an output that is an input, and options that are not for annotated folders.
    """
    check_encoding(settings.reading.encoding)
    folders = folders_of(inputs)
    refuse_reading(folders)
    refuse_overwriting(inputs, settings.output, plain=settings.reading.plain)
    return folders


def annotated(
    inputs: Iterable[str], folders: Collection[Folder], settings: Settings, tally: Tally, *, text: bool = False
) -> Iterator[Annotated]:
    """Each document, annotated, in order; what failed is told and counted.

    Documents of annotated folders have their ``text`` only where it is asked for.  Raises NewsanError when ``--by``
    names no metadata of the first document, before anything is annotated.
    """
    found = documents(
        from_folders(folders, settings, tally, text) if folders else from_texts(inputs, settings, tally),
        settings,
        tally,
    )
    for doc in found:
        if not tally.documents:
            tally.first = doc.document.id
            check_keys(keys_of(settings.by), tuple(doc.document.meta))
        tally.documents += 1
        tally.words += len(doc.document.text.split()) if tally.counts_words else 0
        if isinstance(doc, AnnotatedDocument) and (doc.repairs or LOST in doc.document.text):
            tell_damage(doc, settings)
        yield doc


def from_folders(
    folders: Collection[Folder], settings: Settings, tally: Tally, text: bool
) -> Iterator[Findings | Failure | LeftOut]:
    """The findings in the documents of annotated folders."""
    from analyzers.stored import ROWS, Wanted, stored

    if settings.duplicates != ALL and (len(folders) > 1 or missing(folders)):
        raise NewsanError(f"--duplicates {settings.duplicates} asks one folder that is finished")
    tally.copies.update(copies_of(folders))
    for folder in folders:
        yield from stored(folder, Wanted(dict.fromkeys(ROWS), row=True, text=text, duplicates=settings.duplicates))


def from_texts(inputs: Iterable[str], settings: Settings, tally: Tally) -> Iterator[AnnotatedDocument | Failure]:
    """The documents of the inputs, annotated; the first one says whether ``--by`` is one of its metadata."""
    aliases = read_aliases(settings.aliases) if settings.aliases else {}
    tally.seen = read_corrections(settings.corrections)
    found = documents(texts(inputs, settings, tally), settings, tally)
    first: Document | None = next(found, None)
    if first is None:
        return
    check_keys(keys_of(settings.by), tuple(first.meta))
    work = Annotator(aliases, ANALYZERS["stance"].parts)
    yield from put_right(in_order(chain([first], found), work, settings.processes), tally)
