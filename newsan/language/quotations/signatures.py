"""The source of a quotation by its place on the page: a signature behind or below it, a label before it, a post.

“…” — Name, role.  “…” with the name on the next line.  “…” (lawyer Name).  Name, 34: “…”  A line "From Name, role."
before a paragraph in marks.  Nothing here holds a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsan.document import Attribution, Span
from newsan.language.layout.labels import names_somebody
from newsan.language.layout.marks import Quotation
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.spans import number_at
from newsan.language.syntax.verbs import utters

CONFIDENCE = 0.9
"""Confidence of an attribution whose quotation is signed: 23 of 24 in PolNeAR's development set are right."""

LONGEST = 90
"""Characters of a line that signs a quotation or announces it."""

_WORD = r"[^\W\d_a-z][\w.’'&-]{0,30}"
_NAME = rf"{_WORD}(?:\s(?:{_WORD}|<names.particle>|of|the)){{0,5}}"
_DASH = re.compile(
    r"[\s>*_]{0,8}(?P<cue>[―—–~]|--?)[^\S\n]*(?P<name>[^\W\d_a-z][^\n“”\"«»―—–:;!?@(]{1,80}?)"
    r"(?:[^\S\n]*\([^()\n]{1,60}\)[^\n]{0,40})?[^\S\n.]*+\.?[^\S\n]*+(?=\n|$)"
)
_BRACKET = Pattern(rf"[\s*_]{{0,4}}(?P<cue>\()(?P<name>(?:[a-z-]{{2,20}}\s){{0,4}}{_NAME}(?:,\s[^()\n]{{2,60}})?)\)")
_LINE = Pattern(rf"(?!By\s)(?P<name>{_NAME}(?:,\s(?:the\s)?[a-z][^\n.?!:“”\"]{{2,60}})?)")
_LABEL = Pattern(rf"[-–—*•·\s]{{0,4}}(?P<name>{_NAME}(?:,\s[^\n.?!:“”\"]{{1,60}}|\s\([^()\n]{{1,40}}\))?)(?P<cue>:)\s*")
_AGED = re.compile(r"(?P<name>[^,(\n]{1,60}),?\s\(?\d{1,3}\b")
_FROM = Pattern(
    rf"(?:From(?:\sthe\sdesk\sof)?|(?:A\s)?(?i:<furniture.message>)\s(?:by|from|of))\s"
    rf"(?P<name>{_NAME}(?:,\s[^\n.?!:“”\"]{{2,80}})?)[.:]?"
)
_POSTED = Pattern(rf"[―—–-]{{1,2}}\s?(?P<name>{_NAME})\s\(@\w{{1,30}}\)\s[^\n]{{4,40}}")
_LINK = re.compile(r"(?:\s*(?:pic\.twitter\.com/|https?://)\S{1,200})+\s*$")


@dataclass(frozen=True, slots=True)
class Signature:
    """The number of a quotation and who signed it; ``sure`` if the form leaves no other reading."""

    quotation: int
    cue: Span | None
    name: Span
    sure: bool = False


def signatures(text: str, quotations: Sequence[Quotation], paragraphs: Sequence[Span]) -> Iterator[Signature]:
    """The quotations that are signed or labelled; paragraphs and quotations are in order and do not overlap."""
    for number, quotation in enumerate(quotations):
        here = number_at(paragraphs, quotation.start)
        last = min(number_at(paragraphs, quotation.end) + 1, len(paragraphs) - 1)
        signed = _behind(text, quotation, paragraphs[last][1]) or _around(text, quotation, paragraphs, here, last)
        if signed is not None:
            aged = _AGED.match(text, *signed[1])
            yield Signature(number, signed[0], aged.span("name") if aged else signed[1], signed[2])


def _behind(text: str, quotation: Quotation, stop: int) -> tuple[Span, Span, bool] | None:
    """Dash or bracket and name behind a quotation."""
    if not text[quotation.end : min(stop, quotation.end + 9)].lstrip(" \t\xa0\r\n>*_").startswith(tuple("―—–~-(")):
        return None
    signed = _DASH.match(text, quotation.end, stop)
    if signed and _is_name(signed["name"]):
        return signed.span("cue"), signed.span("name"), False
    signed = _BRACKET.match(text, quotation.end, stop)
    if signed and _is_person(signed["name"]) and not _tells(signed["name"]):
        return signed.span("cue"), signed.span("name"), True
    return None


