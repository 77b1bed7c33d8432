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
        tuple(_actor(one, offsets) for one in read.entities),
        tuple(_attribution(one, offsets) for one in read.attributions),
        tuple(_moved(one, offsets) for one in read.judgements),
        repairs,
        tuple(_moved(one, offsets) for one in read.furniture),
    )


def _moved(one: Placed, offsets: Offsets) -> Placed:
    """A mention, judgement or piece of furniture at its place in the text as it was given."""
    start, end = offsets.span((one.start, one.end))
    return replace(one, start=start, end=end)


def _actor(one: Entity, offsets: Offsets) -> Entity:
    return replace(one, mentions=tuple(_moved(mention, offsets) for mention in one.mentions))


def _attribution(one: Attribution, offsets: Offsets) -> Attribution:
    return replace(
        one,
        source=_span(one.source, offsets),
        cue=_span(one.cue, offsets),
        content=tuple(map(offsets.span, one.content)),
        speaker=one.speaker and _speaker(one.speaker, offsets),
        joint=tuple(_speaker(other, offsets) for other in one.joint),
    )


def _speaker(one: Speaker, offsets: Offsets) -> Speaker:
    return replace(
        one,
        antecedent=_span(one.antecedent, offsets),
        title=_span(one.title, offsets),
        document=_span(one.document, offsets),
        reason=_span(one.reason, offsets),
    )


def _span(span: Span | None, offsets: Offsets) -> Span | None:
    return span and offsets.span(span)
