"""Reports within reports: the whole content of a source that comes last, and who said the words inside it.

In *He told the guard, “Go,” police said* the police report, and he has the words in marks.  The model gives a word to
one cue only; here the outer report gets all of its words back, and what stands in quotation marks inside it becomes an
attribution of its own that says in which one it is reported.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from newsan.document import Attribution, Span
from newsan.language.layout.marks import Quotation
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.model.calibration import calibrated
from newsan.language.model.channels import merged
from newsan.language.model.links import Link
from newsan.language.quotations.borders import around
from newsan.language.quotations.claims import Claim, attribution
from newsan.language.quotations.contents import clipped
from newsan.language.quotations.frames import last_of
from newsan.language.spans import SpanSet, beginning_in, meet, number_at
from newsan.language.syntax.subjects import SUBJECT
from newsan.language.syntax.verbs import utters

INTRODUCED_CONFIDENCE = 0.7
"""Confidence of words in marks that a subject and a verb of uttering introduce inside somebody's report, and least
confidence of a report whose source comes last and of whose content the model sees nothing."""

REACH = 120
"""Characters before a quotation that are searched for the subject and verb that introduce it."""

LONGEST = 600
"""Characters of a clause that is read as the content of the cue behind it."""

MOST_DEEP = 4
"""Reports before one that are asked whether they hold it."""

_BEHIND_COMMA = re.compile(r",[”\"’']*\s+\Z")
_UP_TO_SOURCE = re.compile(r"[\s,”\"’']*")
_ENDS = re.compile(r",|[^,;:—–“\"]{0,60}\Z")
_MARKS = re.compile(r"[“”\"«»]|\'\'|``")
_BREAK = Pattern(r"[;:—–]\s*|\s-{1,2}\s|\A\s*<Grammar.coordinate,joining>\s+\Z")
_BEFORE_MARK = Pattern(rf",\s*(?:<grammar.coordinate,joining>\s+)?(?:{_MARKS.pattern})\Z")
_APPOSED = re.compile(rf"[;:—–]|\s-{{1,2}}\s|{_MARKS.pattern}")
_CLAUSE = Pattern(rf"{SUBJECT}\s[^.;:“”\"]*?\b(?:[a-z]+ed|<reporting.finite,past,be>)\s\w")
_PAST = Pattern(r"[a-z]+ed|<reporting.past>")
_COORDINATE = Pattern(r"(?:\b<grammar.coordinate>|[;—–])\s*\Z")
_LED_TO = re.compile(r"\s*[,:]?\s*")
_TOLD_TO = re.compile(r"[^.,;:“”\"«»—–]{0,40}")
_INTRODUCED = Pattern(
    rf"(?:^|(?<=[\s“\"‘']))(?P<source>{SUBJECT})\s+"
    rf"(?P<cue>(?:(?:<grammar.have>|<acts.adverb>)\s+){{0,2}}(?P<verb>[a-z]+ed|<reporting.past>|<reporting.present>s?)"
    r"(?P<object>(?:\s+[\w’'-]+(?<!['’]s)){0,2}))(?P<mark>\s*[,:])?\s*\Z"
)
"""A subject, a finite verb, and to whom or what: “the mayor told her,” and nothing behind it but a comma or colon."""


@dataclass(frozen=True, slots=True)
class Told:
    """The links that the text itself reports, and those inside the report of one of them."""

    outer: list[Link]
    inner: list[Link]


def source_last(text: str, link: Link, sentences: Sequence[Span], marked: SpanSet) -> Link:
    """A link whose content is whole where its source comes last: *Hall called the talks a rant,* an official said.

    The content ends with the comma and begins with the sentence, or behind the last colon, semicolon or dash before
    what the model holds, whether or not another cue claims words of it; what stands in marks is whole by itself.  What
    somebody introduces in the sentence is not the last source's own: *The guard recalled that he said, “Go,”* the
    office said.
    """
    if link.weak or link.source is None:
        return link
    begin, end = min(link.source[0], link.cue[0]), max(link.source[1], link.cue[1])
    line = around(begin, sentences)
    comma = _BEHIND_COMMA.search(text, max(line[0], begin - 5), begin) if line else None
    before = _held_before(text, link, line, begin, marked) if line and comma and not marked.share(link.cue) else []
    if line is None or comma is None or not before or not _ENDS.match(text, end, line[1]):
        return link
    last = before[-1][1] if _UP_TO_SOURCE.fullmatch(text, before[-1][1], begin) else comma.start()
    if _is_led_to(text, line, last, begin, marked):
        return replace(link, content=merged([*link.content, (line[0], last)]))
    if _is_own(text, link, last):
        return link
    gaps = _gaps(text, line[0], [*before, (last, last)])
    sure = link.confidence if link.claimed else max(INTRODUCED_CONFIDENCE, link.confidence)
    return replace(link, content=merged([*link.content, *before, *gaps]), confidence=sure)


def _gaps(text: str, start: int, held: Sequence[Span]) -> Iterator[Span]:
    """What stands between the pieces of a content and before them, as far as it is content too."""
    first = held[0][0]
    if not _MARKS.search(text, start, first) and not _BEFORE_MARK.search(text, start, first + 1):
        yield max([start, *(match.end() for match in _BREAK.finditer(text, start, first))]), first
    for (_, end), (after, _) in pairwise(held):
        if not _APPOSED.search(text[end:after]):
            yield end, after


def _held_before(text: str, link: Link, line: Span, begin: int, marked: SpanSet) -> list[Span]:
    """The content that a link holds in its sentence before its source and cue, else the words in marks there.

    A cue of uttering that holds nothing at all has the clause before it: *Hall threatened a guard,* prosecutors allege.
    """
    held = [span for span in link.claimed or link.content if line[0] <= span[0] and span[1] <= begin]
    held = held or [span for span in marked.overlapping((begin - 3, begin)) if line[0] <= span[0]]
    if held or link.content or begin - line[0] > LONGEST or not _tells(text, link):
        return held
    before = text[line[0] : begin].rstrip(" ,")
    return [(line[0], line[0] + len(before))] if _CLAUSE.match(before) else []


def _is_led_to(text: str, line: Span, last: int, begin: int, marked: SpanSet) -> bool:
    """Whether the content ends with a quotation that somebody introduces in the same sentence."""
    quoted = next(marked.overlapping((last - 1, last)), None)
    if quoted is None or quoted[0] <= line[0] or quoted[1] > begin:
        return False
    return _introduction(text, max(line[0], quoted[0] - REACH), quoted[0]) is not None


def _is_own(text: str, link: Link, end: int) -> bool:
    """Whether it may be the same speaker who goes on: *Hall said it was late because “nobody came,” she said.*"""
    source = text[slice(*link.source)].lower() if link.source else ""
    return source in words("grammar", "he", "she", "they") and not text[end - 1].isalnum()


def told_apart(text: str, links: Sequence[Link], sentences: Sequence[Span], marked: SpanSet) -> Told:
    """Links told apart: those inside the report of another one, and all others, which get their words back.

    One is inside another if its source and cue lie in the other's content, and the other utters something, or its
    source comes last.
    """
    cues = sorted((link.cue[0], i) for i, link in enumerate(links) if _may_report(link))
    whole = list(_whole(text, links, sentences, marked))
    within: dict[int, int] = {}
    for j, given in enumerate(links):
        inside = () if given.weak else _cues_in(whole[j], cues)
        for i in (i for i in inside if i != j and _is_inside(text, links[i], given, whole[j])):
            within.setdefault(i, j)
    taken = _taken(text, whole, within)
    outside = [taken.get(j, link) for j, link in enumerate(whole) if j not in within]
    return Told(outside, [link for i, link in enumerate(whole) if i in within])


def _whole(text: str, links: Sequence[Link], sentences: Sequence[Span], marked: SpanSet) -> Iterator[Link]:
    """The links with all of their words where their source comes last, and all who claim such words lie inside.

    Of two in one sentence of which neither lies in the other, the first gets the words.
    """
    whole: dict[int, Link] = {}
    owner = {span: i for i, link in enumerate(links) if not link.weak for span in link.content}
    span_set = SpanSet(owner)
    for j, given in enumerate(links):
        last = source_last(text, given, sentences, marked)
        claimants = {owner[span] for part in last.content for span in span_set.overlapping(part)} - {j}
        is_whole = last.content != given.content and all(
            _may_lie_in(links[i], last) and not _is_between(given, links[i].cue) for i in claimants
        )
        other = whole.setdefault(number_at(sentences, last.cue[0]), last) if is_whole else last
        apart = other is not last and not _may_lie_in(other, last) and not _may_lie_in(last, other)
        yield given if apart or not is_whole else last


def _is_between(link: Link, cue: Span) -> bool:
    """Whether a cue stands behind the first piece of a link's content and in none: *On Monday, Lee says no, which …*"""
    held = link.claimed or link.content
    return bool(held) and held[0][0] <= cue[0] and not any(start <= cue[0] < end for start, end in held)


