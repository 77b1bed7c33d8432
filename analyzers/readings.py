"""newsan's reading of a document in the form of a coder's: what both are compared in, and what is exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzers.entities import entities
from analyzers.quotes import QuoteRow, quotes
from analyzers.stance import stance
from newsan.coding.codes import LAYERS, CodedDocument, CodedMention, CodedQuote, CodedStance, Layer
from newsan.document import AnnotatedDocument, Span


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of a document, its sentences, and the scores of its stances."""

    coded: CodedDocument
    sentences: tuple[Span, ...]
    scores: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """What newsan finds in a document, as a reading; it can be sent to another process."""

    layers: tuple[Layer, ...] = LAYERS
    min_confidence: float = 0.0
    body: bool = False

    def __call__(self, doc: AnnotatedDocument) -> Read:
        """The reading of a document; neutral stances are none."""
        least, body = self.min_confidence, self.body
        spoken = quotes(doc, min_confidence=least, body=body) if "quotes" in self.layers else ()
        named = entities(doc, min_confidence=least, body=body) if "entities" in self.layers else ()
        given = stance(doc, min_confidence=least, body=body) if "stance" in self.layers else ()
        sides = list(given)
        document = doc.document
        coded = CodedDocument(
            document.id,
            document.text,
            tuple(map(coded_quote, spoken)),
            tuple(CodedMention(row.start, row.end, row.type, row.entity) for row in named),
            tuple(CodedStance(row.holder, row.target, row.stance, row.start, row.end, row.layer) for row in sides),
            self.layers,
            meta=document.meta,
        )
        scores = tuple(row.score for row in sides)
        return Read(coded, doc.sentences, scores)


def coded_quote(row: QuoteRow) -> CodedQuote:
    """A detail row as a coded quotation."""
    return CodedQuote(
        spans=spans(row.spans),
        speaker=row.speaker,
        status=row.speaker_status,
        kind=row.kind,
        source=between(row.source_start, row.source_end),
        cue=between(row.cue_start, row.cue_end),
        confidence=row.confidence,
        row=row.quote_id,
        words=row.text,
        source_type=row.source_type,
    )


def spans(text: str) -> tuple[Span, ...]:
    """Spans from their text.

    >>> spans("3-9;20-31")
    ((3, 9), (20, 31))
    """
    pairs: Sequence[list[str]] = [one.split("-") for one in text.split(";")]
    return tuple((int(start), int(end)) for start, end in pairs)


def between(start: int | None, end: int | None) -> Span | None:
    """A span, None where an end is missing."""
    return None if start is None or end is None else (start, end)
