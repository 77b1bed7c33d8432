"""Which kind of source speaks, and in which function, by words of roles and affiliations that stand in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NOT_SAID = "not said"
"""The class of a source of which the article says nothing that the list knows."""

WORD = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*")
PAPERS = ("document", "data")
"""The types of sources that are documents, whatever they are called."""

LONGEST = 4  # words: no entry of the list is longer

PREPOSITIONS = frozenset(
    ["of", "for", "at", "from", "in", "on", "to", "by", "with", "about", "near", "against", "behind"]
)
CLAUSE = frozenset(["who", "whose", "which", "that", "whom", "where"])

Words = Mapping[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Kinds:
    """Two lists of words: ``classes`` for who somebody is, ``functions`` for what they are asked about."""

    classes: Words
    functions: Words

    def of(
        self,
        status: str,
        name: str,
        type_: str,
        role: str,
        title: str,
        affiliation: str,
        phrases: str,
        source_type: str,
    ) -> tuple[str, str]:
        """The class and the function of a source.

        A role decides before a longer title, this before the phrase that names the source, this before the name of an
        organisation, and this before an affiliation: the spokeswoman of a ministry is of its class because
        "spokeswoman" has none.  Of a person's phrase their own name is left out, which may be Judge or King.
        """
        own = set(folded(name)) if status == "named" and type_ == "person" else set()
        phrase = [tuple(word for word in folded(one) if word not in own) for one in phrases.split("|")]
        organisation = () if type_ == "person" else tuple(folded(name))
        told = [tuple(folded(role)), tuple(folded(title)), *phrase, organisation, tuple(folded(affiliation))]
        class_ = first(self.classes, told)
        if class_ == NOT_SAID and source_type in PAPERS:
            class_ = "document"
        return class_, first(self.functions, told)


def first(words: Words, told: list[tuple[str, ...]]) -> str:
    """The class of the first text that has one."""
    return next((found for text in told for found in class_in(words, text)), NOT_SAID)


def class_in(words: Words, text: tuple[str, ...]) -> Iterator[str]:
    """The classes of the entries in a text, those of its head first.

    English puts the head of a noun phrase last and before "of": a bank manager is a manager, a friend of the minister a
    friend.  Of the entries that begin in one stretch without "of" and the like the longest counts, then the last.
    """
    for begin, end in stretches(text):
        for length in range(LONGEST, 0, -1):
            for at in range(end - 1, begin - 1, -1):
                entry = text[at : at + length]
                found = words.get(entry) or words.get((*entry[:-1], singular(entry[-1])))
                if found:
                    yield found


def stretches(text: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the stretches of a text between prepositions lie; nothing behind "who", "whose" and the like counts."""
    begin = 0
    for at, word in enumerate(text):
        if word in CLAUSE:
            yield begin, at
            return
        if word in PREPOSITIONS:
            yield begin, at
            begin = at + 1
    yield begin, len(text)


def folded(text: str) -> Iterator[str]:
    """The words of a text without capitals and possessive endings.

    >>> list(folded("The UN's Chief-of-Staff"))
    ['the', 'un', 'chief-of-staff']
    """
    return (match.group() for match in WORD.finditer(re.sub(r"[’']s?\b", " ", text.casefold())))


def singular(word: str) -> str:
    """A noun without its plural ending, as far as one can tell without a dictionary.

    >>> singular("officials"), singular("parties"), singular("boss"), singular("policemen")
    ('official', 'party', 'boss', 'policeman')
    """
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-2] + "an"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def listed(rows: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> dict[tuple[str, ...], str]:
    """A list of words as it is looked up, of pairs of words and class."""
    return {tuple(folded(words)): class_ for words, class_ in rows}


@cache
def default_kinds() -> Kinds:
    """Our own lists: ``kinds.csv`` and ``functions.csv`` beside this file."""
    return Kinds(*(listed(list(pairs(name))) for name in ("kinds.csv", "functions.csv")))


def pairs(name: str) -> Iterator[tuple[str, str]]:
    """The pairs of words and class of one of our files: a class before a colon, its words behind it."""
    for line in files(__package__).joinpath(name).read_text("utf-8").splitlines():
        words, _, class_ = line.rpartition(",")
        if class_ and not line.startswith("#") and words != "words":
            yield words, class_
