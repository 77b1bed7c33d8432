"""Findings, what the model says of their chances, and whether they are right: what calibration is fitted on.

What the shipped calibration did is undone here, so that to fit again never builds on an earlier fit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.predictions import LABELS, annotated, attribution, pair_probabilities, tone_probabilities
from benchmarks.records import Record
from benchmarks.scores.quotes import items, matched
from newsan.document import AnnotatedDocument, Attribution
from newsan.language.calibration import CLOSEST, Head, correction
from newsan.language.polarity import Probabilities

BY_MARKS = "marks"
"""The rule of attributions that the model did not find; their confidence is a constant."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of document ``group``: ``logits`` of one probability or of three labels, the number of what is true.

    Of one probability (``logits`` has length 1) ``truth`` is 1 for right, 0 for wrong.
    """

    group: int
    logits: tuple[float, ...]
    truth: int


def entity(records: Sequence[Record]) -> Iterator[Finding]:
    """Each mention; right if gold has it with the same borders and type."""
    for group, (record, doc) in enumerate(zip(records, annotated(records, "entities"), strict=True)):
        gold = {tuple(entity) for entity in record["entities"]}
        for actor in doc.actors:
            for m in actor.mentions:
                right = (m.start, m.end, m.type.upper()) in gold
                yield Finding(group, (_raw_logit(m.confidence, "entity"),), int(right))


def attributed(records: Sequence[Record]) -> Iterator[Finding]:
    """Each attribution that the model found; right if it is matched end to end."""
    for group, one, right in _attributions(records):
        if one.rule != BY_MARKS:
            yield Finding(group, (_raw_logit(one.confidence, "attribution"),), int(right))


def by_marks(records: Sequence[Record]) -> list[bool]:
    """Whether the attributions for which only quotation marks speak are right."""
    return [right for _, one, right in _attributions(records) if one.rule == BY_MARKS]


def _attributions(records: Sequence[Record]) -> Iterator[tuple[int, Attribution, bool]]:
    """Number of the document, attribution, whether it is right; those in regions that gold ignores are left out."""
    for group, (record, doc) in enumerate(zip(records, annotated(records, "quotes"), strict=True)):
        for number, right in judged(record, doc).items():
            yield group, doc.attributions[number], right


def judged(record: Record, doc: AnnotatedDocument) -> dict[int, bool]:
    """Whether each attribution, by its number, is matched end to end."""
    gold, given = items(record, {"attributions": [attribution(one) for one in doc.attributions]})
    sourced = {match.predicted for match in matched(gold, given) if match.sourced}
    return {item.number: i in sourced for i, item in enumerate(given)}


def tone(records: Sequence[Record]) -> Iterator[Finding]:
    """The tone towards each target."""
    for group, (record, probabilities) in enumerate(tone_probabilities(records)):
        yield Finding(group, _raw_logits(probabilities, "tone"), LABELS.index(record["label"]))


def pair(records: Sequence[Record]) -> Iterator[Finding]:
    """The stance of each pair, and of each polar pair the other way round, which is neutral."""
    for group, (record, given, back) in enumerate(pair_probabilities(records)):
        truth = LABELS.index(record["label"])
        yield Finding(group, _raw_logits(given, "pair"), truth)
        if record["label"] != "neutral":
            yield Finding(group, _raw_logits(back, "pair"), LABELS.index("neutral"))


def _raw_logit(p: float, head: Head) -> float:
    """The logit of a probability before calibration."""
    scale, shift = correction(head)
    p = min(max(p, CLOSEST), 1 - CLOSEST)
    return (math.log(p / (1 - p)) - shift) / scale


def _raw_logits(probabilities: Probabilities, head: Head) -> tuple[float, ...]:
    """The logits of three probabilities before calibration, but for a constant."""
    scale, shift = correction(head)
    negative, neutral, positive = (math.log(max(p, CLOSEST)) for p in probabilities)
    return negative / scale, (neutral - shift) / scale, positive / scale


OUTCOMES: dict[str, tuple[str, Callable[[Sequence[Record]], Iterator[Finding]]]] = {
    "entity": ("entities", entity),
    "attribution": ("quotes", attributed),
    "tone": ("tone", tone),
    "pair": ("directed", pair),
}
"""Head → the task whose gold tells, and the findings."""
