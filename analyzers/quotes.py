"""Who gets to speak, how often, how long and where: rows of quotations and their summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from analyzers.counts import Counts
from analyzers.findings import Annotated, Findings, Placed
from analyzers.rows import BODY, part_at, place, rounded, share, words_at
from newsan import choices
from newsan.document import AnnotatedDocument, Attribution, Span, Speaker
from newsan.language.layout.words import n_words

UNATTRIBUTED = Speaker(name=None, status="unattributed", rule="none")


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One quotation and whose it is.

    ``quote_id`` is its number in the document, from 1, whatever is filtered out.  ``start`` to ``end`` reaches from the
    first span of its content to the last; ``spans`` has them all, and ``text`` joins them, leaving out a cue in the
    middle.  ``words`` counts what stands between blanks or dashes and holds a letter or a digit.  ``paragraph`` counts
    from 0, ``position`` is the start as a fraction of the text.  ``rule`` found the quotation, ``speaker_rule`` the
    speaker.  ``reported_by`` is the speaker who reports it, if that is somebody else, in the row ``reported_in``.
    ``speaker_title`` and ``reason`` are words of the text, with their offsets.  ``joint`` are the others who say it
    together with the speaker, ``perhaps`` those of whom a speaker without a name may be one, divided by "|".
    ``speaker_confidence`` is how likely a pronoun or a description means the speaker.
    """

    doc_id: str
    quote_id: int
    speaker: str | None
    speaker_status: str
    speaker_type: str | None
    source: str | None
    source_start: int | None
    source_end: int | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    kind: str
    act: str
    text: str
    words: int
    start: int
    end: int
    spans: str
    paragraph: int | None
    position: float
    confidence: float
    rule: str
    speaker_role: str | None
    speaker_affiliation: str | None
    speaker_rule: str
    reported_by: str | None
    reported_in: int | None
    speaker_title: str | None
    speaker_title_start: int | None
    speaker_title_end: int | None
    source_type: str | None
    document: str | None
    publisher: str | None
    reason: str | None
    reason_start: int | None
    reason_end: int | None
    joint: str | None
    perhaps: str | None
    speaker_confidence: float | None


@dataclass(frozen=True, slots=True)
class QuoteSummary:
    """One speaker; shares are fractions of all quotations, and of all quoted words, that were counted.

    ``speaker`` is None for quotations without a source.  ``first_position`` is where the first one starts, in reading
    order, as a fraction of its text.  ``role``, ``affiliation``, ``source_type`` and ``perhaps`` are the first that a
    row of the speaker has.  A quotation of several speakers together counts for each of them; ``joint`` says how many
    are such.
    """

    speaker: str | None
    speaker_status: str
    quotes: int
    direct: int
    mixed: int
    indirect: int
    words: int
    share_quotes: float
    share_words: float
    docs: int
    first_position: float
    role: str | None
    affiliation: str | None
    source_type: str | None
    joint: int
    perhaps: str | None


def quotes(
    doc: Annotated,
    *,
    kinds: str | Collection[str] | None = None,
    thoughts: bool = False,
    min_confidence: float = 0.0,
    body: bool = False,
) -> Iterator[QuoteRow]:
    """A row for each quotation, in order of the text.

    ``kinds`` keeps direct, mixed or indirect ones only.  ``thoughts`` also keeps beliefs, fears and wishes, which
    nobody need have uttered.  ``body`` leaves out what stands around the story, as in "Also read: â¦".  Raises
    NewsanError for an unknown kind.
    """
    found = counted(doc, kinds=kinds, thoughts=thoughts, min_confidence=min_confidence, body=body)
    return (one.row for one in found)


def voices(doc: Annotated, **options: Any) -> Iterator[QuoteRow]:
    """The rows of ``quotes``, each once for everybody who says it: what a summary counts."""
    for one in counted(doc, **options):
        yield one.row
        yield from one.others


def counted(
    doc: Annotated,
    *,
    kinds: str | Collection[str] | None = None,
    thoughts: bool = False,
    min_confidence: float = 0.0,
    body: bool = False,
) -> Iterator[Placed[QuoteRow]]:
    """The quotations that count."""
    kinds, min_confidence = choices.kinds(kinds), choices.confidence(min_confidence)
    for one in quotations(doc):
        row = one.row
        kept = (thoughts or row.act == "speech") and row.confidence >= min_confidence
        if kept and (kinds is None or row.kind in kinds) and (not body or one.part == BODY):
            yield one


