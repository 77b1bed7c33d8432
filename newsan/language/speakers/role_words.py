"""Words that say what a person does or is, and how much a title of them tells."""

from __future__ import annotations

from functools import cache

from newsan.language.lexicon.lookup import lookup, words
from newsan.language.syntax.tokens import noun_kind


def is_role(word: str) -> bool:
    """Whether a noun in the singular says what a person does or is.

    >>> is_role("co-chair"), is_role("spokeswoman"), is_role("idea")
    (True, True, False)
    """
    word = lookup("abbreviations").get(word, word)
    for form in (word, word.rpartition("-")[2]):
        if noun_kind(form) == "person" and form not in words("roles", "crowd"):
            return True
    return False


def is_title_word(text: str) -> bool:
    """Whether a word with a capital ends a title that stands before names: "Gov.", "Minister"."""
    return text[:1].isupper() and any(form in _title_words() for form in (text.casefold(), text.casefold().rstrip(".")))


@cache
def _title_words() -> frozenset[str]:
    """The last words of titles."""
    return frozenset(title.rpartition(" ")[2] for title in words("titles"))
