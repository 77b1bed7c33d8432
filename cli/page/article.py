"""An article as HTML: its text with marks that may overlap, and beside each paragraph who speaks there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from analyzers.findings import Annotated
from analyzers.marks import Close, Mark, Open, Words, in_paragraphs, marks, paragraphs_of, steps
from analyzers.tables import DocumentRows
from cli.page.escape import plain, visible
from newsan.document import Span

LONGEST_TITLE = 160  # characters: a longer first paragraph is no headline
TAGS = {"quote": "mark", "stance": "em", "source": "b", "cue": "i", "entity": "u"}
SIGNS = {"positive": "+", "negative": "−", "neutral": "0"}


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the page shows it: its number, its title and metadata, and its paragraphs as HTML.

    ``heading`` is the title as HTML: where the text begins with it, with its marks.
    """

    number: int
    doc_id: str
    title: str
    heading: Markup
    meta: tuple[tuple[str, str], ...]
    n_quotes: int
    body: Markup


def article(number: int, doc: Annotated, found: DocumentRows) -> Article:
    """An annotated document as HTML."""
    text = doc.document.text
    paragraphs = paragraphs_of(doc)
    meta = tuple((name, plain(str(value))) for name, value in doc.document.meta.items() if value is not None)
    parts = list(zip(paragraphs, in_paragraphs(paragraphs, marks(found)), strict=True))
    title, heading, above = title_of(doc), None, Markup("")
    if parts and plain(text[slice(*parts[0][0])]) == title:
        (span, made), *parts = parts
        heading = Markup("").join(drawn(text, span, made, number))
        above = Markup('<div class="p">{}</div>\n').format(beside(made, found, number))
    body = above + Markup("").join(paragraph(text, span, made, found, number) for span, made in parts)
    name, n_quotes = plain(doc.document.id), len(found.rows["quotes"])
    return Article(number, name, title, heading or visible(title), meta, n_quotes, body)


def title_of(doc: Annotated) -> str:
    """The headline: the ``headline`` or ``title`` of the metadata, else a short first paragraph, else the id."""
    for name in ("headline", "title"):
        if doc.document.meta.get(name):
            return plain(str(doc.document.meta[name]))
    start, end = next(iter(paragraphs_of(doc)), (0, 0))
    return plain(doc.document.text[start:end]) if 0 < end - start <= LONGEST_TITLE else plain(doc.document.id)


def paragraph(text: str, span: Span, made: Sequence[Mark], found: DocumentRows, number: int) -> Markup:
    """A paragraph with its marks, and the notes on what begins in it."""
    words = Markup("").join(drawn(text, span, made, number))
    return Markup('<div class="p"><p>{}</p>{}</div>\n').format(words, beside(made, found, number))


def beside(made: Sequence[Mark], found: DocumentRows, number: int) -> Markup:
    """The notes on what begins in a paragraph; nothing where nothing does."""
    given = Markup("").join(notes(made, found, number))
    return Markup('<ul class="notes" aria-label="Notes">{}</ul>').format(given) if given else Markup("")


def drawn(text: str, span: Span, made: Sequence[Mark], number: int) -> Iterator[Markup]:
    """The words of a paragraph between the tags of their marks."""
    for step in steps(span, made):
        if isinstance(step, Words):
            yield visible(text[step.start : step.end])
        elif isinstance(step, Open):
            yield opening(step.mark, number)
        else:
            yield closing(step)


def opening(mark: Mark, number: int) -> Markup:
    """The tag before the words of a mark; the first of its parts is what links lead to."""
    if mark.kind == "quote":
        name = Markup(' id="a{}q{}"').format(number, mark.number) if mark.first else ""
        return Markup('<mark class="{}"{}>').format(mark.style, name)
    if mark.kind == "stance":
        name = Markup(' id="a{}t{}"').format(number, mark.number) if mark.first else ""
        return Markup('<em class="{}"{}>').format(mark.style, name)
    return Markup(f"<{TAGS[mark.kind]}>")


def closing(step: Close) -> Markup:
    """The tag behind the words of a mark, with its number or its sign."""
    mark = step.mark
    raised: Markup | str = ""
    if mark.last and mark.kind in ("quote", "source"):
        raised = Markup("<sup>{}</sup>").format(mark.number)
    elif mark.last and mark.kind == "stance":
        raised = Markup("<sup>{}</sup>").format(SIGNS[mark.style])
    return Markup("{}</{}>").format(raised, TAGS[mark.kind])


def notes(made: Sequence[Mark], found: DocumentRows, number: int) -> Iterator[Markup]:
    """A line for each quotation and each piece of evidence that begins in a paragraph."""
    quotes = {row.quote_id: row for row in found.rows["quotes"]}
    for mark in made:
        if mark.kind == "quote" and mark.first:
            yield quote_note(quotes[mark.number], number)
        elif mark.kind == "stance" and mark.first:
            yield stance_note(mark, found.rows["stance"][mark.number - 1], number)


def quote_note(row: Any, number: int) -> Markup:
    """Who speaks, how, how sure that is, and what found it."""
    speaker = visible(row.speaker) if row.speaker else Markup("no source")
    told = [
        row.speaker_status if row.speaker_status != "named" else None,
        plain(row.speaker_role) if row.speaker_role else None,
        row.kind,
        f"{100 * row.confidence:.0f}% sure",
        f"{row.rule}, {row.speaker_rule}",
        f"reported by {plain(row.reported_by)}" if row.reported_by else None,
        f"“{plain(row.reason)}”" if row.reason else None,
    ]
    rest = " · ".join(one for one in told if one)
    link = Markup('<a href="#a{}q{}">{}</a>').format(number, row.quote_id, row.quote_id)
    return Markup("<li>{} <bdi>{}</bdi> <small>{}</small></li>").format(link, speaker, rest)


def stance_note(mark: Mark, row: Any, number: int) -> Markup:
    """Who stands where towards whom, how sure that is, and what found it."""
    link = Markup('<a href="#a{}t{}">{}</a>').format(number, mark.number, SIGNS[row.stance])
    rest = f"{row.stance}, {row.layer} · {100 * row.confidence:.0f}% sure · {row.rule}"
    return Markup("<li>{} <bdi>{}</bdi> → <bdi>{}</bdi> <small>{}</small></li>").format(
        link, visible(row.holder), visible(row.target), rest
    )
