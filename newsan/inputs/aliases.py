"""The user's own name variants, from a CSV file ``alias,name[,type]`` or from a mapping, case-folded at the door."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any, get_args

from newsan.choices import TYPES, unknown
from newsan.document import Aliases
from newsan.errors import NewsanError
from newsan.inputs.decode import decode
from newsan.limits import MAX_SIZE, read_at_most
from newsan.values import EntityType

Variants = dict[str, tuple[str, EntityType | None]]


def read_aliases(path: str) -> Aliases:
    """Case-folded alias → canonical name and, if given, its type.

    One pair a line, UTF-8; a first line ``alias,name`` or ``alias,name,type`` is a header; empty lines and lines that
    begin with ``#`` are passed over.  Raises NewsanError, which names file and line, for anything else: an alias that
    was not understood would be a name that is silently not merged.
    """
    aliases: Variants = {}
    rows = csv.reader(lines_of(path))
    try:
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            header = rows.line_num == 1 and [cell.casefold() for cell in cells[:2]] == ["alias", "name"]
            if any(cells) and not header and not cells[0].startswith("#"):
                add(aliases, *parse(cells))
    except (csv.Error, NewsanError) as error:
        raise NewsanError(f"{path}, line {rows.line_num}: {error}") from error
    return aliases


def fold_aliases(given: Mapping[str, Any] | None) -> Aliases:
    """Aliases as newsan looks them up, of a mapping alias → name or alias → (name, type); None gives none.

    Raises TypeError for anything but such a mapping, and NewsanError for an empty name, an unknown type and an alias
    that has two names.

    >>> fold_aliases({"UN": "United Nations", "E.U.": ("European Union", "org")})
    {'un': ('United Nations', None), 'e.u.': ('European Union', 'org')}
    """
    aliases: Variants = {}
    if not isinstance(given, Mapping | None):
        raise TypeError(f"aliases are a mapping of alias to name, not {type(given).__name__}")
    for alias, value in (given or {}).items():
        cells = [alias, *(value if isinstance(value, tuple | list) else (value,))]
        if not (len(cells) > 1 and all(isinstance(cell, str | None) for cell in cells)):
            raise TypeError(f"the alias {alias!r} needs a name, or a name and its type, not {value!r}")
        try:
            add(aliases, *parse([" ".join((cell or "").split()) for cell in cells]))
        except NewsanError as error:
            raise NewsanError(f"aliases, {alias!r}: {error}") from error
    return aliases


def add(aliases: Variants, alias: str, name: str, type_: EntityType | None) -> None:
    """Put one more alias among the others; NewsanError when it has another name already."""
    folded = alias.casefold()
    if aliases.setdefault(folded, (name, type_)) != (name, type_):
        raise NewsanError(f"{alias!r} was given the name {aliases[folded][0]!r} before")


def lines_of(path: str, what: str = "the aliases") -> list[str]:
    """The lines of a file of aliases or of anything else; NewsanError names the file when it cannot be read."""
    try:
        with open(path, "rb") as file:
            return decode(read_at_most(file, MAX_SIZE, hint="")).splitlines()
    except OSError as error:
        raise NewsanError(f"{path}: cannot read {what}: {error.strerror or error}") from error
    except NewsanError as error:
        raise NewsanError(f"{path}: {error}") from error


def parse(cells: list[str]) -> tuple[str, str, EntityType | None]:
    """Alias, name and type of one line.

    >>> parse(["UN", "United Nations", "Org"])
    ('UN', 'United Nations', 'org')
    """
    alias, name, type_, *more = [*cells, "", ""] if len(cells) < 3 else cells
    if not alias or not name or any(more):
        raise NewsanError("expected alias,name or alias,name,type")
    if not type_:
        return alias, name, None
    for known in get_args(EntityType):
        if type_.casefold() == known:
            return alias, name, known
    raise NewsanError(unknown("type", type_, TYPES))
