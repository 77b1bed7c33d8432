"""A person's corrections of newsan's findings: the human word wins, and the row says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from analyzers.matching import match, same, tokens
from newsan.coding.codes import CodedDocument, CodedQuote, CodedStance
from newsan.coding.places import bare, ids_by_name
from newsan.coding.placing import placed
from newsan.coding.tables import Gold
from newsan.document import AnnotatedDocument, Attribution, Entity, Judgement, Mention, Speaker
from newsan.values import EntityType, Kind, Layer, SourceType, SpeakerStatus, Stance

SIGN = {"positive": 1.0, "negative": -1.0}


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person said of documents, by their ids or the bare names of their files."""

    name: str
    documents: Mapping[str, CodedDocument]

    def of(self, id_: str) -> CodedDocument | None:
        """What was said of a document; None where nothing was."""
        return self.documents.get(id_) or self.documents.get(bare(id_))


@dataclass(slots=True)
class Seen:
    """Which corrections found their documents, and their words in these; the documents pass."""

    corrections: Corrections
    used: set[str] = field(default_factory=set)
    inputs: int = 0
    lost: int = 0
    vain: int = 0

    def watch(self, id_: str, text: str, vain: int) -> None:
        """One more document, in which so many rejections are vain."""
        self.inputs += 1
        self.vain += vain
        given = self.corrections.of(id_)
        if given:
            self.used.add(given.id)
            self.lost += len([quote for quote in placed(given, text)[1] if quote.touched])

    def messages(self) -> Iterator[str]:
        """What came to nothing; of one input alone, not that the file speaks of others too."""
        name, there = self.corrections.name, {one.id for one in self.corrections.documents.values()}
        missing = sorted(there - self.used)
        if not self.used:
            yield f"{name}: nothing is corrected: none of its documents is among the inputs ({', '.join(missing[:3])})"
        elif missing and self.inputs > 1:
            yield f"{name}: {len(missing)} of {len(there)} documents are not among the inputs"
        if self.lost:
            yield f"{name}: {amount(self.lost, 'corrected quotation')} could not be found in the texts"
        if self.vain:
            yield f"{name}: {amount(self.vain, 'no quotation row')} matched no quotation that newsan has"


def amount(number: int, one: str) -> str:
    """A number of things.

    >>> amount(1, "row"), amount(2, "row")
    ('1 row', '2 rows')
    """
    return f"{number} {one}" + ("" if number == 1 else "s")


def corrections_of(golds: Iterable[Gold], name: str) -> Corrections:
    """The corrections in files, for documents with these ids or these file names."""
    documents = {one.id: one for gold in golds for one in gold.documents}
    return Corrections(name, {**{short: documents[id_] for short, id_ in ids_by_name(documents).items()}, **documents})


def corrected(doc: AnnotatedDocument, corrections: Corrections) -> AnnotatedDocument:
    """The document as the person wants it."""
    given = corrections.of(doc.document.id)
    if given is None:
        return doc
    there, _ = placed(given, doc.document.text)
    if "quotes" in there.layers:
        doc = with_quotes(doc, [quote for quote in there.quotes if quote.touched])
    if "entities" in there.layers:
        doc = with_mentions(doc, there)
    return with_stances(doc, there) if "stance" in there.layers else doc


def vain_rejections(doc: AnnotatedDocument, corrections: Corrections) -> int:
    """How many quotations that a person rejects in a document are none that newsan has."""
    given = corrections.of(doc.document.id)
    if given is None or "quotes" not in given.layers or not any(quote.rejected for quote in given.quotes):
        return 0
    quotes = [quote for quote in placed(given, doc.document.text)[0].quotes if quote.touched]
    used = set(paired(doc, quotes).values())
    return sum(quote.rejected and i not in used for i, quote in enumerate(quotes))


def paired(doc: AnnotatedDocument, quotes: Sequence[CodedQuote]) -> dict[int, int]:
    """The number of a person's quotation for each number of an attribution that it is about."""
    text = doc.document.text
    ones = [tokens(text, quote.spans) for quote in quotes]
    others = [tokens(text, one.content) for one in doc.attributions]
    pairs = {pair.other: pair.one for pair in match(ones, others)}
    for i, (quote, words) in enumerate(zip(quotes, ones, strict=True)):
        at = (quote.row or 0) - 1  # the number of newsan's row, which still counts where few of its words are given
        if quote.rejected and 0 <= at < len(others) and at not in pairs and words & others[at]:
            pairs[at] = i
    return pairs


def with_quotes(doc: AnnotatedDocument, quotes: Sequence[CodedQuote]) -> AnnotatedDocument:
    """The document with corrected quotations; what was said in them has its corrected holder."""
    numbers = paired(doc, quotes)
    pairs, found = {i: quotes[one] for i, one in numbers.items()}, set(numbers.values())
    kept = [i for i in range(len(doc.attributions)) if not (i in pairs and pairs[i].rejected)]
    made: list[tuple[int | None, Attribution]] = [(i, put_right(doc.attributions[i], pairs.get(i))) for i in kept]
    made += [(None, added(quote)) for i, quote in enumerate(quotes) if i not in found and not quote.rejected]
    made.sort(key=lambda numbered: numbered[1].content[0])
    place: dict[int | None, int] = {old: new for new, (old, _) in enumerate(made) if old is not None}
    attributions = tuple(replace(one, reported_in=place.get(one.reported_in)) for _, one in made)
    changes = [(doc.attributions[i], quote) for i, quote in pairs.items()]
    return replace(doc, attributions=attributions, judgements=tuple(held(doc.judgements, changes)))