def quotations(doc: Annotated) -> Sequence[Placed[QuoteRow]]:
    """The rows of all quotations, in order of the text, but for those that a speaker only repeats."""
    if isinstance(doc, Findings):
        return doc.quotes
    return [
        quotation(doc, number, attribution)
        for number, attribution in enumerate(doc.attributions, 1)
        if not repeats_own(doc, attribution)
    ]


def quotation(doc: AnnotatedDocument, number: int, attribution: Attribution) -> Placed[QuoteRow]:
    """The row of one attribution, and one for each other speaker who says the same together with the first."""
    row, part = quote(doc, number, attribution), part_at(doc, attribution.content[0][0])
    together = (speaker_of(attribution, doc), *attribution.joint)
    others = [
        replace(row, **cells_of(speaker, doc), joint=names(one.name for one in together if one is not speaker))
        for speaker in attribution.joint
    ]
    return Placed(row, part, tuple(others))


def reporter(doc: AnnotatedDocument, attribution: Attribution) -> Speaker | None:
    """The speaker who reports an attribution in their own; None where the text itself does."""
    if attribution.reported_in is None:
        return None
    return speaker_of(doc.attributions[attribution.reported_in], doc)


def repeats_own(doc: AnnotatedDocument, attribution: Attribution) -> bool:
    """Whether a speaker tells what they said themselves: the report quotes them already."""
    reporting = reporter(doc, attribution)
    return reporting is not None and reporting.name == speaker_of(attribution, doc).name


def quote(doc: AnnotatedDocument, number: int, attribution: Attribution) -> QuoteRow:
    """The row of one attribution."""
    text = doc.document.text
    spans = attribution.content
    start, end = spans[0][0], spans[-1][1]
    content = " ".join(words_at(doc, span) for span in spans)
    source, cue = attribution.source, attribution.cue
    reporting = reporter(doc, attribution)
    return QuoteRow(
        doc_id=doc.document.id,
        quote_id=number,
        source=text_at(source, doc),
        source_start=source and source[0],
        source_end=source and source[1],
        cue=text_at(cue, doc),
        cue_start=cue and cue[0],
        cue_end=cue and cue[1],
        kind=attribution.kind,
        act=attribution.act,
        text=content,
        words=n_words(content),
        start=start,
        end=end,
        spans=joined(spans),
        paragraph=place(start, doc.paragraphs),
        position=rounded(start / len(text)) if text else 0.0,
        confidence=rounded(attribution.confidence),
        rule=attribution.rule,
        reported_by=None if reporting is None else reporting.name,
        reported_in=None if attribution.reported_in is None else attribution.reported_in + 1,
        joint=names(one.name for one in attribution.joint),
        **cells_of(speaker_of(attribution, doc), doc),
    )


def cells_of(speaker: Speaker, doc: AnnotatedDocument) -> dict[str, Any]:
    """The cells of a row that tell of its speaker."""
    title, reason = speaker.title, speaker.reason
    return {
        "speaker": speaker.name,
        "speaker_status": speaker.status,
        "speaker_type": speaker.type,
        "speaker_role": speaker.role,
        "speaker_affiliation": speaker.affiliation,
        "speaker_rule": speaker.rule,
        "speaker_title": text_at(title, doc),
        "speaker_title_start": title and title[0],
        "speaker_title_end": title and title[1],
        "source_type": speaker.source_type,
        "document": text_at(speaker.document, doc),
        "publisher": speaker.publisher,
        "reason": text_at(reason, doc),
        "reason_start": reason and reason[0],
        "reason_end": reason and reason[1],
        "perhaps": names(speaker.perhaps),
        "speaker_confidence": None if speaker.confidence is None else rounded(speaker.confidence),
    }


def names(found: Iterable[str | None]) -> str | None:
    """Names as text; None for none.

    >>> names(["Ann Lee", "Bo Ek"])
    'Ann Lee|Bo Ek'
    """
    return "|".join(filter(None, found)) or None