def _may_report(link: Link) -> bool:
    """Whether a link may be the report inside another one: it has a source and a content of its own."""
    return bool(link.source and link.content) and not link.weak


def _is_inside(text: str, inner: Link, outer: Link, last: Link) -> bool:
    """Whether a link lies inside the report of another, which is ``last`` where its source comes last."""
    if last is not outer:
        return _may_lie_in(inner, last)
    return _tells(text, outer) and _lies_in(inner, outer) and not _stands_beside(text, inner)


def _cues_in(outer: Link, cues: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The numbers of the links whose cue begins inside the content of another one."""
    for start, end in outer.content:
        yield from (i for _, i in beginning_in(cues, (start, end)))


def _lies_in(inner: Link, outer: Link) -> bool:
    """Whether source and cue of a link lie inside the content of another one, in one stretch."""
    source, cue = inner.source, inner.cue
    if source is None or any(start <= outer.cue[0] < end for start, end in inner.content):
        return False
    return any(start <= min(source[0], cue[0]) and max(source[1], cue[1]) <= end for start, end in outer.content)


def _stands_beside(text: str, link: Link) -> bool:
    """Whether a link's clause stands beside the one before: *One said yes and several said no*, *Hall, who said no*."""
    start = min(link.source[0] if link.source else link.cue[0], link.cue[0])
    source = text[slice(*link.source)].lower() if link.source else ""
    aside = source in words("grammar", "relative") and text[max(0, start - 2) : start] == ", "
    return aside or bool(_COORDINATE.search(text, max(0, start - 12), start))


def _may_lie_in(inner: Link, outer: Link) -> bool:
    """Whether a link lies inside another's content, or would but for its source, which is taken for the outer one."""
    return _lies_in(inner, outer) or (
        inner.source == outer.source and any(start <= inner.cue[0] < end for start, end in outer.content)
    )


def _taken(text: str, links: Sequence[Link], within: Mapping[int, int]) -> dict[int, Link]:
    """The outer links with the words of the inner ones that go on with theirs: *Hall says Berg warned | them*."""
    taken: dict[int, Link] = {}
    for i, j in sorted(within.items(), key=lambda pair: links[pair[0]].cue):
        outer = taken.get(j, links[j])
        lead = last_of(links[i])
        own = [span for span in links[i].content if span[0] >= lead and not text[lead : span[0]].strip(" ,:")]
        spans = list(merged([*outer.content, *((lead, span[1]) for span in own[:1])]))
        taken[j] = replace(outer, content=tuple(spans))
    return taken


def reported(
    text: str,
    made: Sequence[Attribution],
    told: Sequence[Link],
    quotations: Sequence[Quotation],
    sentences: Sequence[Span],
) -> list[tuple[Attribution, int]]:
    """Attributions of words in marks inside the report of another one, each with the number of that one in ``made``.

    The results are numbered on from there.  A report inside a report is not a row if it has no marks: it holds nobody's
    words, and the outer source vouches for it.
    """
    reports = _Reports(text, made, quotations, sentences)
    inner = [pair for link in sorted(told, key=lambda link: link.cue) for pair in _told(reports, link)]
    cues = SpanSet({report.cue for report, _ in inner if report.cue})
    led = (pair for quotation in quotations for pair in _introduced(reports, quotation))
    inner += [(report, outer) for report, outer in led if report.cue and not cues.share(report.cue)]
    return _numbered(inner, len(made))


class _Reports:
    """The attributions whose content may hold reports, to be asked by position."""

    def __init__(
        self, text: str, made: Sequence[Attribution], quotations: Sequence[Quotation], sentences: Sequence[Span]
    ) -> None:
        self.text = text
        self.made = made
        self.quotations = quotations
        self.sentences = sentences
        self.starts = [quotation.start for quotation in quotations]
        self.number = {span: number for number, report in enumerate(made) for span in report.content if report.source}
        self.span_set = SpanSet(self.number)
        self.marked = SpanSet(span for quotation in quotations if quotation.depth == 0 for span in quotation.spans)

    def attribution(self, claim: Claim) -> Attribution:
        """The attribution that a claim becomes."""
        return attribution(self.text, claim, claim.content, self.marked, self.sentences)


def _told(reports: _Reports, link: Link) -> Iterator[tuple[Attribution, int]]:
    """The attribution of a link inside a report, if it holds words in marks."""
    for span in reports.span_set.overlapping(link.cue):
        outer = reports.made[reports.number[span]]
        said = link.claimed or link.content
        content = [part for held in outer.content for part in clipped(said, held)]
        if outer.kind == "direct" or not content or not _is_told(reports.text, link, span, content[0][0]):
            continue
        stop = outer.content[-1][1]
        inside = reports.quotations[bisect_left(reports.starts, span[0]) : bisect_left(reports.starts, stop)]
        sure = calibrated(link.confidence, "attribution")
        report = reports.attribution(Claim(link.source, link.cue, _with_marks(content, inside), sure, "model+report"))
        if report.kind != "indirect":
            yield report, reports.number[span]


def _is_told(text: str, link: Link, span: Span, content: int) -> bool:
    """Whether a link stands in a stretch of text with its source, and its cue utters what follows it.

    What follows is a clause with "that", which may tell to whom before (*raised his concern to Berg that …*), or it
    follows a verb of uttering at once.
    """
    source = link.source
    if source is None or not (span[0] <= source[0] and source[1] <= span[1]):
        return False
    if not link.weak and text.startswith("that ", content):
        return bool(_TOLD_TO.fullmatch(text, last_of(link), content))
    return _tells(text, link) and bool(_LED_TO.fullmatch(text, last_of(link), content))


def _with_marks(content: Sequence[Span], quotations: Sequence[Quotation]) -> list[Span]:
    """Content with the whole of the quotations that it touches."""
    outer = (quotation for quotation in quotations if quotation.depth == 0)
    touched = [quotation for quotation in outer if any(map(partial(meet, (quotation.start, quotation.end)), content))]
    return list(merged([*content, *(span for quotation in touched for span in quotation.spans)]))


def _introduced(reports: _Reports, quotation: Quotation) -> Iterator[tuple[Attribution, int]]:
    """The attribution of a quotation inside a report to the subject and verb that introduce it there."""
    span = next(reports.span_set.overlapping((quotation.start, quotation.start + 1)), None)
    if span is None or span[0] >= quotation.start or quotation.depth > 1:
        return
    introduction = _introduction(reports.text, max(span[0], quotation.start - REACH), quotation.start)
    if introduction is None or (
        quotation.depth and not (introduction["mark"] and _PAST.fullmatch(introduction["verb"]))
    ):
        return
    cue = reports.made[reports.number[span]].cue
    if cue is None or not meet(cue, introduction.span("cue")):
        claim = Claim(
            introduction.span("source"), introduction.span("cue"), quotation.spans, INTRODUCED_CONFIDENCE, "form+report"
        )
        yield reports.attribution(claim), reports.number[span]


def _introduction(text: str, start: int, end: int) -> re.Match[str] | None:
    """The subject and verb of uttering that end a stretch of text; the shortest such stretch has at most REACH."""
    introduced = _INTRODUCED.search(text, start, end)
    while introduced is not None and not _is_introduction(introduced):
        introduced = _INTRODUCED.search(text, introduced.start() + 1, end)
    return introduced


def _is_introduction(introduced: re.Match[str]) -> bool:
    """Whether the verb of a match utters something, and what follows is an object, not a preposition or clause."""
    behind = introduced["object"].lower().split()
    closed = words("grammar", "preposition", "auxiliary", "subordinator", "be", "opener")
    named = introduced["source"].lower().split()
    joined = {"to", *words("reporting", "joint")}.intersection(named)
    return utters(introduced["verb"]) and not joined and not closed.intersection(behind)


def _tells(text: str, link: Link) -> bool:
    """Whether a finite word of a link's cue utters something."""
    return utters(*(word for word in text[slice(*link.cue)].lower().split() if not word.endswith("ing")))


def _numbered(reports: Sequence[tuple[Attribution, int]], first: int) -> list[tuple[Attribution, int]]:
    """Attributions with the number of the innermost one that reports them: one of these, counted from ``first`` on."""
    out: list[tuple[Attribution, int]] = []
    for report, outer in sorted(reports, key=lambda pair: (pair[0].content[0][0], -pair[0].content[-1][1])):
        near = range(len(out) - 1, max(-1, len(out) - 1 - MOST_DEEP), -1)
        around_it = (number for number in near if out[number][1] == outer or out[number][1] >= first)
        inner = next((number for number in around_it if _holds(out[number][0], report)), None)
        out.append((report, outer if inner is None else first + inner))
    return out


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the source of an attribution stands in the content of another."""
    source = inner.source or inner.content[0]
    return any(start <= source[0] and source[1] <= end for start, end in outer.content)
