"""An article in the terminal: its paragraphs with marks, and below each what was found there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from analyzers.findings import Annotated
from analyzers.marks import Close, Mark, Open, Words, in_paragraphs, marks, paragraphs_of, steps
from analyzers.tables import DocumentRows
from cli.messages import clean
from cli.tables.styles import KINDS, QUIET, STANCES, numbered
from newsan.document import Span

RAISED = dict(zip(map(ord, "0123456789"), "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
SMALL = frozenset(RAISED.values())
OPENING, CLOSING = "⟨", "⟩"
LEGEND = "⟨1 quotation 1⟩   source¹   ⟪a evidence of a stance a⟫"


def drawn(doc: Annotated, found: DocumentRows, quote: int | None) -> Iterator[RenderableType]:
    """The parts of what is shown: a heading, the paragraphs with their notes, and a legend.

    With ``quote`` only the paragraphs of that quotation are shown.
    """
    yield Text.assemble((clean(doc.document.id), "bold"), (f"  {summary(found)}", QUIET))
    paragraphs = paragraphs_of(doc)
    for span, made in zip(paragraphs, in_paragraphs(paragraphs, marks(found)), strict=True):
        if quote is None or any(mark.kind == "quote" and mark.number == quote for mark in made):
            yield Text()
            yield paragraph(doc.document.text, span, made, quote)
            yield from notes(found, made, quote)
    yield Text()
    yield Text(LEGEND, style=QUIET)


def summary(found: DocumentRows) -> str:
    """How much was found."""
    quotes, stances = len(found.rows["quotes"]), len(found.rows["stance"])
    return f"{numbered(quotes, 'quotation')}, {numbered(stances, 'piece')} of evidence of a stance"


def paragraph(text: str, span: Span, made: Sequence[Mark], quote: int | None) -> Text:
    """A paragraph with the borders of its marks, in colours."""
    drawn, active = Text(), list[Mark]()
    for step in steps(span, [mark for mark in made if mark.kind != "entity" or quote is None]):
        if isinstance(step, Words):
            drawn.append(clean_within(text[step.start : step.end]), style=style(active, quote))
        elif isinstance(step, Open):
            active.append(step.mark)
            drawn.append(opening(step.mark), style=style([step.mark], quote))
        else:
            active.pop()
            drawn.append(apart(drawn.plain, closing(step)), style=style([step.mark], quote))
    return drawn


def clean_within(text: str) -> str:
    """A part of a line, safe to print; blanks at its ends stay."""
    middle = clean(text)
    before = " " if text[:1].isspace() else ""
    after = " " if middle and text[-1:].isspace() else ""
    return f"{before}{middle}{after}"


def opening(mark: Mark) -> str:
    """What stands before the words of a mark."""
    if mark.kind == "quote" and mark.first:
        return f"{OPENING}{mark.number} "
    if mark.kind == "stance" and mark.first:
        return f"⟪{letter(mark.number)} "
    return OPENING if mark.kind == "quote" and not mark.first else ""


def closing(step: Close) -> str:
    """What stands behind the words of a mark."""
    mark = step.mark
    if mark.kind == "quote":
        return f" {mark.number}{CLOSING}" if mark.last else CLOSING
    if mark.kind == "source" and mark.last:
        return str(mark.number).translate(RAISED)
    return f" {letter(mark.number)}⟫" if mark.kind == "stance" and mark.last else ""


def apart(before: str, raised: str) -> str:
    """Raised figures with a point before them where others stand there already."""
    return f"·{raised}" if raised[:1] in SMALL and before[-1:] in SMALL and raised and before else raised


def letter(number: int) -> str:
    """The letters of a piece of evidence.

    >>> letter(1), letter(26), letter(27), letter(703)
    ('a', 'z', 'aa', 'aaa')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def style(active: Collection[Mark], quote: int | None) -> str:
    """How words inside these marks look: the quotation's colour, sources in bold, cues in italics."""
    styles = []
    for mark in active:
        if mark.kind == "quote":
            styles.append(KINDS[mark.style])
            if mark.number == quote:
                styles.append("reverse")
        elif mark.kind == "stance":
            styles.append("underline")
        else:
            styles.append({"source": "bold", "cue": "italic", "entity": ""}[mark.kind])
    return " ".join(filter(None, styles))


def notes(found: DocumentRows, made: Sequence[Mark], quote: int | None) -> Iterator[Padding]:
    """A line for each quotation and each piece of evidence that begins in a paragraph."""
    quotes = {row.quote_id: row for row in found.rows["quotes"]}
    for mark in made:
        if mark.kind == "quote" and mark.first and quote in (None, mark.number):
            yield Padding(quote_note(mark, quotes[mark.number]), (0, 0, 0, 4))
        elif mark.kind == "stance" and mark.first and quote is None:
            yield Padding(stance_note(mark, found.rows["stance"][mark.number - 1]), (0, 0, 0, 4))


def quote_note(mark: Mark, row: Any) -> Text:
    """Who speaks, how, and what found it."""
    cells = [
        row.speaker_status if row.speaker_status != "named" else row.speaker_role,
        row.kind,
        f"{row.cue}" if row.cue else None,
        f"{row.rule}, {row.speaker_rule}",
        f"{100 * row.confidence:.0f}% sure",
        f"reported by {row.reported_by}" if row.reported_by else None,
    ]
    speaker = clean(row.speaker or "(no source)")
    rest = " · ".join(clean(cell) for cell in cells if cell)
    return Text.assemble((f"{mark.number} ", KINDS[row.kind]), (speaker, "bold"), (f"  {rest}", QUIET))


def stance_note(mark: Mark, row: Any) -> Text:
    """Who stands where towards whom, and what found it."""
    sign = {"positive": "+", "negative": "−"}.get(row.stance, "0")
    rest = f"  {row.stance}, {row.layer} · {row.rule} · {100 * row.confidence:.0f}% sure"
    holder, target = clean(row.holder), clean(row.target)
    return Text.assemble((f"{letter(mark.number)} {sign} ", STANCES[row.stance]), f"{holder} → {target}", (rest, QUIET))
