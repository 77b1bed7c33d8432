"""The lexicon: what ``english/`` says of words and names, read once and only when somebody asks.

``words.txt`` has every word once with its tags, ``word: tag tag``; a tag is a list and a class of it (``acts.help``).
The other files lead from a name to its variants, ``name: variant, variant``.  Lines that begin with ``#`` say what a
list is and where it comes from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

Classes = dict[str, tuple[str, ...]]
"""The words of each class of a list, or the variants of each name of a table."""


@cache
def table(name: str) -> Classes:
    """The words of a list by class, or the variants of a table by name, as they are written.

    >>> table("places")["Kyiv"], "Prof." in table("titles")["any"]
    (('Kiev',), True)
    """
    return _lists()[name] if name in _lists() else _variants(name)


@cache
def words(name: str, *classes: str) -> frozenset[str]:
    """The words of some classes of a list (of all when none is given), case-folded.

    >>> "der" in words("names", "particle")
    True
    """
    given = table(name)
    return frozenset(word.casefold() for key in classes or given for word in given.get(key, ()))


@cache
def lookup(name: str) -> dict[str, str]:
    """Variant → name for one table, case-folded on the left; a name also stands for itself, an earlier line wins.

    >>> lookup("demonyms")["dutch"]
    'Netherlands'
    """
    names: dict[str, str] = {}
    for key, variants in table(name).items():
        for variant in (key, *variants):
            names.setdefault(variant.casefold(), key)
    return names


@cache
def _lists() -> dict[str, Classes]:
    """The lists that ``words.txt`` holds."""
    lists: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in _lines("words"):
        word, _, tags = line.rpartition(": ")
        for tag in tags.split():
            name, _, key = tag.partition(".")
            lists[name][key].append(word)
    return {name: {key: tuple(members) for key, members in classes.items()} for name, classes in lists.items()}


def _variants(name: str) -> Classes:
    """The variants of each name of a table."""
    parts = (line.partition(":") for line in _lines(name))
    return {key: tuple(filter(None, map(str.strip, variants.split(",")))) for key, _, variants in parts}


def _lines(name: str) -> Iterator[str]:
    """The lines of a file that say something of a word."""
    text = (files("newsan.language.lexicon") / "english" / f"{name}.txt").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
