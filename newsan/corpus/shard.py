"""One shard annotated: its documents read, its parts written, and at last the mark that it is done."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from io import FileIO
from typing import Any, Protocol

from newsan.annotator import Annotator
from newsan.corpus import files
from newsan.corpus.folder import DOCUMENTS, Done, Folder
from newsan.corpus.parts import Columns, write_json, writing, writing_table
from newsan.corpus.plan import Shard
from newsan.document import AnnotatedDocument, Document, Failure
from newsan.inputs import LeftOut, Reading
from newsan.memory import give_back

Cells = tuple[Any, ...]

HELD = 4_000_000
"""Bytes of rows, by estimate, that are held before they are written: a usual shard has fewer, and a shard of web pages
that are long tables, without this limit, took 60 MB, and as much again to write them at once."""

MANY = 1_000_000
"""Bytes of one document's rows, by estimate, after which the memory that it took goes back to the system."""

LONG = 50_000
"""Characters of a text before which the memory of the page that it stood in goes back: a table's tree takes 30 MB."""

CELL = 50  # bytes of a cell besides its characters


class Record(Protocol):
    """What is stored of each document, under the names of ``tables``; it can be sent to another process."""

    @property
    def tables(self) -> Mapping[str, Columns]:
        """The columns of each table; one has a row for each document."""

    def __call__(self, doc: AnnotatedDocument) -> Mapping[str, list[Cells]]:
        """The rows of a document in each table."""

    def unread(self, one: Failure | LeftOut) -> Cells:
        """The row of a document that failed, or is in another language, in the table of documents."""


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to be done; ``set_apart`` are the numbers of documents in it that are not read, each with the reason."""

    shard: Shard
    set_apart: Mapping[int, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """What the task is called."""
        return self.shard.name


@dataclass(slots=True)
class Rows:
    """The rows of a shard in the making: ``cells`` are those of each table that were not written yet.

    ``written`` counts the others, ``held`` the bytes of these by estimate.  ``files`` end when all rows were added.
    """

    record: Record
    folder: Folder
    name: str
    files: ExitStack
    cells: dict[str, list[Cells]] = field(default_factory=dict)
    held: int = 0
    written: Counter[str] = field(default_factory=Counter)
    words: int = 0
    writers: dict[str, Callable[[Mapping[str, Sequence[Any]]], None]] = field(default_factory=dict)
    failures: list[dict[str, str]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def add(self, found: Mapping[str, list[Cells]]) -> None:
        """Add the rows of a document; those that are held are written when they are many."""
        before = self.held
        for name, rows in found.items():
            self.cells.setdefault(name, []).extend(rows)
            self.held += sum(CELL + (len(cell) if isinstance(cell, str) else 0) for row in rows for cell in row)
        if self.held > HELD:
            self.write()
        elif self.held - before > MANY:
            give_back()

    def fail(self, failure: Failure) -> None:
        """Add a document that failed."""
        self.add({DOCUMENTS: [self.record.unread(failure)]})
        self.failures.append({"doc_id": failure.input, "reason": failure.reason})

    def write(self) -> None:
        """Write the rows that are held; NewsanError where that cannot be done."""
        for table, columns in self.record.tables.items():
            if table not in self.writers:
                writer = writing_table(self.folder.part(table, self.name), columns)
                self.writers[table] = self.files.enter_context(writer)
            rows = self.cells.pop(table, [])
            cells = {name: [row[at] for row in rows] for at, name in enumerate(columns)}
            self.writers[table](cells)
            self.written[table] += len(rows)
            if table == DOCUMENTS:
                self.words += sum(words or 0 for words in cells["words"])
        self.held = 0
        del rows, cells
        give_back()


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with a shard, in any process that can read the inputs and write into the folder.

    ``aliases`` and ``model`` are those of an Annotator.  A document that takes longer than ``timeout`` seconds ends the
    process; whoever started it sees by the shard's note which one that was.
    """

    folder: Folder
    reading: Reading
    annotator: Annotator
    record: Record
    timeout: float | None = None

    def __call__(self, task: Task) -> Done:
        """What came of the shard; NewsanError when its parts cannot be written."""
        begun = time.monotonic()
        with noting(self.folder.note(task.id)) as note:
            with ExitStack() as files:
                rows = Rows(self.record, self.folder, task.shard.name, files)
                for number, one in enumerate(self.documents(task, rows)):
                    with noted_in(note, number, self.timeout):
                        found = self.found(one, task.set_apart.get(number))
                    if isinstance(found, Failure):
                        rows.fail(found)
                    else:
                        rows.add(found)
                rows.write()
            return self.marked(task.shard, rows, time.monotonic() - begun)

    def documents(self, task: Task, rows: Rows) -> Iterator[Document | Failure]:
        """The documents of a shard; what is none of them is counted."""
        for one in files.documents(task.shard, self.reading):
            if isinstance(one, Document | Failure):
                yield one
            elif isinstance(one, LeftOut) and one.language:
                rows.languages[one.kind] += 1
                rows.add({DOCUMENTS: [self.record.unread(one)]})
            elif isinstance(one, LeftOut):
                rows.left_out[one.kind] += 1
            elif not one.minor:
                rows.remarks.append((one.input, one.says))

    def found(self, one: Document | Failure, set_apart: str | None) -> Mapping[str, list[Cells]] | Failure:
        """The rows of a document, or the failure that it is."""
        if isinstance(one, Failure):
            return one
        if set_apart is not None:
            return Failure(one.id, set_apart)
        if len(one.text) > LONG:
            give_back()
        result: Mapping[str, list[Cells]] | Failure = self.annotator(one)
        return result

    def marked(self, shard: Shard, rows: Rows, seconds: float) -> Done:
        """What came of a shard whose parts are written; its mark says so from now on."""
        done = Done(
            key=shard.key,
            documents=rows.written[DOCUMENTS] - rows.languages.total(),
            words=rows.words,
            rows={table: rows.written[table] for table in self.record.tables},
            failures=tuple(rows.failures),
            left_out=dict(rows.left_out),
            languages=dict(rows.languages),
            remarks=tuple(rows.remarks),
            seconds=round(seconds, 3),
        )
        write_json(self.folder.mark(shard.name), asdict(done))
        return done


@contextlib.contextmanager
def noting(path: str) -> Iterator[FileIO]:
    """A file that is noted in which document is being read; it goes when all are done."""
    with writing(path):
        file = open(path, "wb", buffering=0)  # noqa: SIM115 (an error in the block is not one in opening)
    with file:
        yield file
    with contextlib.suppress(OSError):
        os.unlink(path)


@contextlib.contextmanager
def noted_in(file: FileIO, document: int, timeout: float | None) -> Iterator[None]:
    """A block about a document, whose number and time stand in a file.

    If it takes longer than ``timeout`` seconds it ends the process, even where Python waits for a library or a pattern,
    and where it was then stands behind the note.
    """
    with writing(os.fspath(file.name)):
        file.seek(0)
        file.write(f"{document:12d} {time.time():.3f}\n".encode())
    if timeout is None:
        yield
        return
    faulthandler.dump_traceback_later(timeout, exit=True, file=file)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@dataclass(frozen=True, slots=True)
class Noted:
    """The number of the document that a process was reading, when it began, and whether it took too long."""

    document: int
    begun: float
    late: bool


def noted(path: str) -> Noted | None:
    """What a process noted; None when it had not begun."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            number, begun = file.readline().split()
            return Noted(int(number), float(begun), bool(file.readline()))
    except (OSError, ValueError):
        return None
