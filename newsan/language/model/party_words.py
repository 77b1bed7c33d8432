"""Words for the people of a party, "Republicans" and "Tory", which the model has hardly seen: each is a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from newsan.language.lexicon.lookup import lookup, table, words
from newsan.language.model.repeated_names import NamedSpan

MISTAKEN = {"always": ("PERSON", "ORG", "PLACE", "OTHER"), "inside": ("ORG", "OTHER")}
MISTAKEN |= {
    "plural": MISTAKEN["always"],
    "itself": ("PERSON", "PLACE", "OTHER"),
    "labour": ("PERSON", "PLACE", "OTHER"),
}
"""The types that a lone party word cannot have, by its list: "the Greens" may be the party itself, "Democrats" never
is."""


DOUBTED = ("inside", "labour")
"""Lists of words that need a reason for their capital."""


def with_party_words(text: Sequence[str], named: Iterable[NamedSpan]) -> list[NamedSpan]:
    """The names among some words, with the party words that stand for themselves as groups.

    A party word inside a longer name is left there, and so is one before a word that makes it a body's name:
    "Republican National Committee".

    >>> with_party_words("many Republicans met Democratic leaders".split(), [])
    [(1, 2, 'GROUP'), (3, 4, 'GROUP')]
    >>> with_party_words("fans of Republican Ann Lee".split(), [(2, 5, "ORG")])
    [(2, 3, 'GROUP'), (3, 5, 'PERSON')]
    """
    parties = {(first, last): how for first, last, how in _parties(text)}
    sure = {first: last for (first, last), how in parties.items() if how == "always"}
    kept: list[NamedSpan] = []
    for first, last, label in named:
        behind = sure.get(first, last)
        if behind < last and (label == "PERSON" or _is_full_name(text[behind:last])):
            first, label = behind, "PERSON"
        how = parties.get((first, last), "")
        kept.append((first, last, _label(how) if label in MISTAKEN.get(how, ()) else label))
    taken = {i for first, last, _ in kept for i in range(first, last)}
    missed = [(*span, _label(how)) for span, how in parties.items() if taken.isdisjoint(range(*span))]
    return sorted(kept + missed)


def _is_full_name(name: Sequence[str]) -> bool:
    """Whether some words can only be a person's name: a given name and one or two words more."""
    return len(name) in (2, 3) and name[0].casefold() in words("given_names")


def _label(how: str) -> str:
    return "ORG" if how in ("itself", "labour") else "GROUP"


def _parties(text: Sequence[str]) -> Iterator[NamedSpan]:
    """Where party words stand, with the list that each is in.

    Words of the list "inside" count where they or another word for the same people have a reason for their capital.
    """
    listed = list(_listed(text))
    reasons = {
        _people(text, party_word)
        for party_word in listed
        if party_word[2] not in DOUBTED or _has_reason(text, party_word[0])
    }
    return (party_word for party_word in listed if _people(text, party_word) in reasons)


def _listed(text: Sequence[str]) -> Iterator[NamedSpan]:
    """Where words of the lists stand, two-word ones first."""
    behind = 0
    for i, word in enumerate(text):
        if i < behind or word not in _firsts():
            continue
        for size in (2, 1):
            how = _forms().get(" ".join(text[i : i + size])) if i + size <= len(text) else None
            if how and not _is_body(text, i + size) and not (how == "labour" and _is_matter(text, i)):
                yield i, i + size, how
                behind = i + size
                break


def _people(text: Sequence[str], party_word: NamedSpan) -> str:
    """The people that a party word means: Conservative for "Tories"."""
    name = " ".join(text[party_word[0] : party_word[1]]).casefold()
    return lookup("groups").get(name) or lookup("groups").get(name.removesuffix("s")) or name.removesuffix("s")


def _has_reason(text: Sequence[str], i: int) -> bool:
    """Whether a capital says something: it stands inside a sentence and not all words around it have one."""
    before = text[i - 1] if i else "."
    after = text[i + 1] if i + 1 < len(text) else "."
    return before.islower() and (after.islower() or not after.isalpha() or before in ("the", "a", "by", "of", "and"))


def _is_matter(text: Sequence[str], i: int) -> bool:
    """Whether labour is what an office is for: "Secretary of Labor", "Labour Minister"."""
    after = text[i + 1] if i + 1 < len(text) else ""
    return (i > 0 and text[i - 1] == "of") or after in ("Minister", "Secretary", "Commissioner", "Day", "-")


def _is_body(text: Sequence[str], i: int) -> bool:
    """Whether the word behind a party word makes both a body's name."""
    word = text[i] if i < len(text) else ""
    return word[:1].isupper() and word.casefold() in words("names", "institution")


@cache
def _forms() -> dict[str, str]:
    """The list of each party word, singular and plural."""
    plurals = {
        form + "s": how for how, forms in table("parties").items() if how not in ("plural", "itself") for form in forms
    }
    return plurals | {form: how for how, forms in table("parties").items() for form in forms}


@cache
def _firsts() -> frozenset[str]:
    return frozenset(form.split()[0] for form in _forms())
