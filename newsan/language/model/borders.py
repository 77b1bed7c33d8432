"""What belongs to a name and what does not: titles, the full stop of an abbreviation, words without a capital."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from newsan.document import Span
from newsan.language.lexicon.countries import country_of, place_name
from newsan.language.lexicon.lookup import lookup, table, words
from newsan.language.syntax.titles import leading_titles

_INITIALISM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_BRAND = re.compile(r"[^\W\d_]{2}\d+[^\W\d_]|^\d+[^\W\d_]{3}")
"""A digit between letters or before a word ("my9sense", "23andMe"), but not "covid-19", "2nd" or "mp3"."""

_PARTY_TAG = re.compile(r"\b[DRI][-–]\s?[A-Z][\w.]*")
_ITEM = r"[^\W\d_a-z][\w-]*(?: [^\W\d_a-z][\w-]*){0,2}"
_LISTED = re.compile(
    r"(?:[^\W\d_a-z][\w’'-]* ){0,3}(?:Department|Ministry|Secretariat|Directorate|Faculty|Committee|Commission)"
    rf" (?:of|for|on) (?:the )?(?P<list>{_ITEM}(?:, {_ITEM}){{1,8}},? and {_ITEM})"
)
_CAPITALISED = re.compile(r"(?<![\w.])[^\W\d_a-z]\w+(?![\w$£€])")
_ONE_PERSON = re.compile(r"[^\W\d_a-z][\w.'’-]* (?:[(“\"][^\W\d_a-z][\w.'’-]*[)”\"]|[A-Z]\.) [^\W\d_a-z][\w'’-]*")
_NAMED_AFTER = re.compile(
    r"['’]s [Dd]isease\b(?! (?:control|outbreak|burden))|(?:['’]s)? [Ss]yndrome\b|\s[Cc]ocktails?\b| [Ff]ries\b"
)
_TWO_CAPITALS = re.compile(r"\b(?=([^\W\d_a-z][\w-]*)[ \xa0]([^\W\d_a-z][\w’'-]+))")
_GOES_ON = re.compile(r"\.(?:[,;:)]|\s+[a-z(]|['’]s)")


def named(text: str, span: Span) -> bool:
    """Whether a span can be a name: it has a capital, a digit among letters, or no letters that could be capitals.

    >>> named("the mayor", (4, 9)), named("iPhone", (0, 6)), named("my9sense", (0, 8)), named("上海", (0, 2))
    (False, True, True, True)
    """
    name = text[slice(*span)]
    return name != name.lower() or name == name.upper() or bool(_BRAND.search(name))


def behind_titles(text: str, span: Span) -> int:
    """Where a person's name begins behind its titles.

    >>> behind_titles("Justice Lee", (0, 11))
    8
    """
    return span[0] + leading_titles(text[slice(*span)])


def before_letters(text: str, span: Span) -> int:
    """Where a person's name ends before the letters behind it; in capitals they could be a name ("JACK MA").

    >>> before_letters("Alan Moody, OBE, KC", (0, 19)), before_letters("Jack Ma", (0, 7))
    (10, 7)
    """
    name = text[slice(*span)]
    letters = _letters().search(name)
    return span[1] if letters is None or name.isupper() else span[0] + letters.start()


def is_letters(text: str, span: Span) -> bool:
    """Whether a span is nothing but the letters behind a name: "Alan Moody, | OBE"."""
    return bool(_letters().fullmatch(" " + text[slice(*span)]))


def is_party_tag(text: str, span: Span) -> bool:
    """Whether a span stands in the tag that says a congressman's party and state: "D-Minn.", "R-Ohio", "D" of "D-N.Y.".

    >>> is_party_tag("Rep. Ann Lee, D-Minn.", (14, 20)), is_party_tag("on D-Day", (3, 8))
    (True, False)
    """
    for match in _PARTY_TAG.finditer(text, max(0, span[0] - 3), span[1] + 8):
        state = match[0][2:].strip().rstrip(".").casefold()
        if match.start() <= span[0] < match.end():
            return state.replace(".", "") in words("states")
    return False


@cache
def _letters() -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, table("names")["letters"]), key=len, reverse=True))
    return re.compile(rf"(?:,?\s+(?:{forms}))+$")


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


def goes_on(text: str, span: Span, following: Span) -> bool:
    """Whether a body's name goes on with "of" and the next name, a court's with "for": "Harbour Board | of | Porto".

    In the training corpora 580 names of organisations hold an "of", and 15 end before one that a place follows.

    >>> goes_on("Harbour Board of Porto", (0, 13), (17, 22)), goes_on("Ada Crane of Porto", (0, 9), (13, 18))
    (True, False)
    >>> goes_on("District Court for the Western District", (0, 14), (23, 39))
    True
    """
    between = text[span[1] : following[0]]
    if is_court(text, span) and between in (" for ", " for the "):
        return True
    return between in (" of ", " of the ") and _last_word(text, span).casefold() in words("names", "institution")


def is_court(text: str, span: Span) -> bool:
    """Whether a name is a court's."""
    return _last_word(text, span).casefold() == "court"


