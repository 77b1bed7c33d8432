"""What the user gives to an audit: people, benchmarks and words for kinds of sources, from rows of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analyzers.audit.kinds import Kinds, default_kinds, listed
from newsan.errors import NewsanError

Rows = Sequence[Mapping[str, str]]
NAMES = ("name", "alias", "aliases")


def people_of(rows: Rows) -> pd.DataFrame:
    """The user's people: a row for each name and alias, folded, with the other columns; empty cells are no value.

    Several aliases in one cell are joined by ``|``.  Raises NewsanError for two people of one name or alias.
    """
    found: dict[str, Mapping[str, str]] = {}
    for row in rows:
        names = [row["name"], *(row.get("alias") or "").split("|"), *(row.get("aliases") or "").split("|")]
        for name in dict.fromkeys(" ".join(name.casefold().split()) for name in names):
            if name and found.setdefault(name, row) != row:
                raise NewsanError(f"the file of people has two different rows for {name!r}")
    columns = [name for name in rows[0] if name not in NAMES]
    if not columns:
        raise NewsanError("the file of people has no column beside the names: add one, as gender or party")
    cells = [[row[column] or None for column in columns] for row in found.values()]
    return pd.DataFrame(cells, index=pd.Index(list(found), dtype=object), columns=columns, dtype=object)


def reference_of(rows: Rows) -> dict[tuple[str, str], float]:
    """The user's benchmarks: the share, from 0 to 1 or in per cent with a sign, of each topic and measure."""
    return {(row["topic"], row["measure"]): share_of(row["share"]) for row in rows}


def share_of(text: str) -> float:
    """A share; NewsanError for what is none.

    >>> share_of("0.51"), share_of("51 %")
    (0.51, 0.51)
    """
    try:
        number = float(text.rstrip("% ")) / (100 if text.endswith("%") else 1)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise NewsanError(f"{text!r} is no share: write 0.51 or 51%")
    return number


def kinds_of(rows: Rows) -> Kinds:
    """Our lists with the user's words in front: an entry of theirs replaces ours."""
    ours = default_kinds()
    theirs = listed([(row["words"], row["class"]) for row in rows])
    return Kinds({**ours.classes, **theirs}, ours.functions)
