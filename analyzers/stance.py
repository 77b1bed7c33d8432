"""Who stands where: a row for each piece of evidence that a text gives."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from analyzers.entities import named
from analyzers.rows import BODY, one_line, part_at, rounded, words_at
from newsan import choices
from newsan.document import AnnotatedDocument

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
    doc: AnnotatedDocument,
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
    names = {entity.name: named(entity, merge_demonyms)[0] for entity in doc.entities}
    wanted = names_meant(doc, targets, names)
    for judgement in doc.judgements:
        target = names.get(judgement.target, judgement.target)
        asked_for = judgement.layer in layers and (neutral or judgement.stance != NEUTRAL)
        kept = asked_for and judgement.confidence >= min_confidence and (not targets or target.casefold() in wanted)
        if kept and (not body or part_at(doc, judgement.start) == BODY):
            yield StanceRow(
                doc_id=doc.document.id,
                holder=names.get(judgement.holder, judgement.holder),
                target=target,
                layer=judgement.layer,
                stance=judgement.stance,
                score=SIGN[judgement.stance] * rounded(judgement.confidence),
                confidence=rounded(judgement.confidence),
                evidence=words_at(doc, (judgement.start, judgement.end)),
                start=judgement.start,
                end=judgement.end,
                sentence=judgement.sentence,
                rule=judgement.rule,
            )


def names_meant(doc: AnnotatedDocument, targets: Collection[str], names: Mapping[str, str]) -> set[str]:
    """The case-folded names of the actors that a user means by ``targets``: a full name or any form in the text."""
    meant = {target.casefold() for target in targets}
    for entity in doc.entities if meant else ():
        forms = {one_line(words_at(doc, (mention.start, mention.end))).casefold() for mention in entity.mentions}
        if entity.name.casefold() in meant or forms & meant:
            meant.add(names[entity.name].casefold())
    return meant
