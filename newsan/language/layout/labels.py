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
from newsan.language.lexicon.lookup import table, words
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

LONGEST = 180
"""Characters of a paragraph in which a label ends: a name, a role and two time stamps."""

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
    head = text[start : min(end, start + LONGEST)]
    if not (":" in head or head.startswith(("((", "**", "__")) or _may_be_record(head)):
        return None
    bold = _BOLD.fullmatch(text, start, end)
    stop = bold.end("asked") if bold else end
    labelled = _LABEL.match(text, start, end)
    span = _named(text, labelled, end) if labelled else None
    if labelled and span:
        sure = bool(labelled["record"] or labelled["double"]) or _is_sure(text[slice(*span)], labelled["role"] or "")
        return Opening(start, span, (min(labelled.end(), stop), stop), sure, bold is not None)
    return Opening(start, (bold.start("asked"),) * 2, bold.span("asked"), sure=False, bold=True) if bold else None


def _may_be_record(head: str) -> bool:
    """Whether a paragraph begins like "Mr. HALL." in the record of a parliament."""
    first, _, rest = head.lstrip(' *•“"').partition(" ")
    return first.rstrip(".") in table("interviews")["record"] and rest[:3].isupper()


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
    parts, particles = label.split(), words("names", "particle")
    folded = label.casefold()
    if not 0 < len(parts) < MOST_WORDS or {folded, parts[0].casefold(), parts[-1].casefold()} & words(
        "names", "caption"
    ):
        return False
    if folded in words("names", "heading") or parts[0].casefold() in words("grammar", *_SMALL):
        return False
    rest = parts[1:-1] if _NUMBERED.fullmatch(parts[-1]) else parts[1:]
    return parts[0][:1].isupper() and all(part[:1].isupper() or part.casefold() in particles for part in rest)


def _is_sure(label: str, role: str) -> bool:
    """Whether a label marks a turn whatever it says: a letter, a numbered speaker, a title with a name, an office."""
    parts = label.split()
    if is_question(label) or is_answer(label) or leading_titles(label) or role.isupper():
        return True
    numbered = len(parts) > 1 and _NUMBERED.fullmatch(parts[-1]) is not None
    return is_office(label) or (numbered and is_office(parts[0]))


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

    There a heading ("Hall: We won") is not a turn, but "Ann Hall:" is one if "AH:" is.
    """
    opened = [labelled for start, end in paragraphs if (labelled := opening(text, start, end))]
    labels = [text[slice(*labelled.label)] for labelled in opened if labelled.label[0] < labelled.label[1]]
    capitals = [label for label in labels if label.isupper()]
    if 2 * len(capitals) <= len(labels):
        return opened
    short = set(capitals)
    known = short | {label for label in labels if _initials(label) in short}
    return [labelled for labelled in opened if _stands_out(labelled) or text[slice(*labelled.label)] in known]


def _stands_out(opened: Opening) -> bool:
    return opened.sure or opened.bold


def _initials(label: str) -> str:
    """The first letters of a label's words."""
    return "".join(word[0] for word in label.split()).upper()
