"""The figures of each topic, given a corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from analyzers.audit.corpus import Corpus, Numbers
from analyzers.audit.kinds import NOT_SAID
from analyzers.audit.people import attributes, said_of
from analyzers.audit.reply import criticised, one_sided
from analyzers.audit.spread import SPREADS
from analyzers.audit.weights import Figures, Ratios, Spread

STATUSES = ("named", "unnamed", "unresolved", "unattributed")
INSTITUTIONS = ("government", "police and justice", "party", "business", "document", "poll")
"""The kinds of sources that speak for an office, a firm or a paper; an organisation without a kind is one too."""


def voices(corpus: Corpus) -> Iterator[Figures]:
    """Named, unnamed, unresolved and unattributed: shares of quotations, of words and of sources."""
    quotes, sources = corpus.quotes, corpus.sources
    yield shares(corpus, "voices", "quotations", quotes, quotes["speaker_status"], STATUSES)
    yield shares(corpus, "voices", "words", quotes, quotes["speaker_status"], STATUSES, quotes["words"])
    yield shares(corpus, "voices", "sources", sources, sources["status"], STATUSES[:-1])
    unnamed = sources[sources["status"] == "unnamed"]
    said = unnamed["reason"].notna().map({True: "reason given", False: "reason not said"})
    yield shares(corpus, "voices", "unnamed sources", unnamed, said, ("reason given", "reason not said"))


def concentration(corpus: Corpus) -> Iterator[Figures]:
    """How the quotations of named sources spread over them."""
    named = corpus.quotes[corpus.quotes["speaker_status"] == "named"]
    numbers, _ = pd.factorize(named["key"])
    given = named["article"].to_numpy(dtype=int), numbers
    yield Spread("concentration", "quotations of named sources", SPREADS, *given)


def structure(corpus: Corpus) -> Iterator[Figures]:
    """On what articles rest: how many sources, whether any has a name, whether they are of one kind or one side."""
    sources = corpus.sources
    number, named = corpus.per_article(sources), corpus.per_article(sources[sources["status"] == "named"])
    institution = sources["kind"].isin(INSTITUTIONS) | (
        (sources["kind"] == NOT_SAID) & sources["type"].eq("org").fillna(False)
    )
    others = corpus.per_article(sources[~institution])
    every, with_source = np.ones(len(corpus)), (number > 0).astype(float)
    yield Ratios("structure", "articles", ("sources per article",), column(number), column(every), unit="number")
    yield Ratios("structure", "articles", ("without a source",), column(number == 0), column(every))
    parts = {
        "one source only": number == 1,
        "no named source": (number > 0) & (named == 0),
        "institutions only": (number > 0) & (others == 0),
    }
    whole = np.repeat(column(with_source), len(parts), axis=1)
    yield Ratios("structure", "articles with a source", tuple(parts), np.column_stack([*parts.values()]) * 1.0, whole)
    sided, several = one_sided(corpus)
    yield Ratios("structure", "articles with two stances", ("one side only",), column(sided), column(several))
    actors = criticised(corpus)
    silent = corpus.per_article(actors[~actors["quoted"]])
    whole_actors = corpus.per_article(actors)
    yield Ratios("structure", "criticised actors", ("not quoted there",), column(silent), column(whole_actors))


def kinds(corpus: Corpus, column_name: str = "kind", topic: str = "kinds") -> Iterator[Figures]:
    """Which kinds of sources, or with ``function`` in which functions: shares of sources, quotations and words."""
    sources = corpus.sources
    names = by_size(sources[column_name])
    for of, values in (("sources", None), ("quotations", sources["quotes"]), ("words", sources["words"])):
        yield shares(corpus, topic, of, sources, sources[column_name], names, values)


def people(corpus: Corpus) -> Iterator[Figures]:
    """What the article says of named persons: she, he, they, or nothing."""
    persons = corpus.sources[(corpus.sources["status"] == "named") & (corpus.sources["type"] == "person")]
    said = pd.Series([said_of(phrases) for phrases in persons["phrases"]], index=persons.index, dtype=object)
    names = ("she", "he", "they", NOT_SAID)
    for of, values in (("named persons", None), ("quotations of named persons", persons["quotes"])):
        yield shares(corpus, "people", of, persons, said, names, values)


def position(corpus: Corpus) -> Iterator[Figures]:
    """Who speaks first, who speaks in headline and lead, and how many words a source gets."""
    sources = corpus.sources
    voices_first = sources.sort_values("start", kind="stable").drop_duplicates("article")
    leading = sources[sources["lead"] > 0]
    for column_name, topic in (("status", "position"), ("kind", "position")):
        names = by_size(sources[column_name])
        yield shares(corpus, topic, "first voices", voices_first, voices_first[column_name], names)
        yield shares(
            corpus, topic, "quotations in headline and lead", leading, leading[column_name], names, leading["lead"]
        )
    for column_name in ("status", "kind"):
        names = by_size(sources[column_name])
        words = spread_out(corpus, sources, sources[column_name], names, sources["words"])
        number = spread_out(corpus, sources, sources[column_name], names)
        yield Ratios("position", "words per source", names, words, number, unit="number")


def given_people(corpus: Corpus, table: pd.DataFrame) -> Iterator[Figures]:
    """For each column of the user's file of people: the shares of its values among named sources."""
    named = corpus.sources[corpus.sources["status"] == "named"]
    joined = attributes(named, table)
    for name in joined.columns:
        for of, values in (("named sources", None), ("quotations of named sources", named["quotes"])):
            yield shares(corpus, name, of, named, joined[name], by_size(joined[name]), values)


TOPICS: Mapping[str, Callable[[Corpus], Iterator[Figures]]] = {
    "voices": voices,
    "concentration": concentration,
    "structure": structure,
    "kinds": kinds,
    "functions": partial(kinds, column_name="function", topic="functions"),
    "people": people,
    "position": position,
}


def column(values: Numbers) -> Numbers:
    """The values of articles as one column."""
    return np.asarray(values, dtype=float)[:, None]


def by_size(labels: pd.Series) -> tuple[str, ...]:
    """The labels, the most frequent first and what is not said last."""
    names = list(labels.value_counts().index)
    return tuple(sorted(names, key=lambda name: name == NOT_SAID))


def spread_out(
    corpus: Corpus, frame: pd.DataFrame, labels: pd.Series, names: Sequence[str], values: pd.Series | None = None
) -> Numbers:
    """The rows of a frame, or the sums of ``values``: a row for each article and a column for each label."""
    columns = [
        corpus.per_article(frame[labels == name], None if values is None else values[labels == name]) for name in names
    ]
    return np.column_stack(columns) if columns else np.zeros((len(corpus), 0))


def shares(
    corpus: Corpus,
    topic: str,
    of: str,
    frame: pd.DataFrame,
    labels: pd.Series,
    names: Sequence[str],
    values: pd.Series | None = None,
) -> Ratios:
    """The share of each label among the rows of a frame, or among their ``values``."""
    whole = column(corpus.per_article(frame, values))
    return Ratios(topic, of, names, spread_out(corpus, frame, labels, names, values), np.repeat(whole, len(names), 1))
