"""The lists of an audit: what an editor looks through, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analyzers.audit.corpus import Corpus, Numbers
from analyzers.audit.groups import NONE, labels_of
from analyzers.audit.intervals import Resampling, intervals
from analyzers.audit.kinds import NOT_SAID
from analyzers.audit.reply import without_reply
from analyzers.audit.rows import MissingRow, MonthRow, ReplyRow, SingleSourceRow, SourceRow, UnnamedRow
from analyzers.audit.weights import Ratios
from analyzers.rows import rounded

MOST = 1000
"""Sources that get an interval: the most quoted; below them hardly anybody looks."""


def speakers(corpus: Corpus, members: Numbers, group: str | None, resampling: Resampling) -> Iterator[SourceRow]:
    """Every source of a group, the most quoted first, with its share of all quotations."""
    sources = corpus.sources[members[corpus.sources["article"].to_numpy(dtype=int)] > 0]
    if sources.empty:
        return
    grouped = together(sources)
    ends = share_ends(corpus, sources, grouped.index[:MOST], members, resampling)
    n_quotes = float(members @ corpus.per_article(corpus.quotes))
    for at, row in enumerate(records(grouped)):
        low, high = ends[at] if at < len(ends) else (None, None)
        share = rounded(row.quotes / n_quotes)
        yield SourceRow(group, row.name, row.status, row.kind, row.quotes, share, low, high, row.words, row.docs)


def together(sources: pd.DataFrame) -> pd.DataFrame:
    """The sources of several articles under one name or phrase each, the most quoted first; the index is their key."""
    grouped = sources.groupby(["status", "key"], sort=False).agg(
        name=("name", "first"),
        status=("status", "first"),
        kind=("kind", most_said),
        role=("role", "first"),
        reason=("reason", "first"),
        quotes=("quotes", "sum"),
        words=("words", "sum"),
        docs=("article", "nunique"),
    )
    return grouped.sort_values(["quotes", "words"], ascending=False, kind="stable")


def records(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, their cells as attributes."""
    return iter(frame.itertuples(index=False))


def most_said(labels: pd.Series) -> str:
    """The most frequent label; "not said" only where there is no other."""
    said = labels[labels != NOT_SAID]
    return NOT_SAID if said.empty else str(said.value_counts().index[0])


def share_ends(
    corpus: Corpus, sources: pd.DataFrame, keys: pd.Index, members: Numbers, resampling: Resampling
) -> list[tuple[float | None, float | None]]:
    """The interval of each source's share of all quotations."""
    number = pd.Series(range(len(keys)), index=keys)
    at = number.reindex(pd.MultiIndex.from_frame(sources[["status", "key"]])).to_numpy()
    known = ~np.isnan(at.astype(float))
    parts = np.zeros((len(corpus), len(keys)))
    np.add.at(
        parts,
        (sources["article"].to_numpy(dtype=int)[known], at[known].astype(int)),
        sources["quotes"].to_numpy()[known],
    )
    whole = np.repeat(corpus.per_article(corpus.quotes)[:, None], len(keys), axis=1)
    ends = intervals(Ratios("sources", "quotations", list(map(str, keys)), parts, whole), members, resampling)
    return [(end(low), end(high)) for low, high in ends]


def end(value: float) -> float | None:
    """The end of an interval, rounded; None for one that is not known."""
    return None if np.isnan(value) else rounded(float(value))


def single_source(corpus: Corpus) -> Iterator[SingleSourceRow]:
    """The articles that rest on one source, in their order."""
    sources = corpus.sources
    number = corpus.per_article(sources)
    alone = sources[number[sources["article"].to_numpy(dtype=int)] == 1]
    for row in records(alone.sort_values("article")):
        doc_id = corpus.documents["doc_id"][row.article]
        yield SingleSourceRow(str(doc_id), row.name, row.status, row.kind, row.quotes, row.words)


def no_reply(corpus: Corpus) -> Iterator[ReplyRow]:
    """Who is criticised in an article and not quoted there, those with the most evidence first."""
    names = list(ReplyRow.__slots__)
    for row in without_reply(corpus)[names].itertuples(index=False, name=None):
        yield ReplyRow(*row)


def unnamed(corpus: Corpus) -> Iterator[UnnamedRow]:
    """Every source without a name, as a phrase, the most quoted first."""
    sources = corpus.sources[corpus.sources["status"].isin(["unnamed", "unresolved"])]
    for row in records(together(sources)):
        reason = row.reason if isinstance(row.reason, str) else NOT_SAID
        yield UnnamedRow(row.name, row.status, row.kind, reason, row.quotes, row.words, row.docs)


def missing(corpus: Corpus, table: pd.DataFrame | None) -> Iterator[MissingRow]:
    """The named persons who are not in the user's file of people, the most quoted first."""
    known: Any = [] if table is None else table.index
    named = corpus.sources[(corpus.sources["status"] == "named") & (corpus.sources["type"] == "person")]
    for row in records(together(named[~named["key"].isin(known)])):
        role = row.role if isinstance(row.role, str) else None
        yield MissingRow(row.name, role, row.quotes, row.words, row.docs)


def months(corpus: Corpus, date: str) -> Iterator[MonthRow]:
    """The named sources of each month: new, returning and gone ones; articles without a date are left out."""
    month = labels_of(corpus.documents, f"{date}:month")
    docs = month[month != NONE].value_counts()
    named = corpus.sources[corpus.sources["status"] == "named"]
    seen = named.assign(month=month.to_numpy()[named["article"].to_numpy(dtype=int)])
    seen = seen[seen["month"] != NONE][["month", "key"]].drop_duplicates()
    first, last = (seen.groupby("key")["month"].agg(which) for which in ("min", "max"))
    for at in sorted(docs.index):
        here = seen["key"][seen["month"] == at]
        new, gone = int((first[here] == at).sum()), int((last[here] == at).sum())
        yield MonthRow(at, int(docs[at]), len(here), new, len(here) - new, None if at == docs.index.max() else gone)


Listing = Callable[..., Iterator[Any]]
LISTS: Mapping[str, type] = {
    "sources": SourceRow,
    "single-source": SingleSourceRow,
    "no-reply": ReplyRow,
    "unnamed": UnnamedRow,
    "missing": MissingRow,
    "months": MonthRow,
}
"""The rows of each list."""
