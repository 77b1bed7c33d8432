"""The audit of a corpus: its figures with intervals, for all of it, for groups and between two groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from analyzers.audit import lists
from analyzers.audit.corpus import Corpus, Numbers, corpus
from analyzers.audit.figures import TOPICS, given_people
from analyzers.audit.groups import labels, members
from analyzers.audit.intervals import Resampling, chance, difference, intervals, ones, rarefied
from analyzers.audit.kinds import Kinds, default_kinds
from analyzers.audit.rows import AuditRow
from analyzers.audit.weights import Figures, Spread, is_number
from analyzers.rows import rounded
from analyzers.tables import Tables
from newsan.choices import unknown
from newsan.errors import NewsanError

FEW = 10
"""Shares of fewer than this are marked: one case more or less moves them by ten points."""

Reference = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of an audit.

    ``by`` groups articles, ``compare`` names two of these groups; ``people`` is the user's file of people by folded
    names, ``reference`` has the user's benchmark by topic and measure, ``date`` is the metadata with the date.
    """

    topics: Sequence[str] = tuple(TOPICS)
    by: str | None = None
    compare: tuple[str, str] | None = None
    kinds: Kinds = field(default_factory=default_kinds)
    people: pd.DataFrame | None = None
    reference: Reference = field(default_factory=dict)
    without_protagonists: bool = False
    date: str = "date"
    resampling: Resampling = field(default_factory=Resampling)


def audit(tables: Tables, options: Options) -> Iterator[AuditRow]:
    """The figures of a corpus, topic by topic; within a topic first those of all articles, then those of each group."""
    yield from figures_with_groups(prepared(tables, options), options)


def figures_with_groups(made: Corpus, options: Options) -> Iterator[AuditRow]:
    """The same of a corpus that is prepared."""
    every = np.ones(len(made))
    groups = {} if options.by is None else members(labels(made.documents, options.by))
    pair = compared(groups, options.compare)
    groups = {name: groups[name] for name in options.compare} if options.compare else groups
    for figures in figures_of(made, options):
        yield from rows(figures, every, None, options)
        for name, group in groups.items():
            yield from rows(figures, group, name, options)
        if isinstance(figures, Spread) and len(groups) > 1:
            yield from rarefied_rows(figures, groups, options)
        if pair:
            yield from compared_rows(figures, groups, pair, options)


def prepared(tables: Tables, options: Options) -> Corpus:
    """The corpus that is audited."""
    return corpus(tables, kinds=options.kinds, without_protagonists=options.without_protagonists)


def figures_of(corpus: Corpus, options: Options) -> Iterator[Figures]:
    """The figures of the topics that were asked for, all topics unless some were."""
    for name in options.topics:
        yield from TOPICS[name](corpus)
    if options.people is not None:
        yield from given_people(corpus, options.people)


def compared(groups: Mapping[str, Numbers], asked: tuple[str, str] | None) -> tuple[str, str] | None:
    """The two groups that are compared: those that were asked for, or the only two; None where there are others."""
    for name in asked or ():
        if name not in groups:
            raise NewsanError(unknown("group", name, list(groups)))
    return asked or (tuple(groups) if len(groups) == 2 else None)  # type: ignore[return-value]


def rows(figures: Figures, members: Numbers, group: str | None, options: Options) -> Iterator[AuditRow]:
    """The figures of some articles as rows."""
    values = figures.values(ones(members)).ravel()
    ends = intervals(figures, members, options.resampling)
    counted = figures.counted(ones(members))
    for at, name in enumerate(figures.names):
        reference = options.reference.get((figures.topic, name))
        value = number(values[at])
        gap = None if reference is None or value is None else rounded(value - reference)
        yield replace(
            blank(figures, name, group),
            value=value,
            low=number(ends[at][0]),
            high=number(ends[at][1]),
            n=int(counted[at][0]),
            total=int(counted[at][1]),
            few=bool(counted[at][1] < FEW),
            reference=reference,
            gap=gap,
        )


def blank(figures: Figures, name: str, group: str | None) -> AuditRow:
    """The row of a figure, without its values."""
    unit = "number" if is_number(figures, name) else "share"
    return AuditRow(group, figures.topic, name, figures.of, None, None, None, 0, 0, unit, False, None, None, None)


def rarefied_rows(figures: Spread, groups: Mapping[str, Numbers], options: Options) -> Iterator[AuditRow]:
    """The figures of each group at the number of articles of the smallest one."""
    least = int(min(np.count_nonzero(group) for group in groups.values()))
    for name, group in groups.items():
        values = rarefied(figures, group, least, options.resampling)
        counted = figures.counted(ones(group))
        for at, measure in enumerate(figures.names):
            row = blank(figures, measure, name)
            of = f"{figures.of}, at {least} articles"
            n, total = map(int, counted[at])
            yield replace(row, of=of, value=number(values[at]), n=n, total=total, few=total < FEW)


def compared_rows(
    figures: Figures, groups: Mapping[str, Numbers], pair: tuple[str, str], options: Options
) -> Iterator[AuditRow]:
    """The differences between two groups, the first less the second."""
    one, other = (groups[name] for name in pair)
    both = figures.values(one).ravel(), figures.values(other).ravel()
    values = both[0] - both[1]
    ends = difference(
        both, (intervals(figures, one, options.resampling), intervals(figures, other, options.resampling))
    )
    p = chance(figures, one, other, options.resampling)
    counted = np.stack([figures.counted(one)[:, 1], figures.counted(other)[:, 1]])
    for at, name in enumerate(figures.names):
        yield replace(
            blank(figures, name, f"{pair[0]} − {pair[1]}"),
            value=number(values[at]),
            low=number(ends[at][0]),
            high=number(ends[at][1]),
            n=int(counted[0][at]),
            total=int(counted[:, at].sum()),
            few=bool(counted[:, at].min() < FEW),
            p=number(p[at]),
        )


def listed(tables: Tables, name: str, options: Options) -> Iterator[Any]:
    """The rows of a list."""
    made = prepared(tables, options)
    if name == "sources":
        for group, articles in grouped(made, options).items():
            yield from lists.speakers(made, articles, group, options.resampling)
    elif name == "missing":
        yield from lists.missing(made, options.people)
    elif name == "months":
        yield from lists.months(made, options.date)
    else:
        yield from {"single-source": lists.single_source, "no-reply": lists.no_reply, "unnamed": lists.unnamed}[name](
            made
        )


def grouped(corpus: Corpus, options: Options) -> dict[str | None, Numbers]:
    """The articles of each group, or all of them."""
    if options.by is None:
        return {None: np.ones(len(corpus))}
    found: dict[str | None, Numbers] = {}
    found.update(members(labels(corpus.documents, options.by)))
    return found


def number(value: float) -> float | None:
    """A figure, rounded; None for one that is not known."""
    return None if np.isnan(value) else rounded(float(value))
