"""A corpus as tables: a row for each document, and the detail rows of every question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from typing import TYPE_CHECKING, Any

from analyzers import ANALYZERS, cells, columns
from analyzers.findings import Annotated, Findings
from newsan.frames import frame
from newsan.language.layout.words import n_words
from newsan.meta import Scalar

if TYPE_CHECKING:
    import pandas as pd

QUESTIONS = ("entities", "quotes", "stance")
"""The questions whose detail rows make a table each."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: its length in characters and in words, and the SHA-1 of its text in UTF-8."""

    doc_id: str
    characters: int
    words: int
    sha1: str


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """What one document adds to the tables of a corpus: its own row, and the detail rows of each question."""

    document: DocumentRow
    rows: Mapping[str, list[Any]]
    meta: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class EveryQuestion:
    """All questions at once, as they are put to each document; it can be sent to another process.

    ``options`` has the options of each question by its name.
    """

    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def __call__(self, doc: Annotated) -> DocumentRows:
        """The rows of a document."""
        rows = {name: list(ANALYZERS[name].rows(doc, **self.options.get(name, {}))) for name in QUESTIONS}
        return DocumentRows(document_row(doc), rows, doc.document.meta)


@dataclass(frozen=True, slots=True)
class Tables:
    """A corpus as DataFrames, with the metadata of each document behind the columns of its rows.

    ``documents`` has the columns of ``DocumentRow``; ``entities``, ``quotes`` and ``stance`` have those of the detail
    rows.  All are in order of the documents.
    """

    documents: pd.DataFrame
    entities: pd.DataFrame
    quotes: pd.DataFrame
    stance: pd.DataFrame


def document_row(doc: Annotated) -> DocumentRow:
    """The row of a document."""
    if isinstance(doc, Findings):
        if doc.row is None:
            raise ValueError(f"the row of {doc.document.id} was not read")
        return doc.row
    text = doc.document.text
    digest = sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    return DocumentRow(doc.document.id, len(text), n_words(text), digest)


def tables(documents: Iterable[DocumentRows]) -> Tables:
    """The tables of documents whose rows were found, all of them held in memory."""
    given = list(documents)
    found = {name: [(cells(row), one.meta) for one in given for row in one.rows[name]] for name in QUESTIONS}
    return Tables(
        documents=frame(columns(DocumentRow), [(cells(one.document), one.meta) for one in given], ()),
        **{name: frame(columns(ANALYZERS[name].row), found[name], ()) for name in QUESTIONS},
    )
