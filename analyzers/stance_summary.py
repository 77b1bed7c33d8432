"""Evidence for stances added up: per actor, and per pair of holder and target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import Any

from analyzers.counts import Counts
from analyzers.entities import mentions, named
from analyzers.findings import Annotated
from analyzers.rows import BODY, rounded
from analyzers.stance import StanceRow, stance
from newsan import choices
from newsan.document import AUTHOR

# Stances are read off the counts that stand in the same row, so that everybody can check them.  Both limits are
# conventions: fewer polar pieces than one in four leave a stance neutral; it is mixed when the weaker side has at least
# half of the stronger.
POLAR_SHARE = 4
MIXED_SHARE = 2

UNIT = 1 << 66
"""Scores are multiples of one part in so many: they have four digits, and none of that size but 0 is below 2 ** -14, so
that the last of the 53 bits that a float has stands for 2 ** -66 or more."""


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """One actor.

    ``mentions``: how often it is named, 0 for a source without a name.  ``portrayal`` and its score: how the article's
    own voice presents it, None without evidence.  ``positive``, ``neutral``, ``negative``: pieces of evidence about the
    actor, of all layers. ``supports`` and ``opposes``: the targets of its own expressed and directed stances;
    ``supported_by`` and ``opposed_by``: those who hold such stances towards it; joined by ``; ``, the strongest first.
    """

    actor: str
    type: str | None
    mentions: int
    portrayal: str | None
    portrayal_score: float | None
    positive: int
    neutral: int
    negative: int
    supports: str | None
    opposes: str | None
    supported_by: str | None
    opposed_by: str | None


@dataclass(frozen=True, slots=True)
class PairSummary:
    """The stance of one holder towards one target in one layer.

    ``score`` is the mean of its ``n`` pieces of evidence.  It never contradicts the stance: a side has more than twice
    as many pieces as the other, and none of less than half.  ``evidence`` is the surest piece on the side of the
    stance, or the surest of all.
    """

    holder: str
    target: str
    layer: str
    stance: str
    score: float
    n: int
    positive: int
    neutral: int
    negative: int
    docs: int
    evidence: str


@dataclass(slots=True)
class Evidence:
    """Pieces of evidence, counted.

    ``total`` is the sum of their scores, in units of ``1 / UNIT``: a whole number, which is exact in any order, where
    a sum of floats depends on it.
    """

    positive: int = 0
    neutral: int = 0
    negative: int = 0
    total: int = 0
    docs: int = 0
    best: dict[str, tuple[float, str]] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many pieces there are."""
        return self.positive + self.neutral + self.negative

    @property
    def strength(self) -> float:
        """The sum of their scores without its sign, to the digits that rows show."""
        return abs(rounded(self.total / UNIT))

    def add(self, row: StanceRow) -> None:
        """Count one more piece."""
        self.positive += row.stance == "positive"
        self.neutral += row.stance == "neutral"
        self.negative += row.stance == "negative"
        self.total += int(row.score * UNIT)
        self._offer(row.stance, (row.confidence, row.evidence))

    def _offer(self, side: str, piece: tuple[float, str]) -> None:
        """Keep a piece if it is surer than what is known of its side; of equals the first stays."""
        if side not in self.best or piece[0] > self.best[side][0]:
            self.best[side] = piece

    def merge(self, other: Evidence) -> None:
        """Count the other's pieces too; ``docs`` adds up only where the two are of different documents."""
        self.positive += other.positive
        self.neutral += other.neutral
        self.negative += other.negative
        self.total += other.total
        self.docs += other.docs
        for side, piece in other.best.items():
            self._offer(side, piece)

    @property
    def stance(self) -> str:
        """What the pieces amount to; mixed where a side has more of them, and the other the surer ones."""
        found = verdict(self.positive, self.neutral, self.negative)
        sign = (found == "positive") - (found == "negative")
        return "mixed" if sign * self.total < 0 else found

    @property
    def mean(self) -> float:
        """The mean of their scores; there has to be a piece."""
        return rounded(self.total / UNIT / self.n)

    @property
    def evidence(self) -> str:
        """The surest piece on the side that the pieces amount to, or the surest of all."""
        surest = self.best.get(self.stance) or max(self.best.values(), key=lambda piece: piece[0])
        return surest[1]


class PairCounts(Counts[StanceRow, Evidence]):
    """The evidence of all documents that were added, for each holder, target and layer.

    ``rows`` are the aggregation of the rows that ``stance`` gives with the same options.
    """

    def __init__(
        self,
        *,
        layers: str | Collection[str] | None = None,
        targets: str | Collection[str] | None = None,
        min_confidence: float = 0.0,
        neutral: bool = False,
        merge_demonyms: bool = False,
        body: bool = False,
    ) -> None:
        find = partial(
            stance,
            layers=choices.layers(layers),
            targets=choices.names(targets),
            min_confidence=choices.confidence(min_confidence),
            neutral=neutral,
            merge_demonyms=merge_demonyms,
            body=body,
        )
        super().__init__(find, attrgetter("holder", "target", "layer"), Evidence)

    def rows(self) -> list[Any]:
        """A row for each pair in each layer: the strongest first (score times evidence), then by appearance."""
        ordered = sorted(self.tallies.items(), key=lambda item: (-item[1].strength, -item[1].n))
        return [
            PairSummary(
                holder=holder,
                target=target,
                layer=layer,
                stance=evidence.stance,
                score=evidence.mean,
                n=evidence.n,
                positive=evidence.positive,
                neutral=evidence.neutral,
                negative=evidence.negative,
                docs=evidence.docs,
                evidence=evidence.evidence,
            )
            for (holder, target, layer), evidence in ordered
        ]


