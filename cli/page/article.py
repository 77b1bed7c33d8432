"""An article as HTML: its text with marks that may overlap, and beside each paragraph who speaks there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from analyzers.findings import Annotated
from analyzers.marks import Close, Mark, Open, Words, in_paragraphs, marks, order, paragraphs_of, steps
from analyzers.tables import DocumentRows
from cli.page.coded import Coded, readings
from cli.page.escape import excerpt, plain, visible
from newsan.document import Span

LONGEST_TITLE = 160  # characters: a longer first paragraph is no headline
TAGS = {"coded": "mark", "quote": "mark", "stance": "em", "source": "b", "cue": "i", "entity": "u"}
NUMBERED = {"quote": "q", "stance": "t", "coded": "e"}
"""The kinds that links lead to, with the letter in their anchors."""

HOME = 'href="report:#'
"""How a link back to the report's page begins until it is known where the page is."""

WORDS = 14
"""Words of a coder's reading that a note shows."""

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

    def under(self, page: str) -> Markup:
        """The body, whose links back lead to a page; no text can look like them, since its quotes are escaped."""
        return Markup(str(self.body).replace(HOME, f'href="{page}#'))


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in an article: its number, newsan's rows, and what coders read otherwise, by its mark's anchor."""

    number: int
    rows: DocumentRows
    coded: Mapping[str, Sequence[Coded]]


def article(number: int, doc: Annotated, rows: DocumentRows, coded: Sequence[Coded] = ()) -> Article:
    """An annotated document as HTML."""
    by_anchor = defaultdict(list)
    for one in coded:
        by_anchor[one.anchor].append(one)
    found = Found(number, rows, by_anchor)
    own = [Mark(one.error.start, one.error.end, "coded", one.number, "coded") for one in coded if one.own]
    text = doc.document.text
    paragraphs = paragraphs_of(doc)
    meta = tuple((name, plain(str(value))) for name, value in doc.document.meta.items() if value is not None)
    made_of = in_paragraphs(paragraphs, sorted([*marks(rows), *own], key=order))
    parts = list(zip(paragraphs, made_of, strict=True))
    title, heading, above = title_of(doc, paragraphs), None, ""
    if parts and plain(text[slice(*parts[0][0])]) == title:
        (span, made), *parts = parts
        heading = drawn(text, span, made, number)
        above = f'<div class="p">{beside(made, found)}</div>\n'
    body = above + "".join(paragraph(text, span, made, found) for span, made in parts)
    name, n_quotes = plain(doc.document.id), len(rows.rows["quotes"])
    return Article(number, name, title, Markup(heading or visible(title)), meta, n_quotes, Markup(body))


def title_of(doc: Annotated, paragraphs: Sequence[Span]) -> str:
    """The headline: the ``headline`` or ``title`` of the metadata, else a short first paragraph, else the id."""
    for name in ("headline", "title"):
        if doc.document.meta.get(name):
            return plain(str(doc.document.meta[name]))
    start, end = next(iter(paragraphs), (0, 0))
    return plain(doc.document.text[start:end]) if 0 < end - start <= LONGEST_TITLE else plain(doc.document.id)


def paragraph(text: str, span: Span, made: Sequence[Mark], found: Found) -> str:
    """A paragraph with its marks, and the notes on what begins in it."""
    return f'<div class="p"><p>{drawn(text, span, made, found.number)}</p>{beside(made, found)}</div>\n'


def beside(made: Sequence[Mark], found: Found) -> str:
    """The notes on what begins in a paragraph; nothing where nothing does."""
    given = "".join(notes(made, found))
    return f'<ul class="notes" aria-label="Notes">{given}</ul>' if given else ""


def drawn(text: str, span: Span, made: Sequence[Mark], number: int) -> str:
    """The words of a paragraph between the tags of their marks."""
    return "".join(
        visible(text[step.start : step.end])
        if isinstance(step, Words)
        else opening(step.mark, number)
        if isinstance(step, Open)
        else closing(step)
        for step in steps(span, made)
    )


def opening(mark: Mark, number: int) -> str:
    """The tag before the words of a mark; the first of its parts is what links lead to."""
    if mark.kind not in NUMBERED:
        return f"<{TAGS[mark.kind]}>"
    name = f' id="a{number}{NUMBERED[mark.kind]}{mark.number}"' if mark.first else ""
    return f'<{TAGS[mark.kind]} class="{mark.style}"{name}>'


def closing(step: Close) -> str:
    """The tag behind the words of a mark, with its number or its sign."""
    mark = step.mark
    raised = ""
    if mark.last and mark.kind in ("quote", "source"):
        raised = f"<sup>{mark.number}</sup>"
    elif mark.last and mark.kind == "stance":
        raised = f"<sup>{SIGNS[mark.style]}</sup>"
    return f"{raised}</{TAGS[mark.kind]}>"


def notes(made: Sequence[Mark], found: Found) -> Iterator[str]:
    """A line for each quotation and each piece of evidence that begins in a paragraph, and for what a coder reads."""
    begun = [mark for mark in made if mark.kind in NUMBERED and mark.first]
    rows = found.rows.rows
    quotes = {row.quote_id: row for row in rows["quotes"]} if begun else {}
    for mark in begun:
        if mark.kind == "quote":
            yield quote_note(quotes[mark.number], found.number)
        elif mark.kind == "stance":
            yield stance_note(mark, rows["stance"][mark.number - 1], found.number)
        for one in found.coded.get(f"a{found.number}{NUMBERED[mark.kind]}{mark.number}", ()):
            yield coded_note(one)


def coded_note(one: Coded) -> str:
    """What a coder reads otherwise, with the link back to the list of errors."""
    said = excerpt(dict(readings(one.error))["coder"], WORDS)
    link = f'<a {HOME}e{one.number}">error {one.number}</a>'
    return f"<li>{link} {one.error.cause} <small>coder: <bdi>{visible(said)}</bdi></small></li>"


def quote_note(row: Any, number: int) -> str:
    """Who speaks, how, how sure that is, and what found it."""
    told = [
        row.speaker_status if row.speaker_status != "named" else None,
        row.speaker_role,
        row.kind,
        f"{100 * row.confidence:.0f}% sure",
        f"{row.rule}, {row.speaker_rule}",
        f"reported by {row.reported_by}" if row.reported_by else None,
        f"“{row.reason}”" if row.reason else None,
    ]
    rest = visible(" · ".join(one for one in told if one))
    link = f'<a href="#a{number}q{row.quote_id}">{row.quote_id}</a>'
    return f"<li>{link} <bdi>{visible(row.speaker or 'no source')}</bdi> <small>{rest}</small></li>"


def stance_note(mark: Mark, row: Any, number: int) -> str:
    """Who stands where towards whom, how sure that is, and what found it."""
    rest = visible(f"{row.stance}, {row.layer} · {100 * row.confidence:.0f}% sure · {row.rule}")
    link = f'<a href="#a{number}t{mark.number}">{SIGNS[row.stance]}</a>'
    who = f"<bdi>{visible(row.holder)}</bdi> → <bdi>{visible(row.target)}</bdi>"
    return f"<li>{link} {who} <small>{rest}</small></li>"
