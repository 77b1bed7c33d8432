"""Coding sheets: a table that a person fills in, with the whole text of each article in reading order.

An article is a row with its name, and then a row for each quotation that newsan found, with the sentence around it, and
for each sentence without one.  Four columns are empty: what is right where newsan is wrong.  In a blind sheet all rows
are sentences.  Rows may be moved, sorted or added: each one says where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newsan.coding.cells import csv_bytes, workbook_bytes
from newsan.coding.codes import SOURCE_TYPES, CodedDocument, CodedQuote
from newsan.coding.speakers import NOBODY
from newsan.document import Span

COLUMNS = (
    *("doc_id", "row", "sentence", "text", "speaker", "kind", "source_type"),
    *("right_text", "right_speaker", "right_kind", "right_source_type"),
    *("speaker_status", "confidence", "start", "end", "spans", "quote_id", "stratum", "probability"),
)
ARTICLE, QUOTATION, SENTENCE = "article", "quotation", "sentence"
KINDS = ("direct", "mixed", "indirect")
NONE = "no quotation"
DONE = "done"

EXPLANATION = (
    "Read each article from its first row to its last. Where a quotation is right, leave its four right_ cells empty. "
    f'right_text: "{NONE}" if it is none, or the right words if others belong to it; in the row of a sentence, the '
    "words of a quotation that was missed (for a second one in the same sentence, add a row with the doc_id). "
    f'right_speaker: the full name, or the description as it stands, or "{NOBODY}". right_kind: direct, mixed or '
    f"indirect. right_source_type: {', '.join(SOURCE_TYPES)}. "
    f'When you have read an article, write "{DONE}" into right_text of its first row. '
    "Leave the other columns."
)


def sheet_rows(
    documents: Iterable[tuple[CodedDocument, Sequence[Span]]], *, blind: bool = False, done: bool = False
) -> Iterator[Sequence[Any]]:
    """The rows of a sheet: the explanation, the names of the columns, and the articles with their sentences.

    A ``blind`` sheet does not show what newsan found; in one that is ``done`` the articles are marked as read.
    """
    yield [EXPLANATION, *[""] * (len(COLUMNS) - 1)]
    yield COLUMNS
    given = list(documents)
    for number, (coded, sentences) in enumerate(given, 1):
        title = row(
            doc_id=coded.id,
            row=ARTICLE,
            sentence=f"article {number} of {len(given)}",
            right_text=DONE if done else "",
            stratum=coded.stratum,
            probability=coded.probability,
        )
        yield title
        yield from article_rows(coded, sentences, blind)


def article_rows(coded: CodedDocument, sentences: Sequence[Span], blind: bool) -> Iterator[Sequence[Any]]:
    """The rows of one article, below the one with its name."""
    quotes = [] if blind else sorted(coded.quotes, key=lambda quote: quote.spans[0])
    waiting = list(quotes)
    for start, end in sentences:
        here = [quote for quote in waiting if quote.spans[0][0] < end]
        waiting = waiting[len(here) :]
        sentence = " ".join(coded.text[start:end].split())
        if not here and not any(covers(quote, (start, end)) for quote in quotes):
            yield row(doc_id=coded.id, row=SENTENCE, sentence=sentence, start=start, end=end)
        for quote in here:
            yield quotation_row(coded, quote, around(quote, sentences, coded.text))
    for quote in waiting:
        yield quotation_row(coded, quote, "")


def covers(quote: CodedQuote, sentence: Span) -> bool:
    """Whether a quotation has all the words of a sentence: nothing can be missing from it."""
    return any(start <= sentence[0] and sentence[1] <= end for start, end in quote.spans)


def around(quote: CodedQuote, sentences: Sequence[Span], text: str) -> str:
    """The sentences that a quotation stands in, on one line."""
    first, last = quote.spans[0][0], quote.spans[-1][1]
    inside = [span for span in sentences if span[0] < last and first < span[1]]
    return " ".join(text[inside[0][0] : inside[-1][1]].split()) if inside else ""


def quotation_row(coded: CodedDocument, quote: CodedQuote, sentence: str) -> Sequence[Any]:
    """The row of a quotation that newsan found."""
    return row(
        doc_id=coded.id,
        row=QUOTATION,
        sentence=sentence,
        text=quote.words or " ".join(coded.text[start:end] for start, end in quote.spans),
        speaker=quote.speaker or "",
        kind=quote.kind or "",
        source_type=quote.source_type or "",
        speaker_status=quote.status or "",
        confidence=quote.confidence,
        start=quote.spans[0][0],
        end=quote.spans[-1][1],
        spans=";".join(f"{start}-{end}" for start, end in quote.spans),
        quote_id=quote.row,
    )


def row(**cells: Any) -> Sequence[Any]:
    """A row of a sheet with these cells; the others are empty."""
    return [cells.get(name, "") for name in COLUMNS]


def sheet_bytes(rows: Sequence[Sequence[Any]], path: str) -> bytes:
    """A sheet in the format that a file's ending stands for: a workbook for .xlsx, else CSV."""
    if path.lower().endswith(".xlsx"):
        return workbook_bytes(rows, 1, {"right_kind": KINDS, "right_source_type": SOURCE_TYPES})
    return csv_bytes(rows)