def speaker_of(attribution: Attribution, doc: AnnotatedDocument) -> Speaker:
    """The speaker, also where nobody looked for one: a source as it stands, or no source."""
    if attribution.speaker is not None:
        return attribution.speaker
    if attribution.source is None:
        return UNATTRIBUTED
    return Speaker(name=text_at(attribution.source, doc), status="unresolved", rule="unresolved")


def text_at(span: Span | None, doc: AnnotatedDocument) -> str | None:
    """The words of a span; None without one."""
    return None if span is None else words_at(doc, span)


def joined(spans: Sequence[Span]) -> str:
    """Spans as text.

    >>> joined([(3, 9), (20, 31)])
    '3-9;20-31'
    """
    return ";".join(f"{start}-{end}" for start, end in spans)


KNOWN = {
    "role": "speaker_role",
    "affiliation": "speaker_affiliation",
    "source_type": "source_type",
    "perhaps": "perhaps",
}
"""The columns of a summary that the first row of a speaker fills, and where it has them."""


@dataclass(slots=True)
class Tally:
    """What is known so far of one speaker.

    ``first`` is the name and the position of the first quotation, ``known`` the first value of each column in KNOWN.
    """

    first: tuple[str | None, float] | None = None
    words: int = 0
    docs: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    joint: int = 0
    known: dict[str, str] = field(default_factory=dict)

    def add(self, row: QuoteRow) -> None:
        """Count one more quotation."""
        self.first = self.first or (row.speaker, row.position)
        self.words += row.words
        self.kinds[row.kind] += 1
        self.joint += row.joint is not None
        for name, column in KNOWN.items():
            if (value := getattr(row, column)) is not None:
                self.known.setdefault(name, value)

    def merge(self, other: Tally) -> None:
        """Count the other's quotations too, which come later."""
        self.first = self.first or other.first
        self.words += other.words
        self.docs += other.docs
        self.kinds.update(other.kinds)
        self.joint += other.joint
        self.known = {**other.known, **self.known}


class QuoteCounts(Counts[QuoteRow, Tally]):
    """The speakers of all documents that were added, which none of them is held for.

    ``rows`` are the aggregation of the rows that ``quotes`` gives with the same options, each counted for everybody who
    says it.  Speakers of different
    documents share a row when status and name are equal; unnamed and unresolved sources are compared without regard to
    capitals, and their row counts a phrase, not a person.  Quotations without a source share one row, the last.
    """

    def __init__(
        self,
        *,
        kinds: str | Collection[str] | None = None,
        thoughts: bool = False,
        min_confidence: float = 0.0,
        body: bool = False,
    ) -> None:
        find = partial(
            voices,
            kinds=choices.kinds(kinds),
            thoughts=thoughts,
            min_confidence=choices.confidence(min_confidence),
            body=body,
        )
        super().__init__(find, group, Tally)

    def rows(self) -> list[QuoteSummary]:
        """The speakers: the most quoted first, then the one with more words, then in order of appearance."""
        n_quotes = sum(tally.kinds.total() for tally in self.tallies.values())
        words = sum(tally.words for tally in self.tallies.values())
        rows = (summarised(status, tally, n_quotes, words) for (status, _), tally in self.tallies.items())
        return sorted(rows, key=lambda row: (row.speaker_status == "unattributed", -row.quotes, -row.words))


def group(row: QuoteRow) -> tuple[str, str | None]:
    """What the quotations of one speaker have in common: a status and a name."""
    name = row.speaker
    return row.speaker_status, name if name is None or row.speaker_status == "named" else name.casefold()


def summarised(status: str, tally: Tally, n_quotes: int, words: int) -> QuoteSummary:
    """The summary row of one speaker, given the totals of all."""
    speaker, first_position = tally.first or (None, 0.0)
    return QuoteSummary(
        speaker=speaker,
        speaker_status=status,
        quotes=tally.kinds.total(),
        direct=tally.kinds["direct"],
        mixed=tally.kinds["mixed"],
        indirect=tally.kinds["indirect"],
        words=tally.words,
        share_quotes=share(tally.kinds.total(), n_quotes),
        share_words=share(tally.words, words),
        docs=tally.docs,
        first_position=first_position,
        role=tally.known.get("role"),
        affiliation=tally.known.get("affiliation"),
        source_type=tally.known.get("source_type"),
        joint=tally.joint,
        perhaps=tally.known.get("perhaps"),
    )
