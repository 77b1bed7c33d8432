"""The labels that open the turns of interviews: ``Q:``, ``SMITH:``, ``Speaker 2:``, ``ANN HALL, HOST:``, ``Mr. HALL.``

A label may stand behind a time stamp and alone on its line.  Most lines that begin this way are something else:
captions, links, headings, salutations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsan.document import Span
from newsan.language.lexicon.forms import fold
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.titles import leading_titles

_STAMP = r"(?:[\[(<]?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,3})?)?[\])>]?\s{0,3}[-–—]?\s{0,3})"
_LABEL = Pattern(
    rf"[\s*_•\"“]{{0,6}}{_STAMP}?[*_]{{0,3}}(?:\(\((?P<double>[^()\n]{{1,40}})\)\)[^\S\n]*:?"
    rf"|(?P<plain>[^\W\d_][\w.’' -]{{0,39}}?)(?P<role>,\s?[^\W\d_][^:\n\"“”.?!]{{1,60}}|\s\([^()\n]{{2,40}}\))?"
    rf"\s?{_STAMP}?[*_]{{0,3}}:[*_]{{0,3}}(?=\s|$)"
    r"|(?P<record><interviews.record>\.? (?P<name>[A-Z][A-Z’'-]{2,30}(?:[ -][A-Z][A-Z’'-]{1,30}){0,2}))"
    r"(?: of [A-Z]\w{1,30})?\.)"
    r"[\s*_]*"
)
_BOLD = re.compile(r"(?P<bold>\*\*|__)(?P<asked>[^*_\n]{3,400}\?)(?P=bold)\s*")
_NUMBERED = re.compile(r"\d{1,3}|[A-Z]")
_SMALL = ("he", "she", "they", "it", "i", "you", "relative", "possessive", "preposition", "subordinator", "auxiliary")
"""Words, by their lists in grammar.txt, with which no label begins."""

MOST_WORDS = 5
"""Words in a label; longer ones are sentences."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a turn opens: the paragraph's start, the label (empty if a bold question has none), what it says.

    ``sure`` says that such a label marks somebody's turn and nothing else, ``bold`` that the paragraph is a question in
    bold.
    """

    start: int
    label: Span
    said: Span
    sure: bool
    bold: bool = False


def opening(text: str, start: int, end: int) -> Opening | None:
    """The opening of a turn with which a paragraph begins; None where it begins otherwise."""
    bold = _BOLD.fullmatch(text, start, end)
    stop = bold.end("asked") if bold else end
    labelled = _LABEL.match(text, start, end)
    span = _named(text, labelled, end) if labelled else None
    if labelled and span:
        sure = bool(labelled["record"] or labelled["double"]) or _is_sure(text[slice(*span)], labelled["role"] or "")
        return Opening(start, span, (min(labelled.end(), stop), stop), sure, bold is not None)
    return Opening(start, (bold.start("asked"),) * 2, bold.span("asked"), sure=False, bold=True) if bold else None


def _named(text: str, labelled: re.Match[str], end: int) -> Span | None:
    """The label, if it names somebody; one alone on its line has to be in capitals or say what somebody is."""
    span = next(labelled.span(group) for group in ("double", "name", "plain") if labelled[group])
    label, alone = text[slice(*span)], labelled.end() >= end
    if not names_somebody(label) or (alone and not (label.isupper() or labelled["role"])):
        return None
    return (labelled.start("record"), span[1]) if labelled["record"] else span


def names_somebody(label: str) -> bool:
    """Whether a label can be somebody, not a caption ("Image:"), link, heading, salutation or phrase ("Hall added:").

    >>> [names_somebody(label) for label in ("Speaker 2", "Ines de Boer", "Also Read", "Dear Molly", "Hall added")]
    [True, True, False, False, False]
    """
    parts = label.split()
    if not 0 < len(parts) < MOST_WORDS or parts[0].casefold() in words("grammar", *_SMALL):
        return False
    no_names = words("names", "caption") | words("names", "heading")
    if label.casefold() in no_names or {parts[0].casefold(), parts[-1].casefold()} & words("names", "caption"):
        return False
    rest = parts[1:-1] if _NUMBERED.fullmatch(parts[-1]) else parts[1:]
    return parts[0][0].isupper() and all(
        part[0].isupper() or part.casefold() in words("names", "particle") for part in rest
    )


def _is_sure(label: str, role: str) -> bool:
    """Whether a label marks a turn whatever it says: a letter, a numbered speaker, a title with a name, an office."""
    return is_question(label) or is_answer(label) or is_office(label) or bool(leading_titles(label)) or role.isupper()


def is_office(label: str) -> bool:
    """Whether a label is what somebody does in the room, not a name: THE CHAIR, Honourable Member, Speaker 2.

    >>> [is_office(label) for label in ("THE CHAIR", "An Honourable Member", "Speaker 2", "HALL")]
    [True, True, True, False]
    """
    parts = [part for part in fold(label).strip(". :").split() if not _NUMBERED.fullmatch(part.upper())]
    return bool(parts) and parts[-1] in words("names", "turn")


def is_question(label: str) -> bool:
    """Whether a label marks the one who asks.

    >>> is_question("Q"), is_question("A")
    (True, False)
    """
    return fold(label).strip(". :") in words("interviews", "question")


def is_answer(label: str) -> bool:
    """Whether a label marks the one who answers."""
    return fold(label).strip(". :") in words("interviews", "answer")


def openings(text: str, paragraphs: Sequence[Span]) -> list[Opening]:
    """The openings of all paragraphs, in order; where most labels are in capitals, without those that are not.

    There a heading ("Hall: We won") is not a turn.
    """
    opened = [labelled for start, end in paragraphs if (labelled := opening(text, start, end))]
    labels = [text[slice(*labelled.label)] for labelled in opened]
    if 2 * sum(map(str.isupper, labels)) <= sum(map(bool, labels)):
        return opened
    certain = (one.sure or one.bold for one in opened)
    return [one for one, label, kept in zip(opened, labels, certain, strict=True) if kept or label.isupper()]
