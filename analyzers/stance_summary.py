"""Evidence for stances added up: per actor, and per pair of holder and target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from analyzers.entities import named
from analyzers.rows import BODY, part_at, rounded
from analyzers.stance import StanceRow, stance
from newsan import choices
from newsan.document import AUTHOR, AnnotatedDocument

# Stances are read off the counts that stand in the same row, so that everybody can check them.  Both limits are
# conventions: fewer polar pieces than one in four leave a stance neutral; it is mixed when the weaker side has at least
# half of the stronger.
POLAR_SHARE = 4
MIXED_SHARE = 2


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """One actor.

    ``mentions``: how often it is named, 0 for a source without a name.  ``portrayal`` and its score: how the article's
    own voice presents it, None without evidence.  ``positive``, ``neutral``, ``negative``: pieces of evidence about the
    actor, of all layers. ``supports`` and ``opposes``: the targets of its own expressed and directed stances, joined by
    ``; ``, the strongest first.
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


@dataclass(frozen=True, slots=True)
class PairSummary:
    """The stance of one holder towards one target in one layer; ``score`` is the mean over ``n`` pieces of evidence."""

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


@dataclass(slots=True)
class Evidence:
    """Pieces of evidence, counted; ``total`` is the sum of their scores."""

    positive: int = 0
    neutral: int = 0
    negative: int = 0
    total: float = 0.0
    docs: int = 0
    last_doc: int = -1

    @property
    def n(self) -> int:
        """How many pieces there are."""
        return self.positive + self.neutral + self.negative

    def add(self, row: StanceRow, doc: int) -> None:
        """Count one more piece, of the document with this number."""
        self.positive += row.stance == "positive"
        self.neutral += row.stance == "neutral"
        self.negative += row.stance == "negative"
        self.total += row.score
        self.docs += self.last_doc != doc
        self.last_doc = doc

    def merge(self, other: Evidence) -> None:
        """Count the other's pieces too; documents are not added up, since both may know the same one."""
        self.positive += other.positive
        self.neutral += other.neutral
        self.negative += other.negative
        self.total += other.total


Pairs = dict[tuple[str, str, str], Evidence]  # (holder, target, layer), in order of appearance


def _finder(
    layers: str | Collection[str] | None,
    targets: str | Collection[str] | None,
    min_confidence: float,
    merge_demonyms: bool,
    body: bool,
) -> Callable[[AnnotatedDocument], Iterable[StanceRow]]:
    """The rows of a document with these options, which are checked once for all documents."""
    return partial(
        stance,
        layers=choices.layers(layers),
        targets=choices.names(targets),
        min_confidence=choices.confidence(min_confidence),
        merge_demonyms=merge_demonyms,
        body=body,
    )


def pairs(
    docs: Iterable[AnnotatedDocument],
    *,
    layers: str | Collection[str] | None = None,
    targets: str | Collection[str] | None = None,
    min_confidence: float = 0.0,
    merge_demonyms: bool = False,
    body: bool = False,
) -> list[PairSummary]:
    """A row for each holder, target and layer: the strongest first (score times evidence), then in order of appearance.

    It is the aggregation of the rows that ``stance`` gives with the same options.
    """
    find = _finder(layers, targets, min_confidence, merge_demonyms, body)
    evidence, _ = collect(docs, find, merge_demonyms, body)
    ordered = sorted(evidence.items(), key=lambda item: (-abs(item[1].total), -item[1].n))
    return [
        PairSummary(
            holder=holder,
            target=target,
            layer=layer,
            stance=verdict(found.positive, found.neutral, found.negative),
            score=rounded(found.total / found.n),
            n=found.n,
            positive=found.positive,
            neutral=found.neutral,
            negative=found.negative,
            docs=found.docs,
        )
        for (holder, target, layer), found in ordered
    ]


def summary(
    docs: Iterable[AnnotatedDocument],
    *,
    layers: str | Collection[str] | None = None,
    targets: str | Collection[str] | None = None,
    min_confidence: float = 0.0,
    merge_demonyms: bool = False,
    body: bool = False,
) -> list[ActorSummary]:
    """A row for each actor that holds a stance or is the target of one: the most named first, then by evidence.

    It is the aggregation of the rows that ``stance`` gives with the same options; ``mentions`` and ``type`` come from
    the actors.
    """
    find = _finder(layers, targets, min_confidence, merge_demonyms, body)
    evidence, mentions = collect(docs, find, merge_demonyms, body)
    actors: dict[str, None] = {}
    about: dict[str, Evidence] = {}
    portrayals: dict[str, Evidence] = {}
    towards: dict[str, dict[str, Evidence]] = {}
    for (holder, target, layer), found in evidence.items():
        actors.update(dict.fromkeys((holder, target)))
        about.setdefault(target, Evidence()).merge(found)
        if layer == "portrayal":
            portrayals.setdefault(target, Evidence()).merge(found)
        elif holder not in (target, AUTHOR):
            towards.setdefault(holder, {}).setdefault(target, Evidence()).merge(found)
    rows = [
        summarised(
            actor, mentions.get(actor), about.get(actor, Evidence()), portrayals.get(actor), towards.get(actor, {})
        )
        for actor in actors
        if actor != AUTHOR
    ]
    return sorted(rows, key=lambda row: (-row.mentions, -(row.positive + row.neutral + row.negative)))


def collect(
    docs: Iterable[AnnotatedDocument],
    find: Callable[[AnnotatedDocument], Iterable[StanceRow]],
    merge_demonyms: bool,
    body: bool,
) -> tuple[Pairs, dict[str, Counter[str]]]:
    """The evidence of each pair, and how often each actor is named, as each type."""
    evidence: Pairs = {}
    mentions: dict[str, Counter[str]] = {}
    for number, doc in enumerate(docs):
        for row in find(doc):
            evidence.setdefault((row.holder, row.target, row.layer), Evidence()).add(row, number)
        for actor in doc.entities:
            name, type_ = named(actor, merge_demonyms)
            mentions.setdefault(name, Counter())[type_] += sum(
                not body or part_at(doc, mention.start) == BODY for mention in actor.mentions
            )
    return evidence, mentions


def summarised(
    actor: str, types: Counter[str] | None, about: Evidence, portrayal: Evidence | None, towards: Mapping[str, Evidence]
) -> ActorSummary:
    """The summary row of one actor."""
    return ActorSummary(
        actor=actor,
        type=types.most_common(1)[0][0] if types else None,
        mentions=types.total() if types else 0,
        portrayal=verdict(portrayal.positive, portrayal.neutral, portrayal.negative) if portrayal else None,
        portrayal_score=rounded(portrayal.total / portrayal.n) if portrayal else None,
        positive=about.positive,
        neutral=about.neutral,
        negative=about.negative,
        supports=strongest(towards, "positive"),
        opposes=strongest(towards, "negative"),
    )


def strongest(towards: Mapping[str, Evidence], side: str) -> str | None:
    """The targets on one side, joined, those with the largest sum of scores first; None without any."""
    on_side = [
        (abs(found.total), target)
        for target, found in towards.items()
        if verdict(found.positive, found.neutral, found.negative) == side
    ]
    return "; ".join(target for _, target in sorted(on_side, key=lambda pair: -pair[0])) or None


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
