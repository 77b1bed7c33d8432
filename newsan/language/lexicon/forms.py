"""The plain forms that regular forms of English words may come from: guesses that are good enough to look words up."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def fold(text: str) -> str:
    """A text without accents and capitals, with plain apostrophes and single blanks.

    >>> fold("Zoë  MÜLLER’s")
    "zoe muller's"
    """
    plain = text.replace("’", "'").replace("‘", "'").replace("‑", "-")
    letters = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).casefold().split())


def singular(word: str) -> str:
    """The singular of a lower-case English noun by its ending; a guess that is good enough to look words up.

    >>> [singular(word) for word in ("officials", "spokesmen", "ministries", "boss", "witnesses")]
    ['official', 'spokesman', 'ministry', 'boss', 'witness']
    """
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def base_forms(word: str) -> Iterator[str]:
    """The words of which a lower-case English verb or noun may be a regular form, itself first; guesses, for look-ups.

    >>> list(base_forms("denied")), list(base_forms("planning"))
    (['denied', 'deni', 'denie', 'deny'], ['planning', 'plann', 'planne', 'plan'])
    """
    yield word
    if word.endswith("s"):
        yield singular(word)
        return
    ending = next((ending for ending in ("ing", "ed") if word.endswith(ending) and len(word) > len(ending) + 1), None)
    if ending is None:
        return
    stem = word.removesuffix(ending)
    yield stem
    yield stem + "e"
    if stem.endswith("i"):
        yield stem[:-1] + "y"
    elif stem[-1] == stem[-2]:
        yield stem[:-1]
