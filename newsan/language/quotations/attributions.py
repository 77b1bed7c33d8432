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

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from newsan.document import Attribution, Span
from newsan.language.layout.interviews import turn_attributions
from newsan.language.layout.marks import Quotation
from newsan.language.layout.page import Page
from newsan.language.layout.words import n_words
from newsan.language.lexicon.forms import singular
from newsan.language.lexicon.lookup import words
from newsan.language.model.calibration import calibrated
from newsan.language.model.channels import merged
from newsan.language.model.links import Link
from newsan.language.quotations.cited import cited
from newsan.language.quotations.claims import LETTERS, Claim, attribution
from newsan.language.quotations.contents import clipped, completed, owners_of, up_to_mark, whole, without_crumbs
from newsan.language.quotations.continued import goes_on_with
from newsan.language.quotations.frames import frames, inverted, opens, runs_on
from newsan.language.quotations.phrases import named_by_phrase
from newsan.language.quotations.reports import Told, reported, told_apart
from newsan.language.quotations.signatures import CONFIDENCE as SIGNED_CONFIDENCE
from newsan.language.quotations.signatures import posts, signatures
from newsan.language.quotations.source_spans import as_long
from newsan.language.quotations.spoken import with_named_behind
from newsan.language.spans import SpanSet, number_at
from newsan.language.syntax.verbs import utters
from newsan.language.syntax.words import words_in
from newsan.values import QuoteRule

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


@dataclass(frozen=True, slots=True)
class _Given:
    """A page as attributions see it.

    ``asked`` are the turns and posts, whose words ``spoken`` holds; ``shown`` are the quotations outside them that are
    no titles, ``outer`` those of them that stand in no other, and ``marked`` holds their words.
    """

    page: Page
    asked: Sequence[Attribution]
    spoken: SpanSet
    shown: Sequence[Quotation]
    outer: Sequence[Quotation]
    marked: SpanSet


def attributions(page: Page, links: Iterable[Link]) -> list[Attribution]:
    """The attributions of a text in order of their content, speakers not yet resolved.

    Each turn of an interview is one attribution, and so is each embedded post; reports inside them are not taken apart.
    """
    given = _given(page)
    apart = _told(given, links)
    made, contents = _claimed(given, apart.outer)
    adopted, left = _unclaimed(given, apart.outer, contents)
    orphaned = _with_orphans(given, [*made, *adopted, *given.asked], left)
    flat = list(as_long(orphaned))
    weak = (link for link in apart.outer if link.weak)
    inside = [*apart.inner, *(link for link in weak if link.source and link.content)]
    return _in_order(flat, reported(page.text, flat, inside, given.shown, page.sentences))


def _given(page: Page) -> _Given:
    asked = [*turn_attributions(page.turns, page.paragraphs), *posts(page.text, page.paragraphs)]
    spoken = SpanSet(span for turn in asked for span in turn.content)
    words = (quotation for quotation in page.quotations if quotation.role != "title")
    shown = [quotation for quotation in words if not spoken.share((quotation.start, quotation.end))]
    outer = [quotation for quotation in shown if quotation.depth == 0]
    return _Given(page, asked, spoken, shown, outer, SpanSet(span for quotation in outer for span in quotation.spans))


def _told(given: _Given, links: Iterable[Link]) -> Told:
    """The links outside turns, posts and pointers to other articles, with those that a form names, told apart."""
    page = given.page
    aside = SpanSet((part.start, part.end) for part in page.furniture if part.kind == "link")
    free = (link for link in links if not aside.share(link.cue))
    outside = [link for link in free if not any(map(given.spoken.share, (link.cue, *link.content)))]
    near = list(cited(page.text, given.outer, [_in_reach(link, page.paragraphs) for link in outside]))
    told = list(inverted(page.text, given.outer, near))
    told = with_named_behind(page.text, given.outer, told, page.paragraphs)
    told += named_by_phrase(page.text, told, page.sentences, given.marked)
    return told_apart(page.text, told, page.sentences, given.marked)