def put_right(one: Attribution, quote: CodedQuote | None) -> Attribution:
    """An attribution with what a person changed in it."""
    if quote is None:
        return one
    before = one.speaker
    if before is None or before.status != quote.status or not same(before.name, quote.speaker):
        one = replace(one, speaker=speaker_of(quote, before))
    elif quote.source_type and before.source_type != quote.source_type:
        kind_of_source = cast(SourceType, quote.source_type)
        one = replace(one, speaker=replace(before, source_type=kind_of_source, rule="corrected"))
    changed = one.content != quote.spans or (quote.kind and one.kind != quote.kind)
    kind = cast(Kind, quote.kind or one.kind)
    return replace(one, content=quote.spans, kind=kind, rule="corrected", confidence=1.0) if changed else one


def speaker_of(quote: CodedQuote, before: Speaker | None) -> Speaker:
    """The speaker that a person named."""
    known = before is not None and same(before.name, quote.speaker)
    return Speaker(
        quote.speaker,
        cast(SpeakerStatus, quote.status),
        "corrected",
        type=before.type if before and known else None,
        role=before.role if before and known else None,
        affiliation=before.affiliation if before and known else None,
        source_type=cast(SourceType | None, quote.source_type),
    )


def added(quote: CodedQuote) -> Attribution:
    """A quotation that newsan missed."""
    kind = cast(Kind, quote.kind or "indirect")
    return Attribution(quote.source, quote.cue, quote.spans, kind, "speech", 1.0, "corrected", speaker_of(quote, None))


def held(judgements: Sequence[Judgement], changes: Sequence[tuple[Attribution, CodedQuote]]) -> Iterator[Judgement]:
    """What was expressed in quotations, with their corrected speakers as holders; nothing of what is no quotation."""
    for judgement in judgements:
        change = next((one for one in changes if within(judgement, one[0])), None)
        if change is None:
            yield judgement
        elif not change[1].rejected and change[1].speaker:
            holder = change[1].speaker
            moved = holder != judgement.holder
            yield replace(judgement, holder=holder, rule="corrected") if moved else judgement


def within(judgement: Judgement, one: Attribution) -> bool:
    """Whether a piece of evidence is what the speaker of a quotation says in it."""
    speaks = one.speaker is not None and one.speaker.name == judgement.holder
    spans = [*one.content, *filter(None, (one.cue, one.source))]  # evidence holds the cue where little is said
    inside = min(spans)[0] <= judgement.start and judgement.end <= max(end for _, end in spans)
    return judgement.layer == "expressed" and speaks and inside


def with_mentions(doc: AnnotatedDocument, given: CodedDocument) -> AnnotatedDocument:
    """The document with corrected mentions: without some, and with others under another name or type."""
    places = {(one.start, one.end): one for one in given.mentions}
    entities = [
        replace(one, mentions=tuple(m for m in one.mentions if (m.start, m.end) not in places)) for one in doc.entities
    ]
    for coded in given.mentions:
        if not coded.rejected:
            mention = Mention(coded.start, coded.end, cast(EntityType, coded.type), 1.0)
            at = next((i for i, one in enumerate(entities) if (one.name, one.type) == (coded.name, coded.type)), None)
            if at is None:
                entities.append(Entity(coded.name, mention.type, (mention,)))
            else:
                ordered = sorted((*entities[at].mentions, mention), key=lambda one: one.start)
                entities[at] = replace(entities[at], mentions=tuple(ordered))
    return replace(doc, entities=tuple(one for one in entities if one.mentions))


def with_stances(doc: AnnotatedDocument, given: CodedDocument) -> AnnotatedDocument:
    """The document with corrected stances."""
    checked = {(one.start, one.end, *(one.given or (one.holder, one.target))): one for one in given.stances}
    found = []
    for judgement in doc.judgements:
        key = judgement.start, judgement.end, judgement.holder, judgement.target
        coded = checked.pop(key, None)
        if coded is None:
            found.append(judgement)
        elif not coded.rejected:
            same_row = (judgement.holder, judgement.target, judgement.stance) == (
                coded.holder,
                coded.target,
                coded.stance,
            )
            found.append(judgement if same_row else judged(coded, judgement))
    return replace(doc, judgements=tuple(found))


def judged(coded: CodedStance, judgement: Judgement) -> Judgement:
    """A judgement as a person made it."""
    stance = cast(Stance, coded.stance)
    return replace(
        judgement,
        holder=coded.holder,
        target=coded.target,
        layer=cast(Layer, coded.layer or judgement.layer),
        stance=stance,
        score=SIGN.get(stance, 0.0),
        confidence=1.0,
        rule="corrected",
    )
