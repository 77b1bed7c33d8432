"""Metadata that stands outside the documents: in the names of files, and in a table with a row for each document."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from newsan.document import Document
from newsan.errors import NewsanError
from newsan.inputs.decode import decode
from newsan.inputs.delimited import delimiter_of
from newsan.inputs.presets import fields_of, preset_of
from newsan.inputs.reading import Reading, Remark
from newsan.inputs.rows import Rows
from newsan.limits import MAX_SIZE, read_at_most

ID_COLUMNS = ("doc_id", "id", "file", "filename", "file_name", "name", "path")
"""What the column of a table of metadata that has the ids may be called, if it is not the first one."""

NAMED = 5  # ids that a remark names; the rest are counted
FIELD = re.compile(r"\{(\w+)\}")
LARGEST_CELL = 10_000_000  # characters of a cell of metadata: our choice, far more than any has


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of file names, as ``{outlet}_{date}_{n}``: its names, and how many parts of a path it speaks of."""

    expression: re.Pattern[str]
    names: tuple[str, ...]
    parts: int

    def meta(self, id: str) -> dict[str, str | None] | None:
        """The metadata that a document's name has; None when the name does not fit the pattern."""
        path = re.sub(r"#[^#/]*$", "", id).replace(os.sep, "/")
        path = re.sub(r"(?i)(?:\.(?:gz|\w{1,5}))+$", "", "/".join(path.split("/")[-self.parts :]))
        found = self.expression.fullmatch(path)
        return None if found is None else {name: found[name] for name in self.names}


def pattern_of(text: str) -> Pattern:
    r"""A pattern as it is written; a part called ``_`` is passed over.

    >>> pattern_of("{outlet}_{date}").meta("news/ledger_2024-05-01.txt")
    {'outlet': 'ledger', 'date': '2024-05-01'}
    """
    names = FIELD.findall(text)
    twice = next((name for name in names if name != "_" and names.count(name) > 1), None)
    if not names or twice or not all(name.isidentifier() for name in names):
        why = f": {twice!r} stands there twice" if twice else ""
        raise NewsanError(f"{text!r} is no pattern of file names, as {{outlet}}_{{date}}_{{n}} is one{why}")
    pieces = FIELD.split(text)
    expression = "".join(
        re.escape(piece) if at % 2 == 0 else "[^/]*?" if piece == "_" else f"(?P<{piece}>[^/]+?)"
        for at, piece in enumerate(pieces)
    )
    return Pattern(re.compile(expression), tuple(name for name in names if name != "_"), text.count("/") + 1)


@dataclass(slots=True)
class Table:
    """A table of metadata: its columns, its rows by id, and the ids that were asked for."""

    path: str
    names: tuple[str, ...]
    rows: dict[str, dict[str, str | None]]
    used: set[str] = field(default_factory=set)

    def meta(self, id: str) -> dict[str, str | None] | None:
        """The row of a document: by its id, by its file's name, or by that without its ending; None without one."""
        name = id.replace(os.sep, "/").rsplit("/", 1)[-1]
        for key in (id, name, re.sub(r"(?i)(?:\.(?:gz|\w{1,5}))+$", "", name)):
            if key in self.rows:
                self.used.add(key)
                return self.rows[key]
        return None


def table_of(path: str) -> Table:
    """The table of metadata in a CSV or TSV file; NewsanError, which names file and line, where it is none."""
    rows = list(cells_in(path))
    names = [cell.strip() for cell in rows[0][1]] if rows else []
    if len(names) < 2 or len(set(names)) < len(names):
        raise NewsanError(f"{path}: expected a table with a line of column names, each once, one of them for the ids")
    key = next((names.index(name) for name in ID_COLUMNS if name in names), 0)
    table: dict[str, dict[str, str | None]] = {}
    for line, cells in rows[1:]:
        if len(cells) != len(names):
            raise NewsanError(f"{path}, line {line}: has {len(cells)} cells where there are {len(names)} columns")
        id = cells[key].strip()
        if id in table:
            raise NewsanError(f"{path}, line {line}: the id {id!r} has a row already")
        named = zip(names, cells, strict=True)
        table[id] = {name: cell.strip() or None for at, (name, cell) in enumerate(named) if at != key}
    return Table(path, tuple(name for at, name in enumerate(names) if at != key), table)


