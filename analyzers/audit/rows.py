"""The rows of an audit: one figure each, or one entry of a list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One figure with its 95 % interval.

    ``group`` is the value of ``--by``, None for the whole corpus; in a comparison it names both groups, ``value`` is
    their difference and ``p`` its probability by chance.  ``of`` is what is counted, ``n`` of ``total``.  ``unit`` says
    whether ``value`` is a ``share`` or a ``number``.  ``few`` marks a share of fewer than ten.  ``reference`` is the
    user's benchmark and ``gap`` how far the value lies from it.
    """

    group: str | None
    topic: str
    measure: str
    of: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    total: int
    unit: str
    few: bool
    p: float | None
    reference: float | None
    gap: float | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source of a group: its quotations and words, its share of the quotations with the interval, its articles.

    Named sources are one across articles, other sources as one phrase.
    """

    group: str | None
    source: str
    status: str
    kind: str
    quotes: int
    share: float
    low: float | None
    high: float | None
    words: int
    docs: int


@dataclass(frozen=True, slots=True)
class SingleSourceRow:
    """An article that rests on one source."""

    doc_id: str
    source: str
    status: str
    kind: str
    quotes: int
    words: int


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """An actor who is criticised in an article and not quoted there; ``text[start:end]`` is ``evidence``, the surest.

    ``pieces`` counts the evidence, ``holders`` lists who criticises, joined by ``|``.
    """

    doc_id: str
    target: str
    holders: str
    pieces: int
    evidence: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class UnnamedRow:
    """A source without a name, as a phrase: why it has none, if the article says so."""

    source: str
    status: str
    kind: str
    reason: str
    quotes: int
    words: int
    docs: int


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A named person who is not in the user's file of people; ``role`` is the first that an article gives."""

    source: str
    role: str | None
    quotes: int
    words: int
    docs: int


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The named sources of a month: all, new ones, those quoted before, and those not quoted after it.

    ``gone`` is None for the last month, which nothing comes after.
    """

    month: str
    docs: int
    sources: int
    new: int
    returning: int
    gone: int | None
