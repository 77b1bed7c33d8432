"""Everything that a report shows of a corpus, as plain values: figures, lists, and the rows behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from analyzers.audit import lists
from analyzers.audit.audit import Options, figures_with_groups, prepared
from analyzers.audit.corpus import Corpus
from analyzers.audit.figures import structure
from analyzers.audit.groups import NONE, calendar, labels
from analyzers.audit.rows import AuditRow, MonthRow, ReplyRow, SingleSourceRow, SourceRow
from analyzers.audit.weights import Ratios
from analyzers.tables import Tables

TOPICS = ("voices", "concentration", "structure", "kinds")
LEAST_MONTHS = 3
"""Fewer months than this are no course of time."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read: documents and words, the first and last date, documents by group, equal texts, and no dates."""

    documents: int
    words: int
    first: str | None
    last: str | None
    groups: tuple[tuple[str, int], ...]
    equal: int
    undated: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation behind a figure: the number of its article, from 0, and its ``quote_id`` and offsets there."""

    article: int
    number: int
    text: str
    kind: str
    words: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source with its quotations."""

    row: SourceRow
    rows: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence of a stance: the number of its article, and its own among those of the article, from 1."""

    article: int
    number: int
    stance: str
    evidence: str
    start: int
    end: int
    date: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Who stands where towards whom, with every piece of evidence in order of the articles."""

    holder: str
    target: str
    pieces: tuple[Piece, ...]

    @property
    def positive(self) -> int:
        """How many pieces are positive."""
        return sum(piece.stance == "positive" for piece in self.pieces)

    @property
    def negative(self) -> int:
        """How many pieces are negative."""
        return sum(piece.stance == "negative" for piece in self.pieces)

    @property
    def sign(self) -> float:
        """From -1, all negative, to 1, all positive."""
        return (self.positive - self.negative) / len(self.pieces)

    @property
    def dates(self) -> list[str]:
        """The dates of the pieces, in order."""
        return sorted(piece.date for piece in self.pieces if piece.date)


@dataclass(frozen=True, slots=True)
class Reply:
    """An actor who is criticised in an article and not quoted there, with the numbers of article and evidence."""

    row: ReplyRow
    article: int
    number: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that a report shows.

    ``doc_ids`` and ``months_of`` are those of the articles in their order, ``speakers`` the most quoted first,
    ``groups_of`` the group of each article, ``behind`` the articles behind each measure of the structure,
    ``unattributed`` the quotations without a source, ``single`` the articles with one source by their numbers,
    ``monthly`` the figures of each month.
    """

    facts: Facts
    doc_ids: tuple[str, ...]
    months_of: tuple[str | None, ...]
    groups_of: tuple[str, ...]
    behind: Mapping[str, tuple[int, ...]]
    figures: tuple[AuditRow, ...]
    speakers: tuple[Speaker, ...]
    unattributed: tuple[Evidence, ...]
    single: tuple[tuple[int, SingleSourceRow], ...]
    replies: tuple[Reply, ...]
    months: tuple[MonthRow, ...]
    monthly: tuple[AuditRow, ...]
    pairs: tuple[Pair, ...]


def overview(tables: Tables, options: Options) -> Overview:
    """What a report shows of the tables of a corpus."""
    made = prepared(tables, options)
    dated = options.date in made.documents
    month = calendar(made.documents[options.date], "month") if dated else pd.Series(NONE, index=made.documents.index)
    months = tuple(lists.months(made, options.date)) if dated else ()
    by_month = replace(options, topics=TOPICS, by=f"{options.date}:month", compare=None)
    number = {doc_id: at for at, doc_id in enumerate(made.documents["doc_id"])}
    pieces = numbered_stance(made, options)
    return Overview(
        facts=facts(made, tables, options, month),
        doc_ids=tuple(made.documents["doc_id"]),
        months_of=tuple(None if one == NONE else str(one) for one in month),
        groups_of=() if options.by is None else tuple(map(str, labels(made.documents, options.by))),
        behind=behind(made),
        figures=tuple(figures_with_groups(made, replace(options, topics=TOPICS))),
        speakers=tuple(speakers(made, options)),
        unattributed=tuple(map(cells_of, quotes_of(made, attributed=False))),
        single=tuple((number[row.doc_id], row) for row in lists.single_source(made)),
        replies=tuple(replies(made, pieces, number)),
        months=months,
        monthly=monthly(made, by_month) if len(months) >= LEAST_MONTHS else (),
        pairs=tuple(pairs(pieces)),
    )


def behind(corpus: Corpus) -> dict[str, tuple[int, ...]]:
    """The articles that each share of articles counts."""
    return {
        name: tuple(map(int, np.flatnonzero(figures.parts[:, at])))
        for figures in structure(corpus)
        if isinstance(figures, Ratios) and figures.unit == "share"
        for at, name in enumerate(figures.names)
    }


def facts(corpus: Corpus, tables: Tables, options: Options, month: pd.Series) -> Facts:
    """What was read."""
    documents = corpus.documents
    dates: list[str] = []
    if options.date in documents:
        dates = sorted(day for day in calendar(documents[options.date], "day") if day != NONE)
    groups: list[tuple[str, int]] = []
    if options.by is not None:
        counted = labels(documents, options.by).value_counts(sort=False)
        groups = sorted((str(name), int(count)) for name, count in counted.items())
    return Facts(
        documents=len(documents),
        words=int(documents["words"].sum()),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        groups=tuple(groups),
        equal=int(tables.documents["sha1"].duplicated().sum()),
        undated=int((month == NONE).sum()),
    )


def speakers(corpus: Corpus, options: Options) -> Iterator[Speaker]:
    """Every source with its quotations, the most quoted first."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    for row in quotes_of(corpus, attributed=True):
        found.setdefault((row.speaker_status, row.key), []).append(cells_of(row))
    for source in lists.speakers(corpus, np.ones(len(corpus)), None, options.resampling):
        yield Speaker(source, tuple(found[source.status, source.source.casefold()]))