def _claimed(given: _Given, told: Sequence[Link]) -> tuple[list[Attribution], list[Sequence[Span]]]:
    """The attributions that links and signatures make, and the contents of all of these."""
    text = given.page.text
    claims, owners = _claims(text, told, given.outer, given.marked, given.page.paragraphs)
    contents = completed(*whole([claim.content for claim in claims], given.outer, owners), given.outer)
    contents = [without_crumbs(text, content) for content in contents]
    told_by = {
        (min(sourced.source[0], sourced.cue[0]), max(sourced.source[1], sourced.cue[1]))
        for sourced in claims
        if sourced.source and sourced.cue
    }
    made = [
        attribution(text, claim, content, given.marked, given.page.sentences)
        for claim, content in zip(claims, contents, strict=True)
        if _has_letters(text, content) and not _is_noise(text, claim, content, told_by)
    ]
    return [claimed for claimed in made if _is_likely(text, claimed) and not _is_crumb(text, claimed)], list(contents)


def _is_crumb(text: str, attribution: Attribution) -> bool:
    """Whether a row without marks has one word that is a verb of uttering or nobody's: *was reported | missing*."""
    if attribution.kind != "indirect" or len(attribution.content) > 1:
        return False
    said = words_in(text, attribution.content[0])
    return len(said) == 1 and (attribution.source is None or utters(*said))


def _is_likely(text: str, attribution: Attribution) -> bool:
    """Whether an attribution is speech or holds marks; else it has to be sure enough, and its cue more than "may"."""
    if attribution.act == "speech" or attribution.kind != "indirect":
        return True
    return attribution.confidence >= LEAST_THOUGHT and not _has_bare_cue(text, attribution)


def _has_bare_cue(text: str, attribution: Attribution) -> bool:
    """Whether a cue is an auxiliary alone, but for *there were | reports that …*."""
    source, cue = attribution.source, attribution.cue
    said = set(words_in(text, cue)) if cue else set[str]()
    if cue is None or not said or not said <= words("acts", "auxiliary") | words("reporting", "modal"):
        return False
    told = words_in(text, source) if source is not None and source[0] >= cue[1] else ()
    return not told or singular(told[-1]) not in words("cues", "telling")


def _has_letters(text: str, content: Sequence[Span]) -> bool:
    return any(LETTERS.search(text, *span) for span in content)


def _unclaimed(
    given: _Given, told: Sequence[Link], contents: Sequence[Sequence[Span]]
) -> tuple[list[Attribution], list[Quotation]]:
    """The attributions that weak links make of utterances that nobody claims, and the other such utterances."""
    text = given.page.text
    claimed = SpanSet(span for content in contents for span in content)
    utterances = (quotation for quotation in given.outer if quotation.role == "utterance")
    orphans = [quotation for quotation in utterances if not any(map(claimed.share, quotation.spans))]
    adopted = dict(_adopted(text, orphans, [link for link in told if link.weak]))
    made = [
        attribution(text, _claim(link, "marks+model"), orphans[i].spans, given.marked, given.page.sentences)
        for i, link in adopted.items()
    ]
    rest = (orphan for i, orphan in enumerate(orphans) if i not in adopted)
    return made, [orphan for orphan in rest if _is_sentence(text[slice(*orphan.inner[0])])]


def _in_order(flat: Sequence[Attribution], inner: Sequence[tuple[Attribution, int]]) -> list[Attribution]:
    """All attributions in order of their content, an outer one before those that it reports."""
    everything = [(attribution, None) for attribution in flat] + list(inner)
    order = sorted(range(len(everything)), key=lambda number: everything[number][0].content[0][0])
    place = {number: i for i, number in enumerate(order)}
    return [
        replace(attribution, reported_in=place[outer]) if outer is not None else attribution
        for attribution, outer in (everything[number] for number in order)
    ]


def _in_reach(link: Link, paragraphs: Sequence[Span]) -> Link:
    """A link without the content that its cue cannot mean: it reaches to the end of the next paragraph.

    Of 41 quotations farther off, or in a paragraph before, that the model linked in half of PolNeAR's training part,
    none was the cue's.
    """
    here = max(0, number_at(paragraphs, link.cue[0]))
    low, high = paragraphs[here][0], paragraphs[min(here + 1, len(paragraphs) - 1)][1]
    return replace(link, content=clipped(link.content, (low, high)), claimed=clipped(link.claimed, (low, high)))


