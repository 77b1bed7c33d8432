"""The user's own tables: a CSV file with a header, as rows of text by the names of its columns."""

from __future__ import annotations

import csv

from newsan.errors import NewsanError
from newsan.inputs.aliases import lines_of

Sheet = list[dict[str, str]]


def read_sheet(path: str, *, needed: tuple[str, ...]) -> Sheet:
    """The rows of a CSV file in UTF-8; its columns' names without regard to capitals, cells without outer blanks.

    Raises NewsanError, which names the file and the line, for a file that cannot be read, without a row, without one of
    the ``needed`` columns, with two columns of one name, or with more cells in a line than there are columns.
    """
    reader = csv.reader(lines_of(path, "it"))
    names: list[str] | None = None
    rows: Sheet = []
    for cells in reader:
        given = [" ".join(cell.split()) for cell in cells]
        if not any(given):
            continue
        if names is None:
            names = checked(path, [name.casefold() for name in given], needed)
        elif len(given) > len(names):
            raise NewsanError(f"{path}, line {reader.line_num}: {len(given)} cells, but {len(names)} columns")
        else:
            rows.append(dict(zip(names, given + [""] * (len(names) - len(given)), strict=True)))
    if not rows:
        raise NewsanError(f"{path}: has no rows below a header {', '.join(needed)}")
    return rows


def checked(path: str, names: list[str], needed: tuple[str, ...]) -> list[str]:
    """The names of columns; NewsanError where one is missing or stands there twice."""
    missing = [name for name in needed if name not in names]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if missing:
        raise NewsanError(f"{path}: has no column {missing[0]}: its first line names its columns")
    if twice:
        raise NewsanError(f"{path}: has two columns {twice[0]!r}")
    return names
