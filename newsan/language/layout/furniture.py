"""The parts of a text that stand around its story: bylines, datelines, credits, lines at the end, pointers elsewhere.

Such lines have fixed forms, which rules know.  A form that could as well be a sentence of the story is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from newsan.document import Furniture, Span
from newsan.language.lexicon.lookup import table
from newsan.values import FurnitureKind

LONGEST = 220
"""Characters of a line that can be furniture as a whole; longer ones tell something."""

TOP, FOOT = 8, 3
"""Paragraphs at the start and at the end of a text among which bylines are looked for."""

DATELINED = 6
"""Paragraphs at the start of a text among which a dateline without an agency is looked for."""

SPOKEN = 80
"""Characters of a first paragraph behind which "KUWAIT:" is taken for a place; shorter ones may be speech."""

_CAPITAL = r"(?!(?:AND|Published|Updated|Posted)\b)[^\W\d_a-z][\w.’'-]*"
_NAME = rf"{_CAPITAL}(?:\s(?:(?:al|bin|da|de|del|den|der|di|la|van|von)\s)*{_CAPITAL}){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,\s|,?\s(?:and|AND)\s|\s&\s|\s/\s){_NAME})*"
_DATE = (
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|"
    r"Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|\d{1,4}(?:st|nd|rd|th)?|[ap]\.?m\.?|[A-Z]{2,4}T|IST|ET|UTC|at)"
)
_STAMP = rf"(?i)\W*{_DATE}(?:[\s,.:/|–—-]+{_DATE})+\W*"
_CLAUSE = r"[.?!]\s|\b(?:was|is|were|are|had|has|said|says|will|would|who|which)\b"
_LABEL = r"[^\W\d_a-z]{2}[^:a-z]{0,60}:"
_ACCOUNT = r"(?:^|\s|\()(?:@\w{2,}|[\w.+-]+@[\w-]+\.\w[\w.]*)"
_CONTACT = (
    r"(?i)[^\w<]*(?:follow|contact|e-?mail|reach|twitter|write to|send|on twitter)\b"
    r"|.*\b(?:can be reached|on Twitter|is on)\b"
)
_ABOUT = (
    r"\W*(?:(?i:this (?:story|article|report|post|piece|interview|column) (?:was|has been|is|first|originally)\b"
    r".{0,80}\b(?:updated|corrected|published|republished|edited|appeared|produced|posted|developing)\b)"
    rf"|{_NAMES}(?:\s(?:in|of|from)\s[\w\s,.]{{2,40}})?,?\s(?:also\s)?contributed\s(?:to\sthis|reporting|research)\b)"
)


def furniture(text: str, paragraphs: Sequence[Span]) -> tuple[Furniture, ...]:
    """The furniture of a text in order: whole paragraphs, a dateline before one, a credit behind one.

    >>> text = "By Ada Crane\\nOSLO (AP) — It rained. Photo: Tor Lund/AP"
    >>> [(one.kind, text[one.start : one.end]) for one in furniture(text, [(0, 12), (13, 54)])]
    [('byline', 'By Ada Crane'), ('dateline', 'OSLO (AP) —'), ('credit', 'Photo: Tor Lund/AP')]
    """
    return tuple(part for i in range(len(paragraphs)) for part in _in_paragraph(text, paragraphs, i))


def furniture_at(around: Sequence[Furniture], position: int) -> FurnitureKind | None:
    """The kind of furniture that stands at a position; None in the story itself."""
    i = bisect_right(around, position, key=lambda part: part.start) - 1
    return around[i].kind if i >= 0 and position < around[i].end else None


def _in_paragraph(text: str, paragraphs: Sequence[Span], i: int) -> Iterator[Furniture]:
    start, end = paragraphs[i]
    if end - start <= LONGEST:
        line = " ".join(text[start:end].split())
        outer = i < TOP or i >= len(paragraphs) - FOOT
        forms = ((kind, holds) for kind, holds in _WHOLE.items() if outer or kind != "byline")
        kind = next((kind for kind, holds in forms if holds(line)), None)
        if kind:
            yield Furniture(start, end, kind)
            return
    opened = _dateline(text, paragraphs, i)
    if opened:
        yield Furniture(start, opened, "dateline")
    credit = _credits().search(text, max(opened or start, end - LONGEST // 2), end)
    if credit:
        yield Furniture(credit.start("credit"), end, "credit")


def _is_byline(line: str) -> bool:
    """Whether a line names its writers and says no more than their job, paper and place."""
    plain = line.strip(" .|_*")
    if byline := _bylines().match(plain):
        return _ends_byline(plain[byline.end() :].strip())
    name = re.match(rf"{_NAMES}\s?[,|–—-]\s?", plain)
    return bool(name) and len(plain.split()) <= 12 and plain == line.strip(" |_*") and _is_job(plain[name.end() :])  # type: ignore[union-attr]


def _ends_byline(rest: str) -> bool:
    """Whether some words may stand behind the names of a byline: a job, a paper, a place, a date, but not a clause."""
    if not rest or _stamps().match(rest):
        return True
    opened = rest[0] in ",|–—-/(" or rest.startswith(("in ", "for ", "of ")) or _is_job(rest)
    return opened and len(rest.split()) <= 8 and not re.search(_CLAUSE, rest)


def _is_job(words: str) -> bool:
    """Whether some words are nothing but a writer's job and paper: "Staff Writer", "Senior Reporter, Daily Star"."""
    plain = words.strip(" ,|")
    last = [part.strip().casefold() for part in re.split(r"[,|]", plain)]
    jobs = {job.casefold() for job in table("furniture")["job"]}
    small = table("furniture")["small"]
    capitals = all(word[0].isupper() or word in small for word in plain.split() if word[0].isalpha())
    return capitals and any(part.split()[-1] in jobs for part in last if part)


