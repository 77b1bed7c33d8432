"""The questions newsan answers: each analyzer turns an annotated document into rows, and rows into a summary."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from analyzers import entities, quotes, stance, stance_summary
from analyzers.counts import Counts
from analyzers.findings import Annotated


@dataclass(frozen=True, slots=True)
class Analyzer:
    """One question.

    ``rows`` gives the detail rows (``row``) of one document, ``counts`` what makes the summary rows (``summary_row``)
    of many; both take the same keyword-only options.  ``parts`` is what the language side must find for it, ``count``
    the summary column that counts findings, and ``key`` what the detail rows of one summary row have in common.
    ``tables`` are the stored tables that answer it, where there are any.
    """

    rows: Callable[..., Iterator[Any]]
    counts: Callable[..., Counts[Any, Any]]
    row: type
    summary_row: type
    parts: tuple[str, ...]
    count: str
    key: Callable[[Any], Hashable]
    tables: tuple[str, ...] = ()

    def summary(self, docs: Iterable[Annotated], **options: Any) -> list[Any]:
        """The summary rows of all documents, which are read once and not held."""
        counts = self.counts(**options)
        for doc in docs:
            counts.add(doc)
        return counts.rows()


ANALYZERS = {
    "entities": Analyzer(
        rows=entities.entities,
        counts=entities.EntityCounts,
        row=entities.EntityRow,
        summary_row=entities.EntitySummary,
        parts=("entities",),
        count="count",
        key=attrgetter("entity", "type"),
        tables=("entities",),
    ),
    "quotes": Analyzer(
        rows=quotes.quotes,
        counts=quotes.QuoteCounts,
        row=quotes.QuoteRow,
        summary_row=quotes.QuoteSummary,
        parts=("entities", "quotes"),
        count="quotes",
        key=quotes.group,
        tables=("quotes",),
    ),
    "stance": Analyzer(
        rows=stance.stance,
        counts=stance_summary.StanceCounts,
        row=stance.StanceRow,
        summary_row=stance_summary.ActorSummary,
        parts=("entities", "quotes", "stance"),
        count="mentions",
        key=attrgetter("holder", "target", "layer"),
        tables=("entities", "stance"),
    ),
    "pairs": Analyzer(
        rows=stance.stance,
        counts=stance_summary.PairCounts,
        row=stance.StanceRow,
        summary_row=stance_summary.PairSummary,
        parts=("entities", "quotes", "stance"),
        count="n",
        key=attrgetter("holder", "target", "layer"),
        tables=("entities", "stance"),
    ),
}


def columns(row: type) -> dict[str, str]:
    """The columns of a row type, each with the type of its cells as it is written there: ``int``, ``str | None``.

    >>> columns(entities.EntityRow)["sentence"]
    'int | None'
    """
    return {field.name: str(field.type) for field in fields(row)}


def cells(row: Any) -> tuple[Any, ...]:
    """The cells of a row, in the order of its columns."""
    return tuple(getattr(row, name) for name in row.__slots__)
