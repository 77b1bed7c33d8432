"""The types that travel through newsan; nothing here computes or reads.

Offsets everywhere are Unicode code points into the decoded text, half-open: ``text[start:end]`` is the span.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsan.values import (
    Act,
    Damage,
    EntityType,
    FurnitureKind,
    Kind,
    Layer,
    QuoteRule,
    SourceType,
    SpeakerRule,
    SpeakerStatus,
    Stance,
    StanceRule,
)

Span = tuple[int, int]

Aliases = Mapping[str, "tuple[str, EntityType | None]"]
"""The user's own name variants: case-folded alias → canonical name and, if given, its type."""

AUTHOR = "(author)"
"""The holder of a portrayal: the article's own voice."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text and where it came from; ``id`` is what ``doc_id`` columns show.

    ``meta`` is what else is known of it, as an outlet or a date: strings, numbers, truth values or None by name.  It
    stands in every detail row, behind the other columns.
    """

    id: str
    text: str
    meta: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gives no answer, with the reason in half a line; the other inputs go on.

    ``error`` is set when the mistake is newsan's own: it is the exception, for a report.
    """

    input: str
    reason: str
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where something is named, without its title, leading "the" and possessive ending."""

    start: int
    end: int
    type: EntityType
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """Everything in one document that goes by one name: a canonical name, its type, its mentions in order of the text.

    ``ambiguous`` says that a bare surname could have meant several people and was left alone.
    """

    name: str
    type: EntityType
    mentions: tuple[Mention, ...]
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is, and how we know.

    ``name``: the entity's canonical name (named), the noun phrase in its fullest form (unnamed), the pronoun or phrase
    as it stands (unresolved), None (unattributed).  ``antecedent`` is the mention that resolved a pronoun or a
    description, ``rule`` the rule that did it; ``role`` and ``affiliation`` are given where the text gives them.

    ``title`` is where the text gives the speaker a title or role in full, ``source_type`` what kind of source this is,
    ``document`` the phrase of a document that speaks here and ``publisher`` who issued it.  ``reason`` are the words
    that say why the source knows this or has no name.  ``perhaps`` names those in the document of whom a source
    without a name may be one.  ``confidence`` in 0..1 is how likely a pronoun or a description means this speaker; None
    where neither had to be resolved.
    """

    name: str | None
    status: SpeakerStatus
    rule: SpeakerRule
    type: EntityType | None = None
    antecedent: Span | None = None
    role: str | None = None
    affiliation: str | None = None
    title: Span | None = None
    source_type: SourceType | None = None
    document: Span | None = None
    publisher: str | None = None
    reason: Span | None = None
    perhaps: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says or thinks something: source, cue, content, after the scheme of PolNeAR (Newell et al., LREC 2018).

    ``content`` holds one span, or several where the cue splits the quotation; it includes the quotation
    marks.  ``confidence`` is in 0..1; ``rule`` names the model head or the rule that found it.  ``reported_in`` is the
    number, within the document, of the attribution whose content reports this one.  ``joint`` are the others who say it
    together with ``speaker``: "Crane and Ek said".
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: Kind
    act: Act
    confidence: float
    rule: QuoteRule
    speaker: Speaker | None = None
    reported_in: int | None = None
    joint: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch that stands around a story and is not part of it: a byline, a photo credit, "Reporting by …"."""

    start: int
    end: int
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Judgement:
    """One piece of evidence for a stance of ``holder`` towards ``target`` (entities' names, or ``(author)``).

    ``score`` is P(positive) - P(negative), -1..1; ``confidence`` the probability of ``stance``; ``start``..``end``
    the evidence and ``sentence`` the number of its sentence, from 0.
    """

    holder: str
    target: str
    layer: Layer
    stance: Stance
    score: float
    confidence: float
    start: int
    end: int
    sentence: int
    rule: StanceRule


@dataclass(frozen=True, slots=True)
class Repair:
    """A damaged stretch of a text, ``text[start:end]``, and what it is read as: ``&amp;`` as ``&``."""

    start: int
    end: int
    reading: str
    damage: Damage


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with everything that the language side knows about it; what analyzers work on.

    Paragraphs and sentences are in order and never overlap; every named mention belongs to exactly one entity;
    attributions are in order of their content, judgements in order of their evidence, furniture in order of the text.
    ``repairs`` are the stretches that were read as something else; all offsets point into the text as it was given.
    """

    document: Document
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    repairs: tuple[Repair, ...] = ()
    furniture: tuple[Furniture, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The document in plain values that JSON can hold, with the version of their form under "schema"."""
        from newsan.schema import to_dict

        return to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> AnnotatedDocument:
        """The document that ``to_dict`` gave, also after a way through JSON; NewsanError for anything else."""
        from newsan.schema import from_dict

        return from_dict(data)
