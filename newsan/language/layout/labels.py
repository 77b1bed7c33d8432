"""The labels that open the turns of interviews: ``Q:``, ``SMITH:``, ``Speaker 2:``, ``ANN HALL, HOST:``, ``Mr. HALL.``

A label may stand behind a time stamp and alone on its line.  Most lines that begin this way are something else:
captions, links, headings, salutations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsan.document import Span
from newsan.language.entities.names import fold
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.titles import leading_titles

_STAMP = r"(?:[\[(<]?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,3})?)?[\])>]?\s{0,3}[-–—]?\s{0,3})"
_LABEL = (
    rf"[\s*_•\"“]{{0,6}}{_STAMP}?[*_]{{0,3}}(?:\(\((?P<double>[^()\n]{{1,40}})\)\)[^\S\n]*:?"
    rf"|(?P<plain>[^\W\d_][\w.’' -]{{0,39}}?)(?P<role>,\s?[^\W\d_][^:\n\"“”.?!]{{1,60}}|\s\([^()\n]{{2,40}}\))?"
    rf"\s?{_STAMP}?[*_]{{0,3}}:[*_]{{0,3}}(?=\s|$)"
    r"|(?P<record>(?:M[rs]s?|Mme|Madam|Dr|Sen|The)\.? (?P<name>[A-Z][A-Z’'-]{2,30}(?:[ -][A-Z][A-Z’'-]{1,30}){0,2}))"
    r"(?: of [A-Z]\w{1,30})?\.)"
    r"[\s*_]*"
)
_BOLD = r"(?P<bold>\*\*|__)(?P<asked>[^*_\n]{3,400}\?)(?P=bold)\s*"
_LINK = r"[\s*_•>»-]{0,6}([^\W\d_][\w’' ]{2,24}?)[*_]{0,3}\s?[:»>|]"
_NUMBERED = r"\d{1,3}|[A-Z]"
_QUESTION = frozenset({"q", "question", "interviewer", "reporter", "host", "moderator"})
_ANSWER = frozenset({"a", "answer", "interviewee", "guest"})
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
    bold = re.compile(_BOLD).fullmatch(text, start, end)
    stop = bold.end("asked") if bold else end
    found = re.compile(_LABEL).match(text, start, end)
    span = _named(text, found, end) if found else None
    if found and span:
        sure = bool(found["record"] or found["double"]) or _is_sure(text[slice(*span)], found["role"] or "")
        return Opening(start, span, (min(found.end(), stop), stop), sure, bold is not None)
    return Opening(start, (bold.start("asked"),) * 2, bold.span("asked"), sure=False, bold=True) if bold else None


def _may_be_record(head: str) -> bool:
    """Whether a paragraph begins like "Mr. HALL." in the record of a parliament."""
    first, _, rest = head.lstrip(' *•“"').partition(" ")
    return first.rstrip(".") in ("Mr", "Ms", "Mrs", "Dr", "Sen", "The", "Mme", "Madam") and rest[:3].isupper()


def _named(text: str, found: re.Match[str], end: int) -> Span | None:
    """The label, if it names somebody; one alone on its line has to be in capitals or say what somebody is."""
    span = next(found.span(group) for group in ("double", "name", "plain") if found[group])
    label, alone = text[slice(*span)], found.end() >= end
    if not names_somebody(label) or (alone and not (label.isupper() or found["role"])):
        return None
    return (found.start("record"), span[1]) if found["record"] else span


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
    rest = parts[1:-1] if re.compile(_NUMBERED).fullmatch(parts[-1]) else parts[1:]
    return parts[0][:1].isupper() and all(part[:1].isupper() or part.casefold() in particles for part in rest)


def is_link(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is a line that leads to another article: Also Read: …

    >>> is_link("READ ALSO » Storm closes ports", 0, 30), is_link("See also the report.", 0, 20)
    (True, False)
    """
    if not any(mark in text[start : min(end, start + 40)] for mark in ":»>|"):
        return False
    found = re.compile(_LINK).match(text, start, end)
    return found is not None and found[1].casefold() in words("names", "link")


def _is_sure(label: str, role: str) -> bool:
    """Whether a label marks a turn whatever it says: a letter, a numbered speaker, a title with a name, an office."""
    parts = label.split()
    if is_question(label) or is_answer(label) or leading_titles(label) or role.isupper():
        return True
    numbered = len(parts) > 1 and re.compile(_NUMBERED).fullmatch(parts[-1]) is not None
    return is_office(label) or (numbered and is_office(parts[0]))


def is_office(label: str) -> bool:
    """Whether a label is what somebody does in the room, not a name: THE CHAIR, Honourable Member, Speaker 2.

    >>> [is_office(label) for label in ("THE CHAIR", "An Honourable Member", "Speaker 2", "HALL")]
    [True, True, True, False]
    """
    parts = [part for part in fold(label).strip(". :").split() if not re.compile(_NUMBERED).fullmatch(part.upper())]
    return bool(parts) and parts[-1] in words("names", "turn")


def is_question(label: str) -> bool:
    """Whether a label marks the one who asks.

    >>> is_question("Q"), is_question("A")
    (True, False)
    """
    return fold(label).strip(". :") in _QUESTION


def is_answer(label: str) -> bool:
    """Whether a label marks the one who answers."""
    return fold(label).strip(". :") in _ANSWER


def openings(text: str, paragraphs: Sequence[Span]) -> list[Opening]:
    """The openings of all paragraphs, in order; where most labels are in capitals, without those that are not.

    There a heading ("Hall: We won") is not a turn, but "Ann Hall:" is one if "AH:" is.
    """
    found = [one for start, end in paragraphs if (one := opening(text, start, end))]
    labels = [text[slice(*one.label)] for one in found if one.label[0] < one.label[1]]
    capitals = [label for label in labels if label.isupper()]
    if 2 * len(capitals) <= len(labels):
        return found
    short = set(capitals)
    known = short | {label for label in labels if _initials(label) in short}
    return [one for one in found if one.sure or one.bold or text[slice(*one.label)] in known]


def _initials(label: str) -> str:
    """The first letters of a label's words."""
    return "".join(word[0] for word in label.split()).upper()
