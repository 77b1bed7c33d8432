"""The parts of a text that stand around its story: bylines, datelines, credits, lines at the end, pointers elsewhere.

Such lines have fixed forms, which rules know.  A form that could as well be a sentence of the story is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from newsan.document import Furniture, Span
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.values import FurnitureKind

LONGEST = 220
"""Characters of a line that can be furniture as a whole; longer ones tell something."""

TOP, FOOT = 8, 3
"""Paragraphs at the start and at the end of a text among which bylines are looked for."""

DATELINED = 6
"""Paragraphs at the start of a text among which a dateline without an agency is looked for."""

SPOKEN = 80
"""Characters of a first paragraph behind which "KUWAIT:" is taken for a place; shorter ones may be speech."""

_CAPITAL = r"(?!(?:AND|(?i:<furniture.stamp>))\b)[^\W\d_a-z][\w.’'-]*"
_NAME = rf"{_CAPITAL}(?:\s(?:<names.particle>\s)*{_CAPITAL}){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,\s|,?\s(?i:and)\s|\s&\s|\s/\s){_NAME})*"
_AGENCIES = r"(?i:<furniture.agency>)(?:\s?(?:/|\svia\s)\s?(?i:<furniture.agency>))*"
_DATE = r"(?:(?i:<dates.day,month,clock>)|\d{1,4}(?:<dates.ordinal>)?|[A-Z]{2,4}T)"
_CREDITED = r"(?i:<furniture.picture>)\s?[:©]|(?i:<furniture.agency>)\s(?i:<furniture.image>)\b"
_LABEL = re.compile(r"[^\W\d_a-z]{2}[^:a-z]{0,60}:")
_ACCOUNT = re.compile(r"(?:^|\s|\()(?:@\w{2,}|[\w.+-]+@[\w-]+\.\w[\w.]*)")
_CLAUSE = Pattern(r"[.?!]\s|\b<grammar.auxiliary,relative>\b")
_CONTACT = Pattern(r"[^\w<]*<furniture.contact>\b|.*\b<furniture.reached>\b", re.IGNORECASE)
_PIECE = Pattern(r"\W*this <furniture.piece> <furniture.state>\b.{0,80}\b<furniture.edited>\b", re.IGNORECASE)
_HELPED = Pattern(rf"\W*{_NAMES}(?:\s(?:in|of|from)\s[\w\s,.]{{2,40}})?,?\s<furniture.helped>\b")
_NAMED = Pattern(rf"{_NAMES}\s?[,|–—-]\s?")
_DATELINE = Pattern(
    r"(?:(?P<place>[^\W\d_a-z][\w.’'/-]*(?:,?\s(?:[^\W\d_a-z][\w.’'/-]*|\d{1,2}|<names.particle>)){0,6})\s*)?"
    r"(?:\(\s?(?P<agency>(?:<furniture.agency>)(?:[ /,-][^()\n]{1,25})?|[A-Z]{2,8})\s?\)\s*)?"
    r"(?P<mark>—|–|--|-(?=\s)|(?<=[^\W\d_]):)(?=\s*\S)"
)
_BYLINE = Pattern(
    rf"(?i:<furniture.by>)\s?:?\s(?!{_DATE}\b)(?:{_NAMES}|(?:[Tt]he\s)?<furniture.agency>\b"
    r"|(?i:(?:<grammar.appose>\s)?<furniture.job>)\b)|(?i:staff <furniture.job>)\b"
)
_WRITER = Pattern(rf"\W*(?:(?i:<furniture.by>)\s?:?\s)?(?P<name>{_NAME})\b")
_PICTURE = Pattern(
    r"\W*(?:(?i:<furniture.picture>)\s?(?:[:|©]|(?i:<furniture.courtesy>)\s).{1,120}"
    r"|(?i:<furniture.agency> <furniture.image>)\b.{0,80}"
    rf"|©\s?.{{1,80}}|(?:{_NAMES}\s?(?:/|\svia\s|\s[|]\s)\s?)?{_AGENCIES})\W*"
)
_CREDIT = Pattern(
    rf"(?:(?<=[\s.!?”\"])|(?<=[a-z)](?=[A-Z])))(?P<credit>(?:[(\[]\s?)?(?:{_CREDITED})[^.!?\n]{{2,80}}"
    r"(?:\.\s?[A-Z][^.\n]{0,20})?[.)\]]*|[(\[](?:[^()\[\]\n]{2,60}?(?:/|\svia\s))(?i:<furniture.agency>)[)\]]\.?)\s*$"
)
"""A credit behind a caption: "Image: Ada Crane", "(Ada Crane/Reuters)", "[AP Photo/Ada Crane]"."""

_MAKER = Pattern(r"\W*(?i:<furniture.maker>)(?:\s?:|\s(?=[^\W\d_a-z]))")
_TIME = Pattern(rf"\W*{_DATE}(?:[\s,.:/|–—-]+{_DATE})+\W*")
_STAMP = Pattern(rf"\W*(?i:<furniture.stamp>)(?:\s<furniture.when>)?(?:\s?:|\s(?={_DATE}\b))")
_LINK = Pattern(
    r"\W*<furniture.link>\b|\W*copyright\s(?:©|\(c\)|\d)|[^\w\"'“‘]*<furniture.teaser>\s?[:|]"
    r"|\W*<furniture.teaser>:\W*$",
    re.IGNORECASE,
)


def furniture(text: str, paragraphs: Sequence[Span]) -> tuple[Furniture, ...]:
    """The furniture of a text in order: whole paragraphs, a dateline before one, a credit behind one.

    >>> text = "By Ada Crane\\nOSLO (AP) — It rained. Photo: Tor Lund/AP"
    >>> [(part.kind, text[part.start : part.end]) for part in furniture(text, [(0, 12), (13, 54)])]
    [('byline', 'By Ada Crane'), ('dateline', 'OSLO (AP) —'), ('credit', 'Photo: Tor Lund/AP')]
    """
    return tuple(part for i in range(len(paragraphs)) for part in _in_paragraph(text, paragraphs, i))


def writer(text: str, around: Sequence[Furniture]) -> str | None:
    r"""The name of the first writer whom a byline names.

    >>> writer("By Ada Crane and Bo Ek\nIt rained.", [Furniture(0, 22, "byline")])
    'Ada Crane'
    """
    for part in around:
        if part.kind == "byline" and (named := _WRITER.match(text, part.start, part.end)):
            return named["name"]
    return None


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
    credit = _CREDIT.search(text, max(opened or start, end - LONGEST // 2), end)
    if credit:
        yield Furniture(credit.start("credit"), end, "credit")


def _is_byline(line: str) -> bool:
    """Whether a line names its writers and says no more than their job, paper and place."""
    plain = line.strip(" .|_*")
    if byline := _BYLINE.match(plain):
        return _ends_byline(plain[byline.end() :].strip())
    name = _NAMED.match(plain)
    return bool(name) and len(plain.split()) <= 12 and plain == line.strip(" |_*") and _is_job(plain[name.end() :])  # type: ignore[union-attr]


def _ends_byline(rest: str) -> bool:
    """Whether some words may stand behind the names of a byline: a job, a paper, a place, a date, but not a clause."""
    if not rest or _STAMP.match(rest):
        return True
    opened = rest[0] in ",|–—-/(" or rest.startswith(("in ", "for ", "of ")) or _is_job(rest)
    return opened and len(rest.split()) <= 8 and not _CLAUSE.search(rest)


def _is_job(rest: str) -> bool:
    """Whether some words are nothing but a writer's job and paper: "Staff Writer", "Senior Reporter, Daily Star"."""
    plain = rest.strip(" ,|")
    last = [part.strip().casefold() for part in re.split(r"[,|]", plain)]
    small = words("furniture", "small")
    capitals = all(word[0].isupper() or word in small for word in plain.split() if word[0].isalpha())
    return capitals and any(part.split()[-1] in words("furniture", "job") for part in last if part)


def _is_credit(line: str) -> bool:
    return bool(_PICTURE.fullmatch(line))


def _is_tagline(line: str) -> bool:
    """Whether a line says who made the article, or how to reach them."""
    if _MAKER.match(line) or _PIECE.match(line) or _HELPED.match(line):
        return True
    return bool(_ACCOUNT.search(line) and _CONTACT.match(line))


def _is_timestamp(line: str) -> bool:
    return bool(_TIME.fullmatch(line) or (_STAMP.match(line) and re.search(r"\d", line) and len(line) < 80))


def _is_link(line: str) -> bool:
    return bool(_LINK.match(line))


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
    dateline = _DATELINE.match(text, start, min(end, start + 100))
    if dateline is None or dateline.end() >= end:
        return None
    place, agency = dateline["place"] or "", dateline["agency"]
    if place.casefold().strip(" ,") in words("furniture", "label"):
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
        and not any(_LABEL.match(text, *span) for span in paragraphs[1:DATELINED])
    )


def _is_place(place: str) -> bool:
    """Whether a place is in capitals, as datelines have it: "DES MOINES, Iowa", "KYIV, March 3"."""
    name = place.split(",")[0].strip()
    return name.isupper() and sum(char.isalpha() for char in name) > 3
