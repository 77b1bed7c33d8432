"""CSV, TSV and the like, with a line of column names: quoted line ends, any size of cells, whatever the delimiter."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from newsan.errors import NewsanError
from newsan.inputs import formats
from newsan.inputs.delimited import DELIMITERS, delimiter_of
from newsan.inputs.delimited import records as records_of
from newsan.inputs.lines import bad_byte, text_stream
from newsan.inputs.opened import Opened
from newsan.inputs.presets import fields_of
from newsan.inputs.records import Broken, Found, Record, Records, documents
from newsan.inputs.rows import Rows


def read(opened: Opened) -> Iterator[Found]:
    """The documents in the rows."""
    return documents(opened, records(opened))


def records(opened: Opened) -> Records:
    """The rows by the names of the columns; one with more or fewer cells than there are columns is broken."""
    stream = text_stream(opened)
    head = opened.head.decode(opened.how.encoding, "replace").removeprefix("\ufeff")
    if head.startswith("sep="):
        stream.readline()
    rows = Rows(stream, opened.how.max_size, delimiter=delimiter(head, opened), strict=True)
    names = next_row(rows)
    if names is None:
        return
    if isinstance(names, str):
        raise NewsanError(f"has no line of column names: it {names}")
    number = 0
    while (cells := next_row(rows)) is not None:
        if cells:
            number += 1
            yield record(number, names, cells, opened.how.encoding)


def next_row(rows: Iterator[list[str]]) -> list[str] | str | None:
    """The next row, or why it is none; None at the end."""
    try:
        return next(rows, None)
    except csv.Error as error:
        too_large = str(error).startswith("field larger")
        return (
            "has a cell that is too large: raise --max-size to read it" if too_large else f"is not valid CSV: {error}"
        )
    except UnicodeError as error:
        raise NewsanError(f"cannot be read in this encoding: {error}") from error


def record(number: int, names: Sequence[str], cells: list[str] | str, encoding: str) -> Record | Broken:
    """A row as a record, an empty cell as one without a value."""
    if isinstance(cells, str):
        return Broken(number, cells)
    if len(cells) != len(names):
        return Broken(number, f"has {len(cells):,} cells where there are {len(names):,} columns")
    bad = bad_byte("".join(cells), encoding)
    if bad:
        return Broken(number, bad)
    return Record(number, {name: cell or None for name, cell in zip(names, cells, strict=True)})


def delimiter(head: str, opened: Opened) -> str:
    """The delimiter: the one with which the first line names a text, else the one that makes most columns of it."""
    if opened.how.format == formats.TSV.name:
        return "\t"
    told = delimiter_of(head)
    if told:
        return told
    wanted = {name.casefold() for name in fields_of(opened.how).text}
    headers = {one: next(records_of(head.split("\n", 1)[0], one), []) for one in (",", ";", "\t", "|")}
    named = [one for one, names in headers.items() if wanted & {name.strip().casefold() for name in names}]
    return named[0] if named else max(DELIMITERS, key=lambda one: len(headers[one]))
