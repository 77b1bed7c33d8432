"""Sources that a sentence's form names behind a quotation, whatever its verb: “…,” shrugged Ann Hall.  “…,” she fumed.

A list of verbs of saying is never complete: people bark, beam and purr what they say.  Behind a quotation that opens
its sentence and ends with a comma, a question mark or an exclamation mark, a finite verb and its subject have one
reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsan.document import Span
from newsan.language.layout.marks import Quotation
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.model.links import Link
from newsan.language.quotations.frames import GOES_ON, is_open, opens
from newsan.language.spans import beginning_in, number_at
from newsan.language.syntax.subjects import FINITE, SUBJECT, subject_end

CONFIDENCE = 0.5
"""Confidence of a link that the form alone speaks for, before the quotation marks add theirs."""

_VERB = rf"(?:[a-z]+ly\s+)?(?P<verb><reporting.phrasal>|{FINITE})(?:\s+back)?"
_VERB_FIRST = Pattern(
    rf",?\s+(?P<cue>{_VERB})\s+(?P<source><grammar.determiner>\s+[^\W\d_]"
    r"|(?:[a-z][\w’'-]*\s+){0,4}(?=[^\W\d_a-z])(?!(?i:<dates.day>)\b))"
)
_SUBJECT_FIRST = Pattern(rf",?\s+(?P<source>{SUBJECT})\s+(?P<cue>{_VERB})(?=\s*[.,;:!?]|\s+(?P<next>[\w’'-]+))")


def with_named_behind(
    text: str, quotations: Sequence[Quotation], links: Sequence[Link], paragraphs: Sequence[Span]
) -> list[Link]:
    """The links with those that the form of a sentence names behind a quotation: new ones, and ones put right."""
    completed = list(links)
    cues = sorted((link.cue[0], i) for i, link in enumerate(links))
    for quotation in quotations:
        at = number_at(paragraphs, quotation.end - 1)
        form = _named_behind(text, quotation, paragraphs[at][1])
        if form is None:
            continue
        near = [i for _, i in beginning_in(cues, (quotation.end, max(form[0][1], form[1][1])))]
        mine = next((i for i in near if links[i].cue[1] > form[0][0]), None)
        right = [i for i in near if not links[i].weak and _meet(text, links[i].source, form[1])]
        if not right:
            made = Link(form[0], form[1], quotation.spans, CONFIDENCE)
            if mine is None:
                completed.append(made)
            else:
                completed[mine] = replace(made, confidence=max(CONFIDENCE, links[mine].confidence))
    return completed


def _meet(text: str, span: Span | None, other: Span) -> bool:
    """Whether two spans share more than blanks."""
    return span is not None and bool(text[max(span[0], other[0]) : min(span[1], other[1])].strip())


def _named_behind(text: str, quotation: Quotation, end: int) -> tuple[Span, Span] | None:
    """Cue and source behind a quotation in its paragraph, None if it does not stand in such a form."""
    if not is_open(text, quotation, GOES_ON) or not opens(text, quotation):
        return None
    named = _VERB_FIRST.match(text, quotation.end, end)
    if named and _is_verb(named["verb"]) and not _closed().intersection(named["source"].lower().split()[:-1]):
        start = named.start("source")
        last = min(end, subject_end(text, start))
        return (named.span("cue"), (start, last)) if last > start else None
    named = _SUBJECT_FIRST.match(text, quotation.end, end)
    if named is None or not _is_verb(named["verb"]) or _closed().intersection(named["source"].lower().split()):
        return None
    if named["next"] and not _follows(named["next"]):
        return None
    return named.span("cue"), named.span("source")


def _follows(word: str) -> bool:
    """Whether a word may follow a verb that needs nothing more behind it: *snapped as he left*, *shrugged sadly*."""
    closed = words("grammar", "preposition", "subordinator")
    return word != "to" and (word.lower() in closed or word.endswith("ly"))


def _closed() -> frozenset[str]:
    return words("grammar", "preposition", "auxiliary", "subordinator", "opener")


def _is_verb(word: str) -> bool:
    """Whether a word can be the verb of such a form: it is not an auxiliary or another closed-class word."""
    return word not in _closed() | words("grammar", "be", "possessive")
