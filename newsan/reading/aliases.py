"""The user's own name variants, from a CSV file ``alias,name[,type]``."""

from __future__ import annotations

import csv
from typing import get_args

from newsan.document import Aliases, EntityType
from newsan.errors import NewsanError
from newsan.limits import MAX_SIZE, read_at_most
from newsan.reading.decode import decode

TYPES = get_args(EntityType)


def read_aliases(path: str) -> Aliases:
    """Case-folded alias → canonical name and, if given, its type.

    One pair a line, UTF-8; a first line ``alias,name`` or ``alias,name,type`` is a header; empty lines and lines that
    begin with ``#`` are passed over.  Raises NewsanError, which names file and line, for anything else: an alias that
    was not understood would be a name that is silently not merged.
    """
    aliases: dict[str, tuple[str, EntityType | None]] = {}
    rows = csv.reader(lines_of(path))
    try:
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            header = rows.line_num == 1 and [cell.casefold() for cell in cells[:2]] == ["alias", "name"]
            if any(cells) and not header and not cells[0].startswith("#"):
                alias, name, type_ = parse(cells)
                if aliases.setdefault(alias, (name, type_)) != (name, type_):
                    raise NewsanError(f"{cells[0]!r} was given the name {aliases[alias][0]!r} before")
    except (csv.Error, NewsanError) as error:
        raise NewsanError(f"{path}, line {rows.line_num}: {error}") from error
    return aliases


def lines_of(path: str) -> list[str]:
    """The lines of an aliases file; NewsanError names the file when it cannot be read."""
    try:
        with open(path, "rb") as file:
            return decode(read_at_most(file, MAX_SIZE, hint="")).splitlines()
    except OSError as error:
        raise NewsanError(f"{path}: cannot read the aliases: {error.strerror or error}") from error
    except NewsanError as error:
        raise NewsanError(f"{path}: {error}") from error


def parse(cells: list[str]) -> tuple[str, str, EntityType | None]:
    """Alias, name and type of one line.

    >>> parse(["UN", "United Nations", "org"])
    ('un', 'United Nations', 'org')
    """
    alias, name, type_, *more = [*cells, "", ""] if len(cells) < 3 else cells
    if not alias or not name or any(more):
        raise NewsanError("expected alias,name or alias,name,type")
    if not type_:
        return alias.casefold(), name, None
    for known in TYPES:
        if type_.casefold() == known:
            return alias.casefold(), name, known
    raise NewsanError(f"unknown type {type_!r}: the types are {', '.join(TYPES)}")
