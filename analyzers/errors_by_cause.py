"""Every quotation on which newsan and a coder differ: why, and how both read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analyzers.matching import same
from analyzers.scores import matched
from newsan.coding.codes import CodedDocument, CodedQuote

CAUSES = ("missed", "no quotation", "wrong border", "wrong speaker", "wrong kind", "wrong source type")


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One error: where it is, its cause, and what newsan and the coder have; the text is newsan's, else the coder's."""

    doc_id: str
    cause: str
    start: int
    end: int
    text: str
    newsan_text: str | None
    coder_text: str | None
    newsan_speaker: str | None
    coder_speaker: str | None
    newsan_kind: str | None
    coder_kind: str | None
    confidence: float | None
    quote_id: int | None
    newsan_source_type: str | None
    coder_source_type: str | None


def errors(found: CodedDocument, gold: CodedDocument) -> Iterator[ErrorRow]:
    """The errors in one document, in order of the text; a quotation can have several."""
    if "quotes" not in gold.layers:
        return
    true = [quote for quote in gold.quotes if not quote.rejected]
    pairs = {pair.one: pair for pair in matched(found.text, true, found.quotes)}
    rows = [error(found, "missed", None, one) for i, one in enumerate(true) if i not in pairs]
    taken = {pair.other for pair in pairs.values()}
    rows += [error(found, "no quotation", one, None) for j, one in enumerate(found.quotes) if j not in taken]
    for pair in pairs.values():
        ours, theirs = found.quotes[pair.other], true[pair.one]
        rows += [error(found, cause, ours, theirs) for cause in causes(ours, theirs, exact=pair.exact)]
    yield from sorted(rows, key=lambda row: (row.start, row.end))


def causes(ours: CodedQuote, theirs: CodedQuote, *, exact: bool) -> Iterator[str]:
    """In what two readings of one quotation differ; a coder who left a cell empty says nothing of it."""
    if not exact:
        yield "wrong border"
    if not same(theirs.speaker, ours.speaker, lenient=True):
        yield "wrong speaker"
    if theirs.kind and theirs.kind != ours.kind:
        yield "wrong kind"
    if theirs.source_type and theirs.source_type != ours.source_type:
        yield "wrong source type"


def error(doc: CodedDocument, cause: str, ours: CodedQuote | None, theirs: CodedQuote | None) -> ErrorRow:
    """The row of one error."""
    nothing = CodedQuote(((0, 0),))
    one, other = ours or nothing, theirs or nothing
    spans = (ours or other).spans
    start, end = spans[0][0], spans[-1][1]
    return ErrorRow(
        doc.id,
        cause,
        start,
        end,
        " ".join(doc.text[start:end].split()),
        words(doc, ours),
        words(doc, theirs),
        one.speaker,
        other.speaker,
        one.kind,
        other.kind,
        one.confidence,
        one.row,
        one.source_type,
        other.source_type,
    )


def words(doc: CodedDocument, quote: CodedQuote | None) -> str | None:
    """The words of a quotation on one line."""
    if quote is None:
        return None
    return " ".join(" ".join(doc.text[start:end] for start, end in quote.spans).split())
