"""Rows as Parquet, as a SQLite database or as a workbook: formats that are written as a whole and are not text."""

from __future__ import annotations

import io
import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from cli.grouping import CORPUS, DOC_ID
from cli.messages import say
from cli.view import Cells, View, chosen
from newsan.corpus.parts import LOST, SURROGATE, parquet, table
from newsan.errors import NewsanError
from newsan.meta import LARGEST, type_of

MOST_ROWS = 1_048_576  # of a worksheet, after Microsoft's specification of Excel; the header is one of them
MOST_CHARACTERS = 32_767  # of a cell, after the same
WIDEST = 60  # characters of a column of a worksheet: our choice, wide enough to read a sentence in three lines
SAMPLE = 100  # rows that the widths of columns are taken from

Columns = Mapping[str, str]


def parquet_file(view: View) -> Iterator[bytes]:
    """The rows as a Parquet file."""
    writer = parquet()
    columns, rows = typed(view)
    cells = {name: [row[at] for row in rows] for at, name in enumerate(columns)}
    written = io.BytesIO()
    writer.write_table(table(columns, cells), written, compression="zstd")
    yield written.getvalue()


def typed(view: View) -> tuple[Columns, list[Cells]]:
    """The columns that were asked for with the types of their cells, and the rows; what is of several types is text."""
    names, found = chosen(view)
    rows = list(found)
    columns = {}
    for at, (name, type_) in enumerate(names.items()):
        columns[name] = type_
        if type_.startswith("str") and not all(row[at] is None or isinstance(row[at], str) for row in rows):
            columns[name] = type_of(row[at] for row in rows)  # metadata, whose types are known only now
    mixed = [at for at, type_ in enumerate(columns.values()) if type_ == "object"]
    return columns, [as_text(row, mixed) for row in rows] if mixed else rows


def as_text(row: Cells, mixed: list[int]) -> Cells:
    """A row in which the cells at these places are text."""
    return tuple(str(cell) if at in mixed and cell is not None else cell for at, cell in enumerate(row))


def database(view: View) -> Iterator[bytes]:
    """A SQLite database with the rows as a table.

    The tables of other questions that the output file has already stay in it.  Where rows are of single documents, a
    table of these documents stands beside them, and refers to it.
    """
    connection = sqlite3.connect(":memory:")
    output = view.settings.output
    if output and os.path.isfile(output):
        with open(output, "rb") as file:
            opened(connection, file.read(), output)
    documents: dict[str, Mapping[str, Any]] = {}
    names, rows = typed(replace(view, groups=noted(view, documents)))
    found = [tuple(map(storable, row)) for row in rows]
    with connection:
        if DOC_ID in names:
            store_documents(connection, documents)
        name = quoted(table_name(view))
        connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.execute(f"CREATE TABLE {name} ({', '.join(declared(names))})")
        connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(names))})", found)
        if DOC_ID in names:
            connection.execute(f"CREATE INDEX {quoted(table_name(view) + '_doc_id')} ON {name} ({DOC_ID})")
    yield connection.serialize()


def opened(connection: sqlite3.Connection, data: bytes, output: str) -> None:
    """Load a database into the memory; NewsanError where a file is none."""
    try:
        if data:
            connection.deserialize(data)
            connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        raise NewsanError(f"{output} is no SQLite database: {error}") from error


def noted(view: View, documents: dict[str, Mapping[str, Any]]) -> Iterator[Any]:
    """The groups as they pass, their documents noted with their metadata."""
    for group in view.groups:
        if group.doc is not None:
            documents.setdefault(group.doc.document.id, group.doc.document.meta)
        yield group


def table_name(view: View) -> str:
    """What the table of a view is called: that of the question, with what is summarised."""
    settings = view.settings
    if settings.detail:
        return "stance" if view.question == "pairs" else view.question
    if settings.by == (CORPUS,):
        return f"{view.question}_summary"
    return "_".join([view.question, "by", *settings.by]).replace(":", "_")


