"""Who stands where: a row for each piece of evidence that a text gives."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analyzers.entities import EntityRow, mentions, named
from analyzers.findings import Annotated, Findings, Placed
from analyzers.rows import BODY, one_line, part_at, rounded, words_at
from newsan import choices

SHOWN = ("expressed", "directed")
"""The layers that are shown unless others are asked for: portrayals are too seldom right (``docs/stance.md``)."""

NEUTRAL = "neutral"
SIGN = {"positive": 1, NEUTRAL: 0, "negative": -1}


@dataclass(frozen=True, slots=True)
class StanceRow:
    """One piece of evidence: what ``holder`` thinks of ``target``; ``text[start:end]`` is ``evidence``.

    ``confidence`` is the probability of ``stance``, ``score`` the same with the sign of the stance, and 0 for a neutral
    row; ``sentence`` counts from 0.
    """

    doc_id: str
    holder: str
    target: str
    layer: str
    stance: str
    score: float
    confidence: float
    evidence: str
    start: int
    end: int
    sentence: int
    rule: str


def stance(
    doc: Annotated,
    *,
    layers: str | Collection[str] | None = None,
    targets: str | Collection[str] | None = None,
    min_confidence: float = 0.0,
    neutral: bool = False,
    merge_demonyms: bool = False,
    body: bool = False,
) -> Iterator[StanceRow]:
    """A row for each piece of evidence, in order of the text.

    ``layers`` keeps these layers only, else those of ``SHOWN``; ``neutral`` gives neutral rows too; ``targets`` keeps
    what is about these actors, named in any form that the text uses.  ``merge_demonyms`` makes "Russian" Russia, for
    holders and targets.  ``body`` keeps to the story itself.  Raises NewsanError for an unknown layer.
    """
    layers, targets, min_confidence = choices.layers(layers), choices.names(targets), choices.confidence(min_confidence)
    layers = SHOWN if layers is None else layers
    named_here = mentions(doc) if targets or merge_demonyms else ()
    names = {row.entity: named(row.entity, row.type, merge_demonyms)[0] for row in named_here}
    wanted = names_meant(named_here, targets, names)
    for one in evidence(doc):
        row = one.row
        target = names.get(row.target, row.target)
        asked_for = row.layer in layers and (neutral or row.stance != NEUTRAL)
        kept = asked_for and row.confidence >= min_confidence and (not targets or target.casefold() in wanted)
        if kept and (not body or one.part == BODY):
            yield replace(row, holder=names.get(row.holder, row.holder), target=target) if merge_demonyms else row


def evidence(doc: Annotated) -> Sequence[Placed[StanceRow]]:
    """The rows of all pieces of evidence, in order of the text."""
    if isinstance(doc, Findings):
        return doc.stance
    return [
        Placed(
            StanceRow(
                doc_id=doc.document.id,
                holder=judgement.holder,
                target=judgement.target,
                layer=judgement.layer,
                stance=judgement.stance,
                score=SIGN[judgement.stance] * rounded(judgement.confidence),
                confidence=rounded(judgement.confidence),
                evidence=words_at(doc, (judgement.start, judgement.end)),
                start=judgement.start,
                end=judgement.end,
                sentence=judgement.sentence,
                rule=judgement.rule,
            ),
            part_at(doc, judgement.start),
        )
        for judgement in doc.judgements
    ]


def names_meant(rows: Sequence[EntityRow], targets: Collection[str], names: Mapping[str, str]) -> set[str]:
    """The case-folded names of the actors that a user means by ``targets``: a full name or any form in the text."""
    meant = {target.casefold() for target in targets}
    asked = frozenset(meant)
    for row in rows:
        if row.entity.casefold() in asked or one_line(row.mention).casefold() in asked:
            meant.add(names[row.entity].casefold())
    return meant
