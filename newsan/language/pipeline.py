"""From a text to its annotations: named steps in order, over one frozen context."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from newsan.attempt import attempt
from newsan.document import Aliases, AnnotatedDocument, Document, Entity, Failure, Furniture
from newsan.language.context import Context
from newsan.language.coreference.antecedents import Reader, unread
from newsan.language.coreference.discourse import Discourse
from newsan.language.entities.link import link
from newsan.language.findings import findings
from newsan.language.given import as_given
from newsan.language.index import index_of
from newsan.language.layout.furniture import furniture_at
from newsan.language.layout.legible import mended, repairs
from newsan.language.layout.page import page
from newsan.language.model.antecedent_head import scores
from newsan.language.model.encoder import Model, load
from newsan.language.model.links import Link
from newsan.language.model.stances import Open, Probabilities, Question, read_again
from newsan.language.quotations.attributions import attributions
from newsan.language.quotations.whole_contents import with_whole_contents
from newsan.language.quotations.whole_sources import with_whole_sources
from newsan.language.speakers.described import described
from newsan.language.speakers.resolve import resolve
from newsan.language.stance.judgements import judgements
from newsan.language.stance.targets import StandIns, meant

PARTS = ("entities", "quotes", "stance")
SPOKEN = frozenset({"quotes", "stance"})
"""The parts for which it must be known who speaks."""

MAKERS = frozenset(("byline", "credit", "tagline", "timestamp"))
"""Furniture that names the makers of an article, who neither speak nor take a side there."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the pipeline, and the parts that need it."""

    name: str
    run: Callable[[Context], Context]
    parts: frozenset[str] = frozenset(PARTS)


def annotate(
    documents: Iterable[Document], *, aliases: Aliases | None = None, parts: Collection[str] = PARTS
) -> Iterator[AnnotatedDocument]:
    """Each document with what newsan knows of it, in order.

    ``parts`` names what is wanted: entities are always found, attributions for "quotes" and "stance", judgements for
    "stance".  A document that meets a bug raises; with ``annotate_or_fail`` the others go on.
    """
    for document in annotate_or_fail(documents, aliases=aliases, parts=parts):
        if isinstance(document, Failure):
            raise document.error or MemoryError(document.reason)
        yield document


def annotate_or_fail(
    documents: Iterable[Document], *, aliases: Aliases | None = None, parts: Collection[str] = PARTS
) -> Iterator[AnnotatedDocument | Failure]:
    """Each document like ``annotate``, or a Failure where it meets a bug or takes more memory than there is."""
    model = None
    for document in documents:
        model = model or load()
        work = partial(_read_through, model, aliases=aliases or {}, parts=frozenset(parts))
        yield attempt(document.id, work, document)


def _read_through(model: Model, document: Document, aliases: Aliases, parts: frozenset[str]) -> AnnotatedDocument:
    """One document, annotated as its text reads once its damage is mended; the offsets are the document's own."""
    damaged = repairs(document.text)
    legible = replace(document, text=mended(document.text, damaged)) if damaged else document
    context = Context(legible, model, aliases, parts)
    for step in STEPS:
        if step.parts & parts:
            context = step.run(context)
    return as_given(_annotated(context), document, damaged) if damaged else _annotated(context)


def _annotated(context: Context) -> AnnotatedDocument:
    """What the last context knows, as other parts of newsan get it."""
    return AnnotatedDocument(
        context.document,
        context.page.paragraphs,
        context.page.sentences,
        context.entities,
        context.attributions,
        context.judgements,
        furniture=context.page.furniture,
    )


def _laid_out(context: Context) -> Context:
    """Paragraphs, sentences and furniture; for what is spoken also quotation marks and the turns of an interview."""
    return replace(context, page=page(context.document.text, spoken=bool(context.parts & SPOKEN)))


def _read(context: Context) -> Context:
    """What the model finds: mentions, cues with their sources and contents, stances."""
    return replace(context, findings=findings(context.model, context.page, context.parts))


def _linked(context: Context) -> Context:
    """Mentions → entities."""
    page, findings = context.page, context.findings
    return replace(context, entities=link(page.text, findings.mentions, page.sentences, aliases=context.aliases))


def _attributed(context: Context) -> Context:
    """Links, quotation marks and turns → attributions, whose sources are whole where the text names them."""
    page = context.page
    told = _without_makers(context.findings.links, page.furniture)
    index = index_of(page, tuple(_in_story(context.entities, page.furniture)))
    whole = list(with_whole_sources(index, attributions(page, told), page.turns))
    return replace(context, index=index, attributions=tuple(with_whole_contents(index, whole)))


def discourses(documents: Iterable[Document]) -> Iterator[Discourse]:
    """Who is spoken of where in each text, for measuring and training what resolves pronouns and descriptions."""
    model = load()
    for document in documents:
        context = Context(document, model, {}, SPOKEN)
        for step in STEPS[:4]:
            context = step.run(context)
        assert context.index is not None
        yield resolve(context.index, context.attributions, context.page.turns, _reader(context))


def _reader(context: Context) -> Reader:
    """What asks the model whom words of the text mean."""
    text = context.findings.seen
    return unread if text is None else partial(scores, context.model, text)


def _resolved(context: Context) -> Context:
    """Sources → speakers."""
    assert context.index is not None
    resolved = resolve(context.index, context.attributions, context.page.turns, _reader(context))
    return replace(context, attributions=resolved.attributions, resolved=resolved)


def _described(context: Context) -> Context:
    """Speakers → speakers with what the text says of them as sources."""
    assert context.resolved is not None
    return replace(context, attributions=described(context.resolved))


def _judged(context: Context) -> Context:
    """The model's answers, entities and speakers → judgements."""
    resolved, findings = context.resolved, context.findings
    assert resolved is not None
    others = StandIns(findings.stand_ins, partial(meant, resolved))
    again = partial(_again, context.model, findings.left_open)
    judged = judgements(resolved.index, context.attributions, resolved.contents, findings.answers, others, again)
    return replace(context, judgements=judged)


def _again(
    model: Model, left_open: Mapping[Question, Open], questions: Iterable[Question]
) -> dict[Question, Probabilities]:
    """The second answers to those of the questions that were left open."""
    return read_again(model, {question: left_open[question] for question in questions if question in left_open})


STEPS = (
    Step("layout", _laid_out),
    Step("model", _read),
    Step("entities", _linked),
    Step("attributions", _attributed, SPOKEN),
    Step("speakers", _resolved, SPOKEN),
    Step("sources", _described, SPOKEN),
    Step("stance", _judged, frozenset({"stance"})),
)
"""The steps in order."""


def _in_story(entities: Iterable[Entity], around: Sequence[Furniture]) -> Iterator[Entity]:
    """The entities with their mentions in the story itself, which is not about the people who made it."""
    for entity in entities:
        kept = tuple(mention for mention in entity.mentions if furniture_at(around, mention.start) not in MAKERS)
        if kept:
            yield entity if len(kept) == len(entity.mentions) else replace(entity, mentions=kept)


def _without_makers(links: Iterable[Link], around: Sequence[Furniture]) -> list[Link]:
    """The links without those to whoever made the article: "Reporting by Ada Crane" does not report her words."""
    return [link for link in links if link.source is None or furniture_at(around, link.source[0]) not in MAKERS]