def declared(names: Columns) -> Iterator[str]:
    """The columns as SQL declares them."""
    kinds = {"int": "INTEGER", "float": "REAL", "bool": "INTEGER"}
    for name, type_ in names.items():
        refers = " REFERENCES documents(doc_id)" if name == DOC_ID else ""
        yield f"{quoted(name)} {kinds.get(type_.removesuffix(' | None'), 'TEXT')}{refers}"


def store_documents(connection: sqlite3.Connection, documents: Mapping[str, Mapping[str, Any]]) -> None:
    """Add documents and their metadata to the table of documents; what was known of them is replaced."""
    connection.execute("CREATE TABLE IF NOT EXISTS documents (doc_id TEXT PRIMARY KEY)")
    there = {row[1].casefold() for row in connection.execute("PRAGMA table_info(documents)")}
    for name in dict.fromkeys(name for meta in documents.values() for name in meta):
        if name.casefold() not in there:
            connection.execute(f"ALTER TABLE documents ADD COLUMN {quoted(name)}")
            there.add(name.casefold())
    for doc_id, meta in documents.items():
        names = ", ".join(map(quoted, (DOC_ID, *meta)))
        values = (storable(doc_id), *map(storable, meta.values()))
        places = ", ".join("?" * len(values))
        connection.execute(f"INSERT OR REPLACE INTO documents ({names}) VALUES ({places})", values)


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + SURROGATE.sub(LOST, name).replace('"', '""').replace("\0", LOST) + '"'


def storable(cell: Any) -> Any:
    """A cell that a database can hold: no lone surrogates, and no number that is too large."""
    if isinstance(cell, str):
        return SURROGATE.sub(LOST, cell)
    return str(cell) if isinstance(cell, int) and not -LARGEST <= cell < LARGEST else cell


def workbook(view: View) -> Iterator[bytes]:
    """An Excel workbook with the rows on one sheet; no cell is run as a formula.

    Raises NewsanError where XlsxWriter is not installed, and for more rows than a sheet can have.
    """
    names, found = chosen(view)
    rows = list(found)
    if len(rows) >= MOST_ROWS:
        raise NewsanError(f"a sheet has at most {MOST_ROWS - 1:,} rows, and these are {len(rows):,}: use -n, or CSV")
    written = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter().Workbook(written, plain) as book:
        sheet = book.add_worksheet(table_name(view)[:31])  # the longest name that Excel takes
        sheet.write_row(0, 0, list(names), book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for at, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                write_cell(sheet, at, column, cell)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(names) - 1)
        for column, name in enumerate(names):
            sheet.set_column(column, column, width(name, [row[column] for row in rows[:SAMPLE]]))
    tell_cut(rows, view)
    yield written.getvalue()


def xlsxwriter() -> Any:
    """The package that writes workbooks; NewsanError where it is not installed."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise NewsanError(".xlsx needs XlsxWriter, which is not installed: pip install 'newsan[xlsx]'") from error
    return xlsxwriter


def write_cell(sheet: Any, row: int, column: int, cell: Any) -> None:
    """Write a cell as what it is; one without a value stays empty."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float) and abs(cell) < 1e15:  # Excel has 15 digits
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_string(row, column, SURROGATE.sub(LOST, str(cell))[:MOST_CHARACTERS])


def width(name: str, cells: list[Any]) -> int:
    """The width of a column, in characters."""
    return min(WIDEST, max(len(str(cell)) for cell in (name, *cells) if cell is not None) + 2)


def tell_cut(rows: list[Cells], view: View) -> None:
    """Say how many cells were too long."""
    cut = sum(isinstance(cell, str) and len(cell) > MOST_CHARACTERS for row in rows for cell in row)
    if cut and not view.settings.quiet:
        say(f"{cut:,} cells were cut to {MOST_CHARACTERS:,} characters, the most that Excel takes")
