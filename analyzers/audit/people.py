"""What articles say of people, and what the user knows of them; nothing is guessed from a name."""

from __future__ import annotations

import re

import pandas as pd

from analyzers.audit.kinds import NOT_SAID

UNKNOWN = "not in the file"
PRONOUNS = {"she": "she", "her": "she", "he": "he", "him": "he", "they": "they"}
TITLES = {
    **dict.fromkeys(("ms", "mrs", "miss", "madam", "dame", "lady", "baroness"), "she"),
    **dict.fromkeys(("mr", "mister", "sir", "lord"), "he"),
}
"""Titles that say what a pronoun says (Oxford English Dictionary); Mx and Dr do not."""


def said_of(phrases: str) -> str:
    """How the article speaks of a person, by the phrases that name them as a source, joined by ``|``.

    A phrase that is a pronoun, or begins with a title, decides.  Where they disagree nothing is said.

    >>> said_of("Ms Duarte|she"), said_of("Maria Duarte, the mayor"), said_of("Mr Berg|she")
    ('she', 'not said', 'not said')
    """
    said = set()
    for phrase in phrases.split("|"):
        words = re.findall(r"\w+", phrase.casefold())
        if len(words) == 1:
            said.add(PRONOUNS.get(words[0]))
        said.update(TITLES.get(word) for word in words[:1])
    said.discard(None)
    return said.pop() or NOT_SAID if len(said) == 1 else NOT_SAID


def attributes(named: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The columns of the user's file for each named source, ``not said`` for an empty cell.

    ``table`` has the folded names and aliases as its index; a name that is not there is ``not in the file``.
    """
    joined = table.reindex(named["key"])
    joined.index = named.index
    known = named["key"].isin(table.index)
    return joined.fillna(NOT_SAID).where(known, UNKNOWN)