def _is_noise(text: str, claim: Claim, content: Sequence[Span], told: Collection[Span]) -> bool:
    """Whether a content has no named source, no marks, and no more than two words in a row.

    Or it is no more than whose other words are, as ``told`` has it: “Never,” | she said |, according to a friend.
    """
    if all(span in told for span in content):
        return True
    if claim.source is not None or claim.rule != "model":
        return False
    return max(len(text[slice(*span)].split()) for span in content) < FEWEST_WORDS


def _claim(link: Link, rule: QuoteRule) -> Claim:
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
    framed = frames(text, quotations, links, paragraphs, _settled(text, links, quotations))
    chosen = {i for i, link in enumerate(links) if link.content and not link.weak} | set(framed.values())
    number = {i: rank for rank, i in enumerate(sorted(chosen))}
    formed = {quotation: number[i] for quotation, i in framed.items()}
    claims = [_claim(links[i], "marks+model" if links[i].weak else "model") for i in number]
    owners = owners_of([claim.content for claim in claims], quotations)
    joined = dict(_in_sentence(text, [claim.content for claim in claims], quotations))
    owners = list((dict(enumerate(owners)) | formed | joined).values())
    _keep_in_marks(claims, owners, formed, marked)
    for signed in signatures(text, quotations, paragraphs):
        if signed.sure or signed.quotation not in formed:
            owners[signed.quotation] = len(claims)
            claims.append(Claim(signed.name, signed.cue, (), SIGNED_CONFIDENCE, "signature"))
    return claims, owners


def _keep_in_marks(
    claims: list[Claim], owners: Sequence[int | None], formed: Mapping[int, int], marked: SpanSet
) -> None:
    """Take what is outside of marks from the claims whose quotations have a form."""
    for quotation, i in formed.items():
        if owners[quotation] == i:
            claims[i] = _in_form(claims[i], marked)


def _settled(text: str, links: Sequence[Link], quotations: Sequence[Quotation]) -> list[bool]:
    """For each quotation whether a link owns it already, or it is too short to be an utterance."""
    owned = owners_of([() if link.weak else link.content for link in links], quotations)
    return [
        owner is not None or not _is_long(text, quotation) for owner, quotation in zip(owned, quotations, strict=True)
    ]


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
        before = max(0, quotation.start - 2)
        if text[slice(*quotation.inner[0])][:1].islower() and not text[before : quotation.start].rstrip().endswith(","):
            yield from ((n, number[span]) for span in [*span_set.overlapping((before, quotation.start))][::-1])
        elif opens(text, quotation) and runs_on(text, quotation):
            yield from ((n, begins[at]) for at in range(quotation.end + 1, quotation.end - 2, -1) if at in begins)


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


def _with_orphans(given: _Given, made: list[Attribution], orphans: Sequence[Quotation]) -> list[Attribution]:
    """The attributions and the quotations that nobody claimed, in order.

    A quotation that goes on with a thought or deed has the same source: Hall was not ashamed of it. “I was away.”  Of a
    content that grows only the first and the last span are asked for; there may be very many quotations.
    """
    text, paragraphs, marked = given.page.text, given.page.paragraphs, given.marked
    coming = sorted(made, key=lambda row: row.content, reverse=True)
    done: list[Attribution] = []
    longer: dict[int, list[Span]] = {}
    for orphan in orphans:
        while coming and coming[-1].content[0][0] <= orphan.start:
            done.append(coming.pop())
        here = number_at(paragraphs, orphan.start)
        number = goes_on_with(text, done, orphan, paragraphs, here)
        before = done[number] if number is not None else None
        if number is not None and before and (before.act == "speech" or before.kind != "indirect"):
            longer.setdefault(number, list(before.content)).extend(orphan.spans)
            ends = (before.content[0], max(before.content[-1], orphan.spans[-1]))
            kind = "mixed" if before.kind == "indirect" else before.kind
            done[number] = replace(before, content=ends, kind=kind, act="speech", rule="model+marks")
        elif _is_long(text, orphan):
            claim = Claim(before.source if before else None, None, (), MARKS_CONFIDENCE, "marks")
            done.append(attribution(text, claim, orphan.spans, marked, given.page.sentences))
    for i, content in longer.items():
        done[i] = replace(done[i], content=merged(content))
    return done + coming[::-1]
