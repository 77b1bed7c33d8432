"""Summaries made document by document, which merge: the summaries of two parts add up to that of the whole."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator
from functools import partial
from typing import Any, Generic, Protocol, Self, TypeVar

from analyzers.findings import Annotated


class Tally(Protocol):
    """What is known so far of one row of a summary; ``docs`` is in how many documents it was found."""

    docs: int

    def add(self, row: Any) -> None:
        """Count one more detail row."""

    def merge(self, other: Self) -> None:
        """Count what the other counts, as if its documents came next; where a first thing is kept, this one's stays."""


Row = TypeVar("Row")
Counting = TypeVar("Counting", bound=Tally)


class Counts(ABC, Generic[Row, Counting]):
    """Detail rows counted by what they have in common, in order of appearance.

    ``find`` gives the detail rows of a document and holds the options, ``key`` what the rows of one tally share, and
    ``new`` a tally in which nothing is counted.
    """

    def __init__(
        self, find: partial[Iterator[Row]], key: Callable[[Row], Hashable], new: Callable[[], Counting]
    ) -> None:
        self.find = find
        self.key = key
        self.new = new
        self.tallies: dict[Any, Counting] = {}

    def add(self, doc: Annotated) -> None:
        """Count one more document; where its rows cannot be found, the exception passes and nothing is counted."""
        touched: dict[Hashable, Counting] = {}
        for row in list(self.find(doc)):
            key = self.key(row)
            tally = touched[key] = self.tallies.setdefault(key, self.new())
            tally.add(row)
        for tally in touched.values():
            tally.docs += 1

    def merge(self, other: Self) -> None:
        """Count the other's documents as if they came next; the other stays as it is.

        Raises ValueError when the two were not made with the same options: their figures cannot be added up.
        """
        if (self.find.func, self.find.keywords) != (other.find.func, other.find.keywords):
            raise ValueError("summaries merge only if they were made with the same options")
        for key, tally in other.tallies.items():
            self.tallies.setdefault(key, self.new()).merge(tally)

    @abstractmethod
    def rows(self) -> list[Any]:
        """The summary rows of all documents so far."""