def _around(
    text: str, quotation: Quotation, paragraphs: Sequence[Span], here: int, last: int
) -> tuple[Span | None, Span, bool] | None:
    """Label before a quotation, or the name on the line below or above, where the quotation fills its paragraph."""
    start = paragraphs[here][0]
    ends = paragraphs[max(here, last - (paragraphs[last][0] >= quotation.end))][1]
    if text[quotation.end : ends].strip(" \t.*"):
        return None
    labelled = text[start : quotation.start].rstrip().endswith(":")
    signed = _LABEL.fullmatch(text, start, quotation.start) if labelled else None
    if signed and names_somebody(_bare(signed["name"])) and not _tells(signed["name"]):
        return signed.span("cue"), signed.span("name"), True
    if text[start : quotation.start].strip(" >*_•-–—"):
        return None
    name = _below(text, quotation.end, paragraphs[last : last + 2]) if last > here else None
    above = _FROM.fullmatch(text, *paragraphs[here - 1]) if here else None
    name = name or (above.span("name") if above else None)
    return (None, name, False) if name else None


def _below(text: str, end: int, lines: Sequence[Span]) -> Span | None:
    """The name on the line below a quotation, perhaps with a role on the next one."""
    signed = _LINE.fullmatch(text, *lines[0]) if _is_next_line(text, end, lines[0], most=2) else None
    if signed is None:
        return None
    role = text[slice(*lines[1])] if len(lines) > 1 and _is_next_line(text, lines[0][1], lines[1]) else ""
    near = _is_next_line(text, end, lines[0]) or "," in signed["name"]
    return signed.span("name") if near and _is_person(signed["name"], role) else None


def _is_next_line(text: str, end: int, paragraph: Span, most: int = 1) -> bool:
    """Whether a short paragraph stands on the line right below a position, or at most ``most`` lines below."""
    return paragraph[1] - paragraph[0] <= LONGEST and 0 < text.count("\n", end, paragraph[0]) <= most


def _bare(name: str) -> str:
    """A name without what stands behind a comma or in brackets."""
    return re.split(r"[,(]", name)[0].strip()


def _is_name(signature: str) -> bool:
    """Whether the words before a comma or bracket are a name: capitals, but for its particles."""
    name = _bare(signature).split()
    particles = words("names", "particle")
    return 0 < len(name) < 7 and all(word[:1].isupper() or word.casefold() in particles for word in name)


def _is_person(signature: str, below: str = "") -> bool:
    """Whether a signature is surely a person's: two words and a given name, or a role before, behind or below it."""
    name = [word for word in _bare(signature).split() if word[:1].isupper()]
    others = f"{signature[len(_bare(signature)) :]} {below}".casefold().split()
    before = [word.casefold() for word in _bare(signature).split()]
    roles = {word.strip(".,()") for word in (*others, *before)} & (words("roles") | words("titles"))
    return len(name) > 1 and bool(roles or words("given_names") & set(before))


def _tells(signature: str) -> bool:
    """Whether the words before a colon hold a verb of uttering, or go on like a sentence."""
    held = signature.casefold().replace(",", " ").split()
    if utters(*held):
        return True
    clause = words("grammar", "he", "she", "they", "it", "auxiliary")
    return bool(clause & {*held} or words("grammar", "preposition") & {*_bare(signature).casefold().split()})


def posts(text: str, paragraphs: Sequence[Span]) -> Iterator[Attribution]:
    """Posts, as pages embed them: a paragraph, and under it — Name (@name) date.

    The words are the author's own, without marks.
    """
    for before, span in pairwise(paragraphs):
        short = span[1] - span[0] <= LONGEST * 2 and "(@" in text[slice(*span)]
        posted = _POSTED.fullmatch(text, *span) if short else None
        if posted and text[before[0]] not in "“\"‘'«":
            link = _LINK.search(text, max(before[0], before[1] - 2 * LONGEST), before[1])
            content = ((before[0], link.start() if link else before[1]),)
            yield Attribution(posted.span("name"), None, content, "direct", "speech", CONFIDENCE, "signature")
