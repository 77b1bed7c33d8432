"""What ``--by`` says: documents summarised together that have the same metadata, as outlets and months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from newsan.choices import unknown
from newsan.document import Document
from newsan.errors import NewsanError
from newsan.periods import UNITS, period

CORPUS, DOC, DOC_ID = "corpus", "doc", "doc_id"
Group = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What documents of one group have in common: their id, a piece of metadata, or the period that it lies in."""

    name: str
    unit: str | None = None

    @property
    def column(self) -> str:
        """The column that shows it."""
        return DOC_ID if self.name == DOC else f"{self.name}_{self.unit}" if self.unit else self.name


@dataclass(slots=True)
class Keys:
    """All that the documents of a group have in common; ``undated`` counts what is no date, with the first of them."""

    keys: tuple[Key, ...]
    undated: dict[Key, tuple[int, Any]] = field(default_factory=dict)

    def columns(self) -> dict[str, str]:
        """The columns of a summary that say which group a row is of."""
        return {key.column: "str" if key.name == DOC else "str | None" for key in self.keys}

    def group(self, document: Document) -> Group:
        """The group of a document."""
        return tuple(self.value(key, document) for key in self.keys)

    def value(self, key: Key, document: Document) -> Any:
        """What a document has for one key."""
        if key.name == DOC:
            return document.id
        value = document.meta.get(key.name)
        if key.unit is None:
            return value
        found = period(value, key.unit)
        if found is None and value is not None:
            number, first = self.undated.get(key, (0, value))
            self.undated[key] = number + 1, first
        return found

    def messages(self) -> Iterator[str]:
        """A line for each key whose values were not all dates."""
        for key, (number, first) in self.undated.items():
            yield (
                f"{number:,} document{' has' if number == 1 else 's have'} no {key.name} whose {key.unit} can be told, "
                f"as {str(first)!r}: write dates as 2024-05-01"
            )


def keys_of(given: Sequence[str]) -> Keys:
    """The keys in what ``--by`` was given; NewsanError for a misspelt unit and for ``corpus`` beside others."""
    if given == (CORPUS,):
        return Keys(())
    keys = []
    for one in given:
        name, colon, unit = one.partition(":")
        if name == CORPUS:
            raise NewsanError("corpus is one summary of all documents: it goes with no other grouping")
        if colon and unit not in UNITS:
            raise NewsanError(unknown("unit", unit, UNITS))
        keys.append(Key(name, unit or None))
    return Keys(tuple(keys))


def check_keys(keys: Keys, known: Sequence[str]) -> None:
    """Nothing; NewsanError that names the groupings there are when a key is no metadata of the documents."""
    choices = (CORPUS, DOC, *known)
    for key in keys.keys:
        if key.name not in choices:
            more = "" if known else f"; for metadata, name its field: --meta {key.name}"
            raise NewsanError(unknown("grouping", key.name, choices) + more)


def in_turn(groups: Sequence[Group]) -> list[Group]:
    """Groups sorted by their keys, numbers before words, those without a value last."""
    return sorted(groups, key=lambda group: tuple(map(_rank, group)))


def _rank(value: Any) -> tuple[int, Any]:
    if value is None:
        return 2, ""
    return (1, value) if isinstance(value, str) else (0, value)
