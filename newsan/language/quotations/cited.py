"""Who is quoted by others (Xinhua quoted Ann Lee as saying, she was quoted as saying), and who told somebody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from newsan.document import Span
from newsan.language.layout.marks import Quotation
from newsan.language.lexicon.patterns import Pattern
from newsan.language.model.channels import merged
from newsan.language.model.links import Link
from newsan.language.syntax.subjects import SUBJECT

CONFIDENCE = 0.7
"""Least confidence of a link whose source such a form names."""

REACH = 120
"""Characters before "quoted" that are searched for a subject."""

LONGEST_CUE = 40
"""Characters before the end of a cue in which it is passive."""

_CITED = re.compile(
    r"\b(?:quot|cit)(?:ed|es|ing|e)\s+(?P<whom>(?!as\b)[^.;:“”\"\n]{2,90}?\s+)?as\s+(?P<cue>saying|telling|writing)\b"
)
_QUOTED = Pattern(
    rf"(?<![\w’'-])({SUBJECT})(?:,[^,.;:“”\"\n]{{2,60}},)?"
    r"\s+(?:<grammar.have>\s+)?<reporting.be>\s+(?:\w+ly\s+)?\Z"
)
_BETWEEN = re.compile(r"\s+[^.;:“”\"\n]{1,90}")
_HAS_WORDS = re.compile(r"[^\W_]")
_BY = re.compile(r"(?:by|in|on|at)\b")
_TOLD = Pattern(rf"\s+by\s+({SUBJECT})(?=\s+(?:that|how|why|whether|what|if)\b|,?\s+[“\"])")
_PASSIVE = Pattern(r"\b<reporting.be>\s+(?:\w+ly\s+)?(?:told|informed|assured|warned)\Z")


class _Form(NamedTuple):
    """A form of quoting somebody: where it stands, its "saying", who is quoted, and the links whose cues are in it."""

    span: Span
    cue: Span
    source: Span
    links: list[Link]


def cited(text: str, quotations: Sequence[Quotation], links: Sequence[Link]) -> Iterator[Link]:
    """The links, with the source that such a form names; those of one form become one.

    What is quoted may stand before it: “…,” Xinhua quoted Ann Lee as saying.
    """
    quoting = [(form, source) for form in _CITED.finditer(text) if (source := _whom(text, form))]
    forms = [_Form(form.span(), form.span("cue"), source, []) for form, source in quoting]
    starts = [form.span[0] for form in forms]
    for link in links:
        number = bisect_right(starts, link.cue[0]) - 1
        if number >= 0 and link.cue[0] < forms[number].span[1]:
            forms[number].links.append(link)
        else:
            teller = _teller(text, link.cue)
            yield replace(link, source=teller) if teller else link
    yield from (_joined(text, quotations, form) for form in forms if form.links)


def _joined(text: str, quotations: Sequence[Quotation], form: _Form) -> Link:
    """The one link of a form; its content is what they all hold outside it, or the quotation before it.

    A source of theirs that holds the one of the form is whole: "the head of | the bank | was quoted".
    """
    content = merged(part for link in form.links for part in _outside(text, link.content, form.span))
    last = bisect_right(quotations, form.span[0], key=lambda quotation: quotation.end) - 1
    if not content and last >= 0 and _BETWEEN.fullmatch(text, quotations[last].end, form.span[0]):
        content = quotations[last].spans
    around = (link.source for link in form.links if link.source and link.source[0] <= form.source[0])
    source = next((span for span in around if span[1] >= form.source[1]), form.source)
    sure = max(CONFIDENCE, *(link.confidence for link in form.links))
    return Link(form.cue, source, content, sure, weak=all(link.weak for link in form.links))


def _teller(text: str, cue: Span) -> Span | None:
    """Who told somebody, by the form of the words behind a passive cue: "were told | by | Ann Lee | that"."""
    is_passive = _PASSIVE.search(text, max(0, cue[1] - LONGEST_CUE), cue[1])
    told = _TOLD.match(text, cue[1]) if is_passive else None
    return told.span(1) if told else None


def _whom(text: str, form: re.Match[str]) -> Span | None:
    """Who is quoted: the object of "quoted", or the subject of "was quoted (by others)"."""
    whom = form["whom"]
    if whom is None or _BY.match(whom):
        subject = _QUOTED.search(text, max(0, form.start() - REACH), form.start())
        return subject.span(1) if subject else None
    start = form.start("whom")
    return start, start + len(whom.rstrip(" \n,"))


def _outside(text: str, content: Sequence[Span], form: Span) -> Iterator[Span]:
    """The parts of a content before and behind a form, without mere marks."""
    parts = [part for start, end in content for part in ((start, min(end, form[0])), (max(start, form[1]), end))]
    return ((end - len(text[start:end].lstrip()), end) for start, end in parts if _HAS_WORDS.search(text, start, end))
