"""An annotated document whose offsets point into the text as it was given, not into the mended one that was read."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from newsan.document import (
    AnnotatedDocument,
    Attribution,
    Document,
    Entity,
    Furniture,
    Judgement,
    Mention,
    Repair,
    Span,
    Speaker,
)
from newsan.language.layout.legible import Offsets

Placed = TypeVar("Placed", Mention, Judgement, Furniture)


def as_given(read: AnnotatedDocument, document: Document, repairs: tuple[Repair, ...]) -> AnnotatedDocument:
    """What was found in the mended text of a document, with the offsets of the document."""
    offsets = Offsets(repairs)
    return AnnotatedDocument(
        document,
        tuple(map(offsets.span, read.paragraphs)),
        tuple(map(offsets.span, read.sentences)),
        tuple(_actor(entity, offsets) for entity in read.entities),
        tuple(_attribution(attribution, offsets) for attribution in read.attributions),
        tuple(_moved(judgement, offsets) for judgement in read.judgements),
        repairs,
        tuple(_moved(part, offsets) for part in read.furniture),
    )


def _moved(part: Placed, offsets: Offsets) -> Placed:
    """A mention, judgement or piece of furniture at its place in the text as it was given."""
    start, end = offsets.span((part.start, part.end))
    return replace(part, start=start, end=end)


def _actor(entity: Entity, offsets: Offsets) -> Entity:
    return replace(entity, mentions=tuple(_moved(mention, offsets) for mention in entity.mentions))


def _attribution(attribution: Attribution, offsets: Offsets) -> Attribution:
    return replace(
        attribution,
        source=_span(attribution.source, offsets),
        cue=_span(attribution.cue, offsets),
        content=tuple(map(offsets.span, attribution.content)),
        speaker=attribution.speaker and _speaker(attribution.speaker, offsets),
        joint=tuple(_speaker(other, offsets) for other in attribution.joint),
    )


def _speaker(speaker: Speaker, offsets: Offsets) -> Speaker:
    return replace(
        speaker,
        antecedent=_span(speaker.antecedent, offsets),
        title=_span(speaker.title, offsets),
        document=_span(speaker.document, offsets),
        reason=_span(speaker.reason, offsets),
    )


def _span(span: Span | None, offsets: Offsets) -> Span | None:
    return span and offsets.span(span)
