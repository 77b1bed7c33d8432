"""What there is to write: columns, and the rows that were found with the documents that they are from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analyzers.findings import Annotated
from cli.grouping import CORPUS
from cli.options import Settings
from newsan.inputs.reading import Meter

if TYPE_CHECKING:
    from analyzers.corrections import Seen

Cells = tuple[Any, ...]


@dataclass(slots=True)
class Tally:
    """What became of the inputs, and how many rows there are without ``--limit``; the first document's id.

    ``documents`` gave an answer, ``failures`` did not, ``bugs`` of them because newsan is wrong.  ``left_out`` counts
    the files in folders that are not articles, by kind, ``languages`` the documents in other languages, ``words`` those
    of the answers' texts, and ``unshown`` the documents with metadata that has no column, by its name.  ``meter``
    counts the bytes that were read, ``seen`` which corrections were used.
    """

    documents: int = 0
    failures: int = 0
    bugs: int = 0
    rows: int = 0
    first: str = ""
    words: int = 0
    counts_words: bool = False
    meter: Meter = field(default_factory=Meter)
    left_out: Counter[str] = field(default_factory=Counter)
    copies: Counter[str] = field(default_factory=Counter)
    unshown: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A document with its rows, or, where there is none, rows that are of no single document.

    Each document comes once, in order.  It has no rows of its own where they are a summary of all documents, sorted, or
    counted before they are written: those come at the end, without a document.
    """

    doc: Annotated | None
    rows: Sequence[Cells]


@dataclass(frozen=True, slots=True)
class View:
    """All that was found, for a format to write.

    ``names`` are the columns with the types of their cells, ``groups`` all rows in their order, which can be read once,
    and ``tally`` counts the documents as they pass.  What the user wants of these rows and columns is in ``settings``:
    ``chosen`` and ``limited`` apply it.
    """

    question: str
    settings: Settings
    names: Mapping[str, str]
    groups: Iterable[Group]
    tally: Tally


def chosen(view: View) -> tuple[Mapping[str, str], Iterator[Cells]]:
    """The columns that were asked for, in their order, and the rows that are to be shown, with only these cells."""
    rows = (cells for group in limited(view.groups, view.settings) for cells in group.rows)
    if not view.settings.columns:
        return view.names, rows
    order = list(view.names)
    at = [order.index(name) for name in view.settings.columns]
    return {name: view.names[name] for name in view.settings.columns}, (tuple(row[i] for i in at) for row in rows)


def limited(groups: Iterable[Group], settings: Settings) -> Iterator[Group]:
    """The groups with at most ``--limit`` rows; with ``--by`` at most that many in each.

    No document is read after the last row that is shown.
    """
    left = settings.limit
    if left is None or summarises_groups(settings):
        yield from (Group(group.doc, group.rows[:left]) for group in groups)
        return
    remaining = iter(groups)
    while left > 0 and (group := next(remaining, None)):
        yield Group(group.doc, group.rows[:left])
        left -= len(group.rows)


def summarises_groups(settings: Settings) -> bool:
    """Whether each document, or each group of documents, gets a summary of its own."""
    return settings.by != (CORPUS,) and not settings.detail