def cells_in(path: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table that are not empty, with the numbers of their last lines."""
    try:
        with open(path, "rb") as file:
            text = decode(read_at_most(file, MAX_SIZE, hint=""))
        delimiter = delimiter_of(text[:65_536]) or guessed(text)
        rows = Rows(text.splitlines(keepends=True), LARGEST_CELL, delimiter=delimiter)
        yield from ((rows.line_num, cells) for cells in rows if any(cells))
    except OSError as error:
        raise NewsanError(f"{path}: cannot read the metadata: {error.strerror or error}") from error
    except (csv.Error, NewsanError) as error:
        raise NewsanError(f"{path}: cannot read the metadata: {error}") from error


def guessed(text: str) -> str:
    """The delimiter that stands most often in the first line."""
    first = text.split("\n", 1)[0]
    return max((",", ";", "\t", "|"), key=first.count)


@dataclass(slots=True)
class About:
    """The metadata of documents that stands outside them, and the documents for which there was none."""

    pattern: Pattern | None
    table: Table | None
    unfitting: Missing
    rowless: Missing

    def completed(self, document: Document) -> Document:
        """The document with what its name and its row say; a row comes before a name, a name before a record."""
        named = self.pattern.meta(document.id) if self.pattern else None
        row = self.table.meta(document.id) if self.table else None
        if self.pattern and named is None:
            self.unfitting.add(document.id)
            named = dict.fromkeys(self.pattern.names)
        if self.table and row is None:
            self.rowless.add(document.id)
            row = dict.fromkeys(self.table.names)
        return replace(document, meta={**document.meta, **(named or {}), **(row or {})}) if named or row else document

    def remarks(self) -> Iterator[Remark]:
        """What to tell when all documents were read: names without metadata, and metadata without a document."""
        if self.unfitting.number:
            yield Remark("--meta-from-name", f"does not fit {self.unfitting.told('document')}")
        if self.table is None:
            return
        if self.rowless.number:
            yield Remark(self.table.path, f"has no row for {self.rowless.told('document')}")
        left = Missing()
        for id in self.table.rows:
            if id not in self.table.used:
                left.add(id)
        if left.number:
            yield Remark(self.table.path, f"has {left.told('row')} without a document")


@dataclass(slots=True)
class Missing:
    """Ids that were not found somewhere: how many, and the first ones."""

    number: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, id: str) -> None:
        """Count one more."""
        self.number += 1
        if len(self.first) < NAMED:
            self.first.append(id)

    def told(self, what: str) -> str:
        """How many there are, with the first of them.

        >>> Missing(2, ["a", "b"]).told("row")
        '2 rows (a, b)'
        """
        more = ["…"] if self.number > len(self.first) else []
        return f"{self.number:,} {what}{'s' * (self.number != 1)} ({', '.join([*self.first, *more])})"


def about(how: Reading) -> About:
    """What is to be known of documents beside them.

    NewsanError for a preset that there is not, and for a pattern or a table that cannot be read.
    """
    preset_of(how.preset)
    pattern = pattern_of(how.meta_from_name) if how.meta_from_name else None
    return About(pattern, table_of(how.meta_file) if how.meta_file else None, Missing(), Missing())


def meta_names(how: Reading) -> tuple[str, ...]:
    """The names of the metadata that the options speak of, in order; none where the formats bring their own."""
    outside = about(how)
    names = [name for name, _ in fields_of(how).meta]
    names += outside.pattern.names if outside.pattern else ()
    names += outside.table.names if outside.table else ()
    return tuple(dict.fromkeys(names))
