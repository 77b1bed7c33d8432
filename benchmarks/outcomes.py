"""Findings with the probabilities that the model gives them, and whether they are right: calibration is fitted on
these.

The shipped calibration is undone here, so that a new fit never builds on an earlier one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.predictions import annotated, attribution, stance_probabilities
from benchmarks.records import Record
from benchmarks.scores.quotes import items, matched
from newsan.document import AnnotatedDocument, Attribution
from newsan.language.model.calibration import CLOSEST, Head, correction
from newsan.language.quotations.speech import likelihood
from newsan.values import Layer

BY_MARKS = "marks"
"""The rule of attributions that the model did not find."""

CONSTANT = (BY_MARKS, "model+form", "signature", "interview")
"""The rules of attributions whose confidence is, or may be, a constant."""

HALVINGS = 30
"""Steps of ``link_confidence``: to a thousand millionth."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of document ``group``: the logit of its probability before calibration, and whether it is right."""

    group: int
    logit: float
    right: bool


def entity(records: Sequence[Record]) -> Iterator[Finding]:
    """Each mention; right if gold has it with the same borders and its actor's type."""
    for group, (record, doc) in enumerate(zip(records, annotated(records, "entities"), strict=True)):
        gold = {tuple(entity) for entity in record["entities"]}
        for entity in doc.entities:
            for m in entity.mentions:
                right = (m.start, m.end, entity.type.upper()) in gold
                yield Finding(group, uncalibrated(m.confidence, "entity"), right)


def attributed(records: Sequence[Record]) -> Iterator[Finding]:
    """Each attribution whose confidence is the model's; right if it is matched end to end."""
    for group, text, one, right in _attributions(records):
        if one.rule not in CONSTANT:
            yield Finding(group, uncalibrated(link_confidence(text, one), "attribution"), right)


def link_confidence(text: str, one: Attribution) -> float:
    """How sure the link of an attribution is, before ``acts.judged``, whose answer grows with it: found by halving."""
    if one.act == "thought" or one.kind != "indirect":
        return one.confidence
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        of_both = math.sqrt(middle * likelihood(text, replace(one, confidence=middle)))
        low, high = (middle, high) if of_both < one.confidence else (low, middle)
    return high


def by_marks(records: Sequence[Record]) -> list[bool]:
    """Whether the attributions for which only quotation marks speak are right."""
    return [right for _, _, one, right in _attributions(records) if one.rule == BY_MARKS]


def _attributions(records: Sequence[Record]) -> Iterator[tuple[int, str, Attribution, bool]]:
    """Number and text of the document, attribution, whether it is right; without those in regions that gold ignores."""
    for group, (record, doc) in enumerate(zip(records, annotated(records, "quotes"), strict=True)):
        for number, right in judged(record, doc).items():
            yield group, doc.document.text, doc.attributions[number], right


def judged(record: Record, doc: AnnotatedDocument) -> dict[int, bool]:
    """Whether each attribution that the text itself reports, by its number, is matched end to end."""
    numbers = [n for n, one in enumerate(doc.attributions) if one.reported_in is None]
    gold, given = items(record, {"attributions": [attribution(doc.attributions[n]) for n in numbers]})
    sourced = {match.other for match in matched(gold, given) if match.agreed}
    return {numbers[item.number]: i in sourced for i, item in enumerate(given)}


def sides(layer: Layer) -> Callable[[Sequence[Record]], Iterator[Finding]]:
    """The likelier side of each item of a layer, right if readers see it as well."""

    def findings(records: Sequence[Record]) -> Iterator[Finding]:
        groups: dict[str, int] = {}
        for record, (negative, _, positive) in stance_probabilities(r for r in records if r["layer"] == layer):
            side = "negative" if negative > positive else "positive"
            group = groups.setdefault(record["doc"], len(groups))
            yield Finding(group, logit(max(negative, positive)), side == record["label"])

    return findings


def uncalibrated(p: float, head: Head) -> float:
    """The logit of a shipped confidence as it was before calibration."""
    scale, shift = correction(head)
    return (logit(p) - shift) / scale


def logit(p: float) -> float:
    """The logit of a probability, which is kept as far from 0 and 1 as calibration keeps it."""
    p = min(max(p, CLOSEST), 1 - CLOSEST)
    return math.log(p / (1 - p))


OUTCOMES: dict[str, tuple[str, Callable[[Sequence[Record]], Iterator[Finding]]]] = {
    "entity": ("entities", entity),
    "attribution": ("quotes", attributed),
    "expressed": ("stance", sides("expressed")),
    "directed": ("stance", sides("directed")),
    "portrayal": ("stance", sides("portrayal")),
}
"""Head → the task whose gold tells, and the findings."""