def _is_credit(line: str) -> bool:
    return bool(_pictures().fullmatch(line))


def _is_tagline(line: str) -> bool:
    """Whether a line says who made the article, or how to reach them."""
    if _makers().match(line) or re.match(_ABOUT, line):
        return True
    return bool(re.search(_ACCOUNT, line) and re.match(_CONTACT, line))


def _is_timestamp(line: str) -> bool:
    return bool(re.fullmatch(_STAMP, line) or (_stamps().match(line) and re.search(r"\d", line) and len(line) < 80))


def _is_link(line: str) -> bool:
    return bool(_links().match(line))


_WHOLE: dict[FurnitureKind, Callable[[str], bool]] = {
    "byline": _is_byline,
    "credit": _is_credit,
    "tagline": _is_tagline,
    "timestamp": _is_timestamp,
    "link": _is_link,
}


def _dateline(text: str, paragraphs: Sequence[Span], i: int) -> int | None:
    """The end of the dateline that opens a paragraph: a place in capitals or an agency in brackets, before a dash."""
    start, end = paragraphs[i]
    dateline = _datelines().match(text, start, min(end, start + 100))
    if dateline is None or dateline.end() >= end:
        return None
    place, agency = dateline["place"] or "", dateline["agency"]
    if place.casefold().strip(" ,") in {word.casefold() for word in table("furniture")["label"]}:
        return None
    if agency is None and (
        i >= DATELINED or not _is_place(place) or (dateline["mark"] == ":" and not _alone(text, paragraphs, i))
    ):
        return None
    return dateline.end("mark")


def _alone(text: str, paragraphs: Sequence[Span], i: int) -> bool:
    """Whether a word in capitals before a colon opens a whole text and not a speech of a transcript."""
    return (
        i == 0
        and paragraphs[0][1] - paragraphs[0][0] > SPOKEN
        and not any(re.match(_LABEL, text[slice(*span)]) for span in paragraphs[1:DATELINED])
    )


def _is_place(place: str) -> bool:
    """Whether a place is in capitals, as datelines have it: "DES MOINES, Iowa", "KYIV, March 3"."""
    name = place.split(",")[0].strip()
    return name.isupper() and sum(char.isalpha() for char in name) > 3


def _any(*keys: str) -> str:
    forms = sorted({form for key in keys for form in table("furniture")[key]}, key=len, reverse=True)
    return "|".join(map(re.escape, forms))


@cache
def _datelines() -> re.Pattern[str]:
    agency = rf"\(\s?(?P<agency>(?:{_any('agency')})(?:[ /,-][^()\n]{{1,25}})?|[A-Z]{{2,8}})\s?\)"
    place = r"(?P<place>[^\W\d_a-z][\w.’'/-]*(?:,?\s(?:[^\W\d_a-z][\w.’'/-]*|\d{1,2}|de|del|al|la)){0,6})"
    return re.compile(rf"(?:{place}\s*)?(?:{agency}\s*)?(?P<mark>—|–|--|-(?=\s)|(?<=[^\W\d_]):)(?=\s*\S)")


@cache
def _bylines() -> re.Pattern[str]:
    paper = rf"(?:(?:the|The)\s)?(?:{_any('agency')})\b|(?:(?i:our|a|an)\s)?(?i:{_any('job')})\b"
    return re.compile(
        rf"(?i:{_any('by')})\s?:?\s(?!(?i:{_DATE})\b)(?:{_NAMES}|{paper})|(?i:staff) (?i:{_any('job')})\b"
    )


@cache
def _pictures() -> re.Pattern[str]:
    agencies = rf"(?i:{_any('agency')})"
    return re.compile(
        rf"\W*(?:(?i:{_any('picture')})\s?(?:[:|©]|(?i:by|courtesy(?:\sof)?)\s).{{1,120}}"
        rf"|(?i:file photo|file image|ap photo)\b.{{0,80}}"
        rf"|©\s?.{{1,80}}|(?:{_NAMES}\s?(?:/|\svia\s|\s[|]\s)\s?)?(?:{agencies})(?:\s?(?:/|\svia\s)\s?(?:{agencies}))*)\W*"
    )


@cache
def _credits() -> re.Pattern[str]:
    """A credit behind a caption: "Image: Ada Crane", "(Ada Crane/Reuters)", "[AP Photo/Ada Crane]"."""
    agencies = rf"(?i:{_any('agency')})"
    opened = rf"(?:(?i:{_any('picture')})\s?[:©]|(?i:AP|File|Courtesy|Handout)\s(?i:photo|image|pic)\b)"
    return re.compile(
        rf"(?:(?<=[\s.!?”\"])|(?<=[a-z)](?=[A-Z])))(?P<credit>(?:[(\[]\s?)?{opened}[^.!?\n]{{2,80}}(?:\.\s?[A-Z][^.\n]{{0,20}})?[.)\]]*"
        rf"|[(\[](?:[^()\[\]\n]{{2,60}}?(?:/|\svia\s))(?:{agencies})[)\]]\.?)\s*$"
    )


@cache
def _makers() -> re.Pattern[str]:
    return re.compile(rf"\W*(?i:{_any('maker')})(?:\s?:|\s(?=[^\W\d_a-z]))")


@cache
def _stamps() -> re.Pattern[str]:
    return re.compile(rf"\W*(?i:{_any('stamp')})(?:\s(?:on|at|by))?(?:\s?:|\s(?=(?i:{_DATE})\b))")


@cache
def _links() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?i:{_any('link')})\b|\W*(?i:copyright)\s(?:©|\(c\)|\d)|[^\w\"'“‘]*(?i:{_any('teaser')})\s?[:|]|\W*(?i:{_any('teaser')}):\W*$"
    )
