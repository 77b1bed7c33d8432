"""Titles before a person's name: "Mr.", "Foreign Minister", "Sen."."""

from __future__ import annotations

from functools import cache

from newsan.language.lexicon.lookup import words

REACH = 60
"""Characters before a name that are searched for titles; "Deputy Prime Minister and Minister of Finance" has 45."""

_BLANKS = " \t\xa0"


def titles_before(text: str, start: int) -> tuple[str, ...]:
    """The titles that stand right before a position, nearest first; a title may have several words.

    >>> titles_before("the former Prime Minister Sir John", 30)
    ('Sir', 'Prime Minister')
    """
    titles: list[str] = []
    end = back_over_blanks(text, start)
    while start - end < REACH and (title := _title_ending(text, end)):
        titles.append(title)
        end = back_over_blanks(text, end - len(title))
    return tuple(titles)


def leading_titles(name: str) -> int:
    """How many characters of a name are titles at its start, always leaving at least one word.

    >>> leading_titles("President Trump"), leading_titles("Prince")
    (10, 0)
    """
    end = 0
    while True:
        rest = name[end:].split(" ")
        sizes = [size for size in range(min(_longest(), len(rest) - 1), 0, -1) if is_title(" ".join(rest[:size]))]
        if not sizes:
            return end
        end += len(" ".join(rest[: sizes[0]])) + 1


@cache
def office_words() -> frozenset[str]:
    """The words of offices and titles, in small letters: minister, former, Mr."""
    return words("titles") | words("roles", "male", "female", "any") | words("grammar", "modifier")


def is_title(phrase: str) -> bool:
    """Whether a phrase with a capital is a title.

    >>> is_title("Prime Minister"), is_title("minister")
    (True, False)
    """
    return phrase[:1].isupper() and phrase.casefold() in words("titles")


def is_title_word(text: str) -> bool:
    """Whether a word with a capital ends a title that stands before names: "Gov.", "Minister"."""
    return text[:1].isupper() and any(form in _last_words() for form in (text.casefold(), text.casefold().rstrip(".")))


@cache
def courtesies() -> frozenset[str]:
    """Titles that say nothing of an office, without full stops: mr, ms."""
    kept = {"dr", "aunt", "uncle", "grandfather", "grandmother"}
    return frozenset(word.strip(".") for word in words("titles", "courtesy")) - kept


def word_start(text: str, end: int) -> int:
    """Where the word that ends at a position begins; the position itself when none ends there.

    >>> word_start("a so-called plan", 11)
    2
    """
    start = end
    while start > 0 and end - start < REACH and (text[start - 1].isalnum() or text[start - 1] in ".’'-_"):
        start -= 1
    return start


def back_over_blanks(text: str, end: int) -> int:
    """The position before the blanks that end at a position; line breaks are not blanks."""
    while end > 0 and text[end - 1] in _BLANKS:
        end -= 1
    return end


@cache
def _longest() -> int:
    return max(title.count(" ") for title in words("titles")) + 1


@cache
def _last_words() -> frozenset[str]:
    return frozenset(title.rpartition(" ")[2] for title in words("titles"))


def _title_ending(text: str, end: int) -> str:
    """The longest title that ends at a position, or nothing."""
    best, start = "", word_start(text, end)
    if text[start:end].casefold() not in _last_words():
        return best
    for _ in range(_longest()):
        if is_title(text[start:end]):
            best = text[start:end]
        following = word_start(text, start - 1) if start > 0 and text[start - 1] in _BLANKS else start
        if following >= start - 1:
            break
        start = following
    return best
