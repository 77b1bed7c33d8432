"""Attributions: the model's links, completed by the quotation marks.

The model finds cues and what they link; the marks know exactly where a quotation begins and ends.  Here the two meet:

* a quotation that stands with a cue in one of the fixed forms of news writing belongs to it, and one that is signed to
  its signature (``signatures.py``);
* content that holds most of a quotation holds all of it, marks and further paragraphs included;
* a cue reaches to the end of the next paragraph, a quotation from elsewhere is not its own;
* a quotation that no cue claims goes to a cue that the model doubts, if that one links it; else it goes on with the
  attribution before it (``continued.py``); else it stands for itself without source and cue, if it has the form of an
  utterance, begins like a sentence and is too long for a title or term.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsan.document import Attribution, Span
from newsan.language.layout.interviews import turn_attributions, turns
from newsan.language.layout.labels import is_link
from newsan.language.layout.marks import Quotation
from newsan.language.layout.words import n_words
from newsan.language.model.calibration import calibrated
from newsan.language.model.links import Link, merged
from newsan.language.quotations.claims import LETTERS, Claim, attribution, kind_of
from newsan.language.quotations.contents import completed, owners_of, up_to_mark, whole, without_crumbs
from newsan.language.quotations.continued import goes_on_with
from newsan.language.quotations.documents import continued
from newsan.language.quotations.frames import frames, inverted, opens, runs_on
from newsan.language.quotations.phrases import named_by_phrase
from newsan.language.quotations.reports import reported, told_apart
from newsan.language.quotations.signatures import CONFIDENCE as SIGNED_CONFIDENCE
from newsan.language.quotations.signatures import posts, signatures
from newsan.language.quotations.source_spans import as_long
from newsan.language.quotations.span_set import SpanSet
from newsan.language.quotations.spoken import with_named_behind

MARKS_CONFIDENCE = 0.1
"""Confidence of an attribution that only quotation marks speak for."""

FEWEST_WORDS = 3
"""Fewest words of a content that counts although no source is named: of eight shorter contents in the development set
seven are wrong, and shorter quotations are nicknames and terms."""

FEWEST_ALONE = 7
"""Fewest words of a quotation that counts although no sure cue claims it: of 66 shorter ones in PolNeAR's development
part and half of its training part eight are right, the others are titles, terms and headings."""

LEAST_THOUGHT = 0.2
"""Least confidence of a thought or deed without quotation marks: of 82 less sure ones in PolNeAR's development part and
half of its training part 24 are right, source and all."""

FORM_CONFIDENCE = 0.9
"""Least confidence where the form of the sentence decides: of 382 cases in the development set 356 are right."""


def attributions(
    text: str,
    links: Iterable[Link],
    quotations: Sequence[Quotation],
    paragraphs: Sequence[Span],
    sentences: Sequence[Span],
) -> list[Attribution]:
    """The attributions of a text in order of their content, speakers not yet resolved.

    Each turn of an interview is one attribution, and so is each embedded post; reports inside them are not taken apart.
    """
    asked = [*turn_attributions(turns(text, paragraphs), paragraphs), *posts(text, paragraphs)]
    spoken = SpanSet(span for turn in asked for span in turn.content)
    outer = [q for q in quotations if q.depth == 0 and q.role != "title" and not spoken.share((q.start, q.end))]
    marked = SpanSet(span for q in outer for span in q.spans)
    aside = SpanSet(span for span in paragraphs if is_link(text, *span))
    told = [one for one in links if not (aside.share(one.cue) or any(map(spoken.share, (one.cue, *one.content))))]
    told = list(inverted(text, outer, [_in_reach(link, paragraphs) for link in told]))
    told = with_named_behind(text, outer, told, paragraphs)
    told += named_by_phrase(text, told, sentences, marked)
    apart = told_apart(text, told, sentences, marked)
    told = apart.outer
    claims, owners = _claims(text, told, outer, marked, paragraphs)
    contents = completed(*whole([claim.content for claim in claims], outer, owners), outer)
    contents = [without_crumbs(text, content) for content in contents]
    made = [
        attribution(text, claim, content, marked, sentences)
        for claim, content in zip(claims, contents, strict=True)
        if any(LETTERS.search(text, *span) for span in content) and not _is_noise(text, claim, content)
    ]
    made = [one for one in made if one.act == "speech" or one.kind != "indirect" or one.confidence >= LEAST_THOUGHT]
    claimed = SpanSet(span for content in contents for span in content)
    orphans = [q for q in outer if q.role == "utterance" and not any(map(claimed.share, q.spans))]
    adopted = dict(_adopted(text, orphans, [link for link in told if link.weak]))
    made += [
        attribution(text, _claim(link, "marks+model"), orphans[i].spans, marked, sentences)
        for i, link in adopted.items()
    ]
    left = [
        orphan for i, orphan in enumerate(orphans) if i not in adopted and _is_sentence(text[slice(*orphan.inner[0])])
    ]
    flat = list(as_long(_with_orphans(text, made + asked, left, marked, paragraphs, sentences)))
    flat = sorted([*flat, *continued(text, flat, paragraphs)], key=lambda one: one.content[0][0])
    inside = [*apart.inner, *(link for link in told if link.weak and link.source and link.content)]
    shown = [q for q in quotations if q.role != "title" and not spoken.share((q.start, q.end))]
    return _in_order(flat, reported(text, flat, inside, shown, sentences))


def _in_order(flat: Sequence[Attribution], inner: Sequence[tuple[Attribution, int]]) -> list[Attribution]:
    """All attributions in order of their content, an outer one before those that it reports."""
    found = [(one, None) for one in flat] + list(inner)
    order = sorted(range(len(found)), key=lambda n: (found[n][0].content[0][0], n))
    place = {n: i for i, n in enumerate(order)}
    return [
        replace(one, reported_in=place[outer]) if outer is not None else one for one, outer in (found[n] for n in order)
    ]


def _in_reach(link: Link, paragraphs: Sequence[Span]) -> Link:
    """A link without the content that its cue cannot mean: it reaches to the end of the next paragraph.

    Of 41 quotations farther off, or in a paragraph before, that the model linked in half of PolNeAR's training part,
    none was the cue's.
    """
    here = max(0, bisect_right(paragraphs, link.cue[0], key=lambda span: span[0]) - 1)
    low, high = paragraphs[here][0], paragraphs[min(here + 1, len(paragraphs) - 1)][1]
    clipped = ((max(start, low), min(end, high)) for start, end in link.content)
    claimed = ((max(start, low), min(end, high)) for start, end in link.claimed)
    kept = (tuple(span for span in spans if span[0] < span[1]) for spans in (clipped, claimed))
    return replace(link, content=next(kept), claimed=next(kept))


def _is_noise(text: str, claim: Claim, content: Sequence[Span]) -> bool:
    """Whether a content has no named source, no marks, and no more than two words in a row."""
    if claim.source is not None or claim.rule != "model":
        return False
    return max(len(text[slice(*span)].split()) for span in content) < FEWEST_WORDS


def _claim(link: Link, rule: str) -> Claim:
    """What a link claims; a weak one claims nothing but the quotations that it is given."""
    confidence = calibrated(link.confidence, "attribution")
    return Claim(link.source, link.cue, () if link.weak else link.content, confidence, rule)


def _claims(
    text: str, links: Sequence[Link], quotations: Sequence[Quotation], marked: SpanSet, paragraphs: Sequence[Span]
) -> tuple[list[Claim], list[int | None]]:
    """All claims, and for each quotation the number of the one that owns it.

    The form of the sentence decides where there is one, then a signature, then what the model takes for content; a
    quotation within a sentence goes on with the content before it, one that opens a sentence with the content behind
    it. The words outside the marks of such a form are not content: “…,” she said, shaking her head.
    """
    owned = owners_of([() if link.weak else link.content for link in links], quotations)
    settled = [owner is not None or not _is_long(text, q) for owner, q in zip(owned, quotations, strict=True)]
    framed = frames(text, quotations, links, paragraphs, settled)
    chosen = {i for i, link in enumerate(links) if link.content and not link.weak} | set(framed.values())
    number = {i: n for n, i in enumerate(sorted(chosen))}
    claims = [_claim(links[i], "marks+model" if links[i].weak else "model") for i in number]
    owners = owners_of([claim.content for claim in claims], quotations)
    joined = dict(_in_sentence(text, [claim.content for claim in claims], quotations))
    for n, i in (
        joined | {n: number[i] for n, i in framed.items() if n not in joined or joined[n] == number[i]}
    ).items():
        owners[n] = i
    for n, i in framed.items():
        if owners[n] == number[i]:
            claims[number[i]] = _in_form(claims[number[i]], marked)
    for signed in signatures(text, quotations, paragraphs):
        if signed.sure or signed.quotation not in framed:
            owners[signed.quotation] = len(claims)
            claims.append(Claim(signed.name, signed.cue, (), SIGNED_CONFIDENCE, "signature"))
    return claims, owners


def _in_sentence(
    text: str, contents: Sequence[Sequence[Span]], quotations: Sequence[Quotation]
) -> Iterator[tuple[int, int]]:
    """Quotations with the content of their sentence that they go on with, by number: feared that it | “could be dark”.

    A quotation in small letters and without a comma before it goes on with the content that ends there, one that opens
    its sentence with the content that begins behind it.  Where a form ("…,” she said) says otherwise, PolNeAR agrees
    with the sentence in 13 of 16 cases (development part and half of the training part).
    """
    number = {span: i for i, content in enumerate(contents) for span in content}
    span_set = SpanSet(number)
    begins = {start: i for i, content in enumerate(contents) for start, _ in content}
    for n, quotation in enumerate(quotations):
        beside: list[int | None] = []
        follows = text[max(0, quotation.start - 2) : quotation.start].rstrip()
        if text[slice(*quotation.inner[0])][:1].islower() and not follows.endswith(","):
            before = max(0, quotation.start - 2)
            beside = [number[span] for span in span_set.overlapping((before, quotation.start))]
        elif opens(text, quotation) and runs_on(text, quotation):
            beside = [begins.get(quotation.end + at) for at in (-1, 0, 1)]
        yield from ((n, i) for i in beside[::-1] if i is not None)


def _in_form(claim: Claim, marked: SpanSet) -> Claim:
    """A claim whose quotation stands in a fixed form: its content ends with the marks, and it is surer."""
    content = [part for span in claim.content for part in up_to_mark(span, marked)]
    if claim.rule != "model":
        return replace(claim, content=content)
    return replace(claim, content=content, confidence=max(FORM_CONFIDENCE, claim.confidence), rule="model+form")


def _is_long(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is too long for a name, a term or a title."""
    return len(quotation.spans) > 1 or n_words(text[slice(*quotation.inner[0])]) >= FEWEST_ALONE


def _is_sentence(inner: str) -> bool:
    """Whether the words in quotation marks begin like a sentence and have the length of one."""
    return not inner.strip()[:1].islower() and len(inner.split()) >= FEWEST_WORDS


def _adopted(text: str, orphans: Sequence[Quotation], weak: Sequence[Link]) -> Iterator[tuple[int, Link]]:
    """The numbers of the quotations that a weak cue links after all, with the surest such link."""
    owners = owners_of([link.content for link in weak], orphans)
    taken: set[int] = set()
    for i, owner in enumerate(owners):
        if owner is not None and owner not in taken and _is_long(text, orphans[i]):
            taken.add(owner)
            yield i, weak[owner]


def _with_orphans(
    text: str,
    made: list[Attribution],
    orphans: Sequence[Quotation],
    marked: SpanSet,
    paragraphs: Sequence[Span],
    sentences: Sequence[Span],
) -> list[Attribution]:
    """The attributions and the quotations that nobody claimed, in order.

    A quotation that goes on with a thought or deed has the same source: Hall was not ashamed of it. “I was away.”
    """
    coming = sorted(made, key=lambda a: a.content, reverse=True)
    starts = [start for start, _ in paragraphs]
    done: list[Attribution] = []
    longer: dict[int, list[Span]] = {}
    for orphan in orphans:
        while coming and coming[-1].content[0][0] <= orphan.start:
            done.append(coming.pop())
        here = bisect_right(starts, orphan.start) - 1
        before = goes_on_with(text, done, len(done) - 1, orphan, paragraphs, here)
        one = done[before] if before is not None else None
        if before is not None and one is not None and (one.act == "speech" or one.kind != "indirect"):
            if before not in longer:
                longer[before] = list(one.content)
                one = replace(one, kind=kind_of(text, one.content, marked), rule="model+marks")
            longer[before] += orphan.spans
            done[before] = _with_more(text, one, orphan)
        elif _is_long(text, orphan):
            claim = Claim(one.source if one else None, None, (), MARKS_CONFIDENCE, "marks")
            done.append(attribution(text, claim, orphan.spans, marked, sentences))
    for i, content in longer.items():
        done[i] = replace(done[i], content=merged(content))
    return done + coming[::-1]


def _with_more(text: str, one: Attribution, orphan: Quotation) -> Attribution:
    """An attribution that goes on with a quotation; of its content only the first and the last span are kept.

    Nobody asks for more until all quotations have been given away, and there may be very many.
    """
    lettered = any(LETTERS.search(text, *span) for span in orphan.spans)
    kind = "mixed" if lettered and one.kind == "indirect" else one.kind
    return replace(one, content=(one.content[0], max(one.content[-1], orphan.spans[-1])), kind=kind)
