"""The words of a name, folded so that spellings compare equal, and whether two names can mean one person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from newsan.language.lexicon.forms import fold
from newsan.language.lexicon.lookup import table, words

_WORD = re.compile(r"[^\s,;()\[\]\"“”„«»]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?|[^\W\d_]")
_ROMAN = re.compile(r"(?=[ivx])x{0,2}(?:ix|iv|v?i{0,3})")
_POSSESSIVE = re.compile(r"(?:['’]s?|['’]S)$")
_DOUBLE = re.compile(r"(.)\1")


@dataclass(frozen=True, slots=True)
class PersonName:
    """What tells people apart in a name: its ``words`` without titles and particles, its ``generation`` (jr, ii)."""

    words: tuple[str, ...]
    generation: str = ""


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A name without surrounding marks, a leading "the" and a possessive ending.

    >>> bare("the Times’s"), bare("“Putin”")
    ('Times', 'Putin')
    """
    text = " ".join(_without_marks(name).split())
    text = text[4:] if text[:4].casefold() == "the " else text
    return _POSSESSIVE.sub("", text).rstrip() or name.strip()


def _without_marks(name: str) -> str:
    """A name without the marks around it; a mark that may end an abbreviation or a name stays: "Inc.", "Yahoo!"."""
    start, end = 0, len(name)
    while start < end and not name[start].isalnum():
        start += 1
    while end > start and not (name[end - 1].isalnum() or name[end - 1] in "_.!?"):
        end -= 1
    return name[start:end]


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name of any kind, without points and possessive endings.

    >>> name_words("U.S. Steel Corp.")
    ('us', 'steel', 'corp')
    """
    pieces = (_POSSESSIVE.sub("", word).strip(".'") for word in _WORD.findall(fold(name)))
    return tuple(word.replace(".", "") for word in pieces if word.strip("&-–—"))


@lru_cache(maxsize=4096)
def person_name(name: str) -> PersonName:
    """The parts of a person's name that tell people apart.

    >>> person_name("Bashar al-Assad")
    PersonName(words=('bashar', 'assad'), generation='')
    >>> person_name("George H.W. Bush Jr.")
    PersonName(words=('george', 'h', 'w', 'bush'), generation='jr')
    """
    pieces = [_POSSESSIVE.sub("", word) for word in _WORD.findall(fold(name))]
    generation = ""
    while len(pieces) > 1 and (end := _suffix(pieces[-1])) is not None:
        generation = generation or end
        pieces.pop()
    parts = [part for word in pieces for part in _parts(word)]
    return PersonName(tuple(_without_particles(parts)), generation)


def agree(one: PersonName, other: PersonName) -> bool:
    """Whether two full names can mean one person: same surname and given names that do not contradict each other.

    Initials, left-out middle names, short forms (Bill, William), single and double letters (Philip, Phillip), further
    surnames (Nicolás Maduro Moros) and the other order (Orbán Viktor) agree; another generation (Jr.) never does.

    >>> agree(person_name("Joseph R. Biden"), person_name("Joe Biden"))
    True
    >>> agree(person_name("Bill Clinton"), person_name("Hillary Clinton"))
    False
    """
    if one.generation != other.generation or min(len(one.words), len(other.words)) < 2:
        return False
    short, long = sorted((one.words, other.words), key=len)
    if _subsequence(short, long) or (len(short) == len(long) == 2 and short == long[::-1]):
        return True
    return short[-1] == long[-1] and _same_given(short[0], long[0]) and _middles_agree(short[1:-1], long[1:-1])


def place_in(word: str, full: PersonName) -> int:
    """How well a word of a full name stands for it: 3 the surname, 2 the first word, 1 another word.

    The first word counts because Chinese, Korean and Hungarian names begin with the surname, and because people are
    called by their first names.
    """
    if word == full.words[-1]:
        return 3
    return 2 if word == full.words[0] else 1


def _suffix(word: str) -> str | None:
    if word in words("names", "generation") or _ROMAN.fullmatch(word):
        return {"junior": "jr", "senior": "sr"}.get(word.strip("."), word.strip("."))
    return "" if word in words("names", "suffix") else None


def _parts(word: str) -> list[str]:
    """Drop "al-" and take initials apart: "al-assad" → assad, "h.w." → h, w."""
    if _INITIALS.fullmatch(word):
        return [letter for letter in word if letter.isalpha()]
    while (cut := word.find("-")) >= 0 and word[cut + 1 :] and word[:cut] in words("names", "particle"):
        word = word[cut + 1 :]
        if _INITIALS.fullmatch(word):
            return [letter for letter in word if letter.isalpha()]
    return [word.strip(".'!?")] if word.strip(".'!?&-–—") else []


def _without_particles(parts: list[str]) -> list[str]:
    """Drop "van", "der", "bin" before a surname; "Al" at the start is left, it is mostly Al Gore's, and "Lo" in
    "Lo Chung-mau" is the surname."""
    particles = words("names", "particle")
    is_name = parts[:1] == ["al"] or any("-" in part for part in parts[1:2])
    first = [part for part in parts[:-1][:1] if is_name or part not in particles]
    return [*first, *(part for part in parts[1:-1] if part not in particles), *parts[-1:]]


def _subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    """Every given name with the formal names it can stand for, itself among them."""
    formal: dict[str, set[str]] = {}
    for name, forms in table("nicknames").items():
        for form in (name, *forms):
            formal.setdefault(form, {form}).add(name)
    return {name: frozenset(names) for name, names in formal.items()}


def _same_given(one: str, other: str) -> bool:
    if _DOUBLE.sub(r"\1", one) == _DOUBLE.sub(r"\1", other) or (1 in (len(one), len(other)) and one[0] == other[0]):
        return True
    forms = _short_forms()
    return bool(forms.get(one, frozenset((one,))) & forms.get(other, frozenset((other,))))


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or all(a[0] == b[0] for a, b in zip(one, other, strict=False))
