"""Who and what is named in a text, and how often: rows of mentions and their summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from operator import attrgetter

from analyzers.counts import Counts
from analyzers.findings import Annotated, Findings
from analyzers.rows import BODY, one_line, part_at, place, rounded, share, words_at
from newsan import choices


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One mention; ``text[start:end]`` is ``mention``, ``sentence`` the number of its sentence, from 0.

    ``part`` is where it stands: ``body``, or the kind of furniture (``byline``, ``dateline``, ``credit`` …).
    """

    doc_id: str
    entity: str
    type: str
    mention: str
    start: int
    end: int
    confidence: float
    sentence: int | None
    part: str


@dataclass(frozen=True, slots=True)
class EntitySummary:
    """One entity: how often it is named, as a number and as a share of all mentions that were counted.

    ``first_start`` is the first mention in reading order, so an offset into the first document that names the entity;
    ``aliases`` are the other forms of the name in the text, joined by ``|``, the most frequent first.
    """

    entity: str
    type: str
    count: int
    share: float
    docs: int
    first_start: int
    aliases: str | None


def entities(
    doc: Annotated,
    *,
    types: str | Collection[str] | None = None,
    min_confidence: float = 0.0,
    merge_demonyms: bool = False,
    body: bool = False,
) -> Iterator[EntityRow]:
    """A row for each mention, in order of the text.

    ``types`` keeps the mentions of these types only.  ``merge_demonyms`` counts "Russian" as Russia: off by default,
    because a Russian is not Russia.  ``body`` leaves out what stands around the story: bylines, credits, datelines.
    The type is the actor's, which its mentions agree on.  Raises NewsanError for an unknown type.
    """
    types, min_confidence = choices.types(types), choices.confidence(min_confidence)
    for row in mentions(doc):
        name, type_ = named(row.entity, row.type, merge_demonyms)
        kept = (types is None or type_ in types) and row.confidence >= min_confidence
        if kept and (not body or row.part == BODY):
            yield row if (name, type_) == (row.entity, row.type) else replace(row, entity=name, type=type_)


def mentions(doc: Annotated) -> Sequence[EntityRow]:
    """The rows of all mentions, in order of the text."""
    if isinstance(doc, Findings):
        return doc.entities
    pairs = [(mention, entity) for entity in doc.entities for mention in entity.mentions]
    return [
        EntityRow(
            doc_id=doc.document.id,
            entity=entity.name,
            type=entity.type,
            mention=words_at(doc, (mention.start, mention.end)),
            start=mention.start,
            end=mention.end,
            confidence=rounded(mention.confidence),
            sentence=place(mention.start, doc.sentences),
            part=part_at(doc, mention.start),
        )
        for mention, entity in sorted(pairs, key=lambda pair: pair[0].start)
    ]


def named(name: str, type_: str, merge_demonyms: bool) -> tuple[str, str]:
    """The name and type under which an actor is counted."""
    if merge_demonyms and type_ in ("group", "place"):
        from newsan.language.lexicon.countries import country_of

        country = country_of(name)
        if country is not None:
            return country, "place"
    return name, type_


@dataclass(slots=True)
class Tally:
    """What is known so far of one entity."""

    first_start: int | None = None
    docs: int = 0
    forms: Counter[str] = field(default_factory=Counter)

    def add(self, row: EntityRow) -> None:
        """Count one more mention."""
        self.first_start = row.start if self.first_start is None else self.first_start
        self.forms[one_line(row.mention)] += 1

    def merge(self, other: Tally) -> None:
        """Count the other's mentions too, which come later."""
        self.first_start = other.first_start if self.first_start is None else self.first_start
        self.docs += other.docs
        self.forms.update(other.forms)


class EntityCounts(Counts[EntityRow, Tally]):
    """The entities of all documents that were added, which none of them is held for.

    ``rows`` are the aggregation of the rows that ``entities`` gives with the same options.  Entities of different
    documents are one when name and type are equal.
    """

    def __init__(
        self,
        *,
        types: str | Collection[str] | None = None,
        min_confidence: float = 0.0,
        merge_demonyms: bool = False,
        body: bool = False,
    ) -> None:
        find = partial(
            entities,
            types=choices.types(types),
            min_confidence=choices.confidence(min_confidence),
            merge_demonyms=merge_demonyms,
            body=body,
        )
        super().__init__(find, attrgetter("entity", "type"), Tally)

    def rows(self) -> list[EntitySummary]:
        """The entities, the most named first, then in order of appearance."""
        total = sum(tally.forms.total() for tally in self.tallies.values())
        rows = (summarised(entity, type_, tally, total) for (entity, type_), tally in self.tallies.items())
        return sorted(rows, key=lambda row: -row.count)


def summarised(entity: str, type_: str, tally: Tally, total: int) -> EntitySummary:
    """The summary row of one entity."""
    count = tally.forms.total()
    return EntitySummary(
        entity=entity,
        type=type_,
        count=count,
        share=share(count, total),
        docs=tally.docs,
        first_start=tally.first_start or 0,
        aliases="|".join(form for form, _ in tally.forms.most_common() if form != entity) or None,
    )
