"""Titles before a person's name: "Mr.", "Foreign Minister", "Sen."."""

from __future__ import annotations

import re
from functools import cache

from newsan.language.wordlists import words

REACH = 60
"""Characters before a name that are searched for a title; "Deputy Prime Minister and Minister of Finance" has 45."""

_BEFORE = re.compile(r"[\w.’'-]+$")


@cache
def _longest() -> int:
    return max(title.count(" ") for title in words("titles")) + 1


def titles_before(text: str, start: int) -> tuple[str, ...]:
    """Return the titles that stand right before a position, nearest first; they may be one of several words.

    >>> titles_before("the former Prime Minister Sir John", 30)
    ('Sir', 'Prime Minister')
    """
    found: list[str] = []
    end = start
    while (title := _title_ending(text, _back_over_blanks(text, end))) and start - end < REACH:
        found.append(title)
        end = _back_over_blanks(text, end) - len(title)
    return tuple(found)


def leading_titles(name: str) -> int:
    """Return how many characters of a name are titles at its start ("President Trump" → 10), leaving at least one word.

    >>> leading_titles("President Trump"), leading_titles("Prince")
    (10, 0)
    """
    end = 0
    while True:
        rest = name[end:].split(" ")
        sizes = [n for n in range(min(_longest(), len(rest) - 1), 0, -1) if _is_title(" ".join(rest[:n]))]
        if not sizes:
            return end
        end += len(" ".join(rest[: sizes[0]])) + 1


def _is_title(phrase: str) -> bool:
    return phrase[:1].isupper() and phrase.casefold() in words("titles")


def _back_over_blanks(text: str, end: int) -> int:
    while end > 0 and text[end - 1] in " \t\xa0":
        end -= 1
    return end


def _title_ending(text: str, end: int) -> str:
    """Return the longest title that ends at ``end``."""
    best, start = "", end
    for _ in range(_longest()):
        word = _BEFORE.search(text, max(0, start - REACH), start)
        if not word:
            break
        start = word.start()
        if _is_title(text[start:end]):
            best = text[start:end]
        if start == 0 or text[start - 1] not in " \xa0":
            break
        start -= 1
    return best
