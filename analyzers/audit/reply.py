"""Who is criticised in an article, and whether they are heard in it: the right of reply."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analyzers.audit.corpus import Corpus, Numbers, rows_of

ACTORS = ("person", "org")
"""The types of those who could answer; nobody asks a place."""


def criticised(corpus: Corpus) -> pd.DataFrame:
    """A row for each actor whom an article has criticised, and whether it is ``quoted`` in that article.

    Criticised is a person or an organisation that is the target of a negative stance of somebody else.  It is quoted
    if it is itself the speaker of a quotation, or if somebody who speaks for it is: its name is their affiliation.
    """
    stance, entities = corpus.stance, corpus.entities
    actors = entities[entities["type"].isin(ACTORS)][["article", "entity"]].drop_duplicates()
    negative = stance[(stance["stance"] == "negative") & (stance["holder"] != stance["target"])]
    found = negative.merge(actors, left_on=["article", "target"], right_on=["article", "entity"])
    surest = found.sort_values("confidence", ascending=False, kind="stable")
    grouped = surest.groupby(["article", "target"], sort=True).agg(
        doc_id=("doc_id", "first"),
        holders=("holder", lambda names: "|".join(dict.fromkeys(names))),
        pieces=("start", "size"),
        evidence=("evidence", "first"),
        start=("start", "first"),
        end=("end", "first"),
        confidence=("confidence", "first"),
    )
    rows = rows_of(grouped, "article", "target")
    voices = heard(corpus)
    quoted = [pair in voices for pair in zip(rows["article"], rows["target"], strict=True)]
    return rows.assign(quoted=pd.Series(quoted, index=rows.index, dtype=bool))


def heard(corpus: Corpus) -> set[tuple[int, str]]:
    """The articles with the names of those who are quoted in them, or for whom somebody speaks."""
    sources = corpus.sources
    spoken = sources[["article", "name"]].dropna().itertuples(index=False, name=None)
    spoken_for = sources[["article", "affiliation"]].dropna().itertuples(index=False, name=None)
    return {*spoken, *spoken_for}


def one_sided(corpus: Corpus) -> tuple[Numbers, Numbers]:
    """For each article whether all its stances are on one side, and whether it has two or more of them.

    One side means: of no target it has both a positive and a negative stance.
    """
    stance = corpus.stance
    sided = stance[stance["stance"] != "neutral"]
    several = corpus.per_article(sided) >= 2
    both = sided.groupby(["article", "target"])["stance"].nunique()
    mixed = np.zeros(len(corpus), dtype=bool)
    mixed[both[both > 1].index.get_level_values("article").to_numpy(dtype=int)] = True
    return (several & ~mixed).astype(float), several.astype(float)


def without_reply(corpus: Corpus) -> pd.DataFrame:
    """Who is criticised in an article and not quoted there, those with the most evidence first."""
    found = criticised(corpus)
    return found[~found["quoted"]].sort_values(["pieces", "confidence"], ascending=False, kind="stable")
