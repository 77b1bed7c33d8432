"""A corpus as an audit sees it: articles by number, quotations, and the sources of each article."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzers.audit.kinds import NOT_SAID, Kinds
from analyzers.tables import Tables

Numbers = npt.NDArray[np.float64]

HEADLINE_AND_LEAD = 2  # paragraphs: the first holds the headline, the second the lead
PROTAGONIST = 3  # mentions: fewer do not make somebody the one whom a story is about


@dataclass(frozen=True, slots=True)
class Corpus:
    """The tables of a corpus, each row with the number of its ``article``.

    ``sources`` has a row for each source *of an article*: two phrases are one source there when status and name are
    equal, whatever the capitals; ``key`` is the name without them, in ``quotes`` too.
    """

    documents: pd.DataFrame
    quotes: pd.DataFrame
    sources: pd.DataFrame
    entities: pd.DataFrame
    stance: pd.DataFrame

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self.documents)

    def per_article(self, frame: pd.DataFrame, values: pd.Series | None = None) -> Numbers:
        """The sum of ``values``, or the number of rows, of each article."""
        weights = None if values is None else values.to_numpy(dtype=float)
        return np.bincount(frame["article"].to_numpy(dtype=int), weights, minlength=len(self)).astype(float)


def corpus(tables: Tables, *, kinds: Kinds, without_protagonists: bool = False) -> Corpus:
    """The corpus of tables.

    ``without_protagonists`` leaves out the quotations of those whom a story is about, as the BBC's 50:50 project does.
    """
    documents = tables.documents.drop_duplicates("doc_id").reset_index(drop=True)
    number = pd.Series(documents.index, index=documents["doc_id"])
    numbered = [with_articles(frame, number) for frame in (tables.quotes, tables.entities, tables.stance)]
    quotes, entities, stance = numbered
    if without_protagonists:
        told = pd.MultiIndex.from_frame(protagonists(entities))
        about = pd.MultiIndex.from_arrays([quotes["article"], quotes["speaker"]]).isin(told)
        quotes = quotes[~about].reset_index(drop=True)
    quotes, sources = with_sources(quotes, protagonists(entities), kinds)
    return Corpus(documents, quotes, sources, entities, stance)


def with_articles(frame: pd.DataFrame, number: pd.Series) -> pd.DataFrame:
    """The rows of these articles, with their numbers."""
    kept = frame[frame["doc_id"].isin(number.index)].reset_index(drop=True)
    return kept.assign(article=kept["doc_id"].map(number).astype(int))


def protagonists(entities: pd.DataFrame) -> pd.DataFrame:
    """Whom each story is about, as ``article`` and ``entity``.

    That is the person or organisation that it names most, at least three times, and already in the headline or the
    first sentence.
    """
    actors = entities[entities["type"].isin(["person", "org"])]
    grouped = actors.groupby(["article", "entity"], sort=False).agg(n=("start", "size"), first=("sentence", "min"))
    counted = grouped.reset_index().sort_values("n", ascending=False, kind="stable")
    most = counted.drop_duplicates("article")
    told = most[(most["n"] >= PROTAGONIST) & (most["first"].fillna(HEADLINE_AND_LEAD) < HEADLINE_AND_LEAD)]
    return told[["article", "entity"]].sort_values("article")


def with_sources(quotes: pd.DataFrame, told: pd.DataFrame, kinds: Kinds) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The quotations with the numbers of their sources, and the sources of the articles."""
    given = quotes.assign(key=quotes["speaker"].str.casefold(), lead=quotes["paragraph"].fillna(0) < HEADLINE_AND_LEAD)
    attributed = given[given["speaker_status"] != "unattributed"]
    groups = attributed.groupby(["article", "speaker_status", "key"], sort=False, dropna=False)
    sources = groups.agg(
        name=("speaker", "first"),
        type=("speaker_type", "first"),
        role=("speaker_role", "first"),
        affiliation=("speaker_affiliation", "first"),
        title=("speaker_title", "first"),
        source_type=("source_type", "first"),
        reason=("reason", "first"),
        quotes=("start", "size"),
        words=("words", "sum"),
        start=("start", "min"),
        lead=("lead", "sum"),
    )
    sources = rows_of(sources, "article", "status", "key")
    sources["phrases"] = joined(attributed["source"], groups.ngroup(), len(sources))
    protagonist = pd.MultiIndex.from_frame(sources[["article", "name"]]).isin(pd.MultiIndex.from_frame(told))
    columns = ["status", "name", "type", "role", "title", "affiliation", "phrases", "source_type"]
    described = sources[columns].itertuples(index=False)
    found = [kinds.of(*map(known, row)) for row in described]
    sources["kind"] = [kind for kind, _ in found]
    sources["function"] = [
        "subject" if subject and function == NOT_SAID else function
        for subject, (_, function) in zip(protagonist, found, strict=True)
    ]
    return given, sources


def joined(phrases: pd.Series, numbers: pd.Series, n: int) -> list[str]:
    """The phrases of each of ``n`` sources, joined by ``|``."""
    found: list[list[str]] = [[] for _ in range(n)]
    for number, phrase in zip(numbers, phrases, strict=True):
        if isinstance(phrase, str):
            found[number].append(phrase)
    return list(map("|".join, found))


def rows_of(grouped: pd.DataFrame, *names: str) -> pd.DataFrame:
    """The groups as rows, with ``names`` for what they have in common, which pandas forgets where there is no group."""
    if len(grouped):
        return grouped.reset_index(names=list(names))
    return grouped.reset_index(drop=True).assign(**{name: pd.Series(dtype="int64") for name in names})


def known(cell: object) -> str:
    """A cell as a string, empty for none."""
    return cell if isinstance(cell, str) else ""