def quotes_of(corpus: Corpus, *, attributed: bool) -> Iterator[Any]:
    """The quotations with a source, or those without."""
    return lists.records(corpus.quotes[(corpus.quotes["speaker_status"] != "unattributed") == attributed])


def cells_of(row: Any) -> Evidence:
    """A quotation as a row behind a figure."""
    return Evidence(row.article, row.quote_id, row.text, row.kind, row.words, row.start, row.end)


def numbered_stance(corpus: Corpus, options: Options) -> pd.DataFrame:
    """The pieces of evidence with their numbers in their articles and the dates of these."""
    stance = corpus.stance
    days = pd.Series(NONE, index=corpus.documents.index)
    if options.date in corpus.documents:
        days = calendar(corpus.documents[options.date], "day")
    return stance.assign(number=stance.groupby("article").cumcount() + 1, day=stance["article"].map(days))


def pairs(pieces: pd.DataFrame) -> Iterator[Pair]:
    """Each holder with each target, those with most pieces first."""
    found: dict[tuple[str, str], list[Piece]] = {}
    columns = ["holder", "target", "article", "number", "stance", "evidence", "start", "end", "day"]
    for cells in pieces[columns].itertuples(index=False, name=None):
        day = None if cells[-1] == NONE else cells[-1]
        article, number, stance, words, start, end = cells[2:-1]
        found.setdefault(cells[:2], []).append(Piece(article, number, stance, words, start, end, day))
    for (holder, target), given in sorted(found.items(), key=lambda item: -len(item[1])):
        yield Pair(holder, target, tuple(given))


def replies(corpus: Corpus, pieces: pd.DataFrame, number: Mapping[str, int]) -> Iterator[Reply]:
    """Who is criticised and not quoted, with where the evidence is."""
    columns = ["article", "target", "start", "end", "number"]
    at: dict[tuple[Any, ...], int] = {tuple(row[:4]): row[4] for row in pieces[columns].itertuples(index=False)}
    for row in lists.no_reply(corpus):
        article = number[row.doc_id]
        yield Reply(row, article, at[article, row.target, row.start, row.end])


def monthly(corpus: Corpus, options: Options) -> tuple[AuditRow, ...]:
    """The figures of each month."""
    rows = figures_with_groups(corpus, options)
    return tuple(row for row in rows if row.group not in (None, NONE) and row.p is None)


def of(figures: Sequence[AuditRow], topic: str, counted: str, group: str | None = None) -> list[AuditRow]:
    """The figures of one topic that are counted in one way."""
    return [row for row in figures if (row.topic, row.of, row.group) == (topic, counted, group)]