class StanceCounts(PairCounts):
    """The same evidence, and how often each actor is named, as each type."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.mentions: dict[str, Counter[str]] = {}

    def add(self, doc: Annotated) -> None:
        """Count one more document."""
        found = mentions_in(doc, self.find.keywords["merge_demonyms"], self.find.keywords["body"])
        super().add(doc)
        self._count(found)

    def merge(self, other: StanceCounts) -> None:
        """Count the other's documents as if they came next."""
        super().merge(other)
        self._count(other.mentions)

    def _count(self, mentions: Mapping[str, Mapping[str, int]]) -> None:
        for name, types in mentions.items():
            self.mentions.setdefault(name, Counter()).update(types)

    def rows(self) -> list[ActorSummary]:
        """A row for each actor that holds a stance or is the target of one: the most named first, then by evidence."""
        actors: dict[str, None] = {}
        about: dict[str, Evidence] = {}
        portrayals: dict[str, Evidence] = {}
        towards: dict[str, dict[str, Evidence]] = {}
        by: dict[str, dict[str, Evidence]] = {}
        for (holder, target, layer), evidence in self.tallies.items():
            actors.update(dict.fromkeys((holder, target)))
            about.setdefault(target, Evidence()).merge(evidence)
            if layer == "portrayal":
                portrayals.setdefault(target, Evidence()).merge(evidence)
            elif holder not in (target, AUTHOR):
                towards.setdefault(holder, {}).setdefault(target, Evidence()).merge(evidence)
                by.setdefault(target, {}).setdefault(holder, Evidence()).merge(evidence)
        rows = [
            summarised(
                actor,
                self.mentions.get(actor),
                about.get(actor, Evidence()),
                portrayals.get(actor),
                towards.get(actor, {}),
                by.get(actor, {}),
            )
            for actor in actors
            if actor != AUTHOR
        ]
        return sorted(rows, key=lambda row: (-row.mentions, -(row.positive + row.neutral + row.negative)))


def mentions_in(doc: Annotated, merge_demonyms: bool, body: bool) -> dict[str, Counter[str]]:
    """How often each actor of a document is named, as each type; with ``body`` in the story itself only."""
    found: dict[str, Counter[str]] = {}
    for row in mentions(doc):
        name, type_ = named(row.entity, row.type, merge_demonyms)
        found.setdefault(name, Counter())[type_] += not body or row.part == BODY
    return found


def summarised(
    actor: str,
    types: Counter[str] | None,
    about: Evidence,
    portrayal: Evidence | None,
    towards: Mapping[str, Evidence],
    by: Mapping[str, Evidence],
) -> ActorSummary:
    """The summary row of one actor."""
    return ActorSummary(
        actor=actor,
        type=types.most_common(1)[0][0] if types else None,
        mentions=types.total() if types else 0,
        portrayal=portrayal.stance if portrayal else None,
        portrayal_score=portrayal.mean if portrayal else None,
        positive=about.positive,
        neutral=about.neutral,
        negative=about.negative,
        supports=strongest(towards, "positive"),
        opposes=strongest(towards, "negative"),
        supported_by=strongest(by, "positive"),
        opposed_by=strongest(by, "negative"),
    )


def strongest(towards: Mapping[str, Evidence], side: str) -> str | None:
    """The targets, or holders, on one side, joined, those with the largest sum of scores first; None without any."""
    on_side = [(evidence.strength, name) for name, evidence in towards.items() if evidence.stance == side]
    return "; ".join(name for _, name in sorted(on_side, key=lambda pair: -pair[0])) or None


def verdict(positive: int, neutral: int, negative: int) -> str:
    """The stance that counts of evidence amount to: positive, neutral, negative or mixed.

    Neutral when fewer than a quarter of the pieces take a side; mixed when the weaker side has at least half as many as
    the stronger; else the stronger side.

    >>> verdict(3, 4, 1), verdict(1, 0, 2), verdict(0, 4, 1), verdict(0, 0, 0)
    ('positive', 'mixed', 'neutral', 'neutral')
    """
    polar = positive + negative
    if polar * POLAR_SHARE < positive + neutral + negative or not polar:
        return "neutral"
    if min(positive, negative) * MIXED_SHARE >= max(positive, negative):
        return "mixed"
    return "positive" if positive > negative else "negative"