def is_people(text: str, span: Span) -> bool:
    """Whether two words with a hyphen are one people: "Tongan-Americans", but not the "Tongan-American" of a treaty.

    >>> is_people("Tongan-Americans", (0, 16)), is_people("Tongan-American talks", (0, 15))
    (True, False)
    """
    first, hyphen, second = text[slice(*span)].casefold().partition("-")
    people = second == "americans" or f"{first}-{second}" in lookup("groups")
    return people and first.isalpha() and bool(hyphen)


def listed_end(text: str, span: Span) -> int:
    """The end of a department's name that lists what it is for; the span's own end for other names.

    Of the ten such lists in the training news nine are one name; the tenth holds a bank and is a list of bodies.

    >>> listed_end("Department for Culture, Media and Sport said", (0, 22))
    39
    """
    listed = _LISTED.match(text, span[0])
    if listed is None or listed.end() <= span[1] or listed.start("list") >= span[1]:
        return span[1]
    items = {word.casefold() for word in re.findall(r"\w+", listed["list"])}
    own = bool(items & words("bodies")) or any(country_of(word) for word in items)
    return span[1] if own else listed.end()


def _last_word(text: str, span: Span) -> str:
    return text[slice(*span)].rpartition(" ")[2]


def behind_address(text: str, span: Span) -> Iterable[int]:
    """Where names begin behind "Mr", "Ms" and the like in a stretch of text; "DR Congo" is not one of them."""
    return (match.end() for match in _addresses().finditer(text, *span))


def full_names(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Where a known given name and the word with a capital behind it begin; titles ("Major") and days are no names.

    Of 7,400 such pairs in the training corpora 98 in a hundred belong to a name, most of them to a person's.

    >>> list(full_names("Major General Lee met Ada Crane.", (0, 32)))
    [(22, 26)]
    """
    given, others, behind = words("given_names") - words("titles"), words("titles") | words("dates"), 0
    for match in _TWO_CAPITALS.finditer(text, *span):
        first, last = match[1].casefold(), match[2].casefold()
        if match.start() >= behind and first in given and last not in others:
            yield match.start(1), match.start(2)
            behind = match.end(2)


def known_names(text: str, span: Span) -> Iterator[int]:
    """Where words begin that name a country, an American state or a body by itself, if their capitals say so.

    Of 6,500 such words in the training corpora 97 in a hundred belong to a name.

    >>> list(known_names("The GOP won in Vermont, and Polen Inc. lost US$5 in WHO KNOWS.", (0, 62)))
    [4, 15]
    """
    for match in _CAPITALISED.finditer(text, *span):
        word, line = match[0].casefold(), text[max(0, match.start() - 12) : match.end() + 12]
        place = word in words("states", "whole") or (country_of(word) == place_name(match[0]) and word != "states")
        alone = sum(map(str.isupper, line.split())) < 2
        if place or (match[0] in table("acronyms") and alone):
            yield match.start()


def is_one_person(text: str, span: Span) -> bool:
    """Whether a stretch is one name with a nickname or an initial inside: "James (Jim) Holt", "John R. Crane".

    >>> is_one_person("James (Jim) Holt", (0, 16)), is_one_person("John R. Crane", (0, 13))
    (True, True)
    >>> is_one_person("Holt (Ada Crane", (0, 15))
    False
    """
    return bool(_ONE_PERSON.fullmatch(text, *span))


def is_named_after(text: str, span: Span) -> bool:
    """Whether a name is only what something is called: "Hansen's | disease", "Crane | syndrome", "Molotov | cocktail".

    >>> is_named_after("Hansen's disease", (0, 6)), is_named_after("Norland's disease control", (0, 7))
    (True, False)
    """
    return " " not in text[slice(*span)] and bool(_NAMED_AFTER.match(text, span[1]))


@cache
def _addresses() -> re.Pattern[str]:
    forms = "|".join(sorted({form.rstrip(".") for form in table("titles")["address"]}))
    return re.compile(rf"\b(?:{forms})\.?[ \xa0](?=[^\W\d_a-z])")
