"""Findings stored as tables and read back: what ``newsan annotate`` writes of each document, and what answers need."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from analyzers import cells, columns, quotes
from analyzers.entities import EntityRow, mentions
from analyzers.findings import Findings, Placed
from analyzers.quotes import QuoteRow, quotations
from analyzers.stance import StanceRow, evidence
from analyzers.tables import DocumentRow, EveryQuestion, Tables, document_row, tables
from newsan.corpus.copies import DUPLICATES
from newsan.corpus.folder import DOCUMENTS, Folder, annotated_folder
from newsan.corpus.parts import Columns, read_columns
from newsan.document import AnnotatedDocument, Document, Failure
from newsan.duplicates import ALL, ONCE, mark_of
from newsan.errors import NewsanError
from newsan.inputs import LeftOut

READ, FAILED, FOREIGN = "read", "failed", "other language"
"""The status of a document."""

PART, VOICE = "part", "voice"
ROWS: Mapping[str, type] = {"entities": EntityRow, "quotes": QuoteRow, "stance": StanceRow}
MORE: Mapping[str, Columns] = {"entities": {}, "quotes": {PART: "str", VOICE: "int"}, "stance": {PART: "str"}}
"""What stands behind the columns of the rows: the part of the article, and the number of a speaker among those who say
the same together.  A quotation has a row for each of them, from 0."""

COUNTED = {
    "entities": ("entity", "type", "mention", "start", "confidence", PART),
    "quotes": (
        *("speaker", "speaker_status", "kind", "act", "words", "position", "confidence", PART, VOICE, "joint"),
        *quotes.KNOWN.values(),
    ),
    "stance": ("holder", "target", "layer", "stance", "score", "confidence", "evidence", PART),
}
"""The columns that summaries are made of."""

STATE = {
    "status": "str",
    "reason": "str | None",
    **{f"{name}_rows": "int" for name in ROWS},
    "metadata": "str",
    "words_sha1": "str | None",
    "runs": "bytes | None",
    "text": "str | None",
}
"""Columns of documents behind those of their rows: whether it was read or why not, how many rows of each table are its
own, its metadata as JSON, what tells its copies, and its text."""

Cells = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What is stored of each document; ``meta`` are the names of metadata that get a column, ``text`` keeps texts."""

    meta: tuple[str, ...] = ()
    text: bool = True

    @property
    def tables(self) -> dict[str, Columns]:
        """The columns of each table; NewsanError when metadata has the name of one that is there already."""
        made = self._tables({})
        clash = next((name for name in self.meta if any(name in table for table in made.values())), None)
        if clash:
            raise NewsanError(f"the metadata {clash!r} has the name of a column: give it another name with --meta")
        return self._tables(dict.fromkeys(self.meta, "str | None"))

    def _tables(self, own: Columns) -> dict[str, Columns]:
        documents = {**dict.fromkeys(columns(DocumentRow), "int | None"), "doc_id": "str", "sha1": "str | None"}
        found = {name: {**columns(row), **MORE[name], **own} for name, row in ROWS.items()}
        return {DOCUMENTS: {**documents, **STATE, **own}, **found}

    def __call__(self, doc: AnnotatedDocument) -> dict[str, list[Cells]]:
        """The rows of a document in each table."""
        found = {
            "entities": [cells(row) for row in mentions(doc)],
            "quotes": [
                (*cells(row), one.part, voice)
                for one in quotations(doc)
                for voice, row in enumerate((one.row, *one.others))
            ],
            "stance": [(*cells(one.row), one.part) for one in evidence(doc)],
        }
        meta, own = doc.document.meta, self.own(doc.document.meta)
        mark, text = mark_of(doc.document.text, near=True), doc.document.text if self.text else None
        state = (READ, None, *map(len, found.values()), json.dumps(dict(meta)), mark.words.hex(), mark.runs, text)
        rows = {name: [(*row, *own) for row in given] for name, given in found.items()}
        return {DOCUMENTS: [(*cells(document_row(doc)), *state, *own)], **rows}

    def unread(self, one: Failure | LeftOut) -> Cells:
        """The row of a document that failed, or was set apart because of its language."""
        row = DocumentRow(one.input, None, None, None)  # type: ignore[arg-type]
        status, reason = (FAILED, one.reason) if isinstance(one, Failure) else (FOREIGN, one.kind)
        return (*cells(row), status, reason, 0, 0, 0, "{}", None, None, None, *self.own({}))

    def own(self, meta: Mapping[str, Any]) -> Cells:
        """The metadata of a document in its columns, as text: a column has one type in all parts."""
        return tuple(None if meta.get(name) is None else str(meta[name]) for name in self.meta)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read of a folder: these tables, with these of their columns or all (None).

    ``row`` gives each document's own row too, ``text`` its text.  ``duplicates`` says which copies are left out.
    """

    tables: Mapping[str, Sequence[str] | None]
    row: bool = False
    text: bool = False
    duplicates: str = ALL


def stored(folder: Folder, wanted: Wanted) -> Iterator[Findings | Failure | LeftOut]:
    """The findings in each document, or the failure that it was, in order; one shard at a time is held."""
    for shard in folder.shards:
        if folder.done(shard.name) is not None:
            yield from shard_findings(folder, shard.name, wanted)


def read_tables(path: str, options: Mapping[str, Mapping[str, Any]] | None = None) -> Tables:
    """The tables of an annotated folder, all of them held in memory: those that ``tables`` makes of its documents.

    ``options`` has the options of each question by its name.  NewsanError for any other folder, and for one that was
    annotated only in part.
    """
    folder = annotated_folder(path)
    if folder is None:
        raise NewsanError(f"{path} is no annotated folder: make one with newsan annotate CORPUS -o {path}")
    if not folder.finished:
        raise NewsanError(f"{path} is not finished: newsan status {path} says what is missing")
    asked = EveryQuestion(options or {})
    found = stored(folder, Wanted(dict.fromkeys(ROWS), row=True))
    return tables(asked(one) for one in found if isinstance(one, Findings))


def shard_findings(folder: Folder, name: str, wanted: Wanted) -> Iterator[Findings | Failure | LeftOut]:
    """The findings in the documents of a shard."""
    own = list(columns(DocumentRow)) if wanted.row else ["doc_id"]
    state = ["status", "reason", "metadata", *(f"{table}_rows" for table in ROWS), *(["text"] if wanted.text else [])]
    documents = read_columns(folder.part(DOCUMENTS, name), [*own, *state])
    own_rows = list(map(DocumentRow, *(documents[name] for name in own))) if wanted.row else None
    rows = {
        table: shared_out(table_rows(folder.part(table, name), table, names), documents[f"{table}_rows"])
        for table, names in wanted.tables.items()
    }
    copies = copies_in(folder, name, wanted.duplicates)
    for at, (doc_id, status) in enumerate(zip(documents["doc_id"], documents["status"], strict=True)):
        found = {table: next(own) for table, own in rows.items()}
        if status != READ:
            yield unread(doc_id, status, documents["reason"][at])
        elif copies is None or copies[at] is None:
            text = documents["text"][at] if wanted.text else ""
            document = Document(doc_id, text or "", json.loads(documents["metadata"][at]))
            yield Findings(document, row=own_rows[at] if own_rows else None, **found)


def unread(doc_id: str, status: str, reason: str) -> Failure | LeftOut:
    """A document that was not read: it failed, or was set apart because of its language."""
    return Failure(doc_id, reason) if status == FAILED else LeftOut(doc_id, reason, language=True)


def shared_out(rows: Iterable[Any], numbers: Iterable[int]) -> Iterator[list[Any]]:
    """The rows of each document, which has so many of them, without those that another row holds."""
    rest = iter(rows)
    for number in numbers:
        yield [row for row in islice(rest, number) if row is not None]


def copies_in(folder: Folder, name: str, duplicates: str) -> list[str | None] | None:
    """For each document of a shard the one that it is a copy of, or None; None where all are wanted."""
    if duplicates == ALL:
        return None
    column = "copy_of" if duplicates == ONCE else "dup_group"
    found: list[str | None] = read_columns(folder.part(DUPLICATES, name), [column])[column]
    return found


def table_rows(path: str, table: str, names: Sequence[str] | None) -> list[Any]:
    """The rows of a table, each with what stands behind it; those cells that are not asked for are None.

    So are the rows of the other speakers of a quotation, which the row of the first one holds.
    """
    row = ROWS[table]
    found = read_columns(path, [*columns(row), *MORE[table]] if names is None else names)
    number = len(next(iter(found.values())))
    nothing = [None] * number
    made = list(map(row, *(found.get(name, nothing) for name in columns(row))))
    if PART not in MORE[table]:
        return made
    placed: list[Any] = list(map(Placed, made, found[PART]))
    joint = [at for at, voice in enumerate(found.get(VOICE, ())) if voice]
    for at in reversed(joint):
        first = at - found[VOICE][at]
        placed[first] = replace(placed[first], others=(made[at], *placed[first].others))
        placed[at] = None
    return placed
