"""What belongs to a name and what does not: titles, the full stop of an abbreviation, words without a capital."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from newsan.document import Span
from newsan.language.actors.titles import leading_titles
from newsan.language.wordlists import table, words

_INITIALISM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_GOES_ON = re.compile(r"\.(?:[,;:)]|\s+[a-z(]|['’]s)")


def named(text: str, span: Span) -> bool:
    """Whether a span can be a name: it has a capital, or no letters that could be one.

    >>> named("the mayor", (4, 9)), named("iPhone", (0, 6)), named("上海", (0, 2))
    (False, True, True)
    """
    name = text[slice(*span)]
    return name != name.lower() or name == name.upper()


def behind_titles(text: str, span: Span) -> int:
    """Where a person's name begins behind its titles.

    >>> behind_titles("Justice Lee", (0, 11))
    8
    """
    return span[0] + leading_titles(text[slice(*span)])


def with_full_stop(text: str, span: Span) -> int:
    """The end of a name, with the full stop that belongs to an abbreviation at its end.

    Initials always keep theirs; of "Jr." and "Inc." that is clear only where the sentence goes on.

    >>> with_full_stop("in the U.S. today", (7, 10)), with_full_stop("at Halberg Inc. It", (3, 14))
    (11, 14)
    """
    end = span[1]
    if text[end : end + 1] != ".":
        return end
    last = _last_word(text, span)
    short = last.casefold() + "." in words("names", "company", "generation", "way")
    return end + 1 if _INITIALISM.fullmatch(last) or (short and _GOES_ON.match(text, end)) else end


def goes_on(text: str, span: Span, other: Span) -> bool:
    """Whether a body's name goes on with "of" and the next name: "Harbour Board | of | Porto" is one name.

    In the training corpora 580 names of organisations hold an "of", and 15 end before one that a place follows.

    >>> goes_on("Harbour Board of Porto", (0, 13), (17, 22)), goes_on("Ada Crane of Porto", (0, 9), (13, 18))
    (True, False)
    """
    of = text[span[1] : other[0]] in (" of ", " of the ")
    return of and _last_word(text, span).casefold() in words("names", "institution")


def _last_word(text: str, span: Span) -> str:
    return text[slice(*span)].rpartition(" ")[2]


def behind_address(text: str, span: Span) -> Iterable[int]:
    """Where names begin behind "Mr", "Ms" and the like in a stretch of text; "DR Congo" is none of them."""
    return (match.end() for match in _addresses().finditer(text, *span))


@cache
def _addresses() -> re.Pattern[str]:
    forms = "|".join(sorted({form.rstrip(".") for form in table("titles")["address"]}))
    return re.compile(rf"\b(?:{forms})\.?[ \xa0](?=[^\W\d_a-z])")
