"""The word lists in ``english/``, read once and only when somebody asks.

Every list is a text file of lines ``key: value, value`` under a head of ``#`` lines that name its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of ``english/<name>.txt`` by key; a key that stands on several lines holds all their values.

    >>> table("places")["Kyiv"]
    ('Kiev',)
    """
    lists: dict[str, tuple[str, ...]] = {}
    text = (files("newsan.language.lexicon") / "english" / f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            key, _, values = line.partition(":")
            lists[key] = lists.get(key, ()) + tuple(value.strip() for value in values.split(",") if value.strip())
    return lists


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The values of the named lists of one file (all lists when no key is given), case-folded.

    >>> "der" in words("names", "particle")
    True
    """
    lists = table(name)
    return frozenset(value.casefold() for key in keys or lists for value in lists.get(key, ()))


@cache
def lookup(name: str) -> dict[str, str]:
    """Value → key for one file, case-folded on the left; a key also stands for itself, an earlier line wins.

    >>> lookup("demonyms")["dutch"]
    'Netherlands'
    """
    found: dict[str, str] = {}
    for key, values in table(name).items():
        for value in (key, *values):
            found.setdefault(value.casefold(), key)
    return found


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
