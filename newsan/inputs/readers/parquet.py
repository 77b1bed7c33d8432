"""Parquet: an article for each row; only the columns that are asked for are read, a row group at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow
import pyarrow.parquet

from newsan.errors import NewsanError
from newsan.inputs.formats import OUTPUT, OWN, NotTextError
from newsan.inputs.opened import Opened
from newsan.inputs.presets import Fields, fields_of
from newsan.inputs.records import Broken, Found, Record, Records, documents, refuse_textless
from newsan.inputs.values import key_of

ROWS = 64  # rows that are made Python values at a time


def read(opened: Opened) -> Iterator[Found]:
    """The documents in a Parquet file; NewsanError when it is damaged, NotTextError when newsan wrote it."""
    try:
        file = pyarrow.parquet.ParquetFile(opened.seekable())
    except (pyarrow.ArrowException, OSError) as error:
        raise NewsanError(f"is a damaged Parquet file: {first_line(error)}") from error
    if OWN.encode() in (file.schema_arrow.metadata or {}):
        raise NotTextError(OUTPUT)
    names, fields = file.schema_arrow.names, fields_of(opened.how)
    refuse_textless(fields, [dict.fromkeys(names)])
    return documents(opened, records(file, columns(fields, names), opened))


def columns(fields: Fields, names: Sequence[str]) -> list[str]:
    """The columns that are needed, of all that there are."""
    wanted = [*fields.text, fields.title, fields.id, *(key for _, key in fields.meta)]
    known = dict.fromkeys(names)
    keys = [key_of(known, name) or key_of(known, name.partition(".")[0]) for name in wanted if name]
    return list(dict.fromkeys(key for key in keys if key))


def records(file: pyarrow.parquet.ParquetFile, names: list[str], opened: Opened) -> Records:
    """The rows, each with its number; a row group that is damaged is one broken record."""
    number = 0
    for group in range(file.num_row_groups):
        first, number = number, number + file.metadata.row_group(group).num_rows
        if opened.outside(first + 1, number):
            continue
        try:
            rows = file.iter_batches(ROWS, row_groups=[group], columns=names)
            for batch in rows:
                for row in batch.to_pylist():
                    first += 1
                    yield Record(first, row)
        except (pyarrow.ArrowException, OSError) as error:
            lost = number - first
            yield Broken(first + 1, f"and the {lost - 1:,} rows behind it are damaged: {first_line(error)}")


def first_line(error: Exception) -> str:
    """What an error says, on one line."""
    return (str(error).splitlines() or [type(error).__name__])[0]
